"""A limit that is a person's own: how much, whose number, and what it rests on."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Limited(StrEnum):
    """What can be limited: times are s, the distance is m, the speed km/h."""

    SESSION = "session"
    DISTANCE = "distance"
    DAY = "day"
    WEEK = "week"
    BOUT = "bout"
    SPEED = "speed"


class Source(StrEnum):
    """Whose number a person's limit is."""

    POLICY = "policy"
    FIRST_SESSION = "first_session"
    LONGEST_WALK = "longest_walk"
    FURTHEST_WALK = "furthest_walk"
    BEGINNER = "beginner"
    GRADED_RETURN = "graded_return"


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonalCap:
    """Limit something, and name the facts that explain it: figures and days."""

    limited: Limited
    value: float
    source: Source
    facts: Mapping[str, float | str] = field(default_factory=dict)


def tightest(caps: Iterable[PersonalCap]) -> tuple[PersonalCap, ...]:
    """Return the lowest cap on each thing, in the order of the things."""
    lowest: dict[Limited, PersonalCap] = {}
    for cap in caps:
        known = lowest.get(cap.limited)
        if known is None or cap.value < known.value:
            lowest[cap.limited] = cap
    return tuple(lowest[each] for each in Limited if each in lowest)
