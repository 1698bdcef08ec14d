"""Changing a machine; the fire drill stands in its own file."""

from collections.abc import Callable
from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from .dialog import (
    ABILITIES,
    NO_VOICES,
    QZ_AND_TASMOTA,
    Flow,
    say,
)
from .helpers import MACHINE_ID, NAME, Device, coordinator_of

pytestmark = pytest.mark.usefixtures("no_other_discovery")


@pytest.fixture
def prove(hass: HomeAssistant, gym: MockConfigEntry) -> Callable[[], None]:
    """Return how to let a drill have passed."""

    def passed() -> None:
        subentry = gym.subentries[MACHINE_ID]
        drill = {"stop_time_s": 2.5, "plug_off": True, "at": "2026-11-01T12:00:00"}
        hass.config_entries.async_update_subentry(
            gym, subentry, data={**subentry.data, "drill": drill}
        )

    return passed


async def test_the_menu_of_changes(
    hass: HomeAssistant, gym: MockConfigEntry, flow: Flow
):
    await flow.change(gym)
    assert flow.shown["type"] is FlowResultType.MENU
    # What is done once comes first.
    assert flow.shown["menu_options"] == [
        "connection",
        "calibrate",
        "safety",
        "drill",
        "speak",
        "modes",
        "numbers",
        "presence",
        "in_force",
    ]
    assert flow.told["machine"] == NAME


async def test_safety_choices_apply_in_mid_session(
    hass: HomeAssistant, gym: MockConfigEntry, flow: Flow, device: Device
):
    await device.on()
    await device.walk(2.0, 30)
    coordinator = coordinator_of(gym)
    session = coordinator.state.session
    assert session is not None

    await flow.change(gym, "safety")
    assert flow.suggested("power_cut") == "when_still"
    assert flow.suggested("maximum_speed_kmh") == 12.0
    await flow.submit({"power_cut": "never", **ABILITIES, "minimum_speed_kmh": 9.0})
    assert flow.errors == {"base": "speeds_swapped"}
    watts = {"moving_above_w": 80.0, "still_below_w": 30.0}
    await flow.submit({"power_cut": "never", **ABILITIES, **watts, "can_slow": True})
    assert flow.reason == "reconfigure_successful"
    await hass.async_block_till_done()

    assert coordinator_of(gym) is coordinator
    assert coordinator.machine.maximum_speed_kmh == 8.0
    assert coordinator.machine.can_slow is True
    assert coordinator.machine.power_cut == "never"
    assert coordinator.machine.moving_above_w == 80.0
    now = coordinator.state.session
    assert now is not None
    assert now.id == session.id
    assert now.moving_s >= session.moving_s


async def test_policy_and_rules(hass: HomeAssistant, gym: MockConfigEntry, flow: Flow):
    rules = ("warm_up", "speed", "breaks", "limits", "cool_down", "idle_lock")
    await flow.change(gym, "modes")
    assert flow.fields().isdisjoint({"pain", "signal"})
    # What is chosen and what is possible are two things, and both are shown.
    assert flow.told["warm_up"] == "On this machine Home Gym can only tell you."
    assert flow.told["breaks"] == "On this machine Home Gym can also act."
    chosen = {"policy": "runner", **dict.fromkeys(rules, "policy"), "breaks": "off"}
    await flow.submit({"name": "", **chosen})
    assert flow.errors == {"name": "name_missing"}
    await flow.submit({"name": "Pad", **chosen})
    assert flow.reason == "reconfigure_successful"
    await hass.async_block_till_done()
    subentry = gym.subentries[MACHINE_ID]
    assert subentry.title == "Pad"
    assert subentry.data["policy"] == "runner"
    assert subentry.data["modes"] == {"breaks": "off"}
    assert coordinator_of(gym).policy.breaks.mode == "off"

    await flow.change(gym, "modes")
    assert flow.suggested("breaks") == "off"
    assert flow.suggested("name") == "Pad"


async def test_where_to_speak(hass: HomeAssistant, gym: MockConfigEntry, flow: Flow):
    await flow.change(gym, "speak")
    voices = {"assist_satellites": ["assist_satellite.gym"]}
    await flow.submit(voices)
    assert flow.reason == "reconfigure_successful"
    assert gym.subentries[MACHINE_ID].data["speak"] == {**NO_VOICES, **voices}
    await flow.change(gym, "speak")
    assert flow.suggested("assist_satellites") == ["assist_satellite.gym"]


async def test_a_change_leaves_alone_what_was_changed_meanwhile(
    hass: HomeAssistant, gym: MockConfigEntry, flow: Flow
):
    await flow.change(gym, "speak")
    subentry = gym.subentries[MACHINE_ID]
    hass.config_entries.async_update_subentry(
        gym, subentry, data={**subentry.data, "policy": "runner"}
    )
    await flow.submit()
    data = gym.subentries[MACHINE_ID].data
    assert data["policy"] == "runner"
    assert data["speak"] == NO_VOICES


async def test_other_devices_need_another_drill(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    flow: Flow,
    prove: Callable[[], None],
):
    prove()
    await flow.change(gym, "connection", "by_hand")
    assert flow.step == "by_hand"
    assert flow.suggested("treadmill") == "qz"
    await flow.submit(QZ_AND_TASMOTA)
    assert flow.suggested("base_topic") == "QZ/default"
    await flow.submit({"base_topic": "QZ/attic", "more": {}})
    assert flow.suggested("topic") == "gym-plug"
    await flow.submit({"topic": "gym-plug", "relay": 1, "more": {}})
    say(hass, "QZ/attic/workout/speed/current", "0.00")
    say(hass, "stat/gym-plug/POWER", "ON")
    say(hass, "tele/gym-plug/SENSOR", {"ENERGY": {"Power": 4}})
    await flow.wait(0)
    await flow.choose("accept")
    # The choice about the power was made before.
    assert flow.reason == "reconfigure_successful"
    await hass.async_block_till_done()
    subentry = gym.subentries[MACHINE_ID]
    assert subentry.unique_id == "qz:QZ/attic|tasmota:gym-plug"
    assert subentry.data["power_cut"] == "when_still"
    assert "drill" not in subentry.data


async def test_the_same_devices_keep_the_drill(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    flow: Flow,
    prove: Callable[[], None],
):
    prove()
    await flow.change(gym, "connection", "by_hand")
    await flow.submit(QZ_AND_TASMOTA)
    await flow.submit({"base_topic": "QZ/default", "more": {}})
    await flow.submit({"topic": "gym-plug", "relay": 1, "more": {}})
    await flow.wait(10)
    await flow.choose("unverified")
    assert flow.reason == "reconfigure_successful"
    data = gym.subentries[MACHINE_ID].data
    assert data["drill"]["stop_time_s"] == 2.5
    assert data["verified"] is False
    await hass.async_block_till_done()


# What was measured of one plug says nothing of another.
MEASURED = {
    "power_interval_s": 42.0,
    "power_delay_s": 3.0,
    "measures_with_relay_off": True,
}


@pytest.mark.parametrize(("topic", "kept"), [("gym-plug", MEASURED), ("other", {})])
async def test_another_plug_has_measured_nothing(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    flow: Flow,
    topic: str,
    kept: dict[str, Any],
):
    subentry = gym.subentries[MACHINE_ID]
    hass.config_entries.async_update_subentry(
        gym, subentry, data={**subentry.data, **MEASURED}
    )
    await flow.change(gym, "connection", "by_hand")
    await flow.submit(QZ_AND_TASMOTA)
    await flow.submit({"base_topic": "QZ/default", "more": {}})
    await flow.submit({"topic": topic, "relay": 1, "more": {}})
    await flow.wait(10)
    await flow.choose("unverified")
    assert flow.reason == "reconfigure_successful"
    data = gym.subentries[MACHINE_ID].data
    assert {key: data[key] for key in MEASURED if key in data} == kept
    await hass.async_block_till_done()
    watts_off = coordinator_of(gym).machine.measures_with_relay_off
    assert watts_off is bool(kept)


async def test_a_plug_that_comes_later_needs_a_decision(
    hass: HomeAssistant, gym: MockConfigEntry, flow: Flow
):
    await flow.change(gym, "connection", "by_hand")
    await flow.submit({"treadmill": "qz", "plug": "none"})
    await flow.submit({"base_topic": "QZ/default", "more": {}})
    say(hass, "QZ/default/workout/speed/current", "0.00")
    await flow.wait(0)
    await flow.choose("accept")
    assert flow.reason == "reconfigure_successful"
    await hass.async_block_till_done()
    subentry = gym.subentries[MACHINE_ID]
    assert "plug" not in subentry.data
    assert subentry.unique_id == "qz:QZ/default"

    await flow.change(gym, "safety")
    assert "power_cut" not in flow.fields()
    await flow.change(gym, "connection", "by_hand")
    assert flow.suggested("plug") == "none"
    await flow.submit(QZ_AND_TASMOTA)
    await flow.submit({"base_topic": "QZ/default", "more": {}})
    await flow.submit({"topic": "gym-plug", "relay": 1, "more": {}})
    await flow.wait(10)
    await flow.choose("unverified")
    assert flow.step == "power"
    await flow.submit({"power_cut": "when_still"})
    assert flow.reason == "reconfigure_successful"
    assert gym.subentries[MACHINE_ID].data["power_cut"] == "when_still"
    await hass.async_block_till_done()


async def test_a_generic_device_is_shown_as_it_was_filled_in(
    hass: HomeAssistant, gym: MockConfigEntry, flow: Flow
):
    subentry = gym.subentries[MACHINE_ID]
    treadmill = {
        "dialect": "generic_treadmill",
        "speed": {"topic": "pad/state", "path": "speed", "unit": "mph"},
        "queries": [{"topic": "pad/get", "payload": "?"}],
        "change_only": True,
    }
    hass.config_entries.async_update_subentry(
        gym, subentry, data={**subentry.data, "treadmill": treadmill}
    )
    await hass.async_block_till_done()
    await flow.change(gym, "connection", "by_hand")
    await flow.submit({"treadmill": "generic_treadmill", "plug": "none"})
    assert flow.suggested("speed_topic") == "pad/state"
    assert flow.suggested("speed_unit") == "mph"
    more = flow.shown["data_schema"]
    assert more is not None
    inner = {
        str(key): (key.description or {}).get("suggested_value")
        for key in more.schema["more"].schema.schema
    }
    assert inner["query_topic"] == "pad/get"
    assert inner["change_only"] is True
