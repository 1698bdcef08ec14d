"""An automation asks something by a voice assistant, and gets an answer or none."""

import asyncio
from collections.abc import Iterator
from typing import Any

from homeassistant.core import Context, HomeAssistant, ServiceResponse
from homeassistant.exceptions import Unauthorized
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser
from pytest_homeassistant_custom_component.typing import MqttMockHAClient

from custom_components.home_gym.engine.words import GUEST
from tests.integration.helpers import (
    Device,
    coordinator_of,
    gym_entry,
    machine_subentry,
    person_subentry,
    sent,
)
from tests.integration.voices import settle

from .asking import STOP, state_of_satellite, walk
from .listening_house import SATELLITE, Ears, Satellite

pytestmark = pytest.mark.slow

OWN_QUESTION = "custom_components.home_gym.questions.own_question"
QUESTION = "Shall I open the window?"
ANSWERS = [
    {"id": "open", "sentences": ["yes [please]", "open it"]},
    {"id": "leave", "sentences": ["no"]},
]
NOBODY = {"id": None, "sentence": None}


@pytest.fixture
def entry(machine_data: dict[str, Any]) -> MockConfigEntry:
    """Return a gym that asks nothing by itself."""
    speak = {"assist_satellites": [SATELLITE], "ask_by": []}
    return gym_entry(
        machine_subentry({**machine_data, "speak": speak}),
        person_subentry("person_ben", "Ben", "runner", person="person.ben"),
    )


@pytest.fixture
async def treadmill(
    house: tuple[Satellite, Ears], gym: MockConfigEntry, device: Device
) -> Device:
    """Return the treadmill, somebody walking on it."""
    await device.on()
    await walk(device, 15)
    return device


@pytest.fixture
def impatience(treadmill: Device, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nobody wait for long: the time that is waited goes by a clock of its own."""
    monkeypatch.setattr(f"{OWN_QUESTION}.FREE_WITHIN_S", 0.0)


@pytest.fixture
def asking(
    hass: HomeAssistant, treadmill: Device
) -> Iterator[asyncio.Task[ServiceResponse]]:
    """Return the action under way."""
    data = {"entity_id": SATELLITE, "question": QUESTION, "answers": ANSWERS}
    calling = hass.services.async_call(
        "home_gym", "ask", data, blocking=True, return_response=True
    )
    task = hass.async_create_background_task(calling, "asking")
    yield task
    task.cancel()


async def until_asked(treadmill: Device, ears: Ears) -> None:
    """Walk until somebody is listened to."""
    for _ in range(30):
        if ears.listens:
            return
        await walk(treadmill, 1)
    pytest.fail("nobody listens")


async def is_spoken_to(satellite: Satellite) -> None:
    """Let somebody wake a voice assistant, and wait until it listens to them."""
    satellite.listen()
    while satellite.state != "listening":
        await settle()


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("Yes, please!", {"id": "open", "sentence": "Yes, please!"}),
        ("No.", {"id": "leave", "sentence": "No."}),
        ("Perhaps", {"id": None, "sentence": "Perhaps"}),
        ("", NOBODY),
    ],
)
async def test_it_answers_with_what_was_said_or_with_nothing(
    house: tuple[Satellite, Ears],
    treadmill: Device,
    asking: asyncio.Task[ServiceResponse],
    mqtt_mock: MqttMockHAClient,
    text: str,
    answer: dict[str, str | None],
):
    satellite, ears = house
    await until_asked(treadmill, ears)
    assert satellite.asked == [QUESTION]
    ears.say(text)
    await walk(treadmill, 2)
    assert asking.result() == answer
    assert STOP not in sent(mqtt_mock)


@pytest.mark.parametrize(
    "text", ["Stop!", "I feel dizzy", "My back hurts, nine out of ten"]
)
async def test_a_stop_in_answer_stops_all_the_same(
    house: tuple[Satellite, Ears],
    treadmill: Device,
    asking: asyncio.Task[ServiceResponse],
    mqtt_mock: MqttMockHAClient,
    text: str,
):
    _, ears = house
    await until_asked(treadmill, ears)
    ears.say(text)
    await walk(treadmill, 2)
    assert STOP in sent(mqtt_mock)
    # What hurts is told to no automation.
    assert asking.result() == NOBODY


async def test_who_had_it_asked_is_not_who_has_answered(
    hass: HomeAssistant,
    house: tuple[Satellite, Ears],
    gym: MockConfigEntry,
    device: Device,
    hass_admin_user: MockUser,
):
    _, ears = house
    await device.on()
    hass.states.async_set("person.ben", "home", {"user_id": hass_admin_user.id})
    asking = hass.services.async_call(
        "home_gym",
        "ask",
        {"entity_id": SATELLITE, "question": QUESTION, "answers": ANSWERS},
        blocking=True,
        context=Context(user_id=hass_admin_user.id),
        return_response=True,
    )
    task = hass.async_create_background_task(asking, "asking")
    while not ears.listens:
        await device.stand(1)
    ears.say("My back hurts")
    await device.stand(2)
    await task
    pain = coordinator_of(gym).state.pain
    assert pain is not None
    assert pain.person_id == GUEST


async def test_it_does_not_talk_over_anybody(
    house: tuple[Satellite, Ears],
    treadmill: Device,
    asking: asyncio.Task[ServiceResponse],
):
    satellite, ears = house
    await is_spoken_to(satellite)
    await walk(treadmill, 5)
    assert satellite.asked == []
    ears.say("Turn on the light")
    await walk(treadmill, 2)
    satellite.tts_response_finished()
    await until_asked(treadmill, ears)
    assert satellite.asked == [QUESTION]


async def test_a_voice_assistant_that_talks_on_is_not_waited_for(
    house: tuple[Satellite, Ears],
    treadmill: Device,
    impatience: None,
    asking: asyncio.Task[ServiceResponse],
):
    satellite, _ = house
    await is_spoken_to(satellite)
    await walk(treadmill, 3)
    assert asking.result() == NOBODY
    assert satellite.asked == []


async def test_who_is_no_longer_interested_does_not_keep_it_listening(
    hass: HomeAssistant,
    house: tuple[Satellite, Ears],
    treadmill: Device,
    asking: asyncio.Task[ServiceResponse],
):
    _, ears = house
    await until_asked(treadmill, ears)
    asking.cancel()
    await walk(treadmill, 2)
    assert state_of_satellite(hass) == "idle"


async def test_a_voice_assistant_that_is_not_there_answers_nothing(
    hass: HomeAssistant, treadmill: Device, asking: asyncio.Task[ServiceResponse]
):
    hass.states.async_remove(SATELLITE)
    await walk(treadmill, 3)
    assert asking.result() == NOBODY


async def test_who_may_not_use_a_voice_assistant_does_not_by_this(
    hass: HomeAssistant, treadmill: Device, hass_read_only_user: MockUser
):
    data = {"entity_id": SATELLITE, "question": QUESTION, "answers": ANSWERS}
    with pytest.raises(Unauthorized):
        await hass.services.async_call(
            "home_gym",
            "ask",
            data,
            blocking=True,
            return_response=True,
            context=Context(user_id=hass_read_only_user.id),
        )
