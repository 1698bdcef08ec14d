"""Whatever plug it is, a lock ends with the belt still and the plug off."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from custom_components.home_gym.engine.effects import RaiseIssue
from custom_components.home_gym.engine.observations import ReportPain
from custom_components.home_gym.engine.readings import Quantity
from custom_components.home_gym.engine.words import Belt, Issue
from gymlab.simulator.deeds import Action, Deed
from gymlab.simulator.faults import Fault
from gymlab.simulator.machine import MachineSettings
from gymlab.simulator.plug import PlugSettings, PowerModel
from gymlab.simulator.records import Cause, Fact
from gymlab.simulator.voices.plugs import PlugVoiceSettings, plug_settings
from gymlab.simulator.voices.shelly_gen2 import ShellyGen2Settings
from gymlab.simulator.voices.tasmota_settings import TasmotaSettings
from gymlab.simulator.voices.zigbee2mqtt import Output, Zigbee2MqttSettings

from .rig import Rig
from .stories import HASTY

PLUGS = pytest.mark.parametrize(
    ("settings", "mapping"),
    [
        pytest.param(
            plug_settings("shelly_gen1"),
            {"dialect": "shelly_gen1", "base": "shellies/shellyplug-s-C18B12"},
            id="shelly_gen1",
        ),
        pytest.param(
            plug_settings("shelly_gen2"),
            {"dialect": "shelly_gen2", "base": "gymplug"},
            id="shelly_gen2",
        ),
        pytest.param(
            ShellyGen2Settings(rpc_ntf=False, status_ntf=True),
            {"dialect": "shelly_gen2", "base": "gymplug"},
            id="shelly_gen2 with status_ntf",
        ),
        pytest.param(
            TasmotaSettings(tele_period_s=10, set_option_4=True),
            {"dialect": "tasmota", "topic": "gymplug"},
            id="tasmota",
        ),
        pytest.param(
            plug_settings("zigbee2mqtt"),
            {"dialect": "zigbee2mqtt", "name": "gymplug", "power_gettable": True},
            id="zigbee2mqtt",
        ),
        pytest.param(
            Zigbee2MqttSettings(output=Output.ATTRIBUTE, reports_power=False),
            {"dialect": "zigbee2mqtt", "name": "gymplug"},
            id="zigbee2mqtt without watts",
        ),
    ],
)


def walking(
    settings: PlugVoiceSettings, mapping: Mapping[str, object], **machine: Any
) -> Rig:
    """Return a rig on which somebody has walked for half a minute."""
    # A step is never like the one before, so the watts of a walk are never steady.
    plug = PlugSettings(power=PowerModel(noise_w=8.0))
    simulated = MachineSettings(plug=plug, plug_voice=settings)
    if not machine.get("has_treadmill", True):
        simulated = replace(simulated, bridge=None)
    rig = Rig(HASTY, settings=simulated, plug=mapping, **machine)
    rig.run(5)
    rig.perform(Deed(action=Action.START, speed_kmh=3.0))
    rig.run(25)
    return rig


def check_nothing_raised(rig: Rig) -> None:
    """Check that no command started, sped up or switched on anything."""
    assert rig.ledger.raises_by(Cause.REMOTE) == []
    assert rig.ledger.switch_ons_by(Cause.REMOTE) == []
    assert rig.ledger.power_cuts_by(Cause.REMOTE) == []


@PLUGS
def test_pain_ends_with_the_belt_still_and_the_plug_off(
    settings: PlugVoiceSettings, mapping: Mapping[str, object]
) -> None:
    """The belt is stopped first; the plug goes off behind it, and is seen to."""
    rig = walking(settings, mapping)
    rig.feed(ReportPain(level=5))
    rig.run(15)
    assert rig.treadmill.belt.is_still
    assert rig.treadmill.plug is not None
    assert not rig.treadmill.plug.relay_on
    off = rig.ledger.entries_of(Fact.RELAY_OFF, cause=Cause.REMOTE)
    still = rig.ledger.entries_of(Fact.STILL)
    assert off[0].at_s >= still[-1].at_s
    assert rig.state.locks
    assert rig.state.evidence.relay is not None
    assert rig.state.evidence.relay.value == 0.0
    check_nothing_raised(rig)


@PLUGS
def test_somebody_who_switches_a_locked_plug_on_is_undone(
    settings: PlugVoiceSettings, mapping: Mapping[str, object]
) -> None:
    """An ON that is seen is taken back at once, as nothing moves."""
    rig = walking(settings, mapping)
    rig.feed(ReportPain(level=5))
    rig.run(15)
    rig.perform(Deed(action=Action.PLUG_ON))
    rig.run(5)
    assert rig.treadmill.plug is not None
    assert not rig.treadmill.plug.relay_on
    check_nothing_raised(rig)


@PLUGS
def test_a_plug_that_comes_back_is_asked(
    settings: PlugVoiceSettings, mapping: Mapping[str, object]
) -> None:
    """After a restart of the guard the relay is known within seconds."""
    rig = walking(settings, mapping)
    rig.stop_watching()
    rig.run(3)
    rig.watch_again()
    rig.perform(Deed(fault=Fault.PLUG_RECONNECT))
    rig.run(10)
    assert rig.state.evidence.relay is not None
    assert rig.state.evidence.relay.value == 1.0


def test_a_shelly_that_is_late_to_say_so_has_switched_off_all_the_same() -> None:
    """Some firmwares tell of a switch only seconds after it."""
    mapping = {"dialect": "shelly_gen2", "base": "gymplug"}
    rig = walking(ShellyGen2Settings(late_s=4.5), mapping)
    rig.feed(ReportPain(level=5))
    rig.run(20)
    raised = {each.issue for _, each in rig.effects() if isinstance(each, RaiseIssue)}
    assert Issue.PLUG_DID_NOT_SWITCH_OFF not in raised
    assert rig.state.evidence.relay is not None
    assert rig.state.evidence.relay.value == 0.0


@PLUGS
def test_only_a_plug(
    settings: PlugVoiceSettings, mapping: Mapping[str, object]
) -> None:
    """A machine without telemetry is locked once its watts say that it is still."""
    rig = walking(
        settings,
        mapping,
        has_treadmill=False,
        can_stop=False,
        reports=frozenset({Quantity.POWER, Quantity.RELAY}),
    )
    watts = getattr(settings, "reports_power", True)
    assert (rig.state.truth.belt is Belt.MOVING) is watts
    rig.feed(ReportPain(level=5))
    rig.run(5)
    assert rig.treadmill.plug is not None
    assert rig.treadmill.plug.relay_on
    rig.perform(Deed(action=Action.STOP))
    rig.run(15)
    assert rig.treadmill.plug.relay_on is not watts
    check_nothing_raised(rig)
