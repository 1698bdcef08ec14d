"""One file with a machine's state, which is never lost for being unreadable."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError, UnsupportedStorageVersionError
from homeassistant.helpers.storage import Store
from homeassistant.util import dt as dt_util

from .engine.clock import Now
from .engine.codec import NewerStateError, decode
from .engine.state import State

STORAGE_VERSION: Final = 1
# Home Assistant renames a file that is no JSON, and goes on as if there were none.
_CORRUPT: Final = ".corrupt."
# What reading data of any other shape can end in.
_NONSENSE: Final = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A state as it was written, with the number of the write and its moment.

    `host_s` is the host's own count then, on the boot that `boot_id` names.
    """

    number: int
    saved: Now
    host_s: float
    boot_id: str
    state: State


class UnreadableStateError(Exception):
    """A file that is there and cannot be read; there may be a lock in it."""

    def __init__(self, file: str, *, newer: bool) -> None:
        """Say which file it is, and whether it is only too new."""
        super().__init__(file)
        self.file = file
        self.newer = newer


class StateFile:
    """Read and write one file."""

    def __init__(self, hass: HomeAssistant, key: str, *, atomic_writes: bool) -> None:
        """Name the file."""
        self._hass = hass
        self._store = Store[dict[str, Any]](
            hass, STORAGE_VERSION, key, atomic_writes=atomic_writes
        )

    async def async_load(self) -> Written | None:
        """Return what was written, None where there never was a file.

        Raises UnreadableStateError rather than take an unreadable file for none.
        """
        file = await self._hass.async_add_executor_job(self._found)
        try:
            data = await self._store.async_load()
            if data is not None:
                return _written(data)
        except (UnsupportedStorageVersionError, NewerStateError) as err:
            raise UnreadableStateError(self._store.path, newer=True) from err
        except (HomeAssistantError, *_NONSENSE) as err:
            raise UnreadableStateError(self._store.path, newer=False) from err
        if file is None:
            return None
        # It may have got its other name while it was loaded.
        file = await self._hass.async_add_executor_job(self._found)
        raise UnreadableStateError(str(file), newer=False)

    async def async_save(self, data: dict[str, Any]) -> None:
        """Write at once."""
        await self._store.async_save(data)

    @callback
    def async_delay_save(
        self, data: Callable[[], dict[str, Any]], delay: float
    ) -> None:
        """Write what the function returns then."""
        self._store.async_delay_save(data, delay)

    async def async_set_aside(self) -> None:
        """Give an unreadable file another name, before a new one takes its place."""
        await self._hass.async_add_executor_job(set_aside, Path(self._store.path))

    async def async_remove(self) -> None:
        """Delete the file, and what of it was set aside."""
        await self._store.async_remove()
        await self._hass.async_add_executor_job(self._remove_corrupt)

    def _found(self) -> Path | None:
        """Return the file, or the newest that was set aside where there is none."""
        path = Path(self._store.path)
        return path if path.is_file() else max(self._corrupt(), default=None)

    def _remove_corrupt(self) -> None:
        for path in self._corrupt():
            path.unlink(missing_ok=True)

    def _corrupt(self) -> list[Path]:
        path = Path(self._store.path)
        return list(path.parent.glob(f"{path.name}{_CORRUPT}*"))


def set_aside(path: Path) -> Path:
    """Give a file another name, as Home Assistant does, and return that."""
    aside = Path(f"{path}{_CORRUPT}{dt_util.utcnow().isoformat()}")
    with suppress(FileNotFoundError):
        path.rename(aside)
    return aside


def _written(data: dict[str, Any]) -> Written:
    saved = data["saved"]
    return Written(
        number=int(data.get("number", 0)),
        saved=Now(elapsed_s=float(saved["elapsed_s"]), utc_s=float(saved["utc_s"])),
        host_s=float(saved["host_s"]),
        boot_id=str(saved["boot_id"]),
        state=decode(data["state"]),
    )
