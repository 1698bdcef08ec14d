"""Let everybody hear what happened, once the machine has been told what to do."""

import asyncio
from collections import deque
from collections.abc import Callable
from typing import Final

from homeassistant.core import CALLBACK_TYPE, Context, HomeAssistant, callback
from homeassistant.helpers.dispatcher import async_dispatcher_connect

from .const import SIGNAL_EVENT
from .engine.effects import Record

# Nobody hears of anything where the entity is disabled.
KEPT: Final = 50

type Tell = Callable[[], None]
type Hear = Callable[[Record, Context | None], None]


class Telling:
    """Keep speech, entities and the disk from holding a command up.

    A published command leaves the process when asyncio serves its socket, which is
    after the present callback. To tell everybody takes milliseconds, so that waits.
    """

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        """Start with nothing to tell."""
        self._loop = loop
        self._untold: deque[Tell] = deque()
        self._all_told = asyncio.Event()
        self._all_told.set()

    @callback
    def add(self, tell: Tell, *, after_commands: bool) -> None:
        """Tell at once, unless commands go first or something else is yet untold."""
        if not after_commands and not self._untold:
            tell()
            return
        self._untold.append(tell)
        if len(self._untold) == 1:
            self._all_told.clear()
            # The next round of asyncio ends with the sockets, so it is the one after.
            self._loop.call_soon(self._loop.call_soon, self.catch_up)

    @callback
    def catch_up(self) -> None:
        """Tell everything that is untold."""
        try:
            while self._untold:
                self._untold.popleft()()
        finally:
            if self._untold:
                self._loop.call_soon(self.catch_up)
            else:
                self._all_told.set()

    async def async_caught_up(self) -> None:
        """Wait until nothing is untold."""
        await self._all_told.wait()


class Activity:
    """Pass on what happens at one machine, and who gave the command that led to it.

    Automations listen only once Home Assistant has started, and what they listen to
    comes after the machine: until then it is kept.
    """

    def __init__(
        self,
        hass: HomeAssistant,
        subentry_id: str,
        context_now: Callable[[], Context | None],
    ) -> None:
        """Listen, and keep everything for later."""
        self._context_now = context_now
        self._untold: deque[tuple[Record, Context | None]] = deque(maxlen=KEPT)
        self._hear: Hear = self._keep
        signal = SIGNAL_EVENT.format(subentry_id)
        self.stop: CALLBACK_TYPE = async_dispatcher_connect(hass, signal, self._pass_on)

    @callback
    def follow(self, hear: Hear) -> CALLBACK_TYPE:
        """Hear of everything from now on, and of what nobody has heard of yet."""
        self._hear = hear
        while self._untold:
            hear(*self._untold.popleft())

        def end() -> None:
            self._hear = self._keep

        return end

    @callback
    def _pass_on(self, record: Record) -> None:
        self._hear(record, self._context_now())

    def _keep(self, record: Record, context: Context | None) -> None:
        self._untold.append((record, context))
