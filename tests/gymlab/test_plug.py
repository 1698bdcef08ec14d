"""The plug switches, measures, and lies where its fault makes it lie."""

from random import Random
from typing import Any

import pytest

from gymlab.simulator.deeds import Action, Deed
from gymlab.simulator.faults import Fault
from gymlab.simulator.machine import Machine, MachineSettings
from gymlab.simulator.plug import PlugSettings, PowerModel
from gymlab.simulator.records import Author, Cause, Fact

REMOTE = Author(cause=Cause.REMOTE)


def build(**settings: Any) -> Machine:
    """Return a connected machine on which somebody walks at 4 km/h."""
    plug = PlugSettings(**settings)
    machine = Machine(MachineSettings(plug=plug), Random(1))
    machine.connect()
    machine.perform(Deed(action=Action.START, speed_kmh=4.0))
    machine.advance_to(20)
    return machine


@pytest.mark.parametrize(("speed_kmh", "watts"), [(6.4, 260), (8.0, 320), (9.7, 380)])
def test_the_power_model_meets_the_measured_set(speed_kmh: float, watts: float) -> None:
    machine = Machine(MachineSettings(), Random(1))
    machine.perform(Deed(action=Action.START, speed_kmh=speed_kmh))
    machine.advance_to(60)
    assert PowerModel().load_w(machine.belt) == pytest.approx(watts, rel=0.02)


def test_a_still_treadmill_idles_and_then_falls_asleep() -> None:
    machine = build()
    machine.perform(Deed(action=Action.STOP))
    watts = []
    for at_s in (30, 300, 400):
        machine.advance_to(at_s)
        watts.append(PowerModel().load_w(machine.belt))
    assert watts == [9.0, 9.0, 1.5]


def test_energy_adds_up() -> None:
    machine = build()
    machine.advance_to(3620)
    assert machine.plug is not None
    assert machine.plug.energy_kwh == pytest.approx(0.174, abs=0.001)


def test_off_cuts_a_moving_belt_and_names_who_did_it() -> None:
    machine = build()
    assert machine.plug is not None
    machine.plug.switch(False, REMOTE)
    assert [entry.fact for entry in machine.ledger.entries[-2:]] == [
        Fact.RELAY_OFF,
        Fact.POWER_CUT,
    ]
    assert len(machine.ledger.power_cuts_by(Cause.REMOTE)) == 1


def test_a_welded_relay_reports_off_and_keeps_the_belt_running() -> None:
    machine = build(measures_with_relay_off=True)
    machine.switch_fault(Fault.RELAY_WELDED)
    machine.perform(Deed(action=Action.PLUG_OFF))
    machine.advance_to(30)
    assert machine.plug is not None
    assert not machine.plug.relay_on
    assert machine.belt.speed_kmh == 4.0
    assert machine.plug.shown_w(machine.plug.measure(30)) == pytest.approx(174)
    assert machine.ledger.entries_of(Fact.POWER_CUT) == []


def test_a_welded_relay_that_was_open_stays_open() -> None:
    machine = build()
    machine.perform(Deed(action=Action.PLUG_OFF))
    machine.switch_fault(Fault.RELAY_WELDED)
    assert machine.plug is not None
    assert not machine.plug.load_powered


def test_a_welded_relay_that_comes_loose_cuts_the_power_by_fault() -> None:
    machine = build()
    machine.switch_fault(Fault.RELAY_WELDED)
    machine.perform(Deed(action=Action.PLUG_OFF))
    machine.switch_fault(Fault.RELAY_WELDED, on=False)
    assert len(machine.ledger.power_cuts_by(Cause.FAULT)) == 1


def test_a_stuck_relay_does_not_switch() -> None:
    machine = build()
    machine.switch_fault(Fault.RELAY_STUCK)
    machine.perform(Deed(action=Action.PLUG_OFF))
    assert machine.plug is not None
    assert machine.plug.relay_on
    assert machine.ledger.relay_changes() == []


@pytest.mark.parametrize(("measures", "shown_w"), [(False, 0.0), (True, 3.0)])
def test_watts_with_the_relay_off_are_forced_to_zero_unless_told(
    measures: bool, shown_w: float
) -> None:
    machine = build(measures_with_relay_off=measures)
    machine.perform(Deed(action=Action.PLUG_OFF))
    assert machine.plug is not None
    assert machine.plug.shown_w(3.0) == shown_w


def test_late_power_shows_the_watts_of_before() -> None:
    machine = build(late_power_s=8.0)
    machine.switch_fault(Fault.LATE_POWER)
    machine.perform(Deed(action=Action.STOP))
    assert machine.plug is not None
    machine.advance_to(26.5)
    assert machine.plug.measure(26.5) == pytest.approx(174)
    machine.advance_to(40)
    assert machine.plug.measure(40) == 9.0


def test_the_timer_switches_off_even_under_a_walker() -> None:
    machine = build()
    assert machine.plug is not None
    machine.plug.arm(60.0, REMOTE)
    machine.advance_to(79)
    assert machine.plug.relay_on
    machine.advance_to(81)
    assert not machine.plug.relay_on
    (cut,) = machine.ledger.power_cuts_by(Cause.TIMER)
    assert cut.at_s == 80.0


@pytest.mark.parametrize(
    ("power_on_state", "before", "after"),
    [
        (0, True, False),
        (1, False, True),
        (2, True, False),
        (3, True, True),
        (3, False, False),
        (5, True, False),
    ],
)
def test_after_a_mains_failure_the_relay_is_where_its_setting_wants_it(
    power_on_state: int, before: bool, after: bool
) -> None:
    machine = build(power_on_state=power_on_state)
    machine.perform(Deed(action=Action.PLUG_ON if before else Action.PLUG_OFF))
    machine.switch_fault(Fault.MAINS_OFF)
    machine.advance_to(60)
    assert machine.belt.is_still
    machine.switch_fault(Fault.MAINS_OFF, on=False)
    machine.advance_to(90)
    assert machine.plug is not None
    assert machine.plug.relay_on is after
    assert machine.belt.powered is after
    assert machine.belt.is_still


def test_a_mains_failure_restarts_the_timer_in_full() -> None:
    machine = build()
    assert machine.plug is not None
    machine.plug.arm(100.0, REMOTE)
    machine.advance_to(80)
    machine.switch_fault(Fault.MAINS_OFF)
    machine.advance_to(90)
    machine.switch_fault(Fault.MAINS_OFF, on=False)
    assert machine.plug.remaining_s == 100.0


def test_a_power_on_state_of_5_turns_the_timer_round() -> None:
    machine = build(power_on_state=5)
    assert machine.plug is not None
    machine.plug.arm(50.0, REMOTE)
    machine.plug.switch(False, REMOTE)
    machine.advance_to(100)
    assert machine.plug.relay_on
    (on,) = machine.ledger.entries_of(Fact.RELAY_ON)
    assert (on.cause, on.at_s) == (Cause.TIMER, 70.0)
