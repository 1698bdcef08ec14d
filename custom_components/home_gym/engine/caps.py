"""Keep the belt under the lowest cap: say it, wait, ease down, and not for ever."""

from dataclasses import replace
from typing import Final

from .draft import Draft
from .slowing import STEP_KMH, lowest_recent_kmh, slow_to
from .state import Cap, Over
from .words import Belt, Event, Mode, Urgency

# Consoles step by 0.1 km/h and belts swing around their set-point.
TOLERANCE_KMH: Final = 0.15
# evidence.md, behaviour note 5: announce; after 10 s lower by the ramp; at most two
# corrections a session, then only announce.
PATIENCE_S: Final = 10.0
CORRECTIONS: Final = 2


def keep_under(draft: Draft, caps: list[tuple[Cap, Mode]]) -> None:
    """Hold the belt to the lowest cap, as far as the rule that set it may go."""
    draft.cap, mode = min(
        caps, key=lambda each: each[0].speed_kmh, default=(None, Mode.ADVISE)
    )
    speed_kmh = draft.truth.speed_kmh
    if (
        draft.cap is None
        or draft.ladder is not None
        or draft.truth.belt is not Belt.MOVING
        or speed_kmh is None
        or speed_kmh <= draft.cap.speed_kmh + TOLERANCE_KMH
    ):
        draft.over = None
        return
    if draft.over is None:
        draft.over = Over(since_s=draft.now.elapsed_s)
        _announce(draft, draft.cap, speed_kmh, mode)
    if mode is Mode.ENFORCE and draft.session is not None:
        _correct(draft, draft.over, draft.cap)


def _announce(draft: Draft, cap: Cap, speed_kmh: float, mode: Mode) -> None:
    draft.record(
        Event.CAP_EXCEEDED,
        cap_kmh=cap.speed_kmh,
        speed_kmh=speed_kmh,
        source=cap.source,
    )
    will = mode is Mode.ENFORCE and _corrections_left(draft)
    draft.say(
        "over_cap_will_ease" if will else "over_cap",
        Urgency.WARNING,
        cap_kmh=cap.speed_kmh,
        speed_kmh=speed_kmh,
    )


def _corrections_left(draft: Draft) -> bool:
    return draft.session is not None and draft.session.corrections < CORRECTIONS


def _correct(draft: Draft, over: Over, cap: Cap) -> None:
    now_s = draft.now.elapsed_s
    if not over.easing:
        if now_s < over.since_s + PATIENCE_S:
            draft.wake(over.since_s + PATIENCE_S)
            return
        if not _corrections_left(draft) or not _ease(draft, over, cap):
            return
        session = draft.session
        if session is not None:
            corrections = session.corrections + 1
            draft.session = replace(session, corrections=corrections)
        draft.record(Event.EASED_DOWN, cap_kmh=cap.speed_kmh)
        draft.say("easing_down", cap_kmh=cap.speed_kmh)
        return
    _ease(draft, over, cap)


def _ease(draft: Draft, over: Over, cap: Cap) -> bool:
    """Send the next step of the ramp; tell whether there was one to send."""
    now_s = draft.now.elapsed_s
    pause_s = STEP_KMH / draft.policy.speed.down_kmh_per_s
    if over.slowed_at_s is not None and now_s < over.slowed_at_s + pause_s:
        draft.wake(over.slowed_at_s + pause_s)
        return False
    lowest_kmh = lowest_recent_kmh(draft)
    if lowest_kmh is None:
        return False
    sent = slow_to(draft, max(cap.speed_kmh, lowest_kmh - STEP_KMH))
    if sent is None:
        return False
    draft.over = replace(over, easing=True, slowed_at_s=now_s)
    draft.wake(now_s + pause_s)
    return True
