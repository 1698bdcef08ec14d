"""Suspending supervision, saying goodbye, and commands that come at a bad time."""

from typing import Any

import pytest

from custom_components.home_gym.engine.effects import Persist, SendStop
from custom_components.home_gym.engine.observations import (
    AcknowledgeAlarm,
    EndSession,
    ReportPain,
    Resume,
    ShuttingDown,
    Stop,
    Suspend,
)
from custom_components.home_gym.engine.words import (
    Event,
    Phase,
    Reason,
    Refusal,
    RuleKey,
    Symptom,
)

from .drive import HOUR, MINUTE, Walk, machine, policy

EVERYTHING: dict[str, dict[str, Any]] = {
    "warm_up": {},
    "speed": {},
    "breaks": {},
    "limits": {},
    "cool_down": {},
}
EASY = machine(can_slow=True, minimum_speed_kmh=0.5)


def suspended(for_s: float | None = 20 * MINUTE) -> Walk:
    walk = Walk(policy(**EVERYTHING), EASY)
    walk.walk(2.0, 10)
    walk.feed(Suspend(for_s=for_s))
    return walk


def test_it_pauses_warm_up_speed_breaks_and_limits() -> None:
    walk = suspended(for_s=None)
    began_s = walk.at_s
    walk.walk(6.0, 70 * MINUTE)
    assert walk.events(began_s) == [Event.SUSPENDED]
    assert walk.said(began_s) == ["supervision_suspended"]
    assert walk.commands() == []
    assert walk.state.cap is None
    assert walk.view().suspended


def test_it_never_pauses_pain() -> None:
    walk = suspended()
    walk.feed(ReportPain(symptom=Symptom.FAINT))
    assert walk.commands() == [SendStop()]
    assert [lock.reason for lock in walk.state.locks] == [Reason.RED_FLAG]


def test_it_never_pauses_a_stop() -> None:
    walk = suspended()
    walk.feed(Stop())
    assert walk.commands() == [SendStop()]


def test_it_never_pauses_the_signal_or_the_accounting() -> None:
    walk = suspended()
    walk.walk(2.0, 2 * MINUTE)
    walk.silent = True
    walk.go_on(MINUTE)
    assert Event.SIGNAL_LOST in walk.events()
    assert walk.state.session is not None
    assert walk.state.session.moving_s > 2 * MINUTE


def test_it_never_pauses_locks() -> None:
    walk = suspended()
    walk.feed(ReportPain(level=5))
    walk.go_on(MINUTE)
    assert walk.view().relay_on is False


def test_it_warns_a_minute_before_it_comes_back() -> None:
    walk = suspended(20 * MINUTE)
    began_s = walk.at_s
    walk.walk(2.0, 21 * MINUTE)
    warned = pytest.approx(began_s + 19 * MINUTE, abs=1)
    resumed = pytest.approx(began_s + 20 * MINUTE, abs=1)
    assert walk.when("supervision_returns_soon") == [warned]
    assert walk.when(Event.RESUMED) == [resumed]
    assert not walk.view().suspended


def test_it_comes_back_without_any_message() -> None:
    walk = suspended(20 * MINUTE)
    walk.press(0.0)
    walk.wait(HOUR)
    assert Event.RESUMED in walk.events()


def test_a_short_suspension_needs_no_warning() -> None:
    walk = suspended(50)
    walk.walk(2.0, 2 * MINUTE)
    assert "supervision_returns_soon" not in walk.said()
    assert Event.RESUMED in walk.events()


def test_it_can_be_ended_early() -> None:
    walk = suspended()
    walk.feed(Resume())
    assert Event.RESUMED in walk.events()
    walk.go_on(1)
    assert walk.state.cap is not None


def test_for_this_session_ends_with_the_session() -> None:
    walk = suspended(for_s=None)
    walk.press(0.0)
    walk.feed(EndSession())
    assert not walk.view().suspended
    assert Event.RESUMED in walk.events()


def test_for_this_session_needs_one() -> None:
    walk = Walk(policy(**EVERYTHING))
    walk.feed(Suspend())
    assert walk.refusals() == [Refusal.NO_SESSION]


def test_suspended_rules_say_so() -> None:
    walk = suspended()
    rules = walk.explain()["rules"]
    paused = {key for key, rule in rules.items() if rule["suspended"]}
    assert paused == set(EVERYTHING)
    assert not rules[RuleKey.PAIN]["suspended"]


def test_who_walks_is_told_that_nobody_watches_any_more() -> None:
    walk = Walk()
    walk.walk(2.0, MINUTE)
    step = walk.feed(ShuttingDown())
    assert walk.said() == ["not_watching"]
    assert Persist() in step.effects


def test_nobody_is_told_when_nobody_walks() -> None:
    walk = Walk()
    step = walk.feed(ShuttingDown())
    assert walk.said() == []
    assert Persist() in step.effects


def test_a_session_goes_on_after_a_restart() -> None:
    walk = suspended()
    walk.feed(ShuttingDown())
    walk.restart(20)
    assert walk.view().suspended
    walk.go_on(10)
    assert walk.view().phase is not Phase.NO_SIGNAL
    assert walk.state.session is not None


def test_an_acknowledgement_without_an_alarm_changes_nothing() -> None:
    walk = Walk()
    walk.feed(AcknowledgeAlarm())
    assert walk.view().phase is Phase.READY
    assert not walk.state.alarm_acknowledged
