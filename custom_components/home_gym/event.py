"""Everything that happens at a machine, as it happens."""

from typing import Final, override

from homeassistant.components.event import EventEntity, EventEntityDescription
from homeassistant.core import Context, HomeAssistant, callback
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback
from homeassistant.helpers.start import async_at_started

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
        """Tell of the machine once automations listen."""
        await super().async_added_to_hass()
        self.async_on_remove(async_at_started(self.hass, self._follow))

    @callback
    def _follow(self, hass: HomeAssistant) -> None:
        self.async_on_remove(self.coordinator.activity.follow(self._tell))

    @callback
    def _tell(self, record: Record, context: Context | None) -> None:
        """Show a record, and who gave the command that led to it."""
        if context is not None:
            self.async_set_context(context)
        self._trigger_event(record.event.value, plain(record.values))
        self.async_write_ha_state()
