"""The record of a finished session: what the log keeps of it for years."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, Final

from ..state import DayTotal
from ..words import GUEST, Event, PainBand, Reason
from .trace import Mark, Trace, cut, fastest_kmh, walked

# How often these happened is counted, each by the name of its count.
COUNTED: Final = {
    Event.BREAK_TAKEN: "breaks_taken",
    Event.BREAK_SNOOZED: "breaks_snoozed",
    Event.BREAK_SKIPPED: "breaks_skipped",
    Event.BREAK_OVERDUE: "breaks_overdue",
    Event.SPEED_JUMP: "speed_jumps",
    Event.EASED_DOWN: "corrections",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionRecord:
    """One walk that is over.

    `shares` is what of it counted for whom on which day of the gym, which is what a
    correction has to take back. The vigorous seconds are not among the moderate ones,
    and both are counted by the policy that held. `stops` are the reasons why it was
    stopped, in order; of pain only the worst band is kept. `warm_up_held` is None where
    there was none.
    """

    id: str
    machine_id: str
    machine: str
    person_id: str
    started_utc_s: float
    ended_utc_s: float
    moving_s: float
    ending: Reason
    credited_s: float = 0.0
    unseen_s: float = 0.0
    moderate_s: float = 0.0
    vigorous_s: float = 0.0
    distance_m: float = 0.0
    fastest_kmh: float = 0.0
    breaks_taken: int = 0
    breaks_snoozed: int = 0
    breaks_skipped: int = 0
    breaks_overdue: int = 0
    speed_jumps: int = 0
    corrections: int = 0
    warm_up_held: bool | None = None
    worst_band: PainBand = PainBand.NONE
    stops: tuple[Reason, ...] = ()
    shares: tuple[DayTotal, ...] = ()
    edited: bool = False

    @property
    def length_s(self) -> float:
        """Return the time from start to end, pauses included."""
        return max(0.0, self.ended_utc_s - self.started_utc_s)

    @property
    def month(self) -> str:
        """Return the month that it is kept under, which no correction changes."""
        return month_of_id(self.id)


def month_of(utc_s: float) -> str:
    """Return the month of a moment, as it stands in the log."""
    return datetime.fromtimestamp(utc_s, UTC).strftime("%Y-%m")


def start_of_month(month: str) -> float:
    """Return the moment when a month of the log begins."""
    return datetime.fromisoformat(f"{month}-01T00:00:00+00:00").timestamp()


def month_of_id(record_id: str) -> str:
    """Return the month of a record, which begins with the time that it started."""
    return f"{record_id[:4]}-{record_id[4:6]}"


def counts_of(marks: Iterable[Mark]) -> dict[str, Any]:
    """Return how often happened what is counted, by the names of a record's counts."""
    counts = dict.fromkeys(COUNTED.values(), 0)
    for mark in marks:
        if (name := COUNTED.get(mark.event)) is not None:
            counts[name] += 1
    return counts


def stops_of(marks: Iterable[Mark]) -> tuple[Reason, ...]:
    """Return why a session was stopped, each time that it was."""
    return tuple(
        Reason(mark.value)
        for mark in marks
        if mark.event is Event.STOPPING and mark.value is not None
    )


def trimmed(
    record: SessionRecord, trace: Trace, start_utc_s: float, end_utc_s: float
) -> tuple[SessionRecord, Trace]:
    """Return what is left of a session between two moments, with all its numbers.

    The trace is coarser than the count, so that it tells the part and not the number.
    """
    from_s = max(0.0, start_utc_s - record.started_utc_s)
    to_s = min(record.length_s, end_utc_s - record.started_utc_s)
    kept = cut(trace, from_s, to_s)
    moving, distance = _parts(trace, kept, record.length_s, to_s - from_s)
    changed = replace(
        record,
        started_utc_s=record.started_utc_s + from_s,
        ended_utc_s=record.started_utc_s + to_s,
        moving_s=record.moving_s * moving,
        credited_s=record.credited_s * moving,
        moderate_s=record.moderate_s * moving,
        vigorous_s=record.vigorous_s * moving,
        unseen_s=record.unseen_s * (to_s - from_s) / (record.length_s or 1.0),
        distance_m=record.distance_m * distance,
        fastest_kmh=min(record.fastest_kmh, fastest_kmh(kept) or record.fastest_kmh),
        shares=tuple(
            replace(
                share,
                moving_s=share.moving_s * moving,
                unseen_s=share.unseen_s * (to_s - from_s) / (record.length_s or 1.0),
            )
            for share in record.shares
        ),
        edited=True,
    )
    if not trace.points:
        return changed, kept
    # Nothing but what the record lacks by itself is counted anew.
    return replace(changed, stops=stops_of(kept.marks), **counts_of(kept.marks)), kept


def reassigned(record: SessionRecord, person_id: str) -> SessionRecord:
    """Return a session as somebody else's."""
    shares = tuple(replace(share, person_id=person_id) for share in record.shares)
    return replace(record, person_id=person_id, shares=shares, edited=True)


def by_walker(record: SessionRecord) -> dict[str, float]:
    """Return which part of a session each person walked, one in all."""
    walked: dict[str, float] = {}
    for share in record.shares:
        walked[share.person_id] = walked.get(share.person_id, 0.0) + share.moving_s
    all_s = sum(walked.values())
    if all_s <= 0:
        return {**walked, record.person_id: 1.0}
    return {person_id: moving_s / all_s for person_id, moving_s in walked.items()}


def without_strangers(record: SessionRecord, people: Collection[str]) -> SessionRecord:
    """Return a session in which nobody but these people is named; others are guests."""
    shares = tuple(
        share if share.person_id in people else replace(share, person_id=GUEST)
        for share in record.shares
    )
    return replace(record, shares=shares)


def correction(
    before: SessionRecord, after: SessionRecord | None
) -> tuple[DayTotal, ...]:
    """Return what a change adds to, or takes from, what people walked on which day."""
    taken = tuple(
        replace(share, moving_s=-share.moving_s, unseen_s=-share.unseen_s)
        for share in before.shares
    )
    return (*taken, *(() if after is None else after.shares))


def _parts(
    trace: Trace, kept: Trace, length_s: float, kept_s: float
) -> tuple[float, float]:
    """Return the shares of the moving time and of the way that are kept."""
    all_s, all_m = walked(trace, length_s)
    part_s, part_m = walked(kept, kept_s)
    by_time = kept_s / length_s if length_s else 1.0
    return (part_s / all_s if all_s else by_time, part_m / all_m if all_m else by_time)
