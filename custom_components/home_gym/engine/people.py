"""Whose lock is whose: which of them hold for the person who is chosen."""

from .state import Lock
from .words import GUEST, PERSONAL, LockScope, Reason


def key_of(lock: Lock) -> tuple[Reason, str]:
    """Return what makes a lock the same one: its reason, and whose it is."""
    return lock.reason, lock.person_id if lock.reason in PERSONAL else GUEST


def in_force(locks: tuple[Lock, ...], person_id: str) -> tuple[Lock, ...]:
    """Return the locks that keep a person from walking here.

    A machine's own lock holds for everybody, a person's for that person wherever they
    walk, and for a guest, who may be anybody. Somebody whom nobody had named could be
    anybody too: that lock holds for all where it was latched, for guests elsewhere.
    """
    if not locks:
        return locks
    return tuple(lock for lock in locks if _holds_for(lock, person_id))


def scope_of(lock: Lock, person_id: str) -> LockScope:
    """Return whose lock it is, as the person who is chosen would say it."""
    if lock.reason not in PERSONAL:
        return LockScope.MACHINE
    own = lock.person_id == person_id and person_id != GUEST
    return LockScope.PERSON if own else LockScope.SOMEBODY


def _holds_for(lock: Lock, person_id: str) -> bool:
    if lock.reason not in PERSONAL or person_id in (GUEST, lock.person_id):
        return True
    return lock.person_id == GUEST and not lock.elsewhere
