"""Everything that takes one press: stop, breaks, the end, pain, the release."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, override

from homeassistant.components.button import ButtonEntity, ButtonEntityDescription
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .coordinator import MachineCoordinator
from .engine.observations import (
    AcknowledgeAlarm,
    Command,
    EndSession,
    Release,
    ReportPain,
    SkipBreak,
    SnoozeBreak,
    Stop,
    TakeBackPain,
    TakeBreak,
)
from .engine.rules.pain import cautious_level
from .entity import MachineEntity, async_add_machines
from .models import HomeGymConfigEntry
from .people.taps import async_command

PARALLEL_UPDATES = 0  # A press is carried out at once: nothing may queue before a stop.

WORST_PAIN: Final = 10


@dataclass(frozen=True, kw_only=True)
class GymButtonDescription(ButtonEntityDescription):
    """Describe a button."""

    command_fn: Callable[[MachineCoordinator], Command]


async def async_setup_entry(
    hass: HomeAssistant,
    entry: HomeGymConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the buttons of every machine."""
    async_add_machines(
        hass,
        entry,
        async_add_entities,
        lambda machine: [GymButton(machine, description) for description in BUTTONS],
    )


class GymButton(MachineEntity, ButtonEntity):
    """Tell a machine something with one press."""

    entity_description: GymButtonDescription

    @override
    async def async_press(self) -> None:
        """Tell the machine."""
        command = self.entity_description.command_fn(self.coordinator)
        async_command(self.coordinator, command, self._context)
        await self.coordinator.async_told()


def a_bit_of_pain(machine: MachineCoordinator) -> ReportPain:
    """Return the report that means caution, whatever the policy and the baseline."""
    session = machine.state.session
    baseline = None if session is None else session.baseline
    return ReportPain(level=cautious_level(machine.policy.pain, baseline))


BUTTONS: Final = (
    GymButtonDescription(key="stop", command_fn=lambda machine: Stop()),
    GymButtonDescription(key="take_break", command_fn=lambda machine: TakeBreak()),
    GymButtonDescription(key="snooze_break", command_fn=lambda machine: SnoozeBreak()),
    GymButtonDescription(key="skip_break", command_fn=lambda machine: SkipBreak()),
    GymButtonDescription(key="end_session", command_fn=lambda machine: EndSession()),
    # A lock after a red flag also wants a statement, which one press does not make:
    # for that there is the action.
    GymButtonDescription(key="release", command_fn=lambda machine: Release()),
    GymButtonDescription(key="pain_a_bit", command_fn=a_bit_of_pain),
    # Without a number a report means stop.
    GymButtonDescription(key="pain_hurts", command_fn=lambda machine: ReportPain()),
    # Whoever presses it has no time to name a symptom. The worst number is an
    # emergency under every policy, and claims nothing that was not said.
    GymButtonDescription(
        key="pain_emergency",
        command_fn=lambda machine: ReportPain(level=WORST_PAIN),
    ),
    GymButtonDescription(
        key="take_back_pain", command_fn=lambda machine: TakeBackPain()
    ),
    GymButtonDescription(
        key="acknowledge_alarm", command_fn=lambda machine: AcknowledgeAlarm()
    ),
)
