"""The rung of proof: warn early, fail at the deadline, repeat where that is safe."""

from dataclasses import replace

from ..alarms import raise_alarm
from ..draft import Draft
from ..state import Ladder
from ..words import Belt, EndKind, Issue, PowerCut, Urgency
from .power import switch_off
from .stop import send_stop
from .times import CUT_COUNTDOWN_S, FALL_KMH, NO_FALL_S, REPEAT_STOP_S, STOPS


def verify(draft: Draft, ladder: Ladder, sent_at_s: float) -> None:
    """Look for the proof of a stop that was sent at an elapsed time."""
    now_s = draft.now.elapsed_s
    fails_at_s = sent_at_s + draft.machine.stop_deadline_s
    if not ladder.warned and _shows_no_fall(draft, ladder):
        if now_s < sent_at_s + NO_FALL_S:
            draft.wake(sent_at_s + NO_FALL_S)
        elif ladder.kind is EndKind.INSTANT or draft.truth.belt is not Belt.MOVING:
            _warn(draft, ladder)
    ladder = draft.ladder or ladder
    if now_s >= fails_at_s:
        _fail(draft, ladder)
    else:
        draft.wake(fails_at_s)
    _maybe_repeat(draft, sent_at_s)


def _shows_no_fall(draft: Draft, ladder: Ladder) -> bool:
    if draft.truth.belt is not Belt.MOVING:
        return True
    speed_kmh, before_kmh = draft.truth.speed_kmh, ladder.speed_at_stop_kmh
    if speed_kmh is None or before_kmh is None:
        return True
    return speed_kmh > before_kmh - FALL_KMH


def _warn(draft: Draft, ladder: Ladder) -> None:
    seen = draft.truth.belt is Belt.MOVING
    draft.say("hold_rail" if seen else "stop_not_seen", Urgency.URGENT)
    draft.ladder = replace(ladder, warned=True)


def _maybe_repeat(draft: Draft, sent_at_s: float) -> None:
    ladder = draft.ladder
    if ladder is None or not draft.machine.stop_repeatable:
        return
    seen_at_s = draft.truth.seen_at_s
    moving = draft.truth.belt is Belt.MOVING
    # Only a reading newer than the last stop can say that it did nothing.
    newer = seen_at_s is not None and seen_at_s > sent_at_s
    if ladder.stops_sent >= STOPS or not (moving and newer):
        return
    if draft.now.elapsed_s < sent_at_s + REPEAT_STOP_S:
        draft.wake(sent_at_s + REPEAT_STOP_S)
        return
    failed_at_s = ladder.failed_at_s
    send_stop(draft, ladder)
    if draft.ladder is not None:
        draft.ladder = replace(draft.ladder, failed_at_s=failed_at_s)


def cannot_stop(draft: Draft, ladder: Ladder) -> None:
    """Tell the person to stop the belt: nothing else can."""
    if ladder.failed_at_s is None:
        draft.say("stop_it_yourself", Urgency.URGENT)
    _fail(draft, ladder)


def _fail(draft: Draft, ladder: Ladder) -> None:
    now_s = draft.now.elapsed_s
    if ladder.failed_at_s is None:
        if draft.machine.can_stop:
            draft.say("belt_did_not_stop", Urgency.URGENT)
        raise_alarm(draft, Issue.BELT_DID_NOT_STOP)
        ladder = draft.ladder = replace(ladder, failed_at_s=now_s)
    _maybe_cut(draft, ladder)


def _maybe_cut(draft: Draft, ladder: Ladder) -> None:
    """Cut the power under a moving belt, only where the owner chose exactly that."""
    machine = draft.machine
    if not machine.has_plug or machine.power_cut is not PowerCut.AFTER_COUNTDOWN:
        return
    now_s = draft.now.elapsed_s
    if ladder.cut_announced_at_s is None:
        draft.say("power_cut_soon", Urgency.URGENT, seconds=CUT_COUNTDOWN_S)
        draft.ladder = replace(ladder, cut_announced_at_s=now_s)
        draft.wake(now_s + CUT_COUNTDOWN_S)
        return
    cut_at_s = ladder.cut_announced_at_s + CUT_COUNTDOWN_S
    if now_s < cut_at_s:
        draft.wake(cut_at_s)
    else:
        switch_off(draft, ladder)
