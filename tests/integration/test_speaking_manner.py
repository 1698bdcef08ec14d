"""Where, when and in which language is spoken: by choice of the gym and its people."""

from collections.abc import Mapping
from typing import Any

from freezegun.api import FrozenDateTimeFactory
from homeassistant.const import EVENT_HOMEASSISTANT_STARTED
from homeassistant.core import CoreState, HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.home_gym.engine.words import Urgency

from .helpers import (
    MACHINE_ID,
    Device,
    act,
    choose,
    coordinator_of,
    gym_entry,
    machine_subentry,
    person_subentry,
    press,
)
from .voices import (
    APP,
    OTHER_SATELLITE,
    PHONE,
    PLAYER,
    SATELLITE,
    SPEAK,
    House,
    go_on,
    say,
    settle,
)

ANNA = "01M826ME806FRE6BS3QJEM05AA"
STILL = "The belt is still."
STEHT = "Das Band steht."
HELP = "Somebody may need help at the treadmill. Please check on them. "
RED_FLAG = {"symptom": "chest_pain"}


@pytest.fixture
def machine_data(machine_data: dict[str, Any]) -> dict[str, Any]:
    """Return the machine with places to speak at."""
    return {**machine_data, "speak": SPEAK}


@pytest.fixture
def entry(machine_data: dict[str, Any]) -> MockConfigEntry:
    """Return a gym with Anna, who is spoken to in German, and elsewhere too."""
    speak = {"assist_satellites": [OTHER_SATELLITE], "notify_actions": [APP]}
    anna = person_subentry(ANNA, "Anna", "gentle_back", speak=speak, language="de")
    return gym_entry(machine_subentry(machine_data), anna)


@pytest.fixture
def house(hass: HomeAssistant, gym: MockConfigEntry) -> House:
    return House(hass)


def choose_options(
    hass: HomeAssistant, gym: MockConfigEntry, options: Mapping[str, Any]
) -> None:
    hass.config_entries.async_update_entry(gym, options={**gym.options, **options})


async def test_who_walks_is_spoken_to_first_and_in_their_language(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    house: House,
    freezer: FrozenDateTimeFactory,
):
    say(gym, "stopped", Urgency.NOTICE)
    await go_on(hass, freezer, 5)
    assert sorted(house.heard) == [(SATELLITE, STILL), (PHONE, STILL)]
    house.heard.clear()
    await choose(hass, "Anna")
    say(gym, "stopped", Urgency.NOTICE)
    await go_on(hass, freezer, 5)
    assert sorted(house.heard) == [
        (OTHER_SATELLITE, STEHT),
        (f"notify.{APP}", STEHT),
        (PHONE, STEHT),
    ]


async def test_the_places_of_the_machine_are_there_for_everybody(
    hass: HomeAssistant, gym: MockConfigEntry, house: House
):
    await choose(hass, "Anna")
    hass.states.async_set(OTHER_SATELLITE, "unavailable")
    say(gym, "stopped", Urgency.NOTICE)
    await settle()
    assert house.texts(SATELLITE) == [STEHT]


async def test_the_app_of_a_phone_replaces_what_is_older(
    hass: HomeAssistant, gym: MockConfigEntry, house: House
):
    await choose(hass, "Anna")
    say(gym, "stopped", Urgency.NOTICE)
    say(gym, "hold_rail", Urgency.URGENT)
    await settle()
    data = [call.data["data"] for call in house.calls if call.service == APP]
    assert {each["tag"] for each in data} == {"home_gym_machine_1"}
    assert [each.get("priority") for each in data] == [None, "high"]


@pytest.mark.parametrize(
    ("options", "house_language", "expected"),
    [
        ({}, "en", STILL),
        ({"language": "de"}, "en", STEHT),
        ({}, "de", STEHT),
        # There are no texts in it.
        ({}, "zz", STILL),
        ({"language": "zz"}, "en", STILL),
    ],
)
async def test_the_gym_has_a_language(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    house: House,
    options: dict[str, Any],
    house_language: str,
    expected: str,
):
    hass.config.language = house_language
    choose_options(hass, gym, options)
    say(gym, "stopped", Urgency.NOTICE)
    await settle()
    assert house.texts(SATELLITE) == [expected]


@pytest.mark.parametrize(
    ("start", "end", "quiet"),
    [
        # It is 18 o'clock.
        ("17:00:00", "19:00:00", True),
        ("17:00:00", "06:00:00", True),
        ("19:00:00", "06:00:00", False),
        ("06:00:00", "18:00:00", False),
        ("18:00:00", "18:00:00", False),
        (None, None, False),
    ],
)
async def test_quiet_hours_are_for_what_can_wait(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    house: House,
    freezer: FrozenDateTimeFactory,
    start: str | None,
    end: str | None,
    *,
    quiet: bool,
):
    await hass.config.async_set_time_zone("UTC")
    freezer.move_to("2026-10-12T18:00:00+00:00")
    choose_options(hass, gym, {"quiet_from": start, "quiet_to": end})
    await hass.async_block_till_done()
    say(gym, "stopped", Urgency.NOTICE)
    await go_on(hass, freezer, 5)
    assert bool(house.texts(SATELLITE)) is not quiet
    assert house.texts(PHONE) == [STILL]
    house.heard.clear()
    say(gym, "signal_lost", Urgency.WARNING)
    await go_on(hass, freezer, 5)
    say(gym, "hold_rail", Urgency.URGENT)
    await settle()
    assert len(house.texts(SATELLITE)) == 2


async def test_details_are_said_where_the_owner_asks_for_them(
    hass: HomeAssistant, gym: MockConfigEntry, device: Device, house: House
):
    choose_options(hass, gym, {"speak_details": True})
    await device.on()
    await device.walk(3.0, 20)
    house.heard.clear()
    await act(hass, "report_pain", {"level": 6, "place": "knee"})
    await settle()
    said = house.texts(SATELLITE)[-1]
    assert said.startswith("You said 6 of 10. You said: knee. The belt comes to rest.")


async def test_the_emergency_number_is_said_digit_by_digit(
    hass: HomeAssistant, gym: MockConfigEntry, house: House
):
    say(gym, "pain_red_flag", Urgency.URGENT)
    await settle()
    for language in ("en", "de", "es", "fr"):
        options = {"emergency_number": "112", "language": language}
        choose_options(hass, gym, options)
        await hass.async_block_till_done()
        say(gym, "pain_red_flag", Urgency.URGENT)
        await settle()
    unset, *numbers = house.texts(PHONE)
    assert unset.endswith("call your emergency number.")
    ends = [text.removesuffix(".").split()[-3:] for text in numbers]
    # But in French, where it is one number.
    assert ends == [["1", "1", "2"]] * 3 + [["appelez", "le", "112"]]


async def test_only_the_app_of_a_phone_is_told_what_only_it_understands(
    hass: HomeAssistant, gym: MockConfigEntry, house: House
):
    hass.services.async_register("notify", "mail", house._message)
    machine = gym.subentries[MACHINE_ID]
    data = {**machine.data, "speak": {"notify_actions": [APP, "mail"]}}
    hass.config_entries.async_update_subentry(gym, machine, data=data)
    await hass.async_block_till_done()
    say(gym, "hold_rail", Urgency.URGENT)
    await settle()
    told = {call.service: set(call.data) for call in house.calls}
    assert told == {APP: {"message", "title", "data"}, "mail": {"message", "title"}}


async def test_nobody_answers_a_red_flag_so_the_contacts_are_told(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    device: Device,
    house: House,
    freezer: FrozenDateTimeFactory,
):
    choose_options(hass, gym, {"contact_actions": [APP], "emergency_number": "112"})
    await device.on()
    await act(hass, "report_pain", RED_FLAG)
    await go_on(hass, freezer, 58)
    assert not house.texts(f"notify.{APP}")
    await go_on(hass, freezer, 4)
    assert house.texts(f"notify.{APP}") == [f"{HELP}In an emergency, call 1 1 2."]
    assert "I have told your contacts." in house.texts(SATELLITE)
    await press(hass, "acknowledge_alarm")
    await settle()
    assert house.texts(f"notify.{APP}")[1:] == [
        "Somebody has answered at the treadmill."
    ]


async def test_an_answer_keeps_it_from_the_contacts(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    device: Device,
    house: House,
    freezer: FrozenDateTimeFactory,
):
    choose_options(hass, gym, {"contact_actions": [APP]})
    await device.on()
    await act(hass, "report_pain", RED_FLAG)
    await go_on(hass, freezer, 50)
    await press(hass, "acknowledge_alarm")
    await go_on(hass, freezer, 60)
    assert not house.texts(f"notify.{APP}")


async def test_a_phone_can_answer_for_whoever_walks(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    device: Device,
    house: House,
    freezer: FrozenDateTimeFactory,
):
    choose_options(hass, gym, {"contacts": [PHONE]})
    await choose(hass, "Anna")
    await device.on()
    say(gym, "stopped", Urgency.NOTICE)
    await act(hass, "report_pain", RED_FLAG)
    await settle()
    asked = [call.data["data"] for call in house.calls if call.service == APP]
    assert "actions" not in asked[0]
    (button,) = asked[-1]["actions"]
    assert button["title"] == "Alles in Ordnung"
    hass.bus.async_fire("mobile_app_notification_action", {"action": button["action"]})
    await settle()
    assert coordinator_of(gym).state.summons is None
    await go_on(hass, freezer, 70)
    assert not any("Hilfe" in text for text in house.texts(PHONE))


async def test_contacts_that_cannot_be_reached_are_tried_again_and_it_is_said(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    device: Device,
    house: House,
    freezer: FrozenDateTimeFactory,
):
    choose_options(hass, gym, {"contact_actions": [APP]})
    house.answers[f"notify.{APP}"] = house.fail
    await device.on()
    await act(hass, "report_pain", RED_FLAG)
    await go_on(hass, freezer, 85)
    assert [call.service for call in house.calls].count(APP) == 3
    assert house.texts(PLAYER)[-1].startswith("I could not reach your contacts.")


async def test_a_restart_forgets_no_contact(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    device: Device,
    house: House,
    freezer: FrozenDateTimeFactory,
):
    choose_options(hass, gym, {"contact_actions": [APP]})
    await device.on()
    await act(hass, "report_pain", RED_FLAG)
    await go_on(hass, freezer, 5)
    assert await hass.config_entries.async_unload(gym.entry_id)
    freezer.tick(120)
    assert await hass.config_entries.async_setup(gym.entry_id)
    await settle()
    assert len(house.texts(f"notify.{APP}")) == 1


async def test_contacts_that_are_set_up_after_us_are_waited_for(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    device: Device,
    house: House,
    freezer: FrozenDateTimeFactory,
):
    choose_options(hass, gym, {"contact_actions": [APP]})
    await device.on()
    hass.set_state(CoreState.starting)
    await act(hass, "report_pain", RED_FLAG)
    await go_on(hass, freezer, 70)
    assert not house.texts(f"notify.{APP}")
    hass.set_state(CoreState.running)
    hass.bus.async_fire(EVENT_HOMEASSISTANT_STARTED)
    await settle()
    assert len(house.texts(f"notify.{APP}")) == 1


async def test_what_nobody_acts_on_is_said_again_but_not_for_ever(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    device: Device,
    house: House,
    freezer: FrozenDateTimeFactory,
):
    await device.on()
    await device.walk(3.0, 20)
    await act(hass, "stop")
    # The belt runs on and on.
    for _ in range(25):
        await device.walk(3.0, 4)
        await settle()
    stays = "The belt did not stop. Pull the safety key."
    assert house.texts(SATELLITE).count(stays) == 7
    await press(hass, "acknowledge_alarm")


async def test_nothing_is_said_again_once_the_belt_is_still(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    device: Device,
    house: House,
    freezer: FrozenDateTimeFactory,
):
    await device.on()
    await device.walk(3.0, 20)
    await act(hass, "stop")
    await device.walk(3.0, 14)
    await settle()
    house.heard.clear()
    await device.stand(10)
    await go_on(hass, freezer, 30)
    assert not any("safety key" in text for text in house.texts(SATELLITE))
