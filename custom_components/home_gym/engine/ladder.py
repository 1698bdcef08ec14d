"""The stop ladder: slow, stop, verify, power, with the alarm in parallel."""

from dataclasses import replace
from typing import Final

from .alarms import end_alarm, raise_alarm
from .draft import Draft
from .effects import Ask, SendStop, SwitchOff
from .slowing import STEP_S, lowest_recent_kmh, may_slow, slow_to
from .state import Ladder, LadderRecord
from .verdicts import End
from .words import Belt, EndKind, Event, Issue, PowerCut, Reason, Urgency

# Without a fall in speed for so long a person is told to hold the rail (promise 4),
# and a ramp that shows no effect gives way to the machine's own stop.
NO_FALL_S: Final = 3.0
FALL_KMH: Final = 0.15
# A stop without a ramp is announced so long ahead when nothing is urgent.
GENTLE_NOTICE_S: Final = 3.0
REPEAT_STOP_S: Final = 2.0
STOPS: Final = 5
# Plugs report a switch at once; some firmwares need 5 s (dialects.md, 3).
REPEAT_OFF_S: Final = 5.0
OFFS_BEFORE_ALARM: Final = 3
CUT_COUNTDOWN_S: Final = 10.0
_PERSONS_OWN: Final = frozenset(
    {Reason.USER_STOP, Reason.RED_FLAG, Reason.PAIN, Reason.PAIN_EMERGENCY}
)


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
    if draft.session is not None:
        draft.session = replace(draft.session, ending=end.reason)
    draft.over = None
    draft.persist()
    if end.reason in _PERSONS_OWN and draft.ladder.stop_sent_at_s is None:
        _stop_at_once(draft, draft.ladder)


def climb(draft: Draft) -> None:
    """Take the next rung that the evidence and the deadlines allow."""
    ladder = draft.ladder
    if ladder is None:
        return
    if draft.truth.belt is Belt.STILL:
        _power(draft, ladder)
    elif ladder.still_at_s is not None and draft.truth.belt is Belt.MOVING:
        # The belt was started again: that is a new motion, and gets a new stop.
        draft.ladder = replace(ladder, still_at_s=None, stop_sent_at_s=None)
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


def _stop_at_once(draft: Draft, ladder: Ladder) -> None:
    """Send the stop that a person asked for, whatever is believed about the belt."""
    quick = ladder.kind is not EndKind.INSTANT
    if quick and may_slow(draft):
        return
    if quick and draft.truth.belt is Belt.STILL:
        return
    _send_stop(draft, ladder)


def _bring_to_rest(draft: Draft, ladder: Ladder) -> None:
    if ladder.stop_sent_at_s is not None:
        _verify(draft, ladder, ladder.stop_sent_at_s)
    elif not draft.machine.can_stop:
        _cannot_stop(draft, ladder)
    elif ladder.kind is EndKind.INSTANT:
        _send_stop(draft, ladder)
    elif draft.machine.can_slow:
        _ramp(draft, ladder)
    else:
        notice_s = GENTLE_NOTICE_S if ladder.kind is EndKind.GENTLE else 0.0
        stop_at_s = ladder.started_s + notice_s
        if draft.now.elapsed_s >= stop_at_s:
            _send_stop(draft, ladder)
        draft.wake(stop_at_s)


def _ramp(draft: Draft, ladder: Ladder) -> None:
    now_s = draft.now.elapsed_s
    sent_at_s = ladder.slow_sent_at_s
    if sent_at_s is not None and now_s < sent_at_s + STEP_S:
        draft.wake(sent_at_s + STEP_S)
        return
    lowest_kmh = lowest_recent_kmh(draft)
    start_kmh = ladder.speed_at_start_kmh
    no_fall = (
        sent_at_s is not None
        and now_s >= ladder.started_s + NO_FALL_S
        and start_kmh is not None
        and lowest_kmh is not None
        and lowest_kmh > start_kmh - FALL_KMH
    )
    if lowest_kmh is None or no_fall:
        _send_stop(draft, ladder)
        return
    rate = draft.policy.speed.down_kmh_per_s
    if ladder.kind is EndKind.GENTLE:
        rate /= 2
    before_kmh = min(lowest_kmh, ladder.slow_target_kmh or lowest_kmh)
    sent_kmh = slow_to(draft, before_kmh - max(0.1, rate * STEP_S))
    if sent_kmh is None:
        _send_stop(draft, ladder)
        return
    draft.ladder = replace(ladder, slow_sent_at_s=now_s, slow_target_kmh=sent_kmh)
    draft.wake(now_s + STEP_S)


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


def _cannot_reach(draft: Draft, ladder: Ladder) -> None:
    """Tell that no command gets through; none is kept for later (promise 9)."""
    if not ladder.unsent:
        draft.say("stop_not_sent", Urgency.URGENT)
        ladder = draft.ladder = replace(ladder, unsent=True)
    raise_alarm(draft, Issue.BELT_DID_NOT_STOP)
    if ladder.failed_at_s is None:
        draft.ladder = replace(ladder, failed_at_s=draft.now.elapsed_s)


def _last_seen_still(draft: Draft) -> bool:
    truth = draft.truth
    if truth.belt is Belt.MOVING or truth.last_still_at_s is None:
        return False
    moving_at_s = truth.last_moving_at_s
    return moving_at_s is None or truth.last_still_at_s > moving_at_s


def _hold_back(draft: Draft, ladder: Ladder) -> None:
    """Keep a stop that toggles from a belt that was last seen still.

    It could start the belt. It is sent as soon as the belt is seen to move; a belt that
    stays out of sight is left to the person, who is told so.
    """
    given_up_at_s = ladder.started_s + draft.machine.stop_deadline_s
    if draft.truth.belt is Belt.STILL:
        return
    if not ladder.warned:
        draft.say("stop_held_back", Urgency.URGENT)
        draft.ladder = replace(ladder, warned=True)
    if draft.now.elapsed_s >= given_up_at_s:
        draft.ladder = None
    else:
        draft.wake(given_up_at_s)


def _send_stop(draft: Draft, ladder: Ladder) -> None:
    if not draft.machine.can_stop:
        return
    if not draft.evidence.broker_up:
        _cannot_reach(draft, ladder)
        return
    if ladder.unsent and draft.truth.belt is not Belt.MOVING:
        # The order is old by now: it is given again only to a belt seen to move.
        return
    if draft.machine.stop_may_toggle and _last_seen_still(draft):
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


def _verify(draft: Draft, ladder: Ladder, sent_at_s: float) -> None:
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
    _send_stop(draft, ladder)
    if draft.ladder is not None:
        draft.ladder = replace(draft.ladder, failed_at_s=failed_at_s)


def _cannot_stop(draft: Draft, ladder: Ladder) -> None:
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
        _switch_off(draft, ladder)


def _power(draft: Draft, ladder: Ladder) -> None:
    """Take the last rung: the belt is seen still, now the plug."""
    if ladder.still_at_s is None:
        ladder = draft.ladder = replace(
            ladder, still_at_s=draft.now.elapsed_s, still_utc_s=draft.now.utc_s
        )
    machine = draft.machine
    wanted = ladder.switch_off and machine.has_plug
    if not wanted or machine.power_cut is PowerCut.NEVER:
        _finish(draft, ladder)
    elif _is_off(draft, ladder):
        _finish(draft, replace(ladder, off_utc_s=draft.now.utc_s))
    else:
        _switch_off(draft, ladder)


def _is_off(draft: Draft, ladder: Ladder) -> bool:
    """Tell whether the relay was reported open, newer than any command of ours."""
    relay = draft.evidence.relay
    if relay is None or relay.value:
        return False
    return ladder.off_sent_at_s is None or relay.at_s >= ladder.off_sent_at_s


def _switch_off(draft: Draft, ladder: Ladder) -> None:
    now_s = draft.now.elapsed_s
    sent_at_s = ladder.off_sent_at_s
    if sent_at_s is not None and now_s < sent_at_s + REPEAT_OFF_S:
        draft.wake(sent_at_s + REPEAT_OFF_S)
        return
    if ladder.offs_sent >= OFFS_BEFORE_ALARM:
        if draft.alarm is not Issue.PLUG_DID_NOT_SWITCH_OFF:
            draft.say("plug_did_not_switch_off", Urgency.URGENT)
        raise_alarm(draft, Issue.PLUG_DID_NOT_SWITCH_OFF)
        draft.ladder = replace(ladder, failed_at_s=now_s)
        ladder = draft.ladder
    draft.effects += [SwitchOff(), Ask()]
    draft.ladder = replace(ladder, off_sent_at_s=now_s, offs_sent=ladder.offs_sent + 1)
    draft.wake(now_s + REPEAT_OFF_S)


def _finish(draft: Draft, ladder: Ladder) -> None:
    sent_at_s, still_at_s = ladder.stop_sent_at_s, ladder.still_at_s
    stop_time_s = None
    if sent_at_s is not None and still_at_s is not None and still_at_s > sent_at_s:
        stop_time_s = round(still_at_s - sent_at_s, 2)
    record = LadderRecord(
        reason=ladder.reason,
        stop_sent_utc_s=ladder.stop_sent_utc_s,
        still_utc_s=ladder.still_utc_s,
        off_utc_s=ladder.off_utc_s,
        stop_time_s=stop_time_s,
        load_verified=_load_verified(draft),
        proof=draft.truth.proof,
    )
    draft.last_ladder = record
    draft.ladder = None
    end_alarm(draft, Issue.BELT_DID_NOT_STOP)
    end_alarm(draft, Issue.PLUG_DID_NOT_SWITCH_OFF)
    draft.record(
        Event.TREADMILL_STOPPED,
        reason=ladder.reason,
        stop_time_s=stop_time_s,
        plug_off=ladder.off_utc_s is not None,
        load_verified=record.load_verified,
    )
    if ladder.reason is Reason.DRILL:
        passed = stop_time_s is not None
        draft.record(
            Event.DRILL_DONE if passed else Event.DRILL_FAILED,
            stop_time_s=stop_time_s,
            plug_off=ladder.off_utc_s is not None,
        )
    draft.say("stopped_and_off" if ladder.off_utc_s else "stopped")
    draft.persist()


def _load_verified(draft: Draft) -> bool:
    """Tell whether watts confirm the open relay; most plugs measure nothing then."""
    power = draft.evidence.power
    return (
        draft.machine.measures_with_relay_off
        and power is not None
        and draft.evidence.relay is not None
        and power.at_s >= draft.evidence.relay.at_s
        and draft.evidence.power_moving is False
    )
