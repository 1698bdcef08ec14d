"""Keep the gym's days: which one it is, and what was walked on each."""

from dataclasses import replace
from typing import Final

from .copying import changed
from .draft import Draft
from .state import DayTotal

# Of each person: those of a full house, too, have their week.
KEPT_DAYS: Final = 40


def turn_day(draft: Draft) -> None:
    """Move on to the day that the clock says, forward or back.

    A day goes on where the gym has moved, and so does a week: a sum that began anew
    would count twice.
    """
    calendar, day = draft.machine.calendar, draft.day
    name = calendar.day(draft.now.utc_s)
    week = calendar.week_start(name)
    starts_utc_s = day.starts_utc_s
    if name != day.name:
        starts_utc_s = calendar.day_start(name)
    week_starts_utc_s = day.week_starts_utc_s
    if week != day.week or not week_starts_utc_s:
        week_starts_utc_s = calendar.day_start(week)
    draft.day = replace(
        day,
        name=name,
        starts_utc_s=min(starts_utc_s, draft.now.utc_s),
        ends_utc_s=calendar.day_end(name),
        week=week,
        week_starts_utc_s=min(week_starts_utc_s, draft.now.utc_s),
        week_ends_utc_s=calendar.week_end(name),
    )


def add_to_day(
    draft: Draft, person_id: str, *, moving_s: float = 0.0, unseen_s: float = 0.0
) -> None:
    """Add walking time (s) to a person's total of the present day."""
    day = draft.day.name
    kept, found = _taken_out(draft.totals, person_id, day)
    total = changed(
        found,
        moving_s=found.moving_s + moving_s,
        unseen_s=found.unseen_s + unseen_s,
    )
    draft.totals = (*kept, total)
    before_s = found.moving_s + found.unseen_s
    if _minute(total.moving_s + total.unseen_s) != _minute(before_s):
        draft.share()


def correct_days(draft: Draft, changes: tuple[DayTotal, ...]) -> None:
    """Add to, or take from, what people walked on days that still count."""
    for change in changes:
        if change.day < draft.day.week:
            continue
        key = (change.person_id, change.day)
        others = [each for each in draft.totals if (each.person_id, each.day) != key]
        same = [each for each in draft.totals if (each.person_id, each.day) == key]
        total = changed(
            change,
            moving_s=max(0.0, change.moving_s + sum(each.moving_s for each in same)),
            unseen_s=max(0.0, change.unseen_s + sum(each.unseen_s for each in same)),
        )
        draft.totals = (*others, total)
    draft.share()
    draft.persist()


def _minute(seconds: float) -> int:
    return int(seconds // 60)


def _taken_out(
    totals: tuple[DayTotal, ...], person_id: str, day: str
) -> tuple[tuple[DayTotal, ...], DayTotal]:
    """Return the other totals, and that of a person on a day."""
    # Whoever walks now was added last; to look for more costs as much as a rule.
    if totals and totals[-1].day == day and totals[-1].person_id == person_id:
        return totals[:-1], totals[-1]
    own = [each for each in totals if each.person_id == person_id]
    found = next(
        (each for each in own if each.day == day),
        DayTotal(person_id=person_id, day=day),
    )
    gone = [found, *own[: -KEPT_DAYS - 1]]
    return tuple(each for each in totals if each not in gone), found
