"""Listen to the devices of a machine for a few seconds: what do they say."""

import asyncio
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from homeassistant.core import HomeAssistant, callback

from .dialects.base import Dialect
from .engine.readings import Part, Quantity, Reading
from .link import MachineLink
from .texts import async_texts

PROBE_S: Final = 10.0

_PLUG: Final = frozenset(
    {
        Quantity.RELAY,
        Quantity.POWER,
        Quantity.ENERGY,
        Quantity.BACKSTOP,
        Quantity.BACKSTOP_REMAINING,
        Quantity.PLUG_LIFE,
    }
)
# A bridge or a plug that says it is there has not said yet what it measures.
_PRESENCE: Final = frozenset(
    {Quantity.BRIDGE_ONLINE, Quantity.TREADMILL_CONNECTED, Quantity.PLUG_ONLINE}
)
_WANTED: Final = frozenset({Quantity.SPEED, Quantity.RELAY, Quantity.POWER})
# What only grows, but for the one time that it begins anew.
_GROWING: Final = frozenset(
    {Quantity.DISTANCE, Quantity.ELAPSED_TIME, Quantity.MOVING_TIME}
)
_FALLS_OF_TWO: Final = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What the devices of a machine said while somebody listened."""

    readings: Mapping[Quantity, Reading]
    silent: tuple[Part, ...]
    unreadable: int
    twofold: bool = False

    @property
    def verified(self) -> bool:
        """Tell whether every device was heard live."""
        return not self.silent


class Twins:
    """Notice two devices in one name: what only grows falls back again and again."""

    def __init__(self) -> None:
        """Start with nothing heard."""
        self._last: dict[Quantity, float] = {}
        self._falls: Counter[Quantity] = Counter()

    def hear(self, readings: Iterable[Reading]) -> None:
        """Take in what was said in that name."""
        for each in readings:
            if each.retained or each.quantity not in _GROWING:
                continue
            if each.value < self._last.get(each.quantity, 0.0):
                self._falls[each.quantity] += 1
            self._last[each.quantity] = float(each.value)

    @property
    def noticed(self) -> bool:
        """Tell whether there seem to be two."""
        return max(self._falls.values(), default=0) >= _FALLS_OF_TWO


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shown:
    """The texts for a reading: of its value, or of what it is when it is false."""

    quantity: Quantity
    text: str
    text_when_false: str | None = None
    decimals: int = 0


_SHOWN: Final = (
    _Shown(
        quantity=Quantity.BRIDGE_ONLINE,
        text="bridge_online",
        text_when_false="bridge_offline",
    ),
    _Shown(
        quantity=Quantity.TREADMILL_CONNECTED,
        text="treadmill_connected",
        text_when_false="treadmill_disconnected",
    ),
    _Shown(quantity=Quantity.SPEED, text="speed_kmh", decimals=1),
    _Shown(
        quantity=Quantity.PLUG_ONLINE,
        text="plug_online",
        text_when_false="plug_offline",
    ),
    _Shown(quantity=Quantity.RELAY, text="plug_on", text_when_false="plug_off"),
    _Shown(quantity=Quantity.POWER, text="power_w"),
)


async def async_probe(hass: HomeAssistant, dialects: tuple[Dialect, ...]) -> Seen:
    """Listen to the devices of a machine until each has said what counts."""
    heard: dict[Quantity, Reading] = {}
    enough = asyncio.Event()
    twins = Twins()
    reported = frozenset().union(*(dialect.traits.reports for dialect in dialects))

    @callback
    def receive(readings: tuple[Reading, ...]) -> None:
        twins.hear(readings)
        for reading in readings:
            heard[reading.quantity] = reading
        live = {each.quantity for each in heard.values() if not each.retained}
        if live >= _WANTED & reported:
            enough.set()

    link = MachineLink(hass, lambda: dialects, receive)
    try:
        await link.async_subscribe()
        async with asyncio.timeout(PROBE_S):
            await enough.wait()
    except TimeoutError:
        pass
    finally:
        link.unsubscribe()
    return Seen(
        readings=heard,
        silent=tuple(
            dialect.part for dialect in dialects if not _spoke(dialect.part, heard)
        ),
        unreadable=link.unreadable,
        twofold=twins.noticed,
    )


async def async_describe(hass: HomeAssistant, seen: Seen) -> str:
    """Return in words what was seen and who kept silent."""
    texts = await async_texts(hass, "seen")
    said = _said(seen.readings, texts)
    said += [texts[f"{part}_silent"] for part in seen.silent]
    if seen.unreadable:
        said.append(texts["unreadable"].format(count=seen.unreadable))
    if seen.twofold:
        said.append(texts["twofold"])
    return ", ".join(said)


async def async_describe_readings(
    hass: HomeAssistant, readings: Mapping[Quantity, Reading]
) -> str:
    """Return in words what a device measures, or else whether it is there."""
    texts = await async_texts(hass, "seen")
    measured = {key: each for key, each in readings.items() if key not in _PRESENCE}
    return ", ".join(_said(measured, texts) or _said(readings, texts))


def _said(readings: Mapping[Quantity, Reading], texts: Mapping[str, str]) -> list[str]:
    return [
        _described(shown, readings[shown.quantity], texts)
        for shown in _SHOWN
        if shown.quantity in readings
    ]


def _spoke(part: Part, heard: Mapping[Quantity, Reading]) -> bool:
    return any(
        not reading.retained and (quantity in _PLUG) is (part is Part.PLUG)
        for quantity, reading in heard.items()
        if quantity not in _PRESENCE
    )


def _described(shown: _Shown, reading: Reading, texts: Mapping[str, str]) -> str:
    key = shown.text if reading.value or not shown.text_when_false else None
    text = texts[key or shown.text_when_false or shown.text]
    return text.format(value=f"{reading.value:.{shown.decimals}f}")
