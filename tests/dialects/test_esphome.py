"""What ESPHome nodes say and mean, treadmills and plugs, quirk by quirk."""

import pytest

from custom_components.home_gym.dialects import (
    InvalidConfigError,
    Rule,
    create_dialect,
    recognise,
)
from custom_components.home_gym.dialects.base import Dialect, Obstacle, Publication
from custom_components.home_gym.engine.readings import Part, Quantity

from .helpers import facts

F15 = "treadmill-f15"


def treadmill(**settings: object) -> Dialect:
    """Return a treadmill with syssi's node."""
    return create_dialect({"dialect": "esphome_treadmill", "base": F15, **settings})


def plug(**settings: object) -> Dialect:
    """Return a plug with ESPHome."""
    mapping = {"dialect": "esphome_plug", "base": "gym-plug", **settings}
    return create_dialect(mapping)


@pytest.mark.parametrize(
    ("topic", "payload", "expected"),
    [
        pytest.param("sensor/speed/state", "5.5", {Quantity.SPEED: 5.5}, id="speed"),
        pytest.param(
            "sensor/distance/state", "0.42", {Quantity.DISTANCE: 420.0}, id="distance"
        ),
        pytest.param(
            "sensor/elapsed_time/state",
            "431",
            {Quantity.ELAPSED_TIME: 431.0},
            id="time",
        ),
        pytest.param(
            "status", "offline", {Quantity.BRIDGE_ONLINE: False}, id="last will"
        ),
        pytest.param("sensor/operation_mode/state", "Running", {}, id="a mode's word"),
        pytest.param("button/start/command", "PRESS", {}, id="a command"),
        pytest.param("sensor/speed/state", "nan", None, id="nan is no number"),
    ],
)
def test_treadmill(
    topic: str, payload: str, expected: dict[Quantity, float | bool] | None
) -> None:
    readings = treadmill().parse(f"{F15}/{topic}", payload)
    assert (None if readings is None else facts(readings)) == expected


def test_its_stop_and_slow_are_off_because_nobody_has_confirmed_their_names() -> None:
    dialect = treadmill()
    assert dialect.traits.unconfirmed == {"slow", "stop"}
    assert (dialect.stop(), dialect.slow(3.0)) == (None, None)
    assert not dialect.traits.can_stop


def test_its_owner_can_switch_them_on() -> None:
    dialect = treadmill(confirmed=["stop", "slow"])
    stop = Publication(topic=f"{F15}/button/stop/command", payload="PRESS")
    assert dialect.stop() == stop
    slow = Publication(topic=f"{F15}/number/speed_control/command", payload="3.2")
    assert dialect.slow(3.29) == slow
    assert dialect.slow(0.79) is None
    assert dialect.traits.confirmed_by_owner == {"slow", "stop"}
    assert dialect.traits.stop_may_toggle, "what a second stop does is not known"
    assert not dialect.traits.stop_repeatable


def test_object_ids_of_another_node_can_be_given() -> None:
    dialect = treadmill(
        speed_id="belt_speed", stop_id="stop_treadmill", confirmed=["stop"]
    )
    told = facts(dialect.parse(f"{F15}/sensor/belt_speed/state", "3"))
    assert told == {Quantity.SPEED: 3.0}
    assert dialect.stop() == Publication(
        topic=f"{F15}/button/stop_treadmill/command", payload="PRESS"
    )


@pytest.mark.parametrize("stop_id", ["start", "start_treadmill", "resume"])
def test_no_object_id_turns_the_stop_into_a_start(stop_id: str) -> None:
    with pytest.raises(InvalidConfigError) as caught:
        treadmill(stop_id=stop_id, confirmed=["stop"])
    (problem,) = caught.value.problems
    assert (problem.key, problem.rule) == ("stop.topic", Rule.COMMAND_TOPIC)


def test_every_state_is_retained() -> None:
    readings = treadmill().parse(f"{F15}/sensor/speed/state", "5.5", retained=True)
    assert all(reading.retained for reading in readings or ())
    retained = treadmill().traits.retained
    assert retained == treadmill().traits.reports - {Quantity.TREADMILL_LIFE}


def test_treadmill_traits() -> None:
    traits = treadmill().traits
    assert traits.report_interval_s == 1.0
    assert traits.last_will
    assert not traits.change_only
    assert not traits.confirmed_on_hardware


def test_the_ftms_node_with_an_mqtt_section() -> None:
    dialect = create_dialect({"dialect": "esphome_ftms", "base": "gym"})
    told = facts(dialect.parse("gym/sensor/treadmill_speed_motor/state", "4.2"))
    assert told == {Quantity.SPEED: 4.2}
    assert dialect.stop() is None
    assert not dialect.traits.can_slow
    confirmed = create_dialect(
        {"dialect": "esphome_ftms", "base": "gym", "confirmed": "stop"}
    )
    assert confirmed.stop() == Publication(
        topic="gym/button/stop_treadmill/command", payload="PRESS"
    )


def test_what_the_ftms_node_calls_its_speed_is_only_what_it_asks_for() -> None:
    """It is 0 as soon as a stop is asked for, while the belt still runs out."""
    dialect = create_dialect({"dialect": "esphome_ftms", "base": "gym"})
    told = facts(dialect.parse("gym/sensor/treadmill_speed/state", "0.0"))
    assert told == {Quantity.TARGET_SPEED: 0.0}
    assert dialect.parse("gym/sensor/treadmill_distance/state", "0.42") == ()


def test_an_ftms_node_without_a_sensor_at_the_motor_can_name_another() -> None:
    other = {"dialect": "esphome_ftms", "base": "gym"}
    dialect = create_dialect({**other, "speed_id": "treadmill_speed_feedback"})
    told = facts(dialect.parse("gym/sensor/treadmill_speed_feedback/state", "4.2"))
    assert told == {Quantity.SPEED: 4.2}


@pytest.mark.parametrize(
    ("topic", "payload", "expected"),
    [
        pytest.param("switch/relay/state", "ON", {Quantity.RELAY: True}, id="on"),
        pytest.param("switch/relay/state", "OFF", {Quantity.RELAY: False}, id="off"),
        pytest.param(
            "sensor/power/state", "412.3", {Quantity.POWER: 412.3}, id="power"
        ),
        pytest.param("status", "online", {Quantity.PLUG_ONLINE: True}, id="birth"),
        pytest.param("status", "offline", {Quantity.PLUG_ONLINE: False}, id="will"),
        pytest.param("sensor/power/state", "nan", None, id="nan is possible"),
        pytest.param("sensor/energy/state", "1500", {}, id="no energy was named"),
        pytest.param("switch/relay/command", "ON", {}, id="somebody's command"),
    ],
)
def test_plug(
    topic: str, payload: str, expected: dict[Quantity, float | bool] | None
) -> None:
    readings = plug().parse(f"gym-plug/{topic}", payload)
    assert (None if readings is None else facts(readings)) == expected


@pytest.mark.parametrize(
    ("unit", "kwh"), [("Wh", 1.5), ("kWh", 1500.0)], ids=["cse7766: Wh", "daily: kWh"]
)
def test_the_unit_of_the_energy_is_what_the_nodes_yaml_says(
    unit: str, kwh: float
) -> None:
    dialect = plug(energy_id="energy", energy_unit=unit)
    told = facts(dialect.parse("gym-plug/sensor/energy/state", "1500"))
    assert told == {Quantity.ENERGY: pytest.approx(kwh)}


def test_a_plug_is_switched_off_and_cannot_be_asked() -> None:
    dialect = plug(switch_id="outlet")
    off = Publication(topic="gym-plug/switch/outlet/command", payload="OFF")
    assert dialect.switch_off() == off
    assert dialect.queries() == ()


def test_its_own_timer_is_set_in_yaml_only_so_the_backstop_says_none() -> None:
    dialect = plug()
    assert dialect.obstacle() is Obstacle.NONE_SUITABLE
    assert (dialect.arm(7200), dialect.disarm(), dialect.read_back()) == ((), (), ())
    assert dialect.traits.backstop is None


def test_a_plug_that_only_switches_says_so() -> None:
    dialect = plug(metered=False, energy_id="energy")
    assert dialect.subscriptions() == (
        "gym-plug/switch/relay/state",
        "gym-plug/status",
    )
    assert Quantity.POWER not in dialect.traits.reports


def test_plug_traits() -> None:
    traits = plug().traits
    assert traits.can_switch_off
    assert traits.report_interval_s == 60.0
    assert traits.last_will
    assert traits.retained == {Quantity.RELAY, Quantity.POWER, Quantity.PLUG_ONLINE}
    assert not traits.measures_with_relay_off
    assert plug(measures_with_relay_off=True).traits.measures_with_relay_off


@pytest.mark.parametrize(
    ("topic", "payload", "config", "part"),
    [
        pytest.param(
            f"{F15}/sensor/operation_mode/state",
            "Running",
            {"dialect": "esphome_treadmill", "base": F15},
            Part.TREADMILL,
            id="treadmill by its mode",
        ),
        pytest.param(
            "gym/sensor/treadmill_speed/state",
            "4.2",
            {"dialect": "esphome_ftms", "base": "gym"},
            Part.TREADMILL,
            id="FTMS by its name",
        ),
        pytest.param(
            "gym-plug/switch/relay/state",
            "ON",
            {"dialect": "esphome_plug", "base": "gym-plug", "switch_id": "relay"},
            Part.PLUG,
            id="plug by its switch",
        ),
    ],
)
def test_recognised(
    topic: str, payload: str, config: dict[str, object], part: Part
) -> None:
    (found,) = recognise(topic, payload)
    assert found.config == config
    assert found.part is part


@pytest.mark.parametrize(
    ("topic", "payload"),
    [
        pytest.param("gym-plug/status", "online", id="anybody's status"),
        pytest.param("gym-plug/switch/relay/state", "5", id="a number"),
        pytest.param("gym/sensor/operation_mode/state", "Cooling", id="another mode"),
        pytest.param("gym-plug/switch/relay/command", "OFF", id="a command"),
    ],
)
def test_not_recognised(topic: str, payload: str) -> None:
    assert recognise(topic, payload) == ()
