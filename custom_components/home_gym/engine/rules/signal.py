"""Signal: say once when the belt cannot be seen, and once when it can again."""

from dataclasses import dataclass
from typing import Final

from ..effects import Record, Say
from ..verdicts import Judgement, Moment, WakeAt
from ..words import Belt, Event, Urgency

_SEEN: Final = (Belt.MOVING, Belt.STILL)


@dataclass(frozen=True, slots=True, kw_only=True)
class SignalMemory:
    """Remember since when nothing was seen, and that it has been said."""

    lost_at_s: float | None = None
    said: bool = False


def judge(moment: Moment, memory: SignalMemory) -> Judgement:
    """Tell a walking person that nobody watches, and when that is over."""
    if moment.truth.belt in _SEEN or moment.session is None:
        if not memory.said:
            return Judgement(memory=SignalMemory())
        record = Record(event=Event.SIGNAL_BACK)
        back = (record, Say(key="signal_back"))
        return Judgement(
            memory=SignalMemory(),
            verdicts=back if moment.session is not None else (record,),
        )
    now_s = moment.now.elapsed_s
    lost_at_s = now_s if memory.lost_at_s is None else memory.lost_at_s
    memory = SignalMemory(lost_at_s=lost_at_s, said=memory.said)
    if memory.said:
        return Judgement(memory=memory)
    # The belt's truth already waited for a fresh word before it became unknown.
    conflict = moment.truth.belt is Belt.CONFLICT
    say_at_s = lost_at_s + (moment.policy.signal.stale_after_s if conflict else 0.0)
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
