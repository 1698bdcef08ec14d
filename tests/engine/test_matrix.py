"""Whatever the treadmill and the plug are, pain ends with a belt at rest and no power.

Every treadmill meets every plug, and each of them is alone as well: a machine may have
no telemetry, or no plug. What else may differ is paired with each of them and with one
another; all of it is combined when all is tested.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations, product
from typing import Final

import pytest

from custom_components.home_gym.dialects.registry import set_profiles
from custom_components.home_gym.engine.effects import (
    RaiseIssue,
    Say,
    SendSlow,
    SendStop,
)
from custom_components.home_gym.engine.observations import ReportPain
from custom_components.home_gym.engine.words import Issue, PowerCut, Symptom, Urgency
from custom_components.home_gym.profile_files import load_families
from gymlab.simulator.belt import BeltSettings
from gymlab.simulator.deeds import Action, Deed
from gymlab.simulator.machine import MachineSettings
from gymlab.simulator.plug import PlugSettings, PowerModel
from gymlab.simulator.records import Cause, Entry, Fact
from gymlab.simulator.voices.plugs import PlugVoiceSettings, plug_settings
from gymlab.simulator.voices.tasmota_settings import TasmotaSettings
from gymlab.simulator.voices.treadmills import BRIDGES

from .rig import PLUG as TASMOTA, Rig
from .stories import THOROUGH
from .test_treadmill_families import EVERY, POLICY, READ_ONLY, WATTS

GENERIC_TREADMILL: Final = {
    "dialect": "generic_treadmill",
    "speed": {"topic": "gym/speed"},
    "distance": {"topic": "gym/distance"},
    "availability": {"topic": "gym/status"},
    "stop": {"topic": "gym/stop", "payload": "halt"},
    "slow": {"topic": "gym/speed/set"},
}
GENERIC_PLUG: Final = {
    "dialect": "generic_plug",
    "state": {"topic": "stat/gymplug/POWER"},
    "power": {"topic": "tele/gymplug/SENSOR", "path": "ENERGY.Power"},
    "off": {"topic": "cmnd/gymplug/POWER", "payload": "OFF"},
}
NONE: Final = "none"
TREADMILLS: Final = {**EVERY, "generic_treadmill": GENERIC_TREADMILL, NONE: None}
# Whose walker has to stop the belt.
UNTOLD: Final = {*READ_ONLY, NONE}
# The plug, and what it says it is.
PLUGS: Final[Mapping[str, tuple[PlugVoiceSettings, Mapping[str, object] | None]]] = {
    "esphome_plug": (
        plug_settings("esphome_plug"),
        {"dialect": "esphome_plug", "base": "gym-plug"},
    ),
    "openbeken": (
        plug_settings("openbeken"),
        {"dialect": "openbeken", "base": "gymplug"},
    ),
    "shelly_gen1": (
        plug_settings("shelly_gen1"),
        {"dialect": "shelly_gen1", "base": "shellies/shellyplug-s-C18B12"},
    ),
    "shelly_gen2": (
        plug_settings("shelly_gen2"),
        {"dialect": "shelly_gen2", "base": "gymplug"},
    ),
    "tasmota": (TasmotaSettings(tele_period_s=10), TASMOTA),
    "zigbee2mqtt": (
        plug_settings("zigbee2mqtt"),
        {"dialect": "zigbee2mqtt", "name": "gymplug", "power_gettable": True},
    ),
    "generic_plug": (TasmotaSettings(tele_period_s=10), GENERIC_PLUG),
    NONE: (TasmotaSettings(), None),
}
PAINS: Final = {
    "stop": ReportPain(level=POLICY.pain.stop),
    "emergency": ReportPain(level=POLICY.pain.emergency),
    "red flag": ReportPain(symptom=Symptom.CHEST_PAIN),
}
CUTS: Final = (PowerCut.WHEN_STILL, PowerCut.AFTER_COUNTDOWN)
# A frozen speed is no proof of rest, and some plugs tell their watts once a minute.
SETTLED_S: Final = 180.0
WALK_S: Final = 45.0
WALK_BY_WATTS_S: Final = 150.0
type Row = tuple[str, str, str, PowerCut, bool]
FACTORS: Final = (TREADMILLS, PLUGS, PAINS, CUTS, (True, False))
DEVICES: Final = tuple(
    pair for pair in product(TREADMILLS, PLUGS) if set(pair) != {NONE}
)


def pairs(row: Row) -> frozenset[object]:
    """Return every two of a row's values, with the places that they have."""
    return frozenset(combinations(enumerate(row), 2))


def pairwise() -> list[Row]:
    """Return a row for each treadmill and plug; the rest meets all it has not yet."""
    rows: list[Row] = []
    met: set[object] = set()
    for devices in DEVICES:
        rest = product(*FACTORS[2:])
        row = max(
            ((*devices, *each) for each in rest), key=lambda r: len(pairs(r) - met)
        )
        met |= pairs(row)
        rows.append(row)
    return rows


EVERY_ROW: Final = [
    (*pair, *rest) for pair in DEVICES for rest in product(*FACTORS[2:])
]
ROWS: Final[list[Row]] = EVERY_ROW if THOROUGH else pairwise()


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """What came of a walk that pain has ended."""

    rig: Rig
    reported_s: float

    @property
    def said(self) -> list[str]:
        """Return what was said urgently, by its key."""
        return [
            each.key
            for _, each in self.rig.effects()
            if isinstance(each, Say) and each.urgency is Urgency.URGENT
        ]

    @property
    def alarms(self) -> set[Issue]:
        """Return what was raised."""
        return {
            each.issue for _, each in self.rig.effects() if isinstance(each, RaiseIssue)
        }

    def first(self, fact: Fact, cause: Cause | None = None) -> Entry:
        """Return a fact of the ledger since the report."""
        entries = self.rig.ledger.entries_of(fact, cause=cause)
        return next(each for each in entries if each.at_s >= self.reported_s)


@pytest.fixture(autouse=True)
def families() -> Iterator[None]:
    """Speak every family."""
    load_families()
    yield
    set_profiles(())


def walking(row: Row) -> Rig:
    """Return a rig on which somebody has walked for most of a minute."""
    treadmill, plug, _, power_cut, can_slow = row
    voice, mapping = PLUGS[plug]
    settings = MachineSettings(
        bridge=BRIDGES.get(treadmill),
        belt=BeltSettings(min_kmh=0.8, max_kmh=6.0),
        plug=PlugSettings(power=PowerModel(noise_w=8.0)) if mapping else None,
        plug_voice=voice,
    )
    rig = Rig(
        POLICY,
        settings=settings,
        treadmill=TREADMILLS[treadmill],
        plug=mapping,
        power_cut=power_cut,
        can_slow=can_slow and treadmill not in UNTOLD,
        moving_above_w=WATTS["moving_above_w"],
        still_below_w=WATTS["still_below_w"],
    )
    rig.run(5)
    rig.perform(Deed(action=Action.START, speed_kmh=3.0))
    # Without a treadmill's own numbers a session begins when the watts are told.
    rig.run(WALK_S if TREADMILLS[treadmill] else WALK_BY_WATTS_S)
    return rig


def in_pain(row: Row) -> Ended:
    """Let the walker report pain."""
    rig = walking(row)
    assert rig.state.session is not None
    rig.feed(PAINS[row[2]])
    return Ended(rig=rig, reported_s=rig.at_s)


def check_at_rest(ended: Ended) -> None:
    """Check by the ledger that belt and plug are at rest, by nothing but stops."""
    rig = ended.rig
    assert rig.treadmill.belt.is_still
    assert rig.state.locks
    if rig.treadmill.plug is not None:
        assert not rig.treadmill.plug.relay_on
        relay = rig.ledger.entries_of(Fact.RELAY_ON, Fact.RELAY_OFF)
        assert relay[-1].fact is Fact.RELAY_OFF
    assert rig.ledger.raises_by(Cause.REMOTE) == []
    assert rig.ledger.switch_ons_by(Cause.REMOTE) == []


def rows(*, read_only: bool) -> pytest.MarkDecorator:
    """Parametrise by all rows whose treadmill takes commands, or takes none."""
    chosen = [row for row in ROWS if (row[0] in UNTOLD) is read_only]
    return pytest.mark.parametrize(
        "row", chosen, ids=lambda row: "-".join(map(str, row))
    )


def test_every_two_values_meet() -> None:
    every = {pair for row in EVERY_ROW for pair in pairs(row)}
    assert {pair for row in ROWS for pair in pairs(row)} == every


@rows(read_only=False)
def test_pain_stops_the_belt_and_then_switches_off(row: Row) -> None:
    ended = in_pain(row)
    ended.rig.run(SETTLED_S)
    check_at_rest(ended)
    assert ended.first(Fact.STOP, Cause.REMOTE).at_s <= ended.first(Fact.STILL).at_s
    if row[1] != NONE:
        off = ended.first(Fact.RELAY_OFF, Cause.REMOTE)
        assert off.at_s >= ended.first(Fact.STILL).at_s
    assert ended.rig.ledger.power_cuts_by(Cause.REMOTE) == []


@rows(read_only=True)
def test_pain_has_the_walker_stop_what_takes_no_commands(row: Row) -> None:
    ended = in_pain(row)
    rig = ended.rig
    rig.run(8)
    assert "stop_it_yourself" in ended.said
    assert Issue.BELT_DID_NOT_STOP in ended.alarms
    assert rig.treadmill.belt.powered, "the power was cut unannounced"
    announced = row[1] != NONE and row[3] is PowerCut.AFTER_COUNTDOWN
    if not announced:
        rig.run(30)
        assert rig.treadmill.belt.powered, "the power was cut under a moving belt"
        rig.perform(Deed(action=Action.STOP))
    rig.run(SETTLED_S)
    check_at_rest(ended)
    assert not any(isinstance(each, SendStop | SendSlow) for _, each in rig.effects())
    cuts = rig.ledger.power_cuts_by(Cause.REMOTE)
    assert len(cuts) == announced
    assert ("power_cut_soon" in ended.said) is bool(cuts)
