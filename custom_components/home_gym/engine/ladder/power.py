"""The last rung: the plug, once the belt is seen still, and the end of the ladder."""

from dataclasses import replace

from ..alarms import end_alarm, raise_alarm
from ..calm import ask, is_sure
from ..draft import Draft
from ..effects import Ask, SwitchOff
from ..state import Ladder, LadderRecord
from ..words import Event, Issue, PowerCut, Reason, Urgency
from .times import OFFS_BEFORE_ALARM, REPEAT_OFF_S, SETTLE_S


def power(draft: Draft, ladder: Ladder) -> None:
    """Take the last rung: the belt is seen still, now the plug."""
    if ladder.still_at_s is None:
        ladder = draft.ladder = replace(
            ladder, still_at_s=draft.now.elapsed_s, still_utc_s=draft.now.utc_s
        )
    machine, now_s = draft.machine, draft.now.elapsed_s
    wanted = ladder.switch_off and machine.has_plug
    if not wanted or machine.power_cut is PowerCut.NEVER:
        _finish(draft, ladder)
    elif _is_off(draft, ladder):
        _finish(draft, replace(ladder, off_utc_s=draft.now.utc_s))
    elif ladder.off_sent_at_s is None and now_s < draft.truth.since_s + SETTLE_S:
        draft.wake(draft.truth.since_s + SETTLE_S)
    elif ladder.off_sent_at_s is not None or is_sure(draft, ladder.asked_at_s):
        switch_off(draft, ladder)
    else:
        draft.ladder = replace(ladder, asked_at_s=ask(draft, ladder.asked_at_s))


def _is_off(draft: Draft, ladder: Ladder) -> bool:
    """Tell whether the relay was reported open, newer than any command of ours."""
    relay = draft.evidence.relay
    if relay is None or relay.value:
        return False
    return ladder.off_sent_at_s is None or relay.at_s >= ladder.off_sent_at_s


def switch_off(draft: Draft, ladder: Ladder) -> None:
    """Switch the plug off, and again until its relay is reported open."""
    if not draft.evidence.broker_up:
        # Nothing gets through, and nothing is kept for later (promise 9).
        return
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
