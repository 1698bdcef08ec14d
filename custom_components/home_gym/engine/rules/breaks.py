"""Breaks: asked for in time, counted only while they are really taken."""

from dataclasses import dataclass, replace
from typing import Any, Final

from ..effects import Record, Refuse, Say
from ..observations import SkipBreak, SnoozeBreak
from ..state import Cap, Session
from ..verdicts import End, Judgement, Moment, Verdict, WakeAt
from ..words import (
    Belt,
    CapSource,
    EndKind,
    Event,
    Mode,
    Reason,
    Refusal,
    RuleKey,
    Urgency,
)

# Sums of seconds differ in their last digits by the order they were added in.
ROUNDING_S: Final = 0.001


@dataclass(frozen=True, slots=True, kw_only=True)
class BreaksMemory:
    """Remember where the count toward the next break stands.

    Marks are points in walked time (s): `base_s` is where the count began,
    `snoozed_to_s` where a snoozed break comes back, `rested_to_s` where a rest was last
    seen, which slow walking may be. `due_at_s` is a point in judged
    time: what nobody watched, or was to judge, never escalates a break.
    """

    base_s: float = 0.0
    snoozed_to_s: float | None = None
    due_at_s: float | None = None
    noticed: bool = False
    overdue: bool = False
    slower: bool = False
    ended: bool = False
    taken: bool = False
    rested_s: float = 0.0
    rested_to_s: float = 0.0
    snoozes: int = 0
    skips: int = 0


def judge(moment: Moment, memory: BreaksMemory) -> Judgement:
    """Call for a break, count the rest, and grow firmer with time."""
    session = moment.session
    if session is None or moment.policy.breaks.every_s <= 0:
        return Judgement(memory=memory, verdicts=_refuse(moment))
    verdicts: list[Verdict] = []
    memory = _command(moment, session, memory, verdicts)
    memory = _rest(moment, session, memory, verdicts)
    if memory.due_at_s is None:
        memory = _await(moment, session, memory, verdicts)
    else:
        memory = _escalate(moment, session, memory, verdicts)
    return Judgement(memory=memory, verdicts=tuple(verdicts))


def next_break_in_s(session: Session, every_s: float, memory: BreaksMemory) -> float:
    """Return the walking time (s) to the next break, 0 when it is due."""
    if memory.due_at_s is not None:
        return 0.0
    due_at_s = memory.base_s + every_s
    if memory.snoozed_to_s is not None:
        due_at_s = memory.snoozed_to_s
    return max(0.0, due_at_s - session.walked_s)


def _refuse(moment: Moment) -> tuple[Verdict, ...]:
    if not isinstance(moment.observation, (SnoozeBreak, SkipBreak)):
        return ()
    none = Refusal.NO_SESSION if moment.session is None else Refusal.NO_BREAK_DUE
    return (Refuse(refusal=none),)


def _command(
    moment: Moment, session: Session, memory: BreaksMemory, verdicts: list[Verdict]
) -> BreaksMemory:
    match moment.observation:
        case SnoozeBreak():
            return _snooze(moment, session, memory, verdicts)
        case SkipBreak():
            return _skip(moment, session, memory, verdicts)
    return memory


def _snooze(
    moment: Moment, session: Session, memory: BreaksMemory, verdicts: list[Verdict]
) -> BreaksMemory:
    lengths_s = moment.policy.breaks.snooze_lengths_s
    if memory.due_at_s is None:
        verdicts.append(Refuse(refusal=Refusal.NO_BREAK_DUE))
        return memory
    if memory.snoozes >= len(lengths_s):
        verdicts.append(Refuse(refusal=Refusal.NO_SNOOZE_LEFT))
        return memory
    length_s = lengths_s[memory.snoozes]
    verdicts.append(Record(event=Event.BREAK_SNOOZED))
    verdicts.append(Say(key="break_snoozed", values={"minutes": length_s / 60}))
    return replace(
        _waiting(memory),
        noticed=True,
        snoozed_to_s=session.walked_s + length_s,
        snoozes=memory.snoozes + 1,
    )


def _skip(
    moment: Moment, session: Session, memory: BreaksMemory, verdicts: list[Verdict]
) -> BreaksMemory:
    if memory.due_at_s is None:
        verdicts.append(Refuse(refusal=Refusal.NO_BREAK_DUE))
        return memory
    if memory.skips >= moment.policy.breaks.skips:
        verdicts.append(Refuse(refusal=Refusal.NO_SKIP_LEFT))
        return memory
    verdicts.append(Record(event=Event.BREAK_SKIPPED))
    verdicts.append(Say(key="break_skipped"))
    return replace(_waiting(memory), base_s=session.walked_s, skips=memory.skips + 1)


def _waiting(memory: BreaksMemory) -> BreaksMemory:
    return replace(
        memory,
        snoozed_to_s=None,
        due_at_s=None,
        noticed=False,
        overdue=False,
        slower=False,
        ended=False,
    )


def _rest(
    moment: Moment, session: Session, memory: BreaksMemory, verdicts: list[Verdict]
) -> BreaksMemory:
    """Count a rest, natural ones too; a part of a break gives a part of its credit."""
    breaks = moment.policy.breaks
    if memory.taken:
        if session.rest_s > 0:
            return _rested(session, memory)
        base_s = memory.rested_to_s
        memory = replace(memory, taken=False, rested_s=0.0, base_s=base_s)
    if session.rest_s >= breaks.length_s - ROUNDING_S:
        # Slow walking when no break was due is a rest too, but nothing to talk about.
        if memory.due_at_s is not None or moment.truth.belt is Belt.STILL:
            verdicts.append(Record(event=Event.BREAK_TAKEN))
            verdicts.append(Say(key="break_done"))
        memory = _rested(session, _waiting(memory))
        return replace(memory, base_s=session.walked_s, taken=True)
    if session.rest_s > 0 or moment.truth.belt is Belt.STILL:
        left_s = breaks.length_s - session.rest_s
        verdicts.append(WakeAt(at_s=moment.now.elapsed_s + left_s))
    if session.rest_s >= memory.rested_s:
        return _rested(session, memory)
    credit_s = breaks.every_s * min(1.0, memory.rested_s / breaks.length_s)
    base_s = min(memory.rested_to_s, memory.base_s + credit_s)
    due = memory.due_at_s is not None
    if due and base_s + breaks.every_s > memory.rested_to_s:
        # A part of a break puts the rest of it off; the escalation starts anew. Too
        # small a part changes nothing.
        memory = _waiting(memory)
    return replace(memory, rested_s=session.rest_s, base_s=base_s)


def _rested(session: Session, memory: BreaksMemory) -> BreaksMemory:
    if session.rest_s == memory.rested_s:
        return memory
    rested_to_s = session.walked_s
    return replace(memory, rested_s=session.rest_s, rested_to_s=rested_to_s)


def _await(
    moment: Moment, session: Session, memory: BreaksMemory, verdicts: list[Verdict]
) -> BreaksMemory:
    breaks = moment.policy.breaks
    left_s = next_break_in_s(session, breaks.every_s, memory)
    if memory.taken or moment.truth.belt is not Belt.MOVING:
        return memory
    now_s = moment.now.elapsed_s
    if left_s <= 0:
        verdicts.append(Record(event=Event.BREAK_DUE))
        values = {"minutes": breaks.length_s / 60}
        verdicts.append(Say(key="break_due", urgency=Urgency.NOTICE, values={**values}))
        return replace(memory, due_at_s=session.judged_s, snoozed_to_s=None)
    early = left_s > breaks.notice_s
    wait_s = left_s - breaks.notice_s if early else left_s
    verdicts.append(WakeAt(at_s=now_s + wait_s))
    if early:
        return memory if not memory.noticed else replace(memory, noticed=False)
    if memory.noticed:
        return memory
    values = {"minutes": left_s / 60}
    verdicts.append(Say(key="break_soon", urgency=Urgency.INFO, values={**values}))
    return replace(memory, noticed=True)


def _escalate(
    moment: Moment, session: Session, memory: BreaksMemory, verdicts: list[Verdict]
) -> BreaksMemory:
    breaks = moment.policy.breaks
    over_s = session.judged_s - (memory.due_at_s or 0.0)
    if over_s >= breaks.slower_after_s:
        verdicts.append(Cap(speed_kmh=_slow_kmh(moment), source=CapSource.BREAKS))
    if moment.truth.belt is not Belt.MOVING or moment.ladder is not None:
        return memory
    changes: dict[str, Any] = {}
    if over_s >= breaks.overdue_after_s and not memory.overdue:
        changes["overdue"] = True
        verdicts.append(Record(event=Event.BREAK_OVERDUE))
        verdicts.append(Say(key="break_overdue", urgency=Urgency.WARNING))
    if over_s >= breaks.slower_after_s and not memory.slower:
        changes["slower"] = True
        if _may(moment) and moment.machine.can_slow:
            verdicts.append(Say(key="break_slower", urgency=Urgency.WARNING))
    if over_s >= breaks.end_after_s and not memory.ended:
        changes["ended"] = True
        verdicts.append(End(kind=EndKind.GENTLE, reason=Reason.BREAK_OVERDUE))
        if _may(moment) and moment.machine.can_stop:
            verdicts.append(Say(key="break_ends_walk", urgency=Urgency.WARNING))
    marks_s = (breaks.overdue_after_s, breaks.slower_after_s, breaks.end_after_s)
    verdicts += [
        WakeAt(at_s=moment.now.elapsed_s + mark_s - over_s)
        for mark_s in marks_s
        if mark_s > over_s
    ]
    return replace(memory, **changes) if changes else memory


def _may(moment: Moment) -> bool:
    return moment.modes[RuleKey.BREAKS] is Mode.ENFORCE


def _slow_kmh(moment: Moment) -> float:
    """Return a speed at which a break is easy to begin."""
    breaks_kmh = moment.policy.breaks.max_speed_kmh
    return breaks_kmh or moment.policy.warm_up.max_speed_kmh
