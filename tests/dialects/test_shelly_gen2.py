"""Shelly Plus, Pro, Gen3 and Gen4 as their documents and other people's logs show."""

import json

import pytest

from custom_components.home_gym.engine.readings import Quantity, Reading

from .helpers import facts
from .shelly_gen2_plug import (
    ALIVE,
    ANSWERS,
    BASE,
    EVENTS,
    FULL,
    NO_TIMER,
    STATUS,
    notify,
    shelly,
)

LOGGED_DELTA = (
    '{"src":"shellyplus1pm-3c61057263dc","dst":"shellyplus1pm-3c61057263dc/events",'
    '"method":"NotifyStatus","params":{"ts":1657970346.65,'
    '"switch:0":{"id":0,"apower":579.0}}}'
)
BUTTON = (
    '{"src":"shellypro4pm-f008d1d8b8b8","dst":"user_1","method":"NotifyStatus",'
    '"params":{"ts":1631186545.04,"switch:0":{"id":0,"output":true,"source":"button"}}}'
)


@pytest.mark.parametrize(
    ("topic", "payload", "expected"),
    [
        pytest.param(
            f"{BASE}/online", "true", {Quantity.PLUG_ONLINE: True}, id="birth"
        ),
        pytest.param(
            f"{BASE}/online", "false", {Quantity.PLUG_ONLINE: False}, id="will"
        ),
        pytest.param(
            STATUS,
            FULL,
            {
                Quantity.RELAY: True,
                Quantity.POWER: 639.2,
                Quantity.ENERGY: 1.039106,
                **NO_TIMER,
            },
            id="status topic with blanks after commas: W, Wh and no timer",
        ),
        pytest.param(
            EVENTS, LOGGED_DELTA, {Quantity.POWER: 579.0}, id="579 W, output unchanged"
        ),
        pytest.param(EVENTS, BUTTON, {Quantity.RELAY: True}, id="button on the plug"),
        pytest.param(
            EVENTS,
            notify(switch_0={"id": 0, "output": False, "source": "timer"}),
            {Quantity.RELAY: False, **NO_TIMER},
            id="off by backstop",
        ),
        pytest.param(
            EVENTS, notify(sys={"uptime": 5}), ALIVE, id="another component proves life"
        ),
        pytest.param(
            EVENTS,
            notify("NotifyEvent", events=[{"component": "input:0"}]),
            ALIVE,
            id="an event proves life",
        ),
        pytest.param(
            EVENTS,
            notify(
                "NotifyFullStatus",
                switch_0={"id": 0, "output": False, "apower": 0.0, "tag": None},
                sys={},
            ),
            {Quantity.RELAY: False, Quantity.POWER: 0.0, **NO_TIMER},
            id="full status on connect, with a tag that Gen3 adds",
        ),
        pytest.param(
            EVENTS,
            notify(switch_0={"id": 0, "output": True, "counts": {"on_time": 3}}),
            {Quantity.RELAY: True},
            id="unknown keys are ignored",
        ),
        pytest.param(
            EVENTS,
            notify(switch_0={"id": 0, "temperature": {"tC": 41.0}}),
            ALIVE,
            id="temperature proves life",
        ),
        pytest.param(
            EVENTS, notify(switch_1={"output": True}), ALIVE, id="another switch"
        ),
        pytest.param(
            EVENTS,
            notify(switch_0={"output": "on", "apower": 3}),
            {Quantity.POWER: 3.0},
            id="what can be read is read",
        ),
        pytest.param(
            EVENTS,
            notify(switch_0={"apower": None}),
            ALIVE,
            id="a model without a meter says null",
        ),
    ],
)
@pytest.mark.parametrize("retained", [False, True], ids=["live", "retained"])
def test_message(
    topic: str,
    payload: str,
    expected: dict[Quantity, float | bool],
    retained: bool,
) -> None:
    """A message tells its facts, and each remembers whether it was retained."""
    readings = shelly().parse(topic, payload, retained=retained)
    assert facts(readings) == expected
    assert all(reading.retained is retained for reading in readings or ())


@pytest.mark.parametrize(
    ("topic", "payload"),
    [
        pytest.param(EVENTS, "on", id="a notification is JSON"),
        pytest.param(EVENTS, "[1]", id="array"),
        pytest.param(EVENTS, '{"method":"NotifyStatus"}', id="no params"),
        pytest.param(EVENTS, '{"method":"\\u0000"}', id="method that is no text"),
        pytest.param(EVENTS, notify(switch_0=5), id="component that is no object"),
        pytest.param(EVENTS, notify(switch_0={"output": 1}), id="output is no truth"),
        pytest.param(EVENTS, notify(switch_0={"apower": ""}), id="empty power"),
        pytest.param(EVENTS, notify(switch_0={"aenergy": 7}), id="energy is a number"),
        pytest.param(
            EVENTS, notify(switch_0={"aenergy": {"total": "x"}}), id="total is text"
        ),
        pytest.param(STATUS, "[" * 50_000, id="nested too deeply"),
        pytest.param(STATUS, "true", id="status is an object"),
        pytest.param(f"{BASE}/online", "online", id="another family's word"),
        pytest.param(ANSWERS, "pong", id="answer is JSON"),
    ],
)
def test_unreadable(topic: str, payload: str) -> None:
    """What belongs to this plug and makes no sense is named as such."""
    assert shelly().parse(topic, payload) is None


@pytest.mark.parametrize(
    ("topic", "payload"),
    [
        pytest.param(f"{BASE}/rpc", '{"method":"Switch.Set"}', id="others' request"),
        pytest.param(f"{BASE}/command/switch:0", "toggle", id="others' command"),
        pytest.param(f"{BASE}/status/switch:1", FULL, id="another switch"),
        pytest.param("shellyplus/events/rpc", LOGGED_DELTA, id="another plug"),
        pytest.param(EVENTS, "", id="retained state deleted"),
        pytest.param(ANSWERS, '{"id":7,"dst":"iobroker"}', id="answer to others"),
    ],
)
def test_nothing_to_learn(topic: str, payload: str) -> None:
    """What others say, and what says nothing, is no reading and no error."""
    assert shelly().parse(topic, payload) == ()


def test_deltas_are_merged_onto_the_last_full_status() -> None:
    """The meter's minute tells the power that it does not mention, as it was."""
    plug = shelly()
    plug.parse(EVENTS, notify("NotifyFullStatus", switch_0=json.loads(FULL)))
    minute = notify(switch_0={"id": 0, "aenergy": {"total": 1050.5}})
    assert facts(plug.parse(EVENTS, minute)) == {
        Quantity.POWER: 639.2,
        Quantity.ENERGY: pytest.approx(1.0505),
    }
    plug.parse(EVENTS, LOGGED_DELTA)
    assert facts(plug.parse(EVENTS, minute))[Quantity.POWER] == 579.0


def test_watts_are_not_told_twice_where_both_notifications_are_on() -> None:
    """With status_ntf beside rpc_ntf each change comes on two topics."""
    plug = shelly()
    plug.parse(EVENTS, notify(switch_0={"output": True, "apower": 579.0}))
    same = '{"output":true,"apower":579.0}'
    assert Quantity.POWER not in facts(plug.parse(STATUS, same))
    other = '{"output":true,"apower":600.0}'
    assert facts(plug.parse(STATUS, other))[Quantity.POWER] == 600.0


def test_watts_are_told_each_time_where_only_the_status_is_on() -> None:
    """Nobody else tells them then."""
    plug = shelly()
    for _ in range(2):
        assert facts(plug.parse(STATUS, FULL))[Quantity.POWER] == 639.2


def test_null_means_gone() -> None:
    """A power that went away is not repeated from memory."""
    plug = shelly()
    plug.parse(EVENTS, LOGGED_DELTA)
    plug.parse(EVENTS, notify(switch_0={"apower": None}))
    minute = notify(switch_0={"aenergy": {"total": 1000}})
    assert facts(plug.parse(EVENTS, minute)) == {Quantity.ENERGY: 1.0}


@pytest.mark.parametrize(
    "message",
    [
        pytest.param((f"{BASE}/online", "false", False), id="after the will"),
        pytest.param((STATUS, '{"id":0,"output":true}', False), id="full without it"),
    ],
)
def test_what_was_known_is_forgotten(message: tuple[str, str, bool]) -> None:
    """Changes may have been missed, so nothing old passes for new."""
    plug = shelly()
    plug.parse(EVENTS, LOGGED_DELTA)
    topic, payload, retained = message
    plug.parse(topic, payload, retained=retained)
    minute = notify(switch_0={"aenergy": {"total": 1000}})
    assert Quantity.POWER not in facts(plug.parse(EVENTS, minute))


@pytest.mark.parametrize(
    ("topic", "payload"),
    [
        pytest.param(EVENTS, notify(switch_0={"apower": "x"}), id="delta"),
        pytest.param(
            EVENTS,
            notify(switch_0={"output": "x", "apower": None}),
            id="delta that says beside nonsense that the power is gone",
        ),
        pytest.param(STATUS, '{"output":"x"}', id="full status"),
        pytest.param(STATUS, '{"apower":5}', id="full status without an output"),
    ],
)
def test_what_makes_no_sense_takes_nothing_away(topic: str, payload: str) -> None:
    """The power of before is still what the meter would have changed."""
    plug = shelly()
    plug.parse(EVENTS, LOGGED_DELTA)
    assert plug.parse(topic, payload) is None
    minute = notify(switch_0={"aenergy": {"total": 1000}})
    assert facts(plug.parse(EVENTS, minute))[Quantity.POWER] == 579.0


def test_a_retained_status_is_no_ground_for_deltas() -> None:
    """Retained is a snapshot: its power is not told again as if it were new."""
    plug = shelly()
    plug.parse(STATUS, FULL, retained=True)
    minute = notify(switch_0={"aenergy": {"total": 1000}})
    assert facts(plug.parse(EVENTS, minute)) == {Quantity.ENERGY: 1.0}


def test_a_model_without_a_meter_never_tells_watts() -> None:
    """Some Shelly have no meter: relay yes, power no."""
    readings = shelly().parse(STATUS, '{"id":0,"source":"init","output":true}')
    assert facts(readings) == {Quantity.RELAY: True, **NO_TIMER}


@pytest.mark.parametrize(
    ("timer", "expected"),
    [
        pytest.param(
            {"timer_started_at": 1_699_999_900.0, "timer_duration": 180},
            {Quantity.BACKSTOP_REMAINING: 80.0},
            id="80 of 180 s left",
        ),
        pytest.param(
            {"timer_started_at": 1_699_999_000, "timer_duration": 180},
            NO_TIMER,
            id="overdue",
        ),
        pytest.param(
            {"timer_started_at": 1_800_000_000, "timer_duration": 180},
            {Quantity.BACKSTOP_REMAINING: 180.0},
            id="a start in the future leaves no more than all of it",
        ),
        pytest.param(
            {"timer_started_at": None, "timer_duration": None}, NO_TIMER, id="gone"
        ),
        pytest.param(
            {"timer_started_at": True, "timer_duration": 180}, NO_TIMER, id="no time"
        ),
    ],
)
def test_running_timer(
    timer: dict[str, object], expected: dict[Quantity, float]
) -> None:
    """A timer's end is told by the device's own clock, not by ours."""
    plug = shelly()
    plug.parse(EVENTS, BUTTON)
    assert facts(plug.parse(EVENTS, notify(switch_0=timer))) == expected


def test_a_timer_behind_an_open_switch_is_no_backstop() -> None:
    """It would switch ON: a toggle_after that somebody put on an off."""
    timer = {"timer_started_at": 1_699_999_990, "timer_duration": 180}
    told = notify("NotifyFullStatus", switch_0={"output": False, **timer})
    assert facts(shelly().parse(EVENTS, told)) == {Quantity.RELAY: False}


def test_a_timer_without_the_devices_time_tells_nothing() -> None:
    """The status topic has no clock in it."""
    timer = {"output": True, "timer_started_at": 1_699_999_990, "timer_duration": 180}
    assert facts(shelly().parse(STATUS, json.dumps(timer))) == {Quantity.RELAY: True}


def test_facts_of_one_message_come_as_one() -> None:
    """Relay first, then watts and energy."""
    readings = shelly().parse(STATUS, FULL, retained=True)
    assert readings == (
        Reading(quantity=Quantity.RELAY, value=True, retained=True),
        Reading(quantity=Quantity.POWER, value=639.2, retained=True),
        Reading(quantity=Quantity.ENERGY, value=1.039106, retained=True),
        Reading(quantity=Quantity.BACKSTOP_REMAINING, value=0.0, retained=True),
    )
