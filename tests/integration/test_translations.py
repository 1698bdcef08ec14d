"""Everything that is shown has words and an icon, and no word is left over."""

import json
from pathlib import Path
from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.selector import validate_selector
from homeassistant.util.yaml import load_yaml_dict
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.home_gym.drill_action import DrillAction
from custom_components.home_gym.engine.words import Event, Refusal, Symptom
from custom_components.home_gym.history.actions import HistoryAction
from custom_components.home_gym.people.actions import PersonAction
from custom_components.home_gym.people.pain_actions import PainAction
from custom_components.home_gym.people.week_actions import WeekAction
from custom_components.home_gym.questions.ask_action import AskAction
from custom_components.home_gym.services import Action

from .helpers import gym_entry, machine_subentry, person_subentry

ACTIONS = {
    *Action,
    *AskAction,
    *DrillAction,
    *HistoryAction,
    *PainAction,
    *PersonAction,
    *WeekAction,
}
HOUSE = Path(__file__).parents[2] / "custom_components" / "home_gym"


@pytest.fixture
def machine_data(machine_data: dict[str, Any]) -> dict[str, Any]:
    """Return a machine that has whatever an entity may depend on."""
    return {**machine_data, "entities": {"presence": "binary_sensor.mat"}}


@pytest.fixture(scope="module")
def texts() -> Any:
    """Return the English texts."""
    return json.loads((HOUSE / "translations" / "en.json").read_text())


@pytest.fixture(scope="module")
def icons() -> Any:
    """Return the icons."""
    return json.loads((HOUSE / "icons.json").read_text())


@pytest.fixture
def entry(machine_data: dict[str, Any]) -> MockConfigEntry:
    """Return a gym with a machine and a person."""
    return gym_entry(
        machine_subentry(machine_data),
        person_subentry("person_anna", "Anna", "gentle_back"),
    )


async def test_every_entity_has_words_and_an_icon(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    entity_registry: er.EntityRegistry,
    texts: Any,
    icons: Any,
):
    shown: dict[str, set[str]] = {}
    for found in er.async_entries_for_config_entry(entity_registry, gym.entry_id):
        key = found.translation_key or ""
        words = texts["entity"].get(found.domain, {}).get(key, {})
        assert "name" in words or found.original_device_class, key
        if "name" in words:
            shown.setdefault(found.domain, set()).add(key)
        icon = icons["entity"].get(found.domain, {}).get(key)
        plain_class = found.original_device_class not in (None, "enum")
        assert icon is not None or plain_class, key
        options = (found.capabilities or {}).get("options", [])
        # Whoever walks has a name that needs no translation.
        named = {"Anna"} if found.domain == "select" else set()
        assert set(words.get("state", {})) == set(options) - named or not options, key
    assert {domain: set(keys) for domain, keys in texts["entity"].items()} == shown


def test_every_event_has_words(texts: Any):
    activity = texts["entity"]["event"]["activity"]
    assert set(activity["state_attributes"]["event_type"]["state"]) == set(Event)


def test_state_icons_differ_from_the_default(texts: Any, icons: Any):
    for domain, entities in icons["entity"].items():
        for key, icon in entities.items():
            states = icon.get("state", {})
            assert icon["default"] not in states.values(), key
            known = texts["entity"][domain][key].get("state", {"on": "", "off": ""})
            assert set(states) <= set(known), key


def test_every_action_has_words_and_an_icon(texts: Any, icons: Any):
    described = load_yaml_dict(HOUSE / "services.yaml")
    assert set(described) == ACTIONS
    assert set(texts["services"]) == ACTIONS
    assert set(icons["services"]) == ACTIONS
    for action, description in described.items():
        words = texts["services"][action]
        assert words["name"]
        assert words["description"]
        # What takes nothing is described by nothing.
        fields = (description or {}).get("fields", {})
        assert set(words.get("fields", {})) == set(fields), action
        for field, told in fields.items():
            assert set(words["fields"][field]) == {"name", "description"}
            # Home Assistant passes over the whole file where it knows one of them not.
            validate_selector(told["selector"])
            select = told["selector"].get("select")
            if select is not None:
                options = texts["selector"][select["translation_key"]]["options"]
                assert list(options) == select["options"]


def test_every_symptom_can_be_chosen(texts: Any):
    assert set(texts["selector"]["symptom"]["options"]) == set(Symptom)


def test_every_error_has_words(texts: Any):
    keys = {f"refused_{refusal}" for refusal in Refusal}
    keys |= {"machine_not_found", "machine_not_loaded", "which_machine"}
    assert keys <= set(texts["exceptions"])
    refusals = {key for key in texts["exceptions"] if key.startswith("refused_")}
    assert refusals <= keys


def test_the_heading_of_a_repair_fits_on_one_line(texts: Any):
    """The dialog of a repair lays the second line of its heading over other words."""
    headings = [
        step["title"]
        for issue in texts["issues"].values()
        for step in issue.get("fix_flow", {}).get("step", {}).values()
    ]
    assert headings
    # As many letters as the narrowest phone shows; a machine's name may be long.
    assert [each for each in headings if len(each) > 22 or "{" in each] == []


def test_texts_are_calm(texts: Any):
    def check(part: Any) -> None:
        if isinstance(part, dict):
            for each in part.values():
                check(each)
        else:
            assert "!" not in part
            assert part == part.strip()

    check(texts)
