"""The two clocks of the engine; both are arguments, never asked for."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Final

UNKNOWN_ZONE: Final = UTC


@dataclass(frozen=True, slots=True, kw_only=True)
class Now:
    """Say what time it is.

    `elapsed_s` is monotonic and counts while the host is suspended (CLOCK_BOOTTIME):
    for ladders, freshness and moving time. `utc_s` is Unix time: for days, locks and
    display. Either may be the only one that is right.
    """

    elapsed_s: float
    utc_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """Tell days apart where the gym stands.

    `turn_hour` is the local hour at which a new day begins.
    """

    zone: tzinfo = UNKNOWN_ZONE
    turn_hour: int = 4

    def day(self, utc_s: float) -> str:
        """Return the gym's day of a moment, as an ISO date."""
        return self._shifted(utc_s).date().isoformat()

    def week_start(self, day: str) -> str:
        """Return the Monday of a day's week, as an ISO date."""
        date = datetime.fromisoformat(day).date()
        return (date - timedelta(days=date.weekday())).isoformat()

    def week_before(self, week: str) -> str:
        """Return the Monday of the week before, as an ISO date."""
        date = datetime.fromisoformat(week).date()
        return (date - timedelta(days=7)).isoformat()

    def day_start(self, day: str) -> float:
        """Return the Unix time at which a day starts."""
        return self._turn(datetime.fromisoformat(day))

    def day_end(self, day: str) -> float:
        """Return the Unix time at which a day ends."""
        return self._turn(datetime.fromisoformat(day) + timedelta(days=1))

    def week_end(self, day: str) -> float:
        """Return the Unix time at which a day's week ends."""
        monday = datetime.fromisoformat(self.week_start(day))
        return self._turn(monday + timedelta(days=7))

    def _turn(self, date: datetime) -> float:
        return date.replace(hour=self.turn_hour, tzinfo=self.zone).timestamp()

    def _shifted(self, utc_s: float) -> datetime:
        local = datetime.fromtimestamp(utc_s, self.zone)
        # Wall-clock arithmetic on purpose: the day turns when the clock on the wall
        # says so, however long the night of a time change was.
        return local.replace(tzinfo=None) - timedelta(hours=self.turn_hour)
