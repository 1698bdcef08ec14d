"""What is set in a plug with consent does what it should, and the ledger is witness."""

from random import Random

import pytest

from custom_components.home_gym.dialects.preflight import (
    Concern,
    PlugSettings as Settings,
    Value,
    concerns,
)
from custom_components.home_gym.dialects.preflight_families import plug_settings
from gymlab.simulator.deeds import Action, Deed
from gymlab.simulator.faults import Fault
from gymlab.simulator.ledger import Ledger
from gymlab.simulator.machine import Machine, MachineSettings
from gymlab.simulator.plug import PlugSettings
from gymlab.simulator.records import Cause, Message
from gymlab.simulator.voices.plugs import plug_settings as voice_of

CONFIGS: dict[str, dict[str, object]] = {
    "tasmota": {"dialect": "tasmota", "topic": "gymplug"},
    "shelly_gen2": {"dialect": "shelly_gen2", "base": "gymplug"},
    "zigbee2mqtt": {"dialect": "zigbee2mqtt", "name": "gymplug"},
}
every = pytest.mark.parametrize("family", CONFIGS)
ON, TOGGLE, AS_BEFORE = 1, 2, 3


class Pair:
    """A simulated plug, and the settings that are read in it."""

    def __init__(self, family: str, power_on_state: int) -> None:
        plug = PlugSettings(power_on_state=power_on_state)
        settings = MachineSettings(bridge=None, plug=plug, plug_voice=voice_of(family))
        self.machine = Machine(settings, Random(1))
        found = plug_settings(CONFIGS[family])
        assert found is not None
        self.settings: Settings = found
        self.hear(self.machine.connect())
        self.wait(20)
        self.read()

    def hear(self, messages: list[Message]) -> None:
        """Read messages, and ask what can be asked then."""
        for each in messages:
            self.settings.hear(each.topic, each.payload, retained=each.retained)
        for query in self.settings.queries():
            self.hear(self.machine.receive(query.topic, query.payload))

    def read(self) -> None:
        """Ask how the plug is set."""
        self.settings.forget()
        self.hear([])

    def set_to(self, name: str, value: Value) -> None:
        """Set a setting, if that may be sent."""
        command = self.settings.set_to(name, value)
        if command is not None:
            self.hear(self.machine.receive(command.topic, command.payload))

    def wait(self, seconds: float) -> None:
        """Let time pass."""
        self.hear(self.machine.advance_to(self.machine.now_s + seconds))

    def cut_power(self) -> None:
        """Let the mains fail for a minute."""
        self.machine.switch_fault(Fault.MAINS_OFF)
        self.wait(60)
        self.machine.switch_fault(Fault.MAINS_OFF, on=False)
        self.wait(20)

    @property
    def relay_on(self) -> bool:
        """Tell where the relay is."""
        assert self.machine.plug is not None
        return self.machine.plug.relay_on

    @property
    def ledger(self) -> Ledger:
        """Return what really happened."""
        return self.machine.ledger


def power_on_of(pair: Pair) -> tuple[Concern, str, Value]:
    """Return what is wrong with what the plug does after a power cut."""
    (found,) = [
        (concern, setting.name, setting.safe)
        for concern, (setting, _) in concerns(pair.settings).items()
        if concern in {Concern.RETURNS_ON, Concern.RETURNS_AS_BEFORE}
    ]
    return found


@pytest.mark.parametrize(
    ("family", "state"),
    [(family, ON) for family in CONFIGS]
    # A Shelly has no such setting.
    + [("tasmota", TOGGLE), ("zigbee2mqtt", TOGGLE)],
)
def test_a_bad_setting_lifts_a_lock_and_the_good_one_does_not(
    family: str, state: int
) -> None:
    pair = Pair(family, state)
    pair.machine.perform(Deed(action=Action.PLUG_OFF))
    pair.cut_power()
    assert pair.relay_on
    assert len(pair.ledger.switch_ons_by(Cause.MAINS)) == 1
    pair.read()
    concern, name, safe = power_on_of(pair)
    assert concern is Concern.RETURNS_ON
    pair.set_to(name, safe)
    pair.machine.perform(Deed(action=Action.PLUG_OFF))
    pair.cut_power()
    assert not pair.relay_on
    assert len(pair.ledger.switch_ons_by(Cause.MAINS)) == 1


@every
def test_a_walk_that_a_power_cut_ended_does_not_get_its_power_back(
    family: str,
) -> None:
    pair = Pair(family, AS_BEFORE)
    pair.cut_power()
    assert pair.relay_on
    concern, name, safe = power_on_of(pair)
    assert concern is Concern.RETURNS_AS_BEFORE
    pair.set_to(name, safe)
    pair.read()
    assert pair.settings.values[name] == safe
    pair.cut_power()
    assert not pair.relay_on


@every
@pytest.mark.parametrize("seed", range(5))
def test_setting_whatever_may_be_set_switches_nothing(family: str, seed: int) -> None:
    """Also what is put back, in any order, with the relay open."""
    chance = Random(seed)
    pair = Pair(family, AS_BEFORE)
    pair.machine.perform(Deed(action=Action.PLUG_OFF))
    for _ in range(200):
        setting = chance.choice(pair.settings.settings)
        # What may be sent, and what may not.
        values = [*sorted(setting.sendable, key=str), 4, 5, True, "on"]
        pair.set_to(setting.name, chance.choice(values))
        pair.wait(chance.random() * 30)
        assert not pair.relay_on
    assert pair.ledger.switch_ons_by(Cause.REMOTE) == []
    assert pair.ledger.switch_ons_by(Cause.TIMER) == []


def test_the_simulated_plug_obeys_a_state_that_we_never_send() -> None:
    """PowerOnState 4 closes the relay at once: that is why it is not put back."""
    pair = Pair("tasmota", AS_BEFORE)
    pair.machine.perform(Deed(action=Action.PLUG_OFF))
    pair.set_to("PowerOnState", 4)
    assert not pair.relay_on
    pair.machine.receive("cmnd/gymplug/PowerOnState", "4")
    pair.wait(1)
    assert pair.relay_on
    assert len(pair.ledger.switch_ons_by(Cause.REMOTE)) == 1
