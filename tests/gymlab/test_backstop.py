"""A plug's own timer ends a walk that nobody else ends any more."""

from collections.abc import Mapping
import json
from pathlib import Path
from random import Random
import subprocess
import sys
import threading
from typing import Final

import pytest

from custom_components.home_gym.dialects import create_dialect
from custom_components.home_gym.dialects.base import (
    CountsFrom,
    Dialect,
    Obstacle,
    Publication,
)
from custom_components.home_gym.engine.readings import Quantity, Reading
from gymlab.simulator.deeds import Action, Deed
from gymlab.simulator.faults import Fault
from gymlab.simulator.machine import Machine, MachineSettings
from gymlab.simulator.plug import PlugSettings
from gymlab.simulator.records import Cause, Message
from gymlab.simulator.voices.plugs import plug_settings

from .conftest import Ear, MosquittoBroker


def request(method: str, **config: object) -> dict[str, str]:
    """Return a message to a Shelly as an owner writes it by hand."""
    params: dict[str, object] = {"id": 0, **({"config": config} if config else {})}
    record = {"id": 7, "src": "own", "method": f"Switch.{method}", "params": params}
    # What stands for the seconds is a number, and so without quotes.
    payload = json.dumps(record).replace('"{seconds}"', "{seconds}")
    return {"topic": "gymplug/rpc", "payload": payload}


MAPPINGS: Mapping[str, dict[str, object]] = {
    "tasmota": {"dialect": "tasmota", "topic": "gymplug"},
    "shelly_gen2": {"dialect": "shelly_gen2", "base": "gymplug"},
    "own template": {
        "dialect": "generic_plug",
        "state": {"topic": "gymplug/events/rpc", "path": "params.switch:0.output"},
        "off": {
            "topic": "gymplug/rpc",
            "payload": '{"id":7,"method":"Switch.Set","params":{"id":0,"on":false}}',
        },
        "arm": {
            **request("SetConfig", auto_off=True, auto_off_delay="{seconds}"),
            "shortest_s": 1,
            "longest_s": 86_400,
            "counts_from": "switch_on",
            "survives_power_cut": True,
        },
        "disarm": [request("SetConfig", auto_off=False, auto_off_delay=0)],
        "read_back": [request("GetConfig")],
        "backstop": {"topic": "own/rpc", "path": "result.auto_off_delay"},
    },
}
# The plug that is simulated, where it is not called like its family.
VOICES: Final = {"own template": "shelly_gen2"}
ONLINE: Final = {"tasmota": "tele/gymplug/LWT", "shelly_gen2": "gymplug/online"}
ANSWERS: Final = {
    "tasmota": "stat/gymplug/RESULT",
    "shelly_gen2": "home_gym-gymplug-0/rpc",
    "own template": "own/rpc",
}
# What each is set to as it is shipped; the template sees a number that is not in use.
BEFORE_S: Final = {"tasmota": 0.0, "shelly_gen2": 0.0, "own template": 60.0}
FAMILIES = pytest.mark.parametrize("family", MAPPINGS)
CODED = pytest.mark.parametrize("family", ["tasmota", "shelly_gen2"])
CAP_S = 600.0
PATIENCE_S = 30.0
# Who has a timer that can only switch off, and who has not.
WITHOUT: Mapping[str, dict[str, object]] = {
    "shelly_gen1": {"dialect": "shelly_gen1", "base": "shellies/gymplug"},
    "zigbee2mqtt": {"dialect": "zigbee2mqtt", "name": "gymplug"},
}


class Guard:
    """Somebody who arms a plug as Home Gym does, by what its dialect says."""

    def __init__(self, family: str, **plug: object) -> None:
        settings = MachineSettings(
            plug=PlugSettings(**plug),  # type: ignore[arg-type]
            plug_voice=plug_settings(VOICES.get(family, family)),
        )
        self.machine = Machine(settings, Random(1))
        self.dialect: Dialect = create_dialect(MAPPINGS[family])
        self.known: dict[Quantity, float | bool] = {}
        self.hear(self.machine.connect())
        self.hear(self.machine.advance_to(20))

    def hear(self, messages: list[Message]) -> None:
        """Take in what the plug published."""
        for message in messages:
            readings = self.dialect.parse(message.topic, message.payload)
            self.known |= {each.quantity: each.value for each in readings or ()}

    def send(self, *publications: Publication) -> None:
        """Send what the dialect says."""
        for each in publications:
            self.hear(self.machine.receive(each.topic, each.payload))

    def arm(self, cap_s: float = CAP_S) -> None:
        """Read, arm, read back, and begin a walk."""
        self.send(*self.dialect.read_back())
        self.send(*self.dialect.arm(cap_s))
        self.send(*self.dialect.read_back())

    def walk(self) -> float:
        """Switch the plug on as a person does, step on and start; return when."""
        for action in (Action.PLUG_OFF, Action.PLUG_ON, Action.STEP_ON):
            self.hear(self.machine.perform(Deed(action=action)))
        self.hear(self.machine.perform(Deed(action=Action.START, speed_kmh=4.0)))
        return self.machine.now_s

    @property
    def relay_on(self) -> bool:
        """Tell where the relay really is."""
        assert self.machine.plug is not None
        return self.machine.plug.relay_on


@CODED
def test_what_stands_in_the_way_has_to_be_known_first(family: str) -> None:
    guard = Guard(family)
    assert guard.dialect.obstacle() is Obstacle.SETTINGS_UNKNOWN
    assert guard.dialect.arm(CAP_S) == ()
    guard.send(*guard.dialect.read_back())
    assert guard.dialect.obstacle() is None


@FAMILIES
def test_armed_is_what_the_plug_says(family: str) -> None:
    guard = Guard(family)
    guard.arm()
    assert guard.dialect.obstacle() is None
    assert guard.known[Quantity.BACKSTOP] == CAP_S


@FAMILIES
def test_the_plug_switches_off_with_nobody_there(family: str) -> None:
    """Guard and broker are dead in mid-session; the plug keeps its time."""
    guard = Guard(family)
    guard.arm()
    began_s = guard.walk()
    guard.machine.advance_to(began_s + 60)
    guard.machine.switch_fault(Fault.PLUG_OFFLINE)
    guard.machine.advance_to(began_s + CAP_S - 1)
    assert guard.relay_on
    guard.machine.advance_to(began_s + CAP_S + 1)
    assert not guard.relay_on
    ledger = guard.machine.ledger
    assert [each.cause for each in ledger.relay_changes()][-1] is Cause.TIMER
    (cut,) = ledger.power_cuts_by(Cause.TIMER)
    command = ledger.command_of(cut)
    assert command is not None
    assert "ON" not in command.payload
    assert ledger.switch_ons_by(Cause.REMOTE) == []
    assert ledger.switch_ons_by(Cause.TIMER) == []


@FAMILIES
def test_from_when_the_timer_counts(family: str) -> None:
    """Tasmota counts from the arming, Shelly from when the plug is next closed."""
    guard = Guard(family)
    guard.arm()
    backstop = guard.dialect.traits.backstop
    assert backstop is not None
    counts = backstop.counts_from is CountsFrom.ARMING
    assert (guard.known.get(Quantity.BACKSTOP_REMAINING, 0) > 0) is counts
    guard.machine.advance_to(guard.machine.now_s + CAP_S + 1)
    assert guard.relay_on is not counts


@FAMILIES
def test_disarmed_it_never_fires(family: str) -> None:
    guard = Guard(family)
    guard.arm()
    guard.send(*guard.dialect.disarm(), *guard.dialect.read_back())
    assert guard.known[Quantity.BACKSTOP] == 0.0
    guard.walk()
    guard.machine.advance_to(guard.machine.now_s + 10 * CAP_S)
    assert guard.relay_on


@FAMILIES
def test_a_reboot_begins_the_time_anew(family: str) -> None:
    """It survives a loss of mains: the setting is kept, and counts in full."""
    guard = Guard(family)
    guard.arm()
    began_s = guard.walk()
    guard.machine.advance_to(began_s + CAP_S - 60)
    guard.machine.switch_fault(Fault.MAINS_OFF)
    guard.machine.advance_to(began_s + CAP_S - 50)
    guard.machine.switch_fault(Fault.MAINS_OFF, on=False)
    guard.machine.advance_to(began_s + 2 * CAP_S - 60)
    assert guard.relay_on
    guard.machine.advance_to(began_s + 2 * CAP_S)
    assert not guard.relay_on


@FAMILIES
def test_what_was_set_before_can_be_put_back(family: str) -> None:
    guard = Guard(family)
    guard.arm(3600.0)
    before_s = float(guard.known[Quantity.BACKSTOP])
    guard.arm(CAP_S)
    assert guard.known[Quantity.BACKSTOP] == CAP_S
    guard.arm(before_s)
    assert guard.known[Quantity.BACKSTOP] == before_s


@pytest.mark.parametrize(
    ("power_on_state", "obstacle"),
    [(4, Obstacle.RELAY_HELD_ON), (5, Obstacle.WOULD_SWITCH_ON)],
)
def test_a_tasmota_that_would_switch_on_is_left_alone(
    power_on_state: int, obstacle: Obstacle
) -> None:
    guard = Guard("tasmota", power_on_state=power_on_state)
    guard.arm()
    assert guard.dialect.obstacle() is obstacle
    assert guard.known[Quantity.BACKSTOP] == 0.0
    arming = [c for c in guard.machine.ledger.commands() if c.payload.strip("0")]
    assert arming == []


def test_a_shelly_that_switches_itself_on_is_left_alone() -> None:
    guard = Guard("shelly_gen2")
    guard.send(Publication(**request("SetConfig", auto_on=True)))
    guard.arm()
    assert guard.dialect.obstacle() is Obstacle.WOULD_SWITCH_ON
    assert guard.known[Quantity.BACKSTOP] == 0.0


@FAMILIES
@pytest.mark.parametrize("seed", range(5))
def test_no_arming_ever_switches_a_plug_on(family: str, seed: int) -> None:
    """Whatever is armed when, in whatever order, an open relay stays open."""
    chance = Random(seed)
    guard = Guard(family)
    guard.machine.perform(Deed(action=Action.PLUG_OFF))
    for _ in range(200):
        cap_s = chance.choice((0.0, 1.0, 12.0, 60.0, 3600.0, 1e6))
        words = (guard.dialect.arm(cap_s), guard.dialect.disarm())
        guard.send(*chance.choice((*words, guard.dialect.read_back())))
        guard.hear(guard.machine.advance_to(guard.machine.now_s + chance.random() * 90))
        assert not guard.relay_on
    assert guard.machine.ledger.switch_ons_by(Cause.TIMER) == []


@pytest.mark.parametrize("family", WITHOUT)
def test_who_has_no_suitable_timer_says_so(family: str) -> None:
    dialect = create_dialect(WITHOUT[family])
    assert dialect.obstacle() is Obstacle.NONE_SUITABLE
    assert dialect.arm(CAP_S) == ()


@FAMILIES
def test_broker_and_guard_are_killed_and_the_plug_goes_off(
    family: str, broker: MosquittoBroker, ear: Ear, tmp_path: Path
) -> None:
    """The plug runs in a process of its own, 200 times as fast as real ones."""
    ledger = tmp_path / "ledger.jsonl"
    voice = VOICES.get(family, family)
    words = ("--plug", voice, "--time-scale", "200", "--ledger", str(ledger))
    command = (sys.executable, "-m", "gymlab", "sim", "--port", str(broker.port))
    plug = subprocess.Popen((*command, *words), stdout=subprocess.PIPE, text=True)
    # Whatever goes wrong, nobody waits for ever.
    watchdog = threading.Timer(PATIENCE_S, plug.kill)
    watchdog.start()
    try:
        _arm(family, voice, ear)
        broker.stop()
        assert plug.stdout is not None
        assert any("relay off  by timer" in line for line in plug.stdout)
    finally:
        watchdog.cancel()
        plug.terminate()
        plug.communicate(timeout=PATIENCE_S)
    facts = [json.loads(line) for line in ledger.read_text().splitlines()]
    switched_on = [each for each in facts if each["fact"] == "relay_on"]
    assert {each["cause"] for each in switched_on} == {"person"}
    (off,) = [each for each in facts if each["cause"] == "timer"]
    assert off["at_s"] <= switched_on[-1]["at_s"] + CAP_S + 1


def _arm(family: str, voice: str, ear: Ear) -> None:
    """Arm over the broker, as a guard that is killed right after."""
    dialect = create_dialect(MAPPINGS[family])
    ear.wait("gymlab/status", lambda payload: payload == "online")
    ear.wait(ONLINE[voice])

    def read_back(wanted_s: float) -> None:
        """Wait until the plug itself says what it is set to."""
        reading = Reading(quantity=Quantity.BACKSTOP, value=wanted_s)
        for publication in dialect.read_back():
            ear.say(publication.topic, publication.payload)
        topic = ANSWERS[family]
        ear.wait(topic, lambda text: reading in (dialect.parse(topic, text) or ()))

    read_back(BEFORE_S[family])
    for publication in dialect.arm(CAP_S):
        ear.say(publication.topic, publication.payload)
    read_back(CAP_S)
    # A person switches it on again, from when a Shelly counts.
    for action in ("plug_off", "plug_on"):
        ear.say("gymlab/treadmill/do", json.dumps({"action": action}))
    ear.wait("gymlab/treadmill/did")
