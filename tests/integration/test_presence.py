"""A mat of another integration beside a treadmill behind QZ."""

from typing import Any

from freezegun.api import FrozenDateTimeFactory
from homeassistant.const import STATE_OFF, STATE_ON, STATE_UNAVAILABLE
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import ServiceValidationError
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from .helpers import Device, coordinator_of, entity_id_of, state_of

MAT = "binary_sensor.mat"


@pytest.fixture
def machine_data(machine_data: dict[str, Any]) -> dict[str, Any]:
    """Return a treadmill with a mat."""
    return {**machine_data, "entities": {"presence": MAT}}


async def _turn(hass: HomeAssistant, service: str) -> None:
    target = {"entity_id": entity_id_of(hass, "switch", "beside")}
    await hass.services.async_call("switch", service, target, blocking=True)


async def test_a_mat_is_felt_or_away(
    hass: HomeAssistant, gym: MockConfigEntry, device: Device
):
    machine = coordinator_of(gym)
    assert machine.machine.senses_presence
    assert machine.state.evidence.presence_online is False
    for told, value in ((STATE_ON, 1.0), (STATE_OFF, 0.0)):
        hass.states.async_set(MAT, told)
        evidence = machine.state.evidence
        assert evidence.presence_online
        assert evidence.presence is not None
        assert evidence.presence.value == value
    hass.states.async_set(MAT, STATE_UNAVAILABLE)
    assert machine.state.evidence.presence_online is False
    assert machine.state.evidence.presence is None


async def test_standing_beside_ends_with_the_session(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    device: Device,
    freezer: FrozenDateTimeFactory,
):
    with pytest.raises(ServiceValidationError):
        await _turn(hass, "turn_on")
    await device.on()
    await device.walk(3.0, 10)
    assert state_of(hass, "switch", "beside").state == STATE_OFF
    await _turn(hass, "turn_on")
    assert state_of(hass, "switch", "beside").state == STATE_ON
    await _turn(hass, "turn_off")
    assert state_of(hass, "switch", "beside").state == STATE_OFF
