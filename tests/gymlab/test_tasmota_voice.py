"""The simulated Tasmota plug says and answers what the real one does."""

from collections.abc import Iterable
import json
from random import Random
from typing import Any

import pytest

from gymlab.simulator.deeds import Action, Deed
from gymlab.simulator.faults import Fault
from gymlab.simulator.machine import Machine, MachineSettings
from gymlab.simulator.plug import PlugSettings
from gymlab.simulator.records import Cause, Message
from gymlab.simulator.voices.tasmota_settings import TasmotaSettings
from gymlab.simulator.voices.tasmota_words import decode_pulse, encode_remaining


def build(**settings: Any) -> Machine:
    """Return a plug without a bridge, booted 20 s ago."""
    tasmota = TasmotaSettings(**settings)
    machine = Machine(MachineSettings(bridge=None, plug_voice=tasmota), Random(1))
    machine.connect()
    machine.advance_to(20)
    return machine


def command(machine: Machine, word: str, payload: str = "") -> list[Message]:
    return machine.receive(f"cmnd/gymplug/{word}", payload)


def brief(messages: Iterable[Message]) -> list[tuple[str, str]]:
    return [
        (message.topic.replace("/gymplug", ""), message.payload) for message in messages
    ]


def test_a_boot_says_that_it_is_online_and_where_the_relay_is() -> None:
    machine = Machine(MachineSettings(bridge=None), Random(1))
    messages = machine.connect()
    assert brief(messages) == [
        ("tele/LWT", "Online"),
        ("stat/RESULT", '{"POWER":"ON"}'),
        ("stat/POWER", "ON"),
    ]
    assert [message.retained for message in messages] == [True, False, False]


def test_a_mere_reconnection_does_not_say_where_the_relay_is() -> None:
    machine = build()
    messages = machine.switch_fault(Fault.PLUG_RECONNECT)
    assert brief(messages) == [("tele/LWT", "Offline"), ("tele/LWT", "Online")]


def test_telemetry_comes_first_after_nine_seconds_then_each_period() -> None:
    machine = Machine(MachineSettings(bridge=None), Random(1))
    machine.connect()
    messages = machine.advance_to(700)
    times = {
        word: [m.at_s for m in messages if m.topic == f"tele/gymplug/{word}"]
        for word in ("STATE", "SENSOR")
    }
    assert times == {"STATE": [9, 309, 609], "SENSOR": [9, 309, 609]}


@pytest.mark.parametrize(
    ("payload", "period_s"),
    [("10", 10), ("3", 10), ("0", 0), ("1", 300), ("9999", 60), ("", 60), ("x", 60)],
)
def test_tele_period_is_set_answered_and_shown_at_once(
    payload: str, period_s: int
) -> None:
    machine = build(tele_period_s=60)
    messages = command(machine, "TelePeriod", payload) + machine.advance_to(21.5)
    assert ("stat/RESULT", f'{{"TelePeriod":{period_s}}}') in brief(messages)
    assert [m.topic for m in messages].count("tele/gymplug/STATE") == 1
    later = [m for m in machine.advance_to(400) if m.topic == "tele/gymplug/STATE"]
    assert bool(later) is bool(period_s)
    if period_s:
        assert later[0].at_s == pytest.approx(21 + period_s, abs=1)


@pytest.mark.parametrize(
    ("word", "payload", "relay"),
    [
        ("POWER", "OFF", "OFF"),
        ("POWER", "off", "OFF"),
        ("POWER1", "0", "OFF"),
        ("POWER", "TOGGLE", "OFF"),
        ("POWER", "2", "OFF"),
        ("POWER", "ON", "ON"),
        ("POWER", "", "ON"),
        ("POWER", "nonsense", "ON"),
    ],
)
def test_power_switches_and_answers_once(word: str, payload: str, relay: str) -> None:
    messages = command(build(), word, payload)
    assert brief(messages) == [
        ("stat/RESULT", f'{{"POWER":"{relay}"}}'),
        ("stat/POWER", relay),
    ]


def test_a_multi_relay_plug_numbers_its_relay() -> None:
    messages = command(build(relay_key="POWER1"), "POWER1", "OFF")
    assert brief(messages) == [
        ("stat/RESULT", '{"POWER1":"OFF"}'),
        ("stat/POWER1", "OFF"),
    ]


def test_a_second_relay_does_not_answer_for_the_first() -> None:
    machine = build(relay_key="POWER2")
    assert command(machine, "POWER", "OFF") == command(machine, "POWER1", "OFF")
    assert machine.ledger.relay_changes() == []
    assert ("stat/POWER2", "OFF") in brief(command(machine, "POWER2", "OFF"))


def test_with_set_option_4_answers_are_called_like_their_commands() -> None:
    machine = build(set_option_4=True)
    assert brief(command(machine, "POWER", "OFF")) == [
        ("stat/POWER", '{"POWER":"OFF"}'),
        ("stat/POWER", "OFF"),
    ]
    assert brief(command(machine, "PowerOnState")) == [
        ("stat/POWERONSTATE", '{"PowerOnState":3}')
    ]


def test_prefixes_and_their_order_are_free() -> None:
    machine = build(full_topic="home/%topic%/%prefix%/", prefixes={"cmnd": "do"})
    messages = machine.receive("home/gymplug/do/POWER", "OFF")
    assert [m.topic for m in messages] == [
        "home/gymplug/stat/RESULT",
        "home/gymplug/stat/POWER",
    ]


def test_the_button_on_the_plug_is_reported_too() -> None:
    machine = build()
    messages = machine.perform(Deed(action=Action.PLUG_OFF))
    assert ("stat/POWER", "OFF") in brief(messages)
    assert [entry.cause for entry in machine.ledger.relay_changes()] == [Cause.PERSON]


@pytest.mark.parametrize(
    ("number", "seconds"), [(0, 0), (50, 5.0), (111, 11.1), (112, 12), (7300, 7200)]
)
def test_pulse_time_is_read_in_its_own_code(number: int, seconds: float) -> None:
    assert decode_pulse(number) == seconds


@pytest.mark.parametrize(
    ("seconds", "number"), [(0, 0), (5.0, 50), (11.1, 111), (12, 112), (6300, 6400)]
)
def test_the_remaining_time_is_written_in_the_same_code(
    seconds: float, number: int
) -> None:
    assert encode_remaining(seconds) == number


def test_pulse_time_counts_down_can_be_asked_and_switches_off() -> None:
    machine = build()
    messages = command(machine, "PulseTime1", "160")
    assert brief(messages) == [
        ("stat/RESULT", '{"PulseTime1":{"Set":160,"Remaining":160}}')
    ]
    machine.advance_to(50)
    assert brief(command(machine, "PulseTime1")) == [
        ("stat/RESULT", '{"PulseTime1":{"Set":160,"Remaining":130}}')
    ]
    messages = machine.advance_to(90)
    assert ("stat/POWER", "OFF") in brief(messages)
    (off,) = machine.ledger.relay_changes()
    assert (off.at_s, off.cause, off.command) == (80.0, Cause.TIMER, 1)


def test_sending_pulse_time_again_restarts_it_and_never_switches_on() -> None:
    machine = build()
    command(machine, "PulseTime1", "130")
    machine.advance_to(40)
    command(machine, "PulseTime1", "130")
    machine.advance_to(60)
    assert machine.plug is not None
    assert machine.plug.relay_on
    machine.advance_to(75)
    assert not machine.plug.relay_on
    command(machine, "PulseTime1", "130")
    assert not machine.plug.relay_on


@pytest.mark.parametrize(
    ("word", "payload", "still_on"),
    [
        pytest.param("POWER", "ON", True, id="ON restarts the timer"),
        pytest.param("POWER", "", False, id="a question does not"),
        pytest.param("PulseTime1", "0", True, id="zero disarms it"),
    ],
)
def test_what_touches_a_running_timer(word: str, payload: str, still_on: bool) -> None:
    machine = build()
    command(machine, "PulseTime1", "130")
    machine.advance_to(40)
    command(machine, word, payload)
    machine.advance_to(55)
    assert machine.plug is not None
    assert machine.plug.relay_on is still_on


def test_pulse_time_without_an_index_answers_with_lists() -> None:
    machine = build()
    command(machine, "PulseTime1", "160")
    ((_, payload),) = brief(command(machine, "PulseTime"))
    answer = json.loads(payload)["PulseTime"]
    assert (answer["Set"][0], answer["Remaining"][0]) == (160, 160)


def test_status_8_and_10_answer_with_energy_and_11_with_the_relay() -> None:
    machine = build()
    for number in ("8", "10"):
        ((topic, payload),) = brief(command(machine, "STATUS", number))
        assert topic == f"stat/STATUS{number}"
        assert json.loads(payload)["StatusSNS"]["ENERGY"]["Power"] == 9
    ((topic, payload),) = brief(command(machine, "STATUS", "11"))
    state = json.loads(payload)["StatusSTS"]
    assert (topic, state["POWER"], state["UptimeSec"]) == ("stat/STATUS11", "ON", 20)


@pytest.mark.parametrize(
    ("option", "watts"), [("0", 0), ("1", 174)], ids=["forced to 0", "measured"]
)
def test_a_welded_relay_shows_only_with_set_option_21(option: str, watts: int) -> None:
    machine = build()
    command(machine, "SetOption21", option)
    machine.perform(Deed(action=Action.START, speed_kmh=4.0))
    machine.switch_fault(Fault.RELAY_WELDED)
    command(machine, "POWER", "OFF")
    machine.advance_to(60)
    ((_, payload),) = brief(command(machine, "STATUS", "8"))
    assert json.loads(payload)["StatusSNS"]["ENERGY"]["Power"] == watts


@pytest.mark.parametrize(
    ("word", "payload", "answer"),
    [
        ("SetOption21", "1", '{"SetOption21":"ON"}'),
        ("SetOption21", "", '{"SetOption21":"OFF"}'),
        ("PowerOnState", "0", '{"PowerOnState":0}'),
        ("PowerOnState", "", '{"PowerOnState":3}'),
        ("PowerOnState", "9", '{"PowerOnState":3}'),
        ("PowerDelta1", "120", '{"PowerDelta1":120}'),
        ("PowerDelta", "", '{"PowerDelta1":0}'),
        ("Reset", "1", '{"Command":"Unknown"}'),
    ],
)
def test_settings_are_kept_and_answered(word: str, payload: str, answer: str) -> None:
    assert brief(command(build(), word, payload)) == [("stat/RESULT", answer)]


def test_a_backlog_does_several_things() -> None:
    messages = command(build(), "Backlog", "PulseTime1 7300; Power1 ON")
    assert [payload for _, payload in brief(messages)] == [
        '{"PulseTime1":{"Set":7300,"Remaining":7300}}',
        '{"POWER":"ON"}',
        "ON",
    ]


def sensor_times(machine: Machine, until_s: float) -> list[float]:
    messages = machine.advance_to(until_s)
    return [m.at_s for m in messages if m.topic == "tele/gymplug/SENSOR"]


@pytest.mark.parametrize(
    ("power_delta", "reported"),
    [(0, False), (120, True), (50, True), (400, False)],
    ids=["off", "20 W", "50 %", "300 W"],
)
def test_a_change_of_power_is_reported_as_power_delta_asks(
    power_delta: int, reported: bool
) -> None:
    machine = build(power_delta=power_delta)
    machine.perform(Deed(action=Action.START, speed_kmh=4.0))
    assert bool(sensor_times(machine, 40)) is reported


def test_a_slow_ramp_is_never_reported() -> None:
    # Half a km/h each second is 18 W a second, so 54 W in the three seconds
    # over which the firmware compares.
    machine = build(power_delta=160)
    machine.perform(Deed(action=Action.START))
    machine.advance_to(30)
    machine.perform(Deed(action=Action.SET_SPEED, speed_kmh=8.0))
    assert sensor_times(machine, 60) == []


def test_switching_off_is_never_reported_as_a_change_of_power() -> None:
    machine = build(power_delta=105)
    machine.perform(Deed(action=Action.START, speed_kmh=4.0))
    machine.advance_to(60)
    command(machine, "POWER", "OFF")
    assert sensor_times(machine, 120) == []


def test_silence_answers_nothing_but_still_switches() -> None:
    machine = build()
    machine.switch_fault(Fault.PLUG_SILENCE)
    assert command(machine, "POWER", "OFF") == []
    assert machine.advance_to(1000) == []
    assert machine.plug is not None
    assert not machine.plug.relay_on


def test_an_offline_plug_hears_nothing_and_keeps_its_relay() -> None:
    machine = build()
    messages = machine.switch_fault(Fault.PLUG_OFFLINE)
    assert brief(messages) == [("tele/LWT", "Offline")]
    command(machine, "POWER", "OFF")
    assert machine.plug is not None
    assert machine.plug.relay_on
    messages = machine.switch_fault(Fault.PLUG_OFFLINE, on=False)
    assert brief(messages) == [("tele/LWT", "Online")]


def test_the_broker_notices_a_mains_failure_late_and_a_boot_follows_it() -> None:
    machine = build()
    machine.switch_fault(Fault.MAINS_OFF)
    messages = machine.advance_to(100)
    assert brief(messages) == [("tele/LWT", "Offline")]
    assert messages[0].at_s == 65.0
    command(machine, "POWER", "OFF")
    machine.switch_fault(Fault.MAINS_OFF, on=False)
    messages = machine.advance_to(110)
    assert brief(messages)[:3] == [
        ("tele/LWT", "Online"),
        ("stat/RESULT", '{"POWER":"ON"}'),
        ("stat/POWER", "ON"),
    ]


def test_a_plug_may_begin_switched_off() -> None:
    settings = MachineSettings(plug=PlugSettings(relay_on=False))
    machine = Machine(settings, Random(1))
    messages = machine.connect() + machine.advance_to(30)
    assert not machine.belt.powered
    assert [m for m in messages if m.topic.startswith("QZ/default/workout")] == []
