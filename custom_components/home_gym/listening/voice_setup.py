"""Listen where there is something to listen through: not every house has Assist."""

from typing import Final

from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.importlib import async_import_module
from homeassistant.setup import async_when_setup
from homeassistant.util.hass_dict import HassKey

from ..const import DOMAIN
from ..models import HomeGymConfigEntry

_CONVERSATION: Final = "conversation"
# The gyms that are listened for, by their entries.
_HEARD: HassKey[set[str]] = HassKey(f"{DOMAIN}_heard")
# Imported when it is needed: what it builds on is there when Assist is.
_VOICE: Final = f"{__package__}.voice"


@callback
def async_setup_voice(hass: HomeAssistant) -> None:
    """Listen for the gym, should Assist come after it."""
    async_when_setup(hass, _CONVERSATION, _async_listen_for_all)


async def async_listen(hass: HomeAssistant, entry: HomeGymConfigEntry) -> None:
    """Listen for a gym until it is unloaded, where there is Assist by now."""
    heard = hass.data.setdefault(_HEARD, set())
    if _CONVERSATION not in hass.config.components or entry.entry_id in heard:
        return
    heard.add(entry.entry_id)
    entry.async_on_unload(lambda: heard.discard(entry.entry_id))
    voice = await async_import_module(hass, _VOICE)
    await hass.async_add_executor_job(voice.load_sentences)
    if entry.state in (ConfigEntryState.SETUP_IN_PROGRESS, ConfigEntryState.LOADED):
        entry.async_on_unload(voice.Listener(hass, entry).stop)


async def _async_listen_for_all(hass: HomeAssistant, component: str) -> None:
    entries: list[HomeGymConfigEntry] = hass.config_entries.async_loaded_entries(DOMAIN)
    for entry in entries:
        await async_listen(hass, entry)
