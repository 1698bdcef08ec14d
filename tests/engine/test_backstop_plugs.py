"""The plug's own timer, on plugs that have one: the last line, and in nobody's way."""

from dataclasses import replace
from typing import Any

import pytest

from custom_components.home_gym.dialects.profile import Profile, device_with
from custom_components.home_gym.engine.backstop import size_s
from custom_components.home_gym.engine.effects import Record
from custom_components.home_gym.engine.machine import PlugTimer
from custom_components.home_gym.engine.policy import Policy
from custom_components.home_gym.engine.words import Event, Mode, PowerCut, Reason
from custom_components.home_gym.policy.files import Preset, load_preset
from custom_components.home_gym.profile_files import load_profile
from gymlab.house.places import OWN_PLUG_FILE
from gymlab.simulator.deeds import Action, Deed
from gymlab.simulator.machine import MachineSettings
from gymlab.simulator.records import Cause, Fact
from gymlab.simulator.voices.plugs import plug_settings

from .drive import policy
from .rig import Rig

# Seconds for minutes: 40 s of walking, four breaks and one pause more of 15 s each.
RULES = policy(
    breaks={"mode": Mode.ADVISE, "every_s": 10, "length_s": 2},
    limits={
        "session_s": 40,
        "day_s": 4000,
        "week_s": 12000,
        "pause_limit_s": 15,
        "gap_s": 1,
        "notices_s": (),
    },
    idle_lock={"after_s": 15},
)


def own_plug() -> dict[str, Any]:
    """Return the plug that an owner has described, as a mapping of its own."""
    profile = load_profile(OWN_PLUG_FILE)
    assert isinstance(profile, Profile)
    return {
        "dialect": "generic_plug",
        **device_with(profile.device, {"base": "gymplug"}),
    }


PLUGS = pytest.mark.parametrize(
    ("family", "mapping"),
    [
        pytest.param(
            "tasmota", {"dialect": "tasmota", "topic": "gymplug"}, id="tasmota"
        ),
        pytest.param(
            "shelly_gen2", {"dialect": "shelly_gen2", "base": "gymplug"}, id="shelly"
        ),
        pytest.param("shelly_gen2", own_plug(), id="a template of one's own"),
    ],
)


def plugged_in(family: str, mapping: dict[str, Any], rules: Policy = RULES) -> Rig:
    """Return a treadmill whose plug was switched on after it was set up."""
    rig = Rig(
        rules,
        settings=MachineSettings(plug_voice=plug_settings(family)),
        plug=mapping,
        power_cut=PowerCut.AFTER_COUNTDOWN,
    )
    rig.run(6)
    rig.perform(Deed(action=Action.PLUG_OFF))
    rig.run(1)
    rig.perform(Deed(action=Action.PLUG_ON))
    rig.run(3)
    return rig


def walk(rig: Rig, seconds: float) -> None:
    rig.perform(Deed(action=Action.START, speed_kmh=3.0))
    rig.run(seconds)


def own_offs(rig: Rig) -> list[float]:
    """Return when the plug has switched itself off."""
    return [
        entry.at_s
        for entry in rig.ledger.entries_of(Fact.RELAY_OFF)
        if entry.cause is Cause.TIMER
    ]


@PLUGS
def test_it_switches_off_when_home_assistant_and_the_broker_are_dead(
    family: str, mapping: dict[str, Any]
) -> None:
    rig = plugged_in(family, mapping)
    began_s = rig.at_s
    walk(rig, 8)
    assert Event.BACKSTOP_ARMED in [
        getattr(effect, "event", None) for _, effect in rig.effects()
    ]
    rig.stop_watching()
    rig.cut_link(up=False)
    timer = rig.machine.plug_timer
    assert timer is not None
    rig.run(size_s(RULES, timer) + 5)
    assert len(own_offs(rig)) == 1
    assert own_offs(rig)[0] - began_s <= size_s(RULES, timer) + 5


@PLUGS
def test_a_long_evening_never_meets_it(family: str, mapping: dict[str, Any]) -> None:
    rig = plugged_in(family, mapping)
    for _ in range(15):
        for _ in range(11):
            walk(rig, 4.5)
            rig.perform(Deed(action=Action.STOP))
            rig.run(14)
        rig.run(20)
        rig.perform(Deed(action=Action.PLUG_ON))
        rig.run(3)
    assert own_offs(rig) == []
    ends = [
        effect.values["reason"]
        for _, effect in rig.effects()
        if isinstance(effect, Record) and effect.event is Event.LIMIT_REACHED
    ]
    assert len(ends) >= 10
    assert family == "shelly_gen2" or Reason.BACKSTOP not in ends


def slowest_preset() -> Policy:
    """Return the preset that allows the longest session, its minutes as seconds."""
    timer = PlugTimer(shortest_s=1.0, longest_s=86_400.0)
    presets = map(load_preset, Preset)
    slowest = max(presets, key=lambda rules: size_s(rules, timer)).faster(60)
    # Without it a timer that counts from the switching on is not set at all.
    idle_lock = replace(slowest.idle_lock, mode=Mode.ENFORCE)
    return replace(slowest, idle_lock=idle_lock)


@PLUGS
def test_a_long_evening_of_the_slowest_preset_never_meets_it(
    family: str, mapping: dict[str, Any]
) -> None:
    """Every break is taken, and every pause is as long as it may be."""
    rules = slowest_preset()
    rig = plugged_in(family, mapping, rules)
    for _ in range(4):
        for _ in range(6):
            walk(rig, 0.9 * rules.breaks.every_s)
            rig.perform(Deed(action=Action.STOP))
            rig.run(0.95 * rules.limits.pause_limit_s)
        rig.run(1.2 * rules.limits.pause_limit_s)
        rig.perform(Deed(action=Action.PLUG_ON))
        rig.run(3)
    assert own_offs(rig) == []
    armed = [
        effect
        for _, effect in rig.effects()
        if isinstance(effect, Record) and effect.event is Event.BACKSTOP_ARMED
    ]
    assert armed
    assert rig.ledger.switch_ons_by(Cause.REMOTE) == []


@PLUGS
def test_no_arming_switches_a_plug_on(family: str, mapping: dict[str, Any]) -> None:
    rig = plugged_in(family, mapping)
    walk(rig, 20)
    rig.perform(Deed(action=Action.PLUG_OFF))
    rig.run(30)
    assert rig.ledger.switch_ons_by(Cause.REMOTE) == []


def test_it_is_disarmed_after_a_crash_that_outlived_the_session() -> None:
    rig = plugged_in("tasmota", {"dialect": "tasmota", "topic": "gymplug"})
    walk(rig, 8)
    rig.perform(Deed(action=Action.STOP))
    rig.stop_watching()
    rig.run(30)
    rig.watch_again()
    rig.cut_link(up=False)
    rig.cut_link(up=True)
    rig.run(10)
    assert rig.treadmill.plug is not None
    assert rig.treadmill.plug.pulse_s == 0
