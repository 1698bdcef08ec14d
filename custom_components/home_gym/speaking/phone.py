"""Ask somebody on their own phone, and hear which button they press there.

What is asked can be read on a locked screen: it names no level, no place, no reason.
"""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from homeassistant.core import CALLBACK_TYPE, Event, HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError

from ..const import DOMAIN

NOTIFY: Final = "notify"
# By these names the companion app can be told things, and tells of a pressed button.
PHONE_PREFIX: Final = "mobile_app_"
EVENT_PRESSED: Final = "mobile_app_notification_action"
_CLEAR: Final = "clear_notification"
_SEPARATOR: Final = "|"
# Whoever walks waits for no phone that cannot be reached.
_TIMEOUT_S: Final = 10.0

type Heard = Callable[[str, str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class PhoneQuestion:
    """Ask one thing: `about` comes back with the answer, and has no "|" in it.

    The answers are the texts of the buttons, by what is heard of them; an image is the
    path of one.
    """

    kind: str
    about: str
    message: str
    answers: Mapping[str, str]
    image: str | None = None

    @property
    def tag(self) -> str:
        """Return by what the phone tells it from others: one that is asked again."""
        return _SEPARATOR.join((DOMAIN, self.kind, self.about))

    @property
    def buttons(self) -> list[dict[str, str]]:
        """Return the answers as the phone shows them."""
        return [
            {"action": _SEPARATOR.join((self.tag, answer)), "title": text}
            for answer, text in self.answers.items()
        ]


@callback
def phones(hass: HomeAssistant) -> list[str]:
    """Return the phones that can be asked, as Home Assistant calls their actions."""
    services = hass.services.async_services_for_domain(NOTIFY)
    return sorted(each for each in services if each.startswith(PHONE_PREFIX))


@callback
def is_phone(hass: HomeAssistant, phone: str) -> bool:
    """Tell whether a phone is there to be asked."""
    return hass.services.has_service(NOTIFY, phone)


async def async_ask(hass: HomeAssistant, phone: str, question: PhoneQuestion) -> bool:
    """Ask on a phone, and tell whether it took the question."""
    data: dict[str, Any] = {"tag": question.tag, "actions": question.buttons}
    if question.image is not None:
        data["image"] = question.image
    return await _async_notify(hass, phone, question.message, data)


async def async_withdraw(
    hass: HomeAssistant, phone: str, question: PhoneQuestion
) -> None:
    """Take a question back that has been answered elsewhere, or is too old."""
    await _async_notify(hass, phone, _CLEAR, {"tag": question.tag})


@callback
def async_hear(hass: HomeAssistant, kind: str, heard: Heard) -> CALLBACK_TYPE:
    """Call somebody with what a question was about and its answer."""

    @callback
    def pressed(event: Event[dict[str, Any]]) -> None:
        parts = str(event.data.get("action", "")).split(_SEPARATOR)
        if parts[:2] == [DOMAIN, kind] and len(parts) == 4:
            heard(parts[2], parts[3])

    return hass.bus.async_listen(EVENT_PRESSED, pressed)


async def async_notify(
    hass: HomeAssistant, action: str, data: Mapping[str, Any], within_s: float
) -> bool:
    """Have a message sent, and tell whether it was taken in time."""
    try:
        async with asyncio.timeout(within_s):
            await hass.services.async_call(NOTIFY, action, {**data}, blocking=True)
    except TimeoutError, HomeAssistantError:
        return False
    return True


async def _async_notify(
    hass: HomeAssistant, phone: str, message: str, data: dict[str, Any]
) -> bool:
    told = {"message": message, "data": data}
    return is_phone(hass, phone) and await async_notify(hass, phone, told, _TIMEOUT_S)
