"""The simulated first-generation Shelly says and answers what the real one does."""

from collections.abc import Iterable
import json
from random import Random
from typing import Any

import pytest

from gymlab.simulator.deeds import Action, Deed
from gymlab.simulator.faults import Fault
from gymlab.simulator.machine import Machine, MachineSettings
from gymlab.simulator.records import Cause, Message
from gymlab.simulator.voices.shelly_gen1 import ShellyGen1Settings

BASE = "shellies/shellyplug-s-C18B12"


def build(**settings: Any) -> Machine:
    """Return a plug without a bridge, connected 20 s ago."""
    voice = ShellyGen1Settings(**settings)
    machine = Machine(MachineSettings(bridge=None, plug_voice=voice), Random(1))
    machine.connect()
    machine.advance_to(20)
    return machine


def said(messages: Iterable[Message], name: str) -> list[str]:
    """Return what was said on a topic."""
    return [m.payload for m in messages if m.topic == f"{BASE}/{name}"]


def test_nothing_is_retained_not_even_the_will() -> None:
    machine = Machine(
        MachineSettings(bridge=None, plug_voice=ShellyGen1Settings()), Random(1)
    )
    messages = machine.connect()
    assert said(messages, "online") == ["true"]
    assert said(messages, "relay/0") == ["on"]
    assert not any(message.retained for message in messages)
    assert machine.plug_voice is not None
    will = machine.plug_voice.will
    assert will is not None
    assert not will.retained


def test_everything_is_repeated_each_half_minute() -> None:
    messages = build().advance_to(200)
    times = [m.at_s for m in messages if m.topic == f"{BASE}/relay/0"]
    assert times == [30, 60, 90, 120, 150, 180]


def test_the_periodic_report_can_be_off() -> None:
    machine = build(update_period_s=0)
    assert machine.advance_to(200) == []
    machine.perform(Deed(action=Action.START, speed_kmh=5.0))
    assert said(machine.advance_to(220), "relay/0/power")


@pytest.mark.parametrize(
    ("payload", "on"), [("off", False), ("toggle", False), ("on", True), ("OFF", True)]
)
def test_words_are_in_lower_case(payload: str, on: bool) -> None:
    """Other than Tasmota, it does not know OFF."""
    machine = build()
    machine.receive(f"{BASE}/relay/0/command", payload)
    assert machine.plug is not None
    assert machine.plug.relay_on is on


def test_update_has_everything_published() -> None:
    machine = build()
    messages = machine.receive(f"{BASE}/command", "update")
    assert said(messages, "relay/0") == ["on"]
    assert said(messages, "relay/0/power") == ["9.00"]
    assert json.loads(said(messages, "info")[0])["meters"][0]["power"] == 9.0


def test_everybody_announces_itself() -> None:
    messages = build().receive("shellies/command", "announce")
    assert [message.topic for message in messages] == [
        "shellies/announce",
        f"{BASE}/announce",
    ]
    assert json.loads(messages[0].payload)["model"] == "SHPLG-S"


def test_firmware_is_not_updated_by_us() -> None:
    assert build().receive(f"{BASE}/command", "update_fw") == []


def test_energy_counts_watt_minutes_from_the_boot() -> None:
    machine = build()
    machine.perform(Deed(action=Action.START, speed_kmh=5.0))
    before = said(machine.advance_to(620), "relay/0/energy")
    assert int(before[-1]) == pytest.approx(2050, abs=60)
    machine.switch_fault(Fault.MAINS_OFF)
    machine.advance_to(630)
    machine.switch_fault(Fault.MAINS_OFF, on=False)
    after = said(machine.advance_to(640), "relay/0/energy")
    assert int(after[0]) == 0


def test_an_auto_off_that_was_set_by_http_shows_and_fires() -> None:
    """No MQTT command sets it, but it is there."""
    machine = build(auto_off_s=60)
    machine.perform(Deed(action=Action.PLUG_OFF))
    machine.perform(Deed(action=Action.PLUG_ON))
    messages = machine.receive(f"{BASE}/command", "update")
    relay = json.loads(said(messages, "info")[0])["relays"][0]
    assert relay["has_timer"]
    assert relay["timer_remaining"] == 60
    assert said(machine.advance_to(81), "relay/0")[-1] == "off"
    assert machine.ledger.relay_changes()[-1].cause is Cause.TIMER
