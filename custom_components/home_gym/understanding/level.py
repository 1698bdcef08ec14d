"""How much it hurts, as a number from 0 to 10, where somebody said one."""

import math
from typing import Final

from .lexicon import Kind
from .spotting import Heard, Spot, gap
from .words import OF

WORST: Final = 10

_NEAR: Final = 2
# "One" is mostly no number: "this one", "un peu", "ein Stechen".
_SCARCELY_A_NUMBER: Final = "1"


def level_of(said: Heard, *, asked: bool = False) -> int | None:
    """Return the level that was named, the higher one of several.

    Where it was `asked` for, a number needs nothing beside it.
    """
    found = [
        level
        for spot in said.of(Kind.NUMBER)
        if (level := _level(said, spot)) is not None
        and _counts(said, spot, asked=asked)
    ]
    return max(found, default=None)


def _level(said: Heard, spot: Spot) -> int | None:
    value = float(spot.value or 0)
    if any(spot.end <= half.start <= spot.end + 1 for half in said.of(Kind.HALF)):
        value += 0.5
    # People count pain in whole points; between two of them the higher one counts.
    level = math.ceil(value)
    return level if level <= WORST else None


def _counts(said: Heard, spot: Spot, *, asked: bool) -> bool:
    """Tell whether a number is about pain, and is no time, way or top of the scale."""
    if any(unit.start == spot.end for unit in said.of(Kind.UNIT)):
        return False
    if _is_top(said, spot):
        return False
    if _is_of(said, spot) or (asked and spot.value != _SCARCELY_A_NUMBER):
        return True
    beside = said.of(Kind.LEVEL, Kind.SCALE)
    if any(0 <= gap(spot, each) <= _NEAR for each in beside):
        return True
    if spot.value == _SCARCELY_A_NUMBER:
        return any(each.end == spot.start for each in said.of(Kind.PAIN))
    pains = said.of(Kind.PAIN, Kind.CRY, Kind.PLACE, Kind.SYMPTOM)
    last = spot.end >= len(said.words) - 1
    return any(0 <= gap(spot, each) <= _NEAR for each in pains) or last


def _is_of(said: Heard, spot: Spot) -> bool:
    """Tell whether a number is "out of" another one, be it with a half."""
    ends = {spot.end, *(each.end for each in said.of(Kind.HALF))}
    return any(each.start in ends and each.start >= spot.end for each in _out_of(said))


def _is_top(said: Heard, spot: Spot) -> bool:
    """Tell whether it is the ten of "seven out of ten", not that of "a pain of ten"."""
    counted = {each.end for each in said.of(Kind.NUMBER, Kind.HALF)}
    return any(
        each.end == spot.start and each.start in counted for each in _out_of(said)
    )


def _out_of(said: Heard) -> tuple[Spot, ...]:
    strokes = (
        Spot(kind=Kind.OUT_OF, value=None, start=at, end=at + 1)
        for at, word in enumerate(said.words)
        if word == OF
    )
    return (*said.of(Kind.OUT_OF), *strokes)
