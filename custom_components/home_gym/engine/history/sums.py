"""Sums over many sessions: what lifetime sensors and summaries tell."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from ..words import Reason
from .record import SessionRecord

_NUMBERS: Final = (
    "moving_s",
    "unseen_s",
    "distance_m",
    "breaks_taken",
    "breaks_snoozed",
    "breaks_skipped",
    "breaks_overdue",
    "speed_jumps",
    "corrections",
)


@dataclass(slots=True, kw_only=True)
class Sums:
    """What some sessions amount to."""

    sessions: int = 0
    moving_s: float = 0.0
    unseen_s: float = 0.0
    distance_m: float = 0.0
    longest_s: float = 0.0
    breaks_taken: int = 0
    breaks_snoozed: int = 0
    breaks_skipped: int = 0
    breaks_overdue: int = 0
    speed_jumps: int = 0
    corrections: int = 0
    warm_ups_held: int = 0
    stops: Counter[Reason] = field(default_factory=Counter)

    def add(self, other: Sums) -> None:
        """Take other sums in."""
        self.sessions += other.sessions
        self.warm_ups_held += other.warm_ups_held
        self.longest_s = max(self.longest_s, other.longest_s)
        self.stops.update(other.stops)
        for name in _NUMBERS:
            setattr(self, name, getattr(self, name) + getattr(other, name))


def sums_of(records: Iterable[SessionRecord]) -> Sums:
    """Return what sessions amount to."""
    sums = Sums()
    for record in records:
        sums.sessions += 1
        sums.longest_s = max(sums.longest_s, record.moving_s)
        sums.warm_ups_held += record.warm_up_held is True
        sums.stops.update(record.stops)
        for name in _NUMBERS:
            setattr(sums, name, getattr(sums, name) + getattr(record, name))
    return sums


def total(parts: Iterable[Sums]) -> Sums:
    """Return the sum of sums."""
    sums = Sums()
    for part in parts:
        sums.add(part)
    return sums


def encode_sums(sums: Sums) -> dict[str, Any]:
    """Return sums as plain data that JSON can hold."""
    named = ("sessions", "warm_ups_held", "longest_s", *_NUMBERS)
    data: dict[str, Any] = {name: getattr(sums, name) for name in named}
    return {**data, "stops": {reason.value: n for reason, n in sums.stops.items()}}


def decode_sums(data: Mapping[str, Any]) -> Sums:
    """Return the sums that were stored."""
    stops = Counter({Reason(key): int(n) for key, n in data["stops"].items()})
    return Sums(**{**data, "stops": stops})
