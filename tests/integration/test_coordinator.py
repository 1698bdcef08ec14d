"""Where everything meets: messages in, commands out, and nothing left behind."""

import asyncio
from collections.abc import Generator, Sequence
from contextlib import contextmanager
import random
from typing import Any
from unittest.mock import patch

from freezegun.api import FrozenDateTimeFactory
from homeassistant.components import mqtt
from homeassistant.components.mqtt.const import MQTT_CONNECTION_STATE
from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import CALLBACK_TYPE, HomeAssistant, ServiceCall
from homeassistant.exceptions import ServiceValidationError
from homeassistant.helpers import issue_registry as ir
from homeassistant.helpers.dispatcher import async_dispatcher_send
import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    async_fire_mqtt_message,
    async_mock_service,
)
from pytest_homeassistant_custom_component.typing import MqttMockHAClient

from custom_components.home_gym.coordinator import MachineCoordinator
from custom_components.home_gym.engine.observations import Stop
from custom_components.home_gym.engine.words import Belt
from custom_components.home_gym.machines import dialects_from

from .helpers import MACHINE_ID, Device, act, coordinator_of, pass_time, sent, state_of

PHONE = "notify.phone"
STOP = ("QZ/default/control/stop", "1")
LOST = "I cannot see the treadmill. Use its own controls."
LEFT = "I am not watching now. Use the treadmill's own controls."


@pytest.fixture
def machine_data(machine_data: dict[str, Any]) -> dict[str, Any]:
    """Return the machine with one place to speak at."""
    return {**machine_data, "speak": {"notifiers": [PHONE]}}


@pytest.fixture
def pushed(hass: HomeAssistant, gym: MockConfigEntry) -> list[ServiceCall]:
    """Return what is pushed to the phone."""
    hass.states.async_set(PHONE, "unknown")
    calls: list[ServiceCall] = async_mock_service(hass, "notify", "send_message")
    return calls


def texts(calls: Sequence[ServiceCall]) -> list[str]:
    return [call.data["message"] for call in calls]


def link(hass: HomeAssistant, mqtt_mock: MqttMockHAClient, *, up: bool) -> None:
    """Lose the broker, or reach it again."""
    mqtt_mock.connected = up
    async_dispatcher_send(hass, MQTT_CONNECTION_STATE, up)


def armed(coordinator: MachineCoordinator) -> list[asyncio.TimerHandle]:
    """Return the timers that will let a machine look again."""
    loop: Any = coordinator.hass.loop
    look = coordinator._waker._wake
    return [
        timer
        for timer in loop._scheduled
        if not timer.cancelled() and timer._callback == look
    ]


@contextmanager
def nobody_told(gym: MockConfigEntry) -> Generator[None]:
    """Change a gym so that nothing has come of it yet."""
    listeners = list(gym.update_listeners)
    gym.update_listeners.clear()
    yield
    gym.update_listeners.extend(listeners)


async def settle(hass: HomeAssistant) -> None:
    await hass.async_block_till_done(wait_background_tasks=True)


async def test_a_planned_restart_in_mid_walk_is_announced(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    device: Device,
    pushed: list[ServiceCall],
):
    await device.on()
    await device.walk(3.0, 20)
    await settle(hass)
    pushed.clear()
    await hass.async_stop(force=True)
    assert texts(pushed) == [LEFT]


async def test_a_restart_without_a_walk_is_silent(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    device: Device,
    pushed: list[ServiceCall],
):
    await device.on()
    await hass.async_stop(force=True)
    assert pushed == []


async def test_a_voice_that_hangs_does_not_hold_a_restart_up(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    device: Device,
    freezer: FrozenDateTimeFactory,
    pushed: list[ServiceCall],
):
    async def hang(call: ServiceCall) -> None:
        await asyncio.Event().wait()

    hass.services.async_register("notify", "send_message", hang)
    await device.on()
    await device.walk(3.0, 20)
    flush = hass.async_create_task(coordinator_of(gym)._async_shut_down())
    for _ in range(10):
        await asyncio.sleep(0)
    assert not flush.done()
    freezer.tick(6)
    await asyncio.wait([flush], timeout=2)
    assert flush.done()


async def test_the_broker_is_lost_in_mid_walk(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    device: Device,
    pushed: list[ServiceCall],
    freezer: FrozenDateTimeFactory,
    mqtt_mock: MqttMockHAClient,
):
    await device.on()
    await device.walk(3.0, 20)
    await settle(hass)
    pushed.clear()
    mqtt_mock.async_publish.reset_mock()
    link(hass, mqtt_mock, up=False)
    await pass_time(hass, freezer, 120, 1.0)
    await settle(hass)
    assert texts(pushed) == [LOST]
    await act(hass, "stop")
    await pass_time(hass, freezer, 120, 1.0)
    await settle(hass)
    assert mqtt_mock.async_publish.mock_calls == []
    assert texts(pushed)[2] == (
        "I cannot reach the treadmill. Use its own stop or pull the safety key."
    )

    # Minutes later the order is old: the belt is asked about, and not commanded.
    link(hass, mqtt_mock, up=True)
    await settle(hass)
    assert sent(mqtt_mock) == []


async def test_a_broker_that_came_back_during_a_reload_is_back(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    device: Device,
    freezer: FrozenDateTimeFactory,
    mqtt_mock: MqttMockHAClient,
):
    await device.on()
    await device.walk(3.0, 20)
    link(hass, mqtt_mock, up=False)
    await pass_time(hass, freezer, 301)
    issues = ir.async_get(hass)
    gone = ("home_gym", f"broker_gone_{MACHINE_ID}")
    assert gone in issues.issues
    assert await hass.config_entries.async_unload(gym.entry_id)
    mqtt_mock.connected = True
    assert await hass.config_entries.async_setup(gym.entry_id)
    await hass.async_block_till_done()
    assert coordinator_of(gym).state.evidence.broker_up
    assert gone not in issues.issues
    await device.walk(2.5, 3)
    assert coordinator_of(gym).state.truth.belt is Belt.MOVING


async def test_garbage_on_every_topic_is_counted_and_harmless(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    device: Device,
    caplog: pytest.LogCaptureFixture,
    mqtt_mock: MqttMockHAClient,
):
    await device.on()
    await device.walk(3.0, 20)
    mqtt_mock.async_publish.reset_mock()
    coordinator = coordinator_of(gym)
    session = coordinator.state.session
    assert session is not None
    told = random.Random(1)
    payloads: list[bytes] = [
        b"\xff\xfe",
        b"{",
        b"[]",
        b'{"ENERGY": {"Power": "NaN"}}',
        b'{"ENERGY": []}',
        b"1e999",
        b"nan",
        b"-1",
        b"\x00",
        *(told.randbytes(told.randrange(40)) for _ in range(20)),
    ]
    topics = [
        topic.replace("+", "x").replace("#", "y/z")
        for dialect in dialects_from(coordinator.subentry.data)
        for topic in dialect.subscriptions()
    ]
    caplog.clear()
    for topic in topics:
        # A topic's own word for "gone" is no garbage, and none of these is.
        for payload in payloads:
            async_fire_mqtt_message(hass, topic, payload)
    await hass.async_block_till_done()
    assert coordinator.unreadable_messages > len(topics)
    assert not [each for each in caplog.records if each.levelname in "WARNING ERROR"]
    assert sent(mqtt_mock) == []
    now = coordinator.state.session
    assert now is not None
    assert now.id == session.id


async def test_retained_readings_start_nothing(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    pushed: list[ServiceCall],
    freezer: FrozenDateTimeFactory,
    mqtt_mock: MqttMockHAClient,
):
    mqtt_mock.async_publish.reset_mock()
    for topic, payload in (
        ("QZ/default/status", "online"),
        ("QZ/default/workout/speed/current", "9.0"),
        ("QZ/default/workout/elapsed/total_seconds", "600"),
        ("QZ/default/workout/distance", "1.2"),
        ("tele/gym-plug/LWT", "Online"),
        ("stat/gym-plug/POWER", "ON"),
        ("tele/gym-plug/SENSOR", '{"ENERGY": {"Power": 400, "Total": 1.0}}'),
    ):
        async_fire_mqtt_message(hass, topic, payload, retain=True)
    await pass_time(hass, freezer, 30, 1.0)
    await settle(hass)
    coordinator = coordinator_of(gym)
    assert coordinator.state.session is None
    assert sent(mqtt_mock) == []
    assert pushed == []


async def test_there_is_one_timer(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    device: Device,
    freezer: FrozenDateTimeFactory,
):
    coordinator = coordinator_of(gym)
    await device.on()
    assert len(armed(coordinator)) == 1
    for kmh in (3.0, 3.5, 2.0):
        await device.walk(kmh, 5)
        assert len(armed(coordinator)) == 1
    await act(hass, "report_pain", {"level": 6})
    await device.stand(5)
    assert len(armed(coordinator)) == 1
    await hass.config_entries.async_reload(gym.entry_id)
    assert armed(coordinator) == []
    assert len(armed(coordinator_of(gym))) == 1


async def test_an_unloaded_gym_leaves_nothing_behind(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    device: Device,
    freezer: FrozenDateTimeFactory,
    hass_storage: dict[str, Any],
):
    await device.on()
    await device.walk(3.0, 20)
    coordinator = coordinator_of(gym)
    assert await hass.config_entries.async_unload(gym.entry_id)
    kept, stored = coordinator.state, dict(hass_storage)
    await device.walk(5.0, 10)
    assert coordinator.state is kept
    assert armed(coordinator) == []
    assert {key: hass_storage[key] for key in stored if MACHINE_ID in key} == {
        key: value for key, value in stored.items() if MACHINE_ID in key
    }
    with pytest.raises(ServiceValidationError) as refusal:
        coordinator.async_observe(Stop())
    assert refusal.value.translation_key == "machine_not_loaded"


async def test_a_reload_in_mid_session_goes_on_at_once(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    device: Device,
    pushed: list[ServiceCall],
    mqtt_mock: MqttMockHAClient,
):
    await device.on()
    await device.walk(3.0, 20)
    await settle(hass)
    pushed.clear()
    mqtt_mock.async_publish.reset_mock()
    before = coordinator_of(gym)
    assert before.state.session is not None
    await hass.config_entries.async_reload(gym.entry_id)
    after = coordinator_of(gym)
    assert after is not before
    assert after.state.session is not None
    assert after.state.session.id == before.state.session.id
    # A source that speaks on change only will not repeat what it has said.
    assert after.state.truth.belt is Belt.MOVING
    assert texts(pushed) == []
    assert sent(mqtt_mock) == []
    coordinator_of(gym).async_observe(Stop())
    assert sent(mqtt_mock) == [STOP]


async def test_a_subscription_that_outlives_a_reload_makes_no_second_guard(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    device: Device,
    mqtt_mock: MqttMockHAClient,
):
    real = mqtt.async_subscribe

    async def subscribe(*args: Any) -> CALLBACK_TYPE:
        # So it is once MQTT has been reloaded: the old client cannot end what the new
        # one has taken over.
        await real(*args)
        return lambda: None

    with patch.object(mqtt, "async_subscribe", subscribe):
        await hass.config_entries.async_reload(gym.entry_id)
    ghost = coordinator_of(gym)
    await device.on()
    await device.walk(3.0, 20)
    await hass.config_entries.async_reload(gym.entry_id)
    kept = ghost.state
    await device.walk(5.0, 5)
    assert coordinator_of(gym).state.truth.speed_kmh == 5.0
    assert ghost.state is kept
    assert armed(ghost) == []


async def test_other_devices_are_listened_to_at_once(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    freezer: FrozenDateTimeFactory,
    mqtt_mock: MqttMockHAClient,
):
    old = Device(hass, freezer)
    await old.on()
    await old.walk(3.0, 5)
    subentry = gym.subentries[MACHINE_ID]
    data = {**subentry.data, "treadmill": {"dialect": "qz", "base": "QZ/attic"}}
    hass.config_entries.async_update_subentry(gym, subentry, data=data)
    await hass.async_block_till_done()
    # What the old treadmill said is no evidence about the new one.
    assert coordinator_of(gym).state.truth.belt is Belt.UNKNOWN
    await old.walk(4.0, 5)
    assert coordinator_of(gym).state.truth.belt is Belt.UNKNOWN
    attic = Device(hass, freezer, "QZ/attic")
    await attic.on()
    await attic.walk(3.0, 20)
    assert state_of(hass, "sensor", "phase").state == "warm_up"
    mqtt_mock.async_publish.reset_mock()
    await act(hass, "stop")
    assert sent(mqtt_mock) == [("QZ/attic/control/stop", "1")]


async def test_until_a_reload_the_devices_are_those_that_are_listened_to(
    hass: HomeAssistant, gym: MockConfigEntry, caplog: pytest.LogCaptureFixture
):
    subentry = gym.subentries[MACHINE_ID]
    data = {key: value for key, value in subentry.data.items() if key != "plug"}
    before = coordinator_of(gym)
    with nobody_told(gym):
        hass.config_entries.async_update_subentry(gym, subentry, data=data)
    before.link.forget()
    async_fire_mqtt_message(hass, "stat/gym-plug/POWER", "ON")
    assert before.state.evidence.relay is not None
    await hass.config_entries.async_reload(gym.entry_id)
    assert gym.state is ConfigEntryState.LOADED
    assert not coordinator_of(gym).machine.has_plug
    assert "Exception" not in caplog.text


async def test_a_first_walk_on_a_machine_that_was_just_removed_is_harmless(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    device: Device,
    caplog: pytest.LogCaptureFixture,
):
    subentry = gym.subentries[MACHINE_ID]
    data = {**subentry.data, "verified": False}
    hass.config_entries.async_update_subentry(gym, subentry, data=data)
    await device.on()
    machine = coordinator_of(gym)
    with nobody_told(gym):
        hass.config_entries.async_remove_subentry(gym, MACHINE_ID)
    await device.walk(3.0, 5)
    assert machine.state.session is not None
    assert "UnknownSubEntry" not in caplog.text
    await hass.config_entries.async_reload(gym.entry_id)
    assert not [key for key in ir.async_get(hass).issues if MACHINE_ID in key[1]]


# The calendar of Home Assistant keeps an alarm for an entity that was not removed.
@pytest.mark.parametrize("expected_lingering_timers", [True])
async def test_a_gym_that_cannot_be_unloaded_goes_on_watching(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    device: Device,
    monkeypatch: pytest.MonkeyPatch,
):
    async def refuse(*args: Any) -> bool:
        return False

    await device.on()
    await device.walk(3.0, 20)
    with monkeypatch.context() as patched:
        patched.setattr(hass.config_entries, "async_unload_platforms", refuse)
        assert not await hass.config_entries.async_unload(gym.entry_id)
    coordinator = coordinator_of(gym)
    await device.walk(2.5, 3)
    assert coordinator.state.truth.speed_kmh == 2.5
    assert len(armed(coordinator)) == 1
    coordinator._close()
