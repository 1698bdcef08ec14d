"""The simulated NSCC driver does what the real one does."""

from random import Random

import pytest

from gymlab.simulator.belt import BeltSettings
from gymlab.simulator.deeds import Action, Deed
from gymlab.simulator.faults import Fault
from gymlab.simulator.machine import Machine, MachineSettings
from gymlab.simulator.records import Message, Outcome
from gymlab.simulator.voices.nscc import KEY_IN, KEY_OUT, NsccSettings

SPEED = "/T9800-1/readings/speed"
CONTROL = "/T9800-1/control/speed"


def walking(speed_kmh: float = 5.0) -> Machine:
    """Return a machine with a moving belt, whose commands arrive at once."""
    machine = Machine(
        MachineSettings(
            bridge=NsccSettings(),
            plug=None,
            belt=BeltSettings(max_kmh=24.0),
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


def speeds(messages: list[Message]) -> list[float]:
    """Return the speeds that were told."""
    return [float(each.payload) for each in messages if each.topic == SPEED]


def test_the_speed_comes_ten_times_a_second_and_never_quite_the_same() -> None:
    told = speeds(walking().advance_to(40))
    assert len(told) == pytest.approx(100, abs=1)
    assert all(told_kmh == pytest.approx(5.0, rel=0.03) for told_kmh in told)
    assert len(set(told)) > 5


def test_it_freezes_at_its_last_value_when_the_belt_stops() -> None:
    machine = walking()
    machine.perform(Deed(action=Action.STOP))
    machine.advance_to(60)
    told = set(speeds(machine.advance_to(120)))
    assert machine.belt.is_still
    assert len(told) == 1
    assert told != {0.0}


def test_without_a_single_pulse_it_tells_an_absurd_speed() -> None:
    assert set(speeds(walking(speed_kmh=0).advance_to(5))) == {77.11}


def test_nothing_is_retained_and_there_is_no_last_will() -> None:
    machine = walking()
    assert not any(message.retained for message in machine.advance_to(31))
    assert machine.switch_fault(Fault.BRIDGE_OFFLINE) == []


@pytest.mark.parametrize(
    ("payload", "target_kmh"),
    [
        pytest.param("3.5", 3.5, id="slower"),
        pytest.param("0", 0.0, id="stop"),
        pytest.param("-4", 0.0, id="negative is a stop"),
        pytest.param("99", 24.0, id="clamped"),
    ],
)
def test_speed_command(payload: str, target_kmh: float) -> None:
    machine = walking()
    machine.receive(CONTROL, payload)
    assert machine.belt.target_kmh == target_kmh


def test_a_speed_starts_a_standing_belt() -> None:
    machine = walking(speed_kmh=0)
    machine.receive(CONTROL, "3.5")
    assert machine.belt.target_kmh == 3.5


def test_with_the_safety_key_out_nothing_is_obeyed() -> None:
    machine = walking()
    messages = machine.perform(Deed(action=Action.PULL_KEY)) + machine.advance_to(31)
    said = [each.payload for each in messages if each.topic.endswith("emergency")]
    assert said == [KEY_OUT]
    machine.receive(CONTROL, "3.5")
    assert machine.ledger.commands()[-1].outcome is Outcome.DROPPED
    messages = machine.perform(Deed(action=Action.INSERT_KEY)) + machine.advance_to(32)
    said = [each.payload for each in messages if each.topic.endswith("emergency")]
    assert said == [KEY_IN]


def test_it_sets_its_own_elevation_on_booting() -> None:
    machine = Machine(MachineSettings(bridge=NsccSettings(), plug=None), Random(1))
    topics = [message.topic for message in machine.connect()]
    assert "/T9800-1/control/elevation" in topics


def test_a_lost_broker_leaves_the_belt_running() -> None:
    machine = walking()
    machine.switch_fault(Fault.BRIDGE_OFFLINE)
    machine.receive(CONTROL, "0")
    machine.advance_to(300)
    assert machine.belt.speed_kmh == 5.0
