"""Speak: announce at the chosen places, the urgent first, and never wait for it."""

import asyncio
from collections.abc import Coroutine
from contextlib import suppress
from heapq import heappop, heappush
from itertools import count
from typing import Any, Final

from homeassistant.components import persistent_notification
from homeassistant.config_entries import ConfigSubentry
from homeassistant.const import STATE_UNAVAILABLE
from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.util.unit_system import METRIC_SYSTEM

from .const import (
    CONF_MEDIA_PLAYERS,
    CONF_NOTIFIERS,
    CONF_SATELLITES,
    CONF_SPEAK,
    CONF_TTS,
    DOMAIN,
)
from .engine.effects import Say
from .engine.words import Urgency
from .phrases import Phrases, load_phrases

# A satellite answers after it has spoken; one that takes longer hangs.
DELIVERY_TIMEOUT_S: Final = 30.0
# What nobody has confirmed to have said by then is written down.
PATIENCE_S: Final = {Urgency.WARNING: DELIVERY_TIMEOUT_S, Urgency.URGENT: 2.0}
# The last words before a shutdown may hold it up for so long.
FLUSH_TIMEOUT_S: Final = 5.0
# What was not urgent is not worth hearing later than this.
LATE_AFTER_S: Final = {Urgency.INFO: 20.0, Urgency.NOTICE: 60.0, Urgency.WARNING: 120.0}


class Announcer:
    """Announce what the engine has to say about one machine."""

    def __init__(self, hass: HomeAssistant, subentry: ConfigSubentry) -> None:
        """Start with an empty queue."""
        self._hass = hass
        self._subentry = subentry
        self._phrases: Phrases | None = None
        self._queue: list[tuple[int, int, float, str, Urgency]] = []
        self._order = count()
        self._tasks: set[asyncio.Task[Any]] = set()
        self._worker: asyncio.Task[None] | None = None
        self._note: str | None = None

    async def async_load(self) -> None:
        """Read the texts."""
        self._phrases = await self._hass.async_add_executor_job(
            load_phrases, self._hass.config.language
        )

    @callback
    def say(self, say: Say) -> None:
        """Announce something and return at once."""
        if self._phrases is None:
            return
        text = self._phrases.spoken(
            say.key, say.values, metric=self._hass.config.units is METRIC_SYSTEM
        )
        if say.urgency is Urgency.URGENT:
            # It passes everything that waits, and whatever is being said now.
            self._run(self._async_deliver(text, say.urgency))
            return
        at = self._hass.loop.time()
        item = (-say.urgency, next(self._order), at, text, say.urgency)
        heappush(self._queue, item)
        if self._worker is None or self._worker.done():
            self._worker = self._run(self._async_work())

    async def async_flush(self) -> None:
        """Wait, not for long, until what was said has been heard."""
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=FLUSH_TIMEOUT_S)

    @callback
    def stop(self) -> None:
        """Begin nothing new; what is being said is said to its end."""
        self._queue.clear()

    def _run[T](self, work: Coroutine[Any, Any, T]) -> asyncio.Task[T]:
        # Not bound to the entry, whose reload would cut a warning off in mid-word.
        task = self._hass.async_create_background_task(
            work, f"{DOMAIN} {self._subentry.title} speech"
        )
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    async def _async_work(self) -> None:
        while self._queue:
            _, _, at, text, urgency = heappop(self._queue)
            if self._hass.loop.time() <= at + LATE_AFTER_S[urgency]:
                await self._async_deliver(text, urgency)

    async def _async_deliver(self, text: str, urgency: Urgency) -> None:
        """Say it everywhere at once; where nobody hears it in time, write it down."""
        voices = [self._run(place) for place in self._places(text, urgency)]
        patience_s = PATIENCE_S.get(urgency)
        if patience_s is not None and not await _async_heard(voices, patience_s):
            self._write_down(text)
        # Whatever goes wrong at one place, the others speak, and the next text comes.
        heard = await asyncio.gather(*voices, return_exceptions=True)
        if True in heard and self._note == text:
            self._take_down()

    @property
    def _note_id(self) -> str:
        return f"{DOMAIN}_{self._subentry.subentry_id}"

    @callback
    def _write_down(self, text: str) -> None:
        self._note = text
        persistent_notification.async_create(
            self._hass, text, self._subentry.title, self._note_id
        )

    @callback
    def _take_down(self) -> None:
        """Remove what was written down of a voice that was only slow."""
        self._note = None
        persistent_notification.async_dismiss(self._hass, self._note_id)

    def _places(self, text: str, urgency: Urgency) -> list[Coroutine[Any, Any, bool]]:
        speak = self._subentry.data.get(CONF_SPEAK) or {}
        places = [
            self._async_call(
                "assist_satellite", "announce", {"entity_id": each, "message": text}
            )
            for each in speak.get(CONF_SATELLITES) or []
        ]
        if (tts := speak.get(CONF_TTS)) is not None:
            places += [
                self._async_call(
                    "tts",
                    "speak",
                    {
                        "entity_id": tts,
                        "media_player_entity_id": player,
                        "message": text,
                    },
                )
                for player in speak.get(CONF_MEDIA_PLAYERS) or []
            ]
        if urgency > Urgency.INFO:
            places += [
                self._async_call(
                    "notify",
                    "send_message",
                    {
                        "entity_id": each,
                        "message": text,
                        "title": self._subentry.title,
                    },
                )
                for each in speak.get(CONF_NOTIFIERS) or []
            ]
        return places

    async def _async_call(self, domain: str, action: str, data: dict[str, Any]) -> bool:
        """Call an action and tell whether it was carried out."""
        for key in data.keys() & {"entity_id", "media_player_entity_id"}:
            state = self._hass.states.get(data[key])
            # Home Assistant skips what is unavailable without a word.
            if state is None or state.state == STATE_UNAVAILABLE:
                return False
        try:
            async with asyncio.timeout(DELIVERY_TIMEOUT_S):
                await self._hass.services.async_call(
                    domain, action, data, blocking=True
                )
        except TimeoutError, HomeAssistantError:
            return False
        return True


async def _async_heard(voices: list[asyncio.Task[bool]], within_s: float) -> bool:
    """Tell whether one voice is heard in time; none is cut short."""
    with suppress(TimeoutError):
        async with asyncio.timeout(within_s):
            for voice in asyncio.as_completed(voices):
                with suppress(Exception):
                    if await voice:
                        return True
    return False
