"""Presence: a belt does not run on for long with nobody on it."""

from dataclasses import dataclass, replace
from typing import Final

from ..effects import Record, Refuse, Say
from ..observations import StandBeside
from ..state import Session
from ..verdicts import End, Judgement, Moment, Verdict, WakeAt
from ..words import Belt, EndKind, Event, Mode, Reason, Refusal, RuleKey, Urgency


@dataclass(frozen=True, slots=True, kw_only=True)
class PresenceMemory:
    """Remember since when the countdown runs, and what is known of the walker.

    `stepped` is that a cadence was counted in this session: a sensor that has never
    felt this person's steps does not miss them. `beside` is that somebody stands
    beside the belt on purpose.
    """

    counts_from_s: float | None = None
    ended: bool = False
    stepped: bool = False
    beside: bool = False


_NOBODY_YET: Final = PresenceMemory()


def judge(moment: Moment, memory: PresenceMemory) -> Judgement:
    """Count down when nobody is felt on a moving belt, and end it gently."""
    session = moment.session
    if session is None:
        told = isinstance(moment.observation, StandBeside)
        refused = (Refuse(refusal=Refusal.NO_SESSION),) if told else ()
        return Judgement(memory=_NOBODY_YET, verdicts=refused)
    verdicts: list[Verdict] = []
    memory = _note(moment, memory, verdicts)
    absent_s = _absent_since_s(moment, memory)
    watched = moment.truth.belt is Belt.MOVING and moment.ladder is None
    if absent_s is None or memory.beside or not watched:
        if memory.counts_from_s is not None:
            if watched:
                verdicts.append(Say(key="presence_back"))
            memory = replace(memory, counts_from_s=None, ended=False)
    else:
        memory = _count_down(moment, session, memory, absent_s, verdicts)
    return Judgement(memory=memory, verdicts=tuple(verdicts))


def _note(
    moment: Moment, memory: PresenceMemory, verdicts: list[Verdict]
) -> PresenceMemory:
    cadence = moment.evidence.cadence
    if cadence is not None and cadence.value > 0 and not memory.stepped:
        memory = replace(memory, stepped=True)
    match moment.observation:
        case StandBeside(on=on) if on is not memory.beside:
            said = Say(key="stands_beside") if on else Say(key="stands_beside_over")
            verdicts.append(said)
            memory = replace(memory, beside=on)
    return memory


def _absent_since_s(moment: Moment, memory: PresenceMemory) -> float | None:
    """Return since when (elapsed) nobody is felt, None where somebody may be there."""
    presence, cadence = moment.evidence.presence, moment.evidence.cadence
    if presence is not None:
        return None if presence.value else presence.changed_at_s
    if cadence is None or cadence.value > 0 or not memory.stepped:
        return None
    return cadence.changed_at_s


def _count_down(
    moment: Moment,
    session: Session,
    memory: PresenceMemory,
    absent_s: float,
    verdicts: list[Verdict],
) -> PresenceMemory:
    presence, now_s = moment.policy.presence, moment.now.elapsed_s
    if memory.ended:
        return memory
    if memory.counts_from_s is None:
        begins_s = max(absent_s, session.started_s + presence.grace_s)
        notice_s = begins_s + presence.absent_s
        if now_s < notice_s:
            verdicts.append(WakeAt(at_s=notice_s))
            return memory
        memory = replace(memory, counts_from_s=now_s)
        verdicts.append(Record(event=Event.NOBODY_SEEN))
        verdicts.append(_warning(moment))
    ends_s = (memory.counts_from_s or now_s) + presence.countdown_s
    if now_s < ends_s:
        verdicts.append(WakeAt(at_s=ends_s))
        return memory
    verdicts.append(End(kind=EndKind.GENTLE, reason=Reason.NOBODY))
    return replace(memory, ended=True)


def _warning(moment: Moment) -> Say:
    """Return the words before the end; they promise none where there will be none."""
    enforced = moment.modes[RuleKey.PRESENCE] is Mode.ENFORCE
    if not enforced or not moment.machine.can_stop:
        return Say(key="nobody_seen", urgency=Urgency.WARNING)
    return Say(
        key="nobody_seen_will_stop",
        urgency=Urgency.WARNING,
        values={"seconds": moment.policy.presence.countdown_s},
    )
