"""A lock outlives a power cut, whatever the plug does when the power comes back."""

from freezegun.api import FrozenDateTimeFactory
from homeassistant.components.repairs import RepairsFlowManager
from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import MqttMockHAClient

from custom_components.home_gym.dialects.preflight import Concern
from gymlab.simulator.plug import PlugSettings
from gymlab.simulator.records import Cause

from .helpers import Device, act, coordinator_of
from .simulated_plug import GYM_PLUG, SimulatedPlug, plug_in, settle
from .test_preflight import agree, manager
from .test_repairs import start

__all__ = ["manager"]


async def locked(
    hass: HomeAssistant,
    mqtt_mock: MqttMockHAClient,
    device: Device,
    power_on_state: int,
) -> SimulatedPlug:
    """Walk into a lock: the belt is still, and the plug is off."""
    plug = SimulatedPlug(hass, GYM_PLUG, PlugSettings(power_on_state=power_on_state))
    plug_in(mqtt_mock, plug)
    await device.on()
    await device.walk(3.0, 20)
    await act(hass, "report_pain", {"level": 6})
    await device.stand(5)
    assert not plug.plug.relay_on
    return plug


async def cut_power(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, plug: SimulatedPlug
) -> None:
    """Let the mains fail for a minute, and come back."""
    plug.mains(on=False)
    plug.wait(60)
    await settle(hass, freezer, 8)
    plug.mains(on=True)
    plug.wait(10)
    await settle(hass, freezer, 5)


@pytest.mark.parametrize("fixed", [False, True])
async def test_a_lock_holds_over_a_power_cut(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    device: Device,
    mqtt_mock: MqttMockHAClient,
    freezer: FrozenDateTimeFactory,
    manager: RepairsFlowManager,
    fixed: bool,
):
    """With the bad setting the plug comes on, and is switched off again at once."""
    plug = await locked(hass, mqtt_mock, device, 1)
    if fixed:
        shown = await start(manager, Concern.RETURNS_ON)
        await agree(hass, manager, freezer, shown)
    await cut_power(hass, freezer, plug)
    came_on = plug.ledger.switch_ons_by(Cause.MAINS)
    assert len(came_on) == (0 if fixed else 1)
    assert not plug.plug.relay_on
    assert plug.ledger.switch_ons_by(Cause.REMOTE) == []
    assert coordinator_of(gym).state.locks
