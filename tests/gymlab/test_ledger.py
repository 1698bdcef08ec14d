"""The ledger answers what happened, when, and who caused it."""

from random import Random

import pytest

from gymlab.simulator.deeds import Action, Deed, Step
from gymlab.simulator.faults import Fault
from gymlab.simulator.ledger import Ledger
from gymlab.simulator.machine import Machine, MachineSettings
from gymlab.simulator.records import Cause, Fact, Outcome, Speaker

SPEED = "QZ/default/control/treadmill/speed"
STOP = "QZ/default/control/stop"
START = "QZ/default/control/start"
LAG_S = 0.2
WALK = (
    Step(at_s=10, deed=Deed(action=Action.START, speed_kmh=4.0)),
    Step(at_s=100, deed=Deed(action=Action.STOP)),
    Step(at_s=200, deed=Deed(action=Action.START)),
)


@pytest.fixture
def machine() -> Machine:
    """Return a machine with a walk of 4 km/h and a steady command lag."""
    settings = MachineSettings(lag_from_s=LAG_S, lag_to_s=LAG_S)
    machine = Machine(settings, Random(1), story=WALK)
    machine.connect()
    return machine


def test_belt_seconds_are_counted_to_the_moment_of_rest(machine: Machine) -> None:
    machine.advance_to(150)
    assert list(machine.ledger.moving_spans()) == [(10.0, 104.0)]
    assert machine.ledger.moving_seconds() == 94.0
    assert machine.ledger.moving_seconds(since_s=50, until_s=60) == 10.0


def test_a_belt_that_still_moves_is_counted_up_to_now(machine: Machine) -> None:
    machine.advance_to(210)
    assert machine.ledger.moving_seconds() == 94.0 + 10.0
    assert list(machine.ledger.moving_spans())[-1] == (200.0, None)


@pytest.mark.parametrize(
    ("from_s", "still_s"),
    [(0, 0), (9.9, 9.9), (10, 104.0), (50, 104.0), (104, 104), (150, 150), (200, None)],
)
def test_it_finds_the_first_time_still(
    machine: Machine, from_s: float, still_s: float | None
) -> None:
    machine.advance_to(210)
    assert machine.ledger.first_time_still_after(from_s) == still_s


@pytest.mark.parametrize(
    ("at_s", "speed_kmh"),
    [(0, 0), (10, 0), (14, 2), (18, 4), (99, 4), (102, 2), (105, 0)],
)
def test_it_knows_the_speed_at_any_time(
    machine: Machine, at_s: float, speed_kmh: float
) -> None:
    machine.advance_to(150)
    assert machine.ledger.speed_kmh_at(at_s) == pytest.approx(speed_kmh)


def test_a_persons_walk_is_the_persons(machine: Machine) -> None:
    machine.advance_to(210)
    ledger = machine.ledger
    assert [entry.at_s for entry in ledger.starts_by(Cause.PERSON)] == [10, 200]
    assert [entry.at_s for entry in ledger.accelerations_by(Cause.PERSON)] == [10]
    assert ledger.raises_by(Cause.REMOTE) == []


def test_a_remote_start_is_remote_and_names_its_command(machine: Machine) -> None:
    machine.advance_to(5)
    machine.receive(START, "")
    machine.advance_to(6)
    (start,) = machine.ledger.starts_by(Cause.REMOTE)
    command = machine.ledger.command_of(start)
    assert command is not None
    assert (command.topic, command.sent_s, command.arrived_s) == (START, 5, 5.2)
    assert command.outcome is Outcome.APPLIED


def test_a_command_is_known_from_its_sending_on(machine: Machine) -> None:
    machine.advance_to(50)
    machine.receive(SPEED, "3.0")
    (command,) = machine.ledger.commands()
    assert (command.outcome, command.arrived_s) == (Outcome.UNDERWAY, None)
    machine.advance_to(51)
    (command,) = machine.ledger.commands()
    assert (command.outcome, command.arrived_s) == (Outcome.APPLIED, 50.2)
    assert (command.asked_kmh, command.speed_at_sent_kmh) == (3.0, 4.0)
    assert (command.last_deed, command.last_deed_s) == ("start 4", 10)


@pytest.mark.parametrize(
    ("fault", "outcome"),
    [
        (Fault.COMMANDS_LOST, Outcome.LOST),
        (Fault.STOP_IGNORED, Outcome.IGNORED),
        (Fault.BLUETOOTH_LOST, Outcome.DROPPED),
    ],
)
def test_it_says_what_became_of_a_stop(
    machine: Machine, fault: Fault, outcome: Outcome
) -> None:
    machine.advance_to(50)
    machine.switch_fault(fault)
    machine.advance_to(51)
    machine.receive(STOP, "")
    machine.advance_to(60)
    (command,) = machine.ledger.commands(Speaker.BRIDGE)
    assert command.outcome is outcome
    assert machine.belt.speed_kmh == 4.0


def test_a_slow_down_overtaken_by_a_person_is_a_race(machine: Machine) -> None:
    machine.advance_to(50)
    machine.receive(SPEED, "3.0")
    machine.advance_to(50.1)
    machine.perform(Deed(action=Action.SET_SPEED, speed_kmh=2.0))
    machine.advance_to(51)
    (raised,) = machine.ledger.raises_by(Cause.REMOTE)
    assert raised.fact is Fact.UNDOING
    assert (raised.earlier_target_kmh, raised.target_kmh) == (2.0, 3.0)
    assert machine.ledger.is_race(raised)


def test_a_slow_down_sent_after_the_persons_own_is_no_race(machine: Machine) -> None:
    machine.advance_to(50)
    machine.perform(Deed(action=Action.SET_SPEED, speed_kmh=2.0))
    machine.advance_to(50.4)
    machine.receive(SPEED, "3.0")
    machine.advance_to(51)
    (raised,) = machine.ledger.raises_by(Cause.REMOTE)
    assert not machine.ledger.is_race(raised)
    # It is one for a sender that could not have heard of it yet.
    assert machine.ledger.is_race(raised, reporting_lag_s=0.5)


def test_a_set_speed_above_the_speed_is_never_a_race(machine: Machine) -> None:
    machine.advance_to(50)
    machine.receive(SPEED, "5.0")
    machine.advance_to(50.1)
    machine.perform(Deed(action=Action.SLOWER))
    machine.advance_to(51)
    (raised,) = machine.ledger.raises_by(Cause.REMOTE)
    assert raised.fact is Fact.ACCELERATION
    assert not machine.ledger.is_race(raised)


def test_a_toggling_stop_overtaken_by_a_console_stop_is_a_race(
    machine: Machine,
) -> None:
    machine.switch_fault(Fault.STOP_TOGGLES)
    machine.advance_to(50)
    machine.receive(STOP, "")
    machine.advance_to(50.1)
    machine.perform(Deed(action=Action.STOP))
    machine.advance_to(60)
    (raised,) = machine.ledger.raises_by(Cause.REMOTE)
    assert machine.ledger.is_race(raised)


def test_json_gives_back_the_same_ledger(machine: Machine) -> None:
    machine.advance_to(50)
    machine.receive(SPEED, "3.0")
    machine.receive("cmnd/gymplug/POWER", "OFF")
    machine.switch_fault(Fault.SILENCE)
    machine.advance_to(60)
    copy = Ledger.from_json(machine.ledger.to_json())
    assert copy.entries == machine.ledger.entries
    assert copy.commands() == machine.ledger.commands()
    assert copy.moving_seconds() == machine.ledger.moving_seconds()


def test_a_snapshot_does_not_follow(machine: Machine) -> None:
    machine.advance_to(50)
    copy = machine.ledger.snapshot()
    before = copy.to_json()
    machine.receive(STOP, "")
    machine.advance_to(60)
    assert copy.to_json() == before
