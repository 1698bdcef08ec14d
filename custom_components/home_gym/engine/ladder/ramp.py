"""The rung of slowing down: step by step, as long as the speed follows."""

from dataclasses import replace

from ..draft import Draft
from ..slowing import (
    STEP_KMH,
    awaits_effect,
    is_steady,
    lowest_recent_kmh,
    may_slow,
    slow_to,
    wake_when_unseen,
)
from ..state import Ladder
from ..words import EndKind
from .stop import send_stop
from .times import FALL_KMH, NO_FALL_S, QUICK_RAMP_S


def ramp(draft: Draft, ladder: Ladder) -> None:
    """Step the speed down as long as that works, then send the machine's own stop."""
    now_s = draft.now.elapsed_s
    rate = draft.policy.speed.down_kmh_per_s
    if ladder.kind is EndKind.GENTLE:
        rate /= 2
    sent_at_s = ladder.slow_sent_at_s
    gives_up_at_s = (sent_at_s or ladder.started_s) + NO_FALL_S
    if ladder.kind is EndKind.QUICK:
        gives_up_at_s = ladder.started_s + QUICK_RAMP_S
    late = now_s >= gives_up_at_s and not _falls(draft, ladder)
    if late or _is_stuck(draft, ladder) or not may_slow(draft):
        send_stop(draft, ladder)
        return
    draft.wake(gives_up_at_s)
    wake_when_unseen(draft)
    draft.wake(ladder.started_s + NO_FALL_S)
    if sent_at_s is not None and now_s < sent_at_s + STEP_KMH / rate:
        draft.wake(sent_at_s + STEP_KMH / rate)
        return
    lowest_kmh = lowest_recent_kmh(draft)
    if lowest_kmh is None or not is_steady(draft) or awaits_effect(draft):
        return
    sent_kmh = slow_to(draft, lowest_kmh - STEP_KMH)
    if sent_kmh is None:
        # There is no lower speed to ask for, or none that is safe to send.
        send_stop(draft, ladder)
        return
    draft.ladder = replace(ladder, slow_sent_at_s=now_s, slow_target_kmh=sent_kmh)
    draft.wake(now_s + STEP_KMH / rate)


def _is_stuck(draft: Draft, ladder: Ladder) -> bool:
    """Tell whether a quick ramp has shown no effect for too long (behaviour note 2)."""
    speed_kmh, before_kmh = draft.truth.speed_kmh, ladder.speed_at_start_kmh
    if ladder.kind is not EndKind.QUICK or speed_kmh is None or before_kmh is None:
        return False
    late = draft.now.elapsed_s >= ladder.started_s + NO_FALL_S
    return late and speed_kmh > before_kmh - FALL_KMH


def _falls(draft: Draft, ladder: Ladder) -> bool:
    """Tell whether a gentle ramp does what it should: the speed follows each step."""
    speed_kmh, target_kmh = draft.truth.speed_kmh, ladder.slow_target_kmh
    if ladder.kind is EndKind.QUICK or speed_kmh is None or target_kmh is None:
        return False
    return speed_kmh <= target_kmh + FALL_KMH
