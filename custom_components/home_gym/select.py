"""Who walks on a machine."""

from dataclasses import dataclass
from typing import Final, override

from homeassistant.components.select import SelectEntity, SelectEntityDescription
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .const import WALKER
from .coordinator import MachineCoordinator
from .engine.observations import SelectPerson
from .engine.words import GUEST
from .entity import ShownDescription, ShownEntity, async_add_machines
from .models import HomeGymConfigEntry
from .people.people import people_of
from .people.taps import async_command

PARALLEL_UPDATES = 0  # There is no I/O in the entity itself.


@dataclass(frozen=True, kw_only=True)
class GymSelectDescription(SelectEntityDescription, ShownDescription):
    """Describe a choice."""


def _names(machine: MachineCoordinator) -> dict[str, str]:
    """Return what everybody is called, by id; a guest's name is translated."""
    people = people_of(machine.config_entry).values()
    return {GUEST: GUEST, **{person.id: person.name for person in people}}


DESCRIPTION: Final = GymSelectDescription(
    key=WALKER,
    value_fn=lambda machine: (
        _names(machine).get(machine.data.person_id, GUEST),
        list(_names(machine).values()),
    ),
)


async def async_setup_entry(
    hass: HomeAssistant,
    entry: HomeGymConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the choice of every machine."""
    async_add_machines(
        hass,
        entry,
        async_add_entities,
        lambda machine: [WalkerSelect(machine, DESCRIPTION)],
    )


class WalkerSelect(ShownEntity, SelectEntity):
    """Say who walks; a guest where nobody does."""

    entity_description: GymSelectDescription

    @property
    @override
    def current_option(self) -> str:
        """Return who is chosen."""
        name: str = self._shown[0][0]
        return name

    @property
    @override
    def options(self) -> list[str]:
        """Return who can be chosen."""
        names: list[str] = self._shown[0][1]
        return names

    @override
    async def async_select_option(self, option: str) -> None:
        """Choose who walks."""
        ids = {name: person_id for person_id, name in _names(self.coordinator).items()}
        command = SelectPerson(person_id=ids[option])
        async_command(self.coordinator, command, self._context)
        await self.coordinator.async_told()
