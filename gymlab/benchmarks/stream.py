"""Record what a real walk says, from the simulator, to be played as often as wanted."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import Final

from gymlab.simulator.deeds import Action, Deed, Step, Story
from gymlab.simulator.machine import Machine, MachineSettings
from gymlab.simulator.voices.qz_session import VALUES, QzSettings

DEVICE: Final = "recorded"
BASE: Final = f"QZ/{DEVICE}/"
# Within what every preset but the desk walker's allows, its warm-up included.
SPEED_KMH: Final = 3.0
# By then the belt has its speed, and every topic has spoken.
SETTLED_S: Final = 60.0
WALK: Final[Story] = (
    Step(at_s=1.0, deed=Deed(action=Action.STEP_ON)),
    Step(at_s=2.0, deed=Deed(action=Action.START)),
    Step(at_s=8.0, deed=Deed(action=Action.SET_SPEED, speed_kmh=SPEED_KMH)),
)
# All that QZ says of a treadmill, below its base topic.
TOPICS: Final = VALUES


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One message of a recording; its topic is below the device's base."""

    at_s: float
    topic: str
    payload: str


def record(seconds: float, *, seed: int = 1) -> tuple[Line, ...]:
    """Return what QZ says of a walk of a length, from the moment that it connects."""
    settings = MachineSettings(bridge=QzSettings(device_id=DEVICE), plug=None)
    machine = Machine(settings, Random(seed), story=WALK)
    messages = machine.connect() + machine.advance_to(seconds)
    return tuple(
        Line(
            at_s=message.at_s,
            topic=message.topic.removeprefix(BASE),
            payload=message.payload,
        )
        for message in messages
    )


def settled(lines: Sequence[Line], seconds: float) -> tuple[Line, ...]:
    """Return a stretch of steady walking, its times counted from its own beginning."""
    return tuple(
        Line(at_s=line.at_s - SETTLED_S, topic=line.topic, payload=line.payload)
        for line in lines
        if SETTLED_S < line.at_s <= SETTLED_S + seconds
    )
