"""The devices of a machine: found, filled in, listened to, owned once."""

from typing import Any

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import MqttMockHAClient

from custom_components.home_gym.devices import owner_of
from custom_components.home_gym.links.probe import PROBE_S, async_probe

from .dialog import (
    ABILITIES,
    QZ_AND_TASMOTA,
    SCAN_TIME_S,
    Flow,
    say,
    to_policy,
)
from .helpers import MACHINE_ID, NAME, pass_time

pytestmark = pytest.mark.usefixtures("no_other_discovery")


async def test_a_device_of_another_machine_is_refused_by_name(
    hass: HomeAssistant, gym: MockConfigEntry, flow: Flow
):
    await flow.begin(gym, QZ_AND_TASMOTA)
    await flow.submit({"base_topic": "QZ/default/", "more": {}})
    assert flow.errors == {"base": "owned"}
    assert flow.told["owner"] == NAME
    await flow.submit({"base_topic": "QZ/attic", "more": {}})
    assert flow.step == "tasmota"
    await flow.submit({"topic": "gym-plug", "relay": 1, "more": {}})
    assert flow.errors == {"base": "owned"}
    assert flow.told["owner"] == NAME
    # Another outlet of the same device is another plug.
    await flow.submit({"topic": "gym-plug", "relay": 2, "more": {}})
    assert flow.shown["progress_action"] == "probe"
    await flow.wait(10)


async def test_a_device_that_was_taken_meanwhile(
    hass: HomeAssistant, gym: MockConfigEntry, flow: Flow
):
    await flow.add(gym)
    await to_policy(flow)
    await flow.submit({"name": "Attic", "policy": "runner", "abilities": ABILITIES})
    subentry = gym.subentries[MACHINE_ID]
    plug = {**subentry.data["plug"], "topic": "attic-plug"}
    hass.config_entries.async_update_subentry(
        gym, subentry, data={**subentry.data, "plug": plug}
    )
    await flow.submit()
    assert flow.reason == "already_owned"
    assert flow.told == {"owner": NAME}


async def test_a_device_is_known_by_its_commands_too(
    gym: MockConfigEntry,
):
    other_words = {
        "dialect": "generic_plug",
        "state": {"topic": "stat/gym-plug/POWER"},
        "off": {"topic": "cmnd/gym-plug/POWER", "payload": "OFF"},
    }
    owner = owner_of(gym, other_words)
    assert owner is not None
    assert owner.title == NAME
    other_words["off"] = {"topic": "cmnd/gym-plug/POWER2", "payload": "OFF"}
    assert owner_of(gym, other_words) is None
    assert owner_of(gym, other_words, MACHINE_ID) is None


async def test_a_topic_with_wildcards(
    hass: HomeAssistant, gym: MockConfigEntry, flow: Flow
):
    await flow.begin(gym, {"treadmill": "qz", "plug": "none"})
    assert flow.default("base_topic") == "QZ/default"
    for base in ("QZ/+", " "):
        await flow.submit({"base_topic": base, "more": {}})
        assert flow.errors == {"base_topic": "device_topic"}
        assert flow.told["field"] == "base_topic"
    await flow.submit({"base_topic": "QZ/attic", "more": {"second_stop": "nothing"}})
    say(hass, "QZ/attic/workout/speed/current", "0.00")
    await flow.wait(0)
    await flow.choose("accept")
    # Without a plug there is no power to decide about.
    assert flow.step == "policy"
    await flow.submit({"name": "Attic", "policy": "runner", "abilities": ABILITIES})
    await flow.submit()
    data = flow.shown["data"]
    assert data["power_cut"] == "never"
    assert data["treadmill"]["stop_repeatable"] is True
    assert "plug" not in data


async def test_a_plug_alone(hass: HomeAssistant, gym: MockConfigEntry, flow: Flow):
    await flow.begin(gym, {"treadmill": "none", "plug": "tasmota"})
    more = {"full_topic": "%topic%/%hostname%/", "measures_with_relay_off": True}
    form = {"topic": "attic-plug", "relay": 1, "more": more}
    await flow.submit(form)
    assert flow.errors == {"base": "device_template"}
    assert flow.told["field"] == "full_topic"
    more["full_topic"] = "%topic%/%prefix%/"
    await flow.submit(form)
    say(hass, "attic-plug/stat/POWER", "OFF")
    say(hass, "attic-plug/tele/SENSOR", {"ENERGY": {"Power": 0}})
    await flow.wait(0)
    assert flow.told["seen"] == "plug off, 0 W"
    await flow.choose("accept")
    await flow.submit({"power_cut": "when_still"})
    assert flow.suggested("name") == "attic-plug"
    assert "can_slow" not in flow.fields("abilities")
    await flow.submit({"name": "Attic", "policy": "runner", "abilities": ABILITIES})
    await flow.submit()
    assert flow.shown["data"]["plug"]["full_topic"] == "%topic%/%prefix%/"
    assert "treadmill" not in flow.shown["data"]


async def test_what_tasmota_tells_of_itself_is_believed(
    hass: HomeAssistant, gym: MockConfigEntry, flow: Flow
):
    await flow.add(gym)
    await flow.scan()
    say(hass, "attic-plug/tele/LWT", "Da", retain=True)
    say(
        hass,
        "tasmota/discovery/0123456789AB/config",
        {
            "t": "attic-plug",
            "ft": "%topic%/%prefix%/",
            "tp": ["cmnd", "stat", "tele"],
            "onln": "Da",
            "ofln": "Weg",
            "state": ["AUS", "AN", "UM", "HALT"],
            "rl": [1, 0, 0, 0],
        },
        retain=True,
    )
    # What is known better is kept.
    say(hass, "attic-plug/tele/LWT", "Weg")
    await flow.wait(SCAN_TIME_S)
    await flow.submit({"treadmill": "none", "plug": "by_hand"})
    assert flow.step == "by_hand"
    assert flow.fields() == {"plug"}
    await flow.submit({"plug": "none"})
    assert flow.errors == {"base": "nothing_to_guard"}
    await flow.submit({"plug": "tasmota"})
    assert flow.options("topic") == ["attic-plug"]
    await flow.submit({"topic": "attic-plug", "relay": 1, "more": {"full_topic": " "}})
    say(hass, "attic-plug/stat/POWER", "AN")
    say(hass, "attic-plug/tele/SENSOR", {"ENERGY": {"Power": 3}})
    await flow.wait(0)
    assert flow.told["seen"] == "plug on, 3 W"


async def test_silent_devices_go_on_unverified(
    hass: HomeAssistant, gym: MockConfigEntry, flow: Flow
):
    await flow.begin(gym, QZ_AND_TASMOTA)
    await flow.submit({"base_topic": "QZ/attic", "more": {}})
    await flow.submit({"topic": "attic-plug", "relay": 1, "more": {}})
    await hass.async_block_till_done()
    # What was left on the broker may be a year old, and presence measures nothing.
    say(hass, "QZ/attic/status", "offline", retain=True)
    say(hass, "QZ/attic/workout/speed/current", "3.00", retain=True)
    say(hass, "QZ/attic/workout/speed/current", "fast")
    say(hass, "tele/attic-plug/LWT", "Online")
    await flow.wait(10)
    assert flow.told["seen"] == (
        "bridge offline, speed 3.0 km/h, plug online, nothing new from the treadmill,"
        " nothing new from the plug, 1 messages that make no sense"
    )
    assert flow.shown["menu_options"] == ["unverified", "probe"]

    await flow.choose("probe")
    assert flow.shown["progress_action"] == "probe"
    await hass.async_block_till_done()
    say(hass, "QZ/attic/workout/speed/current", "0.00")
    say(hass, "QZ/attic/workout/device/connected", "true")
    await flow.wait(10)
    assert flow.told["seen"] == (
        "treadmill connected, speed 0.0 km/h, nothing new from the plug"
    )
    await flow.choose("unverified")
    await flow.submit({"power_cut": "never"})
    await flow.submit({"name": "Attic", "policy": "runner", "abilities": ABILITIES})
    await flow.submit()
    assert flow.shown["data"]["verified"] is False


async def test_devices_are_asked(
    hass: HomeAssistant, mqtt_mock: MqttMockHAClient, freezer: FrozenDateTimeFactory
):
    plug = {"dialect": "tasmota", "topic": "attic-plug"}
    probe = hass.async_create_background_task(
        async_probe(hass, {"plug": plug}), "probe"
    )
    await pass_time(hass, freezer, PROBE_S + 1, 1.0)
    seen = await probe
    asked = [call.args[:2] for call in mqtt_mock.async_publish.call_args_list]
    assert asked[:2] == [
        ("cmnd/attic-plug/STATUS", "11"),
        ("cmnd/attic-plug/STATUS", "8"),
    ]
    # A command of Tasmota without a payload only asks.
    assert not [payload for _, payload in asked[2:] if payload]
    assert not seen.verified


PAD_FORM: dict[str, Any] = {
    "speed_topic": "pad/state",
    "speed_path": "speed",
    "speed_unit": "m/s",
    "stop_topic": "pad/command",
    "stop_payload": "stop",
    "more": {
        "slow_topic": "pad/speed",
        "slow_payload": "{speed}",
        "query_topic": "pad/get",
        "query_payload": "?",
        "change_only": True,
    },
}
PAD = {
    "dialect": "generic_treadmill",
    "speed": {"topic": "pad/state", "path": "speed", "unit": "m/s"},
    "stop": {"topic": "pad/command", "payload": "stop"},
    "slow": {"topic": "pad/speed", "payload": "{speed}"},
    "queries": [{"topic": "pad/get", "payload": "?"}],
    "change_only": True,
}
PLUG_FORM = {
    "state_topic": "plug",
    "state_path": "state",
    "off_topic": "plug/set",
    "off_payload": "OFF",
    "power_unit": "kW",
    "more": {"availability_topic": "plug/availability"},
}
PLUG = {
    "dialect": "generic_plug",
    "state": {"topic": "plug", "path": "state"},
    "off": {"topic": "plug/set", "payload": "OFF"},
    "availability": {"topic": "plug/availability"},
    "measures_with_relay_off": False,
}


@pytest.mark.parametrize(
    ("family", "form", "wrong", "errors", "field"),
    [
        pytest.param(
            "generic_treadmill",
            PAD_FORM,
            {"stop_payload": "start"},
            {"stop_payload": "device_command"},
            "stop_payload",
            id="a stop that starts",
        ),
        pytest.param(
            "generic_treadmill",
            PAD_FORM,
            {"speed_topic": "pad/#"},
            {"speed_topic": "device_topic"},
            "speed_topic",
            id="a topic with a wildcard",
        ),
        pytest.param(
            "generic_treadmill",
            PAD_FORM,
            {"more": {"query_topic": "pad/+"}},
            {"base": "device_topic"},
            "query_topic",
            id="a folded topic with a wildcard",
        ),
        pytest.param(
            "generic_plug",
            PLUG_FORM,
            {"off_payload": "ON"},
            {"off_payload": "device_command"},
            "off_payload",
            id="an OFF that switches on",
        ),
    ],
)
async def test_a_generic_device_with_a_wrong_word_is_refused_at_its_field(
    gym: MockConfigEntry,
    flow: Flow,
    family: str,
    form: dict[str, Any],
    wrong: dict[str, Any],
    errors: dict[str, str],
    field: str,
):
    part = family.removeprefix("generic_")
    await flow.begin(gym, {"treadmill": "none", "plug": "none", part: family})
    # Nothing tells such devices apart, so there is nothing to look for.
    assert flow.step == family
    await flow.submit({**form, **wrong})
    assert flow.errors == errors
    assert flow.told["field"] == field
    # What was filled in stays.
    first = next(iter(form))
    assert flow.suggested(first) == {**form, **wrong}[first]
    await flow.submit(form)
    assert flow.shown["progress_action"] == "probe"
    await flow.wait(10)


async def test_generic_devices(hass: HomeAssistant, gym: MockConfigEntry, flow: Flow):
    await flow.begin(gym, {"treadmill": "generic_treadmill", "plug": "generic_plug"})
    await flow.submit(PAD_FORM)
    await flow.submit(PLUG_FORM)
    say(hass, "pad/state", {"speed": 1})
    say(hass, "plug", {"state": "ON"})
    await flow.wait(0)
    assert flow.told["seen"] == "speed 3.6 km/h, plug on"
    await flow.choose("accept")
    await flow.submit({"power_cut": "when_still"})
    assert flow.suggested("name") is None
    abilities = {**ABILITIES, "can_slow": True}
    await flow.submit({"name": "Pad", "policy": "runner", "abilities": abilities})
    await flow.submit()
    data = flow.shown["data"]
    assert data["can_slow"] is True
    assert data["treadmill"] == PAD
    assert data["plug"] == PLUG
    subentry = next(each for each in gym.subentries.values() if each.title == "Pad")
    assert (
        subentry.unique_id
        == "generic_plug:plug#state|generic_treadmill:pad/state#speed"
    )


async def test_a_plug_that_may_not_be_switched_asks_for_no_decision(
    hass: HomeAssistant, gym: MockConfigEntry, flow: Flow
):
    await flow.begin(gym, {"treadmill": "none", "plug": "generic_plug"})
    await flow.submit({"state_topic": "plug", "more": {}})
    say(hass, "plug", "on")
    await flow.wait(0)
    await flow.choose("accept")
    assert flow.step == "policy"
    await flow.submit({"name": "Pad", "policy": "runner", "abilities": ABILITIES})
    await flow.submit()
    assert flow.shown["data"]["power_cut"] == "never"
