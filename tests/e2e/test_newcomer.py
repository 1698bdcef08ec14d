"""Somebody with nothing but a plug gets to a guarded treadmill, by clicks alone."""

from collections.abc import Mapping
import os
import time
from typing import Final

import pytest

from gymlab.house import setup
from gymlab.house.api import Dialog
from gymlab.house.places import LOCAL
from gymlab.house.screenshot import Look, find_browser, open_dashboard
from gymlab.house.waiting import wait_for
from gymlab.simulator.deeds import Action
from gymlab.simulator.voices.esphome_plug import EsphomePlugSettings
from gymlab.simulator.voices.openbeken import OpenBekenSettings
from gymlab.simulator.voices.plugs import PlugVoiceSettings
from gymlab.simulator.voices.shelly_gen1 import ShellyGen1Settings
from gymlab.simulator.voices.shelly_gen2 import ShellyGen2Settings
from gymlab.simulator.voices.tasmota_settings import TasmotaSettings
from gymlab.simulator.voices.zigbee2mqtt import Zigbee2MqttSettings

from .newcomer import DARK, DESK, PHONE, Home, Newcomer, home_with

pytestmark = pytest.mark.timeout(240)

PICTURES: Final = LOCAL / "screenshots"
SETTINGS: Final = "/config/integrations/dashboard"
SETTINGS_SHOW: Final = "ha-config-integrations-dashboard"
# How long somebody with one plug sits in front of a page that looks for it.
SEARCH_S: Final = 8.0
READY_S: Final = 20.0
WALK_S: Final = 30.0
# Questions about the machine, each of which has an answer already.
MOST_QUESTIONS: Final = 8
# One of each family, and some that were renamed.
DRAWER: Final[Mapping[str, PlugVoiceSettings]] = {
    "Shelly Plug S Gen3 'Gym plug', plug on, ": ShellyGen2Settings(
        base="attic/plug", name="Gym plug"
    ),
    "Tuya TS011F_plug_1 'Cellar', plug on, ": Zigbee2MqttSettings(
        base="house/bees", name="Cellar"
    ),
    "Tasmota 'strip', plug on, ": TasmotaSettings(
        topic="strip", full_topic="house/%topic%/%prefix%/"
    ),
    "OpenBeken plug 'beken', plug on": OpenBekenSettings(device_id="beken"),
    "ESPHome plug 'esp', last known: plug on, ": EsphomePlugSettings(device_id="esp"),
    "Shelly Plug S 'shellyplug-s-C18B12', plug on, ": ShellyGen1Settings(
        device_id="shellyplug-s-C18B12"
    ),
}


def test_only_a_shelly() -> None:
    # Under a prefix of its own, and idle: it says nothing of itself for a minute.
    plug = ShellyGen2Settings(base="attic/plug", name="Gym plug")
    with home_with(plug) as home:
        home.spy.say("attic/plug/online", "true", retain=True)
        label = "Shelly Plug S Gen3 'Gym plug', plug on, "
        reaches_supervised(home, label, DESK, "newcomer_shelly")
        assert home.hass.complaints() == []


@pytest.mark.slow
@pytest.mark.parametrize(
    ("look", "pictures"),
    [
        pytest.param(PHONE, "newcomer_zigbee_phone", id="on a phone"),
        pytest.param(DARK, "newcomer_zigbee_dark", id="in the dark"),
    ],
)
def test_only_a_zigbee_plug(look: Look, pictures: str) -> None:
    plug: PlugVoiceSettings = Zigbee2MqttSettings(name="Gym plug")
    with home_with(plug) as home:
        label = "Tuya TS011F_plug_1 'Gym plug', plug on, "
        reaches_supervised(home, label, look, pictures)
        assert home.hass.complaints() == []


@pytest.mark.slow
def test_a_drawer_full_of_plugs_is_found_and_none_is_switched() -> None:
    with home_with(*DRAWER.values()) as home:
        home.spy.say("attic/plug/online", "true", retain=True)
        dialog = Dialog.begin(home.api, setup.FLOW, setup.DOMAIN)
        dialog.fill("user", {})
        _, flow_id = dialog.finish()["next_flow"]
        dialog = Dialog.resume(home.api, setup.SUBENTRY_FLOW, flow_id)
        began_s = time.monotonic()
        dialog.choose("user", "scan")
        assert time.monotonic() - began_s < SEARCH_S
        (plug,) = (
            each for each in dialog.shown["data_schema"] if each["name"] == "plug"
        )
        labels = [each["label"] for each in plug["selector"]["select"]["options"]]
        for begins in DRAWER:
            assert [each for each in labels if each.startswith(begins)], (
                begins,
                labels,
            )
        assert not home.switched()
        assert home.hass.complaints() == []


def reaches_supervised(home: Home, label: str, look: Look, pictures: str) -> None:
    """Click from an empty Home Assistant to a treadmill that is guarded."""
    if find_browser() is None:
        message = "no browser here; scripts/setup --browser installs one"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(message)
    with open_dashboard(home.login, SETTINGS, SETTINGS_SHOW) as page:
        newcomer = Newcomer(page, look, PICTURES / pictures)
        newcomer.add_integration("Home Gym")
        newcomer.reads("Set up your gym")
        newcomer.looks("gym")
        newcomer.goes_on()
        finds_the_plug(newcomer, label)
        assert not home.switched()
        answers_the_questions(newcomer)
        walks_guarded(home)
        device = setup.device_of(home.api, subentry_id(home))
        newcomer.opens(f"{home.login.url}/config/devices/device/{device}", "Phase")
        newcomer.looks("device")


def finds_the_plug(newcomer: Newcomer, label: str) -> None:
    """Have the broker looked through, and take what was found."""
    newcomer.reads("Look for them")
    newcomer.looks("way")
    newcomer.click("Look for them")
    began_s = time.monotonic()
    newcomer.looks("search")
    newcomer.reads("Which of these are your machine?")
    assert time.monotonic() - began_s < SEARCH_S
    newcomer.looks("found")
    # No plug is taken for the treadmill's by itself.
    newcomer.reads("It is not chosen for you")
    newcomer.chooses(label, exact=False)
    newcomer.looks("chosen")
    newcomer.goes_on()
    newcomer.reads("Is this your machine?")
    newcomer.looks("seen")
    newcomer.click("Yes, use it")


def answers_the_questions(newcomer: Newcomer) -> None:
    """Take every answer that is suggested, until the machine is there."""
    newcomer.reads("When may the plug be switched off?")
    for _ in range(MOST_QUESTIONS):
        newcomer.looks("question")
        newcomer.goes_on()
        if newcomer.reads_heading == "Success":
            break
    newcomer.looks("done")
    newcomer.click("Finish")


def walks_guarded(home: Home) -> None:
    """Walk, and be guarded by the watts alone."""
    entities = setup.entities_of(home.api, subentry_id(home))

    def shows(key: str, *wanted: str) -> bool:
        return home.api.state(entities[key]) in wanted

    wait_for(lambda: shows("phase", "ready"), "it is ready", READY_S)
    assert shows("supervision", "on")
    for action in (Action.STEP_ON, Action.START):
        home.do(action)
    home.do(Action.SET_SPEED, 3.0)
    wait_for(lambda: shows("phase", "warm_up", "workout"), "it is a walk", WALK_S)
    assert shows("moving", "on")


def subentry_id(home: Home) -> str:
    """Return the id of the only machine."""
    (entry,) = home.api.send("config_entries/get", domain=setup.DOMAIN)
    (machine,) = home.api.send(
        "config_entries/subentries/list", entry_id=entry["entry_id"]
    )
    return str(machine["subentry_id"])
