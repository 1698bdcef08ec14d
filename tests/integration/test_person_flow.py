"""Adding and changing one of the people who walk."""

from typing import Any

from homeassistant.config_entries import SOURCE_RECONFIGURE, SOURCE_USER
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.home_gym.const import SUBENTRY_PERSON
from custom_components.home_gym.people import Person, people_of

from .helpers import NAME, state_of

ANNA = {"name": "Anna", "policy": "gentle_back", "person": "person.anna"}
BEN = {"name": "Ben", "policy": "runner"}


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
    assert shown["type"] is FlowResultType.FORM
    shown = await flows.async_configure(shown["flow_id"], answer)
    await hass.async_block_till_done()
    return shown


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
