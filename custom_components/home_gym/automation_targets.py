"""What an automation looks at: one entity of Home Gym's, wherever it is targeted."""

from dataclasses import dataclass
from typing import ClassVar

from homeassistant.const import CONF_TARGET, Platform
from homeassistant.core import CoreState, HomeAssistant, callback
from homeassistant.helpers import device_registry as dr, entity_registry as er
from homeassistant.helpers.target import (
    TargetSelection,
    async_extract_referenced_entity_ids,
)
from homeassistant.helpers.typing import ConfigType

from .const import DOMAIN
from .errors import foreign_target, unknown_target


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """The entity of a machine or a person that tells what an automation asks for."""

    platform: Platform
    key: str

    def among(self, hass: HomeAssistant, entity_ids: set[str]) -> set[str]:
        """Return those of some entities that are meant."""
        registry = er.async_get(hass)
        entries = map(registry.async_get, entity_ids)
        return {entry.entity_id for entry in entries if entry and self._is(entry)}

    def _is(self, entry: er.RegistryEntry) -> bool:
        """Tell whether this is it: by the key, since people rename entities."""
        return (entry.platform, entry.domain, entry.translation_key) == (
            DOMAIN,
            self.platform,
            self.key,
        )


class OwnEntities:
    """Look at nothing but what Home Gym shows, whatever else is in an area."""

    _hass: HomeAssistant
    watched: ClassVar[Watched]

    def entity_filter(self, entities: set[str]) -> set[str]:
        """Return those of the targeted entities that are looked at."""
        return self.watched.among(self._hass, entities)


@callback
def check_target(hass: HomeAssistant, config: ConfigType, watched: Watched) -> None:
    """Raise where a target is nothing that there is, or nothing of Home Gym's.

    An area may get its treadmill later. While Home Assistant starts everything may
    still come, and an automation that waits is better than one that was given up.
    """
    if hass.state is not CoreState.running:
        return
    target = TargetSelection(config[CONF_TARGET])
    found = async_extract_referenced_entity_ids(hass, target, expand_group=False)
    for missing in (
        found.missing_devices,
        found.missing_areas,
        found.missing_floors,
        found.missing_labels,
    ):
        for name in sorted(missing):
            raise unknown_target(name)
    for entity_id in sorted(target.entity_ids):
        if not watched.among(hass, {entity_id}):
            raise foreign_target(entity_id)
    for device_id in sorted(target.device_ids):
        entries = er.async_entries_for_device(er.async_get(hass), device_id)
        if not watched.among(hass, {entry.entity_id for entry in entries}):
            raise foreign_target(_name_of(hass, device_id))


def _name_of(hass: HomeAssistant, device_id: str) -> str:
    device = dr.async_get(hass).async_get(device_id)
    names = () if device is None else (device.name_by_user, device.name)
    return next(filter(None, names), device_id)
