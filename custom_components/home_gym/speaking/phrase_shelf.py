"""The texts of the gym: read from files, and looked up by language."""

from pathlib import Path

from homeassistant.core import HomeAssistant

from .phrase_files import OWN_FOLDER, Languages, read_languages
from .phrase_issues import async_tell_speech_issues
from .phrases import Texts


async def async_read_languages(hass: HomeAssistant) -> Languages:
    """Return the languages that can be spoken now."""
    own = Path(hass.config.path(OWN_FOLDER))
    return await hass.async_add_executor_job(read_languages, own)


async def async_forget_texts(hass: HomeAssistant) -> None:
    """Take back what was told of the texts of a gym that is no more."""
    await async_tell_speech_issues(hass, Languages(texts={}))


class PhraseShelf:
    """Hold the texts of every language, one's own among them."""

    def __init__(self, hass: HomeAssistant) -> None:
        """Hold nothing yet."""
        self._hass = hass
        self._languages: Languages | None = None

    async def async_read(self) -> None:
        """Read the files, and tell what is wrong with them."""
        self._languages = await async_read_languages(self._hass)
        await async_tell_speech_issues(self._hass, self._languages)

    def texts(self, chosen: str | None) -> Texts | None:
        """Return the texts to speak in a language, None where none is read yet."""
        if self._languages is None:
            return None
        return self._languages.of(chosen, self._hass.config.language)
