"""Twelve weeks as lines to read: every day, or only the days that changed something."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final

from .weeks import PlanDay

HEAD: Final = (
    "day",
    "walk up to",
    "whose number",
    "km/h up to",
    "in a day",
    "in a week",
    "break after",
    "step",
    "waits for",
    "walked",
)


def rows(days: Iterable[PlanDay]) -> Iterator[tuple[str, ...]]:
    """Yield the cells of each day; times are minutes."""
    for day in days:
        yield (
            f"{day.day}",
            f"{day.session_min:.0f}{' slowly' if day.easy else ''}",
            day.session_because.replace("_", " "),
            f"{round(day.speed_kmh, 2):g}",
            f"{day.day_min:.0f}",
            f"{day.week_min:.0f}{' hard' if day.week_hard else ''}",
            f"{day.bout_min:.0f}",
            f"{day.step or ''}",
            day.waits_for,
            _walked(day),
        )


def changes(days: Sequence[PlanDay]) -> tuple[PlanDay, ...]:
    """Return the days on which the caps were others than the day before."""
    changed = (
        later
        for earlier, later in pairwise(days)
        if _caps(earlier) != _caps(later) or later.flare or later.locked
    )
    return (days[0], *changed)


def plain_table(days: Sequence[PlanDay]) -> str:
    """Return a table for a terminal."""
    cells = [HEAD, *rows(days)]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    return "\n".join(
        "  ".join(
            cell.rjust(width) for cell, width in zip(row, widths, strict=True)
        ).rstrip()
        for row in cells
    )


def markdown_table(days: Sequence[PlanDay]) -> str:
    """Return a table for a page, of the days that changed something."""
    lines = [HEAD, ("---",) * len(HEAD), *rows(changes(days))]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _caps(day: PlanDay) -> tuple[object, ...]:
    minutes = (day.session_min, day.bout_min, day.day_min, day.week_min)
    return (
        *map(round, minutes),
        round(day.speed_kmh, 1),
        day.step,
        day.session_because,
    )


def _walked(day: PlanDay) -> str:
    if day.locked:
        return "locked"
    if day.flare:
        return f"{day.walked_min:.0f}, then pain"
    if not day.walked_min:
        return ""
    said = {"worse": ", worse the day after", "": ", no answer"}.get(day.answer, "")
    return f"{day.walked_min:.0f}{said}"
