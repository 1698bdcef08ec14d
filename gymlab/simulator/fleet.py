"""Build any number of machines that do not get in each other's way."""

from collections.abc import Iterable
from dataclasses import replace
from random import Random

from .deeds import Deed, Story
from .faults import Fault
from .machine import Machine, MachineSettings
from .stories import random_story

RANDOM_STORY_S = 1800.0


def build_fleet(
    count: int,
    *,
    seed: int = 0,
    story: Story | None = (),
    faults: Iterable[Fault] = (),
    settings: MachineSettings = MachineSettings(),
) -> dict[str, Machine]:
    """Return machines by name; a story of None gives each a random one.

    The first machine is `treadmill` and has the topics of the settings, further
    ones get a number.
    """
    random = Random(seed)
    machines = {}
    for number in range(1, count + 1):
        suffix = "" if number == 1 else f"_{number}"
        steps = random_story(random, RANDOM_STORY_S) if story is None else story
        machine = Machine(_numbered(settings, suffix), random, story=steps)
        for fault in faults:
            machine.perform(Deed(fault=fault))
        machines[f"treadmill{suffix}"] = machine
    return machines


def _numbered(settings: MachineSettings, suffix: str) -> MachineSettings:
    bridge = settings.bridge and replace(
        settings.bridge, device_id=f"{settings.bridge.device_id}{suffix}"
    )
    plug_voice = settings.plug_voice.numbered(suffix)
    return replace(settings, bridge=bridge, plug_voice=plug_voice)
