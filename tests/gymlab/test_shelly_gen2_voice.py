"""The simulated later Shelly says and answers what the real one does."""

from collections.abc import Iterable
from itertools import pairwise
import json
from random import Random
from typing import Any

import pytest

from gymlab.simulator.deeds import Action, Deed
from gymlab.simulator.faults import Fault
from gymlab.simulator.machine import Machine, MachineSettings
from gymlab.simulator.records import Cause, Message, Outcome
from gymlab.simulator.voices.shelly_gen2 import ShellyGen2Settings


def build(**settings: Any) -> Machine:
    """Return a plug without a bridge, connected 20 s ago."""
    voice = ShellyGen2Settings(**settings)
    machine = Machine(MachineSettings(bridge=None, plug_voice=voice), Random(1))
    machine.connect()
    machine.advance_to(20)
    return machine


def call(machine: Machine, method: str, **params: Any) -> list[Message]:
    """Send a request as a client of the name `me`."""
    params = {"id": 0, **params}
    request = {"id": 7, "src": "me", "method": method, "params": params}
    return machine.receive("gymplug/rpc", json.dumps(request))


def reply(messages: Iterable[Message]) -> dict[str, Any]:
    """Return the one reply to `me`."""
    (found,) = [each for each in messages if each.topic == "me/rpc"]
    said: dict[str, Any] = json.loads(found.payload)
    return said


def deltas(messages: Iterable[Message]) -> list[dict[str, Any]]:
    """Return what was notified of the switch."""
    said = [json.loads(m.payload) for m in messages if m.topic == "gymplug/events/rpc"]
    return [each["params"]["switch:0"] for each in said]


def test_a_connection_tells_everything_and_retains_nothing() -> None:
    machine = Machine(
        MachineSettings(bridge=None, plug_voice=ShellyGen2Settings()), Random(1)
    )
    online, full = machine.connect()
    assert (online.topic, online.payload) == ("gymplug/online", "true")
    said = json.loads(full.payload)
    assert said["method"] == "NotifyFullStatus"
    assert said["src"] == "shellyplugsg3-8cbfea9585e8"
    assert said["params"]["switch:0"]["output"] is True
    assert not online.retained
    assert not full.retained
    assert machine.plug_voice is not None
    will = machine.plug_voice.will
    assert will is not None
    assert not will.retained


def test_status_ntf_is_off_as_shipped() -> None:
    messages = build().perform(Deed(action=Action.PLUG_OFF))
    assert {message.topic for message in messages} == {"gymplug/events/rpc"}


def test_with_status_ntf_the_whole_status_comes_on_each_change() -> None:
    messages = build(status_ntf=True).perform(Deed(action=Action.PLUG_OFF))
    (status,) = [m for m in messages if m.topic == "gymplug/status/switch:0"]
    assert ", " in status.payload
    assert json.loads(status.payload)["output"] is False


def test_a_delta_holds_only_what_changed() -> None:
    (delta,) = deltas(build().perform(Deed(action=Action.PLUG_OFF)))
    assert delta == {"id": 0, "output": False, "source": "button"}


def test_the_power_comes_every_two_seconds_while_it_changes() -> None:
    machine = build()
    machine.perform(Deed(action=Action.START, speed_kmh=5.0))
    messages = [m for m in machine.advance_to(30) if "apower" in m.payload]
    gaps = [b.at_s - a.at_s for a, b in pairwise(messages)]
    assert gaps
    assert set(gaps) == {2.0}
    assert set(deltas(messages)[0]) == {"id", "apower", "current"}


def test_a_steady_power_is_silent_but_for_the_energy_each_minute() -> None:
    machine = build()
    machine.perform(Deed(action=Action.START, speed_kmh=5.0))
    machine.advance_to(60)
    said = deltas(machine.advance_to(300))
    assert {frozenset(each) for each in said} == {frozenset({"id", "aenergy"})}
    assert len(said) == 4


def test_a_model_without_a_meter_has_no_power() -> None:
    result = reply(call(build(metered=False), "Switch.GetStatus"))["result"]
    assert "apower" not in result


def test_a_reply_goes_to_who_asked_and_repeats_the_number() -> None:
    said = reply(call(build(), "Switch.GetStatus"))
    assert (said["id"], said["dst"]) == (7, "me")
    assert said["src"] == "shellyplugsg3-8cbfea9585e8"


@pytest.mark.parametrize(
    ("request_body", "key"),
    [
        ('"method":"Switch.Set","params":{"id":0,"on":false}', "was_on"),
        (
            '"method":"Switch.Set","params":{"id":0,"on":true,"toggle_after":7200}',
            "was_on",
        ),
        ('"method":"Switch.GetStatus","params":{"id":0}', "apower"),
        ('"method":"Shelly.GetStatus"', "switch:0"),
    ],
    ids=["off", "on with a way back", "status", "everything"],
)
def test_documented_requests_are_understood(request_body: str, key: str) -> None:
    payload = f'{{"id":1,"src":"homegym",{request_body}}}'
    said = build().receive("gymplug/rpc", payload)[-1]
    assert said.topic == "homegym/rpc"
    assert key in json.loads(said.payload)["result"]


def test_who_gives_no_name_gets_no_reply() -> None:
    machine = build()
    request = '{"id":1,"method":"Switch.Set","params":{"id":0,"on":false}}'
    messages = machine.receive("gymplug/rpc", request)
    assert {message.topic for message in messages} == {"gymplug/events/rpc"}
    assert machine.plug is not None
    assert not machine.plug.relay_on


def test_was_on_is_the_state_before() -> None:
    machine = build()
    assert reply(call(machine, "Switch.Set", on=False))["result"] == {"was_on": True}
    assert reply(call(machine, "Switch.Set", on=False))["result"] == {"was_on": False}


@pytest.mark.parametrize(
    ("method", "params", "code"),
    [
        ("Switch.Set", {"id": 5, "on": False}, -105),
        ("Switch.Set", {}, -103),
        ("Switch.Set", {"on": True, "toggle_after": "soon"}, -103),
        ("Switch.SetConfig", {"config": None}, -103),
        ("Switch.Explode", {}, 404),
    ],
)
def test_a_bad_request_gets_an_error(
    method: str, params: dict[str, Any], code: int
) -> None:
    machine = build()
    assert reply(call(machine, method, **params))["error"]["code"] == code
    assert machine.ledger.commands()[-1].outcome is Outcome.IGNORED


@pytest.mark.parametrize("payload", ["", "x", "[]", "{}", '{"method":5}', '"on"'])
def test_what_is_no_request_is_ignored(payload: str) -> None:
    machine = build()
    assert machine.receive("gymplug/rpc", payload) == []
    assert len(machine.ledger.relay_changes()) == 0


def test_control_topics_have_to_be_enabled() -> None:
    machine = build()
    assert machine.receive("gymplug/command/switch:0", "off") == []
    machine = build(enable_control=True)
    assert machine.receive("gymplug/command/switch:0", "off")
    (error,) = machine.receive("gymplug/command/switch:0", "maybe")
    assert error.topic == "gymplug/error/switch:0"
    assert len(machine.ledger.relay_changes()) == 1


def test_auto_off_counts_from_the_next_switching_on() -> None:
    """Setting it starts nothing, not even while the plug is on."""
    machine = build()
    config = {"auto_off": True, "auto_off_delay": 60}
    call(machine, "Switch.SetConfig", config=config)
    machine.advance_to(200)
    assert machine.plug is not None
    assert machine.plug.relay_on
    machine.perform(Deed(action=Action.PLUG_OFF))
    machine.perform(Deed(action=Action.PLUG_ON))
    messages = machine.advance_to(261)
    assert not machine.plug.relay_on
    (off,) = [each for each in deltas(messages) if "output" in each]
    assert (off["output"], off["source"]) == (False, "timer")
    assert off["timer_started_at"] is off["timer_duration"] is None


def test_a_running_timer_shows_in_the_status() -> None:
    machine = build()
    call(machine, "Switch.Set", on=False)
    config = {"auto_off": True, "auto_off_delay": 60}
    call(machine, "Switch.SetConfig", config=config)
    (delta,) = deltas(call(machine, "Switch.Set", on=True))
    assert delta["timer_duration"] == 60.0
    everything = reply(call(machine, "Shelly.GetStatus"))["result"]
    began = everything["switch:0"]["timer_started_at"]
    assert everything["sys"]["unixtime"] - began == pytest.approx(0.0, abs=1.0)


def test_toggle_after_sends_the_plug_back() -> None:
    """On an off it switches ON: nobody who guards may ever send it."""
    machine = build()
    call(machine, "Switch.Set", on=False, toggle_after=30)
    machine.advance_to(60)
    assert machine.plug is not None
    assert machine.plug.relay_on
    (on,) = machine.ledger.switch_ons_by(Cause.TIMER)
    assert on.at_s == 50.0


def test_toggle_after_is_gone_after_a_loss_of_mains() -> None:
    """It is volatile, while auto_off is kept."""
    machine = build()
    call(machine, "Switch.Set", on=True, toggle_after=30)
    machine.switch_fault(Fault.MAINS_OFF)
    machine.advance_to(25)
    machine.switch_fault(Fault.MAINS_OFF, on=False)
    machine.advance_to(200)
    assert machine.plug is not None
    assert machine.plug.relay_on


def test_settings_are_answered_as_they_are_kept() -> None:
    machine = build()
    shipped = reply(call(machine, "Switch.GetConfig"))["result"]
    assert (shipped["auto_off"], shipped["auto_off_delay"]) == (False, 60.0)
    assert shipped["initial_state"] == "restore_last"
    config = {"auto_off": True, "auto_off_delay": 7200, "initial_state": "off"}
    call(machine, "Switch.SetConfig", config=config)
    changed = reply(call(machine, "Switch.GetConfig"))["result"]
    assert (changed["auto_off"], changed["auto_off_delay"]) == (True, 7200.0)
    assert changed["initial_state"] == "off"
    assert machine.plug is not None
    assert machine.plug.power_on_state == 0
