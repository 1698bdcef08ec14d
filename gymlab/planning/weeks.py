"""Twelve weeks of one imaginary person, with too much pain in the third."""

from dataclasses import dataclass
from datetime import UTC, datetime
from random import Random
from typing import Any, Final

from custom_components.home_gym.engine.clock import Calendar
from custom_components.home_gym.engine.policy import Policy
from custom_components.home_gym.engine.progress.adjusted import (
    adjusted,
    is_easy_throughout,
)
from custom_components.home_gym.engine.progress.past import Past, past_of
from custom_components.home_gym.engine.progress.personal import Limited
from custom_components.home_gym.engine.progress.progress import Progress, progress_of
from custom_components.home_gym.engine.progress.records import (
    Answer,
    CheckIn,
    Flare,
    History,
    Walk,
)
from custom_components.home_gym.engine.words import PainBand
from custom_components.home_gym.policy.files import Preset, load_preset

from .habits import HABITS, Habits
from .treadmill import PERSON, Treadmill

WEEKS: Final = 12
DAYS: Final = 7 * WEEKS
FLARE_WEEK: Final = 3
# A Monday.
FIRST_UTC_S: Final = datetime(2026, 1, 5, tzinfo=UTC).timestamp()
DAY_S: Final = 86400.0
# After work, but not on the minute.
WALKS_AT_S: Final = 17 * 3600.0
LATE_S: Final = 1800.0
MISSES: Final = 0.1
FORGETS_TO_ANSWER: Final = 0.1
FEELS_WORSE: Final = 0.05
# How much of the allowed time it takes until it hurts.
HURTS_AFTER: Final = 0.6


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanDay:
    """One day: what was allowed at the time of the walk, and what became of it.

    `session_because` names the source of the session's cap, `step` the step on the way
    back, 0 off it. `easy` is that all of the walk had to be at warm-up speed.
    """

    day: int
    session_min: float
    session_because: str
    bout_min: float
    day_min: float
    week_min: float
    week_hard: bool
    speed_kmh: float
    step: int
    waits_for: str
    easy: bool
    locked: bool
    walked_min: float = 0.0
    flare: bool = False
    answer: str = ""
    week_done_min: float = 0.0

    @property
    def week(self) -> int:
        """Return the week of the plan."""
        return (self.day - 1) // 7 + 1


class Plan:
    """Live through the weeks, day by day, and keep the records as a gym would."""

    def __init__(self, preset: Preset, seed: int) -> None:
        """Begin as somebody new, on a Monday."""
        self.preset = preset
        self.policy: Policy = load_preset(preset)
        self.habits: Habits = HABITS[preset]
        self.history = History()
        self._random = Random(f"{preset} {seed}")
        self._calendar = Calendar()
        self._treadmill = Treadmill(self.policy, self._calendar, FIRST_UTC_S)
        self._flared = False

    def days(self) -> tuple[PlanDay, ...]:
        """Return all days."""
        return tuple(self._live(number) for number in range(1, DAYS + 1))

    def _live(self, number: int) -> PlanDay:
        start_s = FIRST_UTC_S + (number - 1) * DAY_S + WALKS_AT_S
        self._treadmill.wait_until(start_s + self._random.uniform(0, LATE_S))
        progress = progress_of(self._past())
        self._treadmill.policy = adjusted(self.policy, progress)
        facts = self._allowed(progress)
        misses = self._random.random() < MISSES
        if (number - 1) % 7 not in self.habits.weekdays or misses or facts["locked"]:
            return PlanDay(day=number, **facts, week_done_min=_done_min(progress))
        hurts = not self._flared and (number - 1) // 7 + 1 == FLARE_WEEK
        walk = self._walk(hurts=hurts)
        return PlanDay(
            day=number,
            **facts,
            week_done_min=_done_min(progress_of(self._past())),
            walked_min=0.0 if walk is None else walk.moving_s / 60,
            flare=hurts,
            answer="" if walk is None else self._asked(walk),
        )

    def _walk(self, *, hurts: bool) -> Walk | None:
        treadmill = self._treadmill
        wish_s = self.habits.wish_min * 60
        allowed_s = min(wish_s, treadmill.policy.limits.session_s)
        walk = treadmill.walk(
            wish_s, self.habits.speed_kmh, HURTS_AFTER * allowed_s if hurts else None
        )
        if walk is not None:
            self._keep(walks=(walk,))
        if hurts:
            self._flared = True
            at_s = treadmill.utc_s
            report = Flare(person_id=PERSON, at_utc_s=at_s, band=PainBand.STOP)
            self._keep(flares=(report,))
        return walk

    def _asked(self, walk: Walk) -> str:
        """Return what is answered the day after, if anything is."""
        chance = self._random.random()
        if chance < FORGETS_TO_ANSWER:
            return ""
        worse = chance > 1 - FEELS_WORSE
        said = Answer.WORSE if worse else Answer.SAME
        answer = CheckIn(
            person_id=PERSON,
            day=self._calendar.day(walk.started_utc_s),
            at_utc_s=walk.ended_utc_s + self.policy.goal.check_in_after_s,
            answer=said,
        )
        self._keep(check_ins=(answer,))
        return said.value

    def _keep(self, **records: tuple[Any, ...]) -> None:
        kept = {
            name: (*getattr(self.history, name), *records[name]) for name in records
        }
        self.history = History(
            **{name: getattr(self.history, name) for name in History.__slots__} | kept
        )

    def _past(self) -> Past:
        now_s = self._treadmill.utc_s
        return past_of(self.history, PERSON, self.policy, self._calendar, now_s)

    def _allowed(self, progress: Progress) -> dict[str, Any]:
        policy, way = self._treadmill.policy, progress.way_back
        session = progress.cap(Limited.SESSION)
        return {
            "session_min": policy.limits.session_s / 60,
            "session_because": "" if session is None else session.source.value,
            "bout_min": policy.breaks.every_s / 60,
            "day_min": policy.limits.day_s / 60,
            "week_min": policy.limits.week_s / 60,
            "week_hard": policy.limits.week_hard,
            "speed_kmh": policy.speed.max_speed_kmh,
            "step": 0 if way is None else way.step,
            "waits_for": "" if way is None else way.waits_for.value,
            "easy": is_easy_throughout(policy),
            "locked": self._treadmill.is_locked,
        }


def _done_min(progress: Progress) -> float:
    return progress.week.done_s / 60
