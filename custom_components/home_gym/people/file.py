"""What is kept of one person beside their walks: flares, answers, other activities."""

from collections.abc import Collection
from contextlib import suppress
import logging
from pathlib import Path
from typing import Any, Final

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers.storage import STORAGE_DIR, Store
from homeassistant.util import dt as dt_util

from ..const import DOMAIN
from ..engine.codec import built, plain
from ..engine.progress.records import Flare, History
from ..engine.words import PainBand

_VERSION: Final = 1
PREFIX: Final = f"{DOMAIN}.person."
# What reading data of any other shape can end in.
_NONSENSE: Final = (AttributeError, LookupError, TypeError, ValueError)

_LOGGER = logging.getLogger(__name__)


async def async_forget_others(hass: HomeAssistant, known: Collection[str]) -> None:
    """Delete the files of people who are gone, also while nobody was looking."""
    await hass.async_add_executor_job(_delete_others, hass, frozenset(known))


def _delete_others(hass: HomeAssistant, known: Collection[str]) -> None:
    folder = Path(hass.config.path(STORAGE_DIR))
    for path in folder.glob(f"{PREFIX}*"):
        # What could not be read was set aside under a longer name.
        person_id, _, _ = path.name.removeprefix(PREFIX).partition(".")
        if person_id not in known:
            path.unlink(missing_ok=True)


class PersonFile:
    """Read and write the file of one person."""

    def __init__(self, hass: HomeAssistant, person_id: str) -> None:
        """Name the file."""
        self._hass = hass
        self._person_id = person_id
        self._store = Store[dict[str, Any]](
            hass, _VERSION, f"{PREFIX}{person_id}", atomic_writes=True
        )

    async def async_load(self) -> History:
        """Return what is kept.

        In a file that cannot be read there may be a flare: the way back from one is
        walked rather than left out.
        """
        there = await self._hass.async_add_executor_job(Path(self._store.path).is_file)
        try:
            data = await self._store.async_load()
            if data is not None:
                records: History = built(History, data)
                return records
        except (HomeAssistantError, NotImplementedError, *_NONSENSE):
            there = True
        if not there:
            return History()
        _LOGGER.warning("%s cannot be read", self._store.path)
        flare = Flare(
            person_id=self._person_id,
            at_utc_s=dt_util.utcnow().timestamp(),
            band=PainBand.STOP,
        )
        # The way back begins now, and not anew with each start.
        await self.async_save(History(flares=(flare,)))
        return History(flares=(flare,))

    async def async_save(self, records: History) -> None:
        """Write at once; what only a newer Home Gym can read is left as it is."""
        # Of what cannot be read nothing but a newer file is still there after.
        with suppress(HomeAssistantError, NotImplementedError):
            await self._store.async_load()
            await self._store.async_save(plain(records))

    async def async_remove(self) -> None:
        """Delete the file."""
        await self._store.async_remove()
