"""One person's past, as it looked at a moment, under a policy and in a place."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from ..clock import Calendar
from ..policy import Policy
from .records import Answer, CheckIn, History, Walk


@dataclass(frozen=True, kw_only=True)
class Past:
    """Hold the records of one person up to a moment, and tell days apart."""

    history: History
    policy: Policy
    calendar: Calendar
    utc_s: float

    @cached_property
    def today(self) -> str:
        """Return the gym's day of the moment."""
        return self.calendar.day(self.utc_s)

    @cached_property
    def answers(self) -> Mapping[str, tuple[CheckIn, ...]]:
        """Return what was answered about each day."""
        answers: dict[str, tuple[CheckIn, ...]] = {}
        for each in self.history.check_ins:
            answers[each.day] = (*answers.get(each.day, ()), each)
        return answers

    @cached_property
    def worse_days(self) -> frozenset[str]:
        """Return the days after which it felt worse; no other word takes that back."""
        return frozenset(
            each.day for each in self.history.check_ins if each.answer is Answer.WORSE
        )

    def before(self, utc_s: float) -> Past:
        """Return the past as it looked just before an earlier moment."""
        return replace(self, history=self.history.until(utc_s), utc_s=utc_s)

    def day_of(self, walk: Walk) -> str:
        """Return the gym's day on which a walk began."""
        return self.calendar.day(walk.started_utc_s)

    def days_since(self, day: str) -> int:
        """Return how many days of the gym ago a day was."""
        return (date.fromisoformat(self.today) - date.fromisoformat(day)).days


def past_of(
    history: History,
    person_id: str,
    policy: Policy,
    calendar: Calendar,
    utc_s: float,
) -> Past:
    """Return a person's past.

    What lies in the future belongs to a clock that was wrong: it earns nothing, but a
    flare of then holds as one of now, since no clock lifts what pain has set.
    """
    own = history.of(person_id)
    known = own.until(utc_s)
    flares = tuple(
        replace(flare, at_utc_s=min(flare.at_utc_s, utc_s)) for flare in own.flares
    )
    known = replace(known, flares=flares)
    return Past(history=known, policy=policy, calendar=calendar, utc_s=utc_s)
