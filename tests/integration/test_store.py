"""What is known of a machine outlives reloads, crashes, bad files and wrong clocks."""

from copy import deepcopy
from pathlib import Path
from typing import Any
from unittest.mock import patch

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import ServiceValidationError
from homeassistant.helpers import issue_registry as ir
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.home_gym import clock
from custom_components.home_gym.policy.files import Preset, load_preset
from custom_components.home_gym.state_file import StateFile

from .helpers import (
    MACHINE_ID,
    NAME,
    Device,
    act,
    coordinator_of,
    pass_time,
    state_of,
)

COUNTERS = f"home_gym.{MACHINE_ID}"
FACTS = f"{COUNTERS}.facts"


async def restart(hass: HomeAssistant, gym: MockConfigEntry) -> None:
    """Set the gym up again from what is on the disk, as after a crash."""
    await hass.config_entries.async_reload(gym.entry_id)
    await hass.async_block_till_done()


async def walk_into_a_lock(hass: HomeAssistant, device: Device) -> None:
    """Walk, report pain, and let the belt be seen still."""
    await device.on()
    await device.walk(3.0, 20)
    await act(hass, "report_pain", {"level": 6})
    await device.stand(3)
    device.relay(on=False)
    await hass.async_block_till_done()


async def test_a_session_goes_on_after_a_reload(
    hass: HomeAssistant, gym: MockConfigEntry, device: Device
) -> None:
    await device.walk(3.0, 20)
    before = coordinator_of(gym).state.session
    assert before is not None
    await restart(hass, gym)
    await device.walk(3.0, 5)
    session = coordinator_of(gym).state.session
    assert session is not None
    assert session.walked_s == pytest.approx(before.walked_s + 5, abs=2.0)


async def test_a_lock_outlives_a_reload(
    hass: HomeAssistant, gym: MockConfigEntry, device: Device
) -> None:
    await walk_into_a_lock(hass, device)
    ends = state_of(hass, "sensor", "lock_ends_at").state
    await restart(hass, gym)
    assert state_of(hass, "binary_sensor", "locked").state == "on"
    assert state_of(hass, "sensor", "lock_ends_at").state == ends


async def test_a_gentler_policy_makes_no_lock_shorter(
    hass: HomeAssistant, gym: MockConfigEntry, device: Device
) -> None:
    subentry = gym.subentries[MACHINE_ID]
    await device.on()
    ends = []
    for policy in ("runner", "gentle_back"):
        data = {**subentry.data, "policy": policy}
        hass.config_entries.async_update_subentry(gym, subentry, data=data)
        await hass.async_block_till_done()
        await act(hass, "report_pain", {"level": 6})
        ends.append(coordinator_of(gym).data.lock_ends_at)
    locks = {policy.pain.lock_after_stop_s for policy in map(load_preset, Preset)}
    assert len(locks) > 1
    assert ends[0] == ends[1]


async def test_a_lock_outlives_a_power_cut_that_loses_the_quick_file(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    device: Device,
    hass_storage: dict[str, Any],
) -> None:
    await walk_into_a_lock(hass, device)
    await hass.config_entries.async_unload(gym.entry_id)
    hass_storage.pop(COUNTERS, None)
    await hass.config_entries.async_setup(gym.entry_id)
    await hass.async_block_till_done()
    assert coordinator_of(gym).data.locked


async def test_the_write_with_the_higher_number_counts_whatever_the_clock_said(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    device: Device,
    hass_storage: dict[str, Any],
) -> None:
    await walk_into_a_lock(hass, device)
    await hass.config_entries.async_unload(gym.entry_id)
    old = deepcopy(hass_storage[FACTS])
    old["key"] = COUNTERS
    old["data"]["number"] = 0
    old["data"]["saved"]["utc_s"] += 1000.0
    old["data"]["state"]["state"]["locks"] = []
    hass_storage[COUNTERS] = old
    await hass.config_entries.async_setup(gym.entry_id)
    await hass.async_block_till_done()
    assert coordinator_of(gym).data.locked


@pytest.mark.parametrize(
    ("same_boot", "locked"),
    [
        pytest.param(True, True, id="on the same boot the host's own count decides"),
        pytest.param(False, False, id="after another boot only the calendar can"),
    ],
)
async def test_a_calendar_that_jumps_while_nobody_looks(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    device: Device,
    freezer: FrozenDateTimeFactory,
    same_boot: bool,
    locked: bool,
) -> None:
    await walk_into_a_lock(hass, device)
    boot = "this" if same_boot else "another"
    saved_at_s = coordinator_of(gym).clock.now().elapsed_s
    with patch("custom_components.home_gym.clock.boot_id", return_value="this"):
        await restart(hass, gym)
        await hass.config_entries.async_unload(gym.entry_id)
    freezer.tick(48 * 3600)
    elapsed_s = saved_at_s + 10.0 if same_boot else 10.0
    with (
        patch("custom_components.home_gym.clock.boot_id", return_value=boot),
        patch("custom_components.home_gym.clock.elapsed_s", lambda: elapsed_s),
    ):
        await hass.config_entries.async_setup(gym.entry_id)
        await hass.async_block_till_done()
        assert coordinator_of(gym).data.locked is locked
        await hass.config_entries.async_unload(gym.entry_id)


def test_a_host_without_a_name_for_its_boot_is_always_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "_BOOT_ID", tmp_path / "none")
    assert clock.boot_id() == ""


def _newer(data: dict[str, Any]) -> None:
    data["state"]["version"] = 99


def _nonsense(data: dict[str, Any]) -> None:
    data["state"]["state"]["evidence"] = "nonsense"


def _empty(data: dict[str, Any]) -> None:
    data.clear()


def _no_state(data: dict[str, Any]) -> None:
    data["state"] = [1, 2]


def _no_moment(data: dict[str, Any]) -> None:
    data["saved"]["utc_s"] = "soon"


def _memories(data: dict[str, Any]) -> None:
    data["state"]["state"]["memories"] = []


@pytest.mark.parametrize(
    ("spoil", "key"),
    [
        pytest.param(_newer, "state_newer", id="written by a newer version"),
        pytest.param(_nonsense, "state_unreadable", id="a field is nonsense"),
        pytest.param(_no_state, "state_unreadable", id="a list for a state"),
        pytest.param(_no_moment, "state_unreadable", id="no time of saving"),
        pytest.param(_memories, "state_unreadable", id="a list for memories"),
        pytest.param(_empty, "state_unreadable", id="nothing in it"),
    ],
)
@pytest.mark.parametrize("spoilt", [(COUNTERS, FACTS), (FACTS,)], ids=["both", "facts"])
async def test_a_state_that_cannot_be_read_is_kept_and_said(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    device: Device,
    freezer: FrozenDateTimeFactory,
    hass_storage: dict[str, Any],
    spoil: Any,
    key: str,
    spoilt: tuple[str, ...],
) -> None:
    await walk_into_a_lock(hass, device)
    await hass.config_entries.async_unload(gym.entry_id)
    for name in spoilt:
        spoil(hass_storage[name]["data"])
    kept = {name: deepcopy(hass_storage[name]) for name in (COUNTERS, FACTS)}
    assert await hass.config_entries.async_setup(gym.entry_id)
    issue = ir.async_get(hass).async_get_issue("home_gym", f"{key}_{MACHINE_ID}")
    assert issue is not None
    assert issue.translation_placeholders is not None
    assert issue.translation_placeholders["machine"] == NAME
    assert issue.translation_placeholders["file"].endswith(FACTS)
    assert gym.runtime_data.machines == {}
    assert state_of(hass, "sensor", "phase").state == "unavailable"
    with pytest.raises(ServiceValidationError) as error:
        await act(hass, "stop")
    assert error.value.translation_key == "machine_not_loaded"

    # Neither time nor an unload writes over what may hold a lock.
    await device.walk(3.0, 10)
    await pass_time(hass, freezer, 60)
    await hass.config_entries.async_unload(gym.entry_id)
    assert {name: hass_storage[name] for name in kept} == kept


async def test_a_quick_file_of_a_newer_version_is_not_set_aside(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    device: Device,
    hass_storage: dict[str, Any],
) -> None:
    await walk_into_a_lock(hass, device)
    await hass.config_entries.async_unload(gym.entry_id)
    _newer(hass_storage[COUNTERS]["data"])
    assert await hass.config_entries.async_setup(gym.entry_id)
    assert gym.runtime_data.machines == {}
    issues = ir.async_get(hass).issues
    assert ("home_gym", f"state_newer_{MACHINE_ID}") in issues


async def test_a_quick_file_that_cannot_be_read_is_set_aside(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    device: Device,
    hass_storage: dict[str, Any],
    caplog: pytest.LogCaptureFixture,
) -> None:
    await walk_into_a_lock(hass, device)
    await hass.config_entries.async_unload(gym.entry_id)
    _nonsense(hass_storage[COUNTERS]["data"])
    with patch.object(StateFile, "async_set_aside", autospec=True) as set_aside:
        assert await hass.config_entries.async_setup(gym.entry_id)
    assert coordinator_of(gym).data.locked
    set_aside.assert_called_once()
    assert "cannot be read and is set aside" in caplog.text


async def test_a_crash_costs_at_most_five_seconds(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    device: Device,
    hass_storage: dict[str, Any],
) -> None:
    await device.on()
    await device.walk(3.0, 10)
    for _ in range(10):
        # Other speeds, so that there is something new with every second.
        await device.walk(3.0, 1)
        await device.walk(3.1, 1)
        session = coordinator_of(gym).state.session
        assert session is not None
        written = max(
            (hass_storage[name]["data"] for name in (COUNTERS, FACTS)),
            key=lambda data: data["number"],
        )
        moving_s = written["state"]["state"]["session"]["moving_s"]
        assert session.moving_s - moving_s <= 5.0


async def test_a_write_that_was_pending_at_a_reload_does_not_come_after_it(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    device: Device,
    freezer: FrozenDateTimeFactory,
    hass_storage: dict[str, Any],
) -> None:
    await device.walk(3.0, 20)
    await restart(hass, gym)
    await act(hass, "report_pain", {"level": 6})
    number = hass_storage[FACTS]["data"]["number"]
    await pass_time(hass, freezer, 10, 1.0)
    late = hass_storage[COUNTERS]["data"]
    assert late["number"] < number or late["state"]["state"]["locks"]


async def test_the_first_walk_verifies_a_machine_that_was_set_up_unseen(
    hass: HomeAssistant, gym: MockConfigEntry, device: Device
) -> None:
    subentry = gym.subentries[MACHINE_ID]
    data = {**subentry.data, "verified": False}
    hass.config_entries.async_update_subentry(gym, subentry, data=data)
    await hass.async_block_till_done()
    issues = ir.async_get(hass)
    assert issues.async_get_issue("home_gym", f"not_verified_{MACHINE_ID}")
    await device.walk(3.0, 5)
    assert gym.subentries[MACHINE_ID].data["verified"]
    assert not issues.async_get_issue("home_gym", f"not_verified_{MACHINE_ID}")
    assert coordinator_of(gym).data.in_session


async def test_a_trouble_that_stands_is_raised_again_after_a_restart(
    hass: HomeAssistant, gym: MockConfigEntry, device: Device
) -> None:
    await walk_into_a_lock(hass, device)
    for _ in range(7):
        device.relay(on=True)
        await hass.async_block_till_done()
        device.relay(on=False)
        await hass.async_block_till_done()
    issues = ir.async_get(hass)
    key = f"plug_switched_on_by_others_{MACHINE_ID}"
    assert issues.async_get_issue("home_gym", key)
    issues.async_delete("home_gym", key)
    await restart(hass, gym)
    assert issues.async_get_issue("home_gym", key)


async def test_of_a_removed_machine_nothing_stays(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    device: Device,
    freezer: FrozenDateTimeFactory,
    hass_storage: dict[str, Any],
) -> None:
    await walk_into_a_lock(hass, device)
    await pass_time(hass, freezer, 10)
    assert FACTS in hass_storage
    hass.config_entries.async_remove_subentry(gym, MACHINE_ID)
    await hass.async_block_till_done()
    await pass_time(hass, freezer, 60)
    assert not [key for key in hass_storage if MACHINE_ID in key]
    issues = ir.async_get(hass).issues
    assert not [key for key in issues if MACHINE_ID in key[1]]


async def test_of_a_removed_gym_nothing_stays(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    device: Device,
    hass_storage: dict[str, Any],
) -> None:
    await walk_into_a_lock(hass, device)
    await hass.config_entries.async_remove(gym.entry_id)
    await hass.async_block_till_done()
    assert not [key for key in hass_storage if MACHINE_ID in key]
    assert not [key for key in ir.async_get(hass).issues if MACHINE_ID in key[1]]


async def test_a_renamed_machine_renames_its_device_without_a_reload(
    hass: HomeAssistant, gym: MockConfigEntry, device: Device
) -> None:
    before = coordinator_of(gym)
    await device.walk(3.0, 20)
    subentry = gym.subentries[MACHINE_ID]
    hass.config_entries.async_update_subentry(gym, subentry, title="Upstairs")
    await hass.async_block_till_done()
    assert coordinator_of(gym) is before
    assert before.data.in_session
