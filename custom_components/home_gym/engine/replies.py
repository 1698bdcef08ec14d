"""What an answer amounts to: the report that somebody would make by themselves.

A bare number or word means something only by the question that it answers. A guess is
never recorded as no pain, and none of them makes an answer out of silence.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from .observations import ReportBaseline, ReportPain
from .policy import Pain
from .progress.records import Answer
from .rules.pain import cautious_level
from .state import State
from .words import Subject

# An emergency under every policy; it claims no more than was said.
SEVERE_LEVEL: Final = 8
# What hurts hardly, or less than it did.
TRACE_LEVEL: Final = 1


class Feeling(StrEnum):
    """How it feels, said without a number."""

    NONE = "none"
    TRACE = "trace"
    SOME = "some"
    BIT = "bit"
    MUCH = "much"
    SEVERE = "severe"
    BETTER = "better"
    SAME = "same"
    WORSE = "worse"


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What somebody answers: a number, or how it feels, and where if they said so."""

    said: int | Feeling
    place: str | None = None


# What is a report even where it is too late for an answer.
HURTS: Final = frozenset({Feeling.MUCH, Feeling.WORSE})


def report_of(
    subject: Subject, told: Told, state: State, pain: Pain
) -> ReportPain | ReportBaseline | None:
    """Return what an answer reports, nothing where it answers another question."""
    match subject:
        case Subject.BASELINE:
            return _before(told.said, pain)
        case Subject.PAIN:
            return _since(told, state, pain)
    return None


def late_report_of(subject: Subject, told: Told, pain: Pain) -> ReportPain | None:
    """Return what an answer still reports that comes too late: what means stop."""
    if subject is Subject.DAY_AFTER:
        return None
    if told.said in HURTS:
        return ReportPain(place=told.place)
    level = _BEFORE.get(told.said, 0) if isinstance(told.said, Feeling) else told.said
    return ReportPain(level=level, place=told.place) if level >= pain.stop else None


def answer_of(told: Told) -> Answer | None:
    """Return how the day after feels, nothing where that was not said."""
    return _DAYS_AFTER.get(told.said) if isinstance(told.said, Feeling) else None


def _before(said: int | Feeling, pain: Pain) -> ReportPain | ReportBaseline:
    """Return how much hurt before, whatever that leads to."""
    if said is Feeling.MUCH:
        # Without a number a report means stop.
        return ReportPain()
    level = _BEFORE.get(said, pain.caution) if isinstance(said, Feeling) else said
    return ReportBaseline(level=level)


def _since(told: Told, state: State, pain: Pain) -> ReportPain:
    """Return how it is after a caution; what got worse is a stop."""
    said, last, session = told.said, state.pain, state.session
    place = told.place
    if place is None and last is not None:
        place = last.place
    if not isinstance(said, Feeling):
        return ReportPain(level=said, place=place)
    if said in HURTS:
        return ReportPain(place=place)
    baseline = None if session is None else session.baseline
    a_bit = cautious_level(pain, baseline)
    same = a_bit if last is None or last.level is None else last.level
    known: Mapping[Feeling, int] = {
        **_BEFORE,
        Feeling.SAME: same,
        Feeling.SOME: same,
        Feeling.BIT: a_bit,
    }
    return ReportPain(level=known[said], place=place)


_BEFORE: Final = {
    Feeling.NONE: 0,
    Feeling.TRACE: TRACE_LEVEL,
    Feeling.BETTER: TRACE_LEVEL,
    Feeling.SEVERE: SEVERE_LEVEL,
}
_DAYS_AFTER: Final = {
    Feeling.BETTER: Answer.BETTER,
    Feeling.NONE: Answer.SAME,
    Feeling.SAME: Answer.SAME,
    Feeling.WORSE: Answer.WORSE,
}
