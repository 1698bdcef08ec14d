"""Send a text to phones and other receivers, and tell whether one of them took it."""

from collections.abc import Coroutine, Mapping, Sequence
from typing import Any, Final

from homeassistant.const import ATTR_ENTITY_ID, STATE_UNAVAILABLE
from homeassistant.core import HomeAssistant

from .manner import Receivers
from .phone import PHONE_PREFIX, async_notify

_TIMEOUT_S: Final = 30.0
# What the app for phones understands; others may refuse what they do not know.
_LOUD: Final = {
    "ttl": 0,
    "priority": "high",
    "push": {"interruption-level": "time-sensitive"},
}


def messages(
    hass: HomeAssistant,
    receivers: Receivers,
    content: dict[str, str],
    *,
    tag: str,
    urgent: bool,
    buttons: Sequence[Mapping[str, str]] = (),
) -> list[Coroutine[Any, Any, bool]]:
    """Return a message to each receiver; those with one tag replace each other."""
    data: dict[str, Any] = {"tag": tag, **(_LOUD if urgent else {})}
    if buttons:
        data["actions"] = list(buttons)
    sent = [
        _async_send(hass, "send_message", {ATTR_ENTITY_ID: each, **content})
        for each in receivers.entities
    ]
    sent += [
        _async_send(
            hass,
            each,
            {**content, "data": data} if each.startswith(PHONE_PREFIX) else content,
        )
        for each in receivers.actions
    ]
    return sent


async def _async_send(hass: HomeAssistant, action: str, data: dict[str, Any]) -> bool:
    """Send one message and tell whether it was taken."""
    if (entity_id := data.get(ATTR_ENTITY_ID)) is not None:
        state = hass.states.get(entity_id)
        # Home Assistant skips what is unavailable without a word.
        if state is None or state.state == STATE_UNAVAILABLE:
            return False
    return await async_notify(hass, action, data, _TIMEOUT_S)
