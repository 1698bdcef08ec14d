"""Put back what is a plug's own, when its machine has it no more.

Only what still is as we have set it: what its owner has changed since stays.
"""

import asyncio
from collections.abc import Mapping
from contextlib import suppress
from typing import Any, Final

from homeassistant.components import mqtt
from homeassistant.core import HomeAssistant, callback

from ..const import CONF_PLUG
from ..dialects import InvalidConfigError
from ..dialects.base import Obstacle
from ..engine.backstop import TOLERANCE_S
from ..engine.readings import Quantity, Reading
from ..engine.state import Backstop
from ..links.link import MachineLink
from ..links.settings_line import ANSWER_S, Outcome, SettingsLine, async_line
from ..machines import dialects_from, plug_timer
from .file import Kept

_UNKNOWN: Final = (Obstacle.SETTINGS_UNKNOWN, Obstacle.NONE_SUITABLE)


async def async_put_back(
    hass: HomeAssistant, kept: tuple[Kept, ...]
) -> tuple[Kept, ...]:
    """Put settings back, and return those that could not be."""
    left: list[Kept] = []
    while kept:
        plug = kept[0].plug
        ours = [each for each in kept if each.plug == plug]
        kept = tuple(each for each in kept if each.plug != plug)
        async with async_line(hass, plug) as line:
            reached = line is not None and await line.async_read()
            left += [
                each
                for each in ours
                if line is None or not reached or not await _async_restore(line, each)
            ]
    return tuple(left)


async def _async_restore(line: SettingsLine, kept: Kept) -> bool:
    if line.settings.values.get(kept.name) != kept.ours:
        return True
    return await line.async_set(kept.name, kept.before) is Outcome.DONE


async def async_give_back_timer(
    hass: HomeAssistant, plug: Mapping[str, Any] | None, backstop: Backstop
) -> bool:
    """Set a plug's own timer as it was before it was ours, and tell whether it is."""
    if not backstop.ours or not plug:
        return True
    if mqtt.DOMAIN not in hass.config.components:
        return False
    try:
        timer = _Timer(hass, plug)
    except InvalidConfigError:
        # It speaks by a profile that is gone.
        return False
    return await timer.async_set(backstop.sent_s, backstop.original_s or 0.0)


def may_have_timer(plug: Mapping[str, Any]) -> bool:
    """Tell whether a plug has a timer that can have been ours."""
    try:
        plugs = dialects_from({CONF_PLUG: plug})
    except InvalidConfigError:
        # It speaks by a profile that is gone.
        return True
    return any(plug_timer(each) is not None for each in plugs)


class _Timer:
    """The timer of a plug that nobody guards any more."""

    def __init__(self, hass: HomeAssistant, plug: Mapping[str, Any]) -> None:
        """Know nothing of it yet."""
        self._dialects = dialects_from({CONF_PLUG: plug})
        self._link = MachineLink(hass, lambda: self._dialects, self._hear)
        self._set_s: float | None = None
        self._told = asyncio.Event()

    async def async_set(self, ours_s: float | None, original_s: float) -> bool:
        """Put the timer back where it still is ours."""
        if not self._link.connected:
            return False
        try:
            await self._link.async_subscribe()
            return await self._async_bring(ours_s, original_s)
        finally:
            self._link.unsubscribe()

    async def _async_bring(self, ours_s: float | None, original_s: float) -> bool:
        present_s = await self._async_answer()
        if present_s is None and original_s > 0:
            # What has not been read cannot be armed safely.
            return False
        if present_s is not None and ours_s is not None and not _is(present_s, ours_s):
            return True
        self._set_s = None
        self._told.clear()
        self._link.set_timer(original_s)
        present_s = await self._async_answer()
        return present_s is not None and _is(present_s, original_s)

    async def _async_answer(self) -> float | None:
        with suppress(TimeoutError):
            async with asyncio.timeout(ANSWER_S):
                await self._told.wait()
        return self._set_s

    @callback
    def _hear(self, readings: tuple[Reading, ...]) -> None:
        for each in readings:
            if each.quantity is Quantity.BACKSTOP and not each.retained:
                self._set_s = float(each.value)
        settled = all(each.obstacle() not in _UNKNOWN for each in self._dialects)
        if self._set_s is not None and settled:
            self._told.set()


def _is(one_s: float, other_s: float) -> bool:
    return abs(one_s - other_s) <= TOLERANCE_S
