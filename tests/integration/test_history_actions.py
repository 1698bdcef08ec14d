"""Reading the log, taking it along, and putting it right."""

from collections.abc import Sequence
import csv
from datetime import UTC, datetime
from io import StringIO
from itertools import pairwise
import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

from freezegun.api import FrozenDateTimeFactory
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import ServiceValidationError
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.home_gym.const import DOMAIN

from .helpers import (
    OTHER_ID,
    Device,
    act,
    coordinator_of,
    device_id_of,
    pass_time,
    state_of,
)

TCX = "{http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2}"
FIRST = "20261122T180000Z-machine_1"


@pytest.fixture
def platforms() -> Sequence[Platform]:
    """Return the platform that shows the totals."""
    return [Platform.SENSOR]


@pytest.fixture
def hass_config_dir(tmp_path: Path) -> str:
    """Return a folder for this test alone."""
    return str(tmp_path)


async def walk(device: Device, kmh: float = 3.6, seconds: int = 61) -> None:
    """Walk, and end the session."""
    await device.on()
    await device.walk(kmh, seconds)
    await device.stand(3)
    await act(device.hass, "end_session")


async def ask(hass: HomeAssistant, action: str, **data: Any) -> Any:
    """Carry out an action and return its answer."""
    answer = await hass.services.async_call(
        DOMAIN, action, data, blocking=True, return_response=True
    )
    await hass.async_block_till_done()
    return answer


def read(hass: HomeAssistant, file: str) -> str:
    """Return what stands in a file of the configuration folder."""
    return Path(hass.config.path(file)).read_bytes().decode()


def shown(hass: HomeAssistant, key: str) -> float:
    """Return what a sensor shows."""
    return float(state_of(hass, "sensor", key).state)


async def test_sessions_are_told_with_their_sum(
    hass: HomeAssistant, device: Device, freezer: FrozenDateTimeFactory
):
    await walk(device)
    await pass_time(hass, freezer, 100)
    await walk(device, 2.0, 40)
    answer = await ask(hass, "get_sessions")
    newest, oldest = answer["sessions"]
    assert oldest["id"] == FIRST
    assert oldest["start"] == "2026-11-22T18:00:00Z"
    assert oldest["moving_s"] == pytest.approx(61, abs=1)
    assert oldest["distance_m"] == pytest.approx(61, abs=2)
    assert oldest["person_id"] == "guest"
    assert oldest["ending"] == "user_end"
    assert newest["fastest_kmh"] == 2.0
    summary = answer["summary"]
    assert summary["sessions"] == 2
    assert summary["moving_s"] == pytest.approx(101, abs=2)
    assert summary["longest_s"] == oldest["moving_s"]
    limited = await ask(hass, "get_sessions", limit=1)
    assert limited["sessions"] == [newest]
    assert limited["summary"] == summary


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, 1),
        ({"person": "guest"}, 1),
        ({"start": "2026-11-22T18:00:30+00:00"}, 1),
        ({"start": "2026-11-22T18:30:00+00:00"}, 0),
        ({"end": "2026-11-22T18:00:00+00:00"}, 0),
        ({"end": "2026-11-22T18:00:01+00:00"}, 1),
        ({"start": "2020-01-01", "end": "2021-01-01"}, 0),
    ],
    ids=["lately", "guest", "began before", "later", "earlier", "ended after", "years"],
)
async def test_sessions_are_found_by_what_is_asked(
    hass: HomeAssistant, device: Device, asked: dict[str, Any], found: int
):
    await walk(device, seconds=40)
    answer = await ask(hass, "get_sessions", **asked)
    assert len(answer["sessions"]) == answer["summary"]["sessions"] == found


class TestTwoMachines:
    """Sessions are told apart by their machine."""

    @pytest.fixture
    def entry(self, two_machines: MockConfigEntry) -> MockConfigEntry:
        """Return a gym with two machines."""
        return two_machines

    async def test_a_machine_has_its_own_sessions(
        self, hass: HomeAssistant, device: Device, other_device: Device
    ):
        await walk(device, seconds=20)
        await walk(other_device, seconds=30)
        other = device_id_of(hass, OTHER_ID)
        (session,) = (await ask(hass, "get_sessions", device_id=other))["sessions"]
        assert session["machine"] == "Walking pad"
        assert len((await ask(hass, "get_sessions"))["sessions"]) == 2


@pytest.mark.parametrize(
    "asked",
    [
        {"session_id": FIRST},
        {"session_id": "20261122T180000Z-nobody", "delete": True},
        {"session_id": "nonsense", "delete": True},
        {"session_id": FIRST, "person": "nobody"},
        {"session_id": FIRST, "start": "2026-11-22T19:00:00+00:00"},
        {"session_id": FIRST, "end": "2026-11-22T18:00:00+00:00"},
    ],
    ids=["no change", "unknown", "nonsense", "no person", "no end", "no start"],
)
async def test_an_edit_that_makes_no_sense_changes_nothing(
    hass: HomeAssistant, device: Device, asked: dict[str, Any]
):
    await walk(device, seconds=20)
    before = await ask(hass, "get_sessions")
    with pytest.raises(ServiceValidationError) as raised:
        await act(hass, "edit_session", asked)
    assert raised.value.translation_domain == DOMAIN
    assert await ask(hass, "get_sessions") == before


@pytest.mark.usefixtures("entity_registry_enabled_by_default")
async def test_a_deleted_session_leaves_every_total(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    device: Device,
    hass_storage: dict[str, Any],
    freezer: FrozenDateTimeFactory,
):
    await walk(device)
    await pass_time(hass, freezer, 100)
    await walk(device)
    for key in ("total_moving_time", "walked_today", "walked_this_week"):
        assert shown(hass, key) == 2, key
    await act(hass, "edit_session", {"session_id": FIRST, "delete": True})
    for key in ("total_moving_time", "walked_today", "walked_this_week"):
        assert shown(hass, key) == 1, key
    assert shown(hass, "total_sessions") == shown(hass, "sessions_this_week") == 1
    assert FIRST not in json.dumps(hass_storage["home_gym.history.2026-11"])
    assert FIRST not in json.dumps(hass_storage["home_gym.traces.2026-11"])
    # And it stays so.
    await hass.config_entries.async_reload(gym.entry_id)
    await hass.async_block_till_done()
    assert shown(hass, "total_moving_time") == 1
    assert len((await ask(hass, "get_sessions"))["sessions"]) == 1


@pytest.mark.usefixtures("entity_registry_enabled_by_default")
async def test_a_trim_takes_its_minutes_out_of_every_total(
    hass: HomeAssistant, device: Device
):
    await walk(device, seconds=125)
    assert shown(hass, "walked_today") == 2
    data = {"session_id": FIRST, "end": "2026-11-22T18:01:05+00:00"}
    answer = await ask(hass, "edit_session", **data)
    assert answer["session"]["moving_s"] == pytest.approx(65, abs=1)
    assert answer["session"]["distance_m"] == pytest.approx(65, abs=2)
    assert answer["session"]["edited"]
    assert shown(hass, "walked_today") == shown(hass, "total_moving_time") == 1


async def test_a_correction_lifts_no_lock(
    hass: HomeAssistant, gym: MockConfigEntry, device: Device
):
    await device.on()
    await device.walk(3.6, 20)
    await act(hass, "report_pain", {"level": 6})
    await device.stand(5)
    device.relay(on=False)
    await pass_time(hass, device.freezer, 10, 1.0)
    locks = coordinator_of(gym).state.locks
    assert locks
    (session,) = (await ask(hass, "get_sessions"))["sessions"]
    assert session["worst_pain"] == "stop"
    assert session["stops"] == ["pain"]
    await act(hass, "edit_session", {"session_id": session["id"], "delete": True})
    assert coordinator_of(gym).state.locks == locks
    assert state_of(hass, "sensor", "phase").state == "locked"


async def test_csv_comes_back_as_it_was(hass: HomeAssistant, device: Device):
    await walk(device)
    answer = await ask(hass, "export_sessions", format="csv")
    assert answer["file"] == "home_gym/exports/sessions_2026-11-22_2026-11-22.csv"
    assert answer["sessions"] == 1
    written = read(hass, answer["file"])
    assert written == answer["content"]
    (row,) = csv.DictReader(StringIO(written))
    (session,) = (await ask(hass, "get_sessions"))["sessions"]
    told = {**session, "stops": " ".join(session["stops"])}
    assert row == {
        name: "" if value is None else str(value) for name, value in told.items()
    }


async def test_json_has_the_whole_course(hass: HomeAssistant, device: Device):
    await walk(device)
    answer = await ask(hass, "export_sessions", format="json")
    (exported,) = json.loads(answer["content"])
    (session,) = (await ask(hass, "get_sessions"))["sessions"]
    assert {name: exported[name] for name in session} == session
    assert [point["speed_kmh"] for point in exported["course"]] == [3.6]


async def test_tcx_tells_what_the_log_tells(
    hass: HomeAssistant, device: Device, freezer: FrozenDateTimeFactory
):
    await device.on()
    await device.walk(3.6, 40)
    await device.stand(20)
    await device.walk(5.0, 30)
    await device.stand(3)
    await act(hass, "end_session")
    answer = await ask(hass, "export_sessions", format="tcx")
    (session,) = (await ask(hass, "get_sessions"))["sessions"]
    root = ET.fromstring(answer["content"])
    assert root.tag == f"{TCX}TrainingCenterDatabase"
    (activity,) = root.iter(f"{TCX}Activity")
    assert activity.get("Sport") == "Other"
    assert _names(activity) == ["Id", "Lap", "Notes"]
    (lap,) = activity.findall(f"{TCX}Lap")
    # The schema asks for this order.
    assert _names(lap) == [
        "TotalTimeSeconds",
        "DistanceMeters",
        "MaximumSpeed",
        "Calories",
        "Intensity",
        "TriggerMethod",
        "Track",
        "Track",
    ]
    assert _number(lap, "TotalTimeSeconds") == pytest.approx(session["moving_s"], abs=1)
    assert _number(lap, "DistanceMeters") == pytest.approx(session["distance_m"], abs=1)
    tracks = [
        [(_time(point), _number(point, "DistanceMeters")) for point in track]
        for track in lap.findall(f"{TCX}Track")
    ]
    for track in tracks:
        seconds = [time.timestamp() for time, _ in track]
        gaps = [b - a for a, b in pairwise(seconds)]
        assert all(0 < gap <= 5.001 for gap in gaps), gaps
    metres = [way for track in tracks for _, way in track]
    assert metres == sorted(metres)
    assert metres[-1] == pytest.approx(session["distance_m"], abs=1)
    walked_s = sum((t[-1][0] - t[0][0]).total_seconds() for t in tracks)
    assert walked_s == pytest.approx(session["moving_s"], abs=2)


@pytest.mark.parametrize("kind", ["csv", "json", "tcx"])
async def test_nothing_to_export_is_an_empty_file(
    hass: HomeAssistant, device: Device, kind: str
):
    answer = await ask(hass, "export_sessions", format=kind)
    assert answer["sessions"] == 0
    assert read(hass, answer["file"]) == answer["content"]


def _names(element: ET.Element) -> list[str]:
    return [child.tag.removeprefix(TCX) for child in element]


def _number(element: ET.Element, name: str) -> float:
    return float(element.findtext(f"{TCX}{name}", ""))


def _time(point: ET.Element) -> datetime:
    text = point.findtext(f"{TCX}Time", "")
    return datetime.fromisoformat(text).astimezone(UTC)
