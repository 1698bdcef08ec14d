"""Diagnostics: enough for a bug report, and nothing about anybody's health."""

from itertools import pairwise
import json
from typing import Any

from homeassistant.core import HomeAssistant
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.home_gym.diagnostics import async_get_config_entry_diagnostics
from custom_components.home_gym.engine.observations import ReportBaseline, ReportPain

from .helpers import MACHINE_ID, NAME, Device, coordinator_of

# So unusual that they can stand in no other place.
PLACE = "lower_back_left_of_l5"


async def diagnostics(hass: HomeAssistant, gym: MockConfigEntry) -> dict[str, Any]:
    told = await async_get_config_entry_diagnostics(hass, gym)
    # It is downloaded as JSON.
    loaded: dict[str, Any] = json.loads(json.dumps(told, allow_nan=False))
    return loaded


def values_of(told: Any, key: str) -> list[Any]:
    """Return every value that stands under a key, however deep."""
    if isinstance(told, list):
        return [found for each in told for found in values_of(each, key)]
    if not isinstance(told, dict):
        return []
    own = [told[key]] if key in told else []
    return own + [found for each in told.values() for found in values_of(each, key)]


async def test_a_walk_can_be_replayed(
    hass: HomeAssistant, gym: MockConfigEntry, device: Device
):
    await device.on()
    await device.walk(2.0, 20)
    device.power(180)
    await device.walk(2.0, 10)
    told = await diagnostics(hass, gym)

    assert told["options"] == {"turn_hour": 4}
    (machine,) = told["machines"]
    assert machine["data"]["treadmill"] == {"dialect": "qz", "base": "QZ/default"}
    assert machine["data"]["policy"] == "gentle_back"
    assert machine["state"]["state"]["session"]["moving_s"] > 20
    assert machine["explained"]["phase"] == "warm_up"
    assert machine["unreadable_messages"] == 0
    (session,) = machine["sessions"]
    samples = session["samples"]
    assert 25 <= len(samples) <= 35
    assert all(
        0.9 <= after[0] - before[0] <= 1.6 for before, after in pairwise(samples)
    )
    assert machine["decisions"]


async def test_pain_is_a_band_and_no_number(
    hass: HomeAssistant, gym: MockConfigEntry, device: Device
):
    coordinator = coordinator_of(gym)
    await device.on()
    await device.walk(2.0, 5)
    coordinator.async_observe(ReportBaseline(level=2))
    coordinator.async_observe(ReportPain(level=9, place=PLACE))
    await device.walk(2.0, 5)
    assert coordinator.state.pain is not None
    assert coordinator.state.pain.level == 9

    told = await diagnostics(hass, gym)
    assert PLACE not in json.dumps(told)
    for key in ("level", "place", "baseline"):
        assert set(values_of(told, key)) <= {"**REDACTED**", None}, key
    assert "**REDACTED**" in values_of(told, "level")
    (band,) = {
        each["band"]
        for each in values_of(told, "pain")
        if isinstance(each, dict) and "band" in each
    }
    assert band == "emergency"


async def test_names_and_voices_are_left_out(hass: HomeAssistant, gym: MockConfigEntry):
    speak = {
        "assist_satellites": ["assist_satellite.annas_room"],
        "tts_engine": "tts.annas_voice",
        "media_players": ["media_player.annas_room"],
        "notifiers": ["notify.annas_phone"],
    }
    subentry = gym.subentries[MACHINE_ID]
    hass.config_entries.async_update_subentry(
        gym, subentry, data={**subentry.data, "speak": speak}
    )
    await hass.async_block_till_done()
    text = json.dumps(await diagnostics(hass, gym))
    assert "annas" not in text
    assert NAME not in text


async def test_who_is_told_in_need_is_left_out(
    hass: HomeAssistant, gym: MockConfigEntry
):
    options = {
        "contacts": ["notify.grandma"],
        "contact_actions": ["mobile_app_grandma"],
        "emergency_number": "555 0199",
    }
    hass.config_entries.async_update_entry(gym, options={**gym.options, **options})
    told = json.dumps(await diagnostics(hass, gym))
    assert "grandma" not in told
    assert "555" not in told


async def test_a_machine_that_was_just_added_has_no_state(
    hass: HomeAssistant, gym: MockConfigEntry
):
    await gym.runtime_data.machines.pop(MACHINE_ID).async_stop()
    (machine,) = (await diagnostics(hass, gym))["machines"]
    assert machine.keys() == {"name", "data"}
