"""Supervision, and standing beside the belt: both for a while, neither for good."""

from dataclasses import dataclass
from typing import Any, Final, override

from homeassistant.components.switch import SwitchEntity, SwitchEntityDescription
from homeassistant.const import EntityCategory, Platform
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.dispatcher import async_dispatcher_connect
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .const import DOMAIN, SIGNAL_MACHINE_CHANGED
from .coordinator import MachineCoordinator
from .engine.observations import Resume, StandBeside, Suspend
from .engine.rules.presence import PresenceMemory
from .engine.words import RuleKey
from .entity import ShownDescription, ShownEntity, async_add_machines
from .models import HomeGymConfigEntry

PARALLEL_UPDATES = 0  # There is no I/O in the entity itself.

# A switch cannot ask for how long, so it is a while, and never for good.
SUSPEND_S: Final = 900.0


@dataclass(frozen=True, kw_only=True)
class GymSwitchDescription(SwitchEntityDescription, ShownDescription):
    """Describe a switch."""


def _is_beside(machine: MachineCoordinator) -> bool:
    memory = machine.state.memories.get(RuleKey.PRESENCE)
    return isinstance(memory, PresenceMemory) and memory.beside


# A setting is not offered to voice assistants and language models: whoever loosens what
# guards them is to do so by hand.
SUPERVISION: Final = GymSwitchDescription(
    key="supervision",
    entity_category=EntityCategory.CONFIG,
    value_fn=lambda machine: not machine.data.suspended,
)
BESIDE: Final = GymSwitchDescription(
    key="beside",
    entity_category=EntityCategory.CONFIG,
    value_fn=_is_beside,
)


async def async_setup_entry(
    hass: HomeAssistant,
    entry: HomeGymConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the switches of every machine."""
    known: dict[str, MachineCoordinator] = {}

    @callback
    def change(machine: MachineCoordinator) -> None:
        """Have a switch for standing beside while there is something to stand off."""
        subentry_id = machine.subentry.subentry_id
        if not machine.machine.senses_presence:
            known.pop(subentry_id, None)
            _forget_beside(hass, subentry_id)
        elif known.get(subentry_id) is not machine:
            known[subentry_id] = machine
            switch = BesideSwitch(machine, BESIDE)
            async_add_entities([switch], config_subentry_id=subentry_id)

    def create(machine: MachineCoordinator) -> list[SwitchEntity]:
        change(machine)
        return [SupervisionSwitch(machine, SUPERVISION)]

    async_add_machines(hass, entry, async_add_entities, create)
    signal = SIGNAL_MACHINE_CHANGED.format(entry.entry_id)
    entry.async_on_unload(async_dispatcher_connect(hass, signal, change))


@callback
def _forget_beside(hass: HomeAssistant, subentry_id: str) -> None:
    """Leave no switch behind that tells nobody anything."""
    registry = er.async_get(hass)
    unique_id = f"{subentry_id}_{BESIDE.key}"
    entity_id = registry.async_get_entity_id(Platform.SWITCH, DOMAIN, unique_id)
    if entity_id is not None:
        registry.async_remove(entity_id)


class GymSwitch(ShownEntity, SwitchEntity):
    """A switch that shows what it is about."""

    entity_description: GymSwitchDescription

    @property
    @override
    def is_on(self) -> bool:
        """Return whether it holds."""
        on: bool = self._shown[0]
        return on


class SupervisionSwitch(GymSwitch):
    """Suspend supervision for a while; it comes back by itself."""

    @override
    async def async_turn_on(self, **kwargs: Any) -> None:
        """Resume supervision before its time."""
        self.coordinator.async_observe(Resume(), self._context)
        await self.coordinator.async_told()

    @override
    async def async_turn_off(self, **kwargs: Any) -> None:
        """Suspend supervision for a while."""
        self.coordinator.async_observe(Suspend(for_s=SUSPEND_S), self._context)
        await self.coordinator.async_told()


class BesideSwitch(GymSwitch):
    """Tell that nobody on the belt is meant so, until the session ends."""

    @override
    async def async_turn_on(self, **kwargs: Any) -> None:
        """Stand beside the belt."""
        await self._async_tell(StandBeside(on=True))

    @override
    async def async_turn_off(self, **kwargs: Any) -> None:
        """Be on the belt again."""
        await self._async_tell(StandBeside(on=False))

    async def _async_tell(self, observation: StandBeside) -> None:
        self.coordinator.async_observe(observation, self._context)
        await self.coordinator.async_told()
        # Nothing else that is shown has changed, so nobody else pushes.
        self._handle_coordinator_update()
