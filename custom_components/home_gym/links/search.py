"""Look on the broker for a few seconds: which treadmills and plugs are there."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from homeassistant.components import mqtt
from homeassistant.core import HomeAssistant, callback

from ..devices import identity
from ..dialects.base import Publication, Recognised
from ..dialects.scan import Found, Scan, scan_filters, scan_questions
from .neighbours import async_shellies
from .subscriptions import Subscriptions

# Long enough to switch something on while nobody is heard.
SCAN_S: Final = 12.0
# Who is there is kept by the broker or answers at once, and speaks within this time.
QUIET_S: Final = 4.0
# However many there are.
LONGEST_S: Final = 20.0
# The broker hands over at once what it keeps.
KEPT_S: Final = 1.0
# How long the broker may take to confirm what is listened to.
SUBSCRIBE_S: Final = 3.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A device that was found, by what names it and no other."""

    key: str
    found: Found


class _Search:
    """Listen, and ask everybody who is heard, until nobody is new."""

    def __init__(self, hass: HomeAssistant) -> None:
        """Start with nobody."""
        self._hass = hass
        self._scan = Scan()
        self._new = asyncio.Event()
        self._subscriptions = Subscriptions(hass)
        self._until_s = 0.0

    async def async_run(self) -> tuple[Offer, ...]:
        """Return who was found, those first who are good for most."""
        try:
            await self._async_listen(scan_filters())
            await self._async_ask(scan_questions())
            await self._async_ask(self._scan.address(await async_shellies(self._hass)))
            began_s = self._hass.loop.time()
            self._until_s = began_s + SCAN_S
            while await self._async_new():
                await self._async_listen(self._scan.answers())
                await self._async_ask(self._scan.questions())
                quiet_s = self._hass.loop.time() + QUIET_S
                self._until_s = min(quiet_s, began_s + LONGEST_S)
        finally:
            self._subscriptions.end()
        return tuple(
            Offer(key=identity(each.config), found=each) for each in self._scan.found()
        )

    async def async_overhear(self) -> tuple[Recognised, ...]:
        """Return who is told of by what the broker keeps; nobody is asked."""
        try:
            await self._async_listen(scan_filters())
            await asyncio.sleep(KEPT_S)
        finally:
            self._subscriptions.end()
        return tuple(each.device for each in self._scan.found())

    async def _async_new(self) -> bool:
        """Wait until somebody new is heard; tell whether there is, in time."""
        left_s = self._until_s - self._hass.loop.time()
        try:
            async with asyncio.timeout(left_s):
                while left_s > 0 and not self._scan.has_questions:
                    self._new.clear()
                    await self._new.wait()
        except TimeoutError:
            return False
        return left_s > 0

    async def _async_listen(self, filters: tuple[str, ...]) -> None:
        """Listen on more filters, and wait until the broker has confirmed them."""
        for each in filters:
            if each not in self._subscriptions:
                await self._subscriptions.async_add(each, self._receive)
        await self._subscriptions.async_wait(SUBSCRIBE_S)

    async def _async_ask(self, questions: Iterable[Publication]) -> None:
        """Ask what changes nothing."""
        for question in questions:
            await mqtt.async_publish(
                self._hass, question.topic, question.payload, 0, False
            )

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
        if self._scan.has_questions:
            self._new.set()


async def async_scan(hass: HomeAssistant) -> tuple[Offer, ...]:
    """Return the devices that are heard within a few seconds."""
    return await _Search(hass).async_run()


async def async_overhear(hass: HomeAssistant) -> tuple[Recognised, ...]:
    """Return the devices that the broker knows of, while somebody chooses by hand."""
    return await _Search(hass).async_overhear()
