"""A whole machine keeps time, keeps to its seed and shows its faults."""

from itertools import pairwise
from random import Random

from hypothesis import given, settings, strategies as st
import pytest

from gymlab.simulator.deeds import Action, Deed
from gymlab.simulator.faults import FAULTS, Fault
from gymlab.simulator.fleet import build_fleet
from gymlab.simulator.machine import Machine, MachineSettings
from gymlab.simulator.records import Cause, Fact, Message, Outcome
from gymlab.simulator.stories import STORIES

STOP = "QZ/default/control/stop"


def walk(seed: int = 1) -> Machine:
    """Return a connected machine on which somebody has walked for a minute."""
    machine = Machine(MachineSettings(), Random(seed))
    machine.connect()
    machine.perform(Deed(action=Action.START, speed_kmh=4.0))
    machine.advance_to(60)
    return machine


def bridge(messages: list[Message]) -> list[tuple[str, str]]:
    return [
        (message.topic.removeprefix("QZ/default/"), message.payload)
        for message in messages
        if message.topic.startswith("QZ/")
    ]


def test_every_fault_is_described() -> None:
    assert set(FAULTS) == set(Fault)


def test_time_does_not_run_backwards() -> None:
    machine = walk()
    with pytest.raises(ValueError, match="backwards"):
        machine.advance_to(59)


def test_messages_come_in_the_order_of_time() -> None:
    machine = Machine(MachineSettings(), Random(1), story=STORIES["gentle"])
    times = [m.at_s for m in machine.connect() + machine.advance_to(2700)]
    assert times == sorted(times)
    entries = [entry.at_s for entry in machine.ledger.entries]
    assert entries == sorted(entries)


def play(seed: int, step_s: float) -> tuple[list[Message], str]:
    """Return all that a troubled hour says and does, asked for in steps."""
    machine = Machine(MachineSettings(), Random(seed), story=STORIES["gentle"])
    machine.switch_fault(Fault.GARBAGE)
    messages = machine.connect()
    at_s = 0.0
    for number in range(1, 61):
        while (at_s := min(at_s + step_s, number * 60.0)) < number * 60.0:
            messages += machine.advance_to(at_s)
        messages += machine.advance_to(at_s)
        messages += machine.receive("QZ/default/control/treadmill/speed", "2.5")
    return messages, machine.ledger.to_json()


def test_equal_seeds_give_equal_machines_however_time_is_cut() -> None:
    assert play(7, 60.0) == play(7, 60.0) == play(7, 7.5)


def test_another_seed_gives_another_machine() -> None:
    assert play(7, 60.0) != play(8, 60.0)


def test_silence_stops_the_telemetry_and_nothing_else() -> None:
    machine = walk()
    machine.switch_fault(Fault.SILENCE)
    assert bridge(machine.advance_to(120)) == []
    machine.receive(STOP, "")
    machine.advance_to(130)
    assert machine.belt.is_still
    machine.switch_fault(Fault.SILENCE, on=False)
    assert ("workout/speed/current", "0.00") in bridge(machine.advance_to(131))


def test_a_silent_bridge_still_greets_the_broker() -> None:
    machine = walk()
    machine.switch_fault(Fault.SILENCE)
    messages = machine.switch_fault(Fault.RECONNECT) + machine.advance_to(120)
    assert bridge(messages) == [("status", "offline"), ("status", "online")]


def test_a_stuck_reading_hides_a_stop_while_the_counters_tell() -> None:
    machine = walk()
    machine.switch_fault(Fault.READING_STUCK)
    machine.perform(Deed(action=Action.STOP))
    machine.advance_to(70)
    said = bridge(machine.advance_to(120))
    topics = {topic for topic, _ in said}
    assert "workout/speed/current" not in topics
    assert "workout/distance" not in topics
    assert "workout/elapsed/total_seconds" in topics


def test_a_stale_reading_lies_retained_after_each_connection() -> None:
    machine = walk()
    stale = machine.switch_fault(Fault.STALE_RETAINED)
    assert [(m.payload, m.retained) for m in stale] == [("3.50", True)]
    messages = machine.switch_fault(Fault.RECONNECT)
    retained = [m for m in messages if m.retained]
    assert [m.payload for m in retained] == ["offline", "online", "3.50"]
    cleared = machine.switch_fault(Fault.STALE_RETAINED, on=False)
    assert [(m.payload, m.retained) for m in cleared] == [("", True)]


def test_garbage_comes_between_the_real_readings() -> None:
    clean, troubled = walk(), walk()
    troubled.switch_fault(Fault.GARBAGE)
    real, mixed = clean.advance_to(360), troubled.advance_to(360)
    garbage = [message for message in mixed if message not in real]
    assert [message for message in mixed if message not in garbage] == real
    assert len(garbage) > 200
    assert b"\xff\xfe" in {message.payload_bytes for message in garbage}


def test_a_bridge_that_is_gone_leaves_its_will_and_hears_nothing() -> None:
    machine = walk()
    messages = machine.switch_fault(Fault.BRIDGE_OFFLINE)
    assert bridge(messages) == [("status", "offline")]
    machine.receive(STOP, "")
    assert bridge(machine.advance_to(120)) == []
    assert machine.ledger.commands() == ()
    assert machine.belt.speed_kmh == 4.0
    machine.switch_fault(Fault.BRIDGE_OFFLINE, on=False)
    assert ("workout/speed/current", "4.00") in bridge(machine.advance_to(121))


def test_a_late_command_arrives_late() -> None:
    machine = walk()
    machine.switch_fault(Fault.COMMANDS_LATE)
    machine.receive(STOP, "")
    machine.advance_to(120)
    (command,) = machine.ledger.commands()
    assert command.arrived_s == pytest.approx(68.2, abs=0.2)
    assert command.outcome is Outcome.APPLIED


def test_commands_arrive_in_the_order_they_were_sent() -> None:
    machine = walk()
    machine.switch_fault(Fault.COMMANDS_LATE)
    machine.receive("QZ/default/control/treadmill/speed", "3")
    machine.switch_fault(Fault.COMMANDS_LATE, on=False)
    machine.receive(STOP, "")
    machine.advance_to(80)
    first, second = machine.ledger.commands()
    assert first.arrived_s is not None
    assert first.arrived_s == second.arrived_s
    assert machine.belt.target_kmh == 0


def test_switching_a_fault_twice_is_noted_once() -> None:
    machine = walk()
    for on in (True, True, False, False):
        machine.switch_fault(Fault.SILENCE, on=on)
    noted = machine.ledger.entries_of(Fact.FAULT_ON, Fact.FAULT_OFF)
    assert [entry.fact for entry in noted] == [Fact.FAULT_ON, Fact.FAULT_OFF]


def test_a_mains_failure_takes_belt_and_plug_but_not_the_bridge() -> None:
    machine = walk()
    machine.switch_fault(Fault.MAINS_OFF)
    assert len(machine.ledger.power_cuts_by(Cause.MAINS)) == 1
    messages = machine.advance_to(120)
    assert [m.topic for m in messages] == ["tele/gymplug/LWT"]


def test_a_machine_may_have_no_plug() -> None:
    machine = Machine(MachineSettings(plug=None), Random(1), story=STORIES["gentle"])
    messages = machine.connect() + machine.advance_to(60)
    assert all(m.topic.startswith("QZ/") for m in messages)
    machine.switch_fault(Fault.MAINS_OFF)
    assert len(machine.ledger.power_cuts_by(Cause.MAINS)) == 1


def test_a_machine_may_have_no_bridge() -> None:
    settings = MachineSettings(bridge=None)
    machine = Machine(settings, Random(1), story=STORIES["gentle"])
    messages = machine.connect() + machine.advance_to(60)
    assert all("gymplug" in m.topic for m in messages)
    assert machine.belt.speed_kmh == 3.0


def test_the_next_event_is_never_past() -> None:
    machine = walk()
    for number in range(100):
        machine.advance_to(60 + number / 7)
        assert machine.next_event_s >= machine.now_s


def test_a_fleet_has_topics_of_its_own_and_a_walk_for_each() -> None:
    fleet = build_fleet(3, seed=1, story=None, faults=[Fault.GARBAGE])
    topics = [
        {message.topic for message in machine.connect()} for machine in fleet.values()
    ]
    assert list(fleet) == ["treadmill", "treadmill_2", "treadmill_3"]
    assert all(not one & other for one, other in pairwise(topics))
    ledgers = []
    for machine in fleet.values():
        machine.advance_to(600)
        ledgers.append(machine.ledger.to_json())
    assert len(set(ledgers)) == 3


deeds = st.one_of(
    st.builds(
        Deed,
        action=st.sampled_from([a for a in Action if not a.startswith("set_")]),
    ),
    st.builds(Deed, action=st.just(Action.SET_SPEED), speed_kmh=st.floats(0.0, 20.0)),
    st.builds(Deed, fault=st.sampled_from(Fault), on=st.booleans()),
)
commands = st.tuples(
    st.sampled_from(
        [
            STOP,
            "QZ/default/control/treadmill/speed",
            "cmnd/gymplug/POWER",
            "cmnd/gymplug/PulseTime1",
        ]
    ),
    st.sampled_from(["", "0", "2.5", "ON", "OFF", "50", "130"]),
)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.tuples(st.floats(0.0, 40.0), st.one_of(deeds, commands)), max_size=25)
)
def test_belt_and_ledger_agree_whatever_happens(
    events: list[tuple[float, Deed | tuple[str, str]]],
) -> None:
    machine = Machine(MachineSettings(), Random(1))
    machine.connect()
    for wait_s, event in events:
        machine.advance_to(machine.now_s + wait_s)
        if isinstance(event, Deed):
            machine.perform(event)
        else:
            machine.receive(*event)
        ledger, belt = machine.ledger, machine.belt
        assert ledger.moving_seconds() == pytest.approx(belt.moving_s, abs=1e-6)
        assert ledger.speed_kmh_at(machine.now_s) == pytest.approx(belt.speed_kmh)
        assert ledger.target_kmh_at(machine.now_s) == belt.target_kmh
        still = ledger.first_time_still_after(machine.now_s) == machine.now_s
        assert still is belt.is_still
    starts = [*machine.ledger.entries_of(Fact.START)]
    stills = [*machine.ledger.entries_of(Fact.STILL)]
    assert len(starts) - len(stills) in (0, 1)
    # Nobody but a person or a command ever makes a belt faster.
    for cause in (Cause.MAINS, Cause.FAULT, Cause.TIMER, Cause.PHYSICS):
        assert machine.ledger.raises_by(cause) == []
