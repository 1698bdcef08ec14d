"""The turn of the day in a running gym: whatever the night, and wherever it is."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from freezegun.api import FrozenDateTimeFactory
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.home_gym.engine.history.record import SessionRecord
from custom_components.home_gym.engine.words import Reason

from .helpers import (
    MACHINE_ID,
    NAME,
    OTHER_ID,
    OTHER_NAME,
    coordinator_of,
    gym_entry,
    machine_subentry,
    pass_time,
    person_subentry,
    state_of,
)

ANNA = "person_anna"
HALF_AN_HOUR_S = 1800.0
DAY_S = 86_400.0


@pytest.fixture
def platforms() -> Sequence[Platform]:
    """Return the platform that shows the days."""
    return [Platform.SENSOR]


@pytest.fixture
def entry(
    machine_data: dict[str, Any], other_machine_data: dict[str, Any]
) -> MockConfigEntry:
    """Return a gym with two machines and one person."""
    return gym_entry(
        machine_subentry(machine_data),
        machine_subentry(other_machine_data, OTHER_ID, OTHER_NAME),
        person_subentry(ANNA, "Anna", "gentle_back"),
    )


async def stand_at(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    freezer: FrozenDateTimeFactory,
    zone: str,
    moment: str,
) -> None:
    """Let the gym stand somewhere, at a moment by the clock on its wall."""
    local = datetime.fromisoformat(moment).replace(tzinfo=ZoneInfo(zone))
    freezer.move_to(local)
    await hass.config.async_update(time_zone=zone)
    await hass.config_entries.async_reload(gym.entry_id)
    await hass.async_block_till_done()


async def log_walk(gym: MockConfigEntry, at: datetime, days_ago: int) -> None:
    """Let the log have a walk of half an hour, so many days before a moment."""
    ended_s = at.timestamp() - days_ago * DAY_S
    started_s = ended_s - HALF_AN_HOUR_S
    began = datetime.fromtimestamp(started_s, UTC)
    record = SessionRecord(
        id=f"{began:%Y%m%dT%H%M%SZ}-{MACHINE_ID}",
        machine_id=MACHINE_ID,
        machine=NAME,
        person_id=ANNA,
        started_utc_s=started_s,
        ended_utc_s=ended_s,
        moving_s=HALF_AN_HOUR_S,
        ending=Reason.USER_END,
    )
    history = gym.runtime_data.history
    await history.async_add(record, {"points": "", "marks": ""})
    history.async_tell()


def rests_on(hass: HomeAssistant) -> str:
    """Return what the next walk's limit rests on."""
    source: str = state_of(hass, "sensor", "longest_today", ANNA).attributes["source"]
    return source


def began(hass: HomeAssistant, key: str, machine: str) -> datetime:
    """Return since when a sum of a machine counts."""
    reset = state_of(hass, "sensor", key, machine).attributes["last_reset"]
    return datetime.fromisoformat(reset)


# By name: where the gym is, a moment of a day, and how many hours later the next one
# begins, with which the walk of 30 days before is too long ago to rest on.
NIGHTS = {
    "midnight is no turn": ("Europe/Berlin", "2026-10-06T23:00", 5),
    "a plain night": ("Europe/Berlin", "2026-10-06T12:00", 16),
    "the short night": ("Europe/Berlin", "2026-03-28T12:00", 15),
    "the long night": ("Europe/Berlin", "2026-10-24T12:00", 17),
    "the turn of the week": ("Europe/Berlin", "2026-10-11T12:00", 16),
    "on the other side of the world": ("Pacific/Auckland", "2026-10-06T12:00", 16),
}


@pytest.mark.parametrize(("zone", "moment", "hours"), NIGHTS.values(), ids=NIGHTS)
async def test_people_are_looked_at_anew_when_the_day_turns(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    freezer: FrozenDateTimeFactory,
    zone: str,
    moment: str,
    hours: int,
):
    await stand_at(hass, gym, freezer, zone, moment)
    now = datetime.fromisoformat(moment).replace(tzinfo=ZoneInfo(zone))
    await log_walk(gym, now, days_ago=30)
    await hass.async_block_till_done()
    await pass_time(hass, freezer, hours * 3600 - 60)
    assert rests_on(hass) == "longest_walk"
    await pass_time(hass, freezer, 65, 5)
    assert rests_on(hass) != "longest_walk"


async def test_a_server_that_moves_looks_at_people_by_its_new_clock(
    hass: HomeAssistant, gym: MockConfigEntry, freezer: FrozenDateTimeFactory
):
    await stand_at(hass, gym, freezer, "Europe/Berlin", "2026-10-06T12:00")
    now = datetime(2026, 10, 6, 12, tzinfo=ZoneInfo("Europe/Berlin"))
    await log_walk(gym, now, days_ago=30)
    await hass.async_block_till_done()
    await hass.config.async_update(time_zone="Asia/Tokyo")
    await hass.async_block_till_done()
    # The day goes on, to its end in Tokyo: a sum that began anew would count twice.
    wanted = datetime(2026, 10, 6, 4, tzinfo=ZoneInfo("Europe/Berlin"))
    for machine in (MACHINE_ID, OTHER_ID):
        assert began(hass, "walked_today", machine) == wanted
        today = coordinator_of(gym, machine).state.day
        assert today.starts_utc_s == wanted.timestamp()
        assert today.ends_utc_s == datetime(2026, 10, 6, 19, tzinfo=UTC).timestamp()
    # It is 19:00 there.
    await pass_time(hass, freezer, 9 * 3600 - 60)
    assert rests_on(hass) == "longest_walk"
    await pass_time(hass, freezer, 65, 5)
    assert rests_on(hass) != "longest_walk"


# By name: a moment in Berlin, and when its day and its week began.
RESETS = {
    "a plain day": ("2026-10-07T12:00", "2026-10-07T04:00", "2026-10-05T04:00"),
    "before the turn": ("2026-10-12T03:00", "2026-10-11T04:00", "2026-10-05T04:00"),
    "after the short night": (
        "2026-03-29T12:00",
        "2026-03-29T04:00",
        "2026-03-23T04:00",
    ),
    "in the long night": ("2026-10-25T03:30", "2026-10-24T04:00", "2026-10-19T04:00"),
    "after the long night": (
        "2026-10-25T12:00",
        "2026-10-25T04:00",
        "2026-10-19T04:00",
    ),
}


@pytest.mark.usefixtures("entity_registry_enabled_by_default")
@pytest.mark.parametrize(("moment", "day", "week"), RESETS.values(), ids=RESETS)
async def test_sums_begin_anew_when_their_day_and_week_began(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    freezer: FrozenDateTimeFactory,
    moment: str,
    day: str,
    week: str,
):
    zone = ZoneInfo("Europe/Berlin")
    await stand_at(hass, gym, freezer, "Europe/Berlin", moment)
    for key, wanted in (("walked_today", day), ("sessions_this_week", week)):
        at = datetime.fromisoformat(wanted).replace(tzinfo=zone)
        assert [began(hass, key, each) for each in (MACHINE_ID, OTHER_ID)] == [at, at]


# By name: where the gym is, and how many of three sessions it finds in this week at
# noon (UTC) of Monday, 12 October: one of Sunday 20:00, of Monday 02:00 and of 06:00.
WEEKS = {
    "Greenwich": ("UTC", "1", "2"),
    "further east": ("Asia/Tokyo", "3", "0"),
    "further west": ("America/Chicago", "0", "3"),
}


# By name: where the gym goes to on Wednesday noon (UTC).
MOVES = {
    "further east": "Asia/Tokyo",
    "further west": "America/Chicago",
    "across the date line": "Pacific/Kiritimati",
}


@pytest.mark.parametrize("zone", MOVES.values(), ids=MOVES)
async def test_a_move_within_the_week_begins_no_new_sum(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    freezer: FrozenDateTimeFactory,
    zone: str,
):
    await stand_at(hass, gym, freezer, "UTC", "2026-10-14T12:00")
    await hass.config.async_update(time_zone=zone)
    await hass.async_block_till_done()
    for _ in range(2):
        monday = datetime(2026, 10, 12, 4, tzinfo=UTC)
        assert began(hass, "walked_this_week", MACHINE_ID) == monday
        await hass.config_entries.async_reload(gym.entry_id)
        await hass.async_block_till_done()


@pytest.mark.usefixtures("entity_registry_enabled_by_default")
@pytest.mark.parametrize(("zone", "now", "before"), WEEKS.values(), ids=WEEKS)
async def test_sessions_are_counted_in_the_weeks_of_the_place(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    freezer: FrozenDateTimeFactory,
    zone: str,
    now: str,
    before: str,
):
    await stand_at(hass, gym, freezer, "UTC", "2026-10-12T12:00")
    noon = datetime(2026, 10, 12, 12, tzinfo=UTC)
    for hour in (-16, -10, -6):
        at = datetime.fromtimestamp(noon.timestamp() + hour * 3600, UTC)
        await log_walk(gym, at, days_ago=0)
    await hass.async_block_till_done()
    await hass.config.async_update(time_zone=zone)
    await hass.async_block_till_done()
    shown = state_of(hass, "sensor", "sessions_this_week")
    assert shown.state == now
    assert str(shown.attributes["last_week_sessions"]) == before
