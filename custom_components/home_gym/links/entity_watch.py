"""Follow the entities of machines that are renamed, and miss those that are gone."""

from collections.abc import Mapping
from typing import Any

from homeassistant.config_entries import ConfigEntry, ConfigSubentry
from homeassistant.core import (
    CALLBACK_TYPE,
    Event,
    EventStateChangedData,
    HomeAssistant,
    callback,
)
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.event import async_track_state_change_event
from homeassistant.helpers.start import async_at_started

from ..const import CONF_ENTITIES, CONF_SPEAK, SUBENTRY_MACHINE
from ..devices import entities_of, machine_identity
from ..issues import ENTITY_GONE, async_clear_issue, async_raise_issue


class EntityWatch:
    """Keep what machines are made of in step with what Home Assistant calls it."""

    def __init__(self, hass: HomeAssistant, entry: ConfigEntry[Any]) -> None:
        """Begin to follow; until Home Assistant is up nobody is missed."""
        self._hass = hass
        self._entry = entry
        self._up = False
        self._stop_tracking: CALLBACK_TYPE | None = None
        for end in (
            hass.bus.async_listen(er.EVENT_ENTITY_REGISTRY_UPDATED, self._on_registry),
            async_at_started(hass, self._on_started),
            entry.add_update_listener(self._async_follow),
            self._stop,
        ):
            entry.async_on_unload(end)

    @callback
    def _stop(self) -> None:
        if self._stop_tracking is not None:
            self._stop_tracking()
            self._stop_tracking = None

    @callback
    def _on_started(self, _hass: HomeAssistant) -> None:
        self._up = True
        self._look()

    async def _async_follow(
        self, _hass: HomeAssistant, _entry: ConfigEntry[Any]
    ) -> None:
        """Look at what the machines are made of now."""
        if self._up:
            self._look()

    @callback
    def _on_registry(self, event: Event[er.EventEntityRegistryUpdatedData]) -> None:
        data = event.data
        if data["action"] == "update" and (old := data.get("old_entity_id")):
            for machine in self._machines():
                self._rename(machine, old, data["entity_id"])
        if self._up and data["entity_id"] in self._watched():
            self._look()

    @callback
    def _on_state(self, event: Event[EventStateChangedData]) -> None:
        if None in (event.data["old_state"], event.data["new_state"]):
            self._look()

    def _look(self) -> None:
        """Say which machines miss an entity, and look again when one comes or goes."""
        self._stop()
        self._stop_tracking = async_track_state_change_event(
            self._hass, self._watched(), self._on_state
        )
        registry = er.async_get(self._hass)
        for machine in self._machines():
            gone = [
                entity_id
                for entity_id in entities_of(machine.data).values()
                if self._hass.states.get(entity_id) is None
                and _is_no_more(registry.async_get(entity_id))
            ]
            if gone:
                told = ", ".join(gone)
                async_raise_issue(
                    self._hass, self._entry, machine, ENTITY_GONE, entities=told
                )
            else:
                async_clear_issue(self._hass, machine, ENTITY_GONE)

    def _rename(self, machine: ConfigSubentry, old: str, new: str) -> None:
        data = {
            key: _renamed(value, old, new)
            if key in (CONF_ENTITIES, CONF_SPEAK)
            else value
            for key, value in machine.data.items()
        }
        if data != machine.data:
            self._hass.config_entries.async_update_subentry(
                self._entry, machine, data=data, unique_id=machine_identity(data)
            )

    def _machines(self) -> list[ConfigSubentry]:
        return [
            each
            for each in self._entry.subentries.values()
            if each.subentry_type == SUBENTRY_MACHINE
        ]

    def _watched(self) -> set[str]:
        return {
            entity_id
            for machine in self._machines()
            for entity_id in entities_of(machine.data).values()
        }


def _is_no_more(known: er.RegistryEntry | None) -> bool:
    return known is None or known.disabled


def _renamed(value: Any, old: str, new: str) -> Any:
    """Return what names an entity by its new name, in whatever it is kept."""
    if isinstance(value, Mapping):
        return {key: _renamed(each, old, new) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_renamed(each, old, new) for each in value]
    return new if value == old else value
