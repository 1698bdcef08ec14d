"""What the timer of a machine's own plug is good for, in the words of the house."""

from collections.abc import Mapping
from typing import Any, Final

from homeassistant.core import HomeAssistant

from ..const import CONF_DIALECT, CONF_PLUG
from ..devices import can_switch_off, spoken
from ..machines import plug_timer
from ..texts import async_texts

_SET_BY_US: Final = "set_by_us"
_OTHER: Final = "other"


async def async_own_timer(hass: HomeAssistant, data: Mapping[str, Any]) -> str:
    """Return whether the plug has a backstop, and what its owner can set instead."""
    if not can_switch_off(data):
        return ""
    texts = await async_texts(hass, "own_timer")
    plug: Mapping[str, Any] = data.get(CONF_PLUG) or {}
    dialect = spoken(plug) if plug else None
    if dialect is not None and plug_timer(dialect) is not None:
        return texts[_SET_BY_US]
    return texts.get(str(plug.get(CONF_DIALECT)), texts[_OTHER])
