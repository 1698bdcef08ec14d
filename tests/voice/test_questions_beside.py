"""An answer is about whoever walks on the machine that asked, and about nobody else."""

from typing import Any

from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.home_gym.engine.words import PainBand
from tests.integration.helpers import (
    MACHINE_ID,
    OTHER_ID,
    OTHER_NAME,
    Device,
    coordinator_of,
    gym_entry,
    machine_subentry,
    person_subentry,
)

from .asking import ANNA, answer, walk, walk_until_asked
from .listening_house import SATELLITE, Ears, Satellite

pytestmark = pytest.mark.slow

HERE = {"assist_satellites": [SATELLITE]}


@pytest.fixture
def entry(
    machine_data: dict[str, Any],
    other_machine_data: dict[str, Any],
    language: str,
) -> MockConfigEntry:
    """Return a gym with two machines, of which one has a voice assistant."""
    return gym_entry(
        machine_subentry({**machine_data, "speak": HERE}),
        machine_subentry({**other_machine_data, "speak": {}}, OTHER_ID, OTHER_NAME),
        person_subentry(ANNA, "Anna", "gentle_back", language=language),
    )


async def test_a_warning_sign_in_answer_is_of_who_was_asked(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    house: tuple[Satellite, Ears],
    walker: Device,
    other_device: Device,
):
    _, ears = house
    await other_device.walk(2.0, 15)
    await walk_until_asked(walker)
    await answer(walker, ears, "My chest feels tight and it goes to my arm")
    own, other = (coordinator_of(gym, each).state for each in (MACHINE_ID, OTHER_ID))
    assert own.pain is not None
    assert own.pain.band is PainBand.RED_FLAG
    assert other.pain is None
    await walk(walker, 5)
