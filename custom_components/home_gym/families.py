"""The families of devices that can be spoken: those that come along and one's own."""

from collections.abc import Iterable
from pathlib import Path

from homeassistant.core import HomeAssistant

from .dialects.profile import Profile
from .profile_files import OWN_FOLDER, load_families
from .profile_issues import async_tell_profiles


async def async_load_families(
    hass: HomeAssistant, kept: Iterable[Profile] = ()
) -> None:
    """Load every family; a profile of one's own that is wrong is told and left out.

    Those to be kept go on where their file is wrong or gone: a machine may speak them.
    """
    own = Path(hass.config.path(OWN_FOLDER))
    problems = await hass.async_add_executor_job(load_families, own, kept)
    await async_tell_profiles(hass, problems)
