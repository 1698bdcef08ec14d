"""A report without a treadmill goes to several of them, and is kept once."""

from typing import Any

from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from .helpers import (
    OTHER_ID,
    OTHER_NAME,
    Device,
    act,
    choose,
    gym_entry,
    machine_subentry,
    person_subentry,
)

ANNA = "person_anna"


@pytest.fixture
def entry(
    machine_data: dict[str, Any], other_machine_data: dict[str, Any]
) -> MockConfigEntry:
    """Return a gym with two machines and one person."""
    return gym_entry(
        machine_subentry(machine_data),
        machine_subentry(other_machine_data, OTHER_ID, OTHER_NAME),
        person_subentry(ANNA, "Anna", "gentle_back"),
    )


async def test_what_is_told_to_all_machines_is_kept_once(
    hass: HomeAssistant, gym: MockConfigEntry, device: Device, other_device: Device
):
    await device.on()
    await other_device.on()
    await choose(hass, "Anna")
    await choose(hass, "Anna", OTHER_ID)
    await act(hass, "report_pain", {"level": 6, "place": "knee"})
    assert all(each.state.pain for each in gym.runtime_data.machines.values())
    kept = gym.runtime_data.people.kept(ANNA)
    assert (len(kept.pains), len(kept.flares)) == (1, 1)
