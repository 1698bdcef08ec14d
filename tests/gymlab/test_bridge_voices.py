"""What every simulated bridge has in common, whatever its language."""

from dataclasses import replace
from random import Random

import pytest

from gymlab.simulator.deeds import Action, Deed
from gymlab.simulator.faults import Fault
from gymlab.simulator.fleet import build_fleet
from gymlab.simulator.machine import Machine, MachineSettings
from gymlab.simulator.records import Fact, Speaker
from gymlab.simulator.voices.base import GARBAGE
from gymlab.simulator.voices.treadmills import BRIDGES, BridgeSettings

OURS = {key: settings for key, settings in BRIDGES.items() if key != "qz"}
WITH_STALE = {"walkingpad_mqtt", "stride", "esphome_treadmill", "esphome_ftms"}
WITH_WILL = WITH_STALE | {"generic_treadmill"}
each = pytest.mark.parametrize("settings", OURS.values(), ids=OURS)


def build(settings: BridgeSettings) -> Machine:
    """Return a machine without a plug."""
    return Machine(MachineSettings(bridge=settings, plug=None), Random(1))


def walking(settings: BridgeSettings) -> Machine:
    """Return a machine with somebody on it, at a steady speed."""
    machine = build(settings)
    machine.connect()
    machine.perform(Deed(action=Action.STEP_ON))
    machine.perform(Deed(action=Action.START, speed_kmh=4.0))
    machine.advance_to(60)
    return machine


@each
def test_it_speaks_about_a_moving_belt(settings: BridgeSettings) -> None:
    assert walking(settings).advance_to(120)


@each
def test_equal_seeds_say_equal_things(settings: BridgeSettings) -> None:
    first, second = (walking(settings).advance_to(120) for _ in range(2))
    assert first == second


@each
def test_a_silent_bridge_says_nothing(settings: BridgeSettings) -> None:
    machine = walking(settings)
    machine.switch_fault(Fault.SILENCE)
    assert machine.advance_to(300) == []


@each
def test_a_bridge_that_is_gone_says_and_hears_nothing(settings: BridgeSettings) -> None:
    machine = walking(settings)
    last = machine.switch_fault(Fault.BRIDGE_OFFLINE)
    will = machine.voices[0].will
    assert [message.payload for message in last] == ([will.payload] if will else [])
    assert machine.advance_to(300) == []
    assert machine.ledger.target_kmh_at(300) == 4.0


@pytest.mark.parametrize("key", OURS)
def test_only_those_with_a_last_will_have_one(key: str) -> None:
    will = build(OURS[key]).voices[0].will
    assert (will is not None) == (key in WITH_WILL)
    assert will is None or (will.retained and will.payload == "offline")


@pytest.mark.parametrize("key", sorted(WITH_STALE))
def test_an_old_reading_may_lie_retained_on_the_broker(key: str) -> None:
    machine = build(OURS[key])
    machine.switch_fault(Fault.STALE_RETAINED)
    stale = [message for message in machine.connect() if "3.5" in message.payload]
    assert stale
    assert all(message.retained for message in stale)


@each
def test_garbage_appears_between_the_real_messages(settings: BridgeSettings) -> None:
    machine = walking(settings)
    machine.switch_fault(Fault.GARBAGE)
    said = {message.payload for message in machine.advance_to(180)}
    assert said & set(GARBAGE)


@each
def test_a_dead_treadmill_is_not_reported_as_moving(settings: BridgeSettings) -> None:
    machine = walking(settings)
    machine.switch_fault(Fault.MAINS_OFF)
    machine.advance_to(100)
    assert machine.belt.is_still


@each
def test_many_machines_do_not_get_in_each_others_way(settings: BridgeSettings) -> None:
    fleet = build_fleet(2, settings=MachineSettings(bridge=settings, plug=None))
    topics = [
        {message.topic for message in machine.connect() + machine.advance_to(3)}
        for machine in fleet.values()
    ]
    assert not topics[0] & topics[1]


@each
def test_nothing_moves_the_belt_by_itself(settings: BridgeSettings) -> None:
    machine = build(settings)
    machine.connect()
    machine.advance_to(600)
    assert machine.ledger.entries_of(Fact.START) == []


@pytest.mark.parametrize("key", ["pymvtreadmill", "stride", "walkingpad_macos"])
def test_who_takes_no_commands_hears_none(key: str) -> None:
    machine = walking(OURS[key])
    assert machine.voices[0].subscriptions == ()
    machine.receive("stride/treadmill/stop", "1")
    assert machine.ledger.commands(Speaker.BRIDGE) == ()


@pytest.mark.parametrize("key", OURS)
def test_a_stuck_reading_keeps_its_value(key: str) -> None:
    machine = walking(OURS[key])
    machine.switch_fault(Fault.READING_STUCK)
    machine.perform(Deed(action=Action.STOP))
    said = machine.advance_to(120)
    assert machine.belt.is_still
    assert not any('"speed_feedback":0' in message.payload for message in said)


def test_every_bridge_can_be_renamed() -> None:
    for settings in BRIDGES.values():
        assert replace(settings, device_id="gymlab-1").device_id == "gymlab-1"
