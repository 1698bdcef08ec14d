"""Why belts are stopped and sessions end: for these reasons, and for no other."""

from collections.abc import Callable
from typing import Any

import pytest

from custom_components.home_gym.engine.effects import Record
from custom_components.home_gym.engine.ladder import STOPS
from custom_components.home_gym.engine.observations import (
    EndSession,
    Observation,
    ReportPain,
    StartDrill,
    Stop,
    TakeBreak,
)
from custom_components.home_gym.engine.policy import Policy
from custom_components.home_gym.engine.session import ENDS
from custom_components.home_gym.engine.words import Event, Reason, Symptom

from .drive import HOUR, MINUTE, Walk, machine, policy
from .test_backstop import walking as timed
from .test_presence import walking as felt

type Story = Callable[[], Walk]

BREAKS = {"every_s": 2 * MINUTE, "length_s": MINUTE, "end_after_s": 2 * MINUTE}
PAUSE = policy(limits={"pause_limit_s": 5 * MINUTE})


def told(*said: Observation) -> Story:
    """Tell somebody's treadmill something in mid-walk."""

    def story() -> Walk:
        walk = Walk()
        walk.walk(2.0, MINUTE)
        for each in said:
            walk.feed(each)
        walk.go_on(MINUTE)
        return walk

    return story


def long(rules: Policy) -> Story:
    """Walk on and on."""

    def story() -> Walk:
        walk = Walk(rules, machine())
        walk.walk(2.0, HOUR)
        return walk

    return story


def limited(**limits: float) -> Story:
    """Walk on and on, but for one limit."""
    return long(policy(limits=dict.fromkeys(LIMITS, 20 * HOUR) | limits))


LIMITS = ("session_s", "day_s", "week_s")


def in_spite_of_a_lock() -> Walk:
    """Walk on after the belt was stopped and locked, on a treadmill without a plug."""
    walk = Walk(a_machine=machine(has_plug=False))
    walk.walk(2.0, MINUTE)
    walk.feed(ReportPain(level=5))
    walk.go_on(MINUTE)
    walk.walk(2.0, MINUTE)
    return walk


def off_the_mat() -> Walk:
    """Step off while the belt goes on."""
    walk = felt()
    walk.read(PRESENCE=False)
    walk.go_on(2 * MINUTE)
    return walk


def with_the_timer_near() -> Walk:
    """Walk until shortly before the plug's own timer would fire."""
    walk = timed()
    walk.ends_s = walk.elapsed_s + 5 * MINUTE
    walk.tell()
    walk.go_on(5 * MINUTE)
    return walk


def paused() -> Walk:
    """Stand for longer than a pause may last."""
    walk = Walk(PAUSE)
    walk.walk(2.0, MINUTE)
    walk.walk(0.0, 10 * MINUTE)
    return walk


def left_alone() -> Walk:
    """Walk nowhere, for longer than a machine stays on by itself."""
    walk = Walk(policy(idle_lock={"after_s": 5 * MINUTE}))
    walk.go_on(10 * MINUTE)
    assert walk.view().lock_reasons == (Reason.IDLE,)
    return walk


STORIES: dict[Reason, Story] = {
    Reason.USER_STOP: told(Stop()),
    Reason.USER_BREAK: told(TakeBreak()),
    Reason.USER_END: told(EndSession()),
    Reason.PAIN: told(ReportPain(level=5)),
    Reason.PAIN_EMERGENCY: told(ReportPain(level=9)),
    Reason.RED_FLAG: told(ReportPain(symptom=Symptom.DIZZY)),
    Reason.CRAMP: told(ReportPain(symptom=Symptom.CRAMP)),
    Reason.DRILL: told(StartDrill()),
    Reason.BREAK_OVERDUE: long(policy(breaks=BREAKS)),
    Reason.SESSION_LIMIT: limited(session_s=10 * MINUTE),
    Reason.DAY_LIMIT: limited(day_s=10 * MINUTE),
    Reason.WEEK_LIMIT: limited(week_s=10 * MINUTE),
    Reason.LOCKED: in_spite_of_a_lock,
    Reason.NOBODY: off_the_mat,
    Reason.BACKSTOP: with_the_timer_near,
    Reason.PAUSE_LIMIT: paused,
    Reason.IDLE: left_alone,
}


def reasons(walk: Walk, event: Event) -> set[Any]:
    """Return with which reasons something was told."""
    records = [each for each in walk.since() if isinstance(each, Record)]
    return {each.values["reason"] for each in records if each.event is event}


@pytest.mark.parametrize("reason", STORIES)
def test_a_reason_is_told_of_what_it_can_bring_about(reason: Reason) -> None:
    walk = STORIES[reason]()
    stops = reasons(walk, Event.TREADMILL_STOPPED)
    ends = reasons(walk, Event.SESSION_ENDED)
    assert (reason in stops) == (reason in STOPS)
    assert (reason in ends) == (reason in ENDS)
    assert stops <= STOPS
    assert ends <= ENDS


def test_every_reason_has_its_story() -> None:
    assert STORIES.keys() == set(Reason)
