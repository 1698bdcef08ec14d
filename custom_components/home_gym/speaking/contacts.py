"""Tell the gym's contacts that somebody is needed."""

import asyncio
from contextlib import suppress
from typing import Final

from homeassistant.components import persistent_notification
from homeassistant.config_entries import ConfigSubentry
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.start import async_at_started

from ..const import DOMAIN
from .manner import Receivers
from .messages import messages

TRIES: Final = 3
AGAIN_AFTER_S: Final = 10.0
# Who could take a message may be set up after us; a start that hangs is not waited for.
START_TIMEOUT_S: Final = 60.0


async def async_tell_contacts(
    hass: HomeAssistant, subentry: ConfigSubentry, text: str, contacts: Receivers
) -> bool:
    """Send everybody a message, again where nobody was reached; tell if one was."""
    if not contacts:
        return False
    await _async_started(hass)
    content = {"message": text, "title": subentry.title}
    tag = _tag(subentry)
    for left in reversed(range(TRIES)):
        sent = messages(hass, contacts, content, tag=tag, urgent=True)
        taken = await asyncio.gather(*sent, return_exceptions=True)
        if True in taken:
            return True
        if left:
            await asyncio.sleep(AGAIN_AFTER_S)
    return False


@callback
def post(hass: HomeAssistant, subentry: ConfigSubentry, text: str | None) -> None:
    """Write down what no contact knows, or take it back."""
    if text is None:
        persistent_notification.async_dismiss(hass, _tag(subentry))
    else:
        persistent_notification.async_create(hass, text, subentry.title, _tag(subentry))


def _tag(subentry: ConfigSubentry) -> str:
    return f"{DOMAIN}_{subentry.subentry_id}_contacts"


async def _async_started(hass: HomeAssistant) -> None:
    """Wait until Home Assistant has set everybody up."""
    started = asyncio.Event()

    @callback
    def note(_: HomeAssistant) -> None:
        started.set()

    end = async_at_started(hass, note)
    with suppress(TimeoutError):
        async with asyncio.timeout(START_TIMEOUT_S):
            await started.wait()
    end()
