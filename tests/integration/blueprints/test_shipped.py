"""Home Assistant loads every blueprint, and makes something of it that works."""

from pathlib import Path
from typing import Any

from awesomeversion import AwesomeVersion
from homeassistant.components.automation.const import DOMAIN as AUTOMATION
from homeassistant.components.blueprint.const import DOMAIN as BLUEPRINT
from homeassistant.components.blueprint.models import Blueprint
from homeassistant.components.script.const import DOMAIN as SCRIPT
from homeassistant.core import (
    HomeAssistant,
)
from homeassistant.setup import async_setup_component
import pytest

from ..helpers import (
    device_id_of,
    entity_id_of,
)
from .household import ANNA, BLUEPRINTS, SATELLITE, Home

# The oldest Home Assistant that has what they build on.
MIN_VERSION = AwesomeVersion("2026.10.0")
# What a house calls these is known once it stands.
TREADMILL, PERSON, PHONE = "a treadmill", "a person", "a phone"
PHASE, CHECKLIST, PICTURE = "a phase", "a checklist", "a picture"
TEXTS = {
    f"text_{phase}": "So."
    for phase in (
        *("ready", "warm_up", "workout", "on_break", "cool_down"),
        *("stopping", "locked", "no_signal", "alarm", "off"),
    )
}
# What each blueprint must be given, and what it may be.
INPUTS: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "automation/announce": (
        {"treadmill": {"entity_id": [PHASE]}},
        {
            **TEXTS,
            "announced": ["off", "ready"],
            "satellites": [SATELLITE],
            "speakers": ["media_player.den"],
            "voice": "tts.english",
            "notifiers": ["notify.den"],
        },
    ),
    "automation/light_and_fan_by_phase": (
        {"treadmill": {"entity_id": [PHASE]}},
        {
            "light": {"entity_id": "light.gym"},
            "brightness": 10,
            "fan": {"area_id": "gym"},
            "fan_warm_up": 5,
            "fan_workout": 100,
        },
    ),
    "automation/check_in_by_phone": (
        {"person": PERSON, "phone": PHONE},
        {
            "patience": {"minutes": 10},
            **dict.fromkeys(("question", "better", "same", "worse"), "So?"),
        },
    ),
    "automation/pain_check_in_by_phone": (
        {"treadmill": TREADMILL, "phone": PHONE},
        {
            "after": {"minutes": 1},
            "patience": {"minutes": 10},
            **dict.fromkeys(("question", "fine", "worse"), "So?"),
        },
    ),
    "automation/who_walks_by_tag": (
        {"treadmill": TREADMILL, "tag": "fob", "person": "person.anna"},
        {},
    ),
    "automation/who_walks_by_presence": (
        {"treadmill": TREADMILL, "people": ["person.anna"]},
        {"phone": PHONE, "question": "Who?", "patience": {"minutes": 1}},
    ),
    "automation/start_check_by_voice": (
        {
            "treadmill": TREADMILL,
            "checklist": CHECKLIST,
            "satellite": SATELLITE,
        },
        {"yes_words": ["ja"], "no_words": ["nein"]},
    ),
    "automation/weekly_report": (
        {
            "treadmill": TREADMILL,
            "phone": PHONE,
            "picture": PICTURE,
        },
        {"weekday": "fri", "time": "08:00:00", "title": "Week", "report": "[km]"},
    ),
    "automation/off_at_night": (
        {"treadmill": TREADMILL, "plug": "switch.plug"},
        {
            "night_begins": "20:00:00",
            "night_ends": "07:00:00",
            "adults": ["person.anna"],
        },
    ),
    "automation/handrail_button": (
        {"treadmill": TREADMILL, "button": "event.rail"},
        {"short": ["press"], "long": ["hold"]},
    ),
    "automation/scene_and_music": (
        {"treadmill": TREADMILL},
        {
            "scene": {"entity_id": "scene.walk"},
            "scene_after": {"entity_id": "scene.rest"},
            "player": {"entity_id": "media_player.gym"},
            "media": "walk",
            "media_type": "music",
            "volume": 60,
            "volume_break": 20,
        },
    ),
    "automation/release_by_tag": (
        {"treadmill": TREADMILL, "tag": "fob", "adults": ["person.anna"]},
        {},
    ),
    "automation/stop_on_smoke_alarm": (
        {"alarms": ["binary_sensor.smoke"]},
        {"satellites": [SATELLITE], "text": "Fire!"},
    ),
    "script/interval_walk": (
        {"treadmill": TREADMILL},
        {
            "satellite": [SATELLITE],
            "notifier": ["notify.den"],
            "rounds": 2,
            "brisk": {"seconds": 30},
            "easy": {"minutes": 1},
            "slower": 2,
            **dict.fromkeys(("text_brisk", "text_easy", "text_done"), "So."),
        },
    ),
}


def required_and_all(hass: HomeAssistant, home: Home) -> dict[str, tuple[dict, dict]]:
    """Return of each blueprint what it must be given, and what it may be."""
    called = {
        TREADMILL: device_id_of(hass),
        PERSON: device_id_of(hass, ANNA),
        PHONE: home.phone,
        PHASE: entity_id_of(hass, "sensor", "phase"),
        CHECKLIST: entity_id_of(hass, "todo", "start_check"),
        PICTURE: entity_id_of(hass, "image", "last_session"),
    }

    def named(value: Any) -> Any:
        match value:
            case dict():
                return {key: named(each) for key, each in value.items()}
            case list():
                return [named(each) for each in value]
            case str():
                return called.get(value, value)
        return value

    return {name: (named(least), named(most)) for name, (least, most) in INPUTS.items()}


def shipped() -> list[str]:
    """Return the names of all blueprints, such as `automation/announce`."""
    return sorted(
        f"{path.parts[-3]}/{path.stem}" for path in BLUEPRINTS.rglob("*.yaml")
    )


@pytest.mark.parametrize("domain", [AUTOMATION, SCRIPT])
async def test_home_assistant_loads_every_blueprint(
    hass: HomeAssistant, hass_config_dir: str, domain: str
):
    assert await async_setup_component(hass, domain, {domain: {}})
    loaded = await hass.data[BLUEPRINT][domain].async_get_blueprints()
    ours = {path: each for path, each in loaded.items() if path.startswith("home_gym")}
    assert [f"{domain}/{Path(path).stem}" for path in sorted(ours)] == [
        name for name in shipped() if name.startswith(domain)
    ]
    for blueprint in ours.values():
        assert isinstance(blueprint, Blueprint), blueprint
        assert blueprint.validate() is None
        assert blueprint.metadata["homeassistant"]["min_version"] == MIN_VERSION


@pytest.mark.parametrize("domain", [AUTOMATION, SCRIPT])
@pytest.mark.parametrize("everything", [False, True], ids=["defaults", "everything"])
async def test_every_blueprint_makes_something_that_works(
    hass: HomeAssistant, home: Home, domain: str, everything: bool
):
    tables = required_and_all(hass, home)
    assert sorted(tables) == shipped()
    given = {
        name.partition("/")[2]: {**required, **rest} if everything else required
        for name, (required, rest) in tables.items()
        if name.startswith(domain)
    }
    made = {
        name: {"use_blueprint": {"path": f"home_gym/{name}.yaml", "input": inputs}}
        for name, inputs in given.items()
    }
    listed = [{"id": name, **each} for name, each in made.items()]
    assert await async_setup_component(
        hass, domain, {domain: made if domain == SCRIPT else listed}
    )
    await hass.async_block_till_done()
    works = "off" if domain == SCRIPT else "on"
    states = hass.states.async_all(domain)
    assert [state.state for state in states] == [works] * len(made)
    if everything:
        blueprints = hass.data[BLUEPRINT][domain]
        for name, inputs in given.items():
            path = f"home_gym/{name}.yaml"
            assert set(inputs) == set(
                (await blueprints.async_get_blueprint(path)).inputs
            )
