"""Adding a machine, from the first question to the last."""

from typing import Any
from unittest.mock import patch

from homeassistant.config_entries import SOURCE_MQTT
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers.service_info.mqtt import MqttServiceInfo
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.home_gym.const import DOMAIN

from .dialog import (
    ABILITIES,
    NO_VOICES,
    OTHERWISE,
    QZ_AND_TASMOTA,
    SCAN_TIME_S,
    Flow,
    attic_plug_speaks,
    say,
    to_policy,
)
from .helpers import NAME

pytestmark = pytest.mark.usefixtures("no_other_discovery")

STORED_ABILITIES = {
    **ABILITIES,
    "moving_above_w": None,
    "still_below_w": None,
    "can_slow": False,
}


STORED_MACHINE = {
    "treadmill": {
        "dialect": "qz",
        "base": "QZ/attic",
    },
    "plug": {
        "dialect": "tasmota",
        "topic": "attic-plug",
        "full_topic": "%prefix%/%topic%/",
        "relay": 1,
    },
    "verified": True,
    "power_cut": "after_countdown",
    "policy": "desk_walker",
    **STORED_ABILITIES,
    "speak": {**NO_VOICES, "notifiers": ["notify.phone"]},
}


def attic_speaks(hass: HomeAssistant) -> None:
    say(hass, "QZ/attic/status", "online", retain=True)
    say(hass, "QZ/attic/workout/speed/current", "0.00")
    attic_plug_speaks(hass)


async def find(hass: HomeAssistant, gym: MockConfigEntry, flow: Flow) -> None:
    """Let a scan of the broker end, in which devices have spoken."""
    await flow.add(gym)
    assert flow.step == "user"
    assert flow.shown["menu_options"] == ["scan", "by_hand", "entities"]
    await flow.scan()
    # One that is guarded already is not offered again.
    for base in ("attic", "default"):
        say(hass, f"QZ/{base}/status", "online", retain=True)
    say(hass, "tele/attic-plug/LWT", "Online", retain=True)
    await flow.wait(SCAN_TIME_S)


async def test_a_scan_lists_what_has_spoken(
    hass: HomeAssistant, gym: MockConfigEntry, flow: Flow
):
    await find(hass, gym, flow)
    assert flow.step == "found"
    assert flow.offered("treadmill") == {
        "qz:QZ/attic": "QZ (qdomyos-zwift) 'attic', last known: bridge online",
        **OTHERWISE["treadmill"],
    }
    assert flow.default("treadmill") == "qz:QZ/attic"
    assert flow.offered("plug") == {
        "tasmota:attic-plug": "Tasmota 'attic-plug', last known: plug online",
        **OTHERWISE["plug"],
    }


async def test_a_machine_from_the_first_question_to_the_last(
    hass: HomeAssistant, gym: MockConfigEntry, flow: Flow
):
    await find(hass, gym, flow)
    await flow.submit({"treadmill": "qz:QZ/attic", "plug": "tasmota:attic-plug"})

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
    assert subentry.data == STORED_MACHINE
    assert gym.runtime_data.machines.keys() == gym.subentries.keys()


async def test_nothing_to_guard(hass: HomeAssistant, gym: MockConfigEntry, flow: Flow):
    await flow.begin(gym, {"treadmill": "none", "plug": "none"})
    assert flow.errors == {"base": "nothing_to_guard"}
    assert flow.suggested("plug") == "none"
    await flow.submit(QZ_AND_TASMOTA)
    assert flow.step == "qz"


async def test_mqtt_is_missing(hass: HomeAssistant, entry: MockConfigEntry, flow: Flow):
    entry.add_to_hass(hass)
    await flow.add(entry)
    assert flow.step == "without_mqtt"
    assert flow.shown["menu_options"] == ["entities"]


@pytest.mark.parametrize(
    ("work", "step"), [("async_scan", "scan"), ("async_probe", "probe")]
)
async def test_mqtt_goes_away_meanwhile(
    hass: HomeAssistant, gym: MockConfigEntry, flow: Flow, work: str, step: str
):
    with patch(
        f"custom_components.home_gym.dialogs.connection_steps.{work}",
        side_effect=HomeAssistantError,
    ):
        if step == "scan":
            await flow.add(gym)
            await flow.choose("scan")
        else:
            await flow.begin(gym, QZ_AND_TASMOTA)
            await flow.submit({"base_topic": "QZ/attic", "more": {}})
            await flow.submit({"topic": "attic-plug", "relay": 1, "more": {}})
    assert flow.reason == "mqtt_unavailable"


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
