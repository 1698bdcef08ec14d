"""Subscriptions on the broker that neither get lost nor take others along.

Home Assistant subscribes to one topic after another. It stumbles over one that was
ended before its turn, and drops all that come after it, whosever they are; nobody is
told. So what is not confirmed yet is ended once it is, and what is not confirmed in
time, for somebody else has stumbled, is asked for again.
"""

import asyncio
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import datetime
from functools import partial
from typing import Final

from homeassistant.components import mqtt
from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers.event import async_call_later

# A busy broker confirms dozens of topics within four seconds, one after the other.
CONFIRMED_WITHIN_S: Final = 10.0

type Receive = Callable[[mqtt.ReceiveMessage], None]


class Subscriptions:
    """Hold some topics until the end."""

    def __init__(self, hass: HomeAssistant) -> None:
        """Start with no topic."""
        self.ended = False
        self._hass = hass
        self._receivers: dict[str, Receive] = {}
        self._ends: dict[str, CALLBACK_TYPE] = {}
        self._unconfirmed: dict[str, CALLBACK_TYPE] = {}
        self._confirmed = asyncio.Event()
        self._again: CALLBACK_TYPE | None = None

    def __contains__(self, topic: str) -> bool:
        """Tell whether a topic is subscribed to."""
        return topic in self._ends

    async def async_add(self, topic: str, receive: Receive) -> None:
        """Subscribe to one more topic; payloads come undecoded."""
        self._confirmed.clear()
        self._receivers[topic] = receive
        await self._async_subscribe(topic)
        confirm = partial(self._confirm, topic)
        stop = mqtt.async_on_subscribe_done(self._hass, topic, 0, confirm)
        self._unconfirmed[topic] = stop
        self._look_later()

    async def async_wait(self, longest_s: float) -> None:
        """Wait until the broker has confirmed everything, but not for long."""
        if self._unconfirmed:
            with suppress(TimeoutError):
                async with asyncio.timeout(longest_s):
                    await self._confirmed.wait()

    @callback
    def end(self) -> None:
        """Listen no more; what is not confirmed yet goes as soon as it is."""
        self.ended = True
        self._look_no_more()
        if not self._ends:
            # Nor need there be any MQTT.
            return
        if mqtt.is_connected(self._hass):
            self._finish(self._ends.keys() - self._unconfirmed.keys())
        else:
            # Nothing is in its turn, and after a reconnect nothing of this comes.
            for stop in self._unconfirmed.values():
                stop()
            self._finish(tuple(self._ends))

    def _finish(self, topics: Iterable[str]) -> None:
        for topic in topics:
            self._ends.pop(topic)()

    async def _async_subscribe(self, topic: str) -> None:
        # Undecoded, so that a payload that is no text is counted by who receives it and
        # is no warning in the log for each message.
        self._ends[topic] = await mqtt.async_subscribe(
            self._hass, topic, self._receivers[topic], 0, None
        )

    @callback
    def _confirm(self, topic: str) -> None:
        if (stop := self._unconfirmed.pop(topic, None)) is None:
            return
        stop()
        if self.ended and topic in self._ends:
            self._finish((topic,))
        if not self._unconfirmed:
            self._look_no_more()
            self._confirmed.set()

    def _look_later(self) -> None:
        self._look_no_more()
        self._again = async_call_later(
            self._hass, CONFIRMED_WITHIN_S, self._async_ask_again
        )

    def _look_no_more(self) -> None:
        if self._again is not None:
            self._again()
            self._again = None

    async def _async_ask_again(self, _: datetime) -> None:
        self._again = None
        if mqtt.is_connected(self._hass):
            # MQTT itself may just be taken down.
            with suppress(HomeAssistantError):
                for topic in tuple(self._unconfirmed):
                    old = self._ends[topic]
                    await self._async_subscribe(topic)
                    old()
        self._look_later()
