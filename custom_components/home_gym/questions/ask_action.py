"""The action to ask something by a voice assistant: that nobody answers is no error."""

from enum import StrEnum
from functools import partial
from typing import Final

from homeassistant.auth.permissions.const import POLICY_CONTROL
from homeassistant.const import ATTR_ENTITY_ID
from homeassistant.core import (
    HomeAssistant,
    ServiceCall,
    ServiceResponse,
    SupportsResponse,
    callback,
)
from homeassistant.exceptions import Unauthorized
from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.importlib import async_import_module
import probatio

from ..const import DOMAIN
from ..errors import not_loaded
from ..models import loaded_gyms
from ..speaking.manner import Place

ATTR_ANSWERS: Final = "answers"
ATTR_ID: Final = "id"
ATTR_QUESTION: Final = "question"
ATTR_SENTENCES: Final = "sentences"

# Imported when it is needed: what it builds on is there when a voice assistant is.
_OWN_QUESTION: Final = f"{__package__}.own_question"
_ANSWER: Final = {
    probatio.Required(ATTR_ID): cv.string,
    probatio.Required(ATTR_SENTENCES): probatio.All(cv.ensure_list, [cv.string]),
}
_FIELDS: Final = {
    probatio.Required(ATTR_ENTITY_ID): cv.entity_domain("assist_satellite"),
    probatio.Required(ATTR_QUESTION): cv.string,
    probatio.Required(ATTR_ANSWERS): [_ANSWER],
}


class AskAction(StrEnum):
    """The action by its name."""

    ASK = "ask"


@callback
def async_setup_ask_action(hass: HomeAssistant) -> None:
    """Register the action."""
    hass.services.async_register(
        DOMAIN,
        AskAction.ASK,
        partial(_async_ask, hass),
        probatio.Schema(_FIELDS),
        SupportsResponse.ONLY,
    )


async def _async_ask(hass: HomeAssistant, call: ServiceCall) -> ServiceResponse:
    """Answer with which answer was given, and with the words; with none where none."""
    gyms = loaded_gyms(hass)
    if not gyms:
        raise not_loaded()
    await _async_check_rights(hass, call)
    own = await async_import_module(hass, _OWN_QUESTION)
    id_, sentence = await own.async_ask(
        hass,
        gyms[0].runtime_data.voices,
        Place(entity_id=call.data[ATTR_ENTITY_ID]),
        call.data[ATTR_QUESTION],
        {each[ATTR_ID]: each[ATTR_SENTENCES] for each in call.data[ATTR_ANSWERS]},
        call.context,
    )
    return {ATTR_ID: id_, "sentence": sentence}


async def _async_check_rights(hass: HomeAssistant, call: ServiceCall) -> None:
    """Raise where somebody may not use the voice assistant themselves."""
    if (user_id := call.context.user_id) is None:
        return
    user, entity_id = await hass.auth.async_get_user(user_id), call.data[ATTR_ENTITY_ID]
    if user is None or not user.permissions.check_entity(entity_id, POLICY_CONTROL):
        raise Unauthorized(
            context=call.context, entity_id=entity_id, permission=POLICY_CONTROL
        )
