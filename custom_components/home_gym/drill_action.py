"""The fire drill as an action: a dashboard offers it to who stands at the treadmill."""

from enum import StrEnum
from functools import partial
from typing import Final

from homeassistant.const import ATTR_DEVICE_ID
from homeassistant.core import (
    Context,
    HomeAssistant,
    ServiceCall,
    ServiceResponse,
    SupportsResponse,
    callback,
)
from homeassistant.exceptions import HomeAssistantError, Unauthorized
from homeassistant.helpers import config_validation as cv
import probatio

from .const import DOMAIN
from .drill import async_drill, async_keep_drill
from .engine.words import Belt
from .errors import drill_by_hand, drill_needs_belt
from .targets import machine_of_device


class DrillAction(StrEnum):
    """The action by its name."""

    FIRE_DRILL = "fire_drill"


_FIELDS: Final = {probatio.Required(ATTR_DEVICE_ID): cv.string}


@callback
def async_setup_drill_action(hass: HomeAssistant) -> None:
    """Register the action."""
    hass.services.async_register(
        DOMAIN,
        DrillAction.FIRE_DRILL,
        partial(_async_drill, hass),
        probatio.Schema(_FIELDS),
        SupportsResponse.OPTIONAL,
    )


async def _async_drill(hass: HomeAssistant, call: ServiceCall) -> ServiceResponse:
    """Stop the empty belt, keep what was measured, and answer with it."""
    machine = machine_of_device(hass, call.data[ATTR_DEVICE_ID])
    await _async_check(hass, call.context)
    if machine.data.belt is not Belt.MOVING:
        raise drill_needs_belt()
    result = await async_drill(hass, machine)
    if result.failure is not None:
        raise HomeAssistantError(
            translation_domain=DOMAIN, translation_key=result.failure.value
        )
    async_keep_drill(hass, machine.config_entry, machine.subentry, result)
    return {"stop_time_s": result.stop_time_s, "plug_off": result.plug_off}


async def _async_check(hass: HomeAssistant, context: Context) -> None:
    """Let only an administrator drill, who can stand beside it with the safety key."""
    user_id = None if context.parent_id else context.user_id
    user = None if user_id is None else await hass.auth.async_get_user(user_id)
    if user is None:
        raise drill_by_hand()
    if not user.is_admin:
        raise Unauthorized(context=context)
