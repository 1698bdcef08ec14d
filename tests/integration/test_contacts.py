"""Somebody else is told where nobody answers; where nobody is chosen, that is said."""

from typing import Any

from freezegun.api import FrozenDateTimeFactory
from homeassistant.components import persistent_notification
from homeassistant.core import CoreState, HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from .helpers import MACHINE_ID, Device, act, press
from .voices import APP, PHONE, SATELLITE, SPEAK, House, go_on, settle

HELP = (
    "Somebody may need help at the treadmill. Please check on them. "
    "In an emergency, call your emergency number."
)
OVER = "Somebody has answered at the treadmill."
NOBODY = "No contacts have been chosen. If you need help, call"
RED_FLAG = {"symptom": "chest_pain"}


@pytest.fixture
def machine_data(machine_data: dict[str, Any]) -> dict[str, Any]:
    """Return the machine with places to speak at, and two phones."""
    return {**machine_data, "speak": {**SPEAK, "notify_actions": [APP]}}


@pytest.fixture
def house(hass: HomeAssistant, gym: MockConfigEntry) -> House:
    return House(hass)


def posted(hass: HomeAssistant) -> list[str]:
    """Return what was written down because no contact knows of it."""
    notes = persistent_notification._async_get_or_create_notifications(hass)
    found = notes.get(f"home_gym_{MACHINE_ID}_contacts")
    return [] if found is None else [found["message"]]


async def test_where_no_contact_is_chosen_it_is_said_and_the_house_is_told(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    device: Device,
    house: House,
    freezer: FrozenDateTimeFactory,
):
    await device.on()
    await act(hass, "report_pain", RED_FLAG)
    await go_on(hass, freezer, 58)
    assert posted(hass) == []
    await go_on(hass, freezer, 4)
    aloud = [text for text in house.texts(SATELLITE) if text.startswith(NOBODY)]
    assert aloud == [f"{NOBODY} your emergency number."]
    assert posted(hass) == [HELP]
    assert HELP in house.texts(PHONE)
    assert HELP in house.texts(f"notify.{APP}")
    # All that is said on the phone still lets it answer.
    told = [call.data["data"] for call in house.calls if call.service == APP]
    (last,) = [each for each in told if each["tag"] == f"home_gym_{MACHINE_ID}"][-1:]
    assert last["actions"]
    await press(hass, "acknowledge_alarm")
    await settle()
    assert posted(hass) == []
    assert OVER in house.texts(PHONE)


@pytest.mark.parametrize(
    ("language", "begins"),
    [
        ("de", "Es sind keine Kontakte ausgewählt"),
        ("fr", "Aucun contact"),
        ("es", "No se ha elegido ningún contacto"),
    ],
)
async def test_it_is_said_in_every_language(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    device: Device,
    house: House,
    freezer: FrozenDateTimeFactory,
    language: str,
    begins: str,
):
    options = {**gym.options, "language": language, "emergency_number": "112"}
    hass.config_entries.async_update_entry(gym, options=options)
    await device.on()
    await act(hass, "report_pain", RED_FLAG)
    await go_on(hass, freezer, 62)
    (said,) = [text for text in house.texts(SATELLITE) if text.startswith(begins)]
    assert "112" in said.replace(" ", "")


async def test_contacts_that_cannot_be_reached_are_stood_in_for_by_the_house(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    device: Device,
    house: House,
    freezer: FrozenDateTimeFactory,
):
    options = {**gym.options, "contacts": ["notify.gone"]}
    hass.config_entries.async_update_entry(gym, options=options)
    await device.on()
    await act(hass, "report_pain", RED_FLAG)
    await go_on(hass, freezer, 85)
    assert posted(hass) == [HELP]
    assert HELP in house.texts(PHONE)


async def test_contacts_that_are_reached_are_told_alone(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    device: Device,
    house: House,
    freezer: FrozenDateTimeFactory,
):
    options = {**gym.options, "contacts": [PHONE]}
    hass.config_entries.async_update_entry(gym, options=options)
    await device.on()
    await act(hass, "report_pain", RED_FLAG)
    await go_on(hass, freezer, 65)
    assert HELP in house.texts(PHONE)
    assert HELP not in house.texts(f"notify.{APP}")
    assert posted(hass) == []


async def test_who_answers_while_contacts_are_tried_has_not_been_missed(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    device: Device,
    house: House,
    freezer: FrozenDateTimeFactory,
):
    options = {**gym.options, "contacts": ["notify.gone"]}
    hass.config_entries.async_update_entry(gym, options=options)
    await device.on()
    await act(hass, "report_pain", RED_FLAG)
    await go_on(hass, freezer, 65)
    await press(hass, "acknowledge_alarm")
    await go_on(hass, freezer, 25)
    assert posted(hass) == []
    assert HELP not in house.texts(PHONE)


async def test_a_start_of_home_assistant_that_hangs_keeps_nobody_from_help(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    device: Device,
    house: House,
    freezer: FrozenDateTimeFactory,
):
    options = {**gym.options, "contacts": [PHONE]}
    hass.config_entries.async_update_entry(gym, options=options)
    await device.on()
    hass.set_state(CoreState.starting)
    await act(hass, "report_pain", RED_FLAG)
    await go_on(hass, freezer, 110)
    assert HELP not in house.texts(PHONE)
    await go_on(hass, freezer, 15)
    assert HELP in house.texts(PHONE)
    hass.set_state(CoreState.running)
