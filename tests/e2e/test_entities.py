"""A machine of nothing but entities, chosen by clicks, is locked like any other."""

import json
import os
from typing import Any, Final

from playwright.sync_api import Page
import pytest

from gymlab.house import setup
from gymlab.house.places import LOCAL
from gymlab.house.screenshot import Look, find_browser, open_dashboard, take_picture
from gymlab.house.waiting import wait_for
from gymlab.simulator.deeds import Action
from gymlab.simulator.records import Fact
from gymlab.simulator.voices.tasmota_settings import TasmotaSettings

from .newcomer import NAME, Home, Newcomer, home_with
from .test_newcomer import subentry_id

pytestmark = [pytest.mark.slow, pytest.mark.timeout(240)]

PICTURES: Final = LOCAL / "screenshots" / "entities"
SETTINGS: Final = "/config/integrations/dashboard"
SETTINGS_SHOW: Final = "ha-config-integrations-dashboard"
DESK: Final = Look(width=1280, height=1100)
# The desk comes last, for what is clicked on then.
LOOKS: Final = {
    "phone": Look(width=320, height=1100),
    "dark": Look(width=1280, height=1100, dark=True),
    "desk": DESK,
}
# A plug on MQTT and a mat, as the MQTT integration brings them to Home Assistant.
ENTITIES: Final[dict[str, dict[str, Any]]] = {
    "switch/plug": {
        "name": "Gym plug",
        "state_topic": "stat/gym-plug/POWER",
        "command_topic": "cmnd/gym-plug/POWER",
    },
    "sensor/power": {
        "name": "Gym plug power",
        "state_topic": "tele/gym-plug/SENSOR",
        "value_template": "{{ value_json.ENERGY.Power }}",
        "unit_of_measurement": "W",
        "device_class": "power",
    },
    "sensor/room": {
        "name": "Gym temperature",
        "state_topic": "gym/temperature",
        "unit_of_measurement": "°C",
        "device_class": "temperature",
    },
    "binary_sensor/mat": {
        "name": "Gym mat",
        "state_topic": "gym/mat",
        "device_class": "occupancy",
    },
}
# What a simulated belt draws is known: 9 W at rest, 66 W and more while it moves.
STANDS_BELOW_W, MOVES_ABOVE_W = 40, 50
KNOWN_S: Final = 20.0
WALK_S: Final = 30.0


def test_only_entities() -> None:
    if find_browser() is None:
        message = "no browser here; scripts/setup --browser installs one"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(message)
    with home_with(TasmotaSettings(topic="gym-plug")) as home:
        has_entities(home)
        with open_dashboard(home.login, SETTINGS, SETTINGS_SHOW) as page:
            newcomer = Newcomer(page, DESK, PICTURES)
            newcomer.add_integration("Home Gym")
            newcomer.goes_on()
            chooses_entities(newcomer, page)
            answers_the_questions(newcomer, page)
        is_guarded_and_locked(home)
        assert home.hass.complaints() == []


def has_entities(home: Home) -> None:
    """Let the MQTT integration bring the entities, and let each have a value."""
    for place, config in ENTITIES.items():
        domain, _, key = place.partition("/")
        told = {**config, "unique_id": key, "default_entity_id": f"{domain}.gym_{key}"}
        topic = f"homeassistant/{domain}/{key}/config"
        home.spy.say(topic, json.dumps(told), retain=True)
    home.spy.say("gym/mat", "OFF", retain=True)
    wait_for(lambda: are_known(home), "they have values", KNOWN_S, every_s=0.5)


def are_known(home: Home) -> bool:
    """Ask the plug, and tell whether everything has a value."""
    home.spy.say("cmnd/gym-plug/POWER", "")
    home.spy.say("cmnd/gym-plug/TELEPERIOD", "10")
    states = {each["entity_id"]: each["state"] for each in home.api.send("get_states")}
    wanted = ("switch.gym_plug", "sensor.gym_power", "binary_sensor.gym_mat")
    return not {"unknown", "unavailable"} & {
        states.get(each, "unknown") for each in wanted
    }


def chooses_entities(newcomer: Newcomer, page: Page) -> None:
    """Choose a plug and a mat among what fits, and look at what they tell."""
    newcomer.reads("Choose entities")
    looks(page, "1_way")
    newcomer.click("Choose entities")
    newcomer.reads("Which entities are your machine?")
    chooses(page, "Power", "Gym plug power", but_not="Gym temperature")
    chooses(page, "Switch of the plug", "Gym plug")
    chooses(page, "What feels the walker", "Gym mat")
    looks(page, "2_chosen")
    newcomer.goes_on()
    newcomer.reads("Is this your machine?")
    newcomer.reads("nobody is felt on it")
    looks(page, "3_seen")
    newcomer.click("Yes, use it")


def chooses(page: Page, field: str, name: str, but_not: str = "") -> None:
    """Choose an entity for a field; what does not fit is not offered."""
    picker = page.locator("ha-selector-entity").filter(has_text=field)
    picker.first.click()
    listed = page.locator("ha-picker-combo-box")
    listed.get_by_text(name, exact=True).first.wait_for()
    assert not but_not or listed.get_by_text(but_not).count() == 0
    listed.get_by_text(name, exact=True).first.click()


def answers_the_questions(newcomer: Newcomer, page: Page) -> None:
    """Take every answer that is suggested, but for a name."""
    newcomer.reads("When may the plug be switched off?")
    newcomer.goes_on()
    page.locator("ha-selector-text input").first.fill("Pad")
    looks(page, "4_policy")
    newcomer.goes_on()
    newcomer.goes_on()
    newcomer.reads("Success")
    newcomer.click("Finish")


def looks(page: Page, name: str) -> None:
    """Look at the page in every way, and keep the pictures."""
    for way, look in LOOKS.items():
        take_picture(page, look, PICTURES / f"{name}_{way}.png")


def is_guarded_and_locked(home: Home) -> None:
    """Walk, report pain, and find the plug off, by its own ledger."""
    machine = subentry_id(home)
    (entry,) = home.api.send("config_entries/get", domain=setup.DOMAIN)
    dialog = setup.reconfigure(home.api, entry["entry_id"], machine)
    dialog.choose("reconfigure", "safety")
    watts = {"moving_above_w": MOVES_ABOVE_W, "still_below_w": STANDS_BELOW_W}
    limits = {"power_cut": "when_still", "maximum_speed_kmh": 8.0}
    dialog.fill("safety", limits | watts)
    dialog.finish()
    shown = setup.entities_of(home.api, machine)
    assert "beside" in shown
    for action in (Action.STEP_ON, Action.START):
        home.do(action)
    home.do(Action.SET_SPEED, 3.0)
    wait_for(lambda: home.api.state(shown["moving"]) == "on", "the belt moves", WALK_S)
    home.api.send(
        "call_service",
        domain="button",
        service="press",
        target={"entity_id": shown["pain_emergency"]},
    )
    assert not home.shell.snapshot(NAME).entries_of(Fact.RELAY_OFF)
    home.do(Action.STOP)
    wait_for(
        lambda: home.shell.snapshot(NAME).entries_of(Fact.RELAY_OFF), "off", WALK_S
    )
    assert not home.shell.snapshot(NAME).entries_of(Fact.RELAY_ON)
