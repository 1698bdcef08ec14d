"""Entities as sources: what each one tells, in the engine's words and units."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from homeassistant.const import (
    ATTR_ASSUMED_STATE,
    ATTR_UNIT_OF_MEASUREMENT,
    STATE_OFF,
    STATE_ON,
    STATE_UNAVAILABLE,
    STATE_UNKNOWN,
    UnitOfLength,
    UnitOfPower,
    UnitOfSpeed,
    UnitOfTime,
)
from homeassistant.core import State
from homeassistant.util.unit_conversion import (
    BaseUnitConverter,
    DistanceConverter,
    DurationConverter,
    PowerConverter,
    SpeedConverter,
)

from ..const import (
    CONF_DISTANCE,
    CONF_ENTITIES,
    CONF_MOVING_TIME,
    CONF_PLUG,
    CONF_POWER,
    CONF_PRESENCE,
    CONF_RELAY,
    CONF_SPEED,
    CONF_SWITCH_OFF,
    CONF_TREADMILL,
)
from ..dialects.payload import MAX_NUMBER, at_least_zero
from ..engine.evidence import PLAUSIBLE_KMH
from ..engine.readings import Quantity

# What stands in place of a value.
NO_VALUE: Final = frozenset({STATE_UNAVAILABLE, STATE_UNKNOWN})
# More than any socket gives; such a number is a fault in the sender.
PLAUSIBLE_W: Final = 20_000.0

type Read = Callable[[State], float | bool | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Describe what an entity tells, and whose connection it speaks for.

    The first value after a time without one may be an old one: of everything but
    presence it is taken as a snapshot.
    """

    quantity: Quantity
    connection: Quantity
    read: Read
    snapshot_first: bool = True


def sources_of(data: Mapping[str, Any]) -> dict[str, str]:
    """Return the entities to listen to; a part with a dialect is told of by that."""
    entities: Mapping[str, str] = data.get(CONF_ENTITIES) or {}
    if entities.get(CONF_SWITCH_OFF):
        entities = {CONF_RELAY: entities[CONF_SWITCH_OFF], **entities}
    told = {connection for part, connection in _CONNECTION_OF.items() if data.get(part)}
    return {
        key: entities[key]
        for key, source in SOURCES.items()
        if entities.get(key) and source.connection not in told
    }


def reported_by_entities(data: Mapping[str, Any]) -> frozenset[Quantity]:
    """Return what a machine's entities report."""
    return frozenset(SOURCES[key].quantity for key in sources_of(data))


def _measured(
    converter: type[BaseUnitConverter], unit: str, at_most: float = MAX_NUMBER
) -> Read:
    """Return how a number is read and brought to a unit."""

    def read(state: State) -> float | None:
        value = at_least_zero(state.state)
        told = state.attributes.get(ATTR_UNIT_OF_MEASUREMENT)
        # A number without a unit could be anything.
        if value is None or not isinstance(told, str):
            return None
        if told not in converter.VALID_UNITS:
            return None
        # Beyond that there is only the noise of the conversion.
        converted = round(converter.convert(value, told, unit), 3)
        return converted if converted <= at_most else None

    return read


def _switched(state: State) -> bool | None:
    """Return whether something is on; what is only assumed is no reading."""
    if state.attributes.get(ATTR_ASSUMED_STATE):
        return None
    return {STATE_ON: True, STATE_OFF: False}.get(state.state)


_CONNECTION_OF: Final = {
    CONF_TREADMILL: Quantity.TREADMILL_CONNECTED,
    CONF_PLUG: Quantity.PLUG_ONLINE,
}
SOURCES: Final[Mapping[str, Source]] = {
    CONF_SPEED: Source(
        quantity=Quantity.SPEED,
        connection=Quantity.TREADMILL_CONNECTED,
        read=_measured(SpeedConverter, UnitOfSpeed.KILOMETERS_PER_HOUR, PLAUSIBLE_KMH),
    ),
    CONF_DISTANCE: Source(
        quantity=Quantity.DISTANCE,
        connection=Quantity.TREADMILL_CONNECTED,
        read=_measured(DistanceConverter, UnitOfLength.METERS),
    ),
    CONF_MOVING_TIME: Source(
        quantity=Quantity.MOVING_TIME,
        connection=Quantity.TREADMILL_CONNECTED,
        read=_measured(DurationConverter, UnitOfTime.SECONDS),
    ),
    CONF_POWER: Source(
        quantity=Quantity.POWER,
        connection=Quantity.PLUG_ONLINE,
        read=_measured(PowerConverter, UnitOfPower.WATT, PLAUSIBLE_W),
    ),
    CONF_RELAY: Source(
        quantity=Quantity.RELAY,
        connection=Quantity.PLUG_ONLINE,
        read=_switched,
    ),
    CONF_PRESENCE: Source(
        quantity=Quantity.PRESENCE,
        connection=Quantity.PRESENCE_ONLINE,
        read=_switched,
        snapshot_first=False,
    ),
}
