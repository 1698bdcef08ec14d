"""Leave no trace of a person who is gone in what Home Assistant has recorded."""

from collections.abc import Collection, Iterator
from datetime import datetime
from typing import Final

from homeassistant.const import ATTR_ENTITY_ID, Platform
from homeassistant.core import HassJob, HomeAssistant, callback
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.event import async_call_later
from homeassistant.helpers.recorder import get_instance

from ..const import DOMAIN, WALKER

_RECORDER: Final = "recorder"
_PURGE: Final = "purge_entities"
# Entities go one after the other, and the recorder writes once a second or so.
_SETTLED_S: Final = 10.0


@callback
def async_purge_soon(hass: HomeAssistant, gone: Collection[str]) -> None:
    """Purge what was recorded of people, once their last states are written too."""

    async def purge(now: datetime) -> None:
        await async_purge(hass, gone)

    name = f"{DOMAIN} purge"
    async_call_later(hass, _SETTLED_S, HassJob(purge, name, cancel_on_shutdown=True))


async def async_purge(hass: HomeAssistant, gone: Collection[str]) -> None:
    """Purge the states and statistics of people, and of what has shown their names."""
    if _RECORDER not in hass.config.components:
        return
    own = [*_entities_of(hass, gone)]
    shown = [*own, *_choices(hass)]
    if shown:
        data = {ATTR_ENTITY_ID: shown}
        await hass.services.async_call(_RECORDER, _PURGE, data, blocking=True)
    if own:
        get_instance(hass).async_clear_statistics(own)


def _entities_of(hass: HomeAssistant, people: Collection[str]) -> Iterator[str]:
    """Yield what the entities of people were called; the registry still knows."""
    for entity in er.async_get(hass).deleted_entities.values():
        if entity.platform == DOMAIN and entity.unique_id.startswith(tuple(people)):
            yield entity.entity_id


def _choices(hass: HomeAssistant) -> Iterator[str]:
    """Yield the entities by which people are chosen, and that show their names."""
    for entity in er.async_get(hass).entities.values():
        if (
            entity.platform == DOMAIN
            and entity.domain == Platform.SELECT
            and entity.unique_id.endswith(f"_{WALKER}")
        ):
            yield entity.entity_id
