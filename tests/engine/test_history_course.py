"""What a chart marks of a session, and from how many numbers it is drawn."""

import pytest

from custom_components.home_gym.engine.history.course import Marked, marked, thinned
from custom_components.home_gym.engine.history.trace import Mark
from custom_components.home_gym.engine.words import Event

BREAK = Mark(at_s=60.0, event=Event.BREAK_TAKEN)
CAUTION = Mark(at_s=90.0, event=Event.PAIN_REPORTED, value="caution")
NO_PAIN = Mark(at_s=95.0, event=Event.PAIN_REPORTED, value="none")
STOP = Mark(at_s=120.0, event=Event.PAIN_REPORTED, value="stop")
SLIP = Mark(at_s=130.0, event=Event.PAIN_TAKEN_BACK)
OTHER = Mark(at_s=140.0, event=Event.WARM_UP_DONE)

MARKS = {
    "a break": ([BREAK], [(60.0, Marked.BREAK)]),
    "a report, without how much": ([CAUTION], [(90.0, Marked.PAIN)]),
    "a report of no pain is none": ([NO_PAIN], []),
    "a slip takes the newest report back": (
        [CAUTION, BREAK, STOP, NO_PAIN, SLIP],
        [(90.0, Marked.PAIN), (60.0, Marked.BREAK)],
    ),
    "a slip leaves what is no report": ([BREAK, SLIP], [(60.0, Marked.BREAK)]),
    "nothing else": ([OTHER], []),
}


@pytest.mark.parametrize(("marks", "shown"), MARKS.values(), ids=MARKS)
def test_marks(marks: list[Mark], shown: list[tuple[float, Marked]]):
    assert marked(marks) == shown


NUMBERS = {
    "none": ([], []),
    "few enough": ([(0.0, 1.0), (1.0, 3.0)], [(0.0, 1.0), (1.0, 3.0)]),
    "too many": (
        [(0.0, 1.0), (1.0, 3.0), (2.0, 8.0), (3.0, 0.0), (4.0, 7.0)],
        [(0.0, 2.0), (2.0, 4.0), (4.0, 7.0)],
    ),
}


@pytest.mark.parametrize(("numbers", "left"), NUMBERS.values(), ids=NUMBERS)
def test_numbers(numbers: list[tuple[float, float]], left: list[tuple[float, float]]):
    assert thinned(numbers, most=3) == left
