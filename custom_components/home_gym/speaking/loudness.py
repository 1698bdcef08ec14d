"""Turn a loudspeaker up for urgent words, and back down whatever comes of them."""

import asyncio
from dataclasses import dataclass
from functools import partial
from typing import Final

from homeassistant.const import ATTR_ENTITY_ID, STATE_UNAVAILABLE
from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.util.hass_dict import HassKey

from ..const import DOMAIN

VOLUME_LEVEL: Final = "volume_level"
# Words are worth more than loud words: a loudspeaker that hangs is not waited for.
_TURN_TIMEOUT_S: Final = 1.0
_BACK_TIMEOUT_S: Final = 10.0
_BACK_TRIES: Final = 3
_BACK_AGAIN_S: Final = 10.0
# So long a loudspeaker may still show how loud it was.
_LAG_S: Final = 5.0
# Loudspeakers count in steps of their own.
_SAME: Final = 0.02


@dataclass(slots=True, kw_only=True)
class _Held:
    """A loudspeaker that is turned up: how loud it was, and for how many texts."""

    before: float
    level: float
    texts: int = 0
    is_up: bool = False
    back: asyncio.Task[None] | None = None
    over_s: float = 0.0

    @property
    def in_use(self) -> bool:
        """Tell whether it is not yet as quiet as it was, as far as is known."""
        return bool(self.texts) or (self.back is not None and not self.back.done())


class Loudness:
    """Remember how loud each loudspeaker was, from the first urgent text to the last.

    What it shows in between is our own doing, or how it was a moment ago.
    """

    def __init__(self, hass: HomeAssistant) -> None:
        """Start with none turned up."""
        self._hass = hass
        self._held: dict[str, _Held] = {}

    @callback
    def hold(self, entity_id: str, level: float | None) -> CALLBACK_TYPE:
        """Have a loudspeaker kept at a level until called, if one is given.

        One that is as loud already stays so. Nothing is turned up yet.
        """
        if level is None:
            return _nothing
        if (held := self._known(entity_id)) is None:
            before = self._level(entity_id)
            if before is None or before >= level:
                return _nothing
            held = self._held[entity_id] = _Held(before=before, level=level)
        if held.back is not None:
            held.back.cancel()
            held.back, held.is_up = None, False
        if level > held.level:
            held.level, held.is_up = level, False
        held.texts += 1
        return partial(self._release, entity_id, held)

    async def async_turn_up(self, entity_id: str) -> None:
        """Turn a loudspeaker up that is to be, unless it was already."""
        held = self._held.get(entity_id)
        if held is not None and held.texts and not held.is_up:
            held.is_up = await self._async_turn(entity_id, held.level, _TURN_TIMEOUT_S)

    async def async_all_back(self, *, at_once: bool) -> None:
        """Have every loudspeaker turned back, at once or those that speak no more."""
        up = [item for item in self._held.items() if item[1].in_use]
        for entity_id, held in up:
            if at_once:
                self._turn_back(entity_id, held)
        backs = [held.back for _, held in up if held.back is not None]
        if backs:
            await asyncio.wait(backs, timeout=_TURN_TIMEOUT_S)

    def _known(self, entity_id: str) -> _Held | None:
        """Return what is held, or was a moment ago and still looks as if it was."""
        held = self._held.get(entity_id)
        if held is None or held.in_use:
            return held
        now = self._level(entity_id)
        lags = self._hass.loop.time() <= held.over_s + _LAG_S
        if lags and now is not None and _is_same(now, held.level):
            return held
        del self._held[entity_id]
        return None

    @callback
    def _release(self, entity_id: str, held: _Held) -> None:
        held.texts -= 1
        if not held.texts:
            self._turn_back(entity_id, held)

    @callback
    def _turn_back(self, entity_id: str, held: _Held) -> None:
        if held.back is None or held.back.done():
            # On its own, so that nothing that ends the words leaves the house loud.
            held.back = self._hass.async_create_background_task(
                self._async_turn_back(entity_id, held), f"{DOMAIN} {entity_id} volume"
            )

    async def _async_turn_back(self, entity_id: str, held: _Held) -> None:
        for left in reversed(range(_BACK_TRIES)):
            now = self._level(entity_id)
            ours = (held.level, held.before)
            if now is not None and not any(_is_same(now, each) for each in ours):
                # Somebody has set it meanwhile.
                break
            if await self._async_turn(entity_id, held.before, _BACK_TIMEOUT_S):
                break
            if left:
                await asyncio.sleep(_BACK_AGAIN_S)
        held.over_s = self._hass.loop.time()
        held.is_up = False

    async def _async_turn(self, entity_id: str, level: float, timeout_s: float) -> bool:
        state = self._hass.states.get(entity_id)
        # Home Assistant skips what is unavailable without a word.
        if state is None or state.state == STATE_UNAVAILABLE:
            return False
        data = {ATTR_ENTITY_ID: entity_id, VOLUME_LEVEL: level}
        try:
            async with asyncio.timeout(timeout_s):
                await self._hass.services.async_call(
                    "media_player", "volume_set", data, blocking=True
                )
        except TimeoutError, HomeAssistantError:
            return False
        return True

    def _level(self, entity_id: str) -> float | None:
        state = self._hass.states.get(entity_id)
        return None if state is None else state.attributes.get(VOLUME_LEVEL)


_LOUDNESS: Final[HassKey[Loudness]] = HassKey(f"{DOMAIN}_loudness")


@callback
def loudness_of(hass: HomeAssistant) -> Loudness:
    """Return what is known of all loudspeakers, over every reload of the gym."""
    if _LOUDNESS not in hass.data:
        hass.data[_LOUDNESS] = Loudness(hass)
    return hass.data[_LOUDNESS]


def _is_same(one: float, other: float) -> bool:
    return abs(one - other) <= _SAME


def _nothing() -> None:
    """Hold nothing, and so let go of nothing."""
