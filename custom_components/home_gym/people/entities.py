"""The entities of a person: what they walked and may, and whether they are locked."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, override

from homeassistant.components.binary_sensor import (
    BinarySensorEntity,
    BinarySensorEntityDescription,
)
from homeassistant.components.sensor import (
    SensorDeviceClass,
    SensorEntity,
    SensorEntityDescription,
    SensorStateClass,
)
from homeassistant.const import EntityCategory, UnitOfLength, UnitOfTime
from homeassistant.util import dt as dt_util

from ..engine.progress.personal import Limited
from .check_in import open_question
from .coordinator import PersonCoordinator
from .entity import PersonDescription, PersonEntity

NOWHERE: Final = "nowhere"


@dataclass(frozen=True, kw_only=True)
class PersonSensorDescription(SensorEntityDescription, PersonDescription):
    """Describe a sensor of a person."""


@dataclass(frozen=True, kw_only=True)
class PersonTotalDescription(PersonSensorDescription):
    """Describe what all the years amount to, by the log: it falls with a correction."""

    state_class: SensorStateClass | None = SensorStateClass.TOTAL


@dataclass(frozen=True, kw_only=True)
class PersonCountDescription(PersonTotalDescription):
    """Describe a count of all years: for statistics of one's own, not for a wall."""

    entity_category: EntityCategory | None = EntityCategory.DIAGNOSTIC
    entity_registry_enabled_default: bool = False


@dataclass(frozen=True, kw_only=True)
class PersonBinarySensorDescription(BinarySensorEntityDescription, PersonDescription):
    """Describe a binary sensor of a person."""


class PersonSensor(PersonEntity, SensorEntity):
    """Show something of a person."""

    entity_description: PersonSensorDescription

    @property
    @override
    def native_value(self) -> int | float | str | datetime | None:
        """Return what is shown."""
        value: int | float | str | datetime | None = self._value
        return value


class PersonBinarySensor(PersonEntity, BinarySensorEntity):
    """Show whether something is so for a person."""

    entity_description: PersonBinarySensorDescription

    @property
    @override
    def is_on(self) -> bool:
        """Return what is shown."""
        on: bool = self._value
        return on


def _lock_ends(person: PersonCoordinator) -> datetime | None:
    at = person.data.lock_ends_at
    return None if at is None else dt_util.utc_from_timestamp(at)


def _rests_until(person: PersonCoordinator) -> datetime | None:
    gap = person.progress.gap
    return None if gap is None else dt_util.utc_from_timestamp(round(gap.ends_utc_s))


def _reasons(person: PersonCoordinator) -> dict[str, Any]:
    return {"reasons": [reason.value for reason in person.data.lock_reasons]}


def _minutes(seconds: float | None) -> int | None:
    return None if seconds is None else int(seconds // 60)


def _week(person: PersonCoordinator) -> dict[str, Any]:
    week = person.progress.week
    return {
        "goal": _minutes(week.goal_s),
        "moderate": _minutes(week.moderate_s),
        "vigorous": _minutes(week.vigorous_s),
        "elsewhere": _minutes(week.elsewhere_s),
        "grows_quickly": week.grows_quickly,
    }


def _longest(person: PersonCoordinator) -> int | None:
    cap = person.progress.cap(Limited.SESSION)
    return None if cap is None else _minutes(cap.value)


def _rests_on(person: PersonCoordinator) -> dict[str, Any]:
    cap = person.progress.cap(Limited.SESSION)
    return {} if cap is None else {"source": cap.source.value, **cap.facts}


def _step(person: PersonCoordinator) -> int:
    way = person.progress.way_back
    return 0 if way is None else way.step


def _way(person: PersonCoordinator) -> dict[str, Any]:
    way = person.progress.way_back
    if way is None:
        return {"steps": None, "waits_for": None}
    return {"steps": way.steps, "waits_for": way.waits_for.value}


def _asked_about(person: PersonCoordinator) -> dict[str, Any]:
    question = person.progress.question
    return {"day": None if question is None else question.day}


SENSORS: Final = (
    PersonSensorDescription(
        key="person_day",
        device_class=SensorDeviceClass.DURATION,
        native_unit_of_measurement=UnitOfTime.MINUTES,
        suggested_display_precision=0,
        value_fn=lambda person: person.data.day_min,
    ),
    PersonSensorDescription(
        key="person_week",
        device_class=SensorDeviceClass.DURATION,
        native_unit_of_measurement=UnitOfTime.MINUTES,
        suggested_display_precision=0,
        value_fn=lambda person: person.data.week_min,
    ),
    # What the goal counts, which is less than what was walked, or more.
    PersonSensorDescription(
        key="person_goal",
        device_class=SensorDeviceClass.DURATION,
        native_unit_of_measurement=UnitOfTime.MINUTES,
        suggested_display_precision=0,
        value_fn=lambda person: _minutes(person.progress.week.done_s),
        attributes_fn=_week,
    ),
    PersonSensorDescription(
        key="longest_today",
        device_class=SensorDeviceClass.DURATION,
        native_unit_of_measurement=UnitOfTime.MINUTES,
        suggested_display_precision=0,
        value_fn=_longest,
        attributes_fn=_rests_on,
    ),
    PersonSensorDescription(
        key="return_step",
        value_fn=_step,
        attributes_fn=_way,
    ),
    PersonSensorDescription(
        key="person_lock_ends",
        device_class=SensorDeviceClass.TIMESTAMP,
        value_fn=_lock_ends,
    ),
    PersonSensorDescription(
        key="walks_on",
        value_fn=lambda person: person.data.walks_on or NOWHERE,
    ),
    # Advice, and no lock: whoever begins sooner is stopped by nobody.
    PersonSensorDescription(
        key="rests_until",
        device_class=SensorDeviceClass.TIMESTAMP,
        value_fn=_rests_until,
    ),
    PersonTotalDescription(
        key="person_total_time",
        device_class=SensorDeviceClass.DURATION,
        native_unit_of_measurement=UnitOfTime.MINUTES,
        suggested_display_precision=0,
        value_fn=lambda person: int(person.lifetime.walked_s // 60),
    ),
    PersonTotalDescription(
        key="person_total_distance",
        device_class=SensorDeviceClass.DISTANCE,
        native_unit_of_measurement=UnitOfLength.KILOMETERS,
        suggested_display_precision=1,
        value_fn=lambda person: round(person.lifetime.walked_m / 1000, 2),
    ),
    PersonCountDescription(
        key="person_total_sessions",
        value_fn=lambda person: person.lifetime.sessions,
    ),
    PersonCountDescription(
        key="person_breaks_taken",
        value_fn=lambda person: person.lifetime.breaks_taken,
    ),
    PersonCountDescription(
        key="person_breaks_snoozed",
        value_fn=lambda person: person.lifetime.breaks_snoozed,
    ),
    PersonCountDescription(
        key="person_breaks_skipped",
        value_fn=lambda person: person.lifetime.breaks_skipped,
    ),
    PersonCountDescription(
        key="person_breaks_overdue",
        value_fn=lambda person: person.lifetime.breaks_overdue,
    ),
    PersonCountDescription(
        key="person_warm_ups_held",
        value_fn=lambda person: person.lifetime.warm_ups_held,
    ),
    PersonCountDescription(
        key="person_speed_jumps",
        value_fn=lambda person: person.lifetime.speed_jumps,
    ),
)
BINARY_SENSORS: Final = (
    PersonBinarySensorDescription(
        key="person_locked",
        value_fn=lambda person: person.data.locked,
        attributes_fn=_reasons,
    ),
    PersonBinarySensorDescription(
        key="check_in_due",
        value_fn=lambda person: open_question(person) is not None,
        attributes_fn=_asked_about,
    ),
)


def person_sensors(person: PersonCoordinator) -> list[PersonSensor]:
    """Return the sensors of a person."""
    return [PersonSensor(person, description) for description in SENSORS]


def person_binary_sensors(person: PersonCoordinator) -> list[PersonBinarySensor]:
    """Return the binary sensors of a person."""
    return [PersonBinarySensor(person, description) for description in BINARY_SENSORS]
