"""The week so far: beside its goal, and beside the best of the last four weeks."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from .comfort import DAY_S
from .intensity import VIGOROUS_COUNTS
from .past import Past
from .records import Activity, Walk

# evidence.md, a3: the notice compares with the best of the last 4 weeks.
WEEKS: Final = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """Tell what was done since Monday; times are s.

    `done_s` counts toward the goal, `walked_s` toward the limits: only the latter has
    time that nobody saw. `best_s` is the most that was walked in one of the last four
    weeks, on the belt, and `notice_s` from where on a week is a lot more than that;
    None where there is nothing to compare with.
    """

    monday: str
    goal_s: float | None
    done_s: float
    moderate_s: float
    vigorous_s: float
    elsewhere_s: float
    walked_s: float
    best_s: float
    notice_s: float | None

    @property
    def grows_quickly(self) -> bool:
        """Tell whether this week is a lot more than those before it."""
        return self.notice_s is not None and self.walked_s > self.notice_s


def week_of(past: Past) -> Week:
    """Return the present week."""
    calendar = past.calendar
    monday = calendar.week_start(past.today)
    # More weeks than are compared, and then by days: they are not all equally long.
    since_s = past.utc_s - (WEEKS + 2) * 7 * DAY_S
    lately = [walk for walk in past.history.walks if walk.started_utc_s >= since_s]
    walks = [
        walk for walk in lately if calendar.week_start(past.day_of(walk)) == monday
    ]
    moderate_s = sum(walk.moderate_s for walk in walks)
    vigorous_s = sum(walk.vigorous_s for walk in walks)
    walked_s = sum(walk.moving_s + walk.unseen_s for walk in walks)
    elsewhere_s = _elsewhere_s(past, monday)
    best_s = _best_s(past, lately, monday)
    return Week(
        monday=monday,
        goal_s=past.policy.goal.week_s,
        done_s=moderate_s + VIGOROUS_COUNTS * vigorous_s + elsewhere_s,
        moderate_s=moderate_s,
        vigorous_s=vigorous_s,
        elsewhere_s=elsewhere_s,
        walked_s=walked_s,
        best_s=best_s,
        notice_s=best_s * past.policy.growth.week_notice_factor or None,
    )


def weeks_of(past: Past, number: int) -> list[Week]:
    """Return so many weeks, the present one last, and each other one as a whole."""
    calendar = past.calendar
    weeks = [week_of(past)]
    while len(weeks) < number:
        monday = calendar.week_before(weeks[0].monday)
        weeks.insert(0, week_of(past.before(calendar.week_end(monday) - 1.0)))
    return weeks


def counted_elsewhere_s(activity: Activity) -> float:
    """Return as how many moderate seconds it counts; vigorous ones are two."""
    return activity.length_s * (VIGOROUS_COUNTS if activity.vigorous else 1.0)


def _elsewhere_s(past: Past, monday: str) -> float:
    return sum(
        counted_elsewhere_s(each)
        for each in past.history.activities
        if past.calendar.week_start(past.calendar.day(each.at_utc_s)) == monday
    )


def _best_s(past: Past, walks: Iterable[Walk], monday: str) -> float:
    first = (date.fromisoformat(monday) - timedelta(weeks=WEEKS)).isoformat()
    weeks: dict[str, float] = {}
    for walk in walks:
        week = past.calendar.week_start(past.day_of(walk))
        if first <= week < monday:
            weeks[week] = weeks.get(week, 0.0) + walk.moving_s + walk.unseen_s
    return max(weeks.values(), default=0.0)
