"""What a plug's profile reads is what the simulated plug did, and it is obeyed."""

from random import Random

import pytest

from custom_components.home_gym.dialects import create_dialect
from custom_components.home_gym.dialects.base import Dialect
from custom_components.home_gym.engine.readings import Quantity
from gymlab.simulator.deeds import Action, Deed
from gymlab.simulator.faults import Fault
from gymlab.simulator.machine import Machine, MachineSettings
from gymlab.simulator.records import Fact, Message
from gymlab.simulator.voices.plugs import PLUGS

CONFIGS: dict[str, dict[str, object]] = {
    "esphome_plug": {"base": "gym-plug", "energy_id": "energy"},
    "openbeken": {"base": "gymplug", "confirmed": ["arm"]},
}
every = pytest.mark.parametrize("key", CONFIGS)


class Pair:
    """A simulated plug with a treadmill on it, and the dialect that listens."""

    def __init__(self, key: str) -> None:
        self.dialect: Dialect = create_dialect({"dialect": key, **CONFIGS[key]})
        voice = PLUGS[key][0]()
        settings = MachineSettings(bridge=None, plug_voice=voice)
        self.machine = Machine(settings, Random(1))
        self.told: dict[Quantity, float | bool] = {}
        self.hear(self.machine.connect())

    def hear(self, messages: list[Message]) -> None:
        """Let the dialect read messages."""
        for message in messages:
            for reading in self.dialect.parse(message.topic, message.payload) or ():
                self.told[reading.quantity] = reading.value

    def wait(self, until_s: float) -> None:
        """Let time pass."""
        self.hear(self.machine.advance_to(until_s))


@every
def test_relay_and_watts_are_read(key: str) -> None:
    pair = Pair(key)
    pair.hear(pair.machine.perform(Deed(action=Action.START, speed_kmh=3.0)))
    pair.wait(180)
    assert pair.told[Quantity.RELAY] is True
    assert pair.told[Quantity.PLUG_ONLINE] is True
    assert pair.told[Quantity.POWER] == pytest.approx(138, abs=1)
    assert pair.machine.plug is not None
    kwh = pair.machine.plug.energy_kwh
    assert pair.told[Quantity.ENERGY] == pytest.approx(kwh, abs=0.003)


@every
def test_it_is_switched_off_and_says_so(key: str) -> None:
    pair = Pair(key)
    off = pair.dialect.switch_off()
    assert off is not None
    pair.hear(pair.machine.receive(off.topic, off.payload))
    pair.wait(5)
    assert pair.machine.plug is not None
    assert not pair.machine.plug.relay_on
    assert pair.told[Quantity.RELAY] is False


@every
def test_its_last_will_is_read(key: str) -> None:
    pair = Pair(key)
    pair.hear(pair.machine.switch_fault(Fault.PLUG_OFFLINE))
    assert pair.told[Quantity.PLUG_ONLINE] is False


@every
def test_its_question_is_answered_and_its_echo_ignored(key: str) -> None:
    pair = Pair(key)
    pair.wait(5)
    for query in pair.dialect.queries():
        assert pair.dialect.parse(query.topic, query.payload) == ()
        pair.told.clear()
        pair.hear(pair.machine.receive(query.topic, query.payload))
        assert pair.told == {Quantity.RELAY: True}


def test_a_confirmed_timer_switches_off_and_never_on() -> None:
    pair = Pair("openbeken")
    for command in pair.dialect.arm(120):
        pair.machine.receive(command.topic, command.payload)
    pair.wait(300)
    assert len(pair.machine.ledger.entries_of(Fact.RELAY_OFF)) == 1
    assert pair.machine.ledger.entries_of(Fact.RELAY_ON) == []
    assert pair.told[Quantity.RELAY] is False


def test_a_disarmed_timer_does_nothing() -> None:
    pair = Pair("openbeken")
    for command in (*pair.dialect.arm(120), *pair.dialect.disarm()):
        pair.machine.receive(command.topic, command.payload)
    pair.wait(300)
    assert pair.machine.ledger.entries_of(Fact.RELAY_OFF) == []
