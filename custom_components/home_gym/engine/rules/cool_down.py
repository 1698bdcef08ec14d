"""Cool-down: a cap that falls to the end."""

from dataclasses import dataclass, replace
from typing import Final

from ..effects import Record, Say
from ..state import Cap
from ..verdicts import Judgement, Moment, Verdict, WakeAt
from ..words import Belt, CapSource, Event

STEP_S: Final = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class CoolDownMemory:
    """Remember the speed at which the cool-down began."""

    from_kmh: float | None = None


_NOT_YET: Final = CoolDownMemory()


def judge(moment: Moment, memory: CoolDownMemory) -> Judgement:
    """Let the cap fall from the speed walked to the cool-down's own speed."""
    session = moment.session
    cool_down = moment.policy.cool_down
    length_s = cool_down.length_s
    left_s = moment.allowance.remaining_s
    if session is None or length_s <= 0:
        return Judgement(memory=memory)
    if left_s > length_s:
        wake_at_s = moment.now.elapsed_s + left_s - length_s
        due = moment.truth.belt is Belt.MOVING
        return Judgement(
            memory=_NOT_YET,
            verdicts=(WakeAt(at_s=wake_at_s),) if due else (),
        )
    started = memory.from_kmh is None
    if started and moment.ladder is not None:
        # Whoever is being stopped has no way left to cool down on.
        return Judgement(memory=memory)
    if started:
        walking_kmh = moment.truth.speed_kmh or moment.policy.speed.max_speed_kmh
        from_kmh = max(walking_kmh, cool_down.max_speed_kmh)
        memory = replace(memory, from_kmh=from_kmh)
    cap = Cap(speed_kmh=_cap_kmh(moment, memory), source=CapSource.COOL_DOWN)
    verdicts: tuple[Verdict, ...] = (cap,)
    if moment.truth.belt is Belt.MOVING:
        verdicts = (cap, WakeAt(at_s=moment.now.elapsed_s + STEP_S))
    if not started:
        return Judgement(memory=memory, verdicts=verdicts)
    say = Say(key="cool_down_started", values={"minutes": max(0.0, left_s) / 60})
    record = Record(event=Event.COOL_DOWN_STARTED)
    return Judgement(memory=memory, verdicts=(*verdicts, record, say))


def _cap_kmh(moment: Moment, memory: CoolDownMemory) -> float:
    cool_down = moment.policy.cool_down
    from_kmh = memory.from_kmh or cool_down.max_speed_kmh
    share = min(1.0, max(0.0, moment.allowance.remaining_s / cool_down.length_s))
    falling = cool_down.max_speed_kmh + share * (from_kmh - cool_down.max_speed_kmh)
    return round(falling, 1)
