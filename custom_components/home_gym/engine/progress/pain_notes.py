"""What pain notes say: of a walk that is over, and of a place over the weeks."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from ..clock import Calendar
from ..session import BASELINE_FRESH_S
from ..words import PainBand
from .records import PainNote, Walk


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceWeek:
    """How a place has felt at its worst in one week; the level where one was told."""

    week: str
    worst_band: PainBand
    worst_level: int | None
    notes: int


def with_pain(walks: Iterable[Walk], notes: Iterable[PainNote]) -> Iterator[Walk]:
    """Yield walks with the numbers that were told in them, and before them.

    A number counts only where the notes account for all that the log knows: one that
    was deleted, or told without a number, leaves the log's band to be gone by.
    """
    in_order = sorted(notes, key=_at)
    for walk in walks:
        first = bisect_left(in_order, walk.started_utc_s - BASELINE_FRESH_S, key=_at)
        last = bisect_right(in_order, walk.ended_utc_s, key=_at)
        yield _told(walk, in_order[first:last]) if first < last else walk


def _told(walk: Walk, near: list[PainNote]) -> Walk:
    during = [each for each in near if each.at_utc_s >= walk.started_utc_s]
    before = [
        each for each in near if each.before_walk or each.at_utc_s < walk.started_utc_s
    ]
    baseline = max(before, key=_at, default=None)
    return replace(
        walk,
        worst_level=_worst_level(walk, during),
        baseline=None if baseline is None else baseline.level,
    )


def _worst_level(walk: Walk, during: list[PainNote]) -> int | None:
    levels = [each.level for each in during if each.level is not None]
    told = len(levels) == len(during)
    if not told or walk.worst_band not in {each.band for each in during}:
        return None
    return max(levels)


def by_place(
    notes: Iterable[PainNote], calendar: Calendar
) -> dict[str | None, tuple[PlaceWeek, ...]]:
    """Return how each place has felt, week by week; None is no place in particular."""
    found: dict[str | None, dict[str, list[PainNote]]] = {}
    for note in sorted(notes, key=_at):
        week = calendar.week_start(calendar.day(note.at_utc_s))
        found.setdefault(note.place, {}).setdefault(week, []).append(note)
    return {
        place: tuple(_week(week, each) for week, each in weeks.items())
        for place, weeks in found.items()
    }


def _week(week: str, notes: list[PainNote]) -> PlaceWeek:
    bands = list(PainBand)
    levels = (each.level for each in notes if each.level is not None)
    return PlaceWeek(
        week=week,
        worst_band=max((each.band for each in notes), key=bands.index),
        worst_level=max(levels, default=None),
        notes=len(notes),
    )


def _at(note: PainNote) -> float:
    return note.at_utc_s
