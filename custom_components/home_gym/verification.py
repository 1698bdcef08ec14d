"""A machine that was set up unseen is verified by its first walk."""

from typing import Any

from homeassistant.config_entries import ConfigEntry, ConfigSubentry
from homeassistant.core import HomeAssistant, callback

from .const import CONF_VERIFIED


@callback
def async_verify(
    hass: HomeAssistant, entry: ConfigEntry[Any], subentry: ConfigSubentry
) -> None:
    """Take a machine as verified, unless it is or is no longer there."""
    gone = subentry.subentry_id not in entry.subentries
    if gone or subentry.data.get(CONF_VERIFIED):
        return
    data = {**subentry.data, CONF_VERIFIED: True}
    hass.config_entries.async_update_subentry(entry, subentry, data=data)
