"""Entities of any integration as treadmill, plug and mat."""

import asyncio
from collections.abc import AsyncGenerator
from typing import Any

from freezegun.api import FrozenDateTimeFactory
from homeassistant.components.mqtt.const import MQTT_CONNECTION_STATE
from homeassistant.config_entries import ConfigSubentryDataWithId
from homeassistant.const import STATE_UNAVAILABLE, STATE_UNKNOWN
from homeassistant.core import HomeAssistant, State
from homeassistant.helpers.dispatcher import async_dispatcher_send
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import MqttMockHAClient

from custom_components.home_gym.const import DOMAIN, SUBENTRY_MACHINE
from custom_components.home_gym.coordinator import MachineCoordinator
from custom_components.home_gym.engine.modes import possible_mode
from custom_components.home_gym.engine.words import Belt, Mode, RuleKey
from custom_components.home_gym.links.entity_sources import SOURCES

from .entities import DISTANCE, ENTITIES, PLUG, POWER, SPEED, STOP, Treadmill
from .helpers import MACHINE_ID, NAME, act, coordinator_of, gym_entry, pass_time, sent


@pytest.fixture(autouse=True)
async def belt(
    hass: HomeAssistant, mqtt_mock: MqttMockHAClient, freezer: FrozenDateTimeFactory
) -> AsyncGenerator[Treadmill]:
    """Return the treadmill, known to Home Assistant before the gym is."""
    belt = Treadmill(hass, freezer)
    await belt.set_up()
    yield belt
    belt.stop.goes_on.set()


@pytest.fixture
def entities() -> dict[str, str]:
    """Return the entities of the machine."""
    return ENTITIES


@pytest.fixture
def entry(machine_data: dict[str, Any], entities: dict[str, str]) -> MockConfigEntry:
    """Return a gym whose one machine is entities and nothing else."""
    data = {
        key: value
        for key, value in machine_data.items()
        if key not in ("treadmill", "plug")
    }
    machine = ConfigSubentryDataWithId(
        data={**data, "entities": entities},
        subentry_id=MACHINE_ID,
        subentry_type=SUBENTRY_MACHINE,
        title=NAME,
        unique_id=f"entities:{SPEED}",
    )
    return gym_entry(
        machine,
    )


def state(value: str, unit: str | None = None, **attributes: Any) -> State:
    """Return a state of some entity."""
    return State("sensor.any", value, {"unit_of_measurement": unit, **attributes})


READ: dict[str, tuple[str, State, float | bool | None]] = {
    "km/h": ("speed", state("3.2", "km/h"), 3.2),
    "miles per hour": ("speed", state("2", "mph"), 3.219),
    "m/s": ("speed", state("1", "m/s"), 3.6),
    "a speed without a unit": ("speed", state("3.2"), None),
    "a speed in a unit of no speed": ("speed", state("3.2", "W"), None),
    "a unit that is no text": (
        "speed",
        State("sensor.any", "3.2", {"unit_of_measurement": ["km/h"]}),
        None,
    ),
    "faster than any treadmill": ("speed", state("300", "km/h"), None),
    "below zero": ("speed", state("-1", "km/h"), None),
    "no number": ("speed", state("fast", "km/h"), None),
    "not a number": ("speed", state("nan", "km/h"), None),
    "without an end": ("speed", state("inf", "km/h"), None),
    "an odd number": ("speed", state("1_0", "km/h"), None),
    "kilometres": ("distance", state("1.25", "km"), 1250.0),
    "miles": ("distance", state("1", "mi"), 1609.344),
    "minutes": ("moving_time", state("2.5", "min"), 150.0),
    "kilowatts": ("power", state("0.4", "kW"), 400.0),
    "more than a socket gives": ("power", state("1", "GW"), None),
    "on": ("relay", state("on"), True),
    "off": ("relay", state("off"), False),
    "neither": ("relay", state("opening"), None),
    "a switch that only believes": ("relay", state("on", assumed_state=True), None),
    "somebody is there": ("presence", state("on"), True),
}


@pytest.mark.parametrize(("key", "told", "value"), READ.values(), ids=READ)
def test_a_state_is_read_in_the_units_of_the_engine(
    key: str, told: State, value: float | bool | None
):
    assert SOURCES[key].read(told) == value


async def test_a_walk_is_guarded(gym: MockConfigEntry, belt: Treadmill):
    await belt.walk(2.0, 20)
    machine = coordinator_of(gym)
    assert machine.state.truth.belt is Belt.MOVING
    assert machine.state.truth.speed_kmh == pytest.approx(3.219)
    assert machine.state.session is not None
    assert 10 < machine.state.session.walked_s <= 20
    assert machine.data.power_w == 200.0
    assert machine.data.relay_on


def belt_of(machine: MachineCoordinator) -> Belt:
    """Return what the belt does now; asked anew, it may have changed."""
    return machine.state.truth.belt


async def test_what_was_there_before_starts_nothing(
    hass: HomeAssistant, belt: Treadmill, gym: MockConfigEntry
):
    await hass.config_entries.async_unload(gym.entry_id)
    belt.say(SPEED, 2.0)
    await hass.config_entries.async_setup(gym.entry_id)
    await hass.async_block_till_done()
    machine = coordinator_of(gym)
    assert belt_of(machine) is Belt.UNKNOWN
    assert machine.state.session is None
    belt.say(SPEED, 2.0)
    assert belt_of(machine) is Belt.MOVING


async def test_a_repeated_state_is_fresh_and_silence_is_not(
    hass: HomeAssistant,
    belt: Treadmill,
    gym: MockConfigEntry,
    freezer: FrozenDateTimeFactory,
):
    machine = coordinator_of(gym)
    await belt.tell(0.0, 0.0)
    for _ in range(15):
        await pass_time(hass, freezer, 1.0)
        belt.say(SPEED, 0.0)
    assert belt_of(machine) is Belt.STILL
    await pass_time(hass, freezer, 16.0, 1.0)
    assert belt_of(machine) is Belt.UNKNOWN


async def test_an_entity_that_is_gone_leaves_the_belt_unknown(
    hass: HomeAssistant, belt: Treadmill, gym: MockConfigEntry
):
    await belt.walk(2.0, 10)
    machine = coordinator_of(gym)
    for gone in (STATE_UNAVAILABLE, STATE_UNKNOWN):
        belt.say(DISTANCE, gone)
        belt.say(SPEED, gone)
        belt.say(POWER, gone)
        assert machine.state.evidence.treadmill_connected is False
        assert machine.state.truth.belt is Belt.UNKNOWN
        belt.say(SPEED, 2.0)
        assert machine.state.evidence.treadmill_connected is True
        assert machine.state.truth.belt is Belt.UNKNOWN
        belt.say(SPEED, 2.0)
        assert machine.state.truth.belt is Belt.MOVING
    hass.states.async_remove(SPEED)
    await hass.async_block_till_done()
    assert machine.state.truth.belt is Belt.UNKNOWN


async def test_a_counter_that_comes_back_proves_no_motion(
    belt: Treadmill, gym: MockConfigEntry
):
    await belt.tell(0.0, 0.0)
    machine = coordinator_of(gym)
    belt.say(DISTANCE, STATE_UNAVAILABLE)
    belt.say(SPEED, 0.0)
    assert machine.state.truth.belt is Belt.STILL
    for km in (5.0, 5.0):
        belt.say(DISTANCE, km)
        assert machine.state.truth.belt is Belt.STILL


async def test_garbage_is_counted_and_changes_nothing(
    belt: Treadmill, gym: MockConfigEntry
):
    await belt.walk(2.0, 5)
    machine = coordinator_of(gym)
    before = machine.state.truth
    for number, garbage in enumerate(("", "fast", "-3", "1e300", "٣"), start=1):
        belt.say(SPEED, garbage)
        assert machine.unreadable_messages == number
    assert machine.state.truth == before


async def test_a_stop_presses_the_button_once_and_waits_for_nobody(
    hass: HomeAssistant,
    belt: Treadmill,
    gym: MockConfigEntry,
    mqtt_mock: MqttMockHAClient,
):
    await belt.walk(2.0, 10)
    belt.stop.goes_on.clear()
    async with asyncio.timeout(1):
        await hass.services.async_call(DOMAIN, "stop", {}, blocking=True)
    assert belt.stop.pressed == 1
    belt.stop.goes_on.set()
    await hass.async_block_till_done()
    assert belt.stop.pressed == 1
    assert sent(mqtt_mock) == []


async def test_a_lock_switches_off_and_nothing_ever_on(
    hass: HomeAssistant, belt: Treadmill, gym: MockConfigEntry
):
    await belt.walk(2.0, 10)
    await act(hass, "report_pain", {"level": 9})
    assert belt.stop.pressed == 1
    for _ in range(5):
        await pass_time(hass, belt.freezer, 1.0)
        await belt.tell(0.0, 0.0)
    assert belt.plug.told == ["off"]
    assert coordinator_of(gym).data.locked
    assert coordinator_of(gym).data.relay_on is False


async def test_a_stop_of_another_domain_is_not_carried_out(
    hass: HomeAssistant, belt: Treadmill, gym: MockConfigEntry
):
    subentry = gym.subentries[MACHINE_ID]
    swapped = {**ENTITIES, "stop": PLUG, "switch_off": STOP}
    data = {**subentry.data, "entities": swapped}
    hass.config_entries.async_update_subentry(gym, subentry, data=data)
    await hass.async_block_till_done()
    link = coordinator_of(gym).link
    link.send_stop()
    link.switch_off()
    await hass.async_block_till_done()
    assert belt.stop.pressed == 0
    assert belt.plug.told == []


async def test_without_a_broker_the_entities_are_still_seen(
    hass: HomeAssistant,
    belt: Treadmill,
    gym: MockConfigEntry,
    mqtt_mock: MqttMockHAClient,
):
    await belt.walk(2.0, 5)
    mqtt_mock.connected = False
    async_dispatcher_send(hass, MQTT_CONNECTION_STATE, False)
    await belt.walk(2.0, 5)
    machine = coordinator_of(gym)
    assert machine.broker_connected
    assert machine.state.truth.belt is Belt.MOVING


@pytest.mark.parametrize(
    ("every_s", "mode"), [(1, Mode.ADVISE), (4, Mode.ADVISE), (30, Mode.OFF)]
)
async def test_how_often_a_speed_is_told_decides_what_it_guards(
    belt: Treadmill, gym: MockConfigEntry, every_s: int, mode: Mode
):
    assert possible_mode(RuleKey.SPEED, coordinator_of(gym).machine) is Mode.ADVISE
    await belt.walk(2.0, 12 * every_s, every_s)
    assert gym.subentries[MACHINE_ID].data["speed_interval_s"] == every_s
    assert possible_mode(RuleKey.SPEED, coordinator_of(gym).machine) is mode


async def test_entities_are_changed_live(
    hass: HomeAssistant, belt: Treadmill, gym: MockConfigEntry
):
    subentry = gym.subentries[MACHINE_ID]
    data = {**subentry.data, "entities": {"power": POWER}}
    hass.config_entries.async_update_subentry(gym, subentry, data=data)
    await hass.async_block_till_done()
    await belt.walk(2.0, 5)
    machine = coordinator_of(gym)
    assert machine.state.evidence.speed is None
    assert machine.state.evidence.power is not None
    assert not machine.machine.can_stop
    assert not machine.machine.has_plug


async def test_an_unloaded_gym_listens_no_more(
    hass: HomeAssistant, belt: Treadmill, gym: MockConfigEntry
):
    await belt.walk(2.0, 5)
    machine = coordinator_of(gym)
    await hass.config_entries.async_unload(gym.entry_id)
    before = machine.state
    await belt.walk(1.0, 5)
    assert machine.state is before
    assert not machine.link._entities.listening


async def test_a_switch_at_the_start_is_a_snapshot(
    hass: HomeAssistant, belt: Treadmill, gym: MockConfigEntry
):
    machine = coordinator_of(gym)
    assert machine.state.evidence.relay is None
    assert machine.data.relay_on
    await hass.services.async_call("switch", "turn_off", {"entity_id": PLUG})
    await hass.async_block_till_done()
    relay = machine.state.evidence.relay
    assert relay is not None
    assert relay.value == 0
