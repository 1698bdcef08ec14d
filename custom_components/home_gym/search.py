"""Look on the broker for a few seconds: which treadmills and plugs are there."""

import asyncio
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from homeassistant.components import mqtt
from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback

from .devices import identity
from .dialects import create_dialect
from .dialects.base import Dialect, Publication
from .dialects.scan import SCAN_QUESTIONS, Found, Scan, scan_filters
from .probe import PROBE_S, Twins

# Long enough to switch something on: a Shelly that is idle speaks once a minute.
SCAN_S: Final = 10.0
# Long enough for a few answers of a device that reports once a second.
ANSWER_S: Final = 3.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A device that was found, and whether two seem to speak in its name."""

    key: str
    found: Found
    twofold: bool


class _Search:
    """Listen, ask those who were heard, and listen to their answers."""

    def __init__(self, hass: HomeAssistant) -> None:
        """Start with nobody."""
        self._hass = hass
        self._scan = Scan()
        self._twins: dict[str, tuple[Dialect, Twins]] = {}
        self._ends: list[CALLBACK_TYPE] = []

    async def async_run(self) -> tuple[Offer, ...]:
        """Return who was found, those first who tell what they do."""
        try:
            await self._async_listen(scan_filters(), SCAN_QUESTIONS, SCAN_S)
            for found in self._scan.found():
                config = found.device.config
                self._twins[identity(config)] = create_dialect(config), Twins()
            if self._twins:
                await self._async_listen(
                    self._scan.answers(), self._scan.questions(), ANSWER_S
                )
        finally:
            for end in self._ends:
                end()
        return tuple(map(self._offer, self._scan.found()))

    async def _async_listen(
        self,
        filters: tuple[str, ...],
        questions: Iterable[Publication],
        seconds: float,
    ) -> None:
        """Listen on more filters, ask what changes nothing, and wait."""
        for each in filters:
            end = await mqtt.async_subscribe(self._hass, each, self._receive, 0, None)
            self._ends.append(end)
        await self._async_subscribed(filters[-1])
        for question in questions:
            await mqtt.async_publish(
                self._hass, question.topic, question.payload, 0, False
            )
        await asyncio.sleep(seconds)

    async def _async_subscribed(self, last: str) -> None:
        """Wait until the broker has confirmed the last filter.

        Home Assistant subscribes to one after the other. One that is ended before its
        turn takes those after it along, also those of a machine that just starts.
        """
        done = asyncio.Event()
        self._ends.append(mqtt.async_on_subscribe_done(self._hass, last, 0, done.set))
        with suppress(TimeoutError):
            async with asyncio.timeout(PROBE_S):
                await done.wait()

    @callback
    def _receive(self, message: mqtt.ReceiveMessage) -> None:
        if TYPE_CHECKING:
            assert isinstance(message.payload, bytes)
        try:
            # Undecoded until here: pictures and the like are no warning in the log.
            payload = message.payload.decode()
        except UnicodeDecodeError:
            return
        self._scan.hear(message.topic, payload, retained=message.retain)
        for dialect, twins in self._twins.values():
            readings = dialect.parse(message.topic, payload, retained=message.retain)
            twins.hear(readings or ())

    def _offer(self, found: Found) -> Offer:
        key = identity(found.device.config)
        twins = self._twins.get(key)
        twofold = twins is not None and twins[1].noticed
        return Offer(key=key, found=found, twofold=twofold)


async def async_scan(hass: HomeAssistant) -> tuple[Offer, ...]:
    """Return the devices that are heard within a few seconds."""
    return await _Search(hass).async_run()
