"""The stop path waits for nobody: not for speech, disk, entities or the broker."""

import asyncio
from collections.abc import Callable, Iterator
import socket
from typing import Any
from unittest.mock import patch

from homeassistant.const import EVENT_STATE_CHANGED
from homeassistant.core import Event, HomeAssistant, ServiceCall, callback
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import MqttMockHAClient

from custom_components.home_gym.engine.observations import ReportPain, Stop
from custom_components.home_gym.store import MachineStore

from .helpers import MACHINE_ID, Device, act, coordinator_of, sent

PHONE = "notify.phone"
STOP = ("QZ/default/control/stop", "1")


@pytest.fixture
def machine_data(machine_data: dict[str, Any]) -> dict[str, Any]:
    """Return the machine with one place to speak at."""
    return {**machine_data, "speak": {"notifiers": [PHONE]}}


@pytest.fixture
def wire(hass: HomeAssistant) -> Iterator[Callable[[Callable[[], None]], None]]:
    """Serve a socket as the MQTT client does: what it publishes leaves only then."""
    ours, theirs = socket.socketpair()

    def publish(left: Callable[[], None]) -> None:
        def write() -> None:
            hass.loop.remove_writer(ours)
            left()

        hass.loop.add_writer(ours, write)

    with ours, theirs:
        yield publish


@pytest.mark.parametrize(
    "command", [Stop(), ReportPain(level=9), ReportPain(), ReportPain(level=6)]
)
async def test_a_stop_is_on_its_way_before_the_report_returns(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    device: Device,
    mqtt_mock: MqttMockHAClient,
    command: Stop | ReportPain,
):
    hung: list[str] = []

    async def hang(call: ServiceCall) -> None:
        hung.append(call.data["message"])
        await asyncio.Event().wait()

    hass.states.async_set(PHONE, "unknown")
    hass.services.async_register("notify", "send_message", hang)
    await device.on()
    await device.walk(3.0, 20)
    mqtt_mock.async_publish.reset_mock()
    hung.clear()
    coordinator = coordinator_of(gym)
    shown = coordinator.data
    coordinator.async_observe(command)
    # Nothing was awaited: what is published now, comes before all else. It leaves with
    # the next round of asyncio, and nobody else may take time before that.
    assert sent(mqtt_mock) == [STOP]
    assert hung == []
    assert coordinator.data is shown
    for _ in range(10):
        await asyncio.sleep(0)
    assert hung
    assert coordinator.data is not shown


async def test_the_machine_hears_of_a_stop_before_anybody_else(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    device: Device,
    mqtt_mock: MqttMockHAClient,
    wire: Callable[[Callable[[], None]], None],
):
    order: list[str] = []

    async def push(call: ServiceCall) -> None:
        order.append("speech")

    async def publish(*args: Any, **kwargs: Any) -> None:
        wire(lambda: order.append("command"))

    def changed(event: Event[Any]) -> None:
        order.append("entity")

    async def save(*args: Any) -> None:
        order.append("disk")

    hass.states.async_set(PHONE, "unknown")
    hass.services.async_register("notify", "send_message", push)
    await device.on()
    await device.walk(3.0, 20)
    await hass.async_block_till_done(wait_background_tasks=True)
    order.clear()
    mqtt_mock.async_publish.side_effect = publish
    hass.bus.async_listen(EVENT_STATE_CHANGED, callback(changed))
    with patch.object(MachineStore, "async_save", save):
        await act(hass, "report_pain", {"level": 9})
        await hass.async_block_till_done(wait_background_tasks=True)
    assert order[0] == "command"
    assert set(order) == {"command", "speech", "entity", "disk"}


async def test_commands_are_sent_once_and_kept_by_nobody(
    hass: HomeAssistant, device: Device, mqtt_mock: MqttMockHAClient
):
    await device.on()
    await device.walk(3.0, 20)
    mqtt_mock.async_publish.reset_mock()
    await act(hass, "stop")
    (stop,) = mqtt_mock.async_publish.mock_calls
    assert stop.args == (*STOP, 0, False)


async def test_a_command_is_not_left_with_a_client_that_is_offline(
    hass: HomeAssistant, device: Device, mqtt_mock: MqttMockHAClient
):
    await device.on()
    await device.walk(3.0, 20)
    mqtt_mock.async_publish.reset_mock()
    # The client knows already, and has told nobody yet.
    mqtt_mock.connected = False
    await act(hass, "stop")
    assert mqtt_mock.async_publish.mock_calls == []


async def test_a_slow_down_is_sent_as_the_machine_takes_it(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    device: Device,
    mqtt_mock: MqttMockHAClient,
):
    subentry = gym.subentries[MACHINE_ID]
    data = {**subentry.data, "can_slow": True}
    hass.config_entries.async_update_subentry(gym, subentry, data=data)
    await hass.async_block_till_done()
    await device.on()
    for _ in range(15):
        # Only a speed that is measured now may be lowered.
        device.forget()
        await device.walk(4.0, 1)
    topics = {topic for topic, _ in sent(mqtt_mock)}
    speeds = [float(payload) for _, payload in sent(mqtt_mock)]
    assert topics == {"QZ/default/control/treadmill/speed"}
    assert all(3.0 <= speed < 4.0 for speed in speeds)
