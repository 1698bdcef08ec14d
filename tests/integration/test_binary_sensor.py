"""What the binary sensors of a machine show."""

from collections.abc import Sequence

from freezegun.api import FrozenDateTimeFactory
from homeassistant.const import STATE_OFF, STATE_ON, STATE_UNKNOWN, Platform
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    snapshot_platform,
)
from syrupy.assertion import SnapshotAssertion

from .helpers import Device, act, pass_time, state_of


@pytest.fixture
def platforms() -> Sequence[Platform]:
    """Return the platform under test."""
    return [Platform.BINARY_SENSOR]


async def test_binary_sensors(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    device: Device,
    entity_registry: er.EntityRegistry,
    snapshot: SnapshotAssertion,
):
    await device.on()
    await device.walk(2.5, 3)
    await snapshot_platform(hass, entity_registry, snapshot, gym.entry_id)


def _is(hass: HomeAssistant, key: str) -> str:
    return state_of(hass, "binary_sensor", key).state


async def test_moving_is_unknown_when_nobody_can_tell(
    hass: HomeAssistant, device: Device, freezer: FrozenDateTimeFactory
):
    assert _is(hass, "moving") == STATE_UNKNOWN
    await device.on()
    await device.walk(2.5, 3)
    assert _is(hass, "moving") == STATE_ON
    await device.stand()
    assert _is(hass, "moving") == STATE_OFF
    await device.walk(2.5, 3)
    await pass_time(hass, freezer, 15, 1.0)
    assert _is(hass, "moving") == STATE_UNKNOWN
    assert _is(hass, "signal_problem") == STATE_ON
    await device.walk(2.5, 3)
    assert _is(hass, "signal_problem") == STATE_OFF


async def test_a_break_falls_due_and_is_taken(hass: HomeAssistant, device: Device):
    await device.on()
    await device.walk(2.5, 590)
    assert _is(hass, "break_due") == STATE_OFF
    await device.walk(2.5, 15)
    assert _is(hass, "break_due") == STATE_ON
    await device.stand(125)
    assert _is(hass, "break_due") == STATE_OFF


async def test_a_lock_says_what_stands_in_its_way(
    hass: HomeAssistant, device: Device, freezer: FrozenDateTimeFactory
):
    await device.on()
    assert _is(hass, "ready") == STATE_ON
    await act(hass, "report_pain", {"level": 5})
    device.relay(on=False)
    await pass_time(hass, freezer, 10.0)
    assert _is(hass, "locked") == STATE_ON
    locked = state_of(hass, "binary_sensor", "locked")
    assert locked.attributes["reasons"] == ["pain"]
    ready = state_of(hass, "binary_sensor", "ready")
    assert ready.state == STATE_OFF
    assert ready.attributes["blockers"] == ["locked", "lock_stands", "pain_too_high"]


async def test_a_belt_that_does_not_stop_raises_the_alarm(
    hass: HomeAssistant, device: Device
):
    await device.on()
    await device.walk(2.5, 5)
    assert _is(hass, "alarm") == STATE_OFF
    await act(hass, "stop")
    await device.walk(2.5, 20)
    assert _is(hass, "alarm") == STATE_ON
    alarm = state_of(hass, "binary_sensor", "alarm")
    assert alarm.attributes["trouble"] == "belt_did_not_stop"
    await device.stand(5)
    assert _is(hass, "alarm") == STATE_OFF
