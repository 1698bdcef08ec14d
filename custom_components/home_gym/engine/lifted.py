"""What was lifted here: news of it that was under way already brings nothing back."""

from typing import Final

from .draft import Draft
from .people import key_of
from .state import Lock

# Two machines count the seconds of the same lock a little apart.
_SAME_END_S: Final = 1.0


def ends_later(lock: Lock, other: Lock) -> bool:
    """Tell whether a lock outlasts another one, by either clock."""
    return (
        lock.ends_utc_s > other.ends_utc_s + _SAME_END_S
        or lock.ends_s > other.ends_s + _SAME_END_S
    )


def remember(draft: Draft, lock: Lock) -> None:
    """Keep what was lifted, the last of each kind."""
    others = (each for each in draft.lifted if key_of(each) != key_of(lock))
    draft.lifted = (*others, lock)


def is_lifted(draft: Draft, lock: Lock) -> bool:
    """Tell whether a lock that another machine tells of is one that was lifted here.

    A later one began later, or ends later. Where one was put back to what it was
    before, nothing but the very same is meant: a new one could be shorter.
    """
    key = key_of(lock)
    holds = any(key_of(each) == key for each in draft.locks)
    return any(
        key_of(each) == key
        and each.since_utc_s == lock.since_utc_s
        and not ends_later(lock, each)
        and not (holds and ends_later(each, lock))
        for each in draft.lifted
    )
