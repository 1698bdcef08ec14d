"""The rung of the machine's own stop: sent once, and only when it can help."""

from dataclasses import replace
from typing import Final

from ..alarms import raise_alarm
from ..draft import Draft
from ..effects import SendStop
from ..evidence import motion_seen_at_s
from ..slowing import is_falling
from ..state import Ladder
from ..words import Belt, Issue, Reason, Urgency
from .times import FALL_KMH, NO_FALL_S

PERSONS_OWN: Final = frozenset(
    {Reason.USER_STOP, Reason.RED_FLAG, Reason.PAIN, Reason.PAIN_EMERGENCY}
)


def reconnected(draft: Draft) -> None:
    """Decide afresh, after a time without a view, whether a stop has to be sent again.

    A stop that was sent so long ago that it had to show by now is taken for lost; one
    that may still be at work is left alone, since a second one could start the belt.
    """
    ladder = draft.ladder
    if ladder is None or ladder.stop_sent_at_s is None:
        return
    if draft.now.elapsed_s >= ladder.stop_sent_at_s + draft.machine.stop_deadline_s:
        draft.ladder = replace(ladder, stop_sent_at_s=None, unsent=True)


def send_stop(draft: Draft, ladder: Ladder) -> None:
    """Send the machine's own stop, where it gets through and does no harm."""
    if not draft.machine.can_stop:
        return
    if not draft.evidence.broker_up:
        _cannot_reach(draft, ladder)
        return
    if ladder.unsent and draft.truth.belt is not Belt.MOVING:
        # The order is old by now: it is given again only to a belt seen to move.
        return
    if draft.machine.stop_may_toggle and _might_start(draft, ladder):
        _hold_back(draft, ladder)
        return
    now_s = draft.now.elapsed_s
    draft.effects.append(SendStop())
    draft.ladder = replace(
        ladder,
        stop_sent_at_s=now_s,
        stop_sent_utc_s=draft.now.utc_s,
        speed_at_stop_kmh=draft.truth.speed_kmh,
        stops_sent=ladder.stops_sent + 1,
    )
    draft.wake(now_s + NO_FALL_S)
    draft.wake(now_s + draft.machine.stop_deadline_s)


def may_stop_again(draft: Draft, ladder: Ladder, sent_at_s: float) -> bool:
    """Tell whether another stop by a person does more good than harm.

    One that toggles could start the belt that the first is about to bring to rest, so
    it waits until the first has shown no effect.
    """
    age_s = draft.now.elapsed_s - sent_at_s
    if not draft.machine.stop_may_toggle or age_s >= draft.machine.stop_deadline_s:
        return True
    speed_kmh, before_kmh = draft.truth.speed_kmh, ladder.speed_at_stop_kmh
    if age_s < NO_FALL_S or speed_kmh is None or before_kmh is None:
        return False
    return speed_kmh > before_kmh - FALL_KMH


def _cannot_reach(draft: Draft, ladder: Ladder) -> None:
    """Tell that no command gets through; none is kept for later (promise 9)."""
    if not ladder.unsent:
        draft.say("stop_not_sent", Urgency.URGENT)
        ladder = draft.ladder = replace(ladder, unsent=True)
    raise_alarm(draft, Issue.BELT_DID_NOT_STOP)
    if ladder.failed_at_s is None:
        draft.ladder = replace(ladder, failed_at_s=draft.now.elapsed_s)


def _might_start(draft: Draft, ladder: Ladder) -> bool:
    """Tell whether a stop that toggles might start the belt.

    A person's own is held back only where the belt was last seen still. Ours is too
    while nobody sees it, or while it slows down: somebody may be stopping it already.
    """
    if ladder.reason in PERSONS_OWN:
        return _last_seen_still(draft)
    seen_at_s = motion_seen_at_s(draft.evidence) or 0.0
    seen = draft.truth.belt is Belt.MOVING and seen_at_s >= draft.evidence.heard_since_s
    return not seen or is_falling(draft)


def _last_seen_still(draft: Draft) -> bool:
    truth = draft.truth
    if truth.belt is not Belt.UNKNOWN or truth.last_still_at_s is None:
        return truth.belt is Belt.STILL
    moving_at_s = truth.last_moving_at_s
    return moving_at_s is None or truth.last_still_at_s >= moving_at_s


def _hold_back(draft: Draft, ladder: Ladder) -> None:
    """Keep a stop that toggles from a belt that it could start.

    It is sent as soon as the belt is seen to move on; a belt that stays out of sight is
    left to the person, who is told so.
    """
    given_up_at_s = ladder.started_s + draft.machine.stop_deadline_s
    if draft.truth.belt in (Belt.STILL, Belt.MOVING):
        return
    if not ladder.warned and _last_seen_still(draft):
        draft.say("stop_held_back", Urgency.URGENT)
        draft.ladder = replace(ladder, warned=True)
    if draft.now.elapsed_s >= given_up_at_s:
        draft.ladder = None
    else:
        draft.wake(given_up_at_s)
