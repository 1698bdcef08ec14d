"""What a set-up gym holds while it runs."""

from homeassistant.config_entries import ConfigEntry, ConfigEntryState
from homeassistant.core import HomeAssistant, callback

from .const import DOMAIN
from .gym import Gym

type HomeGymConfigEntry = ConfigEntry[Gym]


@callback
def loaded_gyms(hass: HomeAssistant) -> list[HomeGymConfigEntry]:
    """Return every gym that runs."""
    entries: list[HomeGymConfigEntry] = hass.config_entries.async_entries(DOMAIN)
    return [each for each in entries if each.state is ConfigEntryState.LOADED]
