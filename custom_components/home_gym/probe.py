"""Look and listen on the broker for a few seconds: who is there, what do they say."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from homeassistant.components import mqtt
from homeassistant.core import HomeAssistant, callback

from .dialects import Recognised, recognise
from .dialects.base import Dialect
from .engine.readings import Part, Quantity, Reading
from .link import MachineLink
from .texts import async_texts

SCAN_S: Final = 4.0
PROBE_S: Final = 10.0
# Everything of QZ, and what a Tasmota device leaves on the broker with any of the
# usual orders of its topic.
SCAN_TOPICS: Final = (
    "QZ/#",
    "tasmota/discovery/+/config",
    "+/+/LWT",
    "+/+/+/LWT",
)

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What the devices of a machine said while somebody listened."""

    readings: Mapping[Quantity, Reading]
    silent: tuple[Part, ...]
    unreadable: int

    @property
    def verified(self) -> bool:
        """Tell whether every device was heard live."""
        return not self.silent


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


async def async_scan(hass: HomeAssistant) -> tuple[Recognised, ...]:
    """Return the devices that are heard within a few seconds, the best known first."""
    found: dict[tuple[str, Any], Recognised] = {}

    @callback
    def receive(message: mqtt.ReceiveMessage) -> None:
        if TYPE_CHECKING:
            assert isinstance(message.payload, str)
        for each in recognise(message.topic, message.payload):
            key = (each.identity, each.config.get("relay"))
            before = found.get(key)
            if before is None or len(before.config) < len(each.config):
                found[key] = each

    ends = [await mqtt.async_subscribe(hass, topic, receive) for topic in SCAN_TOPICS]
    try:
        await asyncio.sleep(SCAN_S)
    finally:
        for end in ends:
            end()
    return tuple(sorted(found.values(), key=lambda each: each.identity))


async def async_probe(hass: HomeAssistant, dialects: tuple[Dialect, ...]) -> Seen:
    """Listen to the devices of a machine until each has said what counts."""
    heard: dict[Quantity, Reading] = {}
    enough = asyncio.Event()
    reported = frozenset().union(*(dialect.traits.reports for dialect in dialects))

    @callback
    def receive(readings: tuple[Reading, ...]) -> None:
        for reading in readings:
            heard[reading.quantity] = reading
        live = {each.quantity for each in heard.values() if not each.retained}
        if live >= _WANTED & reported:
            enough.set()

    link = MachineLink(hass, lambda: dialects, receive)
    ends = await link.async_subscribe()
    try:
        async with asyncio.timeout(PROBE_S):
            await enough.wait()
    except TimeoutError:
        pass
    finally:
        for end in ends:
            end()
    return Seen(
        readings=heard,
        silent=tuple(
            dialect.part for dialect in dialects if not _spoke(dialect.part, heard)
        ),
        unreadable=link.unreadable,
    )


async def async_describe(hass: HomeAssistant, seen: Seen) -> str:
    """Return in words what was seen and who kept silent."""
    texts = await async_texts(hass, "seen")
    said = [
        _described(shown, seen.readings[shown.quantity], texts)
        for shown in _SHOWN
        if shown.quantity in seen.readings
    ]
    said += [texts[f"{part}_silent"] for part in seen.silent]
    if seen.unreadable:
        said.append(texts["unreadable"].format(count=seen.unreadable))
    return ", ".join(said)


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
