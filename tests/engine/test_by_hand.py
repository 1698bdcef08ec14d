"""What is said where nothing but the person can stop the belt: no promise of a stop."""

from typing import Any

import pytest

from custom_components.home_gym.engine.observations import (
    EndSession,
    Observation,
    ReportPain,
    Stop,
    TakeBreak,
)
from custom_components.home_gym.engine.words import Mode, PowerCut, Symptom

from .drive import MINUTE, Walk, machine, policy

CRAMP, DOCTOR = Symptom.CRAMP, Symptom.BACK_RED_FLAG
# What is said of a belt that we stop, that the person stops, and that rests.
WORDS: dict[str, tuple[Observation, str, str, str]] = {
    "a stop": (Stop(), "stopping_now", "stop_it_yourself", "stopping_now"),
    "a break": (
        TakeBreak(),
        "break_begins",
        "break_begins_by_hand",
        "break_begins_still",
    ),
    "much pain": (
        ReportPain(level=6),
        "pain_stop",
        "pain_stop_by_hand",
        "pain_stop_still",
    ),
    "an emergency": (
        ReportPain(level=9),
        "pain_emergency",
        "pain_emergency_by_hand",
        "pain_emergency_still",
    ),
    "a warning sign": (
        ReportPain(symptom=Symptom.CHEST_PAIN),
        "pain_red_flag",
        "pain_red_flag_by_hand",
        "pain_red_flag_still",
    ),
    "a sign for a doctor": (
        ReportPain(symptom=DOCTOR),
        "pain_for_a_doctor",
        "pain_for_a_doctor_by_hand",
        "pain_for_a_doctor_still",
    ),
    "a cramp": (
        ReportPain(symptom=CRAMP),
        "pain_cramp",
        "pain_cramp_by_hand",
        "pain_cramp_still",
    ),
}
PLUGS: dict[str, dict[str, Any]] = {
    "no plug": {"has_plug": False},
    "a plug that waits": {"power_cut": PowerCut.WHEN_STILL},
    "a plug that may cut": {"power_cut": PowerCut.AFTER_COUNTDOWN},
}


def said_after(walk: Walk, observation: Observation) -> list[str]:
    at_s = walk.at_s
    walk.feed(observation)
    return walk.said(at_s)


@pytest.mark.parametrize("plug", PLUGS.values(), ids=PLUGS)
@pytest.mark.parametrize(
    ("told", "ours", "theirs"), [each[:3] for each in WORDS.values()], ids=WORDS
)
def test_only_a_belt_that_we_can_stop_is_said_to_stop(
    told: Observation, ours: str, theirs: str, plug: dict[str, Any]
) -> None:
    for can_stop, expected, wrong in ((True, ours, theirs), (False, theirs, ours)):
        walk = Walk(a_machine=machine(can_stop=can_stop, **plug))
        walk.walk(3.0, MINUTE)
        said = said_after(walk, told)
        assert said[0] == expected
        assert wrong not in said


@pytest.mark.parametrize(
    ("told", "still"),
    [(told, still) for told, _, _, still in WORDS.values()],
    ids=WORDS,
)
@pytest.mark.parametrize("can_stop", [True, False])
def test_of_a_belt_that_rests_nothing_is_said_to_come_to_rest(
    told: Observation, still: str, can_stop: bool
) -> None:
    walk = Walk(a_machine=machine(can_stop=can_stop))
    walk.walk(3.0, MINUTE)
    walk.walk(0.0, 20)
    said = said_after(walk, told)
    # Where there is no stop to send to a belt that rests, that it does is the answer.
    proved = isinstance(told, Stop) and not can_stop
    assert said[:1] == ["stopped" if proved else still]


def test_a_break_that_the_person_has_to_begin_is_no_alarm() -> None:
    walk = Walk(a_machine=machine(can_stop=False))
    walk.walk(3.0, MINUTE)
    walk.feed(TakeBreak())
    walk.go_on(MINUTE)
    assert walk.state.alarm is None
    assert "stop_it_yourself" not in walk.said()


def test_who_ends_a_walk_is_told_to_end_it() -> None:
    walk = Walk(a_machine=machine(can_stop=False))
    walk.walk(3.0, MINUTE)
    assert said_after(walk, EndSession()) == ["stop_it_yourself"]


@pytest.mark.parametrize(
    ("can_stop", "key"),
    [
        (True, "session_limit_reached"),
        (False, "session_limit_reached_advice"),
    ],
)
def test_a_limit_promises_an_end_only_where_it_can_bring_one(
    can_stop: bool, key: str
) -> None:
    limits = {"session_s": 10 * MINUTE, "mode": Mode.ENFORCE}
    walk = Walk(policy(limits=limits, cool_down={}), machine(can_stop=can_stop))
    walk.walk(3.0, 12 * MINUTE)
    reached = {each for each in walk.said() if each.startswith("session_limit")}
    assert reached == {key}
