"""Turn a loudspeaker up for urgent words, and back down whatever comes of them."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Final

from homeassistant.const import ATTR_ENTITY_ID
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError

from ..const import DOMAIN

VOLUME_LEVEL: Final = "volume_level"
# Words are worth more than loud words: a loudspeaker that hangs is not waited for.
_TURN_TIMEOUT_S: Final = 1.0
_BACK_TIMEOUT_S: Final = 10.0
# Loudspeakers count in steps of their own.
_SAME: Final = 0.02


@asynccontextmanager
async def louder(
    hass: HomeAssistant, entity_id: str, level: float | None
) -> AsyncIterator[None]:
    """Keep a loudspeaker at a level, unless it is as loud already or none is given."""
    before = _level(hass, entity_id)
    if level is None or before is None or before >= level:
        yield
        return
    await _async_turn(hass, entity_id, level, _TURN_TIMEOUT_S)
    try:
        yield
    finally:
        # On its own, so that nothing that ends the words leaves the house loud.
        hass.async_create_background_task(
            _async_turn_back(hass, entity_id, level, before),
            f"{DOMAIN} {entity_id} volume",
        )


async def _async_turn_back(
    hass: HomeAssistant, entity_id: str, level: float, before: float
) -> None:
    now = _level(hass, entity_id)
    if now is None or abs(now - level) <= _SAME or abs(now - before) <= _SAME:
        await _async_turn(hass, entity_id, before, _BACK_TIMEOUT_S)


async def _async_turn(
    hass: HomeAssistant, entity_id: str, level: float, timeout_s: float
) -> None:
    data = {ATTR_ENTITY_ID: entity_id, VOLUME_LEVEL: level}
    with suppress(TimeoutError, HomeAssistantError):
        async with asyncio.timeout(timeout_s):
            await hass.services.async_call(
                "media_player", "volume_set", data, blocking=True
            )


def _level(hass: HomeAssistant, entity_id: str) -> float | None:
    state = hass.states.get(entity_id)
    return None if state is None else state.attributes.get(VOLUME_LEVEL)
