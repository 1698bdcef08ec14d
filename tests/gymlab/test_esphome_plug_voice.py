"""The simulated ESPHome plug does what the real one does."""

from random import Random

import pytest

from gymlab.simulator.deeds import Action, Deed
from gymlab.simulator.faults import Fault
from gymlab.simulator.machine import Machine, MachineSettings
from gymlab.simulator.records import Cause, Fact, Message, Outcome
from gymlab.simulator.voices.esphome_plug import EsphomePlugSettings

STATE = "gym-plug/switch/relay/state"
COMMAND = "gym-plug/switch/relay/command"


def build(**settings: object) -> Machine:
    """Return a machine with nothing but a plug that has come up."""
    voice = EsphomePlugSettings(**settings)  # type: ignore[arg-type]
    machine = Machine(MachineSettings(bridge=None, plug_voice=voice), Random(1))
    machine.connect()
    machine.advance_to(5)
    return machine


def on(messages: list[Message], topic: str) -> list[str]:
    """Return what was said on a topic."""
    return [message.payload for message in messages if message.topic == topic]


def test_every_state_is_retained() -> None:
    voice = EsphomePlugSettings()
    machine = Machine(MachineSettings(bridge=None, plug_voice=voice), Random(1))
    messages = machine.connect()
    assert all(message.retained for message in messages)
    assert on(messages, "gym-plug/status") == ["online"]
    assert on(messages, STATE) == ["ON"]


def test_watts_come_once_a_minute_whatever_happens() -> None:
    machine = build()
    machine.perform(Deed(action=Action.START, speed_kmh=3.0))
    told = on(machine.advance_to(185), "gym-plug/sensor/power/state")
    assert len(told) == 3
    assert all(float(watts) > 100 for watts in told)


@pytest.mark.parametrize(
    ("payload", "relay_on"),
    [("OFF", False), ("off", False), ("TOGGLE", False), ("ON", True), ("0", True)],
)
def test_commands_ignore_case(payload: str, relay_on: bool) -> None:
    machine = build()
    machine.receive(COMMAND, payload)
    assert machine.plug is not None
    assert machine.plug.relay_on is relay_on


def test_an_unknown_word_does_nothing() -> None:
    machine = build()
    machine.receive(COMMAND, "0")
    assert machine.ledger.commands()[-1].outcome is Outcome.IGNORED


def test_its_will_is_retained_and_it_cannot_be_asked() -> None:
    machine = build()
    (will,) = machine.switch_fault(Fault.PLUG_OFFLINE)
    assert (will.topic, will.payload, will.retained) == (
        "gym-plug/status",
        "offline",
        True,
    )
    assert machine.voices[0].subscriptions == (COMMAND,)


def test_a_guard_in_its_yaml_switches_off_after_each_switching_on() -> None:
    machine = build(guard_s=100.0)
    machine.receive(COMMAND, "OFF")
    machine.receive(COMMAND, "ON")
    machine.advance_to(200)
    offs = machine.ledger.entries_of(Fact.RELAY_OFF)
    assert [entry.cause for entry in offs] == [Cause.REMOTE, Cause.TIMER]
