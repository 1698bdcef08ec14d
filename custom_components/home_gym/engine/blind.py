"""Credit the stretch of a session that nobody could watch."""

from .copying import changed
from .days import add_to_day
from .draft import Draft
from .state import Blind, CounterMark, Session


def settled(draft: Draft, session: Session) -> Session:
    """Return the session with its unwatched stretch credited.

    The machine's own counter says how much of it was walked. Without one, a stretch
    that has motion at either end, or that one witness saw motion in, counts as unseen.
    """
    blind = session.blind
    if blind is None:
        return session
    until_s = draft.now.elapsed_s if blind.until_s is None else blind.until_s
    gap_s = max(0.0, until_s - blind.since_s)
    moving_s, unseen_s = session.moving_s + blind.observed_s, 0.0
    counter_s = heard_counter(draft, blind)
    if counter_s is not None and session.mark is not None:
        moving_s = _by_counter(session.mark, counter_s, moving_s, gap_s)
    elif blind.from_moving or blind.moving_after or blind.contested:
        # However long it was, no session goes on for longer than this in the dark.
        unseen_s = min(gap_s, draft.policy.limits.pause_limit_s)
    walked_s = moving_s - session.moving_s + unseen_s
    add_to_day(
        draft,
        session.person_id,
        moving_s=moving_s - session.moving_s,
        unseen_s=unseen_s,
    )
    return changed(
        session,
        blind=None,
        moving_s=moving_s,
        credited_s=session.credited_s + moving_s - session.moving_s - blind.observed_s,
        warm_s=session.warm_s + walked_s,
        unseen_s=session.unseen_s + unseen_s,
        # Unknown time completes no break, but does not undo a rest on both sides of it.
        rest_s=0.0 if walked_s > 0 else session.rest_s,
    )


def heard_counter(draft: Draft, blind: Blind) -> float | None:
    """Return the machine's moving time (s) if it was heard since the view was lost."""
    counter = draft.evidence.moving_time
    if counter is None or counter.at_s < blind.since_s:
        return None
    return counter.value


def _by_counter(
    mark: CounterMark, counter_s: float, moving_s: float, gap_s: float
) -> float:
    """Return the moving time (s) of the session by the machine's own counter.

    It also takes back what was believed for a few seconds after the belt stood. A
    counter that began anew shows what was walked since then.
    """
    if counter_s >= mark.counter_s:
        counted_s = mark.moving_s + counter_s - mark.counter_s
    else:
        counted_s = moving_s + counter_s
    return max(mark.moving_s, min(counted_s, moving_s + gap_s))
