"""The stop ladder: slow, stop, verify, power, with the alarm in parallel."""

from dataclasses import replace
from typing import Final

from ..draft import Draft
from ..session import ENDING
from ..slowing import may_slow
from ..state import Ladder
from ..verdicts import End
from ..words import Belt, EndKind, Event, Reason
from .power import power
from .ramp import ramp
from .stop import PERSONS_OWN, may_stop_again, reconnected, send_stop
from .times import GENTLE_NOTICE_S
from .verify import cannot_stop, verify

__all__ = ["STOPS", "abandon", "begin", "climb", "forget", "reconnected"]

# Why a belt is ever stopped. Of the others one ends a session whose belt rests, and
# one locks a machine that nobody uses.
STOPS: Final = frozenset(Reason) - {Reason.PAUSE_LIMIT, Reason.IDLE}


def begin(draft: Draft, end: End) -> None:
    """Step onto the ladder, or make the present end more urgent."""
    ladder = draft.ladder
    if ladder is not None:
        more_urgent = end.kind > ladder.kind
        draft.ladder = replace(
            ladder,
            kind=max(end.kind, ladder.kind),
            reason=end.reason if more_urgent else ladder.reason,
            switch_off=ladder.switch_off or end.switch_off,
        )
    else:
        draft.ladder = Ladder(
            kind=end.kind,
            reason=end.reason,
            started_s=draft.now.elapsed_s,
            started_utc_s=draft.now.utc_s,
            speed_at_start_kmh=draft.truth.speed_kmh,
            switch_off=end.switch_off,
        )
        draft.record(Event.STOPPING, reason=end.reason, kind=end.kind.name.lower())
    _note_ending(draft, end)
    draft.over = None
    draft.persist()
    if end.reason in PERSONS_OWN:
        _stop_at_once(draft, draft.ladder)


def climb(draft: Draft) -> None:
    """Take the next rung that the evidence and the deadlines allow."""
    ladder = draft.ladder
    if ladder is None:
        return
    if draft.truth.belt is Belt.STILL:
        power(draft, ladder)
    elif ladder.still_at_s is not None and draft.truth.belt is not Belt.UNKNOWN:
        # The belt was started again: that is a new motion, and gets a new stop.
        draft.ladder = replace(
            ladder, still_at_s=None, stop_sent_at_s=None, asked_at_s=None
        )
        _bring_to_rest(draft, draft.ladder)
    else:
        _bring_to_rest(draft, ladder)


def forget(draft: Draft) -> None:
    """Drop a ladder that is too old to go on with; its lock still stands."""
    draft.ladder = None


def abandon(draft: Draft) -> None:
    """Leave a ladder that failed, after a person has acknowledged its alarm."""
    if draft.ladder is not None and draft.ladder.failed_at_s is not None:
        draft.ladder = None


def _note_ending(draft: Draft, end: End) -> None:
    """Note why the session ends; what only pauses it does not hide that."""
    session = draft.session
    if session is not None and (end.reason in ENDING or session.ending not in ENDING):
        draft.session = replace(session, ending=end.reason)


def _stop_at_once(draft: Draft, ladder: Ladder) -> None:
    """Send the stop that a person asked for, whatever is believed about the belt."""
    sent_at_s = ladder.stop_sent_at_s
    if sent_at_s is not None and not may_stop_again(draft, ladder, sent_at_s):
        return
    quick = ladder.kind is not EndKind.INSTANT
    if quick and may_slow(draft):
        return
    if quick and draft.truth.belt is Belt.STILL:
        return
    send_stop(draft, ladder)


def _bring_to_rest(draft: Draft, ladder: Ladder) -> None:
    if ladder.stop_sent_at_s is not None:
        verify(draft, ladder, ladder.stop_sent_at_s)
    elif not draft.machine.can_stop:
        cannot_stop(draft, ladder)
    elif ladder.kind is EndKind.INSTANT:
        send_stop(draft, ladder)
    elif draft.machine.can_slow:
        ramp(draft, ladder)
    else:
        notice_s = GENTLE_NOTICE_S if ladder.kind is EndKind.GENTLE else 0.0
        stop_at_s = ladder.started_s + notice_s
        if draft.now.elapsed_s >= stop_at_s:
            send_stop(draft, ladder)
        draft.wake(stop_at_s)
