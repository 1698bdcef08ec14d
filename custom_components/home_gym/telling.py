"""Let everybody hear what happened, once the machine has been told what to do."""

import asyncio
from collections import deque
from collections.abc import Callable

from homeassistant.core import callback

type Tell = Callable[[], None]


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
