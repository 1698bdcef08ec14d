"""Keep the gym's days: which one it is, and what was walked on each."""

from dataclasses import replace
from typing import Final

from .copying import changed
from .draft import Draft
from .state import DayTotal

KEPT_DAYS: Final = 40


def turn_day(draft: Draft) -> None:
    """Move on to the day that the clock says, forward or back."""
    calendar = draft.machine.calendar
    name = calendar.day(draft.now.utc_s)
    before_s = calendar.day_end(name) - 86400.0
    draft.day = replace(
        draft.day,
        name=name,
        # The start may lie an hour off on the day of a time change; it only says when
        # to look again.
        starts_utc_s=min(before_s, draft.now.utc_s),
        ends_utc_s=calendar.day_end(name),
        week=calendar.week_start(name),
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
    draft.totals = (*kept[-KEPT_DAYS:], total)
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
    found = DayTotal(person_id=person_id, day=day)
    kept: list[DayTotal] = []
    for total in totals:
        if total.day == day and total.person_id == person_id:
            found = total
        else:
            kept.append(total)
    return tuple(kept), found
