"""What is either so or not: a break due, a lock, an alarm, a signal that is gone."""

from dataclasses import dataclass
from typing import Any, Final, override

from homeassistant.components.binary_sensor import (
    BinarySensorEntity,
    BinarySensorEntityDescription,
)
from homeassistant.components.binary_sensor.const import BinarySensorDeviceClass
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .coordinator import MachineCoordinator
from .engine.words import Belt
from .entity import ShownDescription, ShownEntity, async_add_machines
from .models import HomeGymConfigEntry
from .people.entities import person_binary_sensors
from .people.entity import async_add_people

PARALLEL_UPDATES = 0  # There is no I/O in the entities themselves.

# A belt that nobody can vouch for neither moves nor stands: unknown is not stopped.
_MOVING: Final = {Belt.MOVING: True, Belt.STILL: False}


@dataclass(frozen=True, kw_only=True)
class GymBinarySensorDescription(BinarySensorEntityDescription, ShownDescription):
    """Describe a binary sensor."""


async def async_setup_entry(
    hass: HomeAssistant,
    entry: HomeGymConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the binary sensors of every machine and every person."""
    async_add_machines(
        hass,
        entry,
        async_add_entities,
        lambda machine: [
            GymBinarySensor(machine, description) for description in BINARY_SENSORS
        ],
    )
    async_add_people(hass, entry, async_add_entities, person_binary_sensors)


class GymBinarySensor(ShownEntity, BinarySensorEntity):
    """Show whether something is so."""

    entity_description: GymBinarySensorDescription
    # What stands in the way changes with every step towards a walk.
    _unrecorded_attributes = frozenset({"blockers"})

    @property
    @override
    def is_on(self) -> bool | None:
        """Return what is shown."""
        on: bool | None = self._shown[0]
        return on


def _blockers(machine: MachineCoordinator) -> dict[str, Any]:
    return {"blockers": [blocker.value for blocker in machine.data.blockers]}


def _lock_reasons(machine: MachineCoordinator) -> dict[str, Any]:
    scope = machine.data.lock_scope
    return {
        "reasons": [reason.value for reason in machine.data.lock_reasons],
        "whose": None if scope is None else scope.value,
    }


def _trouble(machine: MachineCoordinator) -> dict[str, Any]:
    alarm = machine.data.alarm
    return {"trouble": None if alarm is None else alarm.value}


BINARY_SENSORS: Final = (
    GymBinarySensorDescription(
        key="moving",
        device_class=BinarySensorDeviceClass.MOVING,
        value_fn=lambda machine: _MOVING.get(machine.data.belt),
    ),
    GymBinarySensorDescription(
        key="warmed_up",
        value_fn=lambda machine: machine.data.warmed_up,
    ),
    GymBinarySensorDescription(
        key="break_due",
        value_fn=lambda machine: machine.data.break_due,
    ),
    GymBinarySensorDescription(
        key="day_limit_reached",
        value_fn=lambda machine: machine.data.day_limit_reached,
    ),
    # Without a device class: Home Assistant's lock is on when it is open.
    GymBinarySensorDescription(
        key="locked",
        value_fn=lambda machine: machine.data.locked,
        attributes_fn=_lock_reasons,
    ),
    GymBinarySensorDescription(
        key="ready",
        value_fn=lambda machine: machine.data.ready,
        attributes_fn=_blockers,
    ),
    GymBinarySensorDescription(
        key="signal_problem",
        device_class=BinarySensorDeviceClass.PROBLEM,
        value_fn=lambda machine: machine.data.signal_problem,
    ),
    # A problem, since the other side of Home Assistant's safety reads "safe", which
    # is more than anybody can promise of a treadmill.
    GymBinarySensorDescription(
        key="alarm",
        device_class=BinarySensorDeviceClass.PROBLEM,
        value_fn=lambda machine: machine.data.alarm is not None,
        attributes_fn=_trouble,
    ),
)
