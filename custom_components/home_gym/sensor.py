"""What a machine does, how long it may go on, and what was proved of its last stop."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final, override

from homeassistant.components.sensor import (
    SensorDeviceClass,
    SensorEntity,
    SensorStateClass,
)
from homeassistant.const import (
    EntityCategory,
    UnitOfLength,
    UnitOfPower,
    UnitOfSpeed,
    UnitOfTime,
)
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback
from homeassistant.util import dt as dt_util

from .coordinator import MachineCoordinator
from .engine.words import Belt, Phase, Proof, Reason
from .entity import ShownEntity, async_add_machines
from .history.numbers import (
    day_began,
    lifetime,
    lifetime_km,
    lifetime_min,
    sessions_this_week,
    stops,
    week_began,
    week_summary,
)
from .models import HomeGymConfigEntry
from .people.entities import person_sensors
from .people.entity import async_add_people
from .sensor_descriptions import (
    CountDescription,
    DiagnosticDescription,
    GymSensorDescription,
    RareDescription,
)

PARALLEL_UPDATES = 0  # There is no I/O in the entities themselves.

NO_REASON: Final = "none"
QUIET_S: Final = 120.0


async def async_setup_entry(
    hass: HomeAssistant,
    entry: HomeGymConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the sensors of every machine and every person."""
    async_add_machines(
        hass,
        entry,
        async_add_entities,
        lambda machine: [
            (GymSensor if description.step is None else SteadySensor)(
                machine, description
            )
            for description in SENSORS
        ],
    )
    async_add_people(hass, entry, async_add_entities, person_sensors)


class GymSensor(ShownEntity, SensorEntity):
    """Show something of a machine."""

    entity_description: GymSensorDescription

    @property
    @override
    def native_value(self) -> str | int | float | datetime | None:
        """Return what is shown."""
        value: str | int | float | datetime | None = self._shown[0]
        return value

    @property
    @override
    def last_reset(self) -> datetime | None:
        """Return since when a sum counts that begins anew from time to time."""
        since_fn = self.entity_description.since_fn
        return None if since_fn is None else since_fn(self.coordinator)


class SteadySensor(GymSensor):
    """Show a number that trembles.

    A motor's watts differ with every step on the belt, and a row in the database for
    each of them tells nobody anything. Zero is always shown at once.
    """

    _moved_at: float = 0.0

    @override
    def _look(self, shown: float | None) -> tuple[Any, Mapping[str, Any] | None]:
        value, attributes = super()._look(shown)
        if value and shown and self._trembles(abs(value - shown), shown):
            return shown, attributes
        if value != shown:
            self._moved_at = self.coordinator.hass.loop.time()
        return value, attributes

    def _trembles(self, change: float, shown: float) -> bool:
        description = self.entity_description
        if change < (description.step or 0.0):
            return True
        quiet_until = self._moved_at + QUIET_S
        is_jump = change >= description.jump * shown
        return not is_jump and self.coordinator.hass.loop.time() < quiet_until


def _at(unix_s: float | None) -> datetime | None:
    return None if unix_s is None else dt_util.utc_from_timestamp(round(unix_s, 1))


def _tenths(value: float | None) -> float | None:
    return None if value is None else round(value, 1)


def _steps(value: float | None, step: int) -> int | None:
    return None if value is None else round(value / step) * step


def _belt(machine: MachineCoordinator) -> str | None:
    # Home Assistant has its own state for what is unknown.
    belt = machine.data.belt
    return None if belt is Belt.UNKNOWN else belt.value


def _allowed_speed(machine: MachineCoordinator) -> float | None:
    cap = machine.data.cap
    # A cool-down lowers the cap a little with each second.
    return None if cap is None else round(cap.speed_kmh, 1)


def _cap_source(machine: MachineCoordinator) -> dict[str, Any]:
    cap = machine.data.cap
    return {"source": None if cap is None else cap.source.value}


def _leading_digit(count: int) -> int:
    # A device that talks nonsense does so all the time: 1, 2 … 9, 10, 20 … 90, 100.
    scale: int = 10 ** (len(str(count)) - 1)
    return count // scale * scale


def _last_stop(machine: MachineCoordinator) -> datetime | None:
    record = machine.data.last_ladder
    return None if record is None else _at(record.still_utc_s)


def _stop_evidence(machine: MachineCoordinator) -> dict[str, Any] | None:
    record = machine.data.last_ladder
    if record is None:
        return None
    return {
        "reason": record.reason.value,
        "stop_sent": _at(record.stop_sent_utc_s),
        "still": _at(record.still_utc_s),
        "relay_off": _at(record.off_utc_s),
        "stop_time_s": _tenths(record.stop_time_s),
        "load_verified": record.load_verified,
        "proof": record.proof.value,
    }


SENSORS: Final = (
    GymSensorDescription(
        key="phase",
        device_class=SensorDeviceClass.ENUM,
        options=list(Phase),
        value_fn=lambda machine: machine.data.phase.value,
    ),
    # On its own, since a dashboard or an automation finds and translates a state more
    # easily than an attribute of the phase. No reason is no unknown reason.
    GymSensorDescription(
        key="reason",
        device_class=SensorDeviceClass.ENUM,
        options=[*Reason, NO_REASON],
        value_fn=lambda machine: machine.data.reason or NO_REASON,
    ),
    # More than most want to know beside "moving": it also tells a conflict.
    RareDescription(
        key="belt",
        device_class=SensorDeviceClass.ENUM,
        options=[belt for belt in Belt if belt is not Belt.UNKNOWN],
        value_fn=_belt,
    ),
    GymSensorDescription(
        key="speed",
        device_class=SensorDeviceClass.SPEED,
        native_unit_of_measurement=UnitOfSpeed.KILOMETERS_PER_HOUR,
        state_class=SensorStateClass.MEASUREMENT,
        suggested_display_precision=1,
        # A console knows no finer steps. 0.1 in floating point may be a bit less.
        step=0.099,
        value_fn=lambda machine: _tenths(machine.data.speed_kmh),
    ),
    GymSensorDescription(
        key="allowed_speed",
        device_class=SensorDeviceClass.SPEED,
        native_unit_of_measurement=UnitOfSpeed.KILOMETERS_PER_HOUR,
        suggested_display_precision=1,
        value_fn=_allowed_speed,
        attributes_fn=_cap_source,
    ),
    # For statistics and exact watts the plug has a sensor of its own; this one tells
    # whether the motor runs, and stays quiet while it does.
    RareDescription(
        key="power",
        device_class=SensorDeviceClass.POWER,
        native_unit_of_measurement=UnitOfPower.WATT,
        suggested_display_precision=0,
        step=10.0,
        jump=0.5,
        value_fn=lambda machine: _steps(machine.data.power_w, 10),
    ),
    # It starts anew with each session, so a sum would only repeat that of the day; as
    # a measurement the statistics keep the longest session of each hour.
    GymSensorDescription(
        key="session_time",
        device_class=SensorDeviceClass.DURATION,
        native_unit_of_measurement=UnitOfTime.MINUTES,
        suggested_display_precision=0,
        state_class=SensorStateClass.MEASUREMENT,
        value_fn=lambda machine: machine.data.session_min,
    ),
    # A session that is edited away takes its minutes back, so these may fall.
    GymSensorDescription(
        key="walked_today",
        device_class=SensorDeviceClass.DURATION,
        native_unit_of_measurement=UnitOfTime.MINUTES,
        suggested_display_precision=0,
        state_class=SensorStateClass.TOTAL,
        since_fn=day_began,
        value_fn=lambda machine: machine.data.day_min,
    ),
    GymSensorDescription(
        key="walked_this_week",
        device_class=SensorDeviceClass.DURATION,
        native_unit_of_measurement=UnitOfTime.MINUTES,
        suggested_display_precision=0,
        state_class=SensorStateClass.TOTAL,
        since_fn=week_began,
        value_fn=lambda machine: machine.data.week_min,
    ),
    RareDescription(
        key="sessions_this_week",
        state_class=SensorStateClass.TOTAL,
        since_fn=week_began,
        value_fn=sessions_this_week,
        attributes_fn=week_summary,
    ),
    # What is lifetime comes from the log, so that it is neither lost nor counted twice,
    # and falls where the log is put right.
    RareDescription(
        key="total_moving_time",
        device_class=SensorDeviceClass.DURATION,
        native_unit_of_measurement=UnitOfTime.MINUTES,
        suggested_display_precision=0,
        state_class=SensorStateClass.TOTAL,
        value_fn=lifetime_min,
    ),
    RareDescription(
        key="total_distance",
        device_class=SensorDeviceClass.DISTANCE,
        native_unit_of_measurement=UnitOfLength.KILOMETERS,
        state_class=SensorStateClass.TOTAL,
        suggested_display_precision=1,
        value_fn=lifetime_km,
    ),
    RareDescription(
        key="total_sessions",
        state_class=SensorStateClass.TOTAL,
        value_fn=lambda machine: lifetime(machine).sessions,
    ),
    CountDescription(
        key="breaks_taken",
        value_fn=lambda machine: lifetime(machine).breaks_taken,
    ),
    CountDescription(
        key="breaks_snoozed",
        value_fn=lambda machine: lifetime(machine).breaks_snoozed,
    ),
    CountDescription(
        key="breaks_skipped",
        value_fn=lambda machine: lifetime(machine).breaks_skipped,
    ),
    CountDescription(
        key="breaks_overdue",
        value_fn=lambda machine: lifetime(machine).breaks_overdue,
    ),
    CountDescription(
        key="warm_ups_held",
        value_fn=lambda machine: lifetime(machine).warm_ups_held,
    ),
    CountDescription(
        key="speed_jumps",
        value_fn=lambda machine: lifetime(machine).speed_jumps,
    ),
    CountDescription(
        key="stops",
        value_fn=lambda machine: lifetime(machine).stops.total(),
        attributes_fn=stops,
    ),
    GymSensorDescription(
        key="next_break_at",
        device_class=SensorDeviceClass.TIMESTAMP,
        value_fn=lambda machine: _at(machine.data.next_break_at),
    ),
    GymSensorDescription(
        key="session_ends_at",
        device_class=SensorDeviceClass.TIMESTAMP,
        value_fn=lambda machine: _at(machine.data.session_ends_at),
    ),
    GymSensorDescription(
        key="lock_ends_at",
        device_class=SensorDeviceClass.TIMESTAMP,
        value_fn=lambda machine: _at(machine.data.lock_ends_at),
    ),
    RareDescription(
        key="suspended_until",
        device_class=SensorDeviceClass.TIMESTAMP,
        value_fn=lambda machine: _at(machine.data.suspended_until),
    ),
    DiagnosticDescription(
        key="backstop_until",
        device_class=SensorDeviceClass.TIMESTAMP,
        value_fn=lambda machine: _at(machine.data.backstop_until),
    ),
    GymSensorDescription(
        key="last_stop",
        device_class=SensorDeviceClass.TIMESTAMP,
        entity_category=EntityCategory.DIAGNOSTIC,
        value_fn=_last_stop,
        attributes_fn=_stop_evidence,
    ),
    # The witness changes with almost every message, and so does the time of the last.
    DiagnosticDescription(
        key="proof",
        device_class=SensorDeviceClass.ENUM,
        options=list(Proof),
        value_fn=lambda machine: machine.data.proof.value,
    ),
    DiagnosticDescription(
        key="last_evidence_at",
        device_class=SensorDeviceClass.TIMESTAMP,
        value_fn=lambda machine: _at(machine.data.evidence_at),
    ),
    DiagnosticDescription(
        key="plug_report_interval",
        device_class=SensorDeviceClass.DURATION,
        native_unit_of_measurement=UnitOfTime.SECONDS,
        suggested_display_precision=0,
        step=2.0,
        jump=0.5,
        value_fn=lambda machine: _steps(machine.state.evidence.power_interval_s, 1),
    ),
    DiagnosticDescription(
        key="unreadable_messages",
        value_fn=lambda machine: _leading_digit(machine.unreadable_messages),
    ),
)
