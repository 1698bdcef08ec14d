"""The backstop: the plug's own timer, for when nobody else is there any more.

It is one absolute limit, set at the start of a session and taken away at its end, and
never a dead man's switch that has to be renewed. What was sent counts for nothing
before the plug has said it back.
"""

from dataclasses import replace
from enum import StrEnum
import math
from typing import Final

from .alarms import clear_issue, raise_issue
from .allowance import END_BEFORE_S, allowance
from .draft import Draft
from .effects import Arm, Ask, Disarm
from .machine import Machine, PlugTimer
from .modes import effective_mode
from .observations import BrokerLink, PlugReplaced, Readings, Restored
from .policy import Policy
from .readings import Quantity
from .state import Backstop
from .words import Belt, Event, Issue, Mode, PowerCut, RuleKey, Urgency

# A plug answers within a second or two; some publish late (dialects.md, Shelly Gen2).
ANSWER_S: Final = 5.0
TRIES: Final = 3
# Timers count whole seconds, and answer a little later.
TOLERANCE_S: Final = 2.0


class NoBackstop(StrEnum):
    """Why there is no backstop here."""

    NO_TIMER = "no_timer"
    NOT_CHOSEN = "not_chosen"
    NO_LIMIT = "no_limit"
    NO_IDLE_LOCK = "no_idle_lock"
    TOO_LONG = "too_long"


def why_none(policy: Policy, machine: Machine) -> NoBackstop | None:
    """Return why no backstop is possible, None where one is.

    A timer may cut the power under a walker: that is the owner's choice (promise 5).
    Without an end that is enforced there is no length that it could be sized by.
    """
    timer = machine.plug_timer
    if timer is None or not machine.has_plug:
        return NoBackstop.NO_TIMER
    if machine.power_cut is not PowerCut.AFTER_COUNTDOWN:
        return NoBackstop.NOT_CHOSEN
    if effective_mode(RuleKey.LIMITS, policy, machine) is not Mode.ENFORCE:
        return NoBackstop.NO_LIMIT
    idle = effective_mode(RuleKey.IDLE_LOCK, policy, machine)
    if timer.counts_from_switch_on and idle is not Mode.ENFORCE:
        return NoBackstop.NO_IDLE_LOCK
    if size_s(policy, timer) > timer.longest_s:
        return NoBackstop.TOO_LONG
    return None


def size_s(policy: Policy, timer: PlugTimer) -> float:
    """Return for how long (s) the timer is set: no session that is allowed is longer.

    That is the walking, each break as long as a pause may be, one pause more, and the
    time for an end before it fires.
    """
    limits, every_s = policy.limits, policy.breaks.every_s
    pauses = 1 + (math.ceil(limits.session_s / every_s) if every_s > 0 else 1)
    length_s = limits.session_s + pauses * limits.pause_limit_s + END_BEFORE_S
    if timer.counts_from_switch_on:
        # The plug may be on for so long before somebody begins to walk.
        length_s += policy.idle_lock.after_s
    return math.ceil(max(length_s, timer.shortest_s))


def keep(draft: Draft) -> None:
    """Hear what the plug says of its timer, and set it as it should be.

    A timer that only its owner can set is heard of too: a walk ends before it does.
    """
    _listen(draft)
    timer = draft.machine.plug_timer
    if timer is None:
        return
    wanted_s = _wanted_s(draft, timer)
    if wanted_s is not None:
        _bring(draft, timer, wanted_s)


def _listen(draft: Draft) -> None:
    before = draft.backstop
    match draft.observation:
        case PlugReplaced():
            # What is known of one plug's timer says nothing of another's.
            draft.backstop = Backstop()
            clear_issue(draft, Issue.BACKSTOP_NOT_ARMED)
            draft.persist()
        case Restored() | BrokerLink(up=True):
            # Whether it still runs was told to nobody.
            draft.backstop = replace(before, set_s=None, runs_out_s=None, failed=False)
        case Readings(readings=readings):
            told = {each.quantity: each.value for each in readings if not each.retained}
            if Quantity.BACKSTOP in told:
                stands = told.get(Quantity.BACKSTOP_REMAINING) == 0
                _take_setting(draft, float(told[Quantity.BACKSTOP]), stands=stands)
            if Quantity.BACKSTOP_REMAINING in told:
                _take_remaining(draft, float(told[Quantity.BACKSTOP_REMAINING]))
            if told.get(Quantity.RELAY) is False:
                _take_off(draft)


def _take_setting(draft: Draft, set_s: float, *, stands: bool) -> None:
    """Take in what the timer is set to: the proof of what was sent.

    One that is said to stand though it should count is none.
    """
    backstop = replace(draft.backstop, set_s=set_s)
    if not backstop.ours:
        backstop = replace(backstop, original_s=set_s)
    if backstop.asked_at_s is not None and backstop.sent_s is None:
        backstop = replace(backstop, asked_at_s=None, tries=0)
    draft.backstop = backstop
    if stands and _has_to_count(draft):
        return
    if backstop.asked_at_s is not None and _is(set_s, backstop.sent_s):
        _confirm(draft, set_s)


def _confirm(draft: Draft, set_s: float) -> None:
    ours = not _is(set_s, draft.backstop.original_s)
    running = ours and not _counts_from_switch_on(draft)
    draft.backstop = replace(
        draft.backstop,
        ours=ours,
        asked_at_s=None,
        tries=0,
        runs_out_s=draft.now.elapsed_s + set_s if running else None,
    )
    draft.record(Event.BACKSTOP_ARMED if ours else Event.BACKSTOP_DISARMED)
    clear_issue(draft, Issue.BACKSTOP_NOT_ARMED)
    draft.persist()


def _take_remaining(draft: Draft, left_s: float) -> None:
    before = draft.backstop
    runs_out_s = draft.now.elapsed_s + left_s if left_s > 0 else None
    draft.backstop = replace(before, runs_out_s=runs_out_s)
    due_s = before.runs_out_s
    if left_s > 0 or due_s is None or before.asked_at_s is not None:
        return
    # Sending it again and again would wear out the memory that it is kept in.
    if draft.now.elapsed_s < due_s - TOLERANCE_S and _has_to_count(draft):
        _give_up(draft)


def _has_to_count(draft: Draft) -> bool:
    """Tell whether the timer is set as it was asked to be, and so has to run."""
    backstop, relay = draft.backstop, draft.evidence.relay
    return (
        backstop.ours
        and draft.session is not None
        and not _counts_from_switch_on(draft)
        and (relay is None or bool(relay.value))
        and backstop.set_s is not None
        and _is(backstop.set_s, backstop.sent_s)
        and not _is(backstop.set_s, backstop.original_s)
    )


def _take_off(draft: Draft) -> None:
    """Note that the plug is off, and say so where it was its own timer."""
    runs_out_s = draft.before.backstop.runs_out_s
    due = runs_out_s is not None and draft.now.elapsed_s >= runs_out_s - TOLERANCE_S
    if due and draft.session is not None:
        draft.record(Event.BACKSTOP_FIRED)
        draft.say("backstop_fired", Urgency.URGENT)
    draft.backstop = replace(draft.backstop, runs_out_s=None)


def _wanted_s(draft: Draft, timer: PlugTimer) -> float | None:
    """Return what the timer should be set to, None to leave it alone."""
    backstop = draft.backstop
    possible = why_none(draft.policy, draft.machine) is None
    in_session = draft.session is not None and draft.suspended_until_s is None
    if possible and (in_session or timer.counts_from_switch_on):
        return size_s(draft.policy, timer)
    # What the owner had set before comes back.
    return (backstop.original_s or 0.0) if backstop.ours else None


def _bring(draft: Draft, timer: PlugTimer, wanted_s: float) -> None:
    backstop = draft.backstop
    starts = not timer.counts_from_switch_on and _has_to_start(draft, wanted_s)
    if backstop.asked_at_s is None:
        if _is(wanted_s, backstop.set_s) and not starts:
            return
        if backstop.failed and backstop.session_id == _session_id(draft):
            return
    elif draft.now.elapsed_s < backstop.asked_at_s + ANSWER_S:
        if backstop.sent_s is None or _is(wanted_s, backstop.sent_s):
            draft.wake(backstop.asked_at_s + ANSWER_S)
            return
    elif backstop.tries >= TRIES:
        _give_up(draft)
        return
    if draft.evidence.broker_up and draft.evidence.plug_online is not False:
        _send(draft, wanted_s)


def _has_to_start(draft: Draft, wanted_s: float) -> bool:
    """Tell whether the timer has to count anew: for a new session, or after a rest.

    Breaks that add up could outlast it; while the belt is still it can be set again
    without becoming a dead man's switch.
    """
    session, backstop = draft.session, draft.backstop
    relay = draft.evidence.relay
    if session is None or (relay is not None and not relay.value):
        return False
    if _is(wanted_s, backstop.original_s):
        return False
    if backstop.session_id != session.id:
        return True
    if backstop.set_s is None:
        return False
    runs_out_s = backstop.runs_out_s
    if draft.truth.belt is not Belt.STILL:
        return runs_out_s is None
    # Whoever walks slower than before needs longer for a way, but never for a time.
    left_s = allowance(draft, draft.now, draft.policy).total_s - session.walked_s
    pauses_s = 2 * draft.policy.limits.pause_limit_s
    needed_s = min(wanted_s, left_s + pauses_s + END_BEFORE_S)
    return runs_out_s is None or runs_out_s - draft.now.elapsed_s < needed_s - ANSWER_S


def _send(draft: Draft, wanted_s: float) -> None:
    backstop = draft.backstop
    now_s = draft.now.elapsed_s
    if backstop.set_s is None:
        # What was there before has to be known first, to be put back one day.
        draft.effects.append(Ask())
        backstop = replace(backstop, sent_s=None)
    else:
        draft.effects.append(Arm(cap_s=wanted_s) if wanted_s > 0 else Disarm())
        session_id = _session_id(draft)
        backstop = replace(backstop, sent_s=wanted_s, ours=True, session_id=session_id)
    tries = backstop.tries + 1
    draft.backstop = replace(backstop, asked_at_s=now_s, tries=tries, failed=False)
    draft.wake(now_s + ANSWER_S)
    draft.persist()


def _give_up(draft: Draft) -> None:
    session_id = _session_id(draft)
    draft.backstop = replace(
        draft.backstop, asked_at_s=None, tries=0, failed=True, session_id=session_id
    )
    raise_issue(draft, Issue.BACKSTOP_NOT_ARMED)
    draft.persist()


def _counts_from_switch_on(draft: Draft) -> bool:
    timer = draft.machine.plug_timer
    return timer is not None and timer.counts_from_switch_on


def _session_id(draft: Draft) -> str | None:
    return None if draft.session is None else draft.session.id


def _is(one_s: float, other_s: float | None) -> bool:
    return other_s is not None and abs(one_s - other_s) <= TOLERANCE_S
