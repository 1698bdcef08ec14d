"""What one person looks like from outside, over all machines of the gym."""

from collections.abc import Mapping
from dataclasses import dataclass

from .allowance import walked_in
from .people import key_of
from .state import Lock, State
from .words import PERSONAL, Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonView:
    """Show one person: whole minutes, Unix times, and on which machine they walk."""

    day_min: int = 0
    week_min: int = 0
    locked: bool = False
    lock_reasons: tuple[Reason, ...] = ()
    lock_ends_at: float | None = None
    walks_on: str | None = None


def person_view(
    person_id: str, states: Mapping[str, State], names: Mapping[str, str]
) -> PersonView:
    """Return what to show of a person, from the states of all machines by their id."""
    day_s = week_s = 0.0
    locks: dict[object, Lock] = {}
    walks_on = None
    for machine_id, state in states.items():
        walked_s = walked_in(state.totals, person_id, state.day)
        day_s, week_s = day_s + walked_s[0], week_s + walked_s[1]
        for lock in state.locks:
            if lock.person_id == person_id and lock.reason in PERSONAL:
                locks[key_of(lock)] = lock
        if state.session is not None and state.session.person_id == person_id:
            walks_on = names[machine_id]
    ends = [lock.ends_utc_s for lock in locks.values()]
    open_end = any(lock.needs_release for lock in locks.values())
    return PersonView(
        day_min=int(day_s // 60),
        week_min=int(week_s // 60),
        locked=bool(locks),
        lock_reasons=tuple(lock.reason for lock in locks.values()),
        lock_ends_at=None if open_end else max(ends, default=None),
        walks_on=walks_on,
    )
