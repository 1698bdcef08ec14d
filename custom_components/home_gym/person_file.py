"""What is kept of one person beside their walks: flares, answers, other activities."""

from collections.abc import Collection
import logging
from pathlib import Path
from typing import Any, Final

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers.storage import STORAGE_DIR, Store
from homeassistant.util import dt as dt_util

from .const import DOMAIN
from .engine.codec import built, plain
from .engine.progress.records import Flare, History
from .engine.words import PainBand

_VERSION: Final = 1
_PREFIX: Final = f"{DOMAIN}.person."
# What reading data of any other shape can end in.
_NONSENSE: Final = (AttributeError, LookupError, TypeError, ValueError)

_LOGGER = logging.getLogger(__name__)


async def async_forget_others(hass: HomeAssistant, known: Collection[str]) -> None:
    """Delete the files of people who are gone, also while nobody was looking."""
    for person_id in await hass.async_add_executor_job(_found, hass):
        if person_id not in known:
            await PersonFile(hass, person_id).async_remove()


def _found(hass: HomeAssistant) -> list[str]:
    folder = Path(hass.config.path(STORAGE_DIR))
    return [path.name.removeprefix(_PREFIX) for path in folder.glob(f"{_PREFIX}*")]


class PersonFile:
    """Read and write the file of one person."""

    def __init__(self, hass: HomeAssistant, person_id: str) -> None:
        """Name the file."""
        self._person_id = person_id
        self._store = Store[dict[str, Any]](
            hass, _VERSION, f"{_PREFIX}{person_id}", atomic_writes=True
        )

    async def async_load(self) -> History:
        """Return what is kept.

        In a file that cannot be read there may be a flare: the way back from one is
        walked rather than left out.
        """
        try:
            data = await self._store.async_load()
            records: History = History() if data is None else built(History, data)
        except (HomeAssistantError, NotImplementedError, *_NONSENSE):
            _LOGGER.warning("%s cannot be read", self._store.path)
            flare = Flare(
                person_id=self._person_id,
                at_utc_s=dt_util.utcnow().timestamp(),
                band=PainBand.STOP,
            )
            return History(flares=(flare,))
        return records

    async def async_save(self, records: History) -> None:
        """Write at once."""
        await self._store.async_save(plain(records))

    async def async_remove(self) -> None:
        """Delete the file."""
        await self._store.async_remove()
