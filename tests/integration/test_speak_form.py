"""The dialogs ask where to speak, in which language, and whom to tell in need."""

from dataclasses import replace
from typing import Any

from homeassistant.config_entries import SOURCE_RECONFIGURE
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.home_gym.const import SUBENTRY_MACHINE, SUBENTRY_PERSON
from custom_components.home_gym.speaking import phrase_files
from custom_components.home_gym.speaking.phrase_files import shipped_texts

from .helpers import MACHINE_ID, gym_entry, machine_subentry, person_subentry

ANNA = "01M826ME806FRE6BS3QJEM05AA"
EVERYTHING = {
    "turn_hour": 4,
    "language": "de",
    "quiet_from": "21:00:00",
    "quiet_to": "07:00:00",
    "contacts": ["notify.ben"],
    "contact_actions": ["mobile_app_ben"],
    "emergency_number": "112",
    "speak_details": True,
}


@pytest.fixture
def entry(machine_data: dict[str, Any]) -> MockConfigEntry:
    """Return a gym with a machine and a person."""
    anna = person_subentry(ANNA, "Anna", "gentle_back")
    return gym_entry(machine_subentry(machine_data), anna)


async def answer_options(
    hass: HomeAssistant, gym: MockConfigEntry, answer: dict[str, Any]
) -> Any:
    """Fill in the options of the gym."""
    flows = hass.config_entries.options
    shown = await flows.async_init(gym.entry_id)
    shown = await flows.async_configure(shown["flow_id"], answer)
    await hass.async_block_till_done()
    return shown


async def open_speak(
    hass: HomeAssistant, gym: MockConfigEntry, kind: str, subentry_id: str
) -> Any:
    """Open the form for the voices of a machine or a person."""
    flows = hass.config_entries.subentries
    shown = await flows.async_init(
        (gym.entry_id, kind),
        context={"source": SOURCE_RECONFIGURE, "subentry_id": subentry_id},
    )
    return await flows.async_configure(shown["flow_id"], {"next_step_id": "speak"})


def offered(shown: Any, field: str) -> list[Any]:
    """Return what a field lets one choose from."""
    schema = shown["data_schema"].schema
    (selector,) = (each for key, each in schema.items() if key == field)
    options: list[Any] = selector.config["options"]
    return options


async def test_everything_can_be_set_and_taken_out_again(
    hass: HomeAssistant, gym: MockConfigEntry
):
    assert (await answer_options(hass, gym, EVERYTHING))["type"] == "create_entry"
    assert gym.options == EVERYTHING
    await answer_options(hass, gym, {"turn_hour": 4, "speak_details": False})
    assert gym.options == {"turn_hour": 4}


@pytest.mark.parametrize(
    ("answer", "errors"),
    [
        ({"quiet_from": "21:00:00"}, {"quiet_to": "quiet_incomplete"}),
        ({"quiet_to": "07:00:00"}, {"quiet_from": "quiet_incomplete"}),
        ({"emergency_number": "Mum"}, {"emergency_number": "no_number"}),
        ({"emergency_number": "1"}, {"emergency_number": "no_number"}),
        ({"emergency_number": "+49 30 123"}, None),
        ({"emergency_number": "  "}, None),
    ],
)
async def test_what_is_missing_is_told(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    answer: dict[str, Any],
    errors: dict[str, str] | None,
):
    shown = await answer_options(hass, gym, {"turn_hour": 4, **answer})
    assert shown.get("errors") == errors


async def test_what_nobody_has_reviewed_is_labelled(
    hass: HomeAssistant, gym: MockConfigEntry, monkeypatch: pytest.MonkeyPatch
):
    shipped = shipped_texts()
    french = replace(shipped["fr"], reviewed=False)
    monkeypatch.setattr(
        phrase_files, "shipped_texts", lambda: {**shipped, "fr": french}
    )
    shown = await hass.config_entries.options.async_init(gym.entry_id)
    labels = {each["value"]: each["label"] for each in offered(shown, "language")}
    assert labels == {
        "de": "Deutsch",
        "en": "English",
        "es": "Español",
        "fr": "Français (not reviewed)",
    }


async def test_a_person_has_places_and_a_language_of_their_own(
    hass: HomeAssistant, gym: MockConfigEntry
):
    shown = await open_speak(hass, gym, SUBENTRY_PERSON, ANNA)
    flows = hass.config_entries.subentries
    shown = await flows.async_configure(
        shown["flow_id"],
        {
            "language": "fr",
            "assist_satellites": ["assist_satellite.ear"],
            "notify_actions": ["mobile_app_anna"],
        },
    )
    assert shown["reason"] == "reconfigure_successful"
    data = gym.subentries[ANNA].data
    assert data["policy"] == "gentle_back"
    assert data["language"] == "fr"
    assert data["speak"]["assist_satellites"] == ["assist_satellite.ear"]
    assert data["speak"]["notify_actions"] == ["mobile_app_anna"]


@pytest.mark.parametrize(
    ("kind", "subentry_id"), [(SUBENTRY_MACHINE, MACHINE_ID), (SUBENTRY_PERSON, ANNA)]
)
async def test_half_a_voice_is_none(
    hass: HomeAssistant, gym: MockConfigEntry, kind: str, subentry_id: str
):
    shown = await open_speak(hass, gym, kind, subentry_id)
    flows = hass.config_entries.subentries
    shown = await flows.async_configure(
        shown["flow_id"], {"media_players": ["media_player.gym"]}
    )
    assert shown["type"] is FlowResultType.FORM
    assert shown["errors"] == {"tts_engine": "voice_missing"}


async def test_the_notify_actions_that_there_are_can_be_chosen(
    hass: HomeAssistant, gym: MockConfigEntry
):
    for action in ("mobile_app_anna", "persistent_notification", "send_message"):
        hass.services.async_register("notify", action, lambda call: None)
    shown = await open_speak(hass, gym, SUBENTRY_MACHINE, MACHINE_ID)
    assert offered(shown, "notify_actions") == ["mobile_app_anna"]
    flows = hass.config_entries.subentries
    shown = await flows.async_configure(
        shown["flow_id"], {"notify_actions": ["mobile_app_anna"], "urgent_volume": 70}
    )
    speak = gym.subentries[MACHINE_ID].data["speak"]
    assert speak["notify_actions"] == ["mobile_app_anna"]
    assert speak["urgent_volume"] == 70


def suggested(shown: Any, field: str) -> Any:
    """Return what a field shows when it is opened."""
    (key,) = (each for each in shown["data_schema"].schema if each == field)
    return key.description["suggested_value"]


@pytest.mark.parametrize("chosen", [["voice", "phone"], ["phone"], []])
@pytest.mark.parametrize(
    ("kind", "subentry_id"), [(SUBENTRY_MACHINE, MACHINE_ID), (SUBENTRY_PERSON, ANNA)]
)
async def test_whoever_walks_is_asked_by_what_was_chosen(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    kind: str,
    subentry_id: str,
    chosen: list[str],
):
    shown = await open_speak(hass, gym, kind, subentry_id)
    assert suggested(shown, "ask_by") == ["voice", "phone"]
    flows = hass.config_entries.subentries
    await flows.async_configure(shown["flow_id"], {"ask_by": chosen})
    assert gym.subentries[subentry_id].data["speak"]["ask_by"] == chosen
    # None stays none when the dialog is opened again.
    shown = await open_speak(hass, gym, kind, subentry_id)
    assert suggested(shown, "ask_by") == chosen
