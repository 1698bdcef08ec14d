"""Blueprints in a real house: a handrail button, a smoke alarm, tags, a fan, a night.

Those that need a phone or a voice are in `test_phones.py` and `test_talking.py`.
What is said of the belt is read in the ledger of the simulated treadmill, what is said
of an automation in the traces of the real Home Assistant.
"""

from collections.abc import Mapping
from functools import partial
import json
from pathlib import Path
from typing import Any, Final

import pytest

from gymlab.house import setup
from gymlab.house.house import House, HousePlan
from gymlab.house.phone import Phone
from gymlab.house.places import COMPONENTS
from gymlab.house.playing import set_stage
from gymlab.house.setup import PersonChoices
from gymlab.house.stage import Stage
from gymlab.house.stories import STORIES
from gymlab.house.stories.acts import end_walk, walk_off
from gymlab.house.stories.proofs import prove_plug_off, prove_rest
from gymlab.house.waiting import wait_for
from gymlab.simulator.deeds import Action
from gymlab.simulator.records import Fact

from . import test_phones, test_talking
from .blueprint_use import KNOWN_S, errors, make
from .conftest import quiet_house

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]

DRIVEN: Final = (
    "announce",
    "handrail_button",
    "light_and_fan_by_phase",
    "off_at_night",
    "release_by_tag",
    "scene_and_music",
    "stop_on_smoke_alarm",
    "who_walks_by_tag",
)
BLUEPRINTS: Final = COMPONENTS / "home_gym" / "blueprints"
WALKER: Final = PersonChoices(name="Philomena", policy="gentle_back")
FOB: Final = "philomenas-fob"
KEY: Final = "the-owners-key"
FLOOR: Final = "basement"
ROOM: Final = "gym"
# A press on a button, an alarm and a plug, as the MQTT integration brings them.
ENTITIES: Final[dict[str, dict[str, Any]]] = {
    "event/rail": {
        "state_topic": "rail/action",
        "event_types": ["press", "hold"],
        "device_class": "button",
    },
    "binary_sensor/smoke": {"state_topic": "smoke", "device_class": "smoke"},
    "scene/walk": {"command_topic": "home_gym/scene", "payload_on": "walk"},
    "fan/gym": {
        "command_topic": "home_gym/fan",
        "percentage_command_topic": "home_gym/fan/percentage",
    },
}


def test_every_blueprint_is_driven_in_a_real_house() -> None:
    driven = {*DRIVEN, *test_phones.DRIVEN, *test_talking.DRIVEN}
    assert driven == {path.stem for path in BLUEPRINTS.rglob("*.yaml")}


def test_blueprints_in_a_real_house() -> None:
    machine = STORIES["pain"].machine
    plan = HousePlan(machines=[machine(1)], people=[WALKER])
    with Phone("The phone") as phone, quiet_house(plan) as house:
        phone.log_in(house.api)
        (treadmill,) = house.treadmills.values()
        stage = set_stage(house, treadmill)
        stands_somewhere(stage)
        has_things(house, treadmill.choices)
        what_is_missing_is_installed(house)
        *by_day, at_night = wishes(stage)
        made = [make(house, *each) for each in by_day]
        who_walks_is_known_by_a_tag(stage, phone)
        the_room_goes_with_the_walk(stage)
        a_button_stops(stage)
        smoke_stops(stage)
        a_long_press_hurts_and_no_tag_gets_round_it(stage, phone)
        made.append(make(house, *at_night))
        at_night_nobody_switches_it_on(stage)
        assert sorted(made) == sorted(DRIVEN)
        assert {each: errors(house, each) for each in made} == {
            each: [] for each in made
        }


def stands_somewhere(stage: Stage) -> None:
    """Put the treadmill into a room, and the room on a floor."""
    send = stage.house.api.send
    floor_id = send("config/floor_registry/create", name=FLOOR)["floor_id"]
    room = send("config/area_registry/create", name=ROOM, floor_id=floor_id)
    device_id = stage.treadmill.device_id
    send("config/device_registry/update", device_id=device_id, area_id=room["area_id"])


def has_things(house: House, choices: Any) -> None:
    """Let the MQTT integration bring what the blueprints work with."""
    plug = {
        "switch/plug": {
            "state_topic": f"stat/{choices.plug_topic}/POWER",
            "command_topic": f"cmnd/{choices.plug_topic}/POWER",
        }
    }
    for place, config in {**ENTITIES, **plug}.items():
        domain, _, key = place.partition("/")
        told = {**config, "unique_id": key, "default_entity_id": f"{domain}.{key}"}
        topic = f"homeassistant/{domain}/{key}/config"
        house.spy.say(topic, json.dumps(told), retain=True)
    house.spy.say("smoke", "OFF", retain=True)
    there = partial(house.api.state, "binary_sensor.smoke")
    wait_for(lambda: there() == "off", "they are there", KNOWN_S)


def what_is_missing_is_installed(house: House) -> None:
    """Lose a blueprint, edit another one, and ask for what is shipped."""
    folder = Path(house.hass.folder, "blueprints", "automation", "home_gym")
    (folder / "handrail_button.yaml").unlink()
    with (folder / "weekly_report.yaml").open("a") as edited:
        edited.write("# Mine.\n")
    answer = house.api.ask(setup.DOMAIN, "install_blueprints")
    assert answer["installed"] == ["automation/home_gym/handrail_button.yaml"]
    assert answer["edited"] == ["automation/home_gym/weekly_report.yaml"]
    assert (folder / "weekly_report.yaml").read_text().endswith("# Mine.\n")
    for domain in ("automation", "script"):
        listed = house.api.send("blueprint/list", domain=domain)
        ours = {path.name for path in (BLUEPRINTS / domain / "home_gym").iterdir()}
        assert {f"home_gym/{name}" for name in ours} <= listed.keys()
        assert [path for path, each in listed.items() if "error" in each] == []


def wishes(stage: Stage) -> list[tuple[str, Mapping[str, Any]]]:
    """Return the blueprints that are used, and with what."""
    device = stage.treadmill.device_id
    return [
        ("handrail_button", {"treadmill": device, "button": "event.rail"}),
        ("stop_on_smoke_alarm", {"alarms": ["binary_sensor.smoke"]}),
        (
            "who_walks_by_tag",
            {"treadmill": device, "tag": FOB, "person": WALKER.name},
        ),
        (
            "release_by_tag",
            {"treadmill": device, "tag": KEY, "adults": owners(stage.house)},
        ),
        (
            "scene_and_music",
            {"treadmill": device, "scene": {"entity_id": "scene.walk"}},
        ),
        (
            "announce",
            {
                "treadmill": {"floor_id": FLOOR},
                "announced": ["warm_up"],
                "text_warm_up": "Off we go.",
                "notifiers": ["notify.living_room_display"],
            },
        ),
        (
            "light_and_fan_by_phase",
            {"treadmill": {"area_id": ROOM}, "fan": {"entity_id": "fan.gym"}},
        ),
        (
            "off_at_night",
            {
                "treadmill": device,
                "plug": "switch.plug",
                "night_begins": "00:00:00",
                "night_ends": "23:59:59",
            },
        ),
    ]


def owners(house: House) -> list[str]:
    """Return the people in Home Assistant who have a user of their own."""
    states = house.api.send("get_states")
    return [
        each["entity_id"]
        for each in states
        if each["entity_id"].startswith("person.") and each["attributes"].get("user_id")
    ]


def who_walks_is_known_by_a_tag(stage: Stage, phone: Phone) -> None:
    """Let the walker's tag say who walks."""
    phone.scan(FOB)
    stage.prove_state("the tag says who walks", "walker", WALKER.name, 3.0)


def the_room_goes_with_the_walk(stage: Stage) -> None:
    """Walk off, and look at the fan, the scene and the words on the broker."""
    since_s = walk_off(stage, 2.5)
    for topic, payload in (
        ("home_gym/fan/percentage", "30"),
        ("home_gym/scene", "walk"),
        ("home_gym/living_room", "Off we go."),
    ):
        heard = partial(has_heard, stage.house, topic, payload, since_s)
        stage.prove(f"{topic} has heard {payload}", heard, 3.0)


def has_heard(house: House, topic: str, payload: str, since_s: float) -> bool:
    """Tell whether somebody said just this on the broker."""
    return any(each.payload == payload for each in house.spy.heard(topic, since_s))


def press(stage: Stage, how: str) -> float:
    """Press the button on the handrail, and return when."""
    since_s = stage.prove(
        "somebody walks", lambda: stage.treadmill.speed_kmh > 1.9, 6.0
    )
    stage.house.spy.say("rail/action", json.dumps({"event_type": how}))
    return since_s


def a_button_stops(stage: Stage) -> None:
    """Press once, and see the belt at rest."""
    since_s = press(stage, "press")
    prove_rest(stage, since_s)
    stage.prove_event(
        "it was a stop", "treadmill_stopped", since_s, 5.0, reason="user_stop"
    )
    assert stage.treadmill.state("locked") == "off"
    goes_home(stage)


def goes_home(stage: Stage) -> None:
    """End the session, which a stop only pauses."""
    ended_s = end_walk(stage)
    stage.prove_event("the session is over", "session_ended", ended_s, 5.0)


def smoke_stops(stage: Stage) -> None:
    """Walk on until there is smoke."""
    since_s = walk_off(stage, 2.5)
    stage.prove("somebody walks", lambda: stage.treadmill.speed_kmh > 1.9, 6.0)
    stage.house.spy.say("smoke", "ON", retain=True)
    prove_rest(stage, since_s)
    stage.house.spy.say("smoke", "OFF", retain=True)
    goes_home(stage)


def a_long_press_hurts_and_no_tag_gets_round_it(stage: Stage, phone: Phone) -> None:
    """Hold the button, see belt and plug, scan the tag, and take the report back."""
    walk_off(stage, 2.5)
    since_s = press(stage, "hold")
    prove_rest(stage, since_s)
    prove_plug_off(stage, since_s)
    stage.prove_state("it is locked", "locked", "on", 3.0)
    phone.scan(KEY)
    told = partial(stage.house.api.send, "persistent_notification/get")
    stage.prove(
        "the tag of an adult says why not",
        lambda: any("stays locked" in each["message"] for each in told()),
        3.0,
    )
    assert stage.treadmill.state("locked") == "on"
    stage.treadmill.press("take_back_pain")
    stage.prove_state("it was a mistake", "locked", "off", 3.0)


def at_night_nobody_switches_it_on(stage: Stage) -> None:
    """Switch the plug on by hand in the night: the automation switches it off."""
    since_s = stage.prove(
        "the plug is off", lambda: not stage.treadmill.is_powered, 3.0
    )
    stage.treadmill.do(Action.PLUG_ON)
    stage.prove(
        "the plug was on", lambda: stage.facts(Fact.RELAY_ON, since_s=since_s), 3.0
    )
    stage.prove("and is off", lambda: not stage.treadmill.is_powered, 30.0)
