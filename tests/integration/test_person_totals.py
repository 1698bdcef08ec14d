"""What a person has walked in all: counted once, on all machines, and put right."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from freezegun.api import FrozenDateTimeFactory
from homeassistant.components.recorder.core import Recorder
from homeassistant.components.recorder.history import get_significant_states
from homeassistant.components.recorder.statistics import statistics_during_period
from homeassistant.const import STATE_UNKNOWN, Platform
from homeassistant.core import HomeAssistant, State
from homeassistant.helpers.recorder import get_instance
from homeassistant.util import dt as dt_util
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.components.recorder.common import (
    async_wait_recording_done,
    do_adhoc_statistics,
)

from custom_components.home_gym.engine.observations import SelectPerson

from .helpers import (
    MACHINE_ID,
    OTHER_ID,
    OTHER_NAME,
    Device,
    act,
    coordinator_of,
    device_id_of,
    entity_id_of,
    explain,
    gym_entry,
    machine_subentry,
    pass_time,
    person_subentry,
    state_of,
)

ANNA, BEN = "person_anna", "person_ben"
KEYS = ("person_total_time", "person_total_distance", "person_total_sessions")


@pytest.fixture
async def mock_recorder_before_hass(async_test_recorder: object) -> None:
    """Let the recorder be there from the beginning."""


@pytest.fixture
def platforms() -> Sequence[Platform]:
    """Return the platform that shows the totals."""
    return [Platform.SENSOR]


@pytest.fixture
def entry(
    machine_data: dict[str, Any], other_machine_data: dict[str, Any]
) -> MockConfigEntry:
    """Return a gym with two machines and two people."""
    return gym_entry(
        machine_subentry(machine_data),
        machine_subentry(other_machine_data, OTHER_ID, OTHER_NAME),
        person_subentry(ANNA, "Anna", "gentle_back"),
        person_subentry(BEN, "Ben", "general_fitness"),
    )


def totals(hass: HomeAssistant, person: str) -> list[str]:
    """Return the minutes, kilometres and sessions of a person."""
    return [state_of(hass, "sensor", key, person).state for key in KEYS]


async def walk(
    gym: MockConfigEntry, device: Device, machine: str, *walkers: str
) -> None:
    """Walk a session in which one after the other is chosen, for a minute each."""
    await device.on()
    for walker in walkers:
        coordinator_of(gym, machine).async_observe(SelectPerson(person_id=walker))
        await device.walk(3.6, 61)
    await device.stand(3)
    device_id = device_id_of(device.hass, machine)
    await act(device.hass, "end_session", {"device_id": device_id})


@pytest.mark.usefixtures("entity_registry_enabled_by_default")
async def test_everybody_has_what_they_walked_on_all_machines(
    recorder_mock: Recorder,
    hass: HomeAssistant,
    gym: MockConfigEntry,
    device: Device,
    other_device: Device,
    freezer: FrozenDateTimeFactory,
):
    start = dt_util.utcnow()
    assert totals(hass, ANNA) == ["0", "0.0", "0"]
    await walk(gym, device, MACHINE_ID, ANNA)
    await walk(gym, other_device, OTHER_ID, ANNA, BEN)
    told = [totals(hass, each) for each in (ANNA, BEN)]
    assert told == [["2", "0.12", "1"], ["1", "0.06", "1"]]
    for _ in range(2):
        await hass.config_entries.async_reload(gym.entry_id)
        await hass.async_block_till_done()
        assert [totals(hass, each) for each in (ANNA, BEN)] == told
    await pass_time(hass, freezer, 20)
    grown = await statistics(hass, start)
    assert grown == {ANNA: pytest.approx(2), BEN: pytest.approx(1)}


@pytest.mark.usefixtures("entity_registry_enabled_by_default")
async def test_a_deleted_session_is_taken_out_of_the_totals(
    recorder_mock: Recorder, hass: HomeAssistant, gym: MockConfigEntry, device: Device
):
    await walk(gym, device, MACHINE_ID, ANNA)
    assert totals(hass, ANNA) == ["1", "0.06", "1"]
    record = "20261122T180000Z-machine_1"
    await act(hass, "edit_session", {"session_id": record, "delete": True})
    assert totals(hass, ANNA) == ["0", "0.0", "0"]


async def test_a_rest_after_a_walk_is_shown_until_it_is_over(
    recorder_mock: Recorder,
    hass: HomeAssistant,
    gym: MockConfigEntry,
    device: Device,
    freezer: FrozenDateTimeFactory,
):
    assert state_of(hass, "sensor", "rests_until", ANNA).state == STATE_UNKNOWN
    await walk(gym, device, MACHINE_ID, ANNA)
    shown = state_of(hass, "sensor", "rests_until", ANNA)
    ends = dt_util.parse_datetime(shown.state)
    assert ends is not None
    assert ends.timestamp() == pytest.approx(dt_util.utcnow().timestamp() + 7200, abs=9)
    told = await explain(hass, {"device_id": device_id_of(hass)})
    assert told["rests_until"] == pytest.approx(ends.timestamp(), abs=1)
    # Advice, and no lock.
    assert not coordinator_of(gym).data.locked
    await pass_time(hass, freezer, 7200)
    await pass_time(hass, freezer, 5, 1)
    assert state_of(hass, "sensor", "rests_until", ANNA).state == STATE_UNKNOWN
    told = await explain(hass, {"device_id": device_id_of(hass)})
    assert told["rests_until"] is None


async def test_how_somebody_is_doing_is_shown_and_not_recorded(
    recorder_mock: Recorder, hass: HomeAssistant, gym: MockConfigEntry, device: Device
):
    start = dt_util.utcnow()
    await walk(gym, device, MACHINE_ID, ANNA)
    coordinator_of(gym).async_observe(SelectPerson(person_id=ANNA))
    await act(hass, "report_pain", {"device_id": device_id_of(hass)})
    assert state_of(hass, "sensor", "return_step", ANNA).attributes["steps"] == 6
    await async_wait_recording_done(hass)
    entity_id = entity_id_of(hass, "sensor", "return_step", ANNA)
    recorded = await get_instance(hass).async_add_executor_job(
        get_significant_states, hass, start, None, [entity_id]
    )
    (*_, last) = recorded[entity_id]
    assert isinstance(last, State)
    assert last.state == "1"
    assert not {"steps", "waits_for"} & set(last.attributes)


async def statistics(hass: HomeAssistant, start: datetime) -> dict[str, float]:
    """Return by how many minutes each has grown since a time, by the statistics."""
    await async_wait_recording_done(hass)
    do_adhoc_statistics(hass, start=start)
    await async_wait_recording_done(hass)
    ids = {entity_id_of(hass, "sensor", KEYS[0], each): each for each in (ANNA, BEN)}
    found = await get_instance(hass).async_add_executor_job(
        statistics_during_period,
        *(hass, start, None, set(ids), "5minute", None, {"sum"}),
    )
    return {ids[key]: rows[-1]["sum"] or 0.0 for key, rows in found.items()}
