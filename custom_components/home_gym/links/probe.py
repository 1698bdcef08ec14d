"""Listen to the devices of a machine for a few seconds: what do they say."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from homeassistant.const import STATE_UNAVAILABLE
from homeassistant.core import HomeAssistant, callback

from ..const import CONF_STOP
from ..devices import entities_of
from ..dialects.twins import Twins
from ..engine.readings import Part, Quantity, Reading
from ..machines import dialects_from
from ..texts import async_texts
from .entity_sources import NO_VALUE, reported_by_entities
from .whole_link import WholeLink

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
    {
        Quantity.BRIDGE_ONLINE,
        Quantity.TREADMILL_CONNECTED,
        Quantity.PLUG_ONLINE,
        Quantity.PRESENCE,
        Quantity.PRESENCE_ONLINE,
    }
)
_WANTED: Final = frozenset({Quantity.SPEED, Quantity.RELAY, Quantity.POWER})


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What the devices of a machine said while somebody listened.

    `missing` are the names of entities without a value. `told_speeds` is how often an
    entity told the speed, None where no entity does.
    """

    readings: Mapping[Quantity, Reading]
    silent: tuple[Part, ...]
    unreadable: int
    twofold: bool = False
    missing: tuple[str, ...] = ()
    told_speeds: int | None = None

    @property
    def verified(self) -> bool:
        """Tell whether every device was heard live, and every entity has a value."""
        return not self.silent and not self.missing


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
    _Shown(quantity=Quantity.PRESENCE, text="somebody", text_when_false="nobody"),
)


async def async_probe(hass: HomeAssistant, devices: Mapping[str, Any]) -> Seen:
    """Listen to the devices of a machine until each has said what counts."""
    heard: dict[Quantity, Reading] = {}
    enough = asyncio.Event()
    twins = Twins()
    dialects, by_entities = dialects_from(devices), reported_by_entities(devices)
    told = frozenset().union(*(dialect.traits.reports for dialect in dialects))
    speeds = 0

    @callback
    def receive(readings: tuple[Reading, ...]) -> None:
        nonlocal speeds
        twins.hear(readings)
        for reading in readings:
            heard[reading.quantity] = reading
            speeds += reading.quantity is Quantity.SPEED and not reading.retained
        live = {each.quantity for each in heard.values() if not each.retained}
        # How often an entity tells the speed takes its time to show.
        if Quantity.SPEED not in by_entities and live >= _WANTED & told:
            enough.set()

    link = WholeLink(hass, lambda: devices, receive)
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
        missing=_missing(hass, devices),
        told_speeds=speeds if Quantity.SPEED in by_entities else None,
    )


def _missing(hass: HomeAssistant, devices: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the names of the entities that have no value now."""
    missing = []
    for key, entity_id in entities_of(devices).items():
        state = hass.states.get(entity_id)
        # A button that was never pressed is unknown.
        gone = {STATE_UNAVAILABLE} if key == CONF_STOP else NO_VALUE
        if state is None or state.state in gone:
            missing.append(entity_id if state is None else state.name)
    return tuple(missing)


async def async_describe(hass: HomeAssistant, seen: Seen) -> str:
    """Return in words what was seen and who kept silent."""
    texts = await async_texts(hass, "seen")
    said = _said(seen.readings, texts)
    said += [texts[f"{part}_silent"] for part in seen.silent]
    if seen.unreadable:
        said.append(texts["unreadable"].format(count=seen.unreadable))
    if seen.twofold:
        said.append(texts["twofold"])
    said += [texts["missing"].format(name=name) for name in seen.missing]
    if seen.told_speeds is not None:
        said.append(texts["told_speeds"].format(count=seen.told_speeds))
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
