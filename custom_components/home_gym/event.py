"""Everything that happens at a machine, as it happens."""

from typing import Final, override

from homeassistant.components.event import EventEntity, EventEntityDescription
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.dispatcher import async_dispatcher_connect
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .const import SIGNAL_EVENT
from .engine.codec import plain
from .engine.effects import Record
from .engine.words import Event
from .entity import MachineEntity, async_add_machines
from .models import HomeGymConfigEntry

PARALLEL_UPDATES = 0  # There is no I/O in the entity itself.

ACTIVITY: Final = EventEntityDescription(
    key="activity", event_types=[event.value for event in Event]
)


async def async_setup_entry(
    hass: HomeAssistant,
    entry: HomeGymConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the event entity of every machine."""
    async_add_machines(
        hass, entry, async_add_entities, lambda machine: [GymEvent(machine, ACTIVITY)]
    )


class GymEvent(MachineEntity, EventEntity):
    """Tell every transition that the engine records; health only as bands."""

    @override
    async def async_added_to_hass(self) -> None:
        """Begin to listen to the machine."""
        await super().async_added_to_hass()
        signal = SIGNAL_EVENT.format(self.coordinator.subentry.subentry_id)
        self.async_on_remove(
            async_dispatcher_connect(self.hass, signal, self._on_record)
        )

    @callback
    def _on_record(self, record: Record) -> None:
        """Show a record, and who gave the command that led to it."""
        if (context := self.coordinator.context) is not None:
            self.async_set_context(context)
        self._trigger_event(record.event.value, plain(record.values))
        self.async_write_ha_state()
