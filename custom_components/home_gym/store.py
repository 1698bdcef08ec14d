"""Keep a machine's state over restarts, crashes and power cuts."""

from collections.abc import Callable
from typing import Any, Final

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.storage import Store

from .const import DOMAIN
from .engine.clock import Now
from .engine.codec import decode, encode
from .engine.state import State

STORAGE_VERSION: Final = 1
# Promise 7: a crash costs at most 5 s of accounting.
SAVE_DELAY_S: Final = 4.0


class MachineStore:
    """Write a state in two files: a quick one, and one that outlives a power cut.

    The counters change every few seconds while a belt moves, and flushing them to the
    disk each time would wear a memory card out. What cannot be worked out again, locks
    above all, is flushed at once.
    """

    def __init__(self, hass: HomeAssistant, subentry_id: str) -> None:
        """Name the two files of a machine."""
        name = f"{DOMAIN}.{subentry_id}"
        self._counters = _StateFile(hass, STORAGE_VERSION, name)
        self._facts = _StateFile(
            hass, STORAGE_VERSION, f"{name}.facts", atomic_writes=True
        )
        self._pending = False

    async def async_load(self) -> tuple[State, Now] | None:
        """Return the newest state that can be read, with the time it was saved at."""
        loaded = [
            data
            for file in (self._counters, self._facts)
            if (data := await file.async_load()) is not None
        ]
        loaded.sort(key=lambda data: data["saved"]["utc_s"], reverse=True)
        for data in loaded:
            saved = data["saved"]
            return decode(data["state"]), Now(
                elapsed_s=saved["elapsed_s"], utc_s=saved["utc_s"]
            )
        return None

    async def async_save(self, state: State, now: Now) -> None:
        """Write a state and flush it to the disk."""
        await self._facts.async_save(_stamped(state, now))

    @callback
    def async_delay_save(self, current: Callable[[], tuple[State, Now]]) -> None:
        """Write, within seconds, the state that is current then."""
        # A later call would put the pending write off, and a belt that reports every
        # half second would put it off for ever.
        if self._pending:
            return
        self._pending = True

        def stamped() -> dict[str, Any]:
            self._pending = False
            return _stamped(*current())

        self._counters.async_delay_save(stamped, SAVE_DELAY_S)

    async def async_remove(self) -> None:
        """Delete both files."""
        await self._counters.async_remove()
        await self._facts.async_remove()


class _StateFile(Store[dict[str, Any]]):
    """A file of a state; the state inside carries the version that matters."""


def _stamped(state: State, now: Now) -> dict[str, Any]:
    saved = {"elapsed_s": now.elapsed_s, "utc_s": now.utc_s}
    return {"saved": saved, "state": encode(state)}
