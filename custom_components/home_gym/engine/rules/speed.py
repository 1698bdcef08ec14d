"""Speed: a ceiling, a slow start, and no sudden jumps."""

from dataclasses import dataclass, replace
from typing import Final

from ..effects import Record, Say
from ..evidence import speeds_since
from ..state import Cap
from ..verdicts import Judgement, Moment, Verdict
from ..words import Belt, CapSource, Event, Urgency

# The first seconds of a walk, in which a belt should be slow (evidence.md, a6: above
# 1.6 km/h in the first 5 s is announced).
START_S: Final = 5.0
START_ANNOUNCE_KMH: Final = 1.6
# A jump is judged over this window, so that one press of a console button is none.
JUMP_WINDOW_S: Final = 5.0
JUMP_AGAIN_S: Final = 30.0
# Who was told of a fast start so lately knows what a jump would be told for.
SAME_HURRY_S: Final = 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeedMemory:
    """Remember what has been said already."""

    start_said_at_s: float | None = None
    jump_said_at_s: float | None = None


def judge(moment: Moment, memory: SpeedMemory) -> Judgement:
    """Cap the speed at the machine's or the policy's ceiling; notice jumps upward."""
    session = moment.session
    if session is None:
        return Judgement(memory=memory)
    verdicts: list[Verdict] = [ceiling(moment)]
    speed_kmh = moment.truth.speed_kmh
    # Who is being stopped already needs no advice on speed.
    if moment.ladder is not None:
        return Judgement(memory=memory, verdicts=tuple(verdicts))
    if moment.truth.belt is Belt.MOVING and speed_kmh is not None:
        if session.moving_s <= START_S:
            memory = _start(moment, memory, speed_kmh, verdicts)
        else:
            memory = _jump(moment, memory, speed_kmh, verdicts)
    return Judgement(memory=memory, verdicts=tuple(verdicts))


def ceiling(moment: Moment) -> Cap:
    """Return the smaller of the machine's and the person's highest speed."""
    machine_kmh = moment.machine.maximum_speed_kmh
    policy_kmh = moment.policy.speed.max_speed_kmh
    if machine_kmh < policy_kmh:
        return Cap(speed_kmh=machine_kmh, source=CapSource.MACHINE)
    return Cap(speed_kmh=policy_kmh, source=moment.policy.ceiling_source)


def _start(
    moment: Moment, memory: SpeedMemory, speed_kmh: float, verdicts: list[Verdict]
) -> SpeedMemory:
    limit_kmh = max(
        moment.policy.speed.start_max_speed_kmh,
        START_ANNOUNCE_KMH,
        moment.machine.minimum_speed_kmh,
    )
    session, heard_since_s = moment.session, moment.evidence.heard_since_s
    watched = session is not None and heard_since_s <= session.started_s
    said = memory.start_said_at_s is not None
    if said or not watched or speed_kmh <= limit_kmh:
        return memory
    verdicts.append(Record(event=Event.FAST_START))
    verdicts.append(Say(key="fast_start", urgency=Urgency.WARNING))
    return replace(memory, start_said_at_s=moment.now.elapsed_s)


def _jump(
    moment: Moment, memory: SpeedMemory, speed_kmh: float, verdicts: list[Verdict]
) -> SpeedMemory:
    now_s = moment.now.elapsed_s
    recent = moment.evidence.recent_speeds
    if not recent or recent[-1][0] < now_s:
        # A belt jumps when its speed changes, not because time goes by.
        return memory
    said_at_s = memory.jump_said_at_s
    if said_at_s is not None and now_s < said_at_s + JUMP_AGAIN_S:
        return memory
    session = moment.session
    first_s = now_s - JUMP_WINDOW_S
    if session is not None:
        first_s = max(first_s, session.started_s + START_S)
    before = speeds_since(moment.evidence, first_s)
    # A belt that comes out of a break starts, it does not jump.
    if not before or min(before) <= 0:
        return memory
    limit_kmh = moment.policy.speed.up_kmh_per_s * JUMP_WINDOW_S
    if speed_kmh - before[0] <= limit_kmh:
        return memory
    verdicts.append(Record(event=Event.SPEED_JUMP))
    start_s = memory.start_said_at_s
    if start_s is None or now_s > start_s + SAME_HURRY_S:
        verdicts.append(Say(key="speed_jump", urgency=Urgency.WARNING))
    return replace(memory, jump_said_at_s=now_s)
