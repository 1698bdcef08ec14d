"""Guard the treadmill at home: warm-up, breaks, limits, and a stop that is proved."""

from homeassistant.components import mqtt
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import ConfigEntryNotReady
from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.typing import ConfigType

from .const import DOMAIN, PLATFORMS
from .families import async_load_families
from .gym import Gym, async_forget, machines_of
from .models import HomeGymConfigEntry
from .services import async_setup_services

CONFIG_SCHEMA = cv.config_entry_only_config_schema(DOMAIN)


async def async_setup(hass: HomeAssistant, config: ConfigType) -> bool:
    """Register what does not depend on a gym being set up."""
    await async_load_families(hass)
    async_setup_services(hass)
    return True


async def async_setup_entry(hass: HomeAssistant, entry: HomeGymConfigEntry) -> bool:
    """Set up the gym with all its machines."""
    if not await mqtt.async_wait_for_mqtt_client(hass):
        raise ConfigEntryNotReady(
            translation_domain=DOMAIN, translation_key="mqtt_not_ready"
        )
    gym = entry.runtime_data = Gym(hass, entry)
    # Before the first machine, so that no change passes by while they are set up.
    entry.async_on_unload(entry.add_update_listener(_async_follow))
    try:
        await gym.async_follow()
        await hass.config_entries.async_forward_entry_setups(entry, PLATFORMS)
    except BaseException:
        await gym.async_stop()
        raise
    return True


async def async_unload_entry(hass: HomeAssistant, entry: HomeGymConfigEntry) -> bool:
    """Unload the gym; a session in progress is saved and goes on after."""
    unloaded = await hass.config_entries.async_unload_platforms(entry, PLATFORMS)
    if unloaded:
        await entry.runtime_data.async_stop()
    return unloaded


async def async_remove_entry(hass: HomeAssistant, entry: HomeGymConfigEntry) -> None:
    """Delete what was stored of the gym's machines."""
    for subentry in machines_of(entry).values():
        await async_forget(hass, subentry)


async def _async_follow(hass: HomeAssistant, entry: HomeGymConfigEntry) -> None:
    """Apply what has changed, live and only where it has."""
    await entry.runtime_data.async_follow()
