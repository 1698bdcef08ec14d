"""Keep a machine's state over restarts, crashes and power cuts."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from typing import Any, Final

from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import ConfigEntryError
from homeassistant.helpers.storage import Store

from . import clock
from .const import DOMAIN
from .engine.clock import Now
from .engine.codec import NewerStateError, decode, encode
from .engine.state import State

STORAGE_VERSION: Final = 1
# Promise 7: a crash costs at most 5 s of accounting.
SAVE_DELAY_S: Final = 4.0


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
        self._counters = Store[dict[str, Any]](hass, STORAGE_VERSION, name)
        self._facts = Store[dict[str, Any]](
            hass, STORAGE_VERSION, f"{name}.facts", atomic_writes=True
        )
        self._boot_id = ""
        self._numbers = count(1)
        self._pending = False

    async def async_load(self) -> Stored | None:
        """Return the newest state that can be read, None where none was ever saved.

        Raises ConfigEntryError rather than go on without what is in the files: there
        may be a lock in them.
        """
        self._boot_id = await self._hass.async_add_executor_job(clock.boot_id)
        files = [
            data
            for file in (self._counters, self._facts)
            if (data := await file.async_load()) is not None
        ]
        files.sort(key=lambda data: data.get("number", 0), reverse=True)
        if not files:
            return None
        self._numbers = count(files[0].get("number", 0) + 1)
        for data in files:
            if (stored := self._read(data)) is not None:
                return stored
        raise ConfigEntryError(
            translation_domain=DOMAIN,
            translation_key="state_unreadable",
            translation_placeholders={"file": self._counters.path},
        )

    async def async_save(self, state: State, now: Now) -> None:
        """Write a state and flush it to the disk."""
        await self._facts.async_save(self._stamped(state, now))

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
            return self._stamped(*current())

        self._counters.async_delay_save(stamped, SAVE_DELAY_S)

    async def async_close(self, state: State, now: Now) -> None:
        """Write a state for the last time.

        Both files, since a write that is still pending would come after what the next
        one to open them has written.
        """
        await self._counters.async_save(self._stamped(state, now))
        await self.async_save(state, now)

    async def async_remove(self) -> None:
        """Delete both files."""
        await self._counters.async_remove()
        await self._facts.async_remove()

    def _read(self, data: dict[str, Any]) -> Stored | None:
        try:
            saved = data["saved"]
            same_boot = bool(self._boot_id) and saved["boot_id"] == self._boot_id
            return Stored(
                state=decode(data["state"]),
                saved=Now(elapsed_s=saved["elapsed_s"], utc_s=saved["utc_s"]),
                host_s=saved["host_s"] if same_boot else None,
            )
        except NewerStateError as err:
            raise ConfigEntryError(
                translation_domain=DOMAIN, translation_key="state_newer"
            ) from err
        except KeyError, TypeError, ValueError:
            return None

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
