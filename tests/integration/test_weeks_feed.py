"""What a chart is told of the weeks of a person."""

import json
from typing import Any

from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import WebSocketGenerator

from .helpers import act, device_id_of, gym_entry, machine_subentry, person_subentry
from .test_person_week import ANNA, log_walk

ASK = "home_gym/person/weeks"


@pytest.fixture
def entry(machine_data: dict[str, Any]) -> MockConfigEntry:
    """Return a gym with one machine and one person."""
    return gym_entry(
        machine_subentry(machine_data), person_subentry(ANNA, "Anna", "gentle_back")
    )


async def ask(client: Any, device_id: str) -> Any:
    """Ask for the weeks of a device."""
    await client.send_json_auto_id({"type": ASK, "device_id": device_id})
    return await client.receive_json()


async def test_the_weeks_are_told_beside_their_goal(
    hass: HomeAssistant, gym: MockConfigEntry, hass_ws_client: WebSocketGenerator
):
    for at, minutes in (
        ("2026-11-04T20:00", 20),
        ("2026-11-11T20:00", 30),
        ("2026-11-16T20:00", 25),
        ("2026-11-19T20:00", 32),
    ):
        await log_walk(gym, at, minutes, 1)
    gym.runtime_data.history.async_tell()
    await hass.async_block_till_done()
    activity = {"person": "Anna", "duration": {"minutes": 40}, "vigorous": True}
    await act(hass, "add_activity", activity)
    client = await hass_ws_client(hass)
    told = (await ask(client, device_id_of(hass, ANNA)))["result"]
    assert told["name"] == "Anna"
    weeks = told["weeks"]
    assert [each["monday"] for each in weeks[-3:]] == [
        "2026-11-02",
        "2026-11-09",
        "2026-11-16",
    ]
    assert [each["done_min"] for each in weeks] == [0] * 9 + [20, 30, 57 + 80]
    assert {each["goal_min"] for each in weeks} == {150}


async def test_nothing_of_pain_is_told_to_anybody(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    hass_ws_client: WebSocketGenerator,
    hass_read_only_access_token: str,
):
    client = await hass_ws_client(hass, hass_read_only_access_token)
    answer = await ask(client, device_id_of(hass, ANNA))
    assert answer["success"]
    assert "pain" not in json.dumps(answer)
    assert {key for each in answer["result"]["weeks"] for key in each} == {
        "monday",
        "goal_min",
        "done_min",
        "moved_min",
    }


@pytest.mark.parametrize("whose", ["nobody", "a machine", "unloaded"])
async def test_who_is_no_person_is_not_found(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    hass_ws_client: WebSocketGenerator,
    whose: str,
):
    client = await hass_ws_client(hass)
    device_id = {
        "nobody": "nobody",
        "a machine": device_id_of(hass),
        "unloaded": device_id_of(hass, ANNA),
    }[whose]
    if whose == "unloaded":
        await hass.config_entries.async_unload(gym.entry_id)
    assert (await ask(client, device_id))["error"]["code"] == "not_found"
