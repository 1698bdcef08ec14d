"""The simulated Zigbee plug is as vague about its power as a real one."""

from collections.abc import Iterable
from itertools import pairwise
import json
from random import Random
from typing import Any

import pytest

from gymlab.simulator.deeds import Action, Deed
from gymlab.simulator.faults import Fault
from gymlab.simulator.machine import Machine, MachineSettings
from gymlab.simulator.records import Message
from gymlab.simulator.voices.zigbee2mqtt import Output, Zigbee2MqttSettings

GYM = "zigbee2mqtt/gymplug"


def build(**settings: Any) -> Machine:
    """Return a plug without a treadmill's bridge, connected 20 s ago."""
    voice = Zigbee2MqttSettings(**settings)
    machine = Machine(MachineSettings(bridge=None, plug_voice=voice), Random(1))
    machine.connect()
    machine.advance_to(20)
    return machine


def cached(messages: Iterable[Message]) -> list[dict[str, Any]]:
    """Return the caches that were published."""
    return [json.loads(m.payload) for m in messages if m.topic == GYM]


def test_a_start_tells_of_the_bridge_its_devices_and_the_cache() -> None:
    machine = Machine(
        MachineSettings(bridge=None, plug_voice=Zigbee2MqttSettings()), Random(1)
    )
    state, devices, cache = machine.connect()[:3]
    assert (state.topic, state.retained) == ("zigbee2mqtt/bridge/state", True)
    assert (devices.topic, devices.retained) == ("zigbee2mqtt/bridge/devices", True)
    assert (cache.topic, cache.retained) == (GYM, False)


def test_a_message_because_of_the_link_repeats_an_old_power() -> None:
    """The belt stands still, and the plug that never reports still says 300 W."""
    machine = build(reports_power=False)
    machine.perform(Deed(action=Action.START, speed_kmh=5.0))
    machine.advance_to(60)
    machine.receive(f"{GYM}/get", '{"power":""}')
    machine.perform(Deed(action=Action.STOP))
    said = cached(machine.advance_to(600))
    assert len(said) > 5
    assert {each["power"] for each in said} == {210}
    assert len({each["linkquality"] for each in said}) > 5


def test_power_is_reported_on_a_change_and_not_more_often_than_each_ten_seconds() -> (
    None
):
    machine = build()
    machine.perform(Deed(action=Action.START, speed_kmh=5.0))
    reports = [m for m in machine.advance_to(300) if m.topic == GYM]
    powers = [json.loads(m.payload)["power"] for m in reports]
    assert powers[-1] == pytest.approx(210, abs=5)
    changes = [
        m.at_s
        for m, before, power in zip(reports[1:], powers, powers[1:], strict=False)
        if before != power
    ]
    assert all(b - a >= 10 for a, b in pairwise(changes))


def test_a_constant_load_is_silent_for_an_hour() -> None:
    machine = build()
    machine.perform(Deed(action=Action.START, speed_kmh=5.0))
    machine.advance_to(100)
    energies = {each["energy"] for each in cached(machine.advance_to(3000))}
    assert len(energies) == 1


def test_some_plugs_are_polled() -> None:
    machine = build(reports_power=False, poll_s=60)
    machine.perform(Deed(action=Action.START, speed_kmh=5.0))
    assert cached(machine.advance_to(90))[-1]["power"] == 210


def test_a_power_that_cannot_be_asked_for_is_not_answered() -> None:
    machine = build(power_gettable=False)
    assert machine.receive(f"{GYM}/get", '{"power":""}') == []
    assert cached(machine.receive(f"{GYM}/get", '{"state":""}'))[0]["state"] == "ON"


@pytest.mark.parametrize("payload", ['{"state":"OFF"}', '{"state":"off"}'])
def test_set_is_published_once_the_plug_has_acknowledged(payload: str) -> None:
    machine = build()
    assert cached(machine.receive(f"{GYM}/set", payload))[-1]["state"] == "OFF"
    assert cached(machine.receive(f"{GYM}/set", payload))[-1]["state"] == "OFF"
    machine.switch_fault(Fault.MAINS_OFF)
    assert machine.receive(f"{GYM}/set", payload) == []


@pytest.mark.parametrize("payload", ["", "OFF", "[]", '{"state":5}', '{"on_time":9}'])
def test_a_set_that_makes_no_sense_is_ignored(payload: str) -> None:
    machine = build()
    machine.receive(f"{GYM}/set", payload)
    assert machine.ledger.relay_changes() == []


def test_attribute_output_has_a_topic_for_each_value() -> None:
    machine = build(output=Output.ATTRIBUTE)
    messages = machine.perform(Deed(action=Action.PLUG_OFF))
    values = {m.topic.removeprefix(f"{GYM}/"): m.payload for m in messages}
    assert values["state"] == "OFF"
    assert values["power_outage_memory"] == "null"
    assert GYM not in values


def test_a_plug_without_mains_is_missed_after_ten_minutes() -> None:
    """And only where availability is on, which it is not as shipped."""
    for availability in (False, True):
        machine = build(availability=availability)
        machine.switch_fault(Fault.MAINS_OFF)
        messages = machine.advance_to(700)
        said = [m for m in messages if m.topic == f"{GYM}/availability"]
        assert [m.payload for m in said] == ['{"state":"offline"}'] * availability
        assert all(m.retained and m.at_s >= 620 for m in said)
