"""Whoever walks is asked aloud and on the phone, and the first answer counts."""

from typing import Any

from homeassistant.core import HomeAssistant, ServiceCall
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import MqttMockHAClient

from custom_components.home_gym.engine.words import PainBand, Subject, Urgency
from tests.integration.helpers import Device, coordinator_of, sent
from tests.integration.voices import say, settle

from .asking import (
    ANNA,
    BASELINE,
    PHONE_BASELINE,
    STOP,
    answer,
    asking_gym,
    press_on_phone,
    state_of_satellite,
    told,
    walk,
    walk_until_asked,
)
from .listening_house import Ears, Satellite

HOLD_RAIL = "The belt is not slowing down. Hold the rail and pull the safety key."


@pytest.fixture
def entry(machine_data: dict[str, Any], language: str) -> MockConfigEntry:
    """Return a gym that asks Anna."""
    return asking_gym(machine_data, language)


async def test_how_much_hurts_is_asked_aloud_and_on_the_phone(
    gym: MockConfigEntry,
    house: tuple[Satellite, Ears],
    phone: list[ServiceCall],
    walker: Device,
):
    satellite, ears = house
    await walk_until_asked(walker)
    assert satellite.asked == [BASELINE]
    assert told(phone) == [PHONE_BASELINE]
    titles = [each["title"] for each in phone[0].data["data"]["actions"]]
    assert titles == ["None", "A bit", "A lot"]
    await answer(walker, ears, "About a two, I think.")
    session = coordinator_of(gym).state.session
    assert session is not None
    assert session.baseline == 2
    # The phone asks no more.
    assert told(phone)[1:] == ["clear_notification"]
    assert phone[1].data["data"]["tag"] == phone[0].data["data"]["tag"]


async def test_a_stop_in_answer_stops(
    gym: MockConfigEntry,
    house: tuple[Satellite, Ears],
    walker: Device,
    mqtt_mock: MqttMockHAClient,
):
    satellite, ears = house
    await walk_until_asked(walker)
    await answer(walker, ears, "Stop!")
    assert satellite.matched[-1].id == "stop"
    assert STOP in sent(mqtt_mock)
    assert coordinator_of(gym).state.questions.open is None


@pytest.mark.parametrize(
    ("text", "matched"),
    [
        pytest.param("Chest pain!", "chest_pain", marks=pytest.mark.slow),
        # Nobody could list all the ways to say it: our own parser hears the rest.
        ("My chest feels tight and it goes to my arm", None),
        pytest.param("Can hardly breathe!", "breathless", marks=pytest.mark.slow),
    ],
)
async def test_a_warning_sign_in_answer_stops_at_once(
    gym: MockConfigEntry,
    house: tuple[Satellite, Ears],
    walker: Device,
    mqtt_mock: MqttMockHAClient,
    text: str,
    matched: str | None,
):
    satellite, ears = house
    await walk_until_asked(walker)
    await answer(walker, ears, text)
    assert satellite.matched[-1].id == matched
    assert STOP in sent(mqtt_mock)
    pain = coordinator_of(gym).state.pain
    assert pain is not None
    assert pain.band is PainBand.RED_FLAG


@pytest.mark.slow
async def test_no_answer_is_kept_as_no_answer(
    gym: MockConfigEntry,
    house: tuple[Satellite, Ears],
    phone: list[ServiceCall],
    walker: Device,
):
    satellite, ears = house
    await walk_until_asked(walker)
    await answer(walker, ears, "")
    await walk(walker, 120)
    kept = gym.runtime_data.people.kept(ANNA)
    assert [each.subject for each in kept.unanswered] == [Subject.BASELINE]
    assert kept.pains == ()
    state = coordinator_of(gym).state
    assert state.pain is None
    assert state.session is not None
    assert state.session.baseline is None
    assert satellite.asked == [BASELINE]
    assert told(phone)[1:] == ["clear_notification"]


@pytest.mark.slow
async def test_what_is_not_understood_is_no_answer(
    gym: MockConfigEntry, house: tuple[Satellite, Ears], walker: Device
):
    _, ears = house
    await walk_until_asked(walker)
    await answer(walker, ears, "Turn on the light in the hall")
    assert coordinator_of(gym).state.questions.open is not None
    assert coordinator_of(gym).state.pain is None


@pytest.mark.slow
async def test_what_is_said_in_place_of_an_answer_is_done(
    gym: MockConfigEntry, house: tuple[Satellite, Ears], walker: Device
):
    satellite, ears = house
    await walk_until_asked(walker)
    await answer(walker, ears, "How long have I been walking?")
    await walk(walker, 5)
    assert "You have been walking for" in satellite.spoken[-1]


@pytest.mark.slow
async def test_the_phone_answers_while_the_question_is_still_said(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    house: tuple[Satellite, Ears],
    phone: list[ServiceCall],
    walker: Device,
):
    satellite, ears = house
    while not satellite.asked:
        await walk(walker, 1)
    await press_on_phone(hass, phone[0], "none")
    await walk(walker, 10)
    session = coordinator_of(gym).state.session
    assert session is not None
    assert session.baseline == 0
    # Nobody is listened to any more, and the voice assistant is free.
    assert not ears.listens
    assert state_of_satellite(hass) == "idle"


@pytest.mark.slow
async def test_who_speaks_as_the_phone_answers_is_still_heard(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    house: tuple[Satellite, Ears],
    phone: list[ServiceCall],
    walker: Device,
    mqtt_mock: MqttMockHAClient,
):
    _, ears = house
    await walk_until_asked(walker)
    await press_on_phone(hass, phone[0], "none")
    await answer(walker, ears, "Stop, stop!")
    assert STOP in sent(mqtt_mock)


@pytest.mark.slow
async def test_a_second_answer_changes_nothing(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    house: tuple[Satellite, Ears],
    phone: list[ServiceCall],
    walker: Device,
):
    _, ears = house
    await walk_until_asked(walker)
    await press_on_phone(hass, phone[0], "none")
    await answer(walker, ears, "Three")
    session = coordinator_of(gym).state.session
    assert session is not None
    assert session.baseline == 0


@pytest.mark.slow
@pytest.mark.parametrize("text", ["A lot", "Eight"])
async def test_a_second_answer_that_means_stop_stops(
    hass: HomeAssistant,
    house: tuple[Satellite, Ears],
    phone: list[ServiceCall],
    walker: Device,
    mqtt_mock: MqttMockHAClient,
    text: str,
):
    _, ears = house
    await walk_until_asked(walker)
    await press_on_phone(hass, phone[0], "none")
    await answer(walker, ears, text)
    assert STOP in sent(mqtt_mock)


@pytest.mark.parametrize(
    "meanwhile", ["responding", pytest.param("listening", marks=pytest.mark.slow)]
)
async def test_urgent_words_cut_a_question_short(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    house: tuple[Satellite, Ears],
    walker: Device,
    meanwhile: str,
):
    satellite, ears = house
    while not satellite.asked or state_of_satellite(hass) != meanwhile:
        await walk(walker, 1)
    assert ears.listens is (meanwhile == "listening")
    say(gym, "hold_rail", Urgency.URGENT)
    await settle()
    assert satellite.spoken[-1] == HOLD_RAIL
    assert not ears.listens
    await walk(walker, 10)


@pytest.mark.slow
async def test_what_is_not_urgent_waits_for_the_answer(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    house: tuple[Satellite, Ears],
    walker: Device,
):
    satellite, ears = house
    await walk_until_asked(walker)
    said = len(satellite.spoken)
    say(gym, "break_done", Urgency.WARNING)
    await walk(walker, 5)
    assert ears.listens
    assert len(satellite.spoken) == said
    await answer(walker, ears, "nothing")
    await walk(walker, 5)
    assert "That was a full break." in satellite.spoken[said:]


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        pytest.param("stop", "Stopping.", marks=pytest.mark.slow),
        ("my knee hurts a bit", "Noted. Walk a fifth slower, or take a break."),
    ],
)
async def test_what_is_announced_at_the_same_voice_is_not_answered_as_well(
    house: tuple[Satellite, Ears], walker: Device, text: str, answer: str
):
    satellite, ears = house
    await walk(walker, 10)
    satellite.listen()
    await walk(walker, 1)
    satellite.spoken.clear()
    ears.say(text)
    await walk(walker, 9)
    assert satellite.spoken[0] == answer
    assert not any(each.startswith(answer[:5]) for each in satellite.spoken[1:])
