"""What all entities of a person have in common."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, override

from homeassistant.const import MATCH_ALL
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.device_registry import DeviceEntryType, DeviceInfo
from homeassistant.helpers.dispatcher import async_dispatcher_connect
from homeassistant.helpers.entity import Entity, EntityDescription
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback
from homeassistant.helpers.update_coordinator import CoordinatorEntity

from ..const import DOMAIN, SIGNAL_PERSON_ADDED
from ..models import HomeGymConfigEntry
from .coordinator import PersonCoordinator


@callback
def async_add_people(
    hass: HomeAssistant,
    entry: HomeGymConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
    create: Callable[[PersonCoordinator], Iterable[Entity]],
) -> None:
    """Add the entities of every person, and of those that come later."""

    @callback
    def add(person: PersonCoordinator) -> None:
        async_add_entities(create(person), config_subentry_id=person.person.id)

    for person in entry.runtime_data.people.people.values():
        add(person)
    signal = SIGNAL_PERSON_ADDED.format(entry.entry_id)
    entry.async_on_unload(async_dispatcher_connect(hass, signal, add))


@dataclass(frozen=True, kw_only=True)
class PersonDescription(EntityDescription):
    """Describe what an entity shows of a person."""

    value_fn: Callable[[PersonCoordinator], Any]
    attributes_fn: Callable[[PersonCoordinator], Mapping[str, Any] | None] = (
        lambda person: None
    )


class PersonEntity(CoordinatorEntity[PersonCoordinator]):
    """An entity of one person; its key is one that no machine's entity has."""

    entity_description: PersonDescription
    _attr_has_entity_name = True
    # How somebody is doing is theirs: it is shown, and no database keeps it for later.
    _unrecorded_attributes = frozenset({MATCH_ALL})

    def __init__(
        self, coordinator: PersonCoordinator, description: PersonDescription
    ) -> None:
        """Belong to a person, under a name that outlives a renaming."""
        super().__init__(coordinator)
        person = coordinator.person
        self.entity_description = description
        self._attr_translation_key = description.key
        self._attr_unique_id = f"{person.id}_{description.key}"
        self._attr_device_info = DeviceInfo(
            identifiers={(DOMAIN, person.id)},
            name=person.name,
            entry_type=DeviceEntryType.SERVICE,
        )

    @property
    @override
    def extra_state_attributes(self) -> Mapping[str, Any] | None:
        """Return what goes with the value."""
        return self.entity_description.attributes_fn(self.coordinator)

    @property
    def _value(self) -> Any:
        return self.entity_description.value_fn(self.coordinator)
