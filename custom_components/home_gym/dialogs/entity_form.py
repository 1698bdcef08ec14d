"""The form that entities are chosen by, and what speaks against one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from homeassistant.components.binary_sensor.const import BinarySensorDeviceClass
from homeassistant.components.sensor import SensorDeviceClass
from homeassistant.const import (
    ATTR_ASSUMED_STATE,
    ATTR_ENTITY_ID,
    ATTR_UNIT_OF_MEASUREMENT,
    Platform,
    UnitOfLength,
    UnitOfPower,
    UnitOfSpeed,
    UnitOfTime,
)
from homeassistant.core import HomeAssistant, State
from homeassistant.helpers import device_registry as dr, entity_registry as er
from homeassistant.helpers.selector import (
    EntitySelector,
    EntitySelectorConfig,
    EntityWithDeviceFilterSelectorConfig,
)
import probatio

from ..const import (
    CONF_DISTANCE,
    CONF_MOVING_TIME,
    CONF_POWER,
    CONF_PRESENCE,
    CONF_SPEED,
    CONF_SPEED_ON_CHANGE,
    CONF_STOP,
    CONF_SWITCH_OFF,
    DOMAIN,
)
from ..devices import entities_of
from ..links.entity_sources import NO_VALUE, SOURCES
from .family_form import FLAG

# What the words against an entity may need, as long as there is nothing against one.
NOTHING_TOLD: Final = dict.fromkeys(("owner", "unit", "units", "value"), "")


class Objection(StrEnum):
    """What speaks against an entity."""

    OWNED = "owned"
    NONE = "entity_none"
    MISSING = "entity_missing"
    UNIT = "entity_unit"
    VALUE = "entity_value"
    GROUP = "entity_group"
    ASSUMED = "entity_assumed"
    SECOND_STOP = "entity_second_stop"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Offered:
    """Which entities are offered for a field: of one domain, by class or by unit.

    A sensor that somebody has made by hand often has a unit and no device class.
    """

    domain: Platform
    classes: tuple[str, ...] = ()
    units: tuple[str, ...] = ()

    def filters(self) -> list[EntityWithDeviceFilterSelectorConfig]:
        """Return the filters, of which one has to match."""
        wanted: list[EntityWithDeviceFilterSelectorConfig] = []
        if self.classes:
            wanted.append({"domain": self.domain, "device_class": list(self.classes)})
        if self.units:
            wanted.append(
                {"domain": self.domain, "unit_of_measurement": list(self.units)}
            )
        return wanted or [{"domain": self.domain}]


_OFFERED: Final[Mapping[str, _Offered]] = {
    CONF_SPEED: _Offered(
        domain=Platform.SENSOR,
        classes=(SensorDeviceClass.SPEED,),
        units=(
            UnitOfSpeed.KILOMETERS_PER_HOUR,
            UnitOfSpeed.MILES_PER_HOUR,
            UnitOfSpeed.METERS_PER_SECOND,
        ),
    ),
    CONF_DISTANCE: _Offered(
        domain=Platform.SENSOR,
        classes=(SensorDeviceClass.DISTANCE,),
        units=(UnitOfLength.METERS, UnitOfLength.KILOMETERS, UnitOfLength.MILES),
    ),
    CONF_MOVING_TIME: _Offered(
        domain=Platform.SENSOR,
        classes=(SensorDeviceClass.DURATION,),
        units=(UnitOfTime.SECONDS, UnitOfTime.MINUTES, UnitOfTime.HOURS),
    ),
    CONF_STOP: _Offered(domain=Platform.BUTTON),
    CONF_POWER: _Offered(
        domain=Platform.SENSOR,
        classes=(SensorDeviceClass.POWER,),
        units=(UnitOfPower.WATT, UnitOfPower.KILO_WATT),
    ),
    CONF_SWITCH_OFF: _Offered(domain=Platform.SWITCH),
    CONF_PRESENCE: _Offered(
        domain=Platform.BINARY_SENSOR,
        classes=(
            BinarySensorDeviceClass.OCCUPANCY,
            BinarySensorDeviceClass.PRESENCE,
            BinarySensorDeviceClass.MOTION,
            BinarySensorDeviceClass.MOVING,
            BinarySensorDeviceClass.VIBRATION,
        ),
    ),
}


def entity_schema(hass: HomeAssistant, keys: Iterable[str]) -> probatio.Schema:
    """Return the form for some entities, without the integration's own."""
    wanted = frozenset(keys)
    ours = [
        entry.entity_id
        for entry in er.async_get(hass).entities.values()
        if entry.platform == DOMAIN
    ]
    fields: dict[Any, Any] = {}
    for marker in _MARKERS:
        if str(marker) in wanted:
            fields[marker] = _selector(str(marker), ours)
        if str(marker) == CONF_SPEED and marker in fields:
            fields[probatio.Required(CONF_SPEED_ON_CHANGE, default=False)] = FLAG
    return probatio.Schema(fields)


def objection_to(hass: HomeAssistant, key: str, entity_id: str) -> Objection | None:
    """Return why an entity cannot be used for something."""
    state = hass.states.get(entity_id)
    if state is None:
        known = entity_id in er.async_get(hass).entities
        return None if known else Objection.MISSING
    if key == CONF_SWITCH_OFF:
        return _switch_objection(state)
    source = SOURCES.get(key)
    if source is None or state.state in NO_VALUE or source.read(state) is not None:
        return None
    unit, units = state.attributes.get(ATTR_UNIT_OF_MEASUREMENT), _OFFERED[key].units
    return Objection.UNIT if units and unit not in units else Objection.VALUE


def told_of(hass: HomeAssistant, key: str, entity_id: str) -> dict[str, str]:
    """Return what a problem with an entity is told by."""
    state = hass.states.get(entity_id)
    told = state.attributes if state is not None else {}
    return {
        "unit": str(told.get(ATTR_UNIT_OF_MEASUREMENT, "-")),
        "units": ", ".join(_OFFERED[key].units),
        "value": "" if state is None else state.state,
    }


def entity_name(hass: HomeAssistant, data: Mapping[str, Any]) -> str | None:
    """Return how the device of a machine's first entity is called."""
    first = next(iter(entities_of(data).values()), "")
    entry = er.async_get(hass).async_get(first)
    if entry is None or entry.device_id is None:
        return None
    device = dr.async_get(hass).async_get(entry.device_id)
    return None if device is None else device.name_by_user or device.name


def _switch_objection(state: State) -> Objection | None:
    if isinstance(state.attributes.get(ATTR_ENTITY_ID), list | tuple):
        return Objection.GROUP
    return Objection.ASSUMED if state.attributes.get(ATTR_ASSUMED_STATE) else None


def _selector(key: str, ours: list[str]) -> EntitySelector:
    return EntitySelector(
        EntitySelectorConfig(filter=_OFFERED[key].filters(), exclude_entities=ours)
    )


# In the order of the form.
_MARKERS: Final = (
    probatio.Optional(CONF_SPEED),
    probatio.Optional(CONF_DISTANCE),
    probatio.Optional(CONF_MOVING_TIME),
    probatio.Optional(CONF_STOP),
    probatio.Optional(CONF_POWER),
    probatio.Optional(CONF_SWITCH_OFF),
    probatio.Optional(CONF_PRESENCE),
)
