"""What all entities of a machine have in common."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, override

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.device_registry import DeviceInfo
from homeassistant.helpers.dispatcher import async_dispatcher_connect
from homeassistant.helpers.entity import Entity, EntityDescription
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback
from homeassistant.helpers.update_coordinator import CoordinatorEntity

from .const import DOMAIN, SIGNAL_MACHINE_ADDED
from .coordinator import MachineCoordinator
from .models import HomeGymConfigEntry


@callback
def async_add_machines(
    hass: HomeAssistant,
    entry: HomeGymConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
    create: Callable[[MachineCoordinator], Iterable[Entity]],
) -> None:
    """Add the entities of every machine, and of those that come later."""

    @callback
    def add(machine: MachineCoordinator) -> None:
        subentry_id = machine.subentry.subentry_id
        async_add_entities(create(machine), config_subentry_id=subentry_id)

    for machine in entry.runtime_data.machines.values():
        add(machine)
    signal = SIGNAL_MACHINE_ADDED.format(entry.entry_id)
    entry.async_on_unload(async_dispatcher_connect(hass, signal, add))


@dataclass(frozen=True, kw_only=True)
class ShownDescription(EntityDescription):
    """Describe what an entity shows of a machine."""

    value_fn: Callable[[MachineCoordinator], Any]
    attributes_fn: Callable[[MachineCoordinator], Mapping[str, Any] | None] = (
        lambda machine: None
    )


class MachineEntity(Entity):
    """An entity of one machine."""

    _attr_has_entity_name = True
    _attr_should_poll = False

    def __init__(
        self, coordinator: MachineCoordinator, description: EntityDescription
    ) -> None:
        """Belong to a machine, under a name that outlives a renaming."""
        subentry = coordinator.subentry
        self.coordinator = coordinator
        self.entity_description = description
        self._attr_translation_key = description.key
        self._attr_unique_id = f"{subentry.subentry_id}_{description.key}"
        self._attr_device_info = DeviceInfo(
            identifiers={(DOMAIN, subentry.subentry_id)}, name=subentry.title
        )


class ShownEntity(CoordinatorEntity[MachineCoordinator], MachineEntity):
    """An entity that shows something of a machine.

    A belt reports several times a second and each report is news to somebody. Writing
    all states each time would cost far more than the guarding itself, so an entity
    writes its state only when it shows something else than before.
    """

    entity_description: ShownDescription

    def __init__(
        self, coordinator: MachineCoordinator, description: ShownDescription
    ) -> None:
        """Take a first look."""
        MachineEntity.__init__(self, coordinator, description)
        CoordinatorEntity.__init__(self, coordinator)
        self._shown = self._look(None)

    @property
    @override
    def extra_state_attributes(self) -> Mapping[str, Any] | None:
        """Return what goes with the value."""
        return self._shown[1]

    @override
    async def async_added_to_hass(self) -> None:
        """Begin to follow the machine, from what holds by now."""
        await super().async_added_to_hass()
        self._shown = self._look(self._shown[0])

    @callback
    @override
    def _handle_coordinator_update(self) -> None:
        """Write the state if it shows something new."""
        shown = self._look(self._shown[0])
        if shown != self._shown:
            self._shown = shown
            self.async_write_ha_state()

    def _look(self, shown: Any) -> tuple[Any, Mapping[str, Any] | None]:
        """Return value and attributes, given the value that is shown so far."""
        description = self.entity_description
        return (
            description.value_fn(self.coordinator),
            description.attributes_fn(self.coordinator),
        )
