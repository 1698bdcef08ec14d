"""Account for every second: sessions, pauses, time that nobody could watch."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, Final

from .belt import BeltTruth
from .blind import heard_counter, settled
from .copying import changed
from .days import add_to_day
from .draft import Draft
from .state import Blind, CounterMark, Session
from .words import Belt, Event, Proof, Reason

# Movement is confirmed after two readings of a treadmill that speaks twice a second;
# watts need longer, since a console that wakes up draws a short peak.
CONFIRM_S: Final = 2.0
CONFIRM_BY_POWER_S: Final = 5.0
# After a silence the machine's own counter may come some messages after the first.
SETTLE_S: Final = 3.0
# What piled up on the way comes in a burst, the oldest first: the counter to settle by
# is the last of it.
BURST_S: Final = 1.0
# A report this old says nothing about the walk that is about to begin.
BASELINE_FRESH_S: Final = 1800.0
# Promise 7: a crash costs at most 5 s of accounting, the time to write it included.
COUNT_EVERY_S: Final = 2.0
# These end the session as soon as the belt is still; after any other stop it pauses.
ENDING: Final = frozenset(Reason) - {
    Reason.USER_STOP,
    Reason.USER_BREAK,
    Reason.BREAK_OVERDUE,
    Reason.LOCKED,
    Reason.IDLE,
    Reason.NOBODY,
    Reason.PAUSE_LIMIT,
}
# With what a session may have ended, as it is told afterwards.
ENDS: Final = ENDING | {Reason.PAUSE_LIMIT}
_WATCHED: Final = (Belt.MOVING, Belt.STILL)


def count(draft: Draft, truth: BeltTruth) -> None:
    """Count the time since the last account under the truth that held in it."""
    now_s = draft.now.elapsed_s
    since_s = now_s if draft.accounted_s is None else draft.accounted_s
    draft.accounted_s = now_s
    session = draft.session
    if session is not None and draft.truth.belt is Belt.MOVING:
        draft.wake(now_s + COUNT_EVERY_S)
    if session is None or session.blind is not None or now_s <= since_s:
        if session is not None and session.blind is not None:
            _count_after_blind(draft, session, truth, now_s - since_s)
        return
    seen_s = min(now_s, max(since_s, truth.valid_until_s)) - since_s
    if truth.belt is Belt.MOVING and seen_s > 0:
        _count_moving(draft, session, truth, seen_s)
    elif truth.belt is Belt.STILL and seen_s > 0:
        draft.session = replace(session, rest_s=session.rest_s + seen_s)


def follow(draft: Draft, before: BeltTruth) -> None:
    """Start, pause, resume or end the session as the belt's truth changes."""
    belt = draft.truth.belt
    if draft.session is None:
        _confirm_start(draft)
        return
    if draft.session.blind is not None:
        _look_again(draft, draft.session)
    if (session := draft.session) is not None and session.blind is None:
        _follow_watched(draft, session, before)
    if (session := draft.session) is not None and belt is Belt.STILL:
        _maybe_end(draft, session)


def end(draft: Draft, reason: Reason) -> None:
    """End the session now."""
    session = draft.session
    if session is None:
        return
    if session.blind is not None:
        session = settled(draft, session)
    draft.session = draft.cap = draft.over = None
    draft.moving_pending_since_s = None
    draft.last_session = replace(session, ending=reason)
    draft.last_ended_utc_s = draft.now.utc_s
    draft.record(
        Event.SESSION_ENDED,
        reason=reason,
        moving_s=round(session.moving_s),
        unseen_s=round(session.unseen_s),
        distance_m=round(session.distance_m),
        breaks_taken=session.breaks_taken,
    )
    if reason is not Reason.DRILL:
        draft.say("session_ended", minutes=session.walked_s / 60)
    draft.persist()


def lose_sight(draft: Draft, since_s: float) -> None:
    """Note that nobody watched the session since an elapsed time."""
    session = draft.session
    draft.accounted_s = draft.now.elapsed_s
    if session is None:
        return
    if session.blind is None:
        moving = draft.before.truth.belt is Belt.MOVING
        blind = Blind(since_s=since_s, from_moving=moving)
    else:
        # What was seen between two gaps and not settled yet belongs to the gap.
        blind = replace(session.blind, until_s=None, observed_s=0.0)
    draft.session = replace(session, blind=blind)


def _follow_watched(draft: Draft, session: Session, before: BeltTruth) -> None:
    belt = draft.truth.belt
    if belt not in _WATCHED:
        _go_blind(draft, session, before)
    elif belt is Belt.MOVING:
        _go_on(draft, session)
    elif session.paused_at_s is None:
        draft.session = replace(session, paused_at_s=draft.truth.since_s)


def _confirm_start(draft: Draft) -> None:
    now_s = draft.now.elapsed_s
    if draft.truth.belt is not Belt.MOVING:
        draft.moving_pending_since_s = None
        return
    if draft.moving_pending_since_s is None:
        draft.moving_pending_since_s = now_s
    needed_s = CONFIRM_BY_POWER_S if draft.truth.proof is Proof.POWER else CONFIRM_S
    confirmed_at_s = draft.moving_pending_since_s + needed_s
    if now_s < confirmed_at_s:
        draft.wake(confirmed_at_s)
        return
    _start(draft, now_s - draft.moving_pending_since_s)


def _start(draft: Draft, moving_s: float) -> None:
    started_utc_s = draft.now.utc_s - moving_s
    draft.session = Session(
        id=datetime.fromtimestamp(started_utc_s, UTC).strftime("%Y%m%dT%H%M%SZ"),
        person_id=draft.person_id,
        started_utc_s=started_utc_s,
        started_s=draft.now.elapsed_s - moving_s,
        baseline=baseline_of(draft),
        walkers=(draft.person_id,),
    )
    draft.accounted_s = draft.now.elapsed_s
    draft.wake(draft.now.elapsed_s + COUNT_EVERY_S)
    _count_moving(draft, draft.session, draft.truth, moving_s)
    draft.record(Event.SESSION_STARTED, person_id=draft.person_id)
    draft.persist()


def baseline_of(draft: Draft) -> int | None:
    """Return how much hurt the person who is chosen, where that was told lately."""
    for pain in draft.pains:
        if pain.person_id == draft.person_id:
            fresh = draft.now.elapsed_s < pain.at_s + BASELINE_FRESH_S
            return pain.level if fresh else None
    return None


def _count_moving(
    draft: Draft, session: Session, truth: BeltTruth, seconds: float
) -> None:
    speed_kmh = truth.speed_kmh or 0.0
    slow = _is_rest(draft, truth)
    changes: dict[str, Any] = {
        "moving_s": session.moving_s + seconds,
        "warm_s": session.warm_s + seconds,
        "distance_m": session.distance_m + speed_kmh / 3.6 * seconds,
        "fastest_kmh": max(session.fastest_kmh, speed_kmh),
        # Slow walking is a rest where the policy says so, but only for the break that
        # it belongs to: the warm-up and the limits count it as walking.
        "rest_s": session.rest_s + seconds if slow else 0.0,
    }
    if draft.before.suspended_until_s is not None:
        changes["suspended_s"] = session.suspended_s + seconds
    if (mark := _mark(draft, changes["moving_s"], seconds)) is not None:
        changes["mark"] = mark
    draft.session = changed(session, **changes)
    add_to_day(draft, session.person_id, moving_s=seconds)


def _mark(draft: Draft, moving_s: float, seconds: float) -> CounterMark | None:
    """Return where the machine's counter stood when it advanced in the last seconds."""
    counter = draft.before.evidence.moving_time
    if counter is None or (advanced_at_s := counter.changed_at_s) is None:
        return None
    since_s = draft.now.elapsed_s - advanced_at_s
    if since_s > seconds:
        return None
    return CounterMark(counter_s=counter.value, moving_s=moving_s - since_s)


def _go_blind(draft: Draft, session: Session, before: BeltTruth) -> None:
    now_s = draft.now.elapsed_s
    since_s = min(now_s, max(before.valid_until_s, draft.before.accounted_s or now_s))
    blind = Blind(
        since_s=since_s,
        from_moving=before.belt is Belt.MOVING,
        contested=draft.truth.belt is Belt.CONFLICT,
    )
    draft.session = replace(session, blind=blind)
    draft.wake(since_s + draft.policy.limits.pause_limit_s)


def _look_again(draft: Draft, session: Session) -> None:
    blind = session.blind
    if blind is None:
        return
    now_s = draft.now.elapsed_s
    if blind.until_s is None:
        if draft.truth.belt is Belt.CONFLICT and not blind.contested:
            blind = replace(blind, contested=True)
            draft.session = replace(session, blind=blind)
        if draft.truth.belt not in _WATCHED:
            limit_s = blind.since_s + draft.policy.limits.pause_limit_s
            draft.wake(limit_s)
            if now_s >= limit_s:
                end(draft, Reason.PAUSE_LIMIT)
            return
        moving = draft.truth.belt is Belt.MOVING
        blind = replace(blind, until_s=now_s, moving_after=moving)
        draft.session = session = replace(session, blind=blind)
    until_s = blind.until_s
    if until_s is None:
        return
    heard = session.mark is None or heard_counter(draft, blind) is not None
    settles_at_s = until_s + (BURST_S if heard else SETTLE_S)
    if now_s >= settles_at_s:
        draft.session = settled(draft, session)
        return
    draft.wake(settles_at_s)


def _count_after_blind(
    draft: Draft, session: Session, truth: BeltTruth, seconds: float
) -> None:
    blind = session.blind
    if blind is None or blind.until_s is None or truth.belt is not Belt.MOVING:
        return
    blind = replace(blind, observed_s=blind.observed_s + max(0.0, seconds))
    draft.session = replace(session, blind=blind)


def _is_rest(draft: Draft, truth: BeltTruth) -> bool:
    """Tell whether walking so slowly counts as a rest."""
    return 0 < (truth.speed_kmh or 0.0) <= draft.policy.breaks.max_speed_kmh


def _go_on(draft: Draft, session: Session) -> None:
    """Go on after a pause or a rest."""
    if session.rest_s > 0 and not _is_rest(draft, draft.truth):
        # The rest is over with the next count, which is not to wait for a message.
        draft.wake(draft.now.elapsed_s)
    if session.paused_at_s is None:
        return
    paused_s = draft.truth.since_s - session.paused_at_s
    again = paused_s >= draft.policy.warm_up.again_after_pause_s
    draft.session = replace(
        session, paused_at_s=None, warm_s=0.0 if again else session.warm_s
    )


def _maybe_end(draft: Draft, session: Session) -> None:
    if session.ending in ENDING and draft.ladder is None:
        end(draft, session.ending)
        return
    if session.paused_at_s is None:
        return
    limit_s = session.paused_at_s + draft.policy.limits.pause_limit_s
    if draft.now.elapsed_s >= limit_s:
        end(draft, Reason.PAUSE_LIMIT)
    else:
        draft.wake(limit_s)
