"""Which languages are spoken in the house: its own, and those of its Assist pipelines.

Home Assistant tries every sentence in every language. More languages than are spoken
would only cost time, and catch words that mean something else here.
"""

from collections.abc import Callable
from typing import Any, Final

from homeassistant.const import EVENT_CORE_CONFIG_UPDATE
from homeassistant.core import CALLBACK_TYPE, Event, HomeAssistant, callback
from homeassistant.setup import async_when_setup
from homeassistant.util.hass_dict import HassKey

from .spoken_languages import LANGUAGES, known

_PIPELINES: Final = "assist_pipeline"
_KEY: HassKey[Any] = HassKey(_PIPELINES)


class VoiceLanguages:
    """Know the languages, and tell when they change."""

    def __init__(self, hass: HomeAssistant, changed: Callable[[], None]) -> None:
        """Follow the house and its pipelines, where there are any."""
        self._hass = hass
        self._changed = changed
        self._spoken = self.spoken()
        self._stopped = False
        self._ends: list[CALLBACK_TYPE] = [
            hass.bus.async_listen(EVENT_CORE_CONFIG_UPDATE, self._on_house)
        ]
        async_when_setup(hass, _PIPELINES, self._async_follow)

    @callback
    def spoken(self) -> list[str]:
        """Return the languages that are spoken, of those that we understand."""
        heard = {known(self._hass.config.language)}
        if (pipelines := self._hass.data.get(_KEY)) is not None:
            for pipeline in pipelines.pipeline_store.data.values():
                heard |= {known(pipeline.conversation_language or pipeline.language)}
        return [language for language in LANGUAGES if language in heard]

    @callback
    def stop(self) -> None:
        """Follow nothing any more."""
        self._stopped = True
        while self._ends:
            self._ends.pop()()

    async def _async_follow(self, hass: HomeAssistant, component: str) -> None:
        if self._stopped or (pipelines := hass.data.get(_KEY)) is None:
            return
        follow = pipelines.pipeline_store.async_add_listener
        self._ends.append(follow(self._async_on_pipeline))
        self._look()

    async def _async_on_pipeline(self, change: str, item_id: str, item: Any) -> None:
        self._look()

    @callback
    def _on_house(self, event: Event[Any]) -> None:
        self._look()

    @callback
    def _look(self) -> None:
        if (spoken := self.spoken()) != self._spoken:
            self._spoken = spoken
            self._changed()
