"""What the log says of a machine, as numbers for its sensors."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from homeassistant.util import dt as dt_util

from ..coordinator import MachineCoordinator
from ..engine.history.sums import Sums
from .session_log import Logged


def lifetime_min(machine: MachineCoordinator) -> int:
    """Return the moving time in all, in whole minutes."""
    return int(machine.log.lifetime_s(_logged(machine)) // 60)


def lifetime_km(machine: MachineCoordinator) -> float:
    """Return the way walked in all."""
    return round(machine.log.lifetime_m(_logged(machine)) / 1000, 2)


def lifetime(machine: MachineCoordinator) -> Sums:
    """Return what all finished sessions amount to."""
    return _logged(machine).lifetime


def stops(machine: MachineCoordinator) -> dict[str, Any]:
    """Return how often a walk was stopped for each reason."""
    return {reason.value: n for reason, n in sorted(lifetime(machine).stops.items())}


def sessions_this_week(machine: MachineCoordinator) -> int:
    """Return how many sessions were finished this week."""
    return _logged(machine).this_week.sessions


def week_summary(machine: MachineCoordinator) -> Mapping[str, Any]:
    """Return the finished sessions of this week in numbers, and of the week before."""
    logged = _logged(machine)
    week, before = logged.this_week, logged.last_week
    return {
        "moving_min": round(week.moving_s / 60),
        "distance_km": round(week.distance_m / 1000, 2),
        "longest_min": round(week.longest_s / 60),
        "breaks_taken": week.breaks_taken,
        "breaks_skipped": week.breaks_skipped,
        "last_week_sessions": before.sessions,
        "last_week_moving_min": round(before.moving_s / 60),
        "last_week_distance_km": round(before.distance_m / 1000, 2),
    }


def day_began(machine: MachineCoordinator) -> datetime | None:
    """Return when the gym's present day began."""
    day = machine.state.day
    return dt_util.utc_from_timestamp(day.starts_utc_s) if day.name else None


def week_began(machine: MachineCoordinator) -> datetime | None:
    """Return when the gym's present week began."""
    day = machine.state.day
    return dt_util.utc_from_timestamp(day.week_starts_utc_s) if day.name else None


def _logged(machine: MachineCoordinator) -> Logged:
    return machine.log.logged(machine.state.day.week, machine.machine.calendar)
