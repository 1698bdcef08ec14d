"""Warm-up: hold the speed down until enough minutes were walked."""

from dataclasses import dataclass, replace

from ..effects import Record, Say
from ..state import Cap
from ..verdicts import Judgement, Moment, Verdict, WakeAt
from ..words import Belt, CapSource, Event


@dataclass(frozen=True, slots=True, kw_only=True)
class WarmUpMemory:
    """Remember whether a warm-up runs, and that one was done."""

    running: bool = False
    done: bool = False


def judge(moment: Moment, memory: WarmUpMemory) -> Judgement:
    """Cap the speed until the warm-up's moving time is reached."""
    session = moment.session
    warm_up = moment.policy.warm_up
    if session is None or warm_up.length_s <= 0:
        return Judgement(memory=memory)
    left_s = warm_up.length_s - session.warm_s
    cap = Cap(speed_kmh=warm_up.max_speed_kmh, source=CapSource.WARM_UP)
    if left_s > 0:
        verdicts: list[Verdict] = [cap]
        if moment.truth.belt is Belt.MOVING:
            verdicts.append(WakeAt(at_s=moment.now.elapsed_s + left_s))
        if not memory.running:
            values = {"minutes": left_s / 60, "speed_kmh": warm_up.max_speed_kmh}
            verdicts.append(Record(event=Event.WARM_UP_STARTED))
            verdicts.append(Say(key="warm_up_started", values={**values}))
            memory = replace(memory, running=True, done=False)
        return Judgement(memory=memory, verdicts=tuple(verdicts))
    short = is_short(moment)
    if memory.running:
        memory = replace(memory, running=False, done=True)
        said: tuple[Verdict, ...] = () if short else (Say(key="warm_up_done"),)
        done = (Record(event=Event.WARM_UP_DONE), *said)
        return Judgement(memory=memory, verdicts=(*done, cap) if short else done)
    return Judgement(memory=memory, verdicts=(cap,) if short else ())


def is_short(moment: Moment) -> bool:
    """Tell whether the whole session has to be walked at warm-up speed."""
    ends_s = moment.policy.warm_up.length_s + moment.policy.cool_down.length_s
    return moment.allowance.total_s < ends_s + moment.policy.warm_up.room_s
