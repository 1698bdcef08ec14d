"""The files of the log: one a month, and none written over that is too new."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, override

from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import issue_registry as ir
from homeassistant.helpers.storage import STORAGE_DIR, Store

from ..const import DOMAIN

HISTORY_VERSION: Final = 1
HISTORY_UNREADABLE: Final = "history_unreadable"
# What reading data of any other shape can end in.
NONSENSE: Final = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)
# A migration takes the data of its version to the next one.
MIGRATIONS: dict[int, Callable[[dict[str, Any]], dict[str, Any]]] = {}
_SESSIONS: Final = f"{DOMAIN}.history."
_TRACES: Final = f"{DOMAIN}.traces."
_SUMS: Final = f"{DOMAIN}.history"
_WAITING: Final = f"{_SESSIONS}waiting"


class UnreadableHistoryError(Exception):
    """A file that only a newer Home Gym may understand; it is left as it is."""

    def __init__(self, file: str) -> None:
        """Say which file it is."""
        super().__init__(file)
        self.file = file


class _HistoryStore(Store[dict[str, Any]]):
    @override
    async def _async_migrate_func(
        self, old_major_version: int, old_minor_version: int, old_data: dict[str, Any]
    ) -> dict[str, Any]:
        for old in range(old_major_version, HISTORY_VERSION):
            old_data = MIGRATIONS[old](old_data)
        return old_data


class HistoryFile:
    """Read and write one file of the log.

    Home Assistant itself sets a file aside that is no JSON, and says so.
    """

    def __init__(self, hass: HomeAssistant, key: str) -> None:
        """Name the file."""
        self._hass = hass
        self._issue_id = f"{HISTORY_UNREADABLE}_{key}"
        self._store = _HistoryStore(
            hass,
            HISTORY_VERSION,
            key,
            atomic_writes=True,
            serialize_in_event_loop=False,
        )

    async def async_load(self) -> dict[str, Any]:
        """Return what was written, nothing where there is no file.

        Raises UnreadableHistoryError rather than take such a file for none.
        """
        try:
            return await self._store.async_load() or {}
        except HomeAssistantError as err:
            raise self.unreadable() from err

    @callback
    def unreadable(self) -> UnreadableHistoryError:
        """Tell the owner which file makes no sense, and return what to raise of it."""
        path = Path(self._store.path)
        ir.async_create_issue(
            self._hass,
            DOMAIN,
            self._issue_id,
            is_fixable=False,
            severity=ir.IssueSeverity.WARNING,
            translation_key=HISTORY_UNREADABLE,
            translation_placeholders={"file": path.name, "folder": str(path.parent)},
        )
        return UnreadableHistoryError(self._store.path)

    @callback
    def readable(self) -> None:
        """Let the owner know that the file makes sense, again or still."""
        ir.async_delete_issue(self._hass, DOMAIN, self._issue_id)

    async def async_save(self, data: dict[str, Any]) -> None:
        """Write at once; nobody may change the data after."""
        await self._store.async_save(data)

    async def async_remove(self) -> None:
        """Delete the file."""
        self.readable()
        await self._store.async_remove()


def sessions_file(hass: HomeAssistant, month: str) -> HistoryFile:
    """Return the file with the sessions of a month."""
    return HistoryFile(hass, f"{_SESSIONS}{month}")


def traces_file(hass: HomeAssistant, month: str) -> HistoryFile:
    """Return the file with the traces of a month's sessions."""
    return HistoryFile(hass, f"{_TRACES}{month}")


def sums_file(hass: HomeAssistant) -> HistoryFile:
    """Return the file with the sums of each month."""
    return HistoryFile(hass, _SUMS)


def waiting_file(hass: HomeAssistant) -> HistoryFile:
    """Return the file with the sessions whose month cannot be written."""
    return HistoryFile(hass, _WAITING)


def remove_rest(hass: HomeAssistant) -> None:
    """Delete what is left of the log, as what was set aside."""
    folder = Path(hass.config.path(STORAGE_DIR))
    for pattern in (f"{_SUMS}*", f"{_TRACES}*"):
        for path in folder.glob(pattern):
            path.unlink(missing_ok=True)


def found_months(hass: HomeAssistant) -> set[str]:
    """Return the months that there are files of."""
    folder = Path(hass.config.path(STORAGE_DIR))
    return {
        path.name.removeprefix(_SESSIONS) for path in folder.glob(f"{_SESSIONS}????-??")
    }
