"""A person who is removed leaves no trace in the recorder's database."""

from typing import Any

from freezegun.api import FrozenDateTimeFactory
from homeassistant.components.recorder.core import Recorder
from homeassistant.components.recorder.db_schema import (
    StateAttributes,
    States,
    StatesMeta,
    Statistics,
    StatisticsMeta,
)
from homeassistant.core import HomeAssistant
from homeassistant.helpers.recorder import get_instance, session_scope
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.components.recorder.common import (
    async_wait_recording_done,
)

from custom_components.home_gym.const import DOMAIN

from .helpers import (
    Device,
    choose,
    entity_id_of,
    gym_entry,
    machine_subentry,
    pass_time,
    person_subentry,
    press,
)

ANNA = "person_anna"


@pytest.fixture
def entry(machine_data: dict[str, Any]) -> MockConfigEntry:
    """Return a gym with one machine and one person."""
    return gym_entry(
        machine_subentry(machine_data),
        person_subentry(ANNA, "Anna", "gentle_back"),
    )


@pytest.fixture
def mock_recorder_before_hass(async_test_recorder: Any) -> None:
    """Let the recorder be there before Home Assistant."""


def _recorded(hass: HomeAssistant) -> tuple[set[str], str]:
    """Return whose states are in the database, and all that they say."""
    with session_scope(hass=hass, read_only=True) as session:
        rows = session.query(
            StatesMeta.entity_id, States.state, StateAttributes.shared_attrs
        )
        rows = rows.filter(States.metadata_id == StatesMeta.metadata_id).outerjoin(
            StateAttributes, States.attributes_id == StateAttributes.attributes_id
        )
        found = rows.all()
        statistics = session.query(StatisticsMeta.statistic_id).filter(
            StatisticsMeta.id == Statistics.metadata_id
        )
        return {row[0] for row in found} | {row[0] for row in statistics}, repr(found)


def _add_statistics(hass: HomeAssistant, entity_id: str) -> None:
    with session_scope(hass=hass) as session:
        about = StatisticsMeta(statistic_id=entity_id, source="recorder")
        session.add(about)
        session.flush()
        session.add(Statistics(metadata_id=about.id, start_ts=0.0, created_ts=0.0))


def _statistics(hass: HomeAssistant) -> set[str]:
    """Return of what there are long-term statistics."""
    with session_scope(hass=hass, read_only=True) as session:
        return {row[0] for row in session.query(StatisticsMeta.statistic_id)}


async def test_nothing_of_a_removed_person_stays_in_the_database(
    recorder_mock: Recorder,
    hass: HomeAssistant,
    gym: MockConfigEntry,
    device: Device,
    freezer: FrozenDateTimeFactory,
):
    day = entity_id_of(hass, "sensor", "person_day", ANNA)
    await device.on()
    await choose(hass, "Anna")
    await device.walk(2.5, 65)
    await press(hass, "end_session")
    await async_wait_recording_done(hass)
    # What would be there an hour later.
    await get_instance(hass).async_add_executor_job(_add_statistics, hass, day)
    entities, told = await get_instance(hass).async_add_executor_job(_recorded, hass)
    assert day in entities
    assert "Anna" in told

    hass.config_entries.async_remove_subentry(gym, ANNA)
    await hass.async_block_till_done()
    await pass_time(hass, freezer, 11, 1)
    await async_wait_recording_done(hass)
    entities, told = await get_instance(hass).async_add_executor_job(_recorded, hass)
    assert day not in entities
    assert day not in await get_instance(hass).async_add_executor_job(_statistics, hass)
    assert "Anna" not in told
    assert ANNA not in told


async def test_nothing_of_a_removed_person_stays_in_the_files_of_a_gym_that_runs_on(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    device: Device,
    freezer: FrozenDateTimeFactory,
    hass_storage: dict[str, Any],
):
    await device.on()
    await choose(hass, "Anna")
    await device.walk(2.5, 65)
    await device.stand(5)
    await press(hass, "end_session")
    await pass_time(hass, freezer, 11, 1)
    assert len(_naming(hass_storage)) > 2

    hass.config_entries.async_remove_subentry(gym, ANNA)
    await hass.async_block_till_done()
    await pass_time(hass, freezer, 11, 1)
    assert _naming(hass_storage) == []


def _naming(files: dict[str, Any]) -> list[str]:
    """Return the files of Home Gym in which a person is named."""
    return [key for key, each in files.items() if DOMAIN in key and ANNA in repr(each)]
