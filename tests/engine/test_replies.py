"""What is answered to a question becomes the report that people make by themselves."""

import pytest

from custom_components.home_gym.engine.observations import ReportBaseline, ReportPain
from custom_components.home_gym.engine.progress.records import Answer
from custom_components.home_gym.engine.replies import (
    SEVERE_LEVEL,
    TRACE_LEVEL,
    Feeling,
    Told,
    answer_of,
    late_report_of,
    report_of,
)
from custom_components.home_gym.engine.state import State
from custom_components.home_gym.engine.words import Subject

from .drive import MINUTE, Walk, policy

# Caution from 3, stop from 5.
PAIN = policy().pain


def cautious(*, baseline: int | None = None, level: int = 3) -> State:
    """Return a walk in which a knee has begun to hurt."""
    walk = Walk()
    if baseline is not None:
        walk.feed(ReportBaseline(level=baseline))
    walk.walk(2.0, MINUTE)
    walk.feed(ReportPain(level=level, place="knee"))
    return walk.state


@pytest.mark.parametrize(
    ("said", "report"),
    [
        (0, ReportBaseline(level=0)),
        (4, ReportBaseline(level=4)),
        (Feeling.NONE, ReportBaseline(level=0)),
        (Feeling.TRACE, ReportBaseline(level=TRACE_LEVEL)),
        (Feeling.BETTER, ReportBaseline(level=TRACE_LEVEL)),
        (Feeling.BIT, ReportBaseline(level=3)),
        (Feeling.SOME, ReportBaseline(level=3)),
        (Feeling.SAME, ReportBaseline(level=3)),
        (Feeling.WORSE, ReportBaseline(level=3)),
        (9, ReportBaseline(level=9)),
        (Feeling.SEVERE, ReportBaseline(level=SEVERE_LEVEL)),
        # Without a number a report means stop.
        (Feeling.MUCH, ReportPain()),
    ],
)
def test_what_hurts_as_a_walk_begins(
    said: int | Feeling, report: ReportBaseline | ReportPain
) -> None:
    told = Told(said=said)
    assert report_of(Subject.BASELINE, told, State(), PAIN) == report


@pytest.mark.parametrize(
    ("said", "level"),
    [
        (0, 0),
        (6, 6),
        (Feeling.NONE, 0),
        (Feeling.TRACE, TRACE_LEVEL),
        (Feeling.BETTER, TRACE_LEVEL),
        (Feeling.BIT, 3),
        (Feeling.SAME, 4),
        (Feeling.SOME, 4),
        # Without a number a report means stop.
        (Feeling.WORSE, None),
        (Feeling.MUCH, None),
        (Feeling.SEVERE, SEVERE_LEVEL),
    ],
)
def test_how_it_is_after_a_caution(said: int | Feeling, level: int | None) -> None:
    report = report_of(Subject.PAIN, Told(said=said), cautious(level=4), PAIN)
    assert report == ReportPain(level=level, place="knee")


def test_a_bit_is_no_stop_over_a_baseline_of_nothing() -> None:
    state = cautious(baseline=0, level=2)
    report = report_of(Subject.PAIN, Told(said=Feeling.BIT), state, PAIN)
    assert report == ReportPain(level=2, place="knee")


def test_another_place_is_kept_as_it_was_said() -> None:
    told = Told(said=2, place="hip")
    report = report_of(Subject.PAIN, told, cautious(), PAIN)
    assert report == ReportPain(level=2, place="hip")


@pytest.mark.parametrize("said", [*Feeling, 0, 7])
def test_the_day_after_is_answered_in_words_and_is_no_report(
    said: int | Feeling,
) -> None:
    told = Told(said=said)
    assert report_of(Subject.DAY_AFTER, told, cautious(), PAIN) is None
    known: dict[int | Feeling, Answer] = {
        Feeling.BETTER: Answer.BETTER,
        Feeling.SAME: Answer.SAME,
        Feeling.NONE: Answer.SAME,
        Feeling.WORSE: Answer.WORSE,
    }
    assert answer_of(told) is known.get(said)


@pytest.mark.parametrize(
    ("said", "report"),
    [
        (0, None),
        (4, None),
        (5, ReportPain(level=5, place="hip")),
        (Feeling.NONE, None),
        (Feeling.BIT, None),
        (Feeling.SAME, None),
        (Feeling.MUCH, ReportPain(place="hip")),
        (Feeling.WORSE, ReportPain(place="hip")),
        (Feeling.SEVERE, ReportPain(level=SEVERE_LEVEL, place="hip")),
    ],
)
def test_what_means_stop_is_never_too_late(
    said: int | Feeling, report: ReportPain | None
) -> None:
    told = Told(said=said, place="hip")
    for subject in (Subject.BASELINE, Subject.PAIN):
        assert late_report_of(subject, told, PAIN) == report
    # How the day after feels is nothing that hurts now.
    assert late_report_of(Subject.DAY_AFTER, told, PAIN) is None
