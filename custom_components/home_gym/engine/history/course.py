"""What a chart marks of a session, and how many numbers it is drawn from."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from enum import StrEnum
from math import ceil
from typing import Final

from ..words import Event, PainBand
from .trace import Mark, Trace

# A chart on a wall has no more room for them.
MOST_NUMBERS: Final = 240
OF_PAIN: Final = frozenset({Event.PAIN_REPORTED, Event.PAIN_TAKEN_BACK})
_NO_PAIN: Final = frozenset({PainBand.NONE.value, None})


class Marked(StrEnum):
    """Say what is marked: a break, or that pain was reported, and no more of it."""

    BREAK = "break"
    PAIN = "pain"


def marked(marks: Iterable[Mark]) -> list[tuple[float, Marked]]:
    """Return what to mark and when; a report that was taken back was a slip."""
    found: list[tuple[float, Marked]] = []
    for mark in marks:
        if mark.event is Event.BREAK_TAKEN:
            found.append((mark.at_s, Marked.BREAK))
        elif mark.event is Event.PAIN_REPORTED and mark.value not in _NO_PAIN:
            found.append((mark.at_s, Marked.PAIN))
        elif mark.event is Event.PAIN_TAKEN_BACK:
            _take_back(found)
    return found


def without_pain(trace: Trace) -> Trace:
    """Return a trace that does not even tell that pain was reported."""
    marks = (mark for mark in trace.marks if mark.event not in OF_PAIN)
    return replace(trace, marks=tuple(marks))


def thinned(
    numbers: Sequence[tuple[float, float]], most: int = MOST_NUMBERS
) -> list[tuple[float, float]]:
    """Return few enough numbers, each the mean of those that it stands for."""
    together = max(1, ceil(len(numbers) / most))
    return [
        (part[0][0], sum(value for _, value in part) / len(part))
        for start in range(0, len(numbers), together)
        if (part := numbers[start : start + together])
    ]


def _take_back(found: list[tuple[float, Marked]]) -> None:
    """Take the newest report of pain out again."""
    for number in reversed(range(len(found))):
        if found[number][1] is Marked.PAIN:
            del found[number]
            return
