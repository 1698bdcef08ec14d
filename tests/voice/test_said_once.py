"""What the treadmill says itself is not said twice; a refusal is always said."""

from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from tests.integration.helpers import (
    NAME,
    OTHER_ID,
    OTHER_NAME,
    Device,
    gym_entry,
    machine_subentry,
)

from .assist import Assist
from .listening_house import SATELLITE

ELSEWHERE = "assist_satellite.kitchen"


@pytest.fixture
def entry(
    machine_data: dict[str, Any], other_machine_data: dict[str, Any]
) -> MockConfigEntry:
    """Return a gym with two machines, and one voice assistant beside both."""
    speak = {"assist_satellites": [SATELLITE]}
    return gym_entry(
        machine_subentry({**machine_data, "speak": speak}),
        machine_subentry({**other_machine_data, "speak": speak}, OTHER_ID, OTHER_NAME),
    )


@pytest.mark.parametrize(
    ("said", "satellite_id", "answer"),
    [
        ("Stop!", SATELLITE, ""),
        ("Stop!", ELSEWHERE, "Stopping."),
        ("Ouch, my knee!", SATELLITE, ""),
        # Whose mild pain it is would have to be asked: nothing was done.
        ("Pain one", SATELLITE, f"Which one: {NAME}, {OTHER_NAME}?"),
        ("Pain one", ELSEWHERE, f"Which one: {NAME}, {OTHER_NAME}?"),
    ],
)
async def test_silence_is_only_an_answer_where_the_treadmill_speaks(
    gym: MockConfigEntry,
    device: Device,
    other_device: Device,
    assist: Assist,
    said: str,
    satellite_id: str,
    answer: str,
):
    await device.walk(2.0, 15)
    await other_device.walk(2.0, 15)
    assert await assist.say(said, satellite_id=satellite_id) == answer
