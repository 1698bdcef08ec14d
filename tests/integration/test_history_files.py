"""The log on a real disk: what is found there, and what is left behind."""

import json
from pathlib import Path
from typing import Any

from homeassistant.core import HomeAssistant
import pytest

from custom_components.home_gym.engine.history.record import SessionRecord
from custom_components.home_gym.engine.words import Reason
from custom_components.home_gym.history import History
from custom_components.home_gym.history_file import UnreadableHistoryError

TRACE = {"points": "0:3:4.5:workout", "marks": ""}
DECEMBER = "home_gym.history.2026-12"


@pytest.fixture
def hass_storage() -> dict[str, Any]:
    """Leave the storage of Home Assistant as it really is."""
    return {}


@pytest.fixture
def hass_config_dir(tmp_path: Path) -> str:
    """Return a folder for this test alone."""
    return str(tmp_path)


def record(month: int) -> SessionRecord:
    """Return a session of a month."""
    started_utc_s = 1767225600.0 + (month - 1) * 30.5 * 86400
    return SessionRecord(
        id=f"2026{month:02}01T000000Z-machine_1",
        machine_id="machine_1",
        machine="Treadmill",
        person_id="guest",
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
        with pytest.raises(UnreadableHistoryError):
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
    (files / DECEMBER).write_text("{")
    await History(hass).async_remove()
    assert not found(files, "home_gym.*")
