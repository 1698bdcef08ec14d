"""Record what a real walk says, from the simulator, to be played as often as wanted."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import Final

from gymlab.simulator.deeds import Action, Deed, Step, Story
from gymlab.simulator.machine import Machine, MachineSettings
from gymlab.simulator.plug import PlugSettings
from gymlab.simulator.voices.qz_session import VALUES, QzSettings
from gymlab.simulator.voices.tasmota_settings import TasmotaSettings

DEVICE: Final = "recorded"
BASE: Final = f"QZ/{DEVICE}"
# All that QZ says of a treadmill, below its base topic.
TOPICS: Final = VALUES
SPEED_TOPIC: Final = "workout/speed/current"
# Within what every preset but the desk walker's allows, its warm-up included.
SPEED_KMH: Final = 3.0
# By then the belt has its speed, and every topic has spoken.
SETTLED_S: Final = 60.0
# What owners are told to set their plug to; Tasmota's own 300 s are slow.
TELE_PERIOD_S: Final = 10
REPORT_S: Final = 0.5
WALK: Final[Story] = (
    Step(at_s=0.0, deed=Deed(action=Action.PLUG_ON)),
    Step(at_s=7.0, deed=Deed(action=Action.STEP_ON)),
    Step(at_s=8.0, deed=Deed(action=Action.START)),
    Step(at_s=14.0, deed=Deed(action=Action.SET_SPEED, speed_kmh=SPEED_KMH)),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One message of a recording."""

    at_s: float
    topic: str
    payload: str


def record(seconds: float, *, seed: int = 1) -> tuple[Line, ...]:
    """Return what QZ and a Tasmota plug say of a walk of a length."""
    settings = MachineSettings(
        bridge=QzSettings(device_id=DEVICE),
        plug=PlugSettings(),
        plug_voice=TasmotaSettings(topic=DEVICE, tele_period_s=TELE_PERIOD_S),
    )
    machine = Machine(settings, Random(seed), story=WALK)
    messages = machine.connect() + machine.advance_to(seconds)
    return tuple(
        Line(at_s=message.at_s, topic=message.topic, payload=message.payload)
        for message in messages
    )


def steady(seconds: float) -> tuple[Line, ...]:
    """Return a stretch of steady walking, its times counted from its own beginning."""
    return settled(record(SETTLED_S + seconds))


def snapshot() -> tuple[Line, ...]:
    """Return what was last said on each topic before a steady stretch.

    QZ says it all when it connects, and then only what changes.
    """
    return tuple({line.topic: line for line in record(SETTLED_S)}.values())


def settled(lines: Iterable[Line]) -> tuple[Line, ...]:
    """Return what comes after the beginning of a walk."""
    return tuple(
        replace(line, at_s=line.at_s - SETTLED_S)
        for line in lines
        if line.at_s > SETTLED_S
    )


def four_topics(seconds: float) -> tuple[Line, ...]:
    """Return a walk that tells four topics with each report, changed or not."""
    lines: list[Line] = []
    for number in range(1, int(seconds / REPORT_S) + 1):
        at_s = number * REPORT_S
        whole_s = int(at_s)
        told = {
            SPEED_TOPIC: f"{SPEED_KMH:.2f}",
            "workout/distance": f"{SPEED_KMH / 3600 * at_s:.4f}",
            "workout/elapsed/total_seconds": str(whole_s),
            "workout/moving/seconds": str(whole_s % 60),
        }
        if at_s % 60 == 0 or number == 1:
            told["workout/moving/minutes"] = str(whole_s // 60)
        lines += [
            Line(at_s=at_s, topic=f"{BASE}/{topic}", payload=payload)
            for topic, payload in told.items()
        ]
    return tuple(lines)


def messages_per_s(lines: Sequence[Line]) -> float:
    """Return how many messages a recording has in each second."""
    return len(lines) / lines[-1].at_s


def renamed(topic: str, device: str) -> str:
    """Return the topic on which another device says the same."""
    return topic.replace(f"/{DEVICE}/", f"/{device}/")
