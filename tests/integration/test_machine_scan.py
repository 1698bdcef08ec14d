"""A newcomer finds the devices on the broker, and types no topic."""

from typing import Any

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    async_fire_mqtt_message,
)
from pytest_homeassistant_custom_component.typing import MqttMockHAClient

from .dialog import (
    ABILITIES,
    OTHERWISE,
    QUIET_S,
    SCAN_TIME_S,
    Flow,
    say,
)
from .helpers import MACHINE_ID, pass_time

pytestmark = pytest.mark.usefixtures("no_other_discovery")

SHELLY = "shellyplugsg3-8cbfea9585e8"


def shelly_says(hass: HomeAssistant, watts: float, base: str = SHELLY) -> None:
    """Let a Shelly plug tell its state."""
    params = {"switch:0": {"id": 0, "output": True, "apower": watts}}
    message = {"src": SHELLY, "method": "NotifyFullStatus", "params": params}
    say(hass, f"{base}/events/rpc", message)


def zigbee_says(hass: HomeAssistant, watts: float, base: str = "zigbee2mqtt") -> None:
    """Let a Zigbee plug tell its state."""
    say(hass, f"{base}/gym", {"state": "ON", "power": watts, "linkquality": 99})


def zigbee_is_listed(hass: HomeAssistant, base: str = "zigbee2mqtt") -> None:
    """Let the Zigbee bridge tell who is there."""
    power = {"property": "power", "access": 5}
    switch = {"type": "switch", "features": [{"property": "state", "access": 7}]}
    definition = {"vendor": "Tuya", "model": "TS011F", "exposes": [switch, power]}
    plug = {"friendly_name": "gym", "definition": definition}
    say(hass, f"{base}/bridge/devices", [plug], retain=True)


PLUGS: dict[str, tuple[Any, Any, str, str]] = {
    "shelly_gen2": (
        lambda hass: None,
        shelly_says,
        f"shelly_gen2:{SHELLY}#0",
        f"Shelly Plug S Gen3 '{SHELLY}', plug on, 412 W now",
    ),
    "shelly_gen2 under another prefix": (
        lambda hass: None,
        lambda hass, watts: shelly_says(hass, watts, "attic/plug"),
        "shelly_gen2:attic/plug#0",
        "Shelly Plug S Gen3 'plug', plug on, 412 W now",
    ),
    "zigbee2mqtt": (
        zigbee_is_listed,
        zigbee_says,
        "zigbee2mqtt:zigbee2mqtt/gym",
        "Tuya TS011F 'gym', plug on, 412 W now",
    ),
    "zigbee2mqtt under another base": (
        lambda hass: zigbee_is_listed(hass, "house/bees"),
        lambda hass, watts: zigbee_says(hass, watts, "house/bees"),
        "zigbee2mqtt:house/bees/gym",
        "Tuya TS011F 'gym', plug on, 412 W now",
    ),
}


async def must_be_chosen(flow: Flow, part: str, **others: str) -> None:
    """See that nothing stands for a part until somebody has chosen it.

    The wrong plug would be switched off one day, with the freezer on it. A page fills
    in the first option of a field that is required.
    """
    assert not flow.has_default(part)
    assert not flow.is_suggested(part)
    assert flow.is_optional(part)
    await flow.submit(others)
    assert flow.errors == {part: "not_chosen"}


@pytest.mark.parametrize("plug", PLUGS)
async def test_a_newcomer_with_a_plug_alone_is_supervised(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    flow: Flow,
    freezer: FrozenDateTimeFactory,
    plug: str,
):
    listed, says, key, label = PLUGS[plug]
    await flow.add(gym)
    await flow.scan()
    listed(hass)
    says(hass, 30)
    says(hass, 412)
    await flow.wait_for_questions()
    says(hass, 412)
    await flow.wait(QUIET_S)
    assert flow.offered("plug") == {key: label, **OTHERWISE["plug"]}
    assert flow.default("treadmill") == "none"
    assert flow.told["plugs"].startswith("One of them is a plug. It is not chosen")
    await must_be_chosen(flow, "plug", treadmill="none")

    await flow.submit({"treadmill": "none", "plug": key})
    # What a Zigbee plug says before it was asked may be old.
    await flow.wait_for_questions()
    says(hass, 2)
    says(hass, 3)
    await flow.wait(0)
    assert flow.told["seen"] == "plug on, 3 W"
    await flow.choose("accept")
    await flow.submit({"power_cut": "when_still"})
    await flow.submit({"name": "Pad", "policy": "runner", "abilities": ABILITIES})
    await flow.submit()
    await hass.async_block_till_done()

    subentry = next(each for each in gym.subentries.values() if each.title == "Pad")
    assert subentry.unique_id == key
    assert subentry.data["verified"] is True
    says(hass, 3)
    await pass_time(hass, freezer, 2.0, 1.0)
    phase = hass.states.get("sensor.pad_phase")
    assert phase is not None
    assert phase.state == "ready"
    supervision = hass.states.get("switch.pad_supervision")
    assert supervision is not None
    assert supervision.state == "on"


async def test_a_plug_with_nothing_new_to_tell_is_found_and_asked(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    flow: Flow,
    mqtt_mock: MqttMockHAClient,
):
    await flow.add(gym)
    await flow.scan()
    # A Shelly that is idle tells its watts once a minute, and nothing is kept.
    say(hass, f"{SHELLY}/online", "true")
    await flow.wait(SCAN_TIME_S)
    assert flow.offered("plug")[f"shelly_gen2:{SHELLY}#0"] == (
        f"Shelly Plug S Gen3 '{SHELLY}', plug online now"
    )
    asked = [call.args[0] for call in mqtt_mock.async_publish.call_args_list]
    assert f"{SHELLY}/rpc" in asked


async def test_nobody_is_there(hass: HomeAssistant, gym: MockConfigEntry, flow: Flow):
    await flow.add(gym)
    await flow.scan()
    async_fire_mqtt_message(hass, "gym-plug/events/rpc", b"\xff\xfe")
    await flow.wait(SCAN_TIME_S)
    assert flow.step == "nothing_found"
    assert flow.shown["menu_options"] == ["scan", "by_hand", "entities"]
    await flow.scan()
    shelly_says(hass, 412)
    await flow.wait(SCAN_TIME_S)
    assert flow.step == "found"
    await flow.submit({"treadmill": "none", "plug": "none"})
    assert flow.errors == {"base": "nothing_to_guard"}
    await flow.submit({"treadmill": "by_hand", "plug": f"shelly_gen2:{SHELLY}#0"})
    assert flow.step == "by_hand"
    assert flow.fields() == {"treadmill"}
    # The plug was found: a treadmill is not needed.
    await flow.submit({"treadmill": "none"})
    assert flow.shown["progress_action"] == "probe"
    shelly_says(hass, 1)
    await flow.wait(0)
    assert flow.told["seen"] == "plug on, 1 W"


async def test_of_several_plugs_none_is_suggested(
    hass: HomeAssistant, gym: MockConfigEntry, flow: Flow
):
    await flow.add(gym)
    await flow.scan()
    say(hass, "stat/strip/POWER1", "ON")
    say(hass, "stat/strip/POWER2", "OFF")
    await flow.wait(SCAN_TIME_S)
    assert flow.offered("plug") == {
        "tasmota:strip": "Tasmota 'strip', plug on now",
        "tasmota:strip#2": "Tasmota 'strip, outlet 2', plug off now",
        **OTHERWISE["plug"],
    }
    assert flow.has_default("treadmill")
    assert flow.told["plugs"].startswith("2 of them are plugs. None is chosen for you")
    await must_be_chosen(flow, "plug", treadmill="none")
    await flow.submit({"treadmill": "none", "plug": "tasmota:strip#2"})
    assert flow.shown["progress_action"] == "probe"
    await flow.wait(10)


async def test_those_who_are_heard_are_asked(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    flow: Flow,
    mqtt_mock: MqttMockHAClient,
):
    mqtt_mock.async_publish.reset_mock()
    await flow.add(gym)
    await flow.scan()
    say(hass, "tele/attic-plug/LWT", "Online", retain=True)
    await flow.wait(SCAN_TIME_S)
    asked = [call.args[:2] for call in mqtt_mock.async_publish.call_args_list]
    assert ("shellies/command", "announce") in asked
    assert ("cmnd/attic-plug/STATUS", "11") in asked
    # Whatever else is sent to Tasmota has no payload, and so only asks.
    others = [payload for topic, payload in asked if topic.startswith("cmnd/")]
    assert set(others) - {"8", "11"} <= {""}
    assert {topic for topic, _ in asked if not topic.startswith("cmnd/")} == {
        "shellies/command",
        "ha/status",
    }


async def test_two_phones_in_one_name_are_noticed(
    hass: HomeAssistant, gym: MockConfigEntry, flow: Flow
):
    def both_speak() -> None:
        for seconds in (600, 30, 601, 31, 602, 32):
            say(hass, "QZ/attic/workout/elapsed/total_seconds", str(seconds))

    await flow.add(gym)
    await flow.scan()
    both_speak()
    await flow.wait(1 + QUIET_S)
    assert flow.offered("treadmill")["qz:QZ/attic"] == (
        "QZ (qdomyos-zwift) 'attic' (two devices seem to use this name)"
    )
    assert flow.default("treadmill") == "qz:QZ/attic"
    assert flow.default("plug") == "none"
    assert flow.told["plugs"].startswith("None of them is a plug")
    await flow.submit({"treadmill": "qz:QZ/attic", "plug": "none"})
    await flow.look()
    both_speak()
    say(hass, "QZ/attic/workout/speed/current", "0.00")
    await flow.wait(0)
    assert flow.told["seen"] == (
        "speed 0.0 km/h, two devices seem to use one name: give one of them another ID"
    )


async def test_a_plug_is_replaced_and_the_history_stays(
    hass: HomeAssistant, gym: MockConfigEntry, flow: Flow
):
    subentry = gym.subentries[MACHINE_ID]
    drill = {"stop_time_s": 2.5, "plug_off": True, "at": "2026-11-01T12:00:00"}
    proved = {"drill": drill, "can_slow": True, "moving_above_w": 80.0}
    hass.config_entries.async_update_subentry(
        gym, subentry, data={**subentry.data, **proved}
    )
    await hass.async_block_till_done()
    await flow.change(gym, "connection")
    assert flow.step == "connection"
    await flow.scan()
    shelly_says(hass, 412)
    await flow.wait(SCAN_TIME_S)
    # What the machine has stays, where nothing else is chosen.
    assert flow.default("treadmill") == "qz:QZ/default"
    assert flow.offered("treadmill")["qz:QZ/default"] == "As it is: QZ/default"
    assert flow.default("plug") == "tasmota:gym-plug"
    assert flow.told["plugs"].startswith("What the machine has is chosen already")
    await flow.submit({"treadmill": "qz:QZ/default", "plug": f"shelly_gen2:{SHELLY}#0"})
    await flow.wait(10)
    await flow.choose("unverified")
    assert flow.reason == "reconfigure_successful"
    await hass.async_block_till_done()
    subentry = gym.subentries[MACHINE_ID]
    assert subentry.unique_id == f"qz:QZ/default|shelly_gen2:{SHELLY}#0"
    assert subentry.data["verified"] is False
    assert "drill" not in subentry.data
    # The treadmill is the same one, and so is what it has proved.
    assert subentry.data["can_slow"] is True
    assert subentry.data["moving_above_w"] == 80.0
    assert subentry.data["treadmill"] == {"dialect": "qz", "base": "QZ/default"}
    assert set(gym.runtime_data.machines) == {MACHINE_ID}


async def test_another_treadmill_has_proved_nothing(
    hass: HomeAssistant, gym: MockConfigEntry, flow: Flow
):
    subentry = gym.subentries[MACHINE_ID]
    proved = {"can_slow": True, "moving_above_w": 80.0, "still_below_w": 30.0}
    hass.config_entries.async_update_subentry(
        gym, subentry, data={**subentry.data, **proved}
    )
    await hass.async_block_till_done()
    await flow.change(gym, "connection")
    await flow.scan()
    say(hass, "QZ/attic/status", "online", retain=True)
    await flow.wait(SCAN_TIME_S)
    await flow.submit({"treadmill": "qz:QZ/attic", "plug": "tasmota:gym-plug"})
    await flow.wait(10)
    await flow.choose("unverified")
    await hass.async_block_till_done()
    data = gym.subentries[MACHINE_ID].data
    assert data["can_slow"] is False
    assert data["moving_above_w"] is None
    assert data["still_below_w"] is None


async def test_a_plug_for_a_machine_without_one_has_to_be_chosen(
    hass: HomeAssistant, gym: MockConfigEntry, flow: Flow
):
    subentry = gym.subentries[MACHINE_ID]
    data = {key: value for key, value in subentry.data.items() if key != "plug"}
    hass.config_entries.async_update_subentry(gym, subentry, data=data)
    await hass.async_block_till_done()
    await flow.change(gym, "connection")
    await flow.scan()
    shelly_says(hass, 412)
    await flow.wait(SCAN_TIME_S)
    assert flow.default("treadmill") == "qz:QZ/default"
    await must_be_chosen(flow, "plug", treadmill="none")
    await flow.submit({"treadmill": "none", "plug": f"shelly_gen2:{SHELLY}#0"})
    shelly_says(hass, 2)
    await flow.wait(0)
    await flow.choose("accept")
    assert flow.step == "power"
    await flow.submit({"power_cut": "when_still"})
    data = dict(gym.subentries[MACHINE_ID].data)
    assert "treadmill" not in data
    assert data["plug"]["base"] == SHELLY
    await hass.async_block_till_done()


async def test_a_tasmota_chosen_by_hand_is_known_by_what_the_broker_keeps(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    flow: Flow,
    mqtt_mock: MqttMockHAClient,
):
    mqtt_mock.async_publish.reset_mock()
    await flow.begin(gym, {"treadmill": "none", "plug": "tasmota"})
    assert flow.step == "tasmota"
    await flow.wait_for_questions()
    discovered = {
        "t": "attic-plug",
        "ft": "house/%topic%/%prefix%/",
        "tp": ["cmnd", "stat", "tele"],
        "rl": [1],
    }
    topic = "tasmota/discovery/A4CF12AABBCC/config"
    say(hass, topic, discovered, retain=True)
    await flow.wait_for_questions()
    # Nobody is asked who was not chosen.
    asked = [call.args[0] for call in mqtt_mock.async_publish.call_args_list]
    assert not [each for each in asked if not each.startswith("cmnd/gym-plug/")]
    await flow.submit({"topic": "attic-plug", "relay": 1, "more": {}})
    await flow.wait_for_questions()
    say(hass, "house/attic-plug/stat/STATUS11", {"StatusSTS": {"POWER": "ON"}})
    say(hass, "house/attic-plug/stat/STATUS8", {"StatusSNS": {"ENERGY": {"Power": 4}}})
    await flow.wait(0)
    assert flow.told["seen"] == "plug on, 4 W"


async def test_a_plug_that_measures_nothing_says_so_and_another_look_finds_more(
    hass: HomeAssistant, gym: MockConfigEntry, flow: Flow
):
    await flow.add(gym)
    await flow.scan()
    say(hass, "tele/attic-plug/LWT", "Online", retain=True)
    say(hass, "stat/attic-plug/STATUS11", {"StatusSTS": {"POWER": "ON"}})
    say(hass, "stat/attic-plug/STATUS8", {"StatusSNS": {}})
    await flow.wait(1 + QUIET_S)
    key = "tasmota:attic-plug"
    label = "Tasmota 'attic-plug', plug on now (measures no power)"
    assert flow.offered("plug")[key] == label
    await flow.submit({"treadmill": "again", "plug": key})
    assert flow.shown["progress_action"] == "scan"
    await flow.wait_for_questions()
    shelly_says(hass, 412)
    await flow.wait(1 + QUIET_S)
    assert f"shelly_gen2:{SHELLY}#0" in flow.offered("plug")
