"""Adding and changing one of the people who walk."""

from collections.abc import AsyncGenerator
import json
from pathlib import Path
import re
from typing import Any

from freezegun.api import FrozenDateTimeFactory
from homeassistant.config_entries import SOURCE_RECONFIGURE, SOURCE_USER
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    async_mock_service,
)

from custom_components import home_gym
from custom_components.home_gym.const import SUBENTRY_PERSON
from custom_components.home_gym.people.people import Person, people_of
from custom_components.home_gym.policy.files import Preset

from .dialog import Flow, filled_in
from .helpers import (
    MACHINE_ID,
    NAME,
    Device,
    choose,
    coordinator_of,
    press,
    state_of,
)

ANNA = {"name": "Anna", "policy": "gentle_back", "person": "person.anna"}
BEN = {"name": "Ben", "policy": "runner"}
TRANSLATIONS = Path(home_gym.__file__).parent / "translations" / "en.json"
ENGLISH = json.loads(TRANSLATIONS.read_text(encoding="utf-8"))


async def _answer(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    answer: dict[str, Any],
    changes: str | None = None,
) -> Any:
    """Open the dialog and fill it in once."""
    context: dict[str, Any] = {"source": SOURCE_USER}
    if changes is not None:
        context = {"source": SOURCE_RECONFIGURE, "subentry_id": changes}
    flows = hass.config_entries.subentries
    shown = await flows.async_init(
        (gym.entry_id, SUBENTRY_PERSON),
        context=context,  # type: ignore[arg-type]
    )
    if changes is not None:
        shown = await flows.async_configure(shown["flow_id"], {"next_step_id": "who"})
    assert shown["type"] is FlowResultType.FORM
    shown = await flows.async_configure(shown["flow_id"], answer)
    await hass.async_block_till_done()
    return shown


async def test_only_policies_that_there_are_can_be_chosen(
    hass: HomeAssistant, gym: MockConfigEntry
):
    flows = hass.config_entries.subentries
    shown = await flows.async_init(
        (gym.entry_id, SUBENTRY_PERSON), context={"source": SOURCE_USER}
    )
    assert shown["data_schema"] is not None
    offered = next(
        selector.config["options"]
        for key, selector in shown["data_schema"].schema.items()
        if key == "policy"
    )
    assert [each["value"] for each in offered] == list(Preset)


def _people(gym: MockConfigEntry) -> dict[str, Person]:
    return {person.name: person for person in people_of(gym).values()}


@pytest.mark.parametrize(
    ("answer", "data"),
    [
        (ANNA, {"policy": "gentle_back", "person": "person.anna"}),
        (BEN, {"policy": "runner"}),
        ({**BEN, "name": "  Ben "}, {"policy": "runner"}),
    ],
    ids=["linked", "not linked", "with spaces around the name"],
)
async def test_a_person_is_added_and_can_be_chosen(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    answer: dict[str, Any],
    data: dict[str, Any],
):
    shown = await _answer(hass, gym, answer)
    assert shown["type"] is FlowResultType.CREATE_ENTRY
    name = answer["name"].strip()
    assert dict(_people(gym)[name].data) == data
    assert name in state_of(hass, "select", "walker").attributes["options"]


@pytest.mark.parametrize(
    ("answer", "errors"),
    [
        ({**BEN, "name": " "}, {"name": "name_missing"}),
        ({**BEN, "name": "anna"}, {"name": "name_taken"}),
        ({**BEN, "name": NAME}, {"name": "name_taken"}),
        ({**BEN, "name": "Guest"}, {"name": "name_taken"}),
        ({**BEN, "person": "person.anna"}, {"person": "person_taken"}),
    ],
    ids=["no name", "a person", "a machine", "a guest", "a link"],
)
async def test_what_is_taken_is_said_and_nothing_is_lost(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    answer: dict[str, Any],
    errors: dict[str, str],
):
    await _answer(hass, gym, ANNA)
    shown = await _answer(hass, gym, answer)
    assert shown["errors"] == errors
    suggested = {
        str(key): key.description["suggested_value"]
        for key in shown["data_schema"].schema
        if key.description
    }
    assert suggested == answer
    shown = await hass.config_entries.subentries.async_configure(shown["flow_id"], BEN)
    assert shown["type"] is FlowResultType.CREATE_ENTRY


async def test_a_person_is_changed_and_keeps_what_was_walked(
    hass: HomeAssistant, gym: MockConfigEntry
):
    await _answer(hass, gym, ANNA)
    before = _people(gym)["Anna"]
    answer = {"name": "Anne", "policy": "desk_walker"}
    shown = await _answer(hass, gym, answer, changes=before.id)
    assert shown["reason"] == "reconfigure_successful"
    after = _people(gym)["Anne"]
    assert after.id == before.id
    assert dict(after.data) == {"policy": "desk_walker"}
    options = state_of(hass, "select", "walker").attributes["options"]
    assert options == ["guest", "Anne"]
    name = state_of(hass, "sensor", "person_day", after.id).attributes["friendly_name"]
    assert name == "Anne Walked today"


@pytest.fixture
async def flow(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> AsyncGenerator[Flow]:
    yield Flow(hass, freezer)
    await hass.async_block_till_done()


async def _change(flow: Flow, gym: MockConfigEntry, step: str) -> str:
    """Open a step of the dialog about Anna, and return who that is."""
    anna = _people(gym)["Anna"].id
    await flow.change_of(gym, anna, step, kind=SUBENTRY_PERSON)
    return anna


async def _set_highest_speed(flow: Flow, gym: MockConfigEntry, speed_kmh: float) -> str:
    anna = await _change(flow, gym, "numbers")
    shown = filled_in(flow)
    shown["speed"]["max_speed_kmh"] = speed_kmh
    await flow.submit(shown)
    assert flow.reason == "reconfigure_successful"
    await flow.hass.async_block_till_done()
    return anna


async def test_a_persons_numbers_hold_for_them_and_for_a_guest_if_stricter(
    hass: HomeAssistant, gym: MockConfigEntry, flow: Flow
):
    await _answer(hass, gym, ANNA)
    anna = await _set_highest_speed(flow, gym, 3.9)
    data = gym.subentries[anna].data
    assert data["numbers"] == {"speed": {"max_speed_kmh": 3.9}}
    assert data["person"] == ANNA["person"]
    assert coordinator_of(gym).policy.speed.max_speed_kmh == 3.9
    await choose(hass, "Anna")
    assert coordinator_of(gym).policy.speed.max_speed_kmh == 3.9


async def test_a_machines_numbers_are_the_guests_and_not_a_persons(
    hass: HomeAssistant, gym: MockConfigEntry
):
    await _answer(hass, gym, ANNA)
    machine = gym.subentries[MACHINE_ID]
    data = {**machine.data, "numbers": {"speed": {"max_speed_kmh": 3.9}}}
    hass.config_entries.async_update_subentry(gym, machine, data=data)
    await hass.async_block_till_done()
    assert coordinator_of(gym).policy.speed.max_speed_kmh == 3.9
    await choose(hass, "Anna")
    assert coordinator_of(gym).policy.speed.max_speed_kmh == 4.5


async def test_what_is_wrong_with_a_number_is_told(
    hass: HomeAssistant, gym: MockConfigEntry, flow: Flow
):
    await _answer(hass, gym, ANNA)
    await _change(flow, gym, "numbers")
    shown = filled_in(flow)
    shown["speed"]["max_speed_kmh"] = 99.0
    await flow.submit(shown)
    assert flow.errors == {"speed": "speed_wrong"}
    assert "cannot be 99" in flow.told["speed_wrong"]


async def test_a_policy_that_the_numbers_stand_against_is_refused_and_a_name_is_not(
    hass: HomeAssistant, gym: MockConfigEntry, flow: Flow
):
    await _answer(hass, gym, ANNA)
    anna = await _set_highest_speed(flow, gym, 3.9)
    await _change(flow, gym, "who")
    await flow.submit({"name": "Anna", "policy": "general_fitness"})
    assert flow.errors == {"policy": "numbers_misfit"}
    await flow.submit({"name": "Anne", "policy": "gentle_back"})
    assert flow.reason == "reconfigure_successful"
    assert gym.subentries[anna].data["numbers"] == {"speed": {"max_speed_kmh": 3.9}}


@pytest.mark.parametrize("of_machine", [False, True], ids=["person", "machine"])
async def test_what_holds_today_says_what_ones_own_past_says(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    device: Device,
    flow: Flow,
    of_machine: bool,
):
    await device.on()
    await _answer(hass, gym, {**ANNA, "policy": "general_fitness"})
    await choose(hass, "Anna")
    assert (
        "| Longest walk | 20 min | A first walk is a short one, instead of 60 min |"
        in (await _held(flow, gym, of_machine=of_machine))
    )
    await press(hass, "pain_hurts")
    rows = await _held(flow, gym, of_machine=of_machine)
    way = "The way back after pain, step 1 of 4, instead of"
    assert f"| Longest walk | 12 min | {way} 60 min |" in rows
    assert f"| The week is a hard limit | Yes | {way} No |" in rows
    assert any(f"{way} 6.5 km/h" in row for row in rows)
    assert "| Time between walks | 1 h | Policy General fitness |" in rows


async def test_a_rest_is_told_beside_the_numbers(
    hass: HomeAssistant, gym: MockConfigEntry, device: Device, flow: Flow
):
    await _answer(hass, gym, ANNA)
    await _change(flow, gym, "in_force")
    assert flow.told["note"] == ""
    await flow.submit()
    await device.on()
    await choose(hass, "Anna")
    await device.walk(2.5, 61)
    await device.stand(3)
    await press(hass, "end_session")
    await _change(flow, gym, "in_force")
    ends = r"a rest until 2026-11-22 12:01 is advised"
    assert re.search(ends, flow.told["note"])


async def test_a_phone_can_be_chosen_and_stays_chosen_while_it_is_gone(
    hass: HomeAssistant, gym: MockConfigEntry, flow: Flow
):
    await _answer(hass, gym, ANNA)
    await _change(flow, gym, "who")
    assert _phones_in(flow) is None
    for phone in ("mobile_app_annas", "telegram"):
        async_mock_service(hass, "notify", phone)
    await _change(flow, gym, "who")
    assert _phones_in(flow) == ["mobile_app_annas"]
    await flow.submit({**ANNA, "phone": "mobile_app_annas"})
    (anna,) = _people(gym).values()
    assert anna.data["phone"] == "mobile_app_annas"
    hass.services.async_remove("notify", "mobile_app_annas")
    await _change(flow, gym, "who")
    assert _phones_in(flow) == ["mobile_app_annas"]
    await flow.submit(ANNA)
    (anna,) = _people(gym).values()
    assert "phone" not in anna.data


async def test_pictures_of_walks_are_offered_beside_a_phone(
    hass: HomeAssistant, gym: MockConfigEntry, flow: Flow
):
    await _answer(hass, gym, ANNA)
    await _change(flow, gym, "who")
    assert "walk_picture" not in flow.fields()
    async_mock_service(hass, "notify", "mobile_app_annas")
    await _change(flow, gym, "who")
    wanted = {**ANNA, "phone": "mobile_app_annas"}
    await flow.submit({**wanted, "walk_picture": True})
    (anna,) = _people(gym).values()
    assert anna.data["walk_picture"] is True
    await _change(flow, gym, "who")
    await flow.submit({**wanted, "walk_picture": False})
    (anna,) = _people(gym).values()
    assert "walk_picture" not in anna.data


def _phones_in(flow: Flow) -> list[str] | None:
    """Return the phones to choose from, None where there is nothing to choose."""
    schema = flow.shown["data_schema"]
    assert schema is not None
    fields = {str(key): selector for key, selector in schema.schema.items()}
    return fields["phone"].config["options"] if "phone" in fields else None


async def _held(flow: Flow, gym: MockConfigEntry, *, of_machine: bool) -> list[str]:
    if of_machine:
        await flow.change(gym, "in_force")
    else:
        await _change(flow, gym, "in_force")
    rows = flow.told["table"].splitlines()
    await flow.submit()
    assert flow.shown["type"] is FlowResultType.MENU
    return rows


def test_numbers_have_the_same_words_for_a_person_as_for_a_machine() -> None:
    kinds = ENGLISH["config_subentries"]
    machine, person = kinds["machine"], kinds["person"]
    sections = [each["step"]["numbers"]["sections"] for each in (machine, person)]
    assert sections[0] == sections[1]
    wrong = {key: each for key, each in machine["error"].items() if "_wrong" in key}
    assert wrong.items() <= person["error"].items()
