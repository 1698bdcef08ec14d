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
    """Hold the belt to the lowest cap, as far as the rule that set it may go.

    A lower cap that may only be advised does not disarm a higher one.
    """
    draft.cap = _lowest([cap for cap, _ in caps])
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
    enforced = _lowest([cap for cap, mode in caps if _enforces(draft, cap, mode)])
    if draft.over is None or (enforced is not None and not draft.over.enforced):
        since_s = draft.now.elapsed_s
        draft.over = Over(since_s=since_s, enforced=enforced is not None)
        _announce(draft, enforced or draft.cap, speed_kmh)
    if enforced is not None:
        _correct(draft, draft.over, enforced)


def _lowest(caps: list[Cap]) -> Cap | None:
    return min(caps, key=lambda cap: cap.speed_kmh, default=None)


def _enforces(draft: Draft, cap: Cap, mode: Mode) -> bool:
    """Tell whether a cap that is exceeded may be, and can be, enforced."""
    speed_kmh = draft.truth.speed_kmh or 0.0
    exceeded = speed_kmh > cap.speed_kmh + TOLERANCE_KMH
    return exceeded and mode is Mode.ENFORCE and draft.machine.can_slow


def _announce(draft: Draft, cap: Cap, speed_kmh: float) -> None:
    draft.record(
        Event.CAP_EXCEEDED,
        cap_kmh=cap.speed_kmh,
        speed_kmh=speed_kmh,
        source=cap.source,
    )
    enforced = draft.over is not None and draft.over.enforced
    will = enforced and _corrections_left(draft)
    draft.say(
        "over_cap_will_ease" if will else "over_cap",
        Urgency.WARNING,
        cap_kmh=cap.speed_kmh,
        speed_kmh=speed_kmh,
        seconds=PATIENCE_S,
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
    elif _is_fought(draft):
        # Who presses faster against it has heard us: the next try has to wait again.
        draft.over = Over(since_s=now_s, enforced=True)
        draft.wake(now_s + PATIENCE_S)
    else:
        _ease(draft, over, cap)


def _is_fought(draft: Draft) -> bool:
    speed_kmh, before_kmh = draft.truth.speed_kmh, draft.before.truth.speed_kmh
    if speed_kmh is None or before_kmh is None:
        return False
    return speed_kmh > before_kmh + TOLERANCE_KMH


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
