"""The first days on a treadmill desk: short bouts, short days."""

from collections.abc import Iterator

from .past import Past
from .personal import Limited, PersonalCap, Source


def beginner_caps(past: Past) -> Iterator[PersonalCap]:
    """Yield a beginner's limits, from the first walk on for so many days."""
    growth = past.policy.growth
    first_s = min((walk.started_utc_s for walk in past.history.walks), default=None)
    first_day = past.today if first_s is None else past.calendar.day(first_s)
    days_left = growth.beginner_days - past.days_since(first_day)
    if days_left <= 0:
        return
    facts: dict[str, float | str] = {"first_day": first_day, "days_left": days_left}
    for limited, value_s in (
        (Limited.BOUT, growth.beginner_bout_s),
        (Limited.DAY, growth.beginner_day_s),
    ):
        yield PersonalCap(
            limited=limited, value=value_s, source=Source.BEGINNER, facts=facts
        )
