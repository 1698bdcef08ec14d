"""Tick off the start check of the treadmill that somebody speaks of."""

from typing import Final

from homeassistant.components.todo.const import DOMAIN as TODO, TodoItemStatus
from homeassistant.const import ATTR_ENTITY_ID
from homeassistant.core import Context, HomeAssistant
from homeassistant.helpers import entity_registry as er

from ..const import DOMAIN
from ..start_check import OF_MACHINE
from .spoken_targets import machine_asked_about

_CHECK: Final = "start_check"


async def async_tick_off(
    hass: HomeAssistant, context: Context, speaker_id: str | None
) -> None:
    """Tick all of the machine's start check."""
    machine = machine_asked_about(hass, speaker_id)
    unique_id = f"{machine.subentry.subentry_id}_{_CHECK}"
    entity_id = er.async_get(hass).async_get_entity_id(TODO, DOMAIN, unique_id)
    for item in OF_MACHINE:
        data = {
            ATTR_ENTITY_ID: entity_id,
            "item": item.value,
            "status": TodoItemStatus.COMPLETED,
        }
        await hass.services.async_call(
            TODO, "update_item", data, blocking=True, context=context
        )
