"""Whatever bridge it is, a stop ends with the belt still, and nothing is made up."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

import pytest

from custom_components.home_gym.dialects.registry import set_profiles
from custom_components.home_gym.engine.effects import SendSlow, SendStop
from custom_components.home_gym.engine.observations import ReportPain, Stop
from custom_components.home_gym.engine.words import Belt, Event
from custom_components.home_gym.policy.files import Preset, load_preset
from custom_components.home_gym.profile_files import load_families
from gymlab.simulator.belt import BeltSettings
from gymlab.simulator.deeds import Action, Deed
from gymlab.simulator.faults import Fault
from gymlab.simulator.machine import MachineSettings
from gymlab.simulator.records import Cause, Fact
from gymlab.simulator.voices.tasmota_settings import TasmotaSettings
from gymlab.simulator.voices.treadmills import BRIDGES

from .rig import QZ, Rig

OBEDIENT: Final[Mapping[str, Mapping[str, object]]] = {
    "qz": QZ,
    "pacekeeper": {"dialect": "pacekeeper", "base": "pacekeeper-a1b2c3"},
    "walkingpad_mqtt": {"dialect": "walkingpad_mqtt"},
    "nscc": {"dialect": "nscc"},
    "esphome_treadmill": {
        "dialect": "esphome_treadmill",
        "base": "treadmill-f15",
        "confirmed": ["stop", "slow"],
    },
    "esphome_ftms": {
        "dialect": "esphome_ftms",
        "base": "treadmill",
        "confirmed": ["stop"],
    },
}
READ_ONLY: Final[Mapping[str, Mapping[str, object]]] = {
    "pymvtreadmill": {
        "dialect": "pymvtreadmill",
        "base": "homeassistant/sensor/treadmill_a1b2c3d4e5f6",
    },
    "stride": {"dialect": "stride"},
    "walkingpad_macos": {
        "dialect": "walkingpad_macos",
        "base": "homeassistant/sensor/walkingpad",
    },
}
EVERY: Final = {**OBEDIENT, **READ_ONLY}
RETAINING: Final = (
    *("walkingpad_mqtt", "stride"),
    *("esphome_treadmill", "esphome_ftms"),
)
POLICY: Final = load_preset(Preset.GENERAL_FITNESS)
# What a treadmill's console draws at rest, and what it draws at 1 km/h.
WATTS: Final = {"moving_above_w": 60.0, "still_below_w": 20.0}


@pytest.fixture(autouse=True)
def families() -> Iterator[None]:
    """Speak every family."""
    load_families()
    yield
    set_profiles(())


def rig_of(key: str, **machine: Any) -> Rig:
    """Return a rig with the bridge of a family and a plug that reports often."""
    settings = MachineSettings(
        bridge=BRIDGES[key],
        belt=BeltSettings(min_kmh=0.8, max_kmh=6.0),
        plug_voice=TasmotaSettings(tele_period_s=10),
    )
    return Rig(POLICY, settings=settings, treadmill=EVERY[key], **{**WATTS, **machine})


def walking(key: str, **machine: Any) -> Rig:
    """Return a rig on which somebody has walked for a minute."""
    rig = rig_of(key, **machine)
    rig.run(5)
    rig.perform(Deed(action=Action.START, speed_kmh=3.0))
    rig.run(55)
    return rig


@pytest.mark.parametrize("key", EVERY)
def test_a_walk_is_seen(key: str) -> None:
    rig = walking(key)
    assert rig.state.truth.belt is Belt.MOVING
    assert rig.state.session is not None


@pytest.mark.parametrize("key", OBEDIENT)
def test_pain_ends_with_the_belt_still_and_the_plug_off(key: str) -> None:
    rig = walking(key)
    rig.feed(ReportPain())
    rig.run(60)
    assert rig.treadmill.belt.is_still
    assert rig.treadmill.plug is not None
    assert not rig.treadmill.plug.relay_on
    assert rig.state.locks
    assert rig.ledger.power_cuts_by(Cause.REMOTE) == []
    assert rig.ledger.raises_by(Cause.REMOTE) == []


@pytest.mark.parametrize("key", OBEDIENT)
def test_a_persons_stop_is_sent_at_once(key: str) -> None:
    rig = walking(key)
    stopped_s = rig.at_s
    rig.feed(Stop())
    times = [at_s for at_s, each in rig.effects() if isinstance(each, SendStop)]
    assert times == [stopped_s]
    rig.run(15)
    assert rig.treadmill.belt.is_still


@pytest.mark.parametrize("key", READ_ONLY)
def test_who_takes_no_commands_is_locked_once_somebody_has_stopped_it(key: str) -> None:
    rig = walking(key)
    rig.feed(ReportPain())
    rig.run(20)
    assert not rig.treadmill.belt.is_still
    assert rig.state.locks
    assert not any(isinstance(each, SendStop | SendSlow) for _, each in rig.effects())
    assert rig.treadmill.plug is not None
    assert rig.treadmill.plug.relay_on, "power is not cut under a moving belt"
    rig.perform(Deed(action=Action.STOP))
    rig.run(90)
    assert not rig.treadmill.plug.relay_on
    assert rig.ledger.power_cuts_by(Cause.REMOTE) == []


@pytest.mark.parametrize("key", EVERY)
def test_a_belt_at_rest_is_not_taken_for_a_moving_one(key: str) -> None:
    rig = walking(key)
    rig.perform(Deed(action=Action.STOP))
    rig.run(20)
    assert rig.treadmill.belt.is_still
    assert rig.state.truth.belt is not Belt.MOVING


@pytest.mark.parametrize("key", EVERY)
def test_a_moving_belt_is_not_taken_for_one_at_rest_when_its_bridge_falls_silent(
    key: str,
) -> None:
    rig = walking(key)
    rig.perform(Deed(fault=Fault.SILENCE))
    rig.perform(Deed(fault=Fault.PLUG_SILENCE))
    rig.run(120)
    assert not rig.treadmill.belt.is_still
    assert rig.state.truth.belt is not Belt.STILL


@pytest.mark.parametrize("key", RETAINING)
def test_an_old_running_on_the_broker_starts_nothing(key: str) -> None:
    rig = rig_of(key)
    rig.perform(Deed(fault=Fault.STALE_RETAINED))
    rig.perform(Deed(fault=Fault.SILENCE))
    rig.stop_watching()
    rig.run(60)
    rig.watch_again()
    rig.run(60)
    assert rig.state.session is None
    assert rig.state.truth.belt is not Belt.MOVING


def test_a_frozen_speed_alone_is_a_belt_that_nobody_can_see() -> None:
    rig = walking("nscc", has_plug=False)
    rig.perform(Deed(fault=Fault.PLUG_SILENCE))
    rig.run(60)
    rig.perform(Deed(action=Action.STOP))
    rig.run(60)
    assert rig.treadmill.belt.is_still
    assert rig.state.truth.belt is Belt.UNKNOWN


@pytest.mark.parametrize("key", ["pacekeeper", "nscc"])
def test_a_set_speed_that_would_start_the_belt_is_not_sent_to_one_at_rest(
    key: str,
) -> None:
    rig = walking(key, can_slow=True)
    rig.perform(Deed(action=Action.STOP))
    rig.run(30)
    rig.feed(ReportPain())
    rig.run(60)
    assert rig.ledger.raises_by(Cause.REMOTE) == []
    assert len(rig.ledger.entries_of(Fact.START)) == 1


@pytest.mark.parametrize("key", OBEDIENT)
def test_a_slow_end_never_speeds_up(key: str) -> None:
    rig = walking(key, can_slow=True)
    rig.feed(ReportPain())
    rig.run(60)
    assert rig.treadmill.belt.is_still
    assert rig.ledger.raises_by(Cause.REMOTE) == []


@pytest.mark.parametrize("key", EVERY)
def test_garbage_ends_no_session(key: str) -> None:
    rig = walking(key)
    rig.perform(Deed(fault=Fault.GARBAGE))
    rig.run(300)
    assert rig.state.session is not None
    ended = [m for m in rig.moments if Event.SESSION_ENDED in repr(m.step.effects)]
    assert not ended
