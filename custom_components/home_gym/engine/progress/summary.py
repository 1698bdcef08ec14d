"""One week of a person in a look: days, goal, best walk, and the weeks before."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from ..history.record import SessionRecord
from ..history.sums import Sums, sums_of
from ..words import PainBand
from .intensity import VIGOROUS_COUNTS
from .past import Past
from .records import STOPPING, PainNote
from .week import Week, counted_elsewhere_s, week_of

# So many weeks tell where it goes, and fit beside the days.
TREND_WEEKS: Final = 8
_HURT: Final = STOPPING | {PainBand.CAUTION}


@dataclass(frozen=True, slots=True, kw_only=True)
class DayOfWeek:
    """Tell one day in s: `counted_s` of what was walked counts toward the goal."""

    day: str
    walked_s: float
    counted_s: float
    elsewhere_s: float
    hurt: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekSummary:
    """Tell a week; `trend` is what was walked (s) by week, this one last."""

    week: Week
    days: tuple[DayOfWeek, ...]
    sums: Sums
    best: SessionRecord | None
    trend: tuple[tuple[str, float], ...]

    @property
    def growth_percent(self) -> int | None:
        """Return by how much the week exceeds the best of the four before it."""
        if not self.week.best_s:
            return None
        return round((self.week.walked_s / self.week.best_s - 1) * 100)


def summary_of(
    past: Past, records: Iterable[SessionRecord], pains: Iterable[PainNote]
) -> WeekSummary:
    """Return the week of the past's moment; records of other weeks are passed over."""
    week = week_of(past)
    own = [
        record for record in records if _week(past, record.started_utc_s) == week.monday
    ]
    return WeekSummary(
        week=week,
        days=tuple(_days(past, week.monday, pains)),
        sums=sums_of(own),
        best=max(own, key=lambda record: record.moving_s, default=None),
        trend=tuple(_trend(past, week.monday)),
    )


def _days(past: Past, monday: str, pains: Iterable[PainNote]) -> Iterator[DayOfWeek]:
    day_of = past.calendar.day
    hurt = {day_of(each.at_utc_s) for each in pains if each.band in _HURT}
    for offset in range(7):
        day = _later(monday, offset)
        walks = [walk for walk in past.history.walks if past.day_of(walk) == day]
        yield DayOfWeek(
            day=day,
            walked_s=sum(walk.moving_s + walk.unseen_s for walk in walks),
            counted_s=sum(
                walk.moderate_s + VIGOROUS_COUNTS * walk.vigorous_s for walk in walks
            ),
            elsewhere_s=sum(
                counted_elsewhere_s(each)
                for each in past.history.activities
                if day_of(each.at_utc_s) == day
            ),
            hurt=day in hurt,
        )


def _trend(past: Past, monday: str) -> list[tuple[str, float]]:
    weeks = {_later(monday, -7 * each): 0.0 for each in reversed(range(TREND_WEEKS))}
    for walk in past.history.walks:
        week = _week(past, walk.started_utc_s)
        if week in weeks:
            weeks[week] += walk.moving_s + walk.unseen_s
    return list(weeks.items())


def _week(past: Past, utc_s: float) -> str:
    return past.calendar.week_start(past.calendar.day(utc_s))


def _later(day: str, days: int) -> str:
    return (date.fromisoformat(day) + timedelta(days=days)).isoformat()
