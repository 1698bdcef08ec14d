"""The fire drill as an action, asked for by somebody on a dashboard."""

import asyncio
from typing import Any

from homeassistant.core import Context, HomeAssistant
from homeassistant.exceptions import (
    HomeAssistantError,
    ServiceValidationError,
    Unauthorized,
)
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser
from pytest_homeassistant_custom_component.typing import MqttMockHAClient

from custom_components.home_gym.const import DOMAIN

from .helpers import MACHINE_ID, Device, coordinator_of, device_id_of

STOP = ("QZ/default/control/stop", "1")


def drill(hass: HomeAssistant, context: Context | None) -> asyncio.Task[Any]:
    """Begin a drill, which nothing else waits for."""
    return asyncio.create_task(
        hass.services.async_call(
            DOMAIN,
            "fire_drill",
            {"device_id": device_id_of(hass)},
            blocking=True,
            context=context,
            return_response=True,
        )
    )


@pytest.fixture
def owner(hass_admin_user: MockUser) -> Context:
    """Return what an administrator does."""
    return Context(user_id=hass_admin_user.id)


async def walk(device: Device) -> None:
    """Let the belt be seen moving."""
    await device.on()
    await device.walk(2.0, 10)


async def test_a_drill_measures_the_stop_and_proves_the_machine(
    hass: HomeAssistant, gym: MockConfigEntry, device: Device, owner: Context
):
    await walk(device)
    drilling = drill(hass, owner)
    await hass.async_block_till_done()
    await device.walk(1.0, 1)
    await device.walk(0.5, 1)
    await device.stand(2)
    device.relay(on=False)
    answer = await drilling
    kept = gym.subentries[MACHINE_ID].data["drill"]
    assert answer == {"stop_time_s": kept["stop_time_s"], "plug_off": True}
    assert kept["at"].startswith("2026-11-22T18:")
    await hass.async_block_till_done()
    machine = coordinator_of(gym).machine
    assert (machine.proven, machine.stop_time_s) == (True, kept["stop_time_s"])


async def test_a_drill_that_nothing_came_of_says_why_and_proves_nothing(
    hass: HomeAssistant, gym: MockConfigEntry, device: Device, owner: Context
):
    await walk(device)
    drilling = drill(hass, owner)
    await hass.async_block_till_done()
    await device.stand(70)
    with pytest.raises(HomeAssistantError) as raised:
        await drilling
    assert raised.value.translation_key == "drill_plug_did_not_switch_off"
    assert "drill" not in gym.subentries[MACHINE_ID].data


async def test_a_drill_needs_a_belt_that_is_seen_moving(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    device: Device,
    owner: Context,
    mqtt_mock: MqttMockHAClient,
):
    await device.on()
    with pytest.raises(ServiceValidationError) as raised:
        await drill(hass, owner)
    assert raised.value.translation_key == "drill_needs_belt"
    assert STOP not in [call.args[:2] for call in mqtt_mock.async_publish.mock_calls]


async def test_nobody_drills_who_does_not_stand_beside_it(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    device: Device,
    owner: Context,
    hass_read_only_user: MockUser,
    mqtt_mock: MqttMockHAClient,
):
    await walk(device)
    automation = Context(user_id=owner.user_id, parent_id=owner.id)
    for context in (Context(), automation):
        with pytest.raises(ServiceValidationError) as raised:
            await drill(hass, context)
        assert raised.value.translation_key == "drill_by_hand"
    with pytest.raises(Unauthorized):
        await drill(hass, Context(user_id=hass_read_only_user.id))
    assert STOP not in [call.args[:2] for call in mqtt_mock.async_publish.mock_calls]
