"""The simulated pymvtreadmill, STRIDE, macOS client, ESPHome node and table."""

import json
from random import Random

import pytest

from gymlab.simulator.connection import Broker
from gymlab.simulator.deeds import Action, Deed
from gymlab.simulator.faults import Fault
from gymlab.simulator.machine import Machine, MachineSettings
from gymlab.simulator.records import Message
from gymlab.simulator.shell import Shell, ShellSettings
from gymlab.simulator.voices.esphome_ftms import EsphomeFtmsSettings
from gymlab.simulator.voices.esphome_treadmill import EsphomeTreadmillSettings
from gymlab.simulator.voices.generic_treadmill import GenericTreadmillSettings
from gymlab.simulator.voices.listening import (
    MacosSettings,
    PymvSettings,
    StrideSettings,
)
from gymlab.simulator.voices.treadmills import BridgeSettings

from .conftest import Ear, MosquittoBroker

PYMV = "homeassistant/sensor/treadmill_a1b2c3d4e5f6"
F15 = "treadmill-f15"
FTMS = "treadmill"


def walking(settings: BridgeSettings, speed_kmh: float = 3.0) -> Machine:
    """Return a machine with a moving belt, whose commands arrive at once."""
    machine = Machine(
        MachineSettings(bridge=settings, plug=None, lag_from_s=0.0, lag_to_s=0.0),
        Random(1),
    )
    machine.connect()
    machine.perform(Deed(action=Action.START, speed_kmh=speed_kmh))
    machine.advance_to(60)
    return machine


def on(messages: list[Message], topic: str) -> list[str]:
    """Return what was said on a topic."""
    return [message.payload for message in messages if message.topic == topic]


def test_pymvtreadmill_tells_changes_in_metres_and_retains_nothing() -> None:
    messages = walking(PymvSettings()).advance_to(62)
    assert not any(message.retained for message in messages)
    record = json.loads(on(messages, f"{PYMV}/state")[-1])
    assert record == {
        "speed": 3.0,
        "inclination": 0.0,
        "distance": pytest.approx(46, abs=3),
    }


def test_pymvtreadmill_is_silent_at_rest() -> None:
    machine = walking(PymvSettings())
    machine.perform(Deed(action=Action.STOP))
    machine.advance_to(90)
    assert machine.advance_to(600) == []


def test_pymvtreadmill_tells_a_lost_link_but_not_its_own_death() -> None:
    machine = walking(PymvSettings())
    lost = machine.switch_fault(Fault.BLUETOOTH_LOST) + machine.advance_to(62)
    assert on(lost, f"{PYMV}/status") == ["offline"]
    assert machine.switch_fault(Fault.BRIDGE_OFFLINE) == []


def test_an_early_pymvtreadmill_tells_the_speed_alone() -> None:
    machine = walking(PymvSettings(device_id="treadmill", early=True))
    machine.switch_fault(Fault.RECONNECT)
    messages = machine.advance_to(62)
    topic = "homeassistant/sensor/treadmill/speed/state"
    assert on(messages, topic) == ["3.00"]


def test_strides_speed_is_what_was_asked_for() -> None:
    machine = walking(StrideSettings())
    machine.perform(Deed(action=Action.STOP))
    (first, *_) = on(machine.advance_to(61), "stride/treadmill/state")
    record = json.loads(first)
    assert record["speed"] == 0.0
    assert record["beltKph"] > 1.0


def test_stride_tells_that_the_safety_key_is_out() -> None:
    machine = walking(StrideSettings())
    machine.perform(Deed(action=Action.PULL_KEY))
    messages = machine.advance_to(61)
    assert json.loads(messages[-1].payload)["boardMode"] == 8
    assert messages[-1].retained


def test_the_macos_client_tells_changes_and_else_every_half_minute() -> None:
    machine = walking(MacosSettings())
    messages = machine.advance_to(160)
    assert len(messages) == 3
    assert json.loads(messages[0].payload)["speedKmh"] == 3


@pytest.mark.parametrize(
    ("topic", "payload", "target_kmh"),
    [
        pytest.param("button/stop/command", "PRESS", 0.0, id="stop"),
        pytest.param("button/stop/command", "1", 3.0, id="a button is pressed only so"),
        pytest.param("number/speed_control/command", "2.5", 2.5, id="slower"),
        pytest.param("number/speed_control/command", "0.5", 3.0, id="too slow"),
        pytest.param("number/incline_control/command", "5", 3.0, id="incline"),
    ],
)
def test_esphome_commands(topic: str, payload: str, target_kmh: float) -> None:
    machine = walking(EsphomeTreadmillSettings())
    machine.receive(f"{F15}/{topic}", payload)
    assert machine.belt.target_kmh == target_kmh


def test_esphome_retains_every_state_and_tells_it_each_second() -> None:
    machine = walking(EsphomeTreadmillSettings())
    messages = machine.advance_to(62)
    assert all(message.retained for message in messages)
    assert on(messages, f"{F15}/sensor/speed/state") == ["3.0", "3.0"]
    assert on(messages, f"{F15}/sensor/operation_mode/state")[-1] == "Running"
    machine.perform(Deed(action=Action.STOP))
    modes = on(machine.advance_to(70), f"{F15}/sensor/operation_mode/state")
    assert [modes[0], modes[-1]] == ["Stopping", "Stopped"]


def test_an_esphome_sensor_without_a_value_is_nan() -> None:
    machine = walking(EsphomeTreadmillSettings())
    machine.switch_fault(Fault.BLUETOOTH_LOST)
    assert on(machine.advance_to(61), f"{F15}/sensor/speed/state") == ["nan"]


def test_the_ftms_nodes_speed_is_what_it_asks_of_the_motor() -> None:
    machine = walking(EsphomeFtmsSettings())
    messages = machine.receive(f"{FTMS}/button/stop_treadmill/command", "PRESS")
    messages += machine.advance_to(61.5)
    assert not machine.belt.is_still
    assert on(messages, f"{FTMS}/sensor/treadmill_speed/state")[-1] == "0.0"
    assert float(on(messages, f"{FTMS}/sensor/treadmill_speed_motor/state")[-1]) > 0


def test_the_ftms_node_counts_from_what_it_asks_and_begins_anew() -> None:
    machine = walking(EsphomeFtmsSettings(), 3.6)
    kmh = on(machine.advance_to(62), f"{FTMS}/sensor/treadmill_distance/state")
    assert float(kmh[-1]) == pytest.approx(3.6 * 62 / 3600, abs=0.01)
    machine.perform(Deed(action=Action.STOP))
    messages = machine.advance_to(80)
    assert on(messages, f"{FTMS}/sensor/treadmill_time/state")[-1] == "0"
    assert on(messages, f"{FTMS}/sensor/treadmill_distance/state")[-1] == "0.00"


@pytest.mark.parametrize(
    ("topic", "payload", "target_kmh"),
    [
        pytest.param("button/stop_treadmill/command", "PRESS", 0.0, id="stop"),
        pytest.param("button/stop/command", "PRESS", 3.0, id="another button"),
        pytest.param("number/set_speed/command", "2.5", 2.5, id="slower"),
        pytest.param("number/set_speed/command", "0.5", 3.0, id="too slow"),
    ],
)
def test_ftms_commands(topic: str, payload: str, target_kmh: float) -> None:
    machine = walking(EsphomeFtmsSettings())
    machine.receive(f"{FTMS}/{topic}", payload)
    assert machine.belt.target_kmh == target_kmh


def test_a_table_says_what_its_templates_say() -> None:
    settings = GenericTreadmillSettings(
        says={"belt": '{"v":[kmh],"there":[there]}', "total": "[m]"},
        only_changes=True,
        speed=("do", "go "),
        stop=("do", "halt"),
    )
    machine = walking(settings)
    messages = machine.advance_to(62)
    assert on(messages, "gym/belt") == []
    assert on(messages, "gym/total")
    machine.receive("gym/do", "go 2.5")
    assert machine.belt.target_kmh == 2.5
    (first, *_) = on(machine.advance_to(63), "gym/belt")
    assert json.loads(first)["there"] is True
    machine.receive("gym/do", "halt")
    assert machine.belt.target_kmh == 0.0


@pytest.mark.parametrize("starts", [True, False])
def test_a_table_says_whether_a_set_speed_starts_the_belt(starts: bool) -> None:
    machine = Machine(
        MachineSettings(
            bridge=GenericTreadmillSettings(set_speed_starts=starts), plug=None
        ),
        Random(1),
    )
    machine.connect()
    machine.receive("gym/speed/set", "2.5")
    machine.advance_to(2)
    assert (machine.belt.target_kmh > 0) is starts


def test_a_bridge_that_takes_no_commands_connects_all_the_same(
    broker: MosquittoBroker, ear: Ear
) -> None:
    machine = Machine(MachineSettings(bridge=StrideSettings(), plug=None), Random(1))
    settings = ShellSettings(broker=Broker(port=broker.port))
    with Shell({"treadmill": machine}, settings) as shell:
        assert shell.wait_connected(10)
        ear.wait("stride/treadmill/state")
    ear.wait("stride/treadmill/availability", lambda payload: payload == "offline")
