"""What OpenBeken plugs say and mean, quirk by quirk."""

import pytest

from custom_components.home_gym.dialects import create_dialect, recognise
from custom_components.home_gym.dialects.base import (
    CountsFrom,
    Dialect,
    Obstacle,
    Publication,
)
from custom_components.home_gym.dialects.commands import may_start
from custom_components.home_gym.engine.readings import Quantity

from .helpers import facts

SENSOR = (
    '{ "Time": "1970-01-01T00:00:00", "ENERGY": { "Power": 0, "ApparentPower": 0, '
    '"ReactivePower": 0, "Factor": 0, "Voltage": 249.932449, "Current": 0,'
    '"ConsumptionTotal": 255.346664,"ConsumptionLastHour": 0 }}'
)


def plug(**settings: object) -> Dialect:
    """Return a plug with OpenBeken."""
    return create_dialect({"dialect": "openbeken", "base": "gymplug", **settings})


@pytest.mark.parametrize(
    ("topic", "payload", "expected"),
    [
        pytest.param("gymplug/1/get", "1", {Quantity.RELAY: True}, id="on"),
        pytest.param("gymplug/1/get", "0", {Quantity.RELAY: False}, id="off"),
        pytest.param("gymplug/1/get", "", {}, id="the echo of our own empty question"),
        pytest.param(
            "gymplug/power/get", "412.30", {Quantity.POWER: 412.3}, id="power"
        ),
        pytest.param(
            "gymplug/energycounter/get", "1500", {Quantity.ENERGY: 1.5}, id="Wh"
        ),
        pytest.param(
            "gymplug/connected", "online", {Quantity.PLUG_ONLINE: True}, id="there"
        ),
        pytest.param(
            "gymplug/connected", "offline", {Quantity.PLUG_ONLINE: False}, id="will"
        ),
        pytest.param("gymplug/voltage/get", "249.9", {}, id="volts mean nothing here"),
        pytest.param("gymplug/1/set", "1", {}, id="somebody's command"),
        pytest.param(
            "tele/gymplug/SENSOR",
            SENSOR,
            {Quantity.POWER: 0.0},
            id="like Tasmota, but its energy has no known unit and its time is 1970",
        ),
        pytest.param("gymplug/1/get", "50", None, id="a dimmer's number"),
        pytest.param("gymplug/power/get", "", {}, id="empty"),
    ],
)
def test_messages(
    topic: str, payload: str, expected: dict[Quantity, float | bool] | None
) -> None:
    readings = plug().parse(topic, payload)
    assert (None if readings is None else facts(readings)) == expected


def test_flag_40_counts_kilowatt_hours() -> None:
    readings = plug(energy_unit="kWh").parse("gymplug/energycounter/get", "1.5")
    assert facts(readings) == {Quantity.ENERGY: 1.5}


def test_flag_50_leaves_the_last_level_of_a_topic_out() -> None:
    dialect = plug(energy_unit="kWh")
    assert facts(dialect.parse("gymplug/1", "1")) == {Quantity.RELAY: True}
    assert facts(dialect.parse("gymplug/power", "412.30")) == {Quantity.POWER: 412.3}
    assert facts(dialect.parse("gymplug/energycounter", "1.5")) == {
        Quantity.ENERGY: 1.5
    }
    assert {"gymplug/1", "gymplug/power"} <= set(dialect.subscriptions())


def test_the_channel_is_what_the_users_pins_say() -> None:
    dialect = plug(channel=3)
    assert facts(dialect.parse("gymplug/3/get", "1")) == {Quantity.RELAY: True}
    assert dialect.switch_off() == Publication(topic="gymplug/3/set", payload="0")
    assert dialect.parse("gymplug/1/get", "1") == ()


def test_commands() -> None:
    dialect = plug()
    assert dialect.switch_off() == Publication(topic="gymplug/1/set", payload="0")
    assert dialect.queries() == (Publication(topic="gymplug/1/get", payload=""),)


def test_what_no_source_confirms_is_off() -> None:
    traits = plug().traits
    assert traits.unconfirmed == {"arm", "energy"}
    assert traits.backstop is None
    assert plug().obstacle() is Obstacle.NONE_SUITABLE
    assert plug().arm(7200) == ()


def test_the_total_of_unknown_unit_can_be_confirmed() -> None:
    told = facts(plug(confirmed="energy").parse("tele/gymplug/SENSOR", SENSOR))
    assert told[Quantity.ENERGY] == pytest.approx(0.255346664)


def test_its_repeating_event_can_be_confirmed_as_a_timer() -> None:
    dialect = plug(confirmed=["arm"], channel=2)
    assert dialect.obstacle() is None
    (arm,) = dialect.arm(7200.9)
    assert arm == Publication(
        topic="cmnd/gymplug/addRepeatingEventUID", payload="7200 1 77 setChannel 2 0"
    )
    assert not may_start(arm.payload)
    assert dialect.disarm() == (
        Publication(topic="cmnd/gymplug/cancelRepeatingEvent", payload="77"),
    )
    backstop = dialect.traits.backstop
    assert backstop is not None
    assert backstop.counts_from is CountsFrom.ARMING
    assert not backstop.survives_power_cut


def test_its_timer_cannot_be_read_back_over_mqtt() -> None:
    assert plug(confirmed=["arm"]).read_back() == ()


def test_traits() -> None:
    traits = plug().traits
    assert traits.report_interval_s == 60.0
    assert traits.retained == {Quantity.PLUG_ONLINE}
    assert traits.last_will
    assert traits.queries_on == {Quantity.PLUG_ONLINE}


@pytest.mark.parametrize(
    ("topic", "payload"),
    [
        ("gymplug/power/get", "412.30"),
        ("gymplug/energycounter/get", "1500"),
        ("gymplug/connected", "online"),
    ],
    ids=["power", "energy", "retained birth"],
)
def test_recognised(topic: str, payload: str) -> None:
    (found,) = recognise(topic, payload)
    assert found.config == {"dialect": "openbeken", "base": "gymplug"}


@pytest.mark.parametrize(
    ("topic", "payload"),
    [("gymplug/connected", "yes"), ("gymplug/1/get", "1"), ("gymplug/1/set", "1")],
)
def test_not_recognised(topic: str, payload: str) -> None:
    assert recognise(topic, payload) == ()
