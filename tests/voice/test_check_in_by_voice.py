"""How the day after feels can be said to whatever voice assistant is near."""

from typing import Any

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant
from homeassistant.helpers import intent
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.home_gym.engine.progress.records import Answer
from custom_components.home_gym.intent import GymIntent
from tests.integration.helpers import (
    Device,
    choose,
    coordinator_of,
    gym_entry,
    machine_subentry,
    pass_time,
    person_subentry,
    press,
)

from .assist import Assist

ANNA, BEN = "person_anna", "person_ben"
DAY_S = 86_400

SAID: list[tuple[str, str, Answer]] = [
    ("en", "My check-in is the same", Answer.SAME),
    ("en", "I feel worse after my last walk", Answer.WORSE),
    ("en", "I feel better after walking", Answer.BETTER),
    ("de", "Mein Check-in ist besser", Answer.BETTER),
    ("de", "Mir geht es schlechter nach dem Gehen", Answer.WORSE),
    ("fr", "Je me sens pareil après la marche", Answer.SAME),
    ("es", "Me siento peor después de caminar", Answer.WORSE),
]


@pytest.fixture
def entry(machine_data: dict[str, Any]) -> MockConfigEntry:
    """Return a gym with one machine and two people."""
    return gym_entry(
        machine_subentry(machine_data),
        person_subentry(ANNA, "Anna", "gentle_back"),
        person_subentry(BEN, "Ben", "runner"),
    )


async def walked_yesterday(
    hass: HomeAssistant, device: Device, freezer: FrozenDateTimeFactory, *names: str
) -> None:
    """Let people walk one after the other, and a day pass."""
    for name in names:
        device.forget()
        await device.on()
        await choose(hass, name)
        await device.walk(2.5, 65)
        await device.stand(5)
        await press(hass, "end_session")
    await pass_time(hass, freezer, DAY_S + 60)
    await pass_time(hass, freezer, 5, 1)


def answers(gym: MockConfigEntry, person_id: str) -> list[Answer]:
    """Return what somebody has answered."""
    return [each.answer for each in gym.runtime_data.people.kept(person_id).check_ins]


@pytest.mark.parametrize(("language", "text", "answer"), SAID)
async def test_the_only_one_who_is_asked_is_meant(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    device: Device,
    freezer: FrozenDateTimeFactory,
    assist: Assist,
    language: str,
    text: str,
    answer: Answer,
):
    await walked_yesterday(hass, device, freezer, "Anna")
    pain = coordinator_of(gym).state.pain
    told = await assist.say(text, language)
    assert answers(gym, ANNA) == [answer]
    # It is no report of pain, and nobody hears what the answer was.
    assert coordinator_of(gym).state.pain is pain
    assert answer.value not in told


@pytest.mark.parametrize("walks", [True, False], ids=["walking", "idle"])
async def test_whoever_feels_better_on_the_belt_answers_nothing_of_yesterday(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    device: Device,
    freezer: FrozenDateTimeFactory,
    walks: bool,
):
    await walked_yesterday(hass, device, freezer, "Anna")
    device.forget()
    await device.on()
    await choose(hass, "Ben")
    if walks:
        await device.walk(2.0, 15)
    await intent.async_handle(hass, "test", GymIntent.FEEL_BETTER)
    assert answers(gym, ANNA) == ([] if walks else [Answer.BETTER])
    # On the belt it tells that nothing hurts.
    report = coordinator_of(gym).state.pain
    assert (report is not None and report.level == 0) == walks


async def test_of_several_nobody_is_guessed(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    device: Device,
    freezer: FrozenDateTimeFactory,
    assist: Assist,
):
    await walked_yesterday(hass, device, freezer, "Anna", "Ben")
    told = await assist.say("My check-in is worse")
    assert told == "More than one of you is asked. Please answer in the app."
    assert answers(gym, ANNA) == answers(gym, BEN) == []


async def test_nobody_is_asked(
    hass: HomeAssistant, gym: MockConfigEntry, assist: Assist
):
    assert await assist.say("My check-in is worse") == (
        "I have no question to you now."
    )
