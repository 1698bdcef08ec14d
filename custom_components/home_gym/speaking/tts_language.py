"""In which language a text-to-speech voice is asked to speak."""

from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_component import DATA_INSTANCES
from homeassistant.util.language import matches


def tts_language(hass: HomeAssistant, entity_id: str, language: str) -> dict[str, str]:
    """Return the language to ask a voice for, nothing where it speaks it anyway.

    A voice that does not know the language is left to its own.
    """
    component = hass.data.get(DATA_INSTANCES, {}).get("tts")
    voice = None if component is None else component.get_entity(entity_id)
    if voice is None:
        return {}
    usual = str(getattr(voice, "default_language", None) or "")
    if usual.partition("-")[0].partition("_")[0] == language.partition("-")[0]:
        return {}
    fitting = matches(language, getattr(voice, "supported_languages", None) or ())
    return {"language": fitting[0]} if fitting else {}
