"""The families of devices that can be spoken: those that come along and one's own."""

import logging
from pathlib import Path

from homeassistant.core import HomeAssistant

from .profile_files import OWN_FOLDER, load_families

_LOGGER = logging.getLogger(__name__)


async def async_load_families(hass: HomeAssistant) -> None:
    """Load every family; a profile of one's own that is wrong is told and left out."""
    own = Path(hass.config.path(OWN_FOLDER))
    for problem in await hass.async_add_executor_job(load_families, own):
        _LOGGER.warning("Profile not used: %s", problem.text)
