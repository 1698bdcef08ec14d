"""The simulated walkingpad-mqtt does what the real one does."""

import json
from random import Random

import pytest

from gymlab.simulator.belt import BeltSettings
from gymlab.simulator.deeds import Action, Deed
from gymlab.simulator.faults import Fault
from gymlab.simulator.machine import Machine, MachineSettings
from gymlab.simulator.records import Message, Outcome
from gymlab.simulator.voices.walkingpad import WalkingPadSettings

COMMAND = "walkingpad/command"
SPEED = "walkingpad/speed/set"


def walking(speed_kmh: float = 3.0) -> Machine:
    """Return a machine with a moving belt, whose commands arrive at once."""
    machine = Machine(
        MachineSettings(
            bridge=WalkingPadSettings(),
            plug=None,
            belt=BeltSettings(min_kmh=0.5, max_kmh=6.0),
            lag_from_s=0.0,
            lag_to_s=0.0,
        ),
        Random(1),
    )
    machine.connect()
    if speed_kmh:
        machine.perform(Deed(action=Action.START, speed_kmh=speed_kmh))
    machine.advance_to(30)
    return machine


def states(messages: list[Message]) -> list[dict[str, object]]:
    """Return what was told on the topic of the state."""
    return [json.loads(each.payload) for each in messages if "state" in each.topic]


def test_the_state_is_retained_and_comes_each_second() -> None:
    messages = walking().advance_to(33)
    assert [message.at_s for message in messages] == [31.0, 32.0, 33.0]
    assert all(message.retained for message in messages)
    assert states(messages)[-1] == {
        "speed": 3.0,
        "distance": 0.03,
        "steps": pytest.approx(59, abs=2),
        "session_time_s": 33,
        "calories": pytest.approx(1.2, abs=0.3),
        "belt_state": "running",
        "connected": True,
    }


def test_without_bluetooth_there_is_no_speed_at_all() -> None:
    machine = walking()
    machine.switch_fault(Fault.BLUETOOTH_LOST)
    assert states(machine.advance_to(32)) == [{"connected": False}]


def test_the_first_state_after_bluetooth_is_back_is_an_old_one() -> None:
    machine = walking()
    machine.switch_fault(Fault.BLUETOOTH_LOST)
    machine.perform(Deed(action=Action.STOP))
    machine.advance_to(60)
    machine.switch_fault(Fault.BLUETOOTH_LOST, on=False)
    first, second, *_ = states(machine.advance_to(63))
    assert (first["speed"], first["connected"]) == (3.0, True)
    assert second["speed"] == 0.0


@pytest.mark.parametrize(
    ("topic", "payload", "target_kmh"),
    [
        pytest.param(COMMAND, '{"cmd": "stop"}', 0.0, id="stop"),
        pytest.param(COMMAND, '{"cmd": "speed", "value": 2.0}', 2.0, id="speed"),
        pytest.param(SPEED, "2.0", 2.0, id="speed on its topic"),
        pytest.param(SPEED, "0", 0.5, id="0 becomes 0.5: it does not stop"),
        pytest.param(SPEED, "99", 6.0, id="99 becomes 6"),
        pytest.param(SPEED, "slow", 3.0, id="no number"),
        pytest.param(COMMAND, "stop", 3.0, id="no JSON"),
    ],
)
def test_commands(topic: str, payload: str, target_kmh: float) -> None:
    machine = walking()
    machine.receive(topic, payload)
    machine.advance_to(32)
    assert machine.belt.target_kmh == target_kmh


def test_a_stop_behind_a_speed_waits_for_it_and_is_not_lost() -> None:
    machine = walking()
    machine.receive(SPEED, "2.0")
    machine.receive(COMMAND, '{"cmd": "stop"}')
    machine.advance_to(30.2)
    assert machine.belt.target_kmh == 3.0
    machine.advance_to(30.4)
    assert machine.belt.target_kmh == 0.0


def test_of_several_speeds_only_the_last_is_sent_on() -> None:
    machine = walking()
    for payload in ("2.5", "2.0", "1.5"):
        machine.receive(SPEED, payload)
    machine.advance_to(31)
    targets = [entry.target_kmh for entry in machine.ledger.entries]
    assert 1.5 in targets
    assert 2.5 not in targets


def test_a_set_speed_does_not_start_a_standing_belt() -> None:
    machine = walking(speed_kmh=0)
    machine.receive(SPEED, "2.0")
    machine.advance_to(32)
    assert machine.belt.is_still


def test_commands_without_bluetooth_are_dropped_and_not_kept() -> None:
    machine = walking()
    machine.switch_fault(Fault.BLUETOOTH_LOST)
    machine.advance_to(32)
    machine.receive(COMMAND, '{"cmd": "stop"}')
    machine.switch_fault(Fault.BLUETOOTH_LOST, on=False)
    machine.advance_to(60)
    (command,) = machine.ledger.commands()
    assert command.outcome is Outcome.DROPPED
    assert machine.belt.target_kmh == 3.0
