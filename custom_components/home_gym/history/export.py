"""Sessions as files for other programs: CSV, JSON and TCX."""

from collections.abc import Callable, Iterable, Iterator, Mapping
import csv
from datetime import UTC, datetime
from enum import StrEnum
from io import StringIO
import json
from typing import Any, Final
from xml.etree import ElementTree as ET

from ..engine.history.record import SessionRecord
from ..engine.history.trace import Trace, stretches, walked

type Session = tuple[SessionRecord, Trace]
type Spot = tuple[float, float, float | None]

_TCX: Final = "http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2"
_EXTENSION: Final = "http://www.garmin.com/xmlschemas/ActivityExtension/v2"
# Programs that read a walk take a longer time between two points for a pause.
POINT_EVERY_S: Final = 5.0
# TCX knows running, biking and everything else; people begin to run at about this.
RUNNING_KMH: Final = 7.5
# What spreadsheets take for the beginning of a formula, and how they are kept from it.
_WORKED_OUT: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "'")


class Format(StrEnum):
    """The formats by the endings of their files."""

    CSV = "csv"
    JSON = "json"
    TCX = "tcx"


def exported(kind: Format, sessions: Iterable[Session]) -> str:
    """Return sessions as the text of one file."""
    return _WRITERS[kind](sessions)


def told(record: SessionRecord) -> dict[str, Any]:
    """Return a session as people and programs read it, with units in the names."""
    return {
        "id": record.id,
        "machine": record.machine,
        "person_id": record.person_id,
        "start": _iso(record.started_utc_s),
        "end": _iso(record.ended_utc_s),
        "moving_s": round(record.moving_s),
        "credited_s": round(record.credited_s),
        "unseen_s": round(record.unseen_s),
        "moderate_s": round(record.moderate_s),
        "vigorous_s": round(record.vigorous_s),
        "distance_m": round(record.distance_m),
        "fastest_kmh": round(record.fastest_kmh, 1),
        "breaks_taken": record.breaks_taken,
        "breaks_snoozed": record.breaks_snoozed,
        "breaks_skipped": record.breaks_skipped,
        "breaks_overdue": record.breaks_overdue,
        "warm_up_held": record.warm_up_held,
        "speed_jumps": record.speed_jumps,
        "corrections": record.corrections,
        "stops": [reason.value for reason in record.stops],
        "ending": record.ending.value,
        "worst_pain": record.worst_band.value,
        "edited": record.edited,
    }


def _csv(sessions: Iterable[Session]) -> str:
    rows = [told(record) for record, _ in sessions]
    out = StringIO()
    if rows:
        writer = csv.DictWriter(out, list(rows[0]), lineterminator="\r\n")
        writer.writeheader()
        writer.writerows(_row(row) for row in rows)
    return out.getvalue()


def _row(row: Mapping[str, Any]) -> dict[str, Any]:
    flat = {**row, "stops": " ".join(row["stops"])}
    return {
        name: _harmless(value) if isinstance(value, str) else value
        for name, value in flat.items()
    }


def _harmless(text: str) -> str:
    """Return a text that no spreadsheet takes for something to work out.

    With the apostrophe that spreadsheets know for this, and one of the text's own gets
    another: whoever takes one away has the text.
    """
    return f"'{text}" if text.startswith(_WORKED_OUT) else text


def _json(sessions: Iterable[Session]) -> str:
    return json.dumps(
        [
            {
                **told(record),
                "course": [
                    {
                        "at_s": point.at_s,
                        "speed_kmh": point.speed_kmh,
                        "allowed_kmh": point.cap_kmh,
                        "phase": point.phase.value,
                    }
                    for point in trace.points
                ],
                "marks": [
                    {"at_s": mark.at_s, "event": mark.event.value, "value": mark.value}
                    for mark in trace.marks
                ],
            }
            for record, trace in sessions
        ],
        ensure_ascii=False,
        indent=2,
    )


def _tcx(sessions: Iterable[Session]) -> str:
    root = ET.Element(
        "TrainingCenterDatabase", {"xmlns": _TCX, "xmlns:ns3": _EXTENSION}
    )
    activities = ET.SubElement(root, "Activities")
    for record, trace in sessions:
        _activity(activities, record, trace)
    ET.indent(root)
    return ET.tostring(root, encoding="unicode", xml_declaration=True)


def _activity(parent: ET.Element, record: SessionRecord, trace: Trace) -> None:
    """Write a session; the schema asks for its elements in this order."""
    running = record.distance_m / (record.moving_s or 1.0) * 3.6 >= RUNNING_KMH
    sport = "Running" if running else "Other"
    activity = ET.SubElement(parent, "Activity", {"Sport": sport})
    # It has to be one of its own, also where two machines start in the same second.
    began = _iso(record.started_utc_s, "milliseconds")
    _text(activity, "Id", began)
    lap = ET.SubElement(activity, "Lap", {"StartTime": began})
    _text(lap, "TotalTimeSeconds", f"{record.moving_s:.1f}")
    _text(lap, "DistanceMeters", f"{record.distance_m:.1f}")
    _text(lap, "MaximumSpeed", f"{record.fastest_kmh / 3.6:.3f}")
    # Required, and nothing that a treadmill tells would be true for everybody.
    _text(lap, "Calories", "0")
    _text(lap, "Intensity", "Active")
    _text(lap, "TriggerMethod", "Manual")
    for track in _tracks(record, trace):
        _track(lap, record, track)
    _text(activity, "Notes", record.machine)


def _track(lap: ET.Element, record: SessionRecord, points: list[Spot]) -> None:
    track = ET.SubElement(lap, "Track")
    for at_s, metres, kmh in points:
        point = ET.SubElement(track, "Trackpoint")
        _text(point, "Time", _iso(record.started_utc_s + at_s, "milliseconds"))
        _text(point, "DistanceMeters", f"{metres:.1f}")
        if kmh is not None:
            extension = ET.SubElement(ET.SubElement(point, "Extensions"), "ns3:TPX")
            _text(extension, "ns3:Speed", f"{kmh / 3.6:.3f}")


def _tracks(record: SessionRecord, trace: Trace) -> Iterator[list[Spot]]:
    """Yield a track for each stretch of walking: a pause begins a new one.

    The way is that of the trace, stretched to what the record says: a trace is coarser
    than the count.
    """
    _, shown_m = walked(trace, record.length_s)
    scale = record.distance_m / shown_m if shown_m else 0.0
    track: list[Spot] = []
    metres = 0.0
    for point, seconds in stretches(trace, record.length_s):
        if not point.moving:
            if track:
                yield track
            track = []
            continue
        way_m = (point.speed_kmh or 0.0) / 3.6 * seconds * scale
        for share in _shares(seconds):
            at_s, at_m = point.at_s + share * seconds, metres + share * way_m
            if not track or at_s > track[-1][0]:
                track.append((at_s, at_m, point.speed_kmh))
        metres += way_m
    if track:
        yield track


def _shares(seconds: float) -> list[float]:
    """Return where to put points between the begin and the end of a stretch."""
    steps = max(1, int(-(-seconds // POINT_EVERY_S)))
    return [step / steps for step in range(steps + 1)]


def _text(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, name).text = text


def _iso(utc_s: float, timespec: str = "seconds") -> str:
    moment = datetime.fromtimestamp(utc_s, UTC)
    return moment.isoformat(timespec=timespec).replace("+00:00", "Z")


_WRITERS: Final[dict[Format, Callable[[Iterable[Session]], str]]] = {
    Format.CSV: _csv,
    Format.JSON: _json,
    Format.TCX: _tcx,
}
