"""The log of sessions: what a walk leaves, and that nothing is counted twice."""

from collections.abc import Sequence
import json
from typing import Any

from freezegun.api import FrozenDateTimeFactory
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.home_gym.history import months as history_months
from custom_components.home_gym.engine.history import diary
from custom_components.home_gym.engine.history.record import SessionRecord
from custom_components.home_gym.engine.words import Reason
from custom_components.home_gym.history.file import sessions_file

from .helpers import MACHINE_ID, Device, act, coordinator_of, pass_time, state_of

MONTH = "home_gym.history.2026-11"
WAITING = "home_gym.history.waiting"
DIARY = f"home_gym.{MACHINE_ID}.diary"
FAR = 4e9


@pytest.fixture
def platforms() -> Sequence[Platform]:
    """Return the platform that shows the log."""
    return [Platform.SENSOR]


async def walk(device: Device, seconds: int = 20, kmh: float = 2.5) -> None:
    """Walk, and end the session."""
    await device.on()
    await device.walk(kmh, seconds)
    await device.stand(3)
    await act(device.hass, "end_session")
    await device.hass.async_block_till_done()


async def records(entry: MockConfigEntry) -> list[SessionRecord]:
    """Return everything in the log, the newest first."""
    found: list[SessionRecord] = await entry.runtime_data.history.async_records(
        0.0, FAR, lambda record: True
    )
    return found


async def reload(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    """Reload the gym."""
    assert await hass.config_entries.async_reload(entry.entry_id)
    await hass.async_block_till_done()


def total(hass: HomeAssistant, key: str) -> float:
    """Return what a lifetime sensor shows."""
    return float(state_of(hass, "sensor", key).state)


@pytest.mark.usefixtures("entity_registry_enabled_by_default")
async def test_a_walk_leaves_a_record(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    device: Device,
    hass_storage: dict[str, Any],
):
    await walk(device, 130)
    (record,) = await records(gym)
    assert record.id == "20261122T180000Z-machine_1"
    assert (record.machine_id, record.machine) == (MACHINE_ID, "Treadmill")
    assert record.person_id == "guest"
    assert record.ending is Reason.USER_END
    assert record.moving_s == pytest.approx(130, abs=1)
    # A pause before the end is none.
    assert record.length_s == pytest.approx(130, abs=2)
    assert record.distance_m == pytest.approx(130 * 2.5 / 3.6, abs=2)
    assert record.fastest_kmh == 2.5
    (share,) = record.shares
    assert (share.person_id, share.day) == ("guest", "2026-11-22")
    assert share.moving_s == pytest.approx(record.moving_s)
    trace = await gym.runtime_data.history.async_trace(record)
    assert {point.speed_kmh for point in trace.points} == {2.5}
    assert {point.cap_kmh for point in trace.points} == {3.0}
    assert MONTH in hass_storage
    assert DIARY not in hass_storage
    assert total(hass, "total_moving_time") == 2
    assert total(hass, "total_sessions") == 1
    assert total(hass, "total_distance") == pytest.approx(0.09)


@pytest.mark.usefixtures("entity_registry_enabled_by_default")
async def test_a_reload_in_mid_session_makes_one_record(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    device: Device,
    hass_storage: dict[str, Any],
    monkeypatch: pytest.MonkeyPatch,
):
    monkeypatch.setattr(diary, "STEP_S", 30.0)
    await device.on()
    await device.walk(3.6, 62)
    assert total(hass, "total_moving_time") == 1
    assert await hass.config_entries.async_unload(gym.entry_id)
    assert DIARY in hass_storage
    assert await hass.config_entries.async_setup(gym.entry_id)
    await hass.async_block_till_done()
    assert total(hass, "total_moving_time") == 1
    device.forget()
    await device.walk(3.6, 20)
    assert total(hass, "total_moving_time") == 1
    await device.stand(3)
    await act(hass, "end_session")
    await hass.async_block_till_done()
    (record,) = await records(gym)
    assert record.moving_s == pytest.approx(82, abs=2)
    assert total(hass, "total_moving_time") == 1
    for _ in range(3):
        await reload(hass, gym)
        assert total(hass, "total_moving_time") == 1
        assert total(hass, "total_distance") == pytest.approx(0.08)
        assert len(await records(gym)) == 1


async def test_a_crash_in_mid_session_loses_no_record(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    device: Device,
    hass_storage: dict[str, Any],
    freezer: FrozenDateTimeFactory,
):
    await device.on()
    await device.walk(3.6, 30)
    # What was on the disk when the lights went out.
    disk = json.loads(json.dumps(hass_storage))
    assert DIARY in disk
    await device.walk(3.6, 4)
    assert await hass.config_entries.async_unload(gym.entry_id)
    hass_storage.clear()
    hass_storage.update(disk)
    await pass_time(hass, freezer, 30)
    assert await hass.config_entries.async_setup(gym.entry_id)
    await hass.async_block_till_done()
    device.forget()
    device.moving_s += 30
    await device.walk(3.6, 20)
    await device.stand(3)
    await act(hass, "end_session")
    await hass.async_block_till_done()
    (record,) = await records(gym)
    last = coordinator_of(gym).state.last_session
    assert last is not None
    assert record.moving_s == last.moving_s == pytest.approx(84, abs=6)
    trace = await gym.runtime_data.history.async_trace(record)
    (gap,) = [point for point in trace.points if point.speed_kmh is None]
    # It begins with the last note that reached the disk.
    assert gap.at_s == 2.0
    assert sum(share.moving_s for share in record.shares) == pytest.approx(
        record.moving_s
    )


@pytest.mark.usefixtures("entity_registry_enabled_by_default")
@pytest.mark.parametrize("logged", [False, True], ids=["before", "after"])
async def test_a_crash_while_the_record_is_written_makes_one_record(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    device: Device,
    hass_storage: dict[str, Any],
    logged: bool,
):
    await device.on()
    await device.walk(3.6, 20)
    saved = json.loads(json.dumps(hass_storage[DIARY]))
    await device.stand(3)
    await act(hass, "end_session")
    await hass.async_block_till_done()
    assert await hass.config_entries.async_unload(gym.entry_id)
    hass_storage[DIARY] = saved
    if not logged:
        for key in [key for key in hass_storage if "history" in key]:
            del hass_storage[key]
    assert await hass.config_entries.async_setup(gym.entry_id)
    await hass.async_block_till_done()
    (record,) = await records(gym)
    assert record.moving_s == pytest.approx(20, abs=2)
    assert total(hass, "total_sessions") == 1
    assert DIARY not in hass_storage


@pytest.mark.usefixtures("entity_registry_enabled_by_default")
async def test_sums_that_a_crash_left_behind_are_mended(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    device: Device,
    hass_storage: dict[str, Any],
):
    await walk(device)
    assert await hass.config_entries.async_unload(gym.entry_id)
    hass_storage["home_gym.history"]["data"] = {"months": {}}
    assert await hass.config_entries.async_setup(gym.entry_id)
    await hass.async_block_till_done()
    assert total(hass, "total_sessions") == 1


@pytest.fixture
async def newer(
    hass: HomeAssistant, gym: MockConfigEntry, hass_storage: dict[str, Any]
) -> dict[str, Any]:
    """Return the month of a newer Home Gym, whose owner has gone back to this one."""
    newer = {"version": 99, "minor_version": 1, "key": MONTH, "data": {"x": 1}}
    assert await hass.config_entries.async_unload(gym.entry_id)
    hass_storage[MONTH] = json.loads(json.dumps(newer))
    assert await hass.config_entries.async_setup(gym.entry_id)
    await hass.async_block_till_done()
    return newer


async def test_a_month_of_a_newer_home_gym_is_left_as_it_is_and_every_walk_waits(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    device: Device,
    hass_storage: dict[str, Any],
    newer: dict[str, Any],
):
    await walk(device)
    await pass_time(hass, device.freezer, 60)
    await walk(device)
    await reload(hass, gym)
    device.forget()
    await walk(device)
    assert hass_storage[MONTH] == newer
    assert DIARY not in hass_storage
    assert await records(gym) == []
    # The treadmill may go meanwhile.
    hass.config_entries.async_remove_subentry(gym, MACHINE_ID)
    await hass.async_block_till_done()
    del hass_storage[MONTH]
    await reload(hass, gym)
    assert [each.machine for each in await records(gym)] == ["Treadmill"] * 3
    assert WAITING not in hass_storage


async def test_where_nothing_can_wait_the_newest_walk_stays_in_its_diary(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    device: Device,
    hass_storage: dict[str, Any],
    newer: dict[str, Any],
    caplog: pytest.LogCaptureFixture,
):
    hass_storage[WAITING] = {**newer, "key": WAITING}
    await reload(hass, gym)
    device.forget()
    await walk(device)
    assert hass_storage[WAITING] == {**newer, "key": WAITING}
    assert "cannot be read and is left as it is" in caplog.text
    assert DIARY in hass_storage
    del hass_storage[MONTH]
    await reload(hass, gym)
    assert len(await records(gym)) == 1
    assert DIARY not in hass_storage


@pytest.mark.usefixtures("entity_registry_enabled_by_default")
async def test_only_the_months_that_are_asked_for_are_read(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    device: Device,
    hass_storage: dict[str, Any],
    freezer: FrozenDateTimeFactory,
    monkeypatch: pytest.MonkeyPatch,
):
    await walk(device)
    month = hass_storage[MONTH]
    sums = hass_storage["home_gym.history"]["data"]["months"]
    assert await hass.config_entries.async_unload(gym.entry_id)
    for year in range(2020, 2026):
        for number in range(1, 13):
            name = f"{year}-{number:02}"
            hass_storage[f"home_gym.history.{name}"] = {
                **month,
                "data": json.loads(
                    json.dumps(month["data"]).replace("202611", name.replace("-", ""))
                ),
            }
            sums[name] = sums["2026-11"]
    read: list[str] = []

    def spy(hass: HomeAssistant, name: str) -> Any:
        read.append(name)
        return sessions_file(hass, name)

    monkeypatch.setattr(history_months, "sessions_file", spy)
    assert await hass.config_entries.async_setup(gym.entry_id)
    await hass.async_block_till_done()
    assert sorted(read) == ["2025-12", "2026-11"]
    assert total(hass, "total_sessions") == 73
    read.clear()
    log = gym.runtime_data.history
    await log.async_records(1590969600.0, 1593561599.0, lambda record: True)
    assert read == ["2020-06", "2020-05"]


async def test_a_machine_goes_and_its_sessions_stay(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    device: Device,
    hass_storage: dict[str, Any],
):
    await walk(device)
    await device.walk(2.5, 5)
    assert DIARY in hass_storage
    hass.config_entries.async_remove_subentry(gym, MACHINE_ID)
    await hass.async_block_till_done()
    assert DIARY not in hass_storage
    (record,) = await records(gym)
    assert record.machine == "Treadmill"


@pytest.mark.parametrize("loaded", [True, False], ids=["running", "stopped"])
async def test_with_the_gym_everything_goes(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    device: Device,
    hass_storage: dict[str, Any],
    loaded: bool,
):
    await walk(device)
    await device.walk(2.5, 5)
    if not loaded:
        assert await hass.config_entries.async_unload(gym.entry_id)
    await hass.config_entries.async_remove(gym.entry_id)
    await hass.async_block_till_done()
    assert not [key for key in hass_storage if key.startswith("home_gym")]


@pytest.mark.usefixtures("entity_registry_enabled_by_default")
async def test_the_week_in_numbers(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    device: Device,
    freezer: FrozenDateTimeFactory,
):
    # NOW is a Sunday evening.
    await walk(device, 61)
    shown = state_of(hass, "sensor", "sessions_this_week")
    assert shown.state == "1"
    assert shown.attributes["moving_min"] == 1
    assert shown.attributes["last_week_sessions"] == 0
    assert shown.attributes["last_reset"] == "2026-11-16T12:00:00+00:00"
    await pass_time(hass, freezer, 24 * 3600, 3600)
    shown = state_of(hass, "sensor", "sessions_this_week")
    assert shown.state == "0"
    assert shown.attributes["last_week_sessions"] == 1
    assert shown.attributes["last_week_moving_min"] == 1
    assert shown.attributes["last_reset"] == "2026-11-23T12:00:00+00:00"


async def test_nonsense_in_the_diary_keeps_nobody_from_walking(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    device: Device,
    hass_storage: dict[str, Any],
):
    await device.on()
    await device.walk(3.6, 20)
    assert await hass.config_entries.async_unload(gym.entry_id)
    hass_storage[DIARY]["data"] = {"session_id": "20261122T180000Z", "noted_s": "?"}
    assert await hass.config_entries.async_setup(gym.entry_id)
    await hass.async_block_till_done()
    device.forget()
    await device.walk(3.6, 20)
    await device.stand(3)
    await act(hass, "end_session")
    await hass.async_block_till_done()
    (record,) = await records(gym)
    assert record.moving_s == pytest.approx(40, abs=2)
