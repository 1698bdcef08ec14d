"""Sessions belong to people: they can be given away, and go with them."""

from collections.abc import Sequence
import json
from typing import Any

from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.home_gym.const import DOMAIN
from custom_components.home_gym.engine.observations import SelectPerson

from .helpers import (
    Device,
    act,
    coordinator_of,
    gym_entry,
    machine_subentry,
    pass_time,
    person_subentry,
    state_of,
)

ANNA = "person_anna"
FIRST = "20261122T180000Z-machine_1"


@pytest.fixture
def platforms() -> Sequence[Platform]:
    """Return the platform that shows the totals."""
    return [Platform.SENSOR]


@pytest.fixture
def entry(machine_data: dict[str, Any]) -> MockConfigEntry:
    """Return a gym with one machine and one person."""
    return gym_entry(
        machine_subentry(machine_data),
        person_subentry(ANNA, "Anna", "gentle_back"),
    )


async def end(device: Device) -> None:
    """Come to rest and end the session."""
    await device.stand(3)
    await act(device.hass, "end_session")


def totals(entry: MockConfigEntry) -> dict[str, int]:
    """Return who walked how many minutes today, by the machine's own count."""
    return {
        each.person_id: round(each.moving_s / 60)
        for each in coordinator_of(entry).state.totals
    }


async def sessions(hass: HomeAssistant, **data: Any) -> list[dict[str, Any]]:
    """Return the sessions that are asked for."""
    answer = await hass.services.async_call(
        DOMAIN, "get_sessions", data, blocking=True, return_response=True
    )
    assert isinstance(answer, dict)
    found: Any = answer["sessions"]
    assert isinstance(found, list)
    return found


@pytest.mark.usefixtures("entity_registry_enabled_by_default")
async def test_that_was_me_and_not_guest(
    hass: HomeAssistant, gym: MockConfigEntry, device: Device
):
    await device.on()
    await device.walk(3.6, 62)
    await end(device)
    assert totals(gym) == {"guest": 1}
    await act(hass, "edit_session", {"session_id": FIRST, "person": "Anna"})
    assert totals(gym) == {"guest": 0, ANNA: 1}
    assert await sessions(hass, person="guest") == []
    (session,) = await sessions(hass, person="anna")
    assert session["person_id"] == ANNA
    assert state_of(hass, "sensor", "total_moving_time").state == "1"
    assert state_of(hass, "sensor", "walked_today").state == "0"


@pytest.mark.usefixtures("entity_registry_enabled_by_default")
async def test_with_a_person_their_sessions_go(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    device: Device,
    hass_storage: dict[str, Any],
):
    machine = coordinator_of(gym)
    machine.async_observe(SelectPerson(person_id=ANNA))
    await device.on()
    await device.walk(3.6, 20)
    await end(device)
    # Of this one Anna walked a part only.
    await pass_time(hass, device.freezer, 60)
    await device.walk(3.6, 20)
    machine.async_observe(SelectPerson(person_id="guest"))
    await device.walk(3.6, 20)
    await end(device)
    assert len(await sessions(hass)) == 2
    assert ANNA in json.dumps(hass_storage["home_gym.history.2026-11"])

    hass.config_entries.async_remove_subentry(gym, ANNA)
    await hass.async_block_till_done()
    (session,) = await sessions(hass)
    assert session["person_id"] == "guest"
    for key, stored in hass_storage.items():
        if key.startswith(("home_gym.history", "home_gym.traces")):
            assert ANNA not in json.dumps(stored), key
    assert state_of(hass, "sensor", "total_sessions").state == "1"


async def test_a_log_that_cannot_be_changed_keeps_no_machine_from_being_guarded(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    device: Device,
    hass_storage: dict[str, Any],
):
    coordinator_of(gym).async_observe(SelectPerson(person_id=ANNA))
    await device.on()
    await device.walk(3.0, 60)
    await end(device)
    await hass.config_entries.async_unload(gym.entry_id)
    # A newer Home Gym has written it, and its owner has gone back to this one.
    hass_storage["home_gym.traces.2026-11"]["version"] = 99
    hass.config_entries.async_remove_subentry(gym, ANNA)
    assert await hass.config_entries.async_setup(gym.entry_id)
    assert coordinator_of(gym).running
