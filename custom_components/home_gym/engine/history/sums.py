"""Sums over many sessions: what lifetime sensors and summaries tell."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from ..words import Reason
from .record import SessionRecord, by_walker

_OF_A_RECORD: Final = (
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
_NUMBERS: Final = (*_OF_A_RECORD, "walked_s", "walked_m")

type Whose = tuple[str, str]


@dataclass(slots=True, kw_only=True)
class Sums:
    """What some sessions amount to.

    `walked_s` and `walked_m` are what the person whose sums these are walked of them
    and of other people's sessions, where somebody was chosen in mid-session.
    """

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
    walked_s: float = 0.0
    walked_m: float = 0.0
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
        for name in _OF_A_RECORD:
            setattr(sums, name, getattr(sums, name) + getattr(record, name))
    return sums


def sums_by_walker(records: Iterable[SessionRecord]) -> dict[Whose, Sums]:
    """Return what sessions amount to by machine and person.

    A session is that of one person; its way and its time are those of everybody in it.
    """
    by_whose: dict[Whose, list[SessionRecord]] = {}
    parts: list[tuple[Whose, SessionRecord, float]] = []
    for record in records:
        by_whose.setdefault((record.machine_id, record.person_id), []).append(record)
        for person_id, part in by_walker(record).items():
            whose = record.machine_id, person_id
            by_whose.setdefault(whose, [])
            parts.append((whose, record, part))
    found = {whose: sums_of(each) for whose, each in by_whose.items()}
    for whose, record, part in parts:
        found[whose].walked_s += record.moving_s * part
        found[whose].walked_m += record.distance_m * part
    return found


def total(parts: Iterable[Sums]) -> Sums:
    """Return the sum of sums."""
    sums = Sums()
    for part in parts:
        sums.add(part)
    return sums


def encode_months(months: Mapping[str, Mapping[Whose, Sums]]) -> dict[str, Any]:
    """Return the sums of months as plain data that JSON can hold."""
    return {
        name: [
            {
                "machine_id": machine_id,
                "person_id": person_id,
                "sums": _encode_sums(sums),
            }
            for (machine_id, person_id), sums in parts.items()
        ]
        for name, parts in sorted(months.items())
    }


def decode_months(data: Mapping[str, Any]) -> dict[str, dict[Whose, Sums]]:
    """Return the sums of months that were stored."""
    return {
        month: {
            (part["machine_id"], part["person_id"]): _decode_sums(part["sums"])
            for part in parts
        }
        for month, parts in data.items()
    }


def _encode_sums(sums: Sums) -> dict[str, Any]:
    """Return sums as plain data that JSON can hold."""
    named = ("sessions", "warm_ups_held", "longest_s", *_NUMBERS)
    data: dict[str, Any] = {name: getattr(sums, name) for name in named}
    return {**data, "stops": {reason.value: n for reason, n in sums.stops.items()}}


def _decode_sums(data: Mapping[str, Any]) -> Sums:
    """Return the sums that were stored; those without all numbers are of no use."""
    if missing := [name for name in _NUMBERS if name not in data]:
        raise KeyError(*missing)
    stops = Counter({Reason(key): int(n) for key, n in data["stops"].items()})
    return Sums(**{**data, "stops": stops})
