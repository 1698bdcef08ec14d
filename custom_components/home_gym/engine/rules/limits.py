"""Limits: a session, a day and a week end in time, never with a dead stop."""

from dataclasses import dataclass, replace

from ..effects import Record, Say
from ..state import Lock
from ..verdicts import End, Judgement, Latch, Moment, Verdict, WakeAt
from ..words import Belt, EndKind, Event, Mode, Reason, RuleKey, Urgency


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitsMemory:
    """Remember the notices given, and that the end was reached."""

    notices: int = 0
    reached: bool = False
    grown: bool = False


def judge(moment: Moment, memory: LimitsMemory) -> Judgement:
    """Give notice before the cool-down, and end the session at the limit."""
    session = moment.session
    if session is None:
        return Judgement(memory=LimitsMemory())
    if moment.ladder is not None:
        # A stop is under way. What a report of pain leaves of a session may be over
        # already, and is no reason for an end or a lock of its own.
        return Judgement(memory=memory)
    left_s = moment.allowance.remaining_s
    if left_s > 0:
        if memory.reached:
            memory = replace(memory, reached=False)
        left_s -= moment.policy.cool_down.length_s
        return _mention(moment, _notice(moment, memory, left_s))
    if memory.reached or moment.truth.belt is not Belt.MOVING:
        return Judgement(memory=memory)
    reason = moment.allowance.reason
    record = Record(event=Event.LIMIT_REACHED, values={"reason": reason})
    # Where nothing of ours brings the belt to rest, the words must not promise it.
    ends = moment.modes[RuleKey.LIMITS] is Mode.ENFORCE and moment.machine.can_stop
    advice = "" if ends else "_advice"
    say = Say(key=f"{reason}_reached{advice}", urgency=Urgency.WARNING)
    end = End(kind=EndKind.GENTLE, reason=reason, switch_off=True)
    verdicts = (record, say, end)
    memory = replace(memory, reached=True)
    if reason is Reason.BACKSTOP:
        # The next walk begins with a fresh timer.
        return Judgement(memory=memory, verdicts=verdicts)
    latch = Latch(lock=_lock(moment, reason))
    return Judgement(memory=memory, verdicts=(*verdicts, latch))


def _notice(moment: Moment, memory: LimitsMemory, left_s: float) -> Judgement:
    notices_s = moment.policy.limits.notices_s
    # The notices are sorted, the earliest first: a constraint of the policy.
    due = 0
    while due < len(notices_s) and left_s <= notices_s[due]:
        due += 1
    verdicts: list[Verdict] = []
    if due > memory.notices:
        values = {"minutes": max(0.0, left_s) / 60}
        verdicts.append(Record(event=Event.LIMIT_NEAR))
        verdicts.append(Say(key="limit_near", values={**values}))
    if moment.truth.belt is Belt.MOVING:
        end_s = left_s + moment.policy.cool_down.length_s
        notice_s = notices_s[due] if due < len(notices_s) else left_s
        wait_s = left_s - notice_s if notice_s < left_s else end_s
        verdicts.append(WakeAt(at_s=moment.now.elapsed_s + wait_s))
    if due != memory.notices:
        memory = replace(memory, notices=due)
    return Judgement(memory=memory, verdicts=tuple(verdicts))


def _mention(moment: Moment, judgement: Judgement) -> Judgement:
    """Mention once that the week grows quickly: in the walk in which it begins to."""
    notice_s, session = moment.policy.week_notice_s, moment.session
    memory = judgement.memory
    if notice_s is None or session is None or memory.grown:
        return judgement
    left_s = notice_s - moment.allowance.week_s
    if left_s <= -session.walked_s:
        return judgement
    said: tuple[Verdict, ...] = ()
    if left_s <= 0:
        record = Record(event=Event.WEEK_GROWS_QUICKLY)
        said = (record, Say(key="week_grows_quickly"))
    elif moment.truth.belt is Belt.MOVING:
        said = (WakeAt(at_s=moment.now.elapsed_s + left_s),)
    verdicts = (*judgement.verdicts, *said)
    return Judgement(memory=replace(memory, grown=left_s <= 0), verdicts=verdicts)


def _lock(moment: Moment, reason: Reason) -> Lock:
    ends_utc_s = moment.allowance.ends_utc_s
    return Lock(
        reason=reason,
        since_utc_s=moment.now.utc_s,
        ends_utc_s=ends_utc_s,
        ends_s=moment.now.elapsed_s + ends_utc_s - moment.now.utc_s,
        person_id=moment.person_id,
    )
