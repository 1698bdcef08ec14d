"""Words for what is put into a form while it is shown."""

from homeassistant.core import HomeAssistant
from homeassistant.helpers.translation import async_get_translations

from .const import DOMAIN


async def async_texts(hass: HomeAssistant, selector: str) -> dict[str, str]:
    """Return the texts of a selector's options in the language of the house."""
    prefix = f"component.{DOMAIN}.selector.{selector}.options."
    texts = await async_get_translations(
        hass, hass.config.language, "selector", [DOMAIN]
    )
    return {
        key.removeprefix(prefix): text
        for key, text in texts.items()
        if key.startswith(prefix)
    }
