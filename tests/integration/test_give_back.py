"""What was the plug's own is put back when its machine goes."""

from dataclasses import replace
from typing import Any

from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    async_fire_mqtt_message,
)
from pytest_homeassistant_custom_component.typing import MqttMockHAClient

from custom_components.home_gym.engine.state import Backstop

from .helpers import MACHINE_ID, Device, coordinator_of, sent

TIMER = "cmnd/gym-plug/PulseTime1"
REMOVED: dict[str, tuple[Backstop, list[tuple[str, str]]]] = {
    "there was none": (Backstop(ours=True, original_s=0.0), [(TIMER, "0")]),
    "there was one": (Backstop(ours=True, original_s=600.0), [(TIMER, "700")]),
    "it never was ours": (Backstop(set_s=600.0, original_s=600.0), []),
}


def _timers(mqtt_mock: MqttMockHAClient) -> list[tuple[str, str]]:
    return [each for each in sent(mqtt_mock) if each[0] == TIMER]


@pytest.mark.parametrize(("backstop", "told"), REMOVED.values(), ids=REMOVED)
async def test_a_machine_that_is_removed_gives_the_timer_back(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    device: Device,
    mqtt_mock: MqttMockHAClient,
    backstop: Backstop,
    told: list[Any],
):
    await device.on()
    for settings in ('{"PowerOnState":3}', '{"PulseTime1":{"Set":0,"Remaining":0}}'):
        async_fire_mqtt_message(hass, "stat/gym-plug/RESULT", settings)
    await hass.async_block_till_done()
    machine = coordinator_of(gym)
    machine.state = replace(machine.state, backstop=backstop)
    mqtt_mock.async_publish.reset_mock()
    hass.config_entries.async_remove_subentry(gym, MACHINE_ID)
    await hass.async_block_till_done()
    assert _timers(mqtt_mock) == told


async def test_a_gym_that_is_removed_takes_the_timer_away(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    device: Device,
    mqtt_mock: MqttMockHAClient,
):
    await device.on()
    machine = coordinator_of(gym)
    ours = Backstop(ours=True, original_s=0.0)
    machine.state = replace(machine.state, backstop=ours)
    mqtt_mock.async_publish.reset_mock()
    await hass.config_entries.async_remove(gym.entry_id)
    await hass.async_block_till_done()
    assert _timers(mqtt_mock) == [(TIMER, "0")]
