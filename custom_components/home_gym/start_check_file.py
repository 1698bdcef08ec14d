"""What is ticked of a machine's start check: a small file of its own."""

from dataclasses import asdict
from typing import Any, Final

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers.storage import Store

from .const import DOMAIN
from .start_check import Ticks

_VERSION: Final = 1
# What reading data of any other shape can end in.
_NONSENSE: Final = (AttributeError, LookupError, TypeError, ValueError)


class StartCheckFile:
    """Read and write what is ticked of one machine."""

    def __init__(self, hass: HomeAssistant, subentry_id: str) -> None:
        """Name the file."""
        self._store = Store[dict[str, Any]](
            hass, _VERSION, f"{DOMAIN}.{subentry_id}.checks", atomic_writes=True
        )

    async def async_load(self) -> Ticks:
        """Return what is ticked; nothing where that cannot be read: ticking is free."""
        try:
            data = await self._store.async_load() or {}
            done = {str(key): float(at_s) for key, at_s in data["done"].items()}
            return Ticks(machine=data["machine"], session=data["session"], done=done)
        except (HomeAssistantError, NotImplementedError, *_NONSENSE):
            return Ticks()

    async def async_save(self, ticks: Ticks) -> None:
        """Write at once."""
        await self._store.async_save(asdict(ticks))

    async def async_remove(self) -> None:
        """Delete the file."""
        await self._store.async_remove()
