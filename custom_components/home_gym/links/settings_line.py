"""The line to a plug's own settings: open only while they are asked or set."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from enum import StrEnum
from typing import Any, Final

from homeassistant.components import mqtt
from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError

from ..dialects.base import Publication
from ..dialects.preflight import PlugSettings, Value
from ..dialects.preflight_families import plug_settings
from .subscriptions import Subscriptions

# A plug answers within a second or two; a sleepy one behind a bridge takes longer.
ANSWER_S: Final = 5.0


class Outcome(StrEnum):
    """What became of setting something."""

    DONE = "done"
    NO_ANSWER = "no_answer"
    NOT_TAKEN = "not_taken"
    NOT_KEPT = "not_kept"


class SettingsLine:
    """Talk to one plug about its settings."""

    def __init__(self, hass: HomeAssistant, settings: PlugSettings) -> None:
        """Remember whom to talk to."""
        self.settings = settings
        self._hass = hass
        self._complete = asyncio.Event()

    async def async_read(self) -> bool:
        """Ask for every setting, and tell whether all were told."""
        self.settings.forget()
        self._complete.clear()
        await self._async_ask()
        with suppress(TimeoutError):
            async with asyncio.timeout(ANSWER_S):
                await self._complete.wait()
        return self.settings.complete

    async def async_set(self, name: str, value: Value) -> Outcome:
        """Set one setting; done is only what the plug itself says after."""
        command = self.settings.set_to(name, value)
        if command is None:
            return Outcome.NOT_TAKEN
        await self._async_publish(command)
        if not await self.async_read():
            return Outcome.NO_ANSWER
        taken = self.settings.values[name] == value
        return Outcome.DONE if taken else Outcome.NOT_TAKEN

    @callback
    def hear(self, message: mqtt.ReceiveMessage) -> None:
        """Take in an answer, and ask what can be asked now."""
        payload = message.payload
        try:
            text = payload if isinstance(payload, str) else bytes(payload).decode()
        except UnicodeDecodeError:
            return
        self.settings.hear(message.topic, text, retained=message.retain)
        if self.settings.complete:
            self._complete.set()
        elif questions := self.settings.queries():
            for each in questions:
                self._hass.async_create_background_task(
                    self._async_publish(each), f"home_gym publish {each.topic}"
                )

    async def _async_ask(self) -> None:
        for each in self.settings.queries():
            await self._async_publish(each)

    async def _async_publish(self, publication: Publication) -> None:
        # What is lost shows in that nothing is answered.
        if mqtt.is_connected(self._hass):
            with suppress(HomeAssistantError):
                await mqtt.async_publish(
                    self._hass, publication.topic, publication.payload, 0, False
                )


@asynccontextmanager
async def async_line(
    hass: HomeAssistant, plug: Mapping[str, Any] | None
) -> AsyncIterator[SettingsLine | None]:
    """Open the line to a plug; there is none where its settings cannot be read."""
    settings = plug_settings(plug)
    if settings is None or not mqtt.is_connected(hass):
        yield None
        return
    line = SettingsLine(hass, settings)
    subscriptions = Subscriptions(hass)
    try:
        for topic in settings.subscriptions():
            await subscriptions.async_add(topic, line.hear)
        await subscriptions.async_wait(ANSWER_S)
        yield line
    finally:
        subscriptions.end()
