"""Hand the dashboard card out, and have every page load it."""

from hashlib import sha256
from pathlib import Path
from typing import Final

from homeassistant.components import frontend
from homeassistant.components.http.server import StaticPathConfig
from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant, callback
from homeassistant.util.hass_dict import HassKey

from ..const import DOMAIN

FILE: Final = Path(__file__).parents[1] / "frontend" / "home-gym.js"
PATH: Final = f"/{DOMAIN}/{FILE.name}"
_ADDRESS: Final[HassKey[str]] = HassKey(f"{DOMAIN}_card")
_DIGITS: Final = 12


async def async_setup_card(hass: HomeAssistant) -> None:
    """Serve the card; a browser keeps it for as long as it stays the same."""
    version = await hass.async_add_executor_job(_fingerprint)
    hass.data[_ADDRESS] = f"{PATH}?v={version}"
    await hass.http.async_register_static_paths([StaticPathConfig(PATH, str(FILE))])


@callback
def async_load_card(hass: HomeAssistant, entry: ConfigEntry) -> None:
    """Have the card loaded while the gym is; a house without pages needs none."""
    if frontend.DOMAIN not in hass.config.components:
        return
    address = hass.data[_ADDRESS]
    frontend.add_extra_js_url(hass, address)

    def unload() -> None:
        frontend.remove_extra_js_url(hass, address)

    entry.async_on_unload(unload)


def _fingerprint() -> str:
    return sha256(FILE.read_bytes()).hexdigest()[:_DIGITS]
