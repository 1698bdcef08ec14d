"""Supervision: on unless somebody suspends it for a while."""

from dataclasses import dataclass
from typing import Any, Final, override

from homeassistant.components.switch import SwitchEntity, SwitchEntityDescription
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .engine.observations import Resume, Suspend
from .entity import ShownDescription, ShownEntity
from .models import HomeGymConfigEntry

PARALLEL_UPDATES = 0  # There is no I/O in the entity itself.

# A switch cannot ask for how long, so it is a while, and never for good.
SUSPEND_S: Final = 900.0


@dataclass(frozen=True, kw_only=True)
class GymSwitchDescription(SwitchEntityDescription, ShownDescription):
    """Describe a switch."""


SUPERVISION: Final = GymSwitchDescription(
    key="supervision",
    value_fn=lambda machine: not machine.data.suspended,
)


async def async_setup_entry(
    hass: HomeAssistant,
    entry: HomeGymConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the switch of every machine."""
    for subentry_id, coordinator in entry.runtime_data.machines.items():
        async_add_entities(
            [SupervisionSwitch(coordinator, SUPERVISION)],
            config_subentry_id=subentry_id,
        )


class SupervisionSwitch(ShownEntity, SwitchEntity):
    """Suspend supervision for a while; it comes back by itself."""

    entity_description: GymSwitchDescription

    @property
    @override
    def is_on(self) -> bool:
        """Return whether the machine is supervised."""
        on: bool = self._shown[0]
        return on

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
