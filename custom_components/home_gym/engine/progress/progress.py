"""Everything that the past says about today, in one look."""

from collections.abc import Iterator
from dataclasses import dataclass

from ..policy import Policy
from .beginner import beginner_caps
from .between import Gap, Question, gap_of, question_of
from .growth import distance_cap, session_cap
from .past import Past
from .personal import Limited, PersonalCap, Source, tightest
from .way_back import WayBack, return_caps, way_back
from .week import Week, week_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """Tell a person's own caps, one for each thing, and how the week goes."""

    caps: tuple[PersonalCap, ...]
    way_back: WayBack | None
    gap: Gap | None
    question: Question | None
    week: Week

    def cap(self, limited: Limited) -> PersonalCap | None:
        """Return the cap on something, if there is one."""
        return next((cap for cap in self.caps if cap.limited is limited), None)


def progress_of(past: Past) -> Progress:
    """Return what a person's past says about the moment."""
    way = way_back(past)
    return Progress(
        caps=tightest(_caps(past, way)),
        way_back=way,
        gap=gap_of(past),
        question=question_of(past),
        week=week_of(past),
    )


def _caps(past: Past, way: WayBack | None) -> Iterator[PersonalCap]:
    """Yield every cap; of equal ones the first is named."""
    yield from _chosen(past.policy)
    # A step gives no more than this; where it gives just this, this is the reason.
    yield session_cap(past)
    if way is not None:
        yield from return_caps(past, way)
    yield from beginner_caps(past)
    distance = distance_cap(past)
    # On the way back time and speed are given, and the distance follows.
    if distance is not None and way is None:
        yield distance


def _chosen(policy: Policy) -> Iterator[PersonalCap]:
    """Yield what the policy says to everybody."""
    for limited, value in (
        (Limited.SESSION, policy.limits.session_s),
        (Limited.DISTANCE, policy.limits.distance_m),
        (Limited.DAY, policy.limits.day_s),
        (Limited.WEEK, policy.limits.week_s),
        (Limited.BOUT, policy.breaks.every_s or None),
        (Limited.SPEED, policy.speed.max_speed_kmh),
    ):
        if value is not None:
            yield PersonalCap(limited=limited, value=value, source=Source.POLICY)
