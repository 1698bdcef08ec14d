"""Keep a machine's state over restarts, crashes and power cuts."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from itertools import count
import logging
from typing import Any, Final

from homeassistant.core import HomeAssistant, callback

from . import clock
from .const import DOMAIN
from .engine.clock import Now
from .engine.codec import encode
from .engine.state import State
from .state_file import StateFile, UnreadableStateError, Written

# Promise 7: a crash costs at most 5 s of accounting.
SAVE_DELAY_S: Final = 4.0

_LOGGER = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """A state that was saved, and when that was.

    `host_s` is the host's own count at the save, None if that was before its last boot.
    """

    state: State
    saved: Now
    host_s: float | None


class MachineStore:
    """Write a state in two files: a quick one, and one that outlives a power cut.

    The counters change every few seconds while a belt moves, and flushing them to the
    disk each time would wear a memory card out. What cannot be worked out again, locks
    above all, is flushed at once. The clock may be wrong, so the writes are numbered.
    """

    def __init__(self, hass: HomeAssistant, subentry_id: str) -> None:
        """Name the two files of a machine."""
        name = f"{DOMAIN}.{subentry_id}"
        self._hass = hass
        self._counters = StateFile(hass, name, atomic_writes=False)
        self._facts = StateFile(hass, f"{name}.facts", atomic_writes=True)
        self._boot_id = ""
        self._numbers = count(1)
        self._pending = False
        self._loaded = False

    async def async_load(self) -> Stored | None:
        """Return the newest state, None where none was ever saved.

        Raises UnreadableStateError rather than go on without what may be a lock. Until
        this has returned, nothing is written.
        """
        self._boot_id = await self._hass.async_add_executor_job(clock.boot_id)
        facts = await self._facts.async_load()
        counters = await self._async_load_counters(may_lack=facts is not None)
        self._loaded = True
        return self._newest(counters, facts)

    async def async_salvage(self) -> Stored | None:
        """Return the newest state that can be read of a machine that will not run."""
        files: list[Written | None] = []
        for file in (self._counters, self._facts):
            with suppress(UnreadableStateError):
                files.append(await file.async_load())
        return self._newest(*files)

    def _newest(self, *found: Written | None) -> Stored | None:
        files = [file for file in found if file is not None]
        if not files:
            return None
        newest = max(files, key=lambda file: file.number)
        self._numbers = count(newest.number + 1)
        same_boot = bool(self._boot_id) and newest.boot_id == self._boot_id
        return Stored(
            state=newest.state,
            saved=newest.saved,
            host_s=newest.host_s if same_boot else None,
        )

    async def _async_load_counters(self, *, may_lack: bool) -> Written | None:
        """Return the quick file; a power cut may have spoilt it, but not the facts."""
        try:
            return await self._counters.async_load()
        except UnreadableStateError as err:
            if err.newer or not may_lack:
                raise
            _LOGGER.warning("%s cannot be read and is set aside", err.file)
            await self._counters.async_set_aside()
            return None

    async def async_save(self, state: State, now: Now) -> None:
        """Write a state and flush it to the disk."""
        if self._loaded:
            await self._facts.async_save(self._stamped(state, now))

    @callback
    def async_delay_save(self, current: Callable[[], tuple[State, Now]]) -> None:
        """Write, within seconds, the state that is current then."""
        # A later call would put the pending write off, and a belt that reports every
        # half second would put it off for ever.
        if self._pending or not self._loaded:
            return
        self._pending = True

        def stamped() -> dict[str, Any]:
            self._pending = False
            return self._stamped(*current())

        self._counters.async_delay_save(stamped, SAVE_DELAY_S)

    async def async_close(self, state: State, now: Now) -> None:
        """Write a state for the last time.

        Both files, since a write that is still pending would come after what the next
        one to open them has written.
        """
        if self._loaded:
            await self._counters.async_save(self._stamped(state, now))
            await self.async_save(state, now)

    async def async_remove(self) -> None:
        """Delete both files."""
        await self._counters.async_remove()
        await self._facts.async_remove()

    def _stamped(self, state: State, now: Now) -> dict[str, Any]:
        return {
            "number": next(self._numbers),
            "saved": {
                "elapsed_s": now.elapsed_s,
                "utc_s": now.utc_s,
                "host_s": clock.elapsed_s(),
                "boot_id": self._boot_id,
            },
            "state": encode(state),
        }
