"""The forms for where to speak, in which language, and who is told in need."""

from collections.abc import Mapping
import re
from typing import Any, Final

from homeassistant.core import HomeAssistant
from homeassistant.helpers.selector import (
    BooleanSelector,
    SelectOptionDict,
    SelectSelector,
    SelectSelectorConfig,
    SelectSelectorMode,
    TextSelector,
    TimeSelector,
)
import probatio

from ..const import (
    CONF_ASK,
    CONF_CONTACT_ACTIONS,
    CONF_CONTACTS,
    CONF_DETAILS,
    CONF_EMERGENCY_NUMBER,
    CONF_LANGUAGE,
    CONF_MEDIA_PLAYERS,
    CONF_NOTIFIERS,
    CONF_NOTIFY_ACTIONS,
    CONF_QUIET_FROM,
    CONF_QUIET_TO,
    CONF_SATELLITES,
    CONF_TTS,
    CONF_TURN_HOUR,
    CONF_URGENT_VOLUME,
    DEFAULT_TURN_HOUR,
)
from ..speaking.manner import AskBy
from ..speaking.phrase_shelf import async_read_languages
from ..texts import async_texts
from .machine_form import entities, number

_NOTIFY: Final = "notify"
# These reach no phone, or nobody by themselves.
_NO_RECEIVERS: Final = frozenset({"notify", "persistent_notification", "send_message"})
_NUMBER: Final = re.compile(r"\+?[0-9][0-9 ]{1,19}")
_SEVERAL: Final = (CONF_SATELLITES, CONF_MEDIA_PLAYERS, CONF_NOTIFIERS, CONF_ASK)
_ASK_BY: Final = SelectSelectorConfig(
    options=list(AskBy),
    multiple=True,
    mode=SelectSelectorMode.LIST,
    translation_key="ask_by",
)
_SELDOM: Final = (CONF_NOTIFY_ACTIONS, CONF_URGENT_VOLUME)
# Any one of them, and somebody is reached.
VOICES: Final = (
    CONF_SATELLITES,
    CONF_MEDIA_PLAYERS,
    CONF_NOTIFIERS,
    CONF_NOTIFY_ACTIONS,
)


def speak_schema(hass: HomeAssistant) -> probatio.Schema:
    """Return the form for the voices and phones of a machine or a person."""
    return probatio.Schema(
        {
            probatio.Optional(CONF_SATELLITES): entities("assist_satellite"),
            probatio.Optional(CONF_TTS): entities("tts", several=False),
            probatio.Optional(CONF_MEDIA_PLAYERS): entities("media_player"),
            probatio.Optional(CONF_URGENT_VOLUME): number(10, 100, 5, "%"),
            probatio.Optional(CONF_NOTIFIERS): entities(_NOTIFY),
            probatio.Optional(CONF_NOTIFY_ACTIONS): _actions(hass),
            probatio.Required(CONF_ASK, default=list(AskBy)): SelectSelector(_ASK_BY),
        }
    )


def speak_data(user_input: Mapping[str, Any]) -> dict[str, Any]:
    """Return where to speak."""
    return {
        **{key: user_input.get(key, []) for key in _SEVERAL},
        CONF_TTS: user_input.get(CONF_TTS),
        **{key: user_input[key] for key in _SELDOM if user_input.get(key)},
    }


def speak_values(speak: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the form for the voices shows."""
    shown = {CONF_ASK: list(AskBy), **speak}
    return {key: value for key, value in shown.items() if value or key == CONF_ASK}


def speak_errors(speak: Mapping[str, Any]) -> dict[str, str]:
    """Return which half of a voice is missing."""
    if speak[CONF_TTS] and not speak[CONF_MEDIA_PLAYERS]:
        return {CONF_MEDIA_PLAYERS: "loudspeaker_missing"}
    if speak[CONF_MEDIA_PLAYERS] and not speak[CONF_TTS]:
        return {CONF_TTS: "voice_missing"}
    return {}


async def async_gym_schema(hass: HomeAssistant) -> probatio.Schema:
    """Return the form for what holds for the whole gym."""
    return probatio.Schema(
        {
            probatio.Required(CONF_TURN_HOUR, default=DEFAULT_TURN_HOUR): number(
                0, 23, 1
            ),
            **await async_language_field(hass),
            probatio.Optional(CONF_QUIET_FROM): TimeSelector(),
            probatio.Optional(CONF_QUIET_TO): TimeSelector(),
            probatio.Optional(CONF_CONTACTS): entities(_NOTIFY),
            probatio.Optional(CONF_CONTACT_ACTIONS): _actions(hass),
            probatio.Optional(CONF_EMERGENCY_NUMBER): TextSelector(),
            probatio.Required(CONF_DETAILS, default=False): BooleanSelector(),
        }
    )


def gym_errors(user_input: Mapping[str, Any]) -> dict[str, str]:
    """Return what is missing or wrong."""
    start, end = user_input.get(CONF_QUIET_FROM), user_input.get(CONF_QUIET_TO)
    if bool(start) is not bool(end):
        missing = CONF_QUIET_TO if start else CONF_QUIET_FROM
        return {missing: "quiet_incomplete"}
    called = user_input.get(CONF_EMERGENCY_NUMBER, "").strip()
    if called and _NUMBER.fullmatch(called) is None:
        return {CONF_EMERGENCY_NUMBER: "no_number"}
    return {}


def gym_options(user_input: Mapping[str, Any]) -> dict[str, Any]:
    """Return the options of the gym; what is left empty is none."""
    called = user_input.get(CONF_EMERGENCY_NUMBER, "").strip()
    filled = {
        **user_input,
        CONF_TURN_HOUR: int(user_input[CONF_TURN_HOUR]),
        CONF_EMERGENCY_NUMBER: called,
    }
    return {
        key: value for key, value in filled.items() if value or key == CONF_TURN_HOUR
    }


async def async_language_field(hass: HomeAssistant) -> dict[Any, Any]:
    """Return the choice of a language, with which of them nobody has reviewed."""
    languages = await async_read_languages(hass)
    label = (await async_texts(hass, "speech_language"))["unreviewed"]
    options = [
        SelectOptionDict(
            value=key,
            label=texts.name if texts.reviewed else label.format(name=texts.name),
        )
        for key, texts in languages.texts.items()
    ]
    config = SelectSelectorConfig(options=options, mode=SelectSelectorMode.DROPDOWN)
    return {probatio.Optional(CONF_LANGUAGE): SelectSelector(config)}


def _actions(hass: HomeAssistant) -> SelectSelector:
    """Return a choice of the notify actions that there are, such as the app's."""
    known = hass.services.async_services_for_domain(_NOTIFY)
    config = SelectSelectorConfig(
        options=sorted(known.keys() - _NO_RECEIVERS),
        multiple=True,
        custom_value=True,
        mode=SelectSelectorMode.DROPDOWN,
    )
    return SelectSelector(config)
