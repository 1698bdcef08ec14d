"""Records and traces to JSON and back."""

from collections.abc import Mapping
from typing import Any, Final

from ..codec import plain
from ..state import DayTotal
from ..words import Event, PainBand, Phase, Reason
from .record import SessionRecord
from .trace import Mark, Point, Trace

_NAMES: Final = frozenset(SessionRecord.__slots__)


def encode_record(record: SessionRecord) -> dict[str, Any]:
    """Return a record as plain data that JSON can hold."""
    data: dict[str, Any] = plain(record)
    return {
        name: round(value, 3) if isinstance(value, float) else value
        for name, value in data.items()
    }


def decode_record(data: Mapping[str, Any]) -> SessionRecord:
    """Return the record that was stored; what a later version has added is left out."""
    known = {name: value for name, value in data.items() if name in _NAMES}
    return SessionRecord(
        **{
            **known,
            "ending": Reason(data["ending"]),
            "worst_band": PainBand(data["worst_band"]),
            "stops": tuple(Reason(each) for each in data["stops"]),
            "shares": tuple(DayTotal(**each) for each in data["shares"]),
        }
    )


def encode_trace(trace: Trace) -> dict[str, str]:
    """Return a trace as two lines: JSON's own lists would take ten times the room."""
    points: list[str] = []
    phase: Phase | None = None
    for point in trace.points:
        same = point.phase is phase
        phase = point.phase
        words = (
            _number(point.at_s),
            _number(point.speed_kmh),
            _number(point.cap_kmh),
            "" if same else phase.value,
        )
        points.append(":".join(words))
    marks = (
        f"{_number(mark.at_s)}:{mark.event.value}:{mark.value or ''}"
        for mark in trace.marks
    )
    return {"points": " ".join(points), "marks": " ".join(marks)}


def decode_trace(data: Mapping[str, str]) -> Trace:
    """Return the trace that was stored."""
    points: list[Point] = []
    phase = Phase.WORKOUT
    for word in data["points"].split():
        at, speed, cap, name = word.split(":")
        phase = Phase(name) if name else phase
        points.append(
            Point(
                at_s=float(at),
                speed_kmh=float(speed) if speed else None,
                cap_kmh=float(cap) if cap else None,
                phase=phase,
            )
        )
    return Trace(points=tuple(points), marks=tuple(_marks(data["marks"])))


def _marks(line: str) -> list[Mark]:
    split = (word.split(":") for word in line.split())
    return [
        Mark(at_s=float(at), event=Event(event), value=value or None)
        for at, event, value in split
    ]


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.1f}".removesuffix(".0")
