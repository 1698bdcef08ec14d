"""Hand the dashboard card out, and have every page load it."""

from hashlib import sha256
from pathlib import Path
from typing import Final

from homeassistant.components import frontend
from homeassistant.components.http.server import StaticPathConfig
from homeassistant.core import HomeAssistant

from ..const import DOMAIN

FILE: Final = Path(__file__).parents[1] / "frontend" / "home-gym.js"
PATH: Final = f"/{DOMAIN}/{FILE.name}"
_DIGITS: Final = 12


async def async_setup_card(hass: HomeAssistant) -> None:
    """Serve the card; a browser keeps it for as long as it stays the same.

    It stays when the gym is not loaded, and then says so: a page would only say that
    it does not know such a card. A house without pages needs none.
    """
    version = await hass.async_add_executor_job(_fingerprint)
    await hass.http.async_register_static_paths([StaticPathConfig(PATH, str(FILE))])
    if frontend.DOMAIN in hass.config.components:
        frontend.add_extra_js_url(hass, f"{PATH}?v={version}")


def _fingerprint() -> str:
    return sha256(FILE.read_bytes()).hexdigest()[:_DIGITS]
