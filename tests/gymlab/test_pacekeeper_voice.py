"""The simulated PaceKeeper does what the real one does, its mistakes included."""

import json
from random import Random
from typing import Any

import pytest

from gymlab.simulator.belt import BeltSettings
from gymlab.simulator.deeds import Action, Deed
from gymlab.simulator.faults import Fault
from gymlab.simulator.machine import Machine, MachineSettings
from gymlab.simulator.records import Fact, Message, Outcome
from gymlab.simulator.voices.pacekeeper import PaceKeeperSettings

ID = "pacekeeper-a1b2c3"
SPEED = f"{ID}/speed/cmd"
PAUSE = f"{ID}/pause/cmd"


def walking(speed_kmh: float = 3.0) -> Machine:
    """Return a machine with a moving belt, whose commands arrive at once."""
    machine = Machine(
        MachineSettings(
            bridge=PaceKeeperSettings(),
            plug=None,
            belt=BeltSettings(max_kmh=6.0),
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


def last(messages: list[Message]) -> dict[str, Any]:
    """Return the last state that was told."""
    record = json.loads(messages[-1].payload)
    assert isinstance(record, dict)
    return record


def test_the_state_has_the_form_of_the_real_one() -> None:
    messages = walking().advance_to(31)
    assert messages[-1].topic == f"{ID}/state/state"
    assert not messages[-1].retained
    assert last(messages) == {
        "speed_cmd": 3,
        "speed_feedback": 3,
        "speed_max": 6,
        "distance_km": pytest.approx(0.023, abs=0.001),
        "duration_sec": 31,
        "calories": 1,
        "steps": 0,
        "fw": 12,
        "state": "running",
    }
    assert '"speed_feedback":3,' in messages[-1].payload, "whole, so without a point"


def test_disconnected_keeps_the_old_numbers_and_is_said_each_half_minute() -> None:
    machine = walking()
    machine.switch_fault(Fault.BLUETOOTH_LOST)
    messages = machine.advance_to(125)
    assert [message.at_s for message in messages] == [60.0, 90.0, 120.0]
    assert last(messages)["state"] == "disconnected"
    assert last(messages)["speed_feedback"] == 3


@pytest.mark.parametrize(
    ("payload", "target_kmh"),
    [
        pytest.param("2.5", 2.5, id="slower"),
        pytest.param("0.0 ", 0.0, id="stop"),
        pytest.param("0.1", 0.0, id="up to 0.1 is a stop"),
        pytest.param("9", 6.0, id="more than 6 is 6"),
        pytest.param("fast", 0.0, id="no number is a stop"),
    ],
)
def test_speed_command(payload: str, target_kmh: float) -> None:
    machine = walking()
    machine.receive(SPEED, payload)
    machine.advance_to(31)
    assert machine.belt.target_kmh == target_kmh


def test_any_speed_starts_a_standing_belt() -> None:
    machine = walking(speed_kmh=0)
    machine.receive(SPEED, "2.5")
    machine.advance_to(31)
    (start,) = machine.ledger.entries_of(Fact.START)
    assert start.detail == "speed 2.5"


def test_a_short_payload_is_read_with_the_rest_of_the_one_before() -> None:
    machine = walking()
    machine.receive(SPEED, "2.5")
    machine.receive(SPEED, "0")
    machine.advance_to(30.5)
    assert machine.belt.target_kmh > 0, "0 was read as 0.5"


def test_a_blank_behind_the_stop_cuts_the_rest_off() -> None:
    machine = walking()
    machine.receive(SPEED, "2.555")
    machine.receive(SPEED, "0.0 ")
    machine.advance_to(30.5)
    assert machine.belt.target_kmh == 0


def test_after_a_state_was_published_the_rest_is_letters() -> None:
    machine = walking()
    machine.receive(SPEED, "2.5")
    machine.advance_to(32)
    machine.receive(SPEED, "0")
    machine.advance_to(33)
    assert machine.belt.target_kmh == 0


def test_the_pause_button_pauses_and_starts() -> None:
    machine = walking()
    machine.receive(PAUSE, "PRESS")
    assert last(machine.advance_to(40))["state"] == "paused"
    machine.receive(PAUSE, "press")
    assert last(machine.advance_to(41))["state"] == "running"
    machine.receive(PAUSE, "hold")
    assert last(machine.advance_to(42))["state"] == "running"


def test_it_repeats_its_state_for_a_home_assistant_that_is_back() -> None:
    machine = walking()
    machine.advance_to(30.5)
    messages = machine.receive("ha/status", "online")
    assert [message.topic for message in messages] == [f"{ID}/state/state"]


def test_commands_to_a_lost_treadmill_are_dropped() -> None:
    machine = walking()
    machine.switch_fault(Fault.BLUETOOTH_LOST)
    machine.receive(SPEED, "0.0 ")
    (command,) = machine.ledger.commands()
    assert command.outcome is Outcome.DROPPED
