"""Whoever answers what nobody understands is told so, and nobody else is."""

from typing import Any

from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.home_gym.engine.observations import ReportPain
from tests.integration.helpers import (
    Device,
    coordinator_of,
    gym_entry,
    machine_subentry,
    person_subentry,
)

from .asking import ANNA, answer, walk, walk_until_asked
from .listening_house import SATELLITE, Ears, Satellite

BEN = "person_ben"
SAID = {
    "en": ("Turn on the light in the hall", "Sorry, I did not understand that."),
    "de": ("Mach das Licht im Flur an", "Das habe ich leider nicht verstanden."),
    "fr": ("Allume la lumière du couloir", "Pardon, je n'ai pas compris."),
    "es": ("Enciende la luz del pasillo", "Lo siento, no lo he entendido."),
}
TEXT, SORRY = SAID["en"]


@pytest.fixture
def entry(machine_data: dict[str, Any], language: str) -> MockConfigEntry:
    """Return a gym with a voice assistant beside the machine, and two people."""
    speak = {"assist_satellites": [SATELLITE]}
    return gym_entry(
        machine_subentry({**machine_data, "speak": speak}),
        person_subentry(ANNA, "Anna", "gentle_back", language=language),
        person_subentry(BEN, "Ben", "gentle_back", language=language),
    )


@pytest.mark.parametrize(
    "language",
    [
        "en",
        *(pytest.param(each, marks=pytest.mark.slow) for each in ("de", "fr", "es")),
    ],
)
async def test_it_is_said_that_nobody_understood(
    gym: MockConfigEntry,
    house: tuple[Satellite, Ears],
    walker: Device,
    language: str,
):
    satellite, ears = house
    text, sorry = SAID[language]
    await walk_until_asked(walker)
    await answer(walker, ears, text)
    await walk(walker, 5)
    assert satellite.spoken.count(sorry) == 1
    # It is no answer, and the question stays open elsewhere.
    assert coordinator_of(gym).state.questions.open is not None


@pytest.mark.parametrize("text", ["", " ", "two"])
async def test_silence_and_an_answer_are_not_asked_back(
    gym: MockConfigEntry, house: tuple[Satellite, Ears], walker: Device, text: str
):
    satellite, ears = house
    await walk_until_asked(walker)
    await answer(walker, ears, text)
    await walk(walker, 5)
    assert SORRY not in satellite.spoken


async def test_what_matters_more_is_not_followed_by_it(
    gym: MockConfigEntry, house: tuple[Satellite, Ears], walker: Device
):
    satellite, ears = house
    await walk_until_asked(walker)
    ears.say(TEXT)
    coordinator_of(gym).async_observe(ReportPain(level=9))
    await walk(walker, 10)
    assert SORRY not in satellite.spoken


@pytest.mark.slow
async def test_who_walks_may_be_said_in_answer(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    house: tuple[Satellite, Ears],
    walker: Device,
):
    satellite, ears = house
    await walk_until_asked(walker)
    await answer(walker, ears, "This is Ben")
    await walk(walker, 5)
    assert coordinator_of(gym).state.person_id == BEN
    # Ben is asked in turn, and greeted as soon as he has answered.
    await answer(walker, ears, "nothing")
    await walk(walker, 5)
    assert any(each.startswith("Hello Ben.") for each in satellite.spoken)
    session = coordinator_of(gym).state.session
    assert session is not None
    assert (session.person_id, session.baseline) == (BEN, 0)
