"""What a dialect reads is what the simulated belt did, and what it sends is obeyed.

The simulator shares no code with the dialects: it was written from the sources of
the bridges, and its ledger is the witness.
"""

from collections.abc import Mapping
from random import Random
from typing import Final

import pytest

from custom_components.home_gym.dialects import create_dialect, recognise
from custom_components.home_gym.dialects.base import Dialect, Publication
from custom_components.home_gym.engine.readings import Quantity
from gymlab.simulator.belt import BeltSettings
from gymlab.simulator.deeds import Action, Deed
from gymlab.simulator.faults import Fault
from gymlab.simulator.machine import Machine, MachineSettings
from gymlab.simulator.records import Cause, Message
from gymlab.simulator.voices.treadmills import BRIDGES

CONFIGS: Final[Mapping[str, Mapping[str, object]]] = {
    "qz": {},
    "pacekeeper": {"base": "pacekeeper-a1b2c3"},
    "walkingpad_mqtt": {},
    "nscc": {},
    "pymvtreadmill": {"base": "homeassistant/sensor/treadmill_a1b2c3d4e5f6"},
    "stride": {},
    "walkingpad_macos": {"base": "homeassistant/sensor/walkingpad"},
    "esphome_treadmill": {"base": "treadmill-f15", "confirmed": ["stop", "slow"]},
    "esphome_ftms": {"base": "treadmill", "confirmed": ["stop"]},
    "generic_treadmill": {
        "speed": {"topic": "gym/speed"},
        "distance": {"topic": "gym/distance"},
        "availability": {"topic": "gym/status"},
        "stop": {"topic": "gym/stop", "payload": "halt"},
        "slow": {"topic": "gym/speed/set"},
    },
}
CAN_STOP: Final = (
    *("qz", "pacekeeper", "walkingpad_mqtt", "nscc"),
    *("esphome_treadmill", "esphome_ftms", "generic_treadmill"),
)
CAN_SLOW: Final = tuple(key for key in CAN_STOP if key != "esphome_ftms")
WIRED: Final = ("nscc", "esphome_ftms")
every = pytest.mark.parametrize("key", CONFIGS)


class Pair:
    """A simulated treadmill, and the dialect that listens to it."""

    def __init__(self, key: str) -> None:
        self.dialect: Dialect = create_dialect({"dialect": key, **CONFIGS[key]})
        belt = BeltSettings(min_kmh=0.8, max_kmh=6.0)
        settings = MachineSettings(belt=belt, bridge=BRIDGES[key], plug=None)
        self.machine = Machine(settings, Random(1))
        self.told: dict[Quantity, float | bool] = {}
        self.heard_speed_s = 0.0
        self.unreadable = 0
        self.hear(self.machine.connect())

    def hear(self, messages: list[Message]) -> None:
        """Let the dialect read messages."""
        for message in messages:
            readings = self.dialect.parse(message.topic, message.payload)
            self.unreadable += readings is None
            for reading in readings or ():
                self.told[reading.quantity] = reading.value
                if reading.quantity is Quantity.SPEED:
                    self.heard_speed_s = message.at_s

    def walk(self, speed_kmh: float, until_s: float) -> None:
        """Let somebody walk at a speed."""
        self.hear(self.machine.perform(Deed(action=Action.START, speed_kmh=speed_kmh)))
        self.wait(until_s)

    def wait(self, until_s: float) -> None:
        """Let time pass."""
        self.hear(self.machine.advance_to(until_s))

    def send(self, command: Publication | None) -> None:
        """Send a command that there has to be."""
        assert command is not None
        self.hear(self.machine.receive(command.topic, command.payload))


def test_every_simulated_bridge_has_a_dialect() -> None:
    assert set(CONFIGS) == set(BRIDGES)


@every
def test_the_speed_that_is_read_is_the_belts(key: str) -> None:
    pair = Pair(key)
    pair.walk(3.0, 60)
    assert pair.unreadable == 0
    assert pair.told[Quantity.SPEED] == pytest.approx(3.0, rel=0.03)


@every
def test_the_distance_that_is_read_is_the_belts(key: str) -> None:
    pair = Pair(key)
    if Quantity.DISTANCE not in pair.dialect.traits.reports:
        pytest.skip("it tells no distance that can be trusted")
    pair.walk(3.0, 600)
    metres = pair.machine.belt.distance_km * 1000
    assert pair.told[Quantity.DISTANCE] == pytest.approx(metres, abs=12)


@every
def test_a_belt_that_came_to_rest_is_read_as_still_or_not_at_all(key: str) -> None:
    pair = Pair(key)
    pair.walk(3.0, 60)
    pair.hear(pair.machine.perform(Deed(action=Action.STOP)))
    pair.wait(120)
    assert pair.machine.belt.is_still
    if key == "nscc":
        # Its speed freezes: nothing is heard of it rather than something wrong.
        assert pair.heard_speed_s < 70
    else:
        assert pair.told[Quantity.SPEED] == 0.0


@every
def test_a_belt_that_is_coming_to_rest_is_not_read_as_still(key: str) -> None:
    pair = Pair(key)
    pair.walk(3.0, 60)
    pair.hear(pair.machine.perform(Deed(action=Action.STOP)))
    pair.told[Quantity.SPEED] = 3.0
    while not pair.machine.belt.is_still:
        pair.wait(pair.machine.now_s + 0.1)
        assert pair.machine.belt.is_still or pair.told[Quantity.SPEED] > 0


@pytest.mark.parametrize("key", CAN_STOP)
def test_a_stop_is_obeyed(key: str) -> None:
    pair = Pair(key)
    pair.walk(3.0, 60)
    pair.send(pair.dialect.stop())
    pair.wait(70)
    assert pair.machine.belt.is_still


@pytest.mark.parametrize("key", CAN_STOP)
def test_a_second_stop_starts_nothing(key: str) -> None:
    pair = Pair(key)
    pair.walk(3.0, 60)
    for at_s in (61, 62, 80):
        pair.send(pair.dialect.stop())
        pair.wait(at_s)
    assert pair.machine.belt.is_still
    assert pair.machine.ledger.raises_by(Cause.REMOTE) == []


@pytest.mark.parametrize("key", CAN_SLOW)
def test_a_slow_down_is_obeyed(key: str) -> None:
    pair = Pair(key)
    pair.walk(3.0, 60)
    pair.send(pair.dialect.slow(2.0))
    pair.wait(70)
    assert pair.machine.belt.speed_kmh == pytest.approx(2.0)
    assert pair.machine.ledger.raises_by(Cause.REMOTE) == []


@pytest.mark.parametrize("key", CAN_SLOW)
def test_who_starts_with_a_set_speed_says_so(key: str) -> None:
    pair = Pair(key)
    pair.send(pair.dialect.slow(2.0))
    pair.wait(10)
    started = pair.machine.belt.target_kmh > 0
    assert started == (key in {"pacekeeper", "nscc"})
    assert pair.dialect.traits.set_speed_may_start


@every
def test_a_lost_treadmill_is_never_read_as_moving_for_long(key: str) -> None:
    pair = Pair(key)
    if key in WIRED:
        pytest.skip("it is wired")
    pair.walk(3.0, 60)
    pair.hear(pair.machine.switch_fault(Fault.BLUETOOTH_LOST))
    pair.hear(pair.machine.perform(Deed(action=Action.STOP)))
    pair.wait(180)
    connected = pair.told.get(Quantity.TREADMILL_CONNECTED)
    online = pair.told.get(Quantity.BRIDGE_ONLINE)
    silent = pair.heard_speed_s < 70
    assert connected is False or online is False or silent


@pytest.mark.parametrize("key", ["walkingpad_mqtt", "pacekeeper"])
def test_a_treadmill_that_is_back_is_not_read_as_moving(key: str) -> None:
    pair = Pair(key)
    pair.walk(3.0, 60)
    pair.hear(pair.machine.switch_fault(Fault.BLUETOOTH_LOST))
    pair.hear(pair.machine.perform(Deed(action=Action.STOP)))
    pair.wait(180)
    pair.told.pop(Quantity.SPEED)
    pair.hear(pair.machine.switch_fault(Fault.BLUETOOTH_LOST, on=False))
    pair.wait(185)
    assert pair.told[Quantity.SPEED] == 0.0


@every
def test_garbage_between_the_messages_is_counted_and_harms_nothing(key: str) -> None:
    pair = Pair(key)
    pair.hear(pair.machine.switch_fault(Fault.GARBAGE))
    pair.walk(3.0, 300)
    assert pair.unreadable
    pair.hear(pair.machine.switch_fault(Fault.GARBAGE, on=False))
    pair.hear(pair.machine.switch_fault(Fault.RECONNECT))
    pair.wait(340)
    assert pair.told[Quantity.SPEED] == pytest.approx(3.0, rel=0.03)


@every
def test_its_question_is_answered(key: str) -> None:
    pair = Pair(key)
    pair.walk(3.0, 60)
    for query in pair.dialect.queries():
        answer = pair.machine.receive(query.topic, query.payload)
        answer += pair.machine.advance_to(60.5)
        assert any(pair.dialect.parse(each.topic, each.payload) for each in answer)


@every
def test_the_scan_recognises_it_by_what_it_says(key: str) -> None:
    if key == "generic_treadmill":
        pytest.skip("it could be anybody")
    pair = Pair(key)
    messages = pair.machine.perform(Deed(action=Action.START, speed_kmh=3.0))
    messages += pair.machine.advance_to(4)
    found = {
        each.config["dialect"]
        for message in messages
        for each in recognise(message.topic, message.payload)
    }
    assert found == {key}
