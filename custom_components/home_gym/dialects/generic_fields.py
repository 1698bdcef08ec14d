"""The fields that a generic treadmill or plug can have, with units and words."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from ..engine.readings import Part, Quantity

# Factors into the unit that the quantity names; the first unit is the default.
SPEED_UNITS: Final = {"km/h": 1.0, "mph": 1.609344, "m/s": 3.6}
_DISTANCE_UNITS: Final = {"m": 1.0, "km": 1000.0, "miles": 1609.344}
_TIME_UNITS: Final = {"s": 1.0, "min": 60.0, "h": 3600.0, "ms": 0.001}
_POWER_UNITS: Final = {"W": 1.0, "kW": 1000.0}
_ENERGY_UNITS: Final = {"kWh": 1.0, "Wh": 1 / 1000, "Wmin": 1 / 60_000}

ON: Final = frozenset({"1", "on", "true"})
OFF: Final = frozenset({"0", "false", "off"})
_ONLINE: Final = ON | {"connected", "online"}
_OFFLINE: Final = OFF | {"disconnected", "offline"}


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberField:
    """A quantity that is a number, and the units that it may come in."""

    quantity: Quantity
    units: Mapping[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class WordField:
    """A quantity that is a truth value, and its usual words."""

    quantity: Quantity
    on_words: frozenset[str] = _ONLINE
    off_words: frozenset[str] = _OFFLINE


NUMBER_FIELDS: Final[Mapping[Part, Mapping[str, NumberField]]] = {
    Part.TREADMILL: {
        "speed": NumberField(quantity=Quantity.SPEED, units=SPEED_UNITS),
        "target_speed": NumberField(quantity=Quantity.TARGET_SPEED, units=SPEED_UNITS),
        "incline": NumberField(quantity=Quantity.INCLINE, units={"%": 1.0}),
        "distance": NumberField(quantity=Quantity.DISTANCE, units=_DISTANCE_UNITS),
        "moving_time": NumberField(quantity=Quantity.MOVING_TIME, units=_TIME_UNITS),
        "elapsed_time": NumberField(quantity=Quantity.ELAPSED_TIME, units=_TIME_UNITS),
        "cadence": NumberField(quantity=Quantity.CADENCE, units={"spm": 1.0}),
    },
    Part.PLUG: {
        "power": NumberField(quantity=Quantity.POWER, units=_POWER_UNITS),
        "energy": NumberField(quantity=Quantity.ENERGY, units=_ENERGY_UNITS),
        "backstop": NumberField(quantity=Quantity.BACKSTOP, units=_TIME_UNITS),
        "backstop_remaining": NumberField(
            quantity=Quantity.BACKSTOP_REMAINING, units=_TIME_UNITS
        ),
    },
}
WORD_FIELDS: Final[Mapping[Part, Mapping[str, WordField]]] = {
    Part.TREADMILL: {
        "connected": WordField(quantity=Quantity.TREADMILL_CONNECTED),
        "availability": WordField(quantity=Quantity.BRIDGE_ONLINE),
    },
    Part.PLUG: {
        "state": WordField(quantity=Quantity.RELAY, on_words=ON, off_words=OFF),
        "availability": WordField(quantity=Quantity.PLUG_ONLINE),
    },
}
# While one of these is false, the other facts of the same message are left over
# from before: PaceKeeper repeats the old speed next to "disconnected".
PRESENCE: Final = frozenset(
    {Quantity.TREADMILL_CONNECTED, Quantity.BRIDGE_ONLINE, Quantity.PLUG_ONLINE}
)
# What usually shows a moving belt.
MOTION: Final = frozenset(
    {
        Quantity.SPEED,
        Quantity.DISTANCE,
        Quantity.MOVING_TIME,
        Quantity.CADENCE,
        Quantity.POWER,
    }
)
SIGNED: Final = frozenset({Quantity.INCLINE, Quantity.POWER})
LIFE: Final[Mapping[Part, Quantity]] = {
    Part.TREADMILL: Quantity.TREADMILL_LIFE,
    Part.PLUG: Quantity.PLUG_LIFE,
}
