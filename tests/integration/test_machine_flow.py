"""Adding a machine and changing it; the fire drill stands in its own file."""

from collections.abc import AsyncGenerator, Callable, Generator
import json
from typing import Any
from unittest.mock import patch

from freezegun.api import FrozenDateTimeFactory
from homeassistant.config_entries import (
    SOURCE_MQTT,
)
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers.service_info.mqtt import MqttServiceInfo
import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    async_fire_mqtt_message,
)
from pytest_homeassistant_custom_component.typing import MqttMockHAClient

from custom_components.home_gym.const import DOMAIN
from custom_components.home_gym.devices import owner_of
from custom_components.home_gym.dialects import create_dialect
from custom_components.home_gym.probe import async_probe

from .dialog import Flow
from .helpers import MACHINE_ID, NAME, Device, coordinator_of

QZ_AND_TASMOTA = {"treadmill": "qz", "plug": "tasmota"}
ABILITIES = {"minimum_speed_kmh": 0.5, "maximum_speed_kmh": 8.0}
STORED_ABILITIES = {
    **ABILITIES,
    "moving_above_w": None,
    "still_below_w": None,
    "can_slow": False,
}
NO_VOICES: dict[str, Any] = {
    "assist_satellites": [],
    "tts_engine": None,
    "media_players": [],
    "notifiers": [],
}


@pytest.fixture
def expected_lingering_timers() -> bool:
    """Let the MQTT client that is mocked leave its housekeeping behind."""
    return True


@pytest.fixture(autouse=True)
def no_other_discovery() -> Generator[None]:
    """Let nobody else discover the devices, such as the Tasmota integration."""
    with patch(
        "homeassistant.components.mqtt.discovery.async_get_mqtt", return_value={}
    ):
        yield


@pytest.fixture
async def flow(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> AsyncGenerator[Flow]:
    yield Flow(hass, freezer)
    await hass.async_block_till_done()


def say(hass: HomeAssistant, topic: str, payload: Any, *, retain: bool = False) -> None:
    text = payload if isinstance(payload, str) else json.dumps(payload)
    async_fire_mqtt_message(hass, topic, text, retain=retain)


def attic_plug_speaks(hass: HomeAssistant) -> None:
    say(hass, "stat/attic-plug/STATUS11", {"StatusSTS": {"POWER": "ON"}})
    say(hass, "stat/attic-plug/STATUS8", {"StatusSNS": {"ENERGY": {"Power": 4}}})


def attic_speaks(hass: HomeAssistant) -> None:
    say(hass, "QZ/attic/status", "online", retain=True)
    say(hass, "QZ/attic/workout/speed/current", "0.00")
    attic_plug_speaks(hass)


async def to_policy(flow: Flow, base: str = "QZ/attic") -> None:
    """Add a treadmill with its plug, up to its policy."""
    await flow.submit(QZ_AND_TASMOTA)
    await flow.wait(4)
    await flow.submit({"base_topic": base, "more": {}})
    await flow.submit({"topic": "attic-plug", "relay": 1, "more": {}})
    attic_plug_speaks(flow.hass)
    say(flow.hass, f"{base}/workout/speed/current", "0.00")
    await flow.wait(0)
    await flow.choose("accept")
    await flow.submit({"power_cut": "when_still"})


async def test_a_machine_from_the_first_question_to_the_last(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    flow: Flow,
):
    await flow.add(gym)
    assert flow.step == "user"
    await flow.submit(QZ_AND_TASMOTA)
    assert flow.shown["progress_action"] == "scan"
    # One that is guarded already is not offered again.
    for base in ("attic", "default"):
        say(hass, f"QZ/{base}/status", "online", retain=True)
    say(hass, "tele/attic-plug/LWT", "Online", retain=True)
    await flow.wait(4)

    assert flow.step == "qz"
    assert flow.options("base_topic") == ["QZ/attic"]
    assert flow.default("base_topic") == "QZ/attic"
    await flow.submit({"base_topic": "QZ/attic", "more": {}})

    assert flow.step == "tasmota"
    assert flow.options("topic") == ["attic-plug"]
    await flow.submit({"topic": "attic-plug", "relay": 1.0, "more": {}})

    assert flow.shown["progress_action"] == "probe"
    attic_speaks(hass)
    await flow.wait(0)
    assert flow.step == "probe_result"
    assert flow.shown["menu_options"] == ["accept", "probe"]
    assert flow.told["seen"] == "bridge online, speed 0.0 km/h, plug on, 4 W"
    await flow.look()
    assert flow.told["seen"] == "bridge online, speed 0.0 km/h, plug on, 4 W"
    await flow.choose("accept")

    assert flow.step == "power"
    assert flow.default("power_cut") == "when_still"
    assert flow.options("power_cut") == ["never", "when_still", "after_countdown"]
    await flow.submit({"power_cut": "after_countdown"})

    assert flow.step == "policy"
    assert flow.suggested("name") == "attic"
    assert "time_divisor" not in flow.fields("abilities")
    await flow.submit(
        {"name": " Attic ", "policy": "desk_walker", "abilities": ABILITIES}
    )

    assert flow.step == "speak"
    await flow.submit({"notifiers": ["notify.phone"]})

    assert flow.shown["type"] is FlowResultType.CREATE_ENTRY
    assert flow.shown["title"] == "Attic"
    await hass.async_block_till_done()
    subentry = next(each for each in gym.subentries.values() if each.title == "Attic")
    assert subentry.unique_id == "qz:QZ/attic|tasmota:attic-plug"
    assert subentry.data == {
        "treadmill": {
            "dialect": "qz",
            "base": "QZ/attic",
            "stop_repeatable": False,
            "stop_may_toggle": True,
        },
        "plug": {
            "dialect": "tasmota",
            "topic": "attic-plug",
            "full_topic": "%prefix%/%topic%/",
            "relay": 1,
            "measures_with_relay_off": False,
        },
        "verified": True,
        "power_cut": "after_countdown",
        "policy": "desk_walker",
        **STORED_ABILITIES,
        "speak": {**NO_VOICES, "notifiers": ["notify.phone"]},
    }
    assert gym.runtime_data.machines.keys() == gym.subentries.keys()


async def test_nothing_to_guard(hass: HomeAssistant, gym: MockConfigEntry, flow: Flow):
    await flow.add(gym)
    await flow.submit({"treadmill": "none", "plug": "none"})
    assert flow.errors == {"base": "nothing_to_guard"}
    assert flow.suggested("plug") == "none"
    await flow.submit(QZ_AND_TASMOTA)
    assert flow.shown["progress_action"] == "scan"


async def test_mqtt_is_missing(hass: HomeAssistant, entry: MockConfigEntry, flow: Flow):
    entry.add_to_hass(hass)
    await flow.add(entry)
    assert flow.reason == "mqtt_unavailable"


@pytest.mark.parametrize(
    ("work", "step"), [("async_scan", "scan"), ("async_probe", "probe")]
)
async def test_mqtt_goes_away_meanwhile(
    hass: HomeAssistant, gym: MockConfigEntry, flow: Flow, work: str, step: str
):
    with patch(
        f"custom_components.home_gym.connection_steps.{work}",
        side_effect=HomeAssistantError,
    ):
        await flow.add(gym)
        await flow.submit(QZ_AND_TASMOTA)
        if step == "probe":
            await flow.wait(4)
            await flow.submit({"base_topic": "QZ/attic", "more": {}})
            await flow.submit({"topic": "attic-plug", "relay": 1, "more": {}})
    assert flow.reason == "mqtt_unavailable"


async def test_a_device_of_another_machine_is_refused_by_name(
    hass: HomeAssistant, gym: MockConfigEntry, flow: Flow
):
    await flow.add(gym)
    await flow.submit(QZ_AND_TASMOTA)
    await flow.wait(4)
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
    await flow.add(gym)
    await flow.submit({"treadmill": "qz", "plug": "none"})
    await flow.wait(4)
    assert flow.default("base_topic") == "QZ/default"
    for base in ("QZ/+", " "):
        await flow.submit({"base_topic": base, "more": {}})
        assert flow.errors == {"base_topic": "device_topic"}
        assert flow.told["field"] == "base_topic"
    await flow.submit({"base_topic": "QZ/attic", "more": {"stop_repeatable": True}})
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
    await flow.add(gym)
    await flow.submit({"treadmill": "none", "plug": "tasmota"})
    await flow.wait(4)
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
    await flow.submit({"treadmill": "none", "plug": "tasmota"})
    await hass.async_block_till_done()
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
    await flow.wait(4)
    assert flow.options("topic") == ["attic-plug"]
    await flow.submit({"topic": "attic-plug", "relay": 1, "more": {"full_topic": " "}})
    say(hass, "attic-plug/stat/POWER", "AN")
    say(hass, "attic-plug/tele/SENSOR", {"ENERGY": {"Power": 3}})
    await flow.wait(0)
    assert flow.told["seen"] == "plug on, 3 W"


async def test_silent_devices_go_on_unverified(
    hass: HomeAssistant, gym: MockConfigEntry, flow: Flow
):
    await flow.add(gym)
    await flow.submit(QZ_AND_TASMOTA)
    await flow.wait(4)
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


async def test_devices_are_asked(hass: HomeAssistant, mqtt_mock: MqttMockHAClient):
    plug = create_dialect({"dialect": "tasmota", "topic": "attic-plug"})
    # Without a gym no clock is frozen, and the client confirms subscriptions.
    with patch("custom_components.home_gym.probe.PROBE_S", 1.0):
        seen = await async_probe(hass, (plug,))
    asked = [call.args[:2] for call in mqtt_mock.async_publish.call_args_list]
    assert asked == [("cmnd/attic-plug/STATUS", "11"), ("cmnd/attic-plug/STATUS", "8")]
    assert not seen.verified


async def test_generic_devices(hass: HomeAssistant, gym: MockConfigEntry, flow: Flow):
    await flow.add(gym)
    await flow.submit({"treadmill": "generic_treadmill", "plug": "generic_plug"})
    # Nothing tells such devices apart, so there is nothing to look for.
    assert flow.step == "generic_treadmill"
    form: dict[str, Any] = {
        "speed_topic": "pad/state",
        "speed_path": "speed",
        "speed_unit": "m/s",
        "stop_topic": "pad/command",
        "stop_payload": "start",
        "more": {"slow_topic": "pad/speed", "slow_payload": "{speed}"},
    }
    await flow.submit(form)
    assert flow.errors == {"stop_payload": "device_command"}
    assert flow.suggested("speed_topic") == "pad/state"
    form |= {"stop_payload": "stop", "speed_topic": "pad/#"}
    await flow.submit(form)
    assert flow.errors == {"speed_topic": "device_topic"}
    form |= {"speed_topic": "pad/state", "more": {"query_topic": "pad/+"}}
    await flow.submit(form)
    assert flow.errors == {"base": "device_topic"}
    assert flow.told["field"] == "query_topic"
    form["more"] = {
        "slow_topic": "pad/speed",
        "slow_payload": "{speed}",
        "query_topic": "pad/get",
        "query_payload": "?",
        "change_only": True,
    }
    await flow.submit(form)

    assert flow.step == "generic_plug"
    form = {
        "state_topic": "plug",
        "state_path": "state",
        "off_topic": "plug/set",
        "off_payload": "ON",
        "power_unit": "kW",
        "more": {"availability_topic": "plug/availability"},
    }
    await flow.submit(form)
    assert flow.errors == {"off_payload": "device_command"}
    await flow.submit({**form, "off_payload": "OFF"})
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
    assert data["treadmill"] == {
        "dialect": "generic_treadmill",
        "speed": {"topic": "pad/state", "path": "speed", "unit": "m/s"},
        "stop": {"topic": "pad/command", "payload": "stop"},
        "slow": {"topic": "pad/speed", "payload": "{speed}"},
        "queries": [{"topic": "pad/get", "payload": "?"}],
        "change_only": True,
        "stop_repeatable": False,
        "stop_may_toggle": True,
    }
    assert data["plug"] == {
        "dialect": "generic_plug",
        "state": {"topic": "plug", "path": "state"},
        "off": {"topic": "plug/set", "payload": "OFF"},
        "availability": {"topic": "plug/availability"},
        "measures_with_relay_off": False,
    }
    subentry = next(each for each in gym.subentries.values() if each.title == "Pad")
    assert (
        subentry.unique_id
        == "generic_plug:plug#state|generic_treadmill:pad/state#speed"
    )


async def test_a_plug_that_may_not_be_switched_asks_for_no_decision(
    hass: HomeAssistant, gym: MockConfigEntry, flow: Flow
):
    await flow.add(gym)
    await flow.submit({"treadmill": "none", "plug": "generic_plug"})
    await flow.submit({"state_topic": "plug", "more": {}})
    say(hass, "plug", "on")
    await flow.wait(0)
    await flow.choose("accept")
    assert flow.step == "policy"
    await flow.submit({"name": "Pad", "policy": "runner", "abilities": ABILITIES})
    await flow.submit()
    assert flow.shown["data"]["power_cut"] == "never"


@pytest.mark.parametrize(
    ("wrong", "errors"),
    [
        ({"name": " "}, {"name": "name_missing"}),
        ({"name": NAME.upper()}, {"name": "name_taken"}),
        ({"minimum_speed_kmh": 8.0}, {"base": "speeds_swapped"}),
        ({"moving_above_w": 80}, {"base": "watts_incomplete"}),
        ({"still_below_w": 80}, {"base": "watts_incomplete"}),
        ({"moving_above_w": 30, "still_below_w": 80}, {"base": "watts_swapped"}),
    ],
)
async def test_policy_errors(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    flow: Flow,
    wrong: dict[str, Any],
    errors: dict[str, str],
):
    await flow.add(gym)
    await to_policy(flow)
    name = {"name": "Attic", **wrong}.pop("name")
    numbers = {key: value for key, value in wrong.items() if key != "name"}
    await flow.submit(
        {"name": name, "policy": "runner", "abilities": {**ABILITIES, **numbers}}
    )
    assert flow.errors == errors
    await flow.submit({"name": "Attic", "policy": "runner", "abilities": ABILITIES})
    assert flow.step == "speak"


@pytest.mark.parametrize(
    ("wrong", "errors"),
    [
        ({"tts_engine": "tts.voice"}, {"media_players": "loudspeaker_missing"}),
        ({"media_players": ["media_player.gym"]}, {"tts_engine": "voice_missing"}),
    ],
)
async def test_half_a_voice(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    flow: Flow,
    wrong: dict[str, Any],
    errors: dict[str, str],
):
    await flow.add(gym)
    await to_policy(flow)
    await flow.submit({"name": "Attic", "policy": "runner", "abilities": ABILITIES})
    await flow.submit(wrong)
    assert flow.errors == errors
    voice = {"tts_engine": "tts.voice", "media_players": ["media_player.gym"]}
    await flow.submit(voice)
    assert flow.shown["data"]["speak"] == {**NO_VOICES, **voice}


async def test_only_a_simulated_treadmill_may_divide_time(
    hass: HomeAssistant, gym: MockConfigEntry, flow: Flow
):
    await flow.add(gym)
    await to_policy(flow, "QZ/gymlab-1")
    assert flow.suggested("name") == "gymlab-1"
    abilities = {**ABILITIES, "time_divisor": "60"}
    await flow.submit({"name": "Sim", "policy": "runner", "abilities": abilities})
    await flow.submit()
    assert flow.shown["data"]["time_divisor"] == 60


async def test_a_machine_ends_its_own_discovery(
    hass: HomeAssistant, gym: MockConfigEntry, flow: Flow
):
    for base in ("QZ/attic", "QZ/cellar"):
        info = MqttServiceInfo(
            topic=f"{base}/status",
            payload="online",
            qos=0,
            retain=True,
            subscribed_topic="QZ/+/status",
            timestamp=0.0,
        )
        await hass.config_entries.flow.async_init(
            DOMAIN, context={"source": SOURCE_MQTT}, data=info
        )
    await flow.add(gym)
    await to_policy(flow)
    await flow.submit({"name": "Attic", "policy": "runner", "abilities": ABILITIES})
    await flow.submit()
    (left,) = hass.config_entries.flow.async_progress_by_handler(DOMAIN)
    assert left["context"]["unique_id"] == "qz:QZ/cellar"


async def test_the_menu_of_changes(
    hass: HomeAssistant, gym: MockConfigEntry, flow: Flow
):
    await flow.change(gym)
    assert flow.shown["type"] is FlowResultType.MENU
    assert flow.shown["menu_options"] == [
        "connection",
        "safety",
        "modes",
        "speak",
        "drill",
    ]
    assert flow.told == {"machine": NAME}


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
    rules = ("warm_up", "speed", "breaks", "limits", "cool_down", "signal", "idle_lock")
    await flow.change(gym, "modes")
    assert "pain" not in flow.fields()
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
    await flow.change(gym, "connection")
    assert flow.step == "connection"
    assert flow.suggested("treadmill") == "qz"
    await flow.submit(QZ_AND_TASMOTA)
    await flow.wait(4)
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
    await flow.change(gym, "connection")
    await flow.submit(QZ_AND_TASMOTA)
    await flow.wait(4)
    await flow.submit({"base_topic": "QZ/default", "more": {}})
    await flow.submit({"topic": "gym-plug", "relay": 1, "more": {}})
    await flow.wait(10)
    await flow.choose("unverified")
    assert flow.reason == "reconfigure_successful"
    data = gym.subentries[MACHINE_ID].data
    assert data["drill"]["stop_time_s"] == 2.5
    assert data["verified"] is False
    await hass.async_block_till_done()


async def test_a_plug_that_comes_later_needs_a_decision(
    hass: HomeAssistant, gym: MockConfigEntry, flow: Flow
):
    await flow.change(gym, "connection")
    await flow.submit({"treadmill": "qz", "plug": "none"})
    await flow.wait(4)
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
    await flow.change(gym, "connection")
    assert flow.suggested("plug") == "none"
    await flow.submit(QZ_AND_TASMOTA)
    await flow.wait(4)
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
    await flow.change(gym, "connection")
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
