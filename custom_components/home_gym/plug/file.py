"""What was changed in a plug, and what stood there before: one file for each machine.

It is apart from the machine's state, so that a newer or an older version finds it, and
it names the plug, which its machine may no longer have.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers.storage import Store

from ..const import DOMAIN
from ..dialects.preflight import Value
from ..state_file import set_aside

_VERSION: Final = 1
# What reading data of any other shape can end in.
_NONSENSE: Final = (AttributeError, LookupError, TypeError, ValueError)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """One setting of a plug: what stood there, and what we have set in its place."""

    plug: Mapping[str, Any]
    name: str
    before: Value
    ours: Value


@dataclass(frozen=True, slots=True, kw_only=True)
class PlugRecord:
    """The plug that the machine has, and all that is to be put back."""

    plug: Mapping[str, Any] | None = None
    kept: tuple[Kept, ...] = ()


class PlugFile:
    """Read and write the record of one machine."""

    def __init__(self, hass: HomeAssistant, subentry_id: str) -> None:
        """Name the file."""
        self._hass = hass
        self._key = f"{DOMAIN}.{subentry_id}.plug"

    async def async_load(self) -> PlugRecord | None:
        """Return what is kept, None where it cannot be read.

        One that nobody has written is empty.
        """
        try:
            data = await self._store().async_load()
            if data is None:
                return PlugRecord()
            kept = tuple(Kept(**each) for each in data["kept"])
            return PlugRecord(plug=data["plug"], kept=kept)
        except (HomeAssistantError, *_NONSENSE):
            return None

    async def async_save(self, record: PlugRecord) -> bool:
        """Write a record, and tell whether it can be read again.

        Home Assistant logs a write that fails and goes on.
        """
        await self._store().async_save(asdict(record))
        return await self.async_load() == record

    async def async_set_aside(self) -> Path:
        """Keep what cannot be read under another name, and return that."""
        path = Path(self._store().path)
        return await self._hass.async_add_executor_job(set_aside, path)

    async def async_remove(self) -> None:
        """Delete the file."""
        await self._store().async_remove()

    def _store(self) -> Store[dict[str, Any]]:
        # A new one each time, which knows nothing but what is on the disk.
        return Store(self._hass, _VERSION, self._key, atomic_writes=True)
