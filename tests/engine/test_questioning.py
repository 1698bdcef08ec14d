"""Whoever walks is asked how they feel: seldom, one thing at a time, and in calm."""

from typing import Any

import pytest

from custom_components.home_gym.engine.effects import AskPerson, Record, StopAsking
from custom_components.home_gym.engine.observations import (
    EndSession,
    ForgetPerson,
    MayAsk,
    NotAsked,
    Observation,
    ReportBaseline,
    ReportPain,
    SelectPerson,
    Stop,
)
from custom_components.home_gym.engine.questioning import (
    AGAIN_AFTER_S,
    ANSWER_S,
    BASELINE_FROM_S,
    BASELINE_TO_S,
    DAY_FROM_S,
    MOST_AGAIN,
)
from custom_components.home_gym.engine.sharing import people_in
from custom_components.home_gym.engine.words import Event, Mode, Subject, Symptom

from .drive import MINUTE, Walk, policy

ANNA, BEN = "person_anna", "person_ben"
YESTERDAY, TODAY = "2026-10-04", "2026-10-05"
ANY = tuple(Subject)


def about(*subjects: Subject, day: str = "", **rules: Any) -> Walk:
    """Return a walk of Anna's in which there is a way to ask her."""
    walk = Walk(policy(**rules))
    walk.feed(SelectPerson(person_id=ANNA))
    walk.feed(MayAsk(subjects=subjects or ANY, day=day))
    return walk


def asked(walk: Walk) -> list[tuple[float, Subject]]:
    """Return what was asked, and when."""
    return [
        (each.at_s, each.effect.subject)
        for each in walk.log
        if isinstance(each.effect, AskPerson)
    ]


def subjects(walk: Walk) -> list[Subject]:
    return [subject for _, subject in asked(walk)]


def taken_back(walk: Walk) -> int:
    """Return how often a question was taken back."""
    return sum(isinstance(each.effect, StopAsking) for each in walk.log)


def unanswered(walk: Walk) -> list[Subject]:
    """Return which questions were recorded as not answered."""
    return [
        each.effect.values["subject"]
        for each in walk.log
        if isinstance(each.effect, Record) and each.effect.event is Event.NO_ANSWER
    ]


def test_how_much_hurts_is_asked_once_as_the_walk_begins() -> None:
    walk = about()
    walk.walk(2.0, 15 * MINUTE)
    ((at_s, subject),) = asked(walk)
    assert subject is Subject.BASELINE
    assert at_s == pytest.approx(BASELINE_FROM_S, abs=1.0)


@pytest.mark.parametrize("level", [0, 2])
def test_the_answer_ends_it(level: int) -> None:
    walk = about()
    walk.walk(2.0, 30)
    walk.feed(ReportBaseline(level=level))
    assert walk.state.questions.open is None
    assert taken_back(walk) == 1
    walk.go_on(10 * MINUTE)
    assert walk.state.session is not None
    assert walk.state.session.baseline == level
    assert unanswered(walk) == []


def test_no_answer_is_recorded_as_no_answer() -> None:
    walk = about()
    walk.walk(2.0, BASELINE_FROM_S + ANSWER_S - 5)
    assert unanswered(walk) == []
    walk.go_on(10)
    assert unanswered(walk) == [Subject.BASELINE]
    assert taken_back(walk) == 1
    assert walk.state.session is not None
    assert walk.state.session.baseline is None
    assert walk.state.pain is None
    assert walk.state.pains == ()


def test_what_was_told_before_the_walk_is_not_asked() -> None:
    walk = about()
    walk.feed(ReportBaseline(level=0))
    walk.walk(2.0, 10 * MINUTE)
    assert asked(walk) == []


@pytest.mark.parametrize("level", [0, 3])
def test_who_has_just_said_how_it_is_is_not_asked(level: int) -> None:
    walk = about(Subject.BASELINE)
    walk.walk(2.0, BASELINE_FROM_S - 5)
    walk.feed(ReportPain(level=level))
    walk.go_on(10 * MINUTE)
    assert asked(walk) == []


def test_nobody_is_asked_where_there_is_no_way_to() -> None:
    walk = Walk()
    walk.walk(2.0, 2 * MINUTE)
    walk.feed(ReportPain(level=3))
    walk.go_on(10 * MINUTE)
    assert asked(walk) == []


def test_nobody_is_asked_about_pain_where_nothing_is_done_about_it() -> None:
    walk = about(pain={"mode": Mode.OFF})
    walk.walk(2.0, 10 * MINUTE)
    assert asked(walk) == []


def test_what_hurt_before_is_not_asked_late() -> None:
    walk = Walk()
    walk.walk(2.0, BASELINE_TO_S + 10)
    walk.feed(MayAsk(subjects=ANY))
    walk.go_on(5 * MINUTE)
    assert asked(walk) == []


def test_a_question_that_reached_nobody_is_none() -> None:
    walk = about()
    walk.walk(2.0, 30)
    walk.feed(NotAsked())
    walk.go_on(10 * MINUTE)
    assert unanswered(walk) == []
    assert len(asked(walk)) == 1


def cautious() -> Walk:
    """Return a walk in which something has begun to hurt a little."""
    walk = about(Subject.PAIN)
    walk.walk(2.0, MINUTE)
    walk.feed(ReportPain(level=3, place="knee"))
    return walk


def test_after_a_caution_it_is_asked_again() -> None:
    walk = cautious()
    at_s = walk.at_s
    walk.go_on(15 * MINUTE)
    ((asked_at_s, subject),) = asked(walk)
    assert subject is Subject.PAIN
    assert asked_at_s == pytest.approx(at_s + AGAIN_AFTER_S, abs=1.0)
    assert unanswered(walk) == [Subject.PAIN]


def test_a_caution_in_answer_is_followed_up_a_few_times_and_no_more() -> None:
    walk = cautious()
    for _ in range(MOST_AGAIN + 2):
        walk.go_on(AGAIN_AFTER_S + 10)
        if walk.state.questions.open is not None:
            walk.feed(ReportPain(level=3))
    assert len(asked(walk)) == MOST_AGAIN
    assert unanswered(walk) == []


@pytest.mark.parametrize(
    "report",
    [
        ReportPain(level=0),
        ReportPain(level=1),
        ReportPain(level=5),
        ReportPain(symptom=Symptom.CRAMP),
        ReportPain(symptom=Symptom.DIZZY),
    ],
)
def test_what_needs_no_question_is_followed_by_none(report: ReportPain) -> None:
    walk = cautious()
    walk.go_on(MINUTE)
    walk.feed(report)
    walk.go_on(2 * MINUTE)
    walk.walk(2.0, 10 * MINUTE)
    assert asked(walk) == []


def test_a_caution_goes_with_its_walk() -> None:
    walk = cautious()
    walk.press(0.0)
    walk.go_on(10)
    walk.feed(EndSession())
    walk.walk(2.0, 10 * MINUTE)
    assert asked(walk) == []


@pytest.mark.parametrize(
    "urgent", [Stop(), ReportPain(), ReportPain(symptom=Symptom.CHEST_PAIN)]
)
def test_what_is_urgent_ends_a_question_at_once(urgent: Observation) -> None:
    walk = about()
    walk.walk(2.0, 30)
    walk.feed(urgent)
    assert walk.state.questions.open is None
    assert taken_back(walk) == 1
    assert unanswered(walk) == []


def test_nobody_is_asked_while_the_belt_is_being_stopped() -> None:
    walk = about()
    walk.obeys_stop = False
    walk.walk(2.0, BASELINE_FROM_S - 5)
    walk.feed(Stop())
    walk.go_on(MINUTE)
    assert asked(walk) == []


def test_the_day_after_is_asked_in_the_next_walk_and_after_the_rest() -> None:
    walk = about(day=YESTERDAY)
    walk.walk(2.0, 10 * MINUTE)
    assert subjects(walk) == [Subject.BASELINE, Subject.DAY_AFTER]
    (first_s, _), (second_s, _) = asked(walk)
    assert second_s == pytest.approx(first_s + ANSWER_S, abs=1.0)
    assert unanswered(walk) == [Subject.BASELINE, Subject.DAY_AFTER]


def test_a_day_is_asked_about_once() -> None:
    walk = about(Subject.DAY_AFTER, day=YESTERDAY)
    for _ in range(2):
        walk.walk(2.0, 6 * MINUTE)
        walk.press(0.0)
        walk.go_on(16 * MINUTE)
    assert len(asked(walk)) == 1
    walk.feed(MayAsk(subjects=ANY, day=TODAY))
    walk.walk(2.0, 5 * MINUTE)
    assert subjects(walk)[-1] is Subject.DAY_AFTER


def test_a_day_that_is_answered_elsewhere_is_taken_back() -> None:
    walk = about(Subject.DAY_AFTER, day=YESTERDAY)
    walk.walk(2.0, DAY_FROM_S + 10)
    walk.feed(MayAsk(subjects=ANY))
    assert taken_back(walk) == 1
    assert unanswered(walk) == []


def test_never_two_questions_at_once() -> None:
    walk = about(day=YESTERDAY)
    walk.walk(2.0, 10)
    walk.feed(ReportPain(level=3))
    open_at_once = 0
    for _ in range(3000):
        walk.go_on(0.5)
        open_at_once = len(asked(walk)) - taken_back(walk)
        assert open_at_once <= 1


def test_of_whom_others_walk_for_nothing_is_asked() -> None:
    walk = about(day=YESTERDAY)
    walk.walk(2.0, 30)
    walk.feed(SelectPerson(person_id=BEN))
    assert taken_back(walk) == 1
    assert unanswered(walk) == []
    walk.feed(MayAsk(subjects=ANY))
    walk.go_on(10 * MINUTE)
    # Ben has his own beginning, and no walk of yesterday.
    assert subjects(walk) == [Subject.BASELINE, Subject.BASELINE]


def test_who_is_forgotten_is_asked_nothing() -> None:
    walk = about(day=YESTERDAY)
    walk.walk(2.0, 30)
    walk.feed(ForgetPerson(person_id=ANNA))
    assert taken_back(walk) == 1
    assert ANNA not in people_in(walk.state)


@pytest.mark.parametrize(("gap_s", "answered"), [(30, True), (ANSWER_S, False)])
def test_a_restart_keeps_a_question_no_longer_than_its_time(
    gap_s: float, answered: bool
) -> None:
    walk = about()
    walk.walk(2.0, BASELINE_FROM_S + 5)
    walk.restart(gap_s)
    assert (walk.state.questions.open is not None) is answered
    assert len(asked(walk)) == 1
