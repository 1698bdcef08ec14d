"""How far the next walk may go: a little beyond the longest of 30 days that went well.

The study behind it counted single runs, and found nothing in the sum of a week
(evidence.md, a3).
"""

from collections.abc import Sequence

from ..policy import Policy
from .comfort import WINDOW_DAYS, comfortable_walks
from .past import Past
from .personal import Limited, PersonalCap, Source
from .records import Walk


def session_cap(past: Past) -> PersonalCap:
    """Return how long the next walk may be, pain aside.

    Nobody gets less than a newcomer: a short walk is no reason for a shorter one. Time
    that nobody saw is no achievement, and does not raise the cap.
    """
    limits = past.policy.limits
    walks = comfortable_walks(past)
    first = _session(limits.first_session_s, Source.FIRST_SESSION)
    grown = _grown(past, walks) or first
    cap = max(first, grown, key=lambda each: each.value)
    if cap.value >= limits.session_s:
        return _session(limits.session_s, Source.POLICY)
    return cap


def least_session_s(policy: Policy) -> float:
    """Return how long a walk may always be, pain aside."""
    return min(policy.limits.first_session_s, policy.limits.session_s)


def distance_cap(past: Past) -> PersonalCap | None:
    """Return how far the next walk may go, where the policy counts in distance.

    A newcomer's walk has no end but its time, and no short walk takes that away.
    """
    step_m = past.policy.growth.smallest_step_m
    walks = comfortable_walks(past)
    furthest, grown = _furthest(walks), _grown(past, walks)
    if step_m is None or furthest is None or grown is None:
        return None
    if grown.value < past.policy.limits.first_session_s:
        return None
    factor = past.policy.limits.progression_factor
    return PersonalCap(
        limited=Limited.DISTANCE,
        value=max(furthest.distance_m * factor, furthest.distance_m + step_m),
        source=Source.FURTHEST_WALK,
        facts=_facts(past, furthest) | {"furthest_m": furthest.distance_m},
    )


def _grown(past: Past, walks: Sequence[Walk]) -> PersonalCap | None:
    """Return what the longest walk allows, or the furthest one where that counts."""
    growth, factor = past.policy.growth, past.policy.limits.progression_factor
    furthest = _furthest(walks)
    if growth.smallest_step_m is not None and furthest is not None:
        # A limit is a time: that of the longer way at the pace of the walk before.
        way = max(factor, 1.0 + growth.smallest_step_m / furthest.distance_m)
        facts = _facts(past, furthest) | {"furthest_m": furthest.distance_m}
        return _session(furthest.moving_s * way, Source.FURTHEST_WALK, facts)
    longest = max(walks, key=lambda each: each.moving_s, default=None)
    if longest is None:
        return None
    value_s = max(longest.moving_s * factor, longest.moving_s + growth.smallest_step_s)
    return _session(value_s, Source.LONGEST_WALK, _facts(past, longest))


def _furthest(walks: Sequence[Walk]) -> Walk | None:
    furthest = max(walks, key=lambda each: each.distance_m, default=None)
    return furthest if furthest is not None and furthest.distance_m > 0 else None


def _session(
    value_s: float, source: Source, facts: dict[str, float | str] | None = None
) -> PersonalCap:
    return PersonalCap(
        limited=Limited.SESSION, value=value_s, source=source, facts=facts or {}
    )


def _facts(past: Past, walk: Walk) -> dict[str, float | str]:
    return {
        "longest_s": walk.moving_s,
        "day": past.day_of(walk),
        "window_days": WINDOW_DAYS,
    }
