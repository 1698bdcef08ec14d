"""What a person may do today follows from what they did before."""

from copy import deepcopy
from datetime import timedelta
from typing import Any

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import Context, HomeAssistant, State
from homeassistant.exceptions import ServiceValidationError
from homeassistant.util import dt as dt_util
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser

from custom_components.home_gym.const import DOMAIN
from custom_components.home_gym.engine.history.record import SessionRecord
from custom_components.home_gym.engine.progress.records import Answer, CheckIn
from custom_components.home_gym.engine.words import Reason

from .helpers import (
    MACHINE_ID,
    NAME,
    Device,
    act,
    choose,
    coordinator_of,
    explain,
    gym_entry,
    machine_subentry,
    pass_time,
    person_subentry,
    press,
    state_of,
)

ANNA = "person_anna"
DAY_S = 86_400


@pytest.fixture
def entry(machine_data: dict[str, Any]) -> MockConfigEntry:
    """Return a gym with one machine and one person."""
    return gym_entry(
        machine_subentry(machine_data),
        person_subentry(ANNA, "Anna", "gentle_back", person="person.anna"),
    )


def _sensor(hass: HomeAssistant, key: str) -> State:
    return state_of(hass, "sensor", key, ANNA)


async def _walk(hass: HomeAssistant, device: Device, seconds: int) -> None:
    """Walk and end the session."""
    await device.walk(2.5, seconds)
    await device.stand(5)
    await press(hass, "end_session")
    await hass.async_block_till_done()


async def _log_walk(hass: HomeAssistant, gym: MockConfigEntry, minutes: int) -> None:
    """Let the log have a walk that has just ended."""
    now_s = dt_util.utcnow().timestamp()
    record = SessionRecord(
        id="20261122T170000Z",
        machine_id=MACHINE_ID,
        machine=NAME,
        person_id=ANNA,
        started_utc_s=now_s - minutes * 60,
        ended_utc_s=now_s,
        moving_s=minutes * 60,
        ending=Reason.USER_END,
    )
    history = gym.runtime_data.history
    await history.async_add(record, {"points": "", "marks": ""})
    history.async_tell()
    await hass.async_block_till_done()


async def _reload(hass: HomeAssistant, gym: MockConfigEntry) -> None:
    await hass.config_entries.async_reload(gym.entry_id)
    await hass.async_block_till_done()


async def test_a_first_walk_is_a_short_one_and_a_guest_has_no_past(
    hass: HomeAssistant, gym: MockConfigEntry
):
    machine = coordinator_of(gym)
    assert machine.policy.limits.session_s == 40 * 60
    await choose(hass, "Anna")
    assert machine.policy.limits.session_s == 20 * 60
    longest = _sensor(hass, "longest_today")
    assert (longest.state, longest.attributes["source"]) == ("20", "first_session")
    own = (await explain(hass))["own"]
    assert [(each["limited"], each["source"]) for each in own] == [
        ("session", "first_session")
    ]


async def test_a_walk_that_is_over_changes_what_the_next_may_be(
    hass: HomeAssistant, gym: MockConfigEntry
):
    await choose(hass, "Anna")
    await _log_walk(hass, gym, 30)
    for _ in range(2):
        longest = _sensor(hass, "longest_today")
        assert (longest.state, longest.attributes["source"]) == ("33", "longest_walk")
        assert coordinator_of(gym).policy.limits.session_s == pytest.approx(33 * 60)
        await _reload(hass, gym)


async def test_a_walk_of_ones_own_is_one_of_the_log(
    hass: HomeAssistant, gym: MockConfigEntry, device: Device
):
    await device.on()
    await choose(hass, "Anna")
    await _walk(hass, device, 65)
    week = gym.runtime_data.people.people[ANNA].progress.week
    assert week.walked_s == pytest.approx(65, abs=3)


async def test_pain_begins_the_way_back_and_a_mistake_does_not(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    device: Device,
    hass_storage: dict[str, Any],
):
    await device.on()
    await choose(hass, "Anna")
    await press(hass, "pain_hurts")
    assert _sensor(hass, "return_step").state == "1"
    slower = pytest.approx(4.5 * 0.8)
    assert coordinator_of(gym).policy.speed.max_speed_kmh == slower
    await choose(hass, "guest")
    assert coordinator_of(gym).policy.speed.max_speed_kmh == slower
    await choose(hass, "Anna")
    await press(hass, "take_back_pain")
    assert _sensor(hass, "return_step").state == "0"
    assert coordinator_of(gym).policy.speed.max_speed_kmh == 4.5


async def test_the_way_back_outlives_a_restart_and_the_lock(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    device: Device,
    freezer: FrozenDateTimeFactory,
):
    await device.on()
    await choose(hass, "Anna")
    await press(hass, "pain_hurts")
    await _reload(hass, gym)
    assert _sensor(hass, "return_step").state == "1"
    await pass_time(hass, freezer, DAY_S)
    await pass_time(hass, freezer, 5, 1)
    assert not coordinator_of(gym).data.locked
    assert _sensor(hass, "return_step").attributes["steps"] == 6


@pytest.mark.parametrize("content", ["{", '{"version": 9, "data": {}}', "[]"])
async def test_a_file_that_cannot_be_read_is_no_way_round_the_way_back(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    hass_storage: dict[str, Any],
    freezer: FrozenDateTimeFactory,
    content: str,
):
    hass_storage[f"{DOMAIN}.person.{ANNA}"] = {
        "version": 1,
        "key": f"{DOMAIN}.person.{ANNA}",
        "data": {"flares": content},
    }
    began: set[float] = set()
    for _ in range(2):
        await _reload(hass, gym)
        assert _sensor(hass, "return_step").state == "1"
        way = gym.runtime_data.people.people[ANNA].progress.way_back
        began.add(way.since_utc_s)
        freezer.tick(60)
    # It begins once, and not anew with each start.
    assert len(began) == 1


async def test_a_file_of_a_newer_version_is_not_written_over(
    hass: HomeAssistant, gym: MockConfigEntry, hass_storage: dict[str, Any]
):
    walk = {"person": "Anna", "duration": {"minutes": 30}}
    await act(hass, "add_activity", walk)
    await hass.config_entries.async_unload(gym.entry_id)
    file = f"{DOMAIN}.person.{ANNA}"
    hass_storage[file]["version"] = 9
    newer = deepcopy(hass_storage[file])
    await hass.config_entries.async_setup(gym.entry_id)
    await act(hass, "add_activity", walk)
    assert hass_storage[file] == newer


async def test_minutes_elsewhere_count_toward_the_goal_and_no_limit(
    hass: HomeAssistant, gym: MockConfigEntry
):
    half_an_hour = {"duration": {"minutes": 30}}
    await act(hass, "add_activity", {"person": "Anna", **half_an_hour})
    await act(hass, "add_activity", {"person": "Anna", "vigorous": True} | half_an_hour)
    goal = _sensor(hass, "person_goal")
    assert (goal.state, goal.attributes["elsewhere"], goal.attributes["goal"]) == (
        "90",
        90,
        150,
    )
    assert _sensor(hass, "person_day").state == "0"
    await _reload(hass, gym)
    assert _sensor(hass, "person_goal").state == "90"


async def test_the_day_after_it_is_asked_how_it_feels(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    device: Device,
    freezer: FrozenDateTimeFactory,
):
    await device.on()
    await choose(hass, "Anna")
    await _walk(hass, device, 65)
    answer = {"person": "Anna", "answer": "worse"}
    with pytest.raises(ServiceValidationError) as error:
        await act(hass, "check_in", answer)
    assert error.value.translation_key == "nothing_to_answer"
    await pass_time(hass, freezer, DAY_S + 60)
    await pass_time(hass, freezer, 5, 1)
    asked = state_of(hass, "binary_sensor", "check_in_due", ANNA)
    assert (asked.state, asked.attributes["day"]) == ("on", "2026-11-22")
    await act(hass, "check_in", answer)
    assert state_of(hass, "binary_sensor", "check_in_due", ANNA).state == "off"


async def test_worse_stands_whatever_is_said_later(
    hass: HomeAssistant, gym: MockConfigEntry
):
    await _log_walk(hass, gym, 30)
    day = _sensor(hass, "longest_today").attributes["day"]
    for answer in (Answer.SAME, Answer.WORSE, Answer.BETTER):
        at_utc_s = dt_util.utcnow().timestamp()
        said = CheckIn(person_id=ANNA, day=day, at_utc_s=at_utc_s, answer=answer)
        await gym.runtime_data.people.async_keep(ANNA, said)
        await hass.async_block_till_done()
    for _ in range(2):
        assert _sensor(hass, "longest_today").attributes["source"] == "first_session"
        await _reload(hass, gym)


async def test_whoever_gives_the_action_is_meant(
    hass: HomeAssistant, gym: MockConfigEntry, hass_admin_user: MockUser
):
    hass.states.async_set("person.anna", "home", {"user_id": hass_admin_user.id})
    minutes = {"duration": {"minutes": 10}}
    await act(hass, "add_activity", minutes, Context(user_id=hass_admin_user.id))
    assert _sensor(hass, "person_goal").state == "10"
    with pytest.raises(ServiceValidationError) as error:
        await act(hass, "add_activity", minutes)
    assert error.value.translation_key == "nobody_meant"
    assert error.value.translation_placeholders == {"people": "Anna"}


async def test_a_new_day_is_looked_at_anew(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    freezer: FrozenDateTimeFactory,
):
    await _log_walk(hass, gym, 30)
    assert _sensor(hass, "longest_today").attributes["source"] == "longest_walk"
    for _ in range(31):
        await pass_time(hass, freezer, timedelta(days=1).total_seconds())
    await pass_time(hass, freezer, 5, 1)
    assert _sensor(hass, "longest_today").attributes["source"] != "longest_walk"


async def test_what_was_kept_goes_with_its_person(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    hass_storage: dict[str, Any],
):
    minutes = {"duration": {"minutes": 10}}
    await act(hass, "add_activity", {"person": "Anna", **minutes})
    key = f"{DOMAIN}.person.{ANNA}"
    assert key in hass_storage
    hass.config_entries.async_remove_subentry(gym, ANNA)
    await hass.async_block_till_done()
    assert key not in hass_storage
