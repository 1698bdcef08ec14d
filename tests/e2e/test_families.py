"""One machine of every family beside QZ goes the whole way, with nothing imagined.

All pairs of them meet in tests/engine/test_matrix.py, without Home Assistant.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from random import Random
import time
from typing import Any, Final

import pytest

from gymlab.house import setup
from gymlab.house.api import Dialog
from gymlab.house.house import House, HousePlan
from gymlab.house.stories import STORIES
from gymlab.house.waiting import wait_for
from gymlab.simulator.belt import BeltSettings
from gymlab.simulator.deeds import Action, Deed
from gymlab.simulator.ledger import Ledger
from gymlab.simulator.machine import Machine, MachineSettings
from gymlab.simulator.plug import PlugSettings, PowerModel
from gymlab.simulator.records import Cause, Fact
from gymlab.simulator.shell import Shell, ShellSettings
from gymlab.simulator.voices.plugs import plug_settings
from gymlab.simulator.voices.treadmills import BRIDGES

from .conftest import Builder

NONE: Final = "none"
SEEN_WITHIN_S: Final = 30.0
ENDED_WITHIN_S: Final = 90.0
# As long as nothing may have been done to a belt that nobody can stop.
WAITED_S: Final = 8.0
# The topic, and what else its form asks for.
FORMS: Final[Mapping[str, dict[str, Any]]] = {
    "pacekeeper": {"base_topic": "pacekeeper-a1b2c3"},
    "walkingpad_mqtt": {"base_topic": "walkingpad"},
    "nscc": {"base_topic": "/T9800-1"},
    "esphome_treadmill": {"base_topic": "treadmill-f15"},
    "esphome_ftms": {"base_topic": "treadmill"},
    "pymvtreadmill": {"base_topic": "homeassistant/sensor/treadmill_a1b2c3d4e5f6"},
    "stride": {"base_topic": "stride"},
    "walkingpad_macos": {"base_topic": "homeassistant/sensor/walkingpad"},
    "shelly_gen1": {
        "base_topic": "shellies/shellyplug-s-C18B12",
        "relay": 0,
        "more": {},
    },
    "shelly_gen2": {"base_topic": "gymplug", "switch": 0, "more": {}},
    "zigbee2mqtt": {
        "friendly_name": "gymplug",
        "base_topic": "zigbee2mqtt",
        "more": {},
    },
    "esphome_plug": {"base_topic": "gym-plug", "more": {}},
    "openbeken": {"base_topic": "gymplug", "channel": "1", "more": {}},
    "tasmota": {"topic": "gymplug", "relay": 1, "more": {}},
}
# Whose form is their own; the others share one.
CODED: Final = {"nscc", "tasmota", "shelly_gen1", "shelly_gen2", "zigbee2mqtt"}
ABILITIES: Final = {"minimum_speed_kmh": 0.8, "maximum_speed_kmh": 6.0}


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A treadmill and a plug; the walker stops what takes no commands."""

    treadmill: str
    plug: str
    stops: bool = True
    confirmed: bool = False

    @property
    def name(self) -> str:
        """Return what the machine is called."""
        return f"{self.treadmill} and {self.plug}"


PAIRS: Final = (
    Pair(treadmill="pacekeeper", plug="shelly_gen1"),
    Pair(treadmill="walkingpad_mqtt", plug="shelly_gen2"),
    Pair(treadmill="nscc", plug="zigbee2mqtt"),
    Pair(treadmill="esphome_treadmill", plug="esphome_plug", confirmed=True),
    Pair(treadmill="esphome_ftms", plug="openbeken", confirmed=True),
    Pair(treadmill="pymvtreadmill", plug="tasmota", stops=False),
    Pair(treadmill="stride", plug=NONE, stops=False),
    Pair(treadmill="walkingpad_macos", plug=NONE, stops=False),
)
every = pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair.name)


class Scene:
    """The machines of all families, and the house that guards them."""

    def __init__(self, house: House, shell: Shell) -> None:
        self.house = house
        self.shell = shell
        self.subentries: dict[str, str] = {}

    def add(self, pair: Pair) -> None:
        """Add a machine through its dialog, as an owner who knows what it is."""
        api = self.house.api
        handler = [self.house.entry_id, "machine"]
        dialog = Dialog.begin(api, setup.SUBENTRY_FLOW, handler)
        dialog.choose("user", "by_hand")
        dialog.fill("by_hand", {"treadmill": pair.treadmill, "plug": pair.plug})
        for family in (pair.treadmill, pair.plug):
            if family != NONE:
                step = family if family in CODED else "profile"
                dialog.fill(step, FORMS[family])
        if pair.confirmed:
            dialog.choose("probe_result", "confirm")
            dialog.fill("confirm", {"confirmed_treadmill": ["stop"]})
        dialog.choose("probe_result", "accept", "unverified")
        if pair.plug != NONE:
            dialog.fill("power", {"power_cut": "when_still"})
        answers = {"name": pair.name, "policy": "general_fitness"}
        dialog.fill("policy", {**answers, "abilities": ABILITIES})
        dialog.fill("speak", {})
        dialog.finish()
        found = setup.subentry_id_of(api, self.house.entry_id, pair.name)
        assert found
        self.subentries[pair.name] = found

    def do(self, pair: Pair, action: Action, speed_kmh: float | None = None) -> None:
        """Let the walker do something."""
        self.shell.do(pair.name, Deed(action=action, speed_kmh=speed_kmh))

    def wait_phase(self, pair: Pair, *phases: str) -> None:
        """Wait until Home Assistant shows a phase."""
        entities = setup.entities_of(self.house.api, self.subentries[pair.name])
        phase = entities["phase"]

        def shown() -> bool:
            state = self.house.watch.state(phase)
            return state is not None and state.state in phases

        wait_for(shown, f"{pair.name} is {phases}", SEEN_WITHIN_S)

    def ledger(self, pair: Pair) -> Ledger:
        """Return what the machine really did."""
        return self.shell.snapshot(pair.name)

    def report_pain(self, pair: Pair) -> None:
        """Report pain at a machine."""
        api = self.house.api
        device_id = setup.device_of(api, self.subentries[pair.name])
        api.act("home_gym", "report_pain", device_id=device_id, level=6)


def _simulated(pair: Pair) -> MachineSettings:
    without = pair.plug == NONE
    voice = plug_settings("tasmota" if without else pair.plug)
    return MachineSettings(
        bridge=BRIDGES[pair.treadmill],
        belt=BeltSettings(min_kmh=0.8, max_kmh=6.0),
        plug=None if without else PlugSettings(power=PowerModel(noise_w=8.0)),
        plug_voice=voice,
    )


@pytest.fixture(scope="module")
def scene(build_house: Builder) -> Iterator[Scene]:
    """Return a house with one machine of each family beside the usual one."""
    house = build_house(HousePlan(machines=[STORIES["pain"].machine()]))
    machines = {pair.name: Machine(_simulated(pair), Random(1)) for pair in PAIRS}
    settings = ShellSettings(broker=house.broker.address, client_prefix="family")
    with Shell(machines, settings) as shell:
        assert shell.wait_connected(SEEN_WITHIN_S)
        scene = Scene(house, shell)
        for pair in PAIRS:
            scene.add(pair)
        yield scene


def _rests(ledger: Ledger) -> bool:
    return bool(ledger.entries_of(Fact.STILL))


def _is_off(ledger: Ledger) -> bool:
    return bool(ledger.entries_of(Fact.RELAY_OFF, cause=Cause.REMOTE))


@pytest.mark.slow
@pytest.mark.timeout(240)
@every
def test_pain_ends_with_the_belt_still_and_the_plug_off(
    scene: Scene, pair: Pair
) -> None:
    scene.do(pair, Action.STEP_ON)
    scene.do(pair, Action.START, 2.5)
    scene.wait_phase(pair, "warm_up", "workout")
    scene.report_pain(pair)
    if not pair.stops:
        time.sleep(WAITED_S)
        assert not _rests(scene.ledger(pair))
        scene.do(pair, Action.STOP)
    assert scene.shell.wait_until(pair.name, _rests, ENDED_WITHIN_S)
    if pair.plug != NONE:
        assert scene.shell.wait_until(pair.name, _is_off, ENDED_WITHIN_S)
    scene.wait_phase(pair, "locked")
    ledger = scene.ledger(pair)
    stops = ledger.entries_of(Fact.STOP, cause=Cause.REMOTE)
    assert bool(stops) is pair.stops
    (began,) = ledger.starts_by(Cause.PERSON)
    # An NSCC treadmill tells itself where its incline is when it boots.
    raises = ledger.raises_by(Cause.REMOTE)
    assert [each for each in raises if each.at_s >= began.at_s] == []
    assert ledger.switch_ons_by(Cause.REMOTE) == []
    assert ledger.power_cuts_by(Cause.REMOTE) == []
