"""Signal: say once when the belt cannot be seen, and once when it can again."""

from dataclasses import dataclass
from typing import Final

from ..effects import Record, Say
from ..evidence import motion_seen_at_s
from ..verdicts import Judgement, Moment, WakeAt
from ..words import Belt, Event, Urgency

_SEEN: Final = (Belt.MOVING, Belt.STILL)


@dataclass(frozen=True, slots=True, kw_only=True)
class SignalMemory:
    """Remember since when nothing was seen, and that it has been said."""

    lost_at_s: float | None = None
    said: bool = False


_NOTHING_LOST: Final = SignalMemory()


def judge(moment: Moment, memory: SignalMemory) -> Judgement:
    """Tell a walking person that nobody watches, and when that is over."""
    if moment.truth.belt in _SEEN or moment.session is None:
        if not memory.said:
            return Judgement(memory=_NOTHING_LOST)
        record = Record(event=Event.SIGNAL_BACK)
        back = (record, Say(key="signal_back"))
        return Judgement(
            memory=_NOTHING_LOST,
            verdicts=back if moment.session is not None else (record,),
        )
    now_s = moment.now.elapsed_s
    lost_at_s = now_s if memory.lost_at_s is None else memory.lost_at_s
    memory = SignalMemory(lost_at_s=lost_at_s, said=memory.said)
    if memory.said:
        return Judgement(memory=memory)
    # The belt's truth already waited for a fresh word before it became unknown, but
    # for where all that was known had to be forgotten at once.
    conflict = moment.truth.belt is Belt.CONFLICT
    waited = not conflict and motion_seen_at_s(moment.evidence) is not None
    say_at_s = lost_at_s + (0.0 if waited else moment.policy.signal.stale_after_s)
    if now_s < say_at_s:
        return Judgement(memory=memory, verdicts=(WakeAt(at_s=say_at_s),))
    key = "signal_conflict" if conflict else "signal_lost"
    return Judgement(
        memory=SignalMemory(lost_at_s=lost_at_s, said=True),
        verdicts=(
            Record(event=Event.SIGNAL_LOST, values={"belt": moment.truth.belt}),
            Say(key=key, urgency=Urgency.WARNING),
        ),
    )
