"""Who is in the house, by what Home Assistant has heard on the network anyway.

A later Shelly that is idle says nothing on the broker for a minute. It is named there
as it is on the network, unless its owner has changed that, and so can be asked.
"""

from typing import Final

from homeassistant.components.zeroconf import async_get_async_instance
from homeassistant.components.zeroconf.const import DOMAIN as ZEROCONF
from homeassistant.core import HomeAssistant

# Under this they announce themselves (the makers' API document, mDNS).
SHELLIES: Final = "_shelly._tcp.local."


async def async_shellies(hass: HomeAssistant) -> tuple[str, ...]:
    """Return the names of the later Shellys that are known; nobody is asked."""
    if ZEROCONF not in hass.config.components:
        return ()
    instance = await async_get_async_instance(hass)
    records = instance.zeroconf.cache.async_entries_with_name(SHELLIES)
    # Only a record that points to a service has one.
    aliases = (getattr(record, "alias", "") for record in records)
    return tuple(
        alias.removesuffix(f".{SHELLIES}").casefold() for alias in aliases if alias
    )
