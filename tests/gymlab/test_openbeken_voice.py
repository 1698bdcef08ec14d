"""The simulated OpenBeken plug does what the real one does."""

from random import Random

import pytest

from gymlab.simulator.deeds import Action, Deed
from gymlab.simulator.faults import Fault
from gymlab.simulator.machine import Machine, MachineSettings
from gymlab.simulator.records import Cause, Fact, Message, Outcome
from gymlab.simulator.voices.openbeken import OpenBekenSettings

STATE = "gymplug/1/get"
SET = "gymplug/1/set"
TIMER = "cmnd/gymplug/addRepeatingEventUID"


def build(**settings: object) -> Machine:
    """Return a machine with nothing but a plug that has come up."""
    voice = OpenBekenSettings(**settings)  # type: ignore[arg-type]
    machine = Machine(MachineSettings(bridge=None, plug_voice=voice), Random(1))
    machine.connect()
    machine.advance_to(5)
    return machine


def on(messages: list[Message], topic: str) -> list[str]:
    """Return what was said on a topic."""
    return [message.payload for message in messages if message.topic == topic]


def test_only_the_birth_and_the_will_are_retained() -> None:
    voice = OpenBekenSettings()
    machine = Machine(MachineSettings(bridge=None, plug_voice=voice), Random(1))
    messages = machine.connect()
    retained = [each for each in messages if each.retained]
    assert [(each.topic, each.payload) for each in retained] == [
        ("gymplug/connected", "online")
    ]
    (will,) = machine.switch_fault(Fault.PLUG_OFFLINE)
    assert (will.topic, will.payload, will.retained) == (
        "gymplug/connected",
        "offline",
        True,
    )


def test_a_change_of_watts_is_told_and_everything_once_a_minute() -> None:
    machine = build()
    assert len(on(machine.advance_to(200), "gymplug/power/get")) == 3
    machine.perform(Deed(action=Action.START, speed_kmh=3.0))
    told = on(machine.advance_to(210), "gymplug/power/get")
    assert float(told[-1]) > 100


@pytest.mark.parametrize(("flag_40", "low"), [(False, 10.0), (True, 0.01)])
def test_flag_40_turns_watt_hours_into_kilowatt_hours(
    flag_40: bool, low: float
) -> None:
    machine = build(flag_40=flag_40)
    machine.perform(Deed(action=Action.START, speed_kmh=3.0))
    (*_, last) = on(machine.advance_to(600), "gymplug/energycounter/get")
    assert low < float(last) < 3 * low


def test_it_is_switched_by_a_number() -> None:
    machine = build()
    assert on(machine.receive(SET, "0"), STATE) == ["0"]
    assert on(machine.receive(SET, "1"), STATE) == ["1"]
    machine.receive(SET, "OFF")
    assert machine.ledger.commands()[-1].outcome is Outcome.IGNORED


def test_an_empty_message_asks_for_the_state() -> None:
    machine = build()
    assert on(machine.receive(STATE, ""), STATE) == ["1"]
    assert machine.receive(STATE, "1") == [], "its own answer comes back to it"


def test_a_repeating_event_switches_off_by_itself() -> None:
    machine = build()
    machine.receive(TIMER, "100 1 77 setChannel 1 0")
    messages = machine.advance_to(200)
    (off,) = [entry for entry in machine.ledger.entries if entry.fact is Fact.RELAY_OFF]
    assert off.cause is Cause.TIMER
    assert off.at_s == pytest.approx(105, abs=1)
    assert "0" in on(messages, STATE)


def test_the_same_number_again_begins_again() -> None:
    machine = build()
    machine.receive(TIMER, "100 1 77 setChannel 1 0")
    machine.advance_to(90)
    machine.receive(TIMER, "100 1 77 setChannel 1 0")
    machine.advance_to(180)
    assert not machine.ledger.entries_of(Fact.RELAY_OFF)
    machine.advance_to(200)
    assert machine.ledger.entries_of(Fact.RELAY_OFF)


def test_it_can_be_cancelled() -> None:
    machine = build()
    machine.receive(TIMER, "100 1 77 setChannel 1 0")
    machine.receive("cmnd/gymplug/cancelRepeatingEvent", "77")
    machine.advance_to(300)
    assert not machine.ledger.entries_of(Fact.RELAY_OFF)


def test_it_is_forgotten_without_mains_and_does_not_need_the_broker() -> None:
    machine = build()
    machine.receive(TIMER, "100 1 77 setChannel 1 0")
    machine.switch_fault(Fault.PLUG_OFFLINE)
    machine.advance_to(120)
    assert machine.ledger.entries_of(Fact.RELAY_OFF)
    other = build()
    other.receive(TIMER, "100 1 77 setChannel 1 0")
    other.switch_fault(Fault.MAINS_OFF)
    other.advance_to(20)
    other.switch_fault(Fault.MAINS_OFF, on=False)
    other.advance_to(300)
    assert not other.ledger.entries_of(Fact.RELAY_OFF)


@pytest.mark.parametrize(
    "payload", ["100 1 77 setChannel 1 1", "soon", "", "-5 1 77 setChannel 1 0"]
)
def test_other_events_are_not_understood(payload: str) -> None:
    machine = build()
    machine.receive(TIMER, payload)
    assert machine.ledger.commands()[-1].outcome is Outcome.IGNORED
