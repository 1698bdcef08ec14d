"""Work out what many samples say together."""

from collections.abc import Iterable, Sequence
import math


def percentile(samples: Iterable[float], percent: float) -> float:
    """Return the smallest sample that so many percent of all do not exceed."""
    ordered = sorted(samples)
    if not ordered:
        raise ValueError("there are no samples")
    rank = math.ceil(len(ordered) * percent / 100)
    return ordered[max(0, rank - 1)]


def middle(samples: Sequence[float]) -> dict[str, float]:
    """Return the middle of the samples and their bad end."""
    return {"p50": percentile(samples, 50), "p99": percentile(samples, 99)}


def rounded(value: float, digits: int = 3) -> float:
    """Return a number with so many significant digits: more would be noise."""
    if value == 0 or not math.isfinite(value):
        return value
    return round(value, digits - 1 - math.floor(math.log10(abs(value))))


def per_hour(count: float, seconds: float) -> float:
    """Return how many that would be in an hour."""
    return count * 3600 / seconds


def rotated[Item](items: Sequence[Item], turn: int) -> list[Item]:
    """Return the items in an order that begins with another one each turn."""
    first = turn % len(items)
    return [*items[first:], *items[:first]]
