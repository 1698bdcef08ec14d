"""What the recorder makes of a walk: few rows, and sums that count nothing twice."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from freezegun.api import FrozenDateTimeFactory
from homeassistant.components.recorder.core import Recorder
from homeassistant.components.recorder.db_schema import States
from homeassistant.components.recorder.statistics import statistics_during_period
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
from homeassistant.helpers.recorder import get_instance, session_scope
from homeassistant.util import dt as dt_util
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.components.recorder.common import (
    async_wait_recording_done,
    do_adhoc_statistics,
)
from sqlalchemy import func

from custom_components.home_gym.const import PLATFORMS
from custom_components.home_gym.engine.history import diary

from .helpers import Device, act, entity_id_of, pass_time

KEYS = ("total_moving_time", "total_distance", "total_sessions", "walked_today")
FIRST = "20261122T180000Z-machine_1"


@pytest.fixture
async def mock_recorder_before_hass(async_test_recorder: object) -> None:
    """Let the recorder be there from the beginning."""


@pytest.fixture
def platforms() -> Sequence[Platform]:
    """Return the platform that is recorded."""
    return [Platform.SENSOR]


async def grown(hass: HomeAssistant, start: datetime) -> dict[str, float]:
    """Return by how much each sum has grown since a time, by the statistics."""
    await async_wait_recording_done(hass)
    do_adhoc_statistics(hass, start=start)
    await async_wait_recording_done(hass)
    ids = {entity_id_of(hass, "sensor", key): key for key in KEYS}
    found = await get_instance(hass).async_add_executor_job(
        statistics_during_period,
        hass,
        start,
        None,
        set(ids),
        "5minute",
        None,
        {"sum"},
    )
    return {ids[entity_id]: rows[-1]["sum"] or 0.0 for entity_id, rows in found.items()}


@pytest.mark.usefixtures("entity_registry_enabled_by_default")
async def test_sums_survive_a_restart_and_an_edit(
    recorder_mock: Recorder,
    hass: HomeAssistant,
    gym: MockConfigEntry,
    device: Device,
    freezer: FrozenDateTimeFactory,
    monkeypatch: pytest.MonkeyPatch,
):
    monkeypatch.setattr(diary, "STEP_S", 60.0)
    start = dt_util.utcnow()
    await device.on()
    await device.walk(3.6, 125)
    # In the middle of the walk everything is set up anew, twice.
    for _ in range(2):
        await hass.config_entries.async_reload(gym.entry_id)
        await hass.async_block_till_done()
        device.forget()
        await device.walk(3.6, 10)
    await device.stand(3)
    await act(hass, "end_session")
    await hass.config_entries.async_reload(gym.entry_id)
    await hass.async_block_till_done()
    await pass_time(hass, freezer, 20)
    assert await grown(hass, start) == {
        "total_moving_time": 2,
        "total_distance": pytest.approx(0.14, abs=0.01),
        "total_sessions": 1,
        "walked_today": 2,
    }
    # An edit takes back what it takes away, and nothing is taken for a new meter.
    end = "2026-11-22T18:01:05+00:00"
    await act(hass, "edit_session", {"session_id": FIRST, "end": end})
    await pass_time(hass, freezer, 300)
    next_start = start + timedelta(minutes=5)
    assert await grown(hass, next_start) == {
        "total_moving_time": 1,
        "total_distance": pytest.approx(0.065, abs=0.01),
        "total_sessions": 1,
        "walked_today": 1,
    }


class TestRows:
    """Every entity that is on by default is recorded."""

    @pytest.fixture
    def platforms(self) -> Sequence[Platform]:
        """Return all platforms."""
        return PLATFORMS

    async def test_ten_minutes_of_walking_and_their_record_are_few_rows(
        self,
        recorder_mock: Recorder,
        hass: HomeAssistant,
        gym: MockConfigEntry,
        device: Device,
    ):
        """Hold the budget of 500 rows an hour, counted in the database."""
        await device.on()
        await device.walk(2.0, 5)
        before = await rows(hass)
        for minute in range(10):
            await device.walk(round(2.0 + minute / 10, 1), 60)
        assert await rows(hass) - before <= 500 / 6
        before = await rows(hass)
        await device.stand(3)
        await act(hass, "end_session")
        # A session leaves traces in many places, but only once.
        assert await rows(hass) - before <= 30


async def rows(hass: HomeAssistant) -> int:
    """Return how many states there are in the database."""
    await async_wait_recording_done(hass)

    def count() -> int:
        with session_scope(hass=hass, read_only=True) as session:
            return int(session.query(func.count(States.state_id)).scalar())

    return await get_instance(hass).async_add_executor_job(count)
