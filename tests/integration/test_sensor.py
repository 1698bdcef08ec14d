"""What the sensors of a machine show, and how rarely they say it."""

from collections.abc import Sequence

from freezegun.api import FrozenDateTimeFactory
from homeassistant.const import EVENT_STATE_CHANGED, STATE_UNKNOWN, Platform
from homeassistant.core import Event, HomeAssistant
from homeassistant.helpers import entity_registry as er
import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    async_capture_events,
    async_fire_mqtt_message,
    snapshot_platform,
)
from syrupy.assertion import SnapshotAssertion

from .helpers import Device, act, pass_time, state_of


@pytest.fixture
def platforms() -> Sequence[Platform]:
    """Return the platform under test."""
    return [Platform.SENSOR]


@pytest.mark.usefixtures("entity_registry_enabled_by_default")
async def test_sensors(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    device: Device,
    entity_registry: er.EntityRegistry,
    snapshot: SnapshotAssertion,
):
    await device.on()
    await device.walk(2.5, 90)
    device.power(187)
    await device.walk(2.5, 10)
    device.power(183)
    await device.walk(2.5, 1)
    await snapshot_platform(hass, entity_registry, snapshot, gym.entry_id)


@pytest.mark.usefixtures("entity_registry_enabled_by_default")
async def test_what_nobody_has_seen_is_unknown(hass: HomeAssistant, device: Device):
    for key in ("belt", "speed", "power", "allowed_speed", "last_stop"):
        assert state_of(hass, "sensor", key).state == STATE_UNKNOWN, key
    assert state_of(hass, "sensor", "phase").state == "no_signal"
    assert state_of(hass, "sensor", "reason").state == "none"
    await device.on()
    assert state_of(hass, "sensor", "phase").state == "ready"


@pytest.mark.usefixtures("entity_registry_enabled_by_default")
async def test_a_walk_and_its_stop(hass: HomeAssistant, device: Device):
    await device.on()
    await device.walk(2.5, 130)
    assert state_of(hass, "sensor", "phase").state == "warm_up"
    assert state_of(hass, "sensor", "belt").state == "moving"
    assert state_of(hass, "sensor", "session_time").state == "2"
    assert state_of(hass, "sensor", "walked_today").state == "2"
    assert state_of(hass, "sensor", "walked_this_week").state == "2"
    cap = state_of(hass, "sensor", "allowed_speed")
    assert (cap.state, cap.attributes["source"]) == ("3.0", "warm_up")

    await act(hass, "stop")
    assert state_of(hass, "sensor", "phase").state == "stopping"
    assert state_of(hass, "sensor", "reason").state == "user_stop"
    await device.walk(1.0, 2)
    await device.stand(3)
    assert state_of(hass, "sensor", "phase").state == "on_break"
    stop = state_of(hass, "sensor", "last_stop")
    assert stop.state == "2026-11-22T18:02:12+00:00"
    assert stop.attributes["reason"] == "user_stop"
    assert stop.attributes["stop_sent"].second == 10
    assert stop.attributes["relay_off"] is None
    assert stop.attributes["stop_time_s"] == 2.0
    assert stop.attributes["load_verified"] is False


async def test_a_lock_and_its_end(
    hass: HomeAssistant, device: Device, freezer: FrozenDateTimeFactory
):
    await device.on()
    await act(hass, "report_pain", {"level": 5})
    assert state_of(hass, "sensor", "phase").state == "stopping"
    assert state_of(hass, "sensor", "reason").state == "pain"
    device.relay(on=False)
    await pass_time(hass, freezer, 10.0)
    assert state_of(hass, "sensor", "phase").state == "locked"
    assert state_of(hass, "sensor", "reason").state == "pain"
    assert state_of(hass, "sensor", "lock_ends_at").state == "2026-11-23T18:00:00+00:00"


async def test_a_lock_that_waits_for_a_person_has_no_end(
    hass: HomeAssistant, device: Device
):
    await device.on()
    await act(hass, "report_pain", {"symptom": "chest_pain"})
    assert state_of(hass, "sensor", "reason").state == "red_flag"
    assert state_of(hass, "sensor", "lock_ends_at").state == STATE_UNKNOWN


@pytest.mark.usefixtures("entity_registry_enabled_by_default")
@pytest.mark.parametrize(
    ("watts", "shown"),
    [
        ([251, 259, 244, 290, 210], ["250"]),
        ([251, *[290] * 70], ["250", "290"]),
        ([251, 380, 180], ["250", "380", "180"]),
        ([251, 4, 0, 8], ["250", "0", "10"]),
        ([3, 12, 8, 14], ["0", "10"]),
    ],
    ids=["a motor trembles", "a slow change", "a jump", "off and on", "a console"],
)
async def test_power_moves_only_with_a_real_change(
    hass: HomeAssistant,
    device: Device,
    freezer: FrozenDateTimeFactory,
    watts: list[float],
    shown: list[str],
):
    changes = async_capture_events(hass, EVENT_STATE_CHANGED)
    for each in watts:
        device.power(each)
        await pass_time(hass, freezer, 2.0)
    assert _told(changes, "power") == shown


async def test_speed_moves_with_a_tenth(hass: HomeAssistant, device: Device):
    await device.on()
    changes = async_capture_events(hass, EVENT_STATE_CHANGED)
    for kmh in (2.0, 2.04, 2.1, 2.2, 2.3, 2.26, 2.27, 2.4, 0.0):
        await device.walk(kmh, 2)
    assert _told(changes, "speed") == ["2.0", "2.1", "2.2", "2.3", "2.4", "0.0"]


@pytest.mark.usefixtures("entity_registry_enabled_by_default")
async def test_nonsense_is_counted_in_rough_steps(
    hass: HomeAssistant, device: Device, freezer: FrozenDateTimeFactory
):
    await device.on()
    changes = async_capture_events(hass, EVENT_STATE_CHANGED)
    for second in range(130):
        async_fire_mqtt_message(hass, "QZ/default/workout/speed/current", "abc")
        device.qz("watt/current", second)
        await pass_time(hass, freezer, 1.0)
    device.power(100)
    await pass_time(hass, freezer, 2.0)
    told = _told(changes, "unreadable_messages")
    assert told[-1] == "100"
    assert len(told) <= 19


@pytest.mark.usefixtures("entity_registry_enabled_by_default")
async def test_plug_report_interval(
    hass: HomeAssistant, device: Device, freezer: FrozenDateTimeFactory
):
    for seconds in (10.0, 10.0, 11.2, 9.4, 300.0):
        device.power(100)
        await pass_time(hass, freezer, seconds, 1.0)
        if seconds == 9.4:
            assert state_of(hass, "sensor", "plug_report_interval").state == "10"
    device.power(120)
    await pass_time(hass, freezer, 2.0)
    assert state_of(hass, "sensor", "plug_report_interval").state == "300"


async def test_a_walk_writes_few_rows(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    device: Device,
    freezer: FrozenDateTimeFactory,
):
    """Hold the budget of 400 rows an hour over the busiest ten minutes of it."""
    await device.on()
    changes = async_capture_events(hass, EVENT_STATE_CHANGED)
    for minute in range(10):
        for second in range(0, 60, 5):
            device.power(200 + 60 * (second % 2) - second / 2)
            await device.walk(round(2.0 + minute / 10, 1), 5)
    assert len(changes) <= 400 / 6
    # The unchanged are not even reported, which would cost time with each message.
    phase = state_of(hass, "sensor", "phase")
    assert phase.last_reported == phase.last_changed


def _told(changes: Sequence[Event], key: str) -> list[str]:
    return [
        change.data["new_state"].state
        for change in changes
        if change.data["entity_id"] == f"sensor.treadmill_{key}"
    ]
