"""An exported TCX file: as its schema wants it, and as another program reads it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
import re
from typing import Final
from xml.etree import ElementTree as ET

import pytest
from tcxreader.tcxreader import TCXReader

from custom_components.home_gym.engine.history.record import SessionRecord
from custom_components.home_gym.engine.history.trace import Point, Trace
from custom_components.home_gym.engine.words import Phase, Reason
from custom_components.home_gym.history.export import Format, Session, exported

TCX: Final = "{http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2}"
EXTENSION: Final = "{http://www.garmin.com/xmlschemas/ActivityExtension/v2}"
START: Final = datetime(2026, 11, 22, 18, tzinfo=UTC).timestamp()
MOST_GAP_S: Final = 5.001

type Check = Callable[[str], object]


def matching(pattern: str) -> Check:
    """Return a check of a whole text."""
    return re.compile(pattern).fullmatch


def date_time(text: str) -> bool:
    """Tell whether a text is a moment as the schema language writes it."""
    shape = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?"
    if not re.fullmatch(shape, text):
        return False
    datetime.fromisoformat(text)
    return True


def unsigned_short(text: str) -> bool:
    """Tell whether a text is a number of 16 bits."""
    return text.isdigit() and int(text) < 2**16


DOUBLE: Final = matching(r"-?\d+(\.\d+)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """What the schema says of an element: its attributes, and what it consists of.

    Children come in this order, each with how often at least and at most.
    """

    text: Check | None = None
    attributes: Mapping[str, Check] = field(default_factory=dict)
    children: tuple[tuple[str, Kind, int, float], ...] = ()


MANY: Final = float("inf")
MOMENT: Final = Kind(text=date_time)
NUMBER: Final = Kind(text=DOUBLE)
# TrainingCenterDatabasev2.xsd, as far as it is about activities, and of it what we
# write or have to write: what else may stand there counts as a fault here. The schema
# itself cannot be shipped; there is no package that has it, and it has no licence.
# Left out: what `xsd:token` does with blanks. Of ActivityExtensionv2.xsd there is the
# one element that we write; the schema has its content looked at only where known.
TPX: Final = Kind(children=((f"{EXTENSION}Speed", NUMBER, 0, 1),))
TRACKPOINT: Final = Kind(
    children=(
        (f"{TCX}Time", MOMENT, 1, 1),
        (f"{TCX}DistanceMeters", NUMBER, 0, 1),
        (f"{TCX}Extensions", Kind(children=((f"{EXTENSION}TPX", TPX, 0, 1),)), 0, 1),
    )
)
TRACK: Final = Kind(children=((f"{TCX}Trackpoint", TRACKPOINT, 1, MANY),))
LAP: Final = Kind(
    attributes={"StartTime": date_time},
    children=(
        (f"{TCX}TotalTimeSeconds", NUMBER, 1, 1),
        (f"{TCX}DistanceMeters", NUMBER, 1, 1),
        (f"{TCX}MaximumSpeed", NUMBER, 0, 1),
        (f"{TCX}Calories", Kind(text=unsigned_short), 1, 1),
        (f"{TCX}Intensity", Kind(text=matching("Active|Resting")), 1, 1),
        (
            f"{TCX}TriggerMethod",
            Kind(text=matching("Manual|Distance|Location|Time|HeartRate")),
            1,
            1,
        ),
        (f"{TCX}Track", TRACK, 0, MANY),
    ),
)
ACTIVITY: Final = Kind(
    attributes={"Sport": matching("Running|Biking|Other")},
    children=(
        (f"{TCX}Id", MOMENT, 1, 1),
        (f"{TCX}Lap", LAP, 1, MANY),
        (f"{TCX}Notes", Kind(text=matching("(?s).*")), 0, 1),
    ),
)
ACTIVITIES: Final = Kind(children=((f"{TCX}Activity", ACTIVITY, 0, MANY),))
DATABASE: Final = Kind(children=((f"{TCX}Activities", ACTIVITIES, 0, 1),))


def faults(element: ET.Element, kind: Kind) -> Iterator[str]:
    """Yield what is not as the schema wants it."""
    name = element.tag
    if element.attrib.keys() != kind.attributes.keys():
        yield f"{name}: attributes {list(element.attrib)}"
    for key, check in kind.attributes.items():
        if not check(element.get(key, "")):
            yield f"{name}: {key} is {element.get(key)}"
    text = element.text or ""
    if not (kind.text(text) if kind.text else not text.strip()):
        yield f"{name}: {text!r}"
    left = list(element)
    for child, child_kind, least, most in kind.children:
        found = 0
        while left and left[0].tag == child and found < most:
            yield from faults(left.pop(0), child_kind)
            found += 1
        if found < least:
            yield f"{name}: {found} of {child}"
    yield from (f"{name}: {each.tag} at the wrong place" for each in left)


def faults_of(text: str) -> list[str]:
    """Return what is wrong with a file; its activities must not share an id."""
    root = ET.fromstring(text)
    found = list(faults(root, DATABASE))
    if root.tag != f"{TCX}TrainingCenterDatabase":
        found.append(f"the root is {root.tag}")
    ids = [each.text for each in root.iter(f"{TCX}Id")]
    return found if len(set(ids)) == len(ids) else [*found, f"ids {ids}"]


def session(*stretches: tuple[float, float | None], start_s: float = START) -> Session:
    """Return a session of stretches: so many seconds, at a speed or at none known."""
    points, at_s, moving_s, distance_m = [], 0.0, 0.0, 0.0
    for seconds, kmh in stretches:
        phase = Phase.NO_SIGNAL if kmh is None else Phase.WORKOUT
        points.append(Point(at_s=at_s, speed_kmh=kmh, phase=phase))
        at_s += seconds
        moving_s += seconds if kmh else 0.0
        # The belt's own counter says a little more than its speeds do.
        distance_m += (kmh or 0.0) / 3.6 * seconds * 1.02
    record = SessionRecord(
        id=f"{datetime.fromtimestamp(start_s, UTC):%Y%m%dT%H%M%SZ}-machine_1",
        machine_id="machine_1",
        machine='The "fast" one & <others>',
        person_id="guest",
        started_utc_s=start_s,
        ended_utc_s=start_s + at_s,
        moving_s=moving_s,
        ending=Reason.USER_END,
        distance_m=distance_m,
        fastest_kmh=max(kmh or 0.0 for _, kmh in stretches),
    )
    return record, Trace(points=tuple(points))


SESSIONS: Final[Mapping[str, Session]] = {
    "a steady hour": session((3600.0, 3.6)),
    "a run": session((1234.5, 9.7)),
    "a few seconds": session((3.0, 2.0)),
    "a break in the middle": session((610.0, 3.0), (120.0, 0.0), (433.0, 4.4)),
    "a break at the end": session((61.0, 3.0), (900.0, 0.0)),
    "time that nobody saw": session((100.0, 3.0), (47.0, None), (101.0, 3.0)),
    "many speeds": session(*((2.0, 2.0 + n % 30 / 10) for n in range(300))),
    "a start between two seconds": session((100.0, 3.0), start_s=START + 0.437),
    "through midnight": session((600.0, 3.0), start_s=START + 6 * 3600 - 300),
}


@pytest.mark.parametrize("one", SESSIONS.values(), ids=SESSIONS)
def test_a_session_is_as_the_schema_wants_it(one: Session) -> None:
    assert faults_of(exported(Format.TCX, [one])) == []


def test_many_sessions_and_none_are_as_the_schema_wants_them() -> None:
    later = [
        (replace(record, started_utc_s=START + 86_400 * n), trace)
        for n, (record, trace) in enumerate(SESSIONS.values())
    ]
    assert faults_of(exported(Format.TCX, later)) == []
    assert faults_of(exported(Format.TCX, [])) == []


def test_two_machines_started_in_the_same_second_have_ids_of_their_own() -> None:
    both = [session((60.0, 3.0), start_s=START + share) for share in (0.1, 0.6)]
    assert faults_of(exported(Format.TCX, both)) == []


# By name: what is changed in a file, and what into.
SPOILED: Final = {
    "another sport": ('Sport="Other"', 'Sport="Walking"'),
    "no sport": (' Sport="Other"', ""),
    "half a calorie": ("<Calories>0<", "<Calories>0.5<"),
    "no calories": ("<Calories>0</Calories>", ""),
    "a calorie too late": (
        "<Calories>0</Calories>",
        "<Intensity>Active</Intensity><Calories>0</Calories>",
    ),
    "another intensity": (">Active<", ">Moderate<"),
    "a moment without its day": ("<Time>2026-11-22T", "<Time>"),
    "a moment that never was": ("<Time>2026-11-22T", "<Time>2026-11-31T"),
    "a start that is none": ('StartTime="2026', 'StartTime="26'),
    "a number in words": ("<TotalTimeSeconds>", "<TotalTimeSeconds>about "),
    "another language": ("TrainingCenterDatabase/v2", "TrainingCenterDatabase/v1"),
    "a track without points": ("</Lap>", "<Track/></Lap>"),
}


@pytest.mark.parametrize(("before", "after"), SPOILED.values(), ids=SPOILED)
def test_the_check_finds_what_the_schema_forbids(before: str, after: str) -> None:
    text = exported(Format.TCX, [SESSIONS["a break in the middle"]])
    assert before in text
    spoiled = text.replace(before, after)
    try:
        found = faults_of(spoiled)
    except ValueError as error:
        found = [str(error)]
    assert found


@pytest.mark.parametrize("one", SESSIONS.values(), ids=SESSIONS)
def test_a_point_stands_at_least_every_five_seconds(one: Session) -> None:
    record, _ = one
    root = ET.fromstring(exported(Format.TCX, [one]))
    walked_s, metres = 0.0, [0.0]
    for track in root.iter(f"{TCX}Track"):
        times = [
            datetime.fromisoformat(each.text or "").timestamp()
            for each in track.iter(f"{TCX}Time")
        ]
        gaps = [after - before for before, after in pairwise(times)]
        assert all(0 < gap <= MOST_GAP_S for gap in gaps), gaps
        walked_s += times[-1] - times[0]
        metres += [
            float(each.text or "") for each in track.iter(f"{TCX}DistanceMeters")
        ]
    assert metres == sorted(metres)
    assert metres[-1] == pytest.approx(record.distance_m, abs=1)
    assert walked_s == pytest.approx(record.moving_s, abs=1)


@pytest.mark.parametrize("one", SESSIONS.values(), ids=SESSIONS)
def test_another_program_reads_what_the_log_says(one: Session, tmp_path: Path) -> None:
    record, _ = one
    file = tmp_path / "walk.tcx"
    file.write_text(exported(Format.TCX, [one]), encoding="utf-8")
    read = TCXReader().read(str(file), only_gps=False)
    assert read.activity_type == ("Running" if record.fastest_kmh > 9 else "Other")
    assert read.distance == pytest.approx(record.distance_m, abs=1)
    (lap,) = read.laps
    assert lap.distance == pytest.approx(record.distance_m, abs=1)
    times = [point.time.replace(tzinfo=UTC).timestamp() for point in read.trackpoints]
    gaps = [after - before for before, after in pairwise(times)]
    # Whatever takes longer is a break, or time that nobody saw.
    walked_s = sum(gap for gap in gaps if gap <= MOST_GAP_S)
    assert walked_s == pytest.approx(record.moving_s, abs=1)
    assert times[0] == pytest.approx(record.started_utc_s, abs=0.01)
    speeds = [point.tpx_ext["Speed"] * 3.6 for point in read.trackpoints]
    assert max(speeds) == pytest.approx(record.fastest_kmh, abs=0.01)
