"""Supervision is suspended for a while, never for good."""

from collections.abc import Sequence

from freezegun.api import FrozenDateTimeFactory
from homeassistant.components.homeassistant.exposed_entities import async_should_expose
from homeassistant.const import STATE_OFF, STATE_ON, Platform
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    snapshot_platform,
)
from syrupy.assertion import SnapshotAssertion

from .helpers import Device, coordinator_of, entity_id_of, pass_time, state_of


@pytest.fixture
def platforms() -> Sequence[Platform]:
    """Return the platform under test."""
    return [Platform.SWITCH]


async def _turn(hass: HomeAssistant, service: str) -> None:
    target = {"entity_id": entity_id_of(hass, "switch", "supervision")}
    await hass.services.async_call("switch", service, target, blocking=True)


async def test_switch(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    entity_registry: er.EntityRegistry,
    snapshot: SnapshotAssertion,
):
    await snapshot_platform(hass, entity_registry, snapshot, gym.entry_id)


async def test_supervision_comes_back_by_itself(
    hass: HomeAssistant, device: Device, freezer: FrozenDateTimeFactory
):
    await device.on()
    await _turn(hass, "turn_off")
    assert state_of(hass, "switch", "supervision").state == STATE_OFF
    await pass_time(hass, freezer, 895, 60.0)
    assert state_of(hass, "switch", "supervision").state == STATE_OFF
    await pass_time(hass, freezer, 10, 5.0)
    assert state_of(hass, "switch", "supervision").state == STATE_ON


async def test_supervision_is_resumed(
    hass: HomeAssistant, gym: MockConfigEntry, device: Device
):
    await device.on()
    await _turn(hass, "turn_off")
    assert coordinator_of(gym).data.suspended
    await _turn(hass, "turn_on")
    assert not coordinator_of(gym).data.suspended
    assert state_of(hass, "switch", "supervision").state == STATE_ON


async def test_no_voice_assistant_is_offered_to_loosen_what_guards(
    hass: HomeAssistant, gym: MockConfigEntry
):
    assert await async_setup_component(hass, "homeassistant", {})
    supervision = entity_id_of(hass, "switch", "supervision")
    assert not async_should_expose(hass, "conversation", supervision)
