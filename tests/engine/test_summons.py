"""The gym's contacts are called where nobody answers, once, and told when one has."""

from typing import Any

import pytest

from custom_components.home_gym.engine.effects import CallContacts
from custom_components.home_gym.engine.observations import (
    AcknowledgeAlarm,
    Observation,
    ReportPain,
    StartDrill,
    Stop,
    TakeBackPain,
)
from custom_components.home_gym.engine.summons import ANSWER_S, STALE_S
from custom_components.home_gym.engine.words import RED_FLAGS, Call, Symptom

from .drive import MINUTE, Walk, machine

RED_FLAG = ReportPain(symptom=Symptom.CHEST_PAIN)


def walking(**changes: Any) -> Walk:
    walk = Walk(a_machine=machine(**changes))
    walk.walk(3.0, MINUTE)
    return walk


def calls(walk: Walk) -> list[tuple[Any, Call]]:
    """Return whom the contacts were called for, and when."""
    return [
        (each.at_s, each.effect.call)
        for each in walk.log
        if isinstance(each.effect, CallContacts)
    ]


@pytest.mark.parametrize("flag", sorted(RED_FLAGS))
def test_a_red_flag_that_nobody_answers_is_told_once(flag: Symptom) -> None:
    walk = walking()
    reported_s = walk.at_s
    walk.feed(ReportPain(symptom=flag))
    walk.go_on(10 * MINUTE)
    assert calls(walk) == [(pytest.approx(reported_s + ANSWER_S, abs=1.0), Call.HELP)]


@pytest.mark.parametrize(
    ("after_s", "answer"),
    [(59, AcknowledgeAlarm()), (29, TakeBackPain())],
)
def test_an_answer_in_time_keeps_it_from_everybody(
    after_s: float, answer: Observation
) -> None:
    walk = walking()
    walk.feed(RED_FLAG)
    walk.go_on(after_s)
    walk.feed(answer)
    walk.go_on(10 * MINUTE)
    assert calls(walk) == []
    assert walk.state.summons is None


def test_a_report_that_is_taken_back_too_late_is_told_all_the_same() -> None:
    walk = walking()
    walk.feed(RED_FLAG)
    walk.go_on(31)
    walk.feed(TakeBackPain())
    walk.go_on(MINUTE)
    assert [call for _, call in calls(walk)] == [Call.HELP]


@pytest.mark.parametrize("answer", [Stop(), ReportPain(level=2)])
def test_another_word_is_no_answer(answer: Observation) -> None:
    walk = walking()
    walk.feed(RED_FLAG)
    walk.go_on(20)
    walk.feed(answer)
    walk.go_on(MINUTE)
    assert [call for _, call in calls(walk)] == [Call.HELP]


def test_who_answers_later_ends_the_alarm_of_the_contacts() -> None:
    walk = walking()
    walk.feed(RED_FLAG)
    walk.go_on(2 * MINUTE)
    walk.feed(AcknowledgeAlarm())
    walk.feed(AcknowledgeAlarm())
    assert [call for _, call in calls(walk)] == [Call.HELP, Call.OVER]


@pytest.mark.parametrize(
    "report",
    [ReportPain(level=10), ReportPain(), ReportPain(symptom=Symptom.CRAMP)],
)
def test_pain_alone_calls_nobody(report: ReportPain) -> None:
    walk = walking()
    walk.feed(report)
    walk.go_on(10 * MINUTE)
    assert calls(walk) == []


def test_a_belt_that_does_not_stop_calls_for_help() -> None:
    walk = walking()
    walk.obeys_stop = False
    walk.feed(Stop())
    walk.go_on(3 * MINUTE)
    (alarmed_s,) = walk.when("belt_did_not_stop")
    assert calls(walk) == [(pytest.approx(alarmed_s + ANSWER_S, abs=1.0), Call.HELP)]


def test_a_belt_that_stops_after_all_calls_nobody() -> None:
    walk = walking()
    walk.obeys_stop = False
    walk.feed(Stop())
    walk.go_on(30)
    assert walk.state.summons is not None
    walk.press(0.0)
    walk.go_on(2 * MINUTE)
    assert calls(walk) == []


def test_a_drill_calls_nobody() -> None:
    walk = walking()
    walk.obeys_stop = False
    walk.feed(StartDrill())
    walk.go_on(3 * MINUTE)
    assert walk.when("belt_did_not_stop")
    assert calls(walk) == []


def test_a_red_flag_outlives_the_alarm_that_came_with_it() -> None:
    walk = walking()
    walk.obeys_stop = False
    reported_s = walk.at_s
    walk.feed(RED_FLAG)
    walk.go_on(30)
    walk.press(0.0)
    walk.go_on(2 * MINUTE)
    assert calls(walk) == [(pytest.approx(reported_s + ANSWER_S, abs=1.0), Call.HELP)]


@pytest.mark.parametrize(
    ("gap_s", "called"), [(20, False), (300, True), (STALE_S + 2 * ANSWER_S, False)]
)
def test_a_restart_forgets_nobody(gap_s: float, called: bool) -> None:
    walk = walking()
    walk.feed(RED_FLAG)
    walk.go_on(10)
    walk.restart(gap_s)
    assert bool(calls(walk)) is called
