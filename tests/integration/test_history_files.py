"""The log on a real disk: what is found there, and what is left behind."""

from dataclasses import replace
import json
from pathlib import Path
from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir
import pytest

from custom_components.home_gym.const import DOMAIN
from custom_components.home_gym.engine.history.record import SessionRecord
from custom_components.home_gym.engine.state import DayTotal
from custom_components.home_gym.engine.words import Reason
from custom_components.home_gym.history.log import History
from custom_components.home_gym.history.file import UnreadableHistoryError

TRACE = {"points": "0:3:4.5:workout", "marks": ""}
DECEMBER = "home_gym.history.2026-12"
WAITING = "home_gym.history.waiting"


@pytest.fixture
def hass_storage() -> dict[str, Any]:
    """Leave the storage of Home Assistant as it really is."""
    return {}


@pytest.fixture
def hass_config_dir(tmp_path: Path) -> str:
    """Return a folder for this test alone."""
    return str(tmp_path)


def record(month: int, hour: int = 0, person_id: str = "guest") -> SessionRecord:
    """Return a session of a month."""
    started_utc_s = 1767225600.0 + (month - 1) * 30.5 * 86400 + hour * 3600
    return SessionRecord(
        id=f"2026{month:02}01T{hour:02}0000Z-machine_1",
        machine_id="machine_1",
        machine="Treadmill",
        person_id=person_id,
        started_utc_s=started_utc_s,
        ended_utc_s=started_utc_s + 600,
        moving_s=600.0,
        ending=Reason.USER_END,
    )


def found(files: Path, name: str) -> list[Path]:
    """Return the files of a name."""
    return list(files.glob(name))


@pytest.fixture
def folder(hass: HomeAssistant) -> Path:
    """Return the folder where the log is stored."""
    path = Path(hass.config.path(".storage"))
    path.mkdir(exist_ok=True)
    return path


@pytest.fixture
async def files(hass: HomeAssistant, folder: Path) -> Path:
    """Return the folder of a log with a session in each month of a year."""
    log = History(hass)
    await log.async_load()
    for month in range(1, 13):
        await log.async_add(record(month), TRACE)
    return folder


async def loaded(hass: HomeAssistant) -> History:
    """Return the log as it is after a restart."""
    log = History(hass)
    await log.async_load()
    return log


async def test_sums_that_are_lost_are_worked_out_anew(
    hass: HomeAssistant, files: Path
) -> None:
    assert (await loaded(hass)).sums("machine_1").sessions == 12
    (files / "home_gym.history").unlink()
    sums = (await loaded(hass)).sums("machine_1")
    assert (sums.sessions, sums.moving_s) == (12, 7200.0)


async def test_a_month_that_is_no_json_is_set_aside_and_the_others_are_read(
    hass: HomeAssistant, files: Path
) -> None:
    (files / DECEMBER).write_text("{")
    log = await loaded(hass)
    assert log.sums("machine_1").sessions == 11
    assert len(found(files, f"{DECEMBER}.corrupt*")) == 1
    await log.async_add(record(12), TRACE)
    assert (await loaded(hass)).sums("machine_1").sessions == 12


@pytest.mark.parametrize(
    "file", ["home_gym.history", DECEMBER], ids=["the sums", "a month"]
)
async def test_nonsense_in_the_log_keeps_nobody_from_walking(
    hass: HomeAssistant, files: Path, file: str
) -> None:
    written = (files / file).read_text()
    nonsense = json.loads(written)
    nonsense["data"] = {"months": {"2026-12": [{}]}, "sessions": [{"id": 1}]}
    (files / file).write_text(json.dumps(nonsense))
    log = await loaded(hass)
    assert log.sums("machine_1").sessions >= 11
    if file == DECEMBER:
        await log.async_add(record(12), TRACE)
        assert json.loads((files / file).read_text()) == nonsense


async def test_a_session_is_found_through_its_month(
    hass: HomeAssistant, files: Path
) -> None:
    log = await loaded(hass)
    wanted = record(3)
    found = await log.async_records(
        wanted.started_utc_s, wanted.ended_utc_s, lambda each: True
    )
    assert found == [wanted]
    (point,) = (await log.async_trace(wanted)).points
    assert (point.speed_kmh, point.cap_kmh) == (3.0, 4.5)


async def test_of_a_log_that_is_removed_no_file_stays(
    hass: HomeAssistant, files: Path
) -> None:
    assert found(files, "home_gym.*")
    (files / "home_gym.history").unlink()
    (files / "home_gym.traces.2026-11").write_text('{"version": 99}')
    await (await loaded(hass)).async_add(record(11, hour=5), TRACE)
    assert found(files, WAITING)
    (files / DECEMBER).write_text("{")
    await History(hass).async_remove()
    assert not found(files, "home_gym.*")


# By name: which file, and what is wrong with it.
UNREADABLE = {
    "a month of a newer version": (DECEMBER, {"version": 99}),
    "nonsense for a month": (DECEMBER, {"data": {"sessions": [{"id": 1}]}}),
    "courses of a newer version": ("home_gym.traces.2026-12", {"version": 99}),
    "nonsense for courses": ("home_gym.traces.2026-12", {"data": {"traces": 1}}),
}


@pytest.mark.parametrize(("name", "change"), UNREADABLE.values(), ids=UNREADABLE)
async def test_a_file_that_cannot_be_read_is_named_in_a_repair_and_left_alone(
    hass: HomeAssistant,
    files: Path,
    issue_registry: ir.IssueRegistry,
    name: str,
    change: dict[str, Any],
) -> None:
    written = (files / name).read_text()
    changed = json.dumps(json.loads(written) | change)
    (files / name).write_text(changed)
    log = await loaded(hass)
    # What is told of a course that cannot be read is an empty one.
    assert bool((await log.async_trace(record(12))).points) != ("traces" in name)
    with pytest.raises(UnreadableHistoryError):
        await log.async_change(record(12).id, lambda *before: None)
    issue = issue_registry.async_get_issue(DOMAIN, f"history_unreadable_{name}")
    assert issue is not None
    assert issue.translation_placeholders == {"file": name, "folder": str(files)}
    assert (files / name).read_text() == changed

    # Mended, it is read again, and nobody is told of it any more.
    (files / name).write_text(written)
    log = await loaded(hass)
    assert (await log.async_trace(record(12))).points
    assert not issue_registry.issues


def spoil(path: Path, change: dict[str, Any]) -> str:
    """Make a file unreadable, and return what stood in it."""
    written = path.read_text()
    path.write_text(json.dumps(json.loads(written) | change))
    return written


async def december(log: History) -> list[tuple[str, bool]]:
    """Return whose sessions of December are in the log, and whether with a trace."""
    since_s = record(12).started_utc_s
    found = await log.async_records(since_s, since_s + 86400, lambda each: True)
    return [
        (each.person_id, bool((await log.async_trace(each)).points)) for each in found
    ]


@pytest.mark.parametrize(("name", "change"), UNREADABLE.values(), ids=UNREADABLE)
async def test_every_session_waits_for_its_month_through_restarts_and_is_filed_then(
    hass: HomeAssistant, files: Path, name: str, change: dict[str, Any]
) -> None:
    written = spoil(files / name, change)
    for hour in (1, 2, 3):
        log = await loaded(hass)
        await log.async_add(record(12, hour), TRACE)
        # Taken up from a diary that was left behind, it is the same one.
        await log.async_add(record(12, hour), TRACE)
    await log.async_add(record(11, hour=1), TRACE)
    assert (await loaded(hass)).sums("machine_1").sessions == 12 + 1
    assert len(json.loads((files / WAITING).read_text())["data"]["waiting"]) == 3

    (files / name).write_text(written)
    for _ in range(2):
        log = await loaded(hass)
        assert await december(log) == [("guest", True)] * 4
        assert log.sums("machine_1").sessions == 12 + 1 + 3
        assert not found(files, WAITING)


async def test_a_month_that_is_mended_meanwhile_is_caught_up_with_the_next_session(
    hass: HomeAssistant, files: Path
) -> None:
    written = spoil(files / DECEMBER, {"version": 99})
    log = await loaded(hass)
    await log.async_add(record(12, hour=1), TRACE)
    (files / DECEMBER).write_text(written)
    await log.async_add(record(12, hour=2), TRACE)
    assert await december(log) == [("guest", True)] * 3
    assert not found(files, WAITING)


async def test_of_whoever_is_removed_nothing_waits_and_shares_are_a_guests(
    hass: HomeAssistant, files: Path
) -> None:
    written = spoil(files / DECEMBER, {"version": 99})
    log = await loaded(hass)
    anna = DayTotal(person_id="anna", day="2026-12-01", moving_s=300.0)
    await log.async_add(record(12, 1, "anna"), TRACE)
    await log.async_add(replace(record(12, 2, "ben"), shares=(anna,)), TRACE)
    await log.async_keep_only({"guest", "ben"})
    assert "anna" not in (files / WAITING).read_text()
    (files / DECEMBER).write_text(written)
    log = await loaded(hass)
    assert await december(log) == [("ben", True), ("guest", True)]
    (ben, _) = await log.async_records(0.0, 4e9, lambda each: each.month == "2026-12")
    assert ben.shares == (replace(anna, person_id="guest"),)


NOT_WAITING = {"a newer version": {"version": 99}, "nonsense": {"data": {"waiting": 1}}}


@pytest.mark.parametrize("change", NOT_WAITING.values(), ids=NOT_WAITING)
async def test_what_waits_and_cannot_be_read_is_left_alone_as_well(
    hass: HomeAssistant,
    files: Path,
    issue_registry: ir.IssueRegistry,
    change: dict[str, Any],
) -> None:
    month = spoil(files / DECEMBER, {"version": 99})
    await (await loaded(hass)).async_add(record(12, hour=1), TRACE)
    written = spoil(files / WAITING, change)
    spoilt = (files / WAITING).read_text()
    log = await loaded(hass)
    assert log.sums("machine_1").sessions == 12
    with pytest.raises(UnreadableHistoryError):
        await log.async_add(record(12, hour=2), TRACE)
    assert (files / WAITING).read_text() == spoilt
    assert issue_registry.async_get_issue(DOMAIN, f"history_unreadable_{WAITING}")
    (files / WAITING).write_text(written)
    (files / DECEMBER).write_text(month)
    assert await december(await loaded(hass)) == [("guest", True)] * 2
    assert not issue_registry.issues
