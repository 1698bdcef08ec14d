"""The simulated QZ says what the real one says, and when."""

from collections.abc import Iterable
from dataclasses import replace
from random import Random
from typing import Any

import pytest

from gymlab.simulator.deeds import Action, Deed
from gymlab.simulator.faults import Fault
from gymlab.simulator.machine import Machine, MachineSettings
from gymlab.simulator.records import Message, Outcome
from gymlab.simulator.voices.qz_session import VALUES, QzSettings

BASE = "QZ/default/"
SPEED = "workout/speed/current"


def build(**settings: Any) -> Machine:
    """Return a machine without a plug."""
    bridge = QzSettings(**settings)
    return Machine(MachineSettings(bridge=bridge, plug=None), Random(1))


def start(machine: Machine, speed_kmh: float = 4.0) -> None:
    machine.perform(Deed(action=Action.STEP_ON))
    machine.perform(Deed(action=Action.START, speed_kmh=speed_kmh))


def latest(messages: Iterable[Message]) -> dict[str, str]:
    return {message.topic.removeprefix(BASE): message.payload for message in messages}


def said_on(messages: Iterable[Message], topic: str) -> list[str]:
    return [message.payload for message in messages if message.topic == BASE + topic]


def test_status_is_retained_and_nothing_else_is() -> None:
    machine = build()
    messages = machine.connect() + machine.advance_to(2)
    retained = [message for message in messages if message.retained]
    assert [(m.topic, m.payload, m.qos) for m in retained] == [
        ("QZ/default/status", "online", 1)
    ]
    assert {m.qos for m in messages if not m.retained} == {0}


def test_the_last_will_is_offline() -> None:
    will = build().voices[0].will
    assert will is not None
    assert (will.topic, will.payload, will.retained, will.qos) == (
        "QZ/default/status",
        "offline",
        True,
        1,
    )


def test_everything_is_said_once_after_connecting() -> None:
    machine = build()
    topics = [message.topic for message in machine.connect()]
    assert topics == ["QZ/default/status", *(BASE + value for value in VALUES)]


@pytest.mark.parametrize(
    ("topic", "payload"),
    [
        ("workout/device/connected", "true"),
        ("workout/device/type", "1"),
        ("workout/speed/current", "4.00"),
        ("workout/elapsed/total_seconds", "3700"),
        ("workout/elapsed/seconds", "40"),
        ("workout/elapsed/minutes", "1"),
        ("workout/elapsed/hours", "1"),
        ("workout/moving/hours", "1"),
        ("workout/distance", "4.11"),
        ("workout/pace/current/minutes", "15"),
        ("workout/treadmill/inclination/current", "0.00"),
        ("workout/treadmill/cadence/current", "108.00"),
    ],
)
def test_values_have_the_form_of_qz(topic: str, payload: str) -> None:
    machine = build()
    start(machine)
    messages = machine.connect() + machine.advance_to(3700)
    assert latest(messages)[topic] == payload


def test_values_come_each_half_second_and_only_when_changed() -> None:
    machine = build()
    machine.connect()
    machine.advance_to(10)
    start(machine, 1.0)
    messages = machine.advance_to(20)
    speeds = [m for m in messages if m.topic == BASE + SPEED]
    assert [(m.at_s, m.payload) for m in speeds] == [
        (10.5, "0.25"),
        (11.0, "0.50"),
        (11.5, "0.75"),
        (12.0, "1.00"),
    ]


def test_a_constant_speed_is_silent_while_distance_goes_on() -> None:
    machine = build()
    start(machine)
    machine.connect()
    machine.advance_to(60)
    messages = machine.advance_to(120)
    assert said_on(messages, SPEED) == []
    # 0.55 m in each half second is more than the threshold of 0.1 m.
    assert len(said_on(messages, "workout/distance")) == 120


def test_a_reconnection_says_everything_again() -> None:
    machine = build()
    start(machine)
    machine.connect()
    machine.advance_to(60)
    messages = machine.switch_fault(Fault.RECONNECT) + machine.advance_to(61)
    assert said_on(messages, "status") == ["offline", "online"]
    assert said_on(messages, SPEED) == ["4.00"]
    assert {BASE + value for value in VALUES} <= {m.topic for m in messages}
    assert Fault.RECONNECT not in machine.faults


@pytest.mark.parametrize(("goodbye", "said"), [(False, []), (True, ["false"])])
def test_without_a_treadmill_nothing_is_said_and_the_last_speed_stays(
    goodbye: bool, said: list[str]
) -> None:
    machine = build(says_goodbye=goodbye)
    start(machine)
    machine.connect()
    machine.advance_to(60)
    machine.switch_fault(Fault.BLUETOOTH_LOST)
    messages = machine.advance_to(120)
    assert said_on(messages, "workout/device/connected") == said
    assert len(messages) == len(said)


def test_a_treadmill_found_again_counts_from_zero() -> None:
    machine = build(finds_after_s=5.0)
    start(machine)
    machine.connect()
    machine.advance_to(600)
    machine.switch_fault(Fault.MAINS_OFF)
    machine.advance_to(660)
    machine.switch_fault(Fault.MAINS_OFF, on=False)
    assert machine.advance_to(664) == []
    said = latest(machine.advance_to(665.5))
    assert said[SPEED] == "0.00"
    assert said["workout/distance"] == "0.00"
    assert said["workout/elapsed/total_seconds"] == "0"


@pytest.mark.parametrize(
    ("counts", "elapsed"), [(True, "60"), (False, "13")], ids=["counts", "waits"]
)
def test_elapsed_time_while_standing_depends_on_the_driver(
    counts: bool, elapsed: str
) -> None:
    machine = build(elapsed_while_still=counts)
    start(machine)
    messages = machine.connect() + machine.advance_to(10)
    machine.perform(Deed(action=Action.STOP))
    messages += machine.advance_to(60)
    assert latest(messages)["workout/elapsed/total_seconds"] == elapsed


@pytest.mark.parametrize(
    ("payload", "asked_kmh"),
    [
        ("5.5", 5.5),
        ("0.3", 1.0),
        ("99", 12.0),
        ("0", 0.0),
        ("-2", 0.0),
        ("fast", 0.0),
        ("", 0.0),
        ("nan", 0.0),
        ("inf", 0.0),
    ],
)
def test_a_speed_is_clamped_as_qz_clamps_it(payload: str, asked_kmh: float) -> None:
    voice = build().voices[0]
    order = voice.hear(f"{BASE}control/treadmill/speed", payload)
    assert order is not None
    assert order.asked_kmh == asked_kmh


@pytest.mark.parametrize(
    ("topic", "payload", "speed_kmh"),
    [
        pytest.param("control/stop", "", 0.0, id="stop"),
        pytest.param("control/treadmill/speed", "2.5", 2.5, id="speed"),
        pytest.param("control/treadmill/speed", "0", 4.0, id="zero is no stop"),
        pytest.param("control/pause", "true", 4.0, id="pause stops no belt"),
        pytest.param("control/start", "", 4.0, id="start while moving"),
        pytest.param("control/fan", "2", 4.0, id="fan"),
        pytest.param("control/unheard/of", "2", 4.0, id="unknown"),
        pytest.param("workout/speed/current", "9", 4.0, id="no control topic"),
    ],
)
def test_orders_move_the_belt_as_they_would(
    topic: str, payload: str, speed_kmh: float
) -> None:
    machine = build()
    start(machine)
    machine.connect()
    machine.advance_to(30)
    machine.receive(BASE + topic, payload)
    machine.advance_to(60)
    assert machine.belt.speed_kmh == speed_kmh


def test_a_pause_stops_only_the_counters() -> None:
    machine = build()
    start(machine)
    machine.connect()
    machine.advance_to(30)
    machine.receive(f"{BASE}control/pause", "true")
    machine.advance_to(31)
    messages = machine.advance_to(90)
    assert messages == []
    machine.receive(f"{BASE}control/pause", "false")
    said = latest(machine.advance_to(100))
    assert said["workout/elapsed/total_seconds"] == "40"


def test_the_requested_speed_and_incline_are_reported() -> None:
    machine = build()
    start(machine)
    machine.connect()
    machine.advance_to(30)
    machine.receive(f"{BASE}control/treadmill/speed", "3.5")
    machine.receive(f"{BASE}control/treadmill/inclination", "2")
    said = latest(machine.advance_to(40))
    assert said["workout/treadmill/target_speed"] == "3.50"
    assert said["workout/treadmill/target_inclination"] == "2.00"
    assert said["workout/treadmill/inclination/current"] == "2.00"


def test_an_order_without_a_treadmill_is_dropped() -> None:
    machine = build()
    machine.connect()
    machine.switch_fault(Fault.BLUETOOTH_LOST)
    machine.advance_to(5)
    machine.receive(f"{BASE}control/start", "")
    machine.advance_to(10)
    assert [c.outcome for c in machine.ledger.commands()] == [Outcome.DROPPED]


def test_machines_with_other_ids_do_not_hear_each_other() -> None:
    settings = MachineSettings(bridge=replace(QzSettings(), device_id="attic"))
    machine = Machine(settings, Random(1))
    machine.connect()
    machine.receive("QZ/default/control/stop", "")
    assert machine.ledger.commands() == ()
