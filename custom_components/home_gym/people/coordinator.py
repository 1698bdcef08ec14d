"""One person of a running gym, as the entities see them."""

import logging
from typing import Any, override

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant
from homeassistant.helpers.update_coordinator import DataUpdateCoordinator

from ..engine.history.sums import Sums
from ..engine.person_view import PersonView
from ..engine.progress.progress import Progress
from .people import Person

_LOGGER = logging.getLogger(__name__)


class PersonCoordinator(DataUpdateCoordinator[PersonView]):
    """Show one person to the entities.

    `lifetime` is what all their finished sessions amount to.
    """

    config_entry: ConfigEntry[Any]
    lifetime: Sums
    progress: Progress

    def __init__(
        self,
        hass: HomeAssistant,
        entry: ConfigEntry[Any],
        person: Person,
        progress: Progress,
        lifetime: Sums,
    ) -> None:
        """Start with nothing walked now."""
        super().__init__(hass, _LOGGER, config_entry=entry, name=person.name)
        self.person = person
        self.progress = progress
        self.lifetime = lifetime
        self.data = PersonView()

    @override
    async def _async_update_data(self) -> PersonView:
        """Return what is known so far; everything later is pushed."""
        return self.data
