"""Whose lock is whose: which of them hold for the person who is chosen."""

from dataclasses import replace
from typing import Protocol

from .state import Lock, Session, State
from .words import GUEST, PERSONAL, LockScope, Reason


class Chosen(Protocol):
    """Who is chosen, and the walk under way: a state or a draft of one."""

    @property
    def person_id(self) -> str:
        """Return who is chosen."""

    @property
    def session(self) -> Session | None:
        """Return the session, if there is one."""


def key_of(lock: Lock) -> tuple[Reason, str]:
    """Return what makes a lock the same one: its reason, and whose it is."""
    return lock.reason, lock.person_id if lock.reason in PERSONAL else GUEST


def in_force(locks: tuple[Lock, ...], chosen: Chosen) -> tuple[Lock, ...]:
    """Return the locks that keep whoever is chosen from walking here.

    A machine's own lock holds for everybody, and so does that of somebody whom nobody
    had named, who could be anybody. A person's lock holds for that person on every
    machine, and for a guest; but not for one who was walking here all the while.
    """
    if not locks:
        return locks
    return tuple(lock for lock in locks if _holds_for(lock, chosen))


def frees(state: State, person_id: str) -> bool:
    """Tell whether a lock that holds now would not, with somebody else chosen."""
    session = state.session
    if session is not None:
        session = replace(session, walkers=(*session.walkers, person_id))
    chosen = replace(state, person_id=person_id, session=session)
    return bool(set(in_force(state.locks, state)) - set(in_force(state.locks, chosen)))


def is_known(lock: Lock) -> bool:
    """Tell whether it is the lock of a person who was named."""
    return lock.reason in PERSONAL and lock.person_id != GUEST


def scope_of(lock: Lock, person_id: str) -> LockScope:
    """Return whose lock it is, as the person who is chosen would say it."""
    if lock.reason not in PERSONAL:
        return LockScope.MACHINE
    own = lock.person_id == person_id and person_id != GUEST
    return LockScope.PERSON if own else LockScope.SOMEBODY


def _holds_for(lock: Lock, chosen: Chosen) -> bool:
    person_id, session = chosen.person_id, chosen.session
    if lock.reason not in PERSONAL or lock.person_id in (GUEST, person_id):
        return True
    if person_id != GUEST:
        return False
    # A guest who has taken somebody's walk over has not walked all the while.
    walks = (
        session is not None
        and session.started_utc_s < lock.since_utc_s
        and set(session.walkers) <= {GUEST}
    )
    return not (walks and lock.elsewhere)
