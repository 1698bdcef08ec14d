"""What a treadmill or a plug says whose language the user describes."""

from collections.abc import Mapping

from hypothesis import given, strategies as st
import pytest

from custom_components.home_gym.dialects.base import Publication
from custom_components.home_gym.dialects.generic import GenericDialect
from custom_components.home_gym.dialects.generic_config import GenericConfig
from custom_components.home_gym.dialects.mapping import InvalidConfigError, Rule
from custom_components.home_gym.engine.readings import Part, Quantity

from .helpers import facts

PACEKEEPER: Mapping[str, object] = {
    "speed": {"topic": "pk/state/state", "path": "speed_feedback"},
    "distance": {"topic": "pk/state/state", "path": "distance_km", "unit": "km"},
    "moving_time": {"topic": "pk/state/state", "path": "duration_sec"},
    "connected": {
        "topic": "pk/state/state",
        "path": "state",
        "on_words": ["countdown", "running", "paused", "stopped"],
        "off_words": ["disconnected", "unknown"],
    },
    "stop": {"topic": "pk/speed/cmd", "payload": "0.0 "},
    "slow": {"topic": "pk/speed/cmd"},
    "queries": [{"topic": "ha/status", "payload": "online"}],
}
PLUG: Mapping[str, object] = {
    "state": {"topic": "gymplug/1/get"},
    "power": {"topic": "gymplug/power/get"},
    "energy": {"topic": "gymplug/energycounter/get", "unit": "Wh"},
    "availability": {"topic": "gymplug/connected"},
    "off": {"topic": "gymplug/1/set", "payload": "0"},
    "queries": [{"topic": "gymplug/1/get", "payload": ""}],
}


def treadmill(mapping: Mapping[str, object]) -> GenericDialect:
    """Return a generic treadmill."""
    return GenericDialect(GenericConfig.from_mapping(mapping, Part.TREADMILL))


def plug(mapping: Mapping[str, object]) -> GenericDialect:
    """Return a generic plug."""
    return GenericDialect(GenericConfig.from_mapping(mapping, Part.PLUG))


@pytest.mark.parametrize(
    ("key", "unit", "payload", "quantity", "value"),
    [
        pytest.param("speed", None, "5", Quantity.SPEED, 5.0, id="km/h by default"),
        pytest.param("speed", "mph", "3", Quantity.SPEED, 4.828032, id="mph"),
        pytest.param("speed", "m/s", "1.5", Quantity.SPEED, 5.4, id="m/s"),
        pytest.param("distance", None, "420", Quantity.DISTANCE, 420.0, id="m"),
        pytest.param("distance", "km", "0.42", Quantity.DISTANCE, 420.0, id="km"),
        pytest.param("distance", "miles", "1", Quantity.DISTANCE, 1609.344, id="miles"),
        pytest.param(
            "moving_time", "min", "1.5", Quantity.MOVING_TIME, 90.0, id="minutes"
        ),
        pytest.param(
            "elapsed_time", "ms", "1500", Quantity.ELAPSED_TIME, 1.5, id="milliseconds"
        ),
        pytest.param("incline", None, "-1", Quantity.INCLINE, -1.0, id="decline"),
        pytest.param("cadence", None, "110", Quantity.CADENCE, 110.0, id="cadence"),
    ],
)
def test_treadmill_units(
    key: str, unit: str | None, payload: str, quantity: Quantity, value: float
) -> None:
    """Every number comes out in the unit that its quantity names."""
    section = {"topic": "t"} if unit is None else {"topic": "t", "unit": unit}
    told = facts(treadmill({key: section}).parse("t", payload))
    assert told == {quantity: pytest.approx(value)}


@pytest.mark.parametrize(
    ("key", "unit", "payload", "quantity", "value"),
    [
        pytest.param("power", None, "412.3", Quantity.POWER, 412.3, id="W by default"),
        pytest.param("power", "kW", "0.4", Quantity.POWER, 400.0, id="kW"),
        pytest.param("energy", None, "1.5", Quantity.ENERGY, 1.5, id="kWh by default"),
        pytest.param("energy", "Wh", "1500", Quantity.ENERGY, 1.5, id="Wh"),
        pytest.param(
            "energy", "Wmin", "90000", Quantity.ENERGY, 1.5, id="watt-minutes"
        ),
        pytest.param("backstop", "min", "5", Quantity.BACKSTOP, 300.0, id="timer"),
    ],
)
def test_plug_units(
    key: str, unit: str | None, payload: str, quantity: Quantity, value: float
) -> None:
    """Every number comes out in the unit that its quantity names."""
    section = {"topic": "t"} if unit is None else {"topic": "t", "unit": unit}
    told = facts(plug({key: section}).parse("t", payload))
    assert told == {quantity: pytest.approx(value)}


@pytest.mark.parametrize(
    ("topic", "payload", "expected"),
    [
        pytest.param("gymplug/1/get", "1", {Quantity.RELAY: True}, id="on"),
        pytest.param(
            "gymplug/1/get", "OFF", {Quantity.RELAY: False}, id="off, any case"
        ),
        pytest.param("gymplug/1/get", "", {}, id="our own empty query: ignore"),
        pytest.param(
            "gymplug/power/get", "412.30", {Quantity.POWER: 412.3}, id="power"
        ),
        pytest.param(
            "gymplug/connected", "offline", {Quantity.PLUG_ONLINE: False}, id="gone"
        ),
        pytest.param(
            "gymplug/connected", "Online", {Quantity.PLUG_ONLINE: True}, id="there"
        ),
        pytest.param("gymplug/1/set", "1", {}, id="another client's command"),
        pytest.param("gymplug/1/get", "maybe", None, id="unknown word"),
        pytest.param("gymplug/power/get", "nan", None, id="no number"),
        pytest.param("gymplug/power/get", '{"a":1}', None, id="JSON without a path"),
    ],
)
def test_plain_topics(
    topic: str, payload: str, expected: dict[Quantity, float | bool] | None
) -> None:
    """A plug with a topic for each value is read value by value."""
    readings = plug(PLUG).parse(topic, payload)
    assert (None if readings is None else facts(readings)) == expected


JSON_PLUG: Mapping[str, object] = {
    "state": {"topic": "zigbee2mqtt/gym", "path": "state"},
    "power": {"topic": "zigbee2mqtt/gym", "path": "meter.power[0]"},
    "availability": {"topic": "zigbee2mqtt/gym/availability", "path": "state"},
}


@pytest.mark.parametrize(
    ("topic", "payload", "expected"),
    [
        pytest.param(
            "zigbee2mqtt/gym",
            '{"state":"ON","meter":{"power":[120, 0]}}',
            {Quantity.RELAY: True, Quantity.POWER: 120.0},
            id="two facts in one message",
        ),
        pytest.param(
            "zigbee2mqtt/gym",
            '{"linkquality":28}',
            {Quantity.PLUG_LIFE: True},
            id="a missing key is unchanged, not 0",
        ),
        pytest.param(
            "zigbee2mqtt/gym",
            '{"state":"ON","meter":{"power":[0]}}',
            {Quantity.RELAY: True, Quantity.POWER: 0.0},
            id="0 W is 0 W",
        ),
        pytest.param(
            "zigbee2mqtt/gym",
            '{"state":false,"meter":null}',
            {Quantity.RELAY: False},
            id="truth value, and null for nothing",
        ),
        pytest.param(
            "zigbee2mqtt/gym",
            '{"state":"ON","meter":{"power":["?"]}}',
            {Quantity.RELAY: True},
            id="what can be read is read",
        ),
        pytest.param("zigbee2mqtt/gym", '{"state":"?"}', None, id="unknown word"),
        pytest.param("zigbee2mqtt/gym", "ON", None, id="no JSON"),
        pytest.param("zigbee2mqtt/gym", "{" * 9000, None, id="broken JSON"),
        pytest.param(
            "zigbee2mqtt/gym/availability",
            '{"state":"offline"}',
            {Quantity.PLUG_ONLINE: False},
            id="availability in JSON",
        ),
        pytest.param(
            "zigbee2mqtt/gym/availability", "{}", {}, id="availability proves no life"
        ),
    ],
)
def test_json_paths(
    topic: str, payload: str, expected: dict[Quantity, float | bool] | None
) -> None:
    """A plug with everything in one JSON message is read path by path."""
    readings = plug(JSON_PLUG).parse(topic, payload, retained=True)
    assert (None if readings is None else facts(readings)) == expected
    assert all(reading.retained for reading in readings or ())


@pytest.mark.parametrize(
    ("payload", "expected"),
    [
        pytest.param(
            '{"speed_cmd":3.5,"speed_feedback":3.4,"distance_km":0.42,'
            '"duration_sec":431,"state":"running"}',
            {
                Quantity.SPEED: 3.4,
                Quantity.DISTANCE: 420.0,
                Quantity.MOVING_TIME: 431.0,
                Quantity.TREADMILL_CONNECTED: True,
            },
            id="walking",
        ),
        pytest.param(
            '{"speed_feedback":3.4,"distance_km":0.42,"state":"disconnected"}',
            {Quantity.TREADMILL_CONNECTED: False},
            id="disconnected: unknown, the 3.4 is ignored",
        ),
        pytest.param(
            '{"speed_feedback":-3.4,"state":"running"}',
            {Quantity.TREADMILL_CONNECTED: True},
            id="a negative speed is none",
        ),
    ],
)
def test_old_facts_beside_a_lost_connection(
    payload: str, expected: dict[Quantity, float | bool]
) -> None:
    """A bridge that lost its treadmill cannot tell its speed."""
    assert facts(treadmill(PACEKEEPER).parse("pk/state/state", payload)) == expected


WALKINGPAD: Mapping[str, object] = {
    "speed": {"topic": "walkingpad/state", "path": "speed"},
    "connected": {"topic": "walkingpad/state", "path": "connected"},
    "availability": {"topic": "walkingpad/availability"},
}


def test_connection_lost_without_a_speed() -> None:
    """A message that only says that the link is gone says unknown, not 0."""
    readings = treadmill(WALKINGPAD).parse("walkingpad/state", '{"connected": false}')
    assert facts(readings) == {Quantity.TREADMILL_CONNECTED: False}


def test_retained_state_is_of_unknown_age() -> None:
    """The old "running" of a retained state keeps its mark in every fact."""
    readings = treadmill(WALKINGPAD).parse(
        "walkingpad/state",
        '{"speed":3.5,"belt_state":"running","connected":true}',
        retained=True,
    )
    assert facts(readings) == {Quantity.SPEED: 3.5, Quantity.TREADMILL_CONNECTED: True}
    assert all(reading.retained for reading in readings or ())


def test_treadmill_commands() -> None:
    """What the user named is sent, with the speed rounded down."""
    machine = treadmill(PACEKEEPER)
    assert machine.stop() == Publication(topic="pk/speed/cmd", payload="0.0 ")
    assert machine.slow(3.29) == Publication(topic="pk/speed/cmd", payload="3.2")
    assert machine.slow(0.0) is None
    assert machine.switch_off() is None
    assert machine.queries() == (Publication(topic="ha/status", payload="online"),)
    assert machine.subscriptions() == ("pk/state/state",)


def test_plug_commands() -> None:
    """A plug is switched off and asked, and knows nothing else."""
    socket = plug(PLUG)
    assert socket.switch_off() == Publication(topic="gymplug/1/set", payload="0")
    assert socket.queries() == (Publication(topic="gymplug/1/get", payload=""),)
    assert socket.stop() is None
    assert socket.slow(3.0) is None
    assert socket.traits.queries_on == {Quantity.PLUG_ONLINE}
    assert socket.subscriptions() == (
        "gymplug/power/get",
        "gymplug/energycounter/get",
        "gymplug/1/get",
        "gymplug/connected",
    )


def test_without_commands_nothing_can_be_done() -> None:
    """A device that only reports says so in its traits."""
    machine = treadmill({"speed": {"topic": "t"}})
    assert machine.stop() is None
    assert machine.slow(3.0) is None
    assert not machine.traits.can_stop
    assert not machine.traits.can_slow
    assert machine.traits.queries_on == frozenset()
    assert machine.traits.reports == {Quantity.SPEED, Quantity.TREADMILL_LIFE}
    assert plug({"power": {"topic": "t"}}).switch_off() is None


def test_slow_in_the_treadmills_unit() -> None:
    """A speed in mph is rounded down in mph, in its place in the payload."""
    machine = treadmill(
        {
            "speed": {"topic": "t"},
            "slow": {
                "topic": "t/set",
                "payload": '{"cmd":"speed","value":{speed}}',
                "unit": "mph",
                "decimals": 2,
            },
            "minimum_speed_kmh": 0.8,
        }
    )
    assert machine.slow(5.0) == Publication(
        topic="t/set", payload='{"cmd":"speed","value":3.10}'
    )
    assert machine.slow(0.79) is None


@given(st.floats(), st.sampled_from(["km/h", "mph", "m/s"]))
def test_slow_never_asks_for_more(speed: float, unit: str) -> None:
    """In every unit the speed that is sent is at most the one asked for."""
    machine = treadmill({"speed": {"topic": "t"}, "slow": {"topic": "s", "unit": unit}})
    factor = {"km/h": 1.0, "mph": 1.609344, "m/s": 3.6}[unit]
    sent = machine.slow(speed)
    assert sent is None or 0 < float(sent.payload) * factor <= speed * (1 + 1e-12)


def test_traits_are_careful_unless_told() -> None:
    """The careful value stands until the user, or a profile, knows better."""
    careful = treadmill({"speed": {"topic": "t"}}).traits
    assert careful.stop_may_toggle
    assert careful.set_speed_may_start
    assert not careful.stop_repeatable
    told = treadmill(
        {
            "speed": {"topic": "t"},
            "stop_repeatable": True,
            "stop_may_toggle": False,
            "set_speed_may_start": False,
            "change_only": True,
            "confirmed_on_hardware": True,
        }
    ).traits
    assert told.stop_repeatable
    assert not told.stop_may_toggle
    assert not told.set_speed_may_start
    assert told.change_only
    assert told.confirmed_on_hardware


def test_yaml_truth_values_are_words() -> None:
    """YAML turns a bare `on` and `off` into truth values; both stay usable."""
    socket = plug({"state": {"topic": "t", "on_words": [True], "off_words": [False]}})
    assert facts(socket.parse("t", "ON")) == {Quantity.RELAY: True}
    assert facts(socket.parse("t", "no")) == {Quantity.RELAY: False}


@pytest.mark.parametrize(
    ("part", "mapping", "problems"),
    [
        pytest.param(
            Part.TREADMILL, {}, [("speed", Rule.REQUIRED)], id="nothing to read"
        ),
        pytest.param(
            Part.TREADMILL,
            {"speed": {}},
            [("speed.topic", Rule.REQUIRED)],
            id="no topic",
        ),
        pytest.param(
            Part.TREADMILL,
            {"speed": {"topic": "a/#"}},
            [("speed.topic", Rule.TOPIC)],
            id="wildcard",
        ),
        pytest.param(
            Part.TREADMILL,
            {"speed": {"topic": "t", "unit": "kn", "path": "a..b", "factor": 2}},
            [
                ("speed.path", Rule.PATH),
                ("speed.unit", Rule.CHOICE),
                ("speed.factor", Rule.KNOWN_KEY),
            ],
            id="all mistakes of a section",
        ),
        pytest.param(
            Part.TREADMILL,
            {"speed": "t"},
            [("speed", Rule.SECTION), ("speed", Rule.REQUIRED)],
            id="text instead of a section",
        ),
        pytest.param(
            Part.TREADMILL,
            {"speed": {"topic": "t"}, "off": {"topic": "t", "payload": "0"}},
            [("off", Rule.KNOWN_KEY)],
            id="a treadmill has no off",
        ),
        pytest.param(
            Part.TREADMILL,
            {"speed": {"topic": "t"}, "stop": {"topic": "x/start", "payload": "1"}},
            [("stop.topic", Rule.COMMAND_TOPIC)],
            id="a stop that starts",
        ),
        pytest.param(
            Part.TREADMILL,
            {"speed": {"topic": "t"}, "slow": {"topic": "x/start", "payload": "5"}},
            [("slow.topic", Rule.COMMAND_TOPIC), ("slow.payload", Rule.TEMPLATE)],
            id="a slow-down without a speed",
        ),
        pytest.param(
            Part.TREADMILL,
            {
                "speed": {"topic": "t"},
                "slow": {"topic": "x", "payload": "start {speed}"},
            },
            [("slow.payload", Rule.COMMAND)],
            id="a slow-down that starts",
        ),
        pytest.param(
            Part.TREADMILL,
            {"speed": {"topic": "t"}, "slow": {"topic": "x", "decimals": 9}},
            [("slow.decimals", Rule.NUMBER)],
            id="too many decimals",
        ),
        pytest.param(
            Part.PLUG,
            {"power": {"topic": "t"}, "off": {"topic": "x", "payload": "ON"}},
            [("off.payload", Rule.COMMAND)],
            id="off that switches on",
        ),
        pytest.param(
            Part.PLUG,
            {"power": {"topic": "t"}, "off": {"topic": "x", "payload": "1"}},
            [("off.payload", Rule.COMMAND)],
            id="off that is a usual word for on",
        ),
        pytest.param(
            Part.PLUG,
            {
                "state": {"topic": "t", "on_words": "ein", "off_words": ["Ein", "aus"]},
                "off": {"topic": "x", "payload": "EIN"},
            },
            [("state.off_words", Rule.DIFFERENT), ("off.payload", Rule.COMMAND)],
            id="off that is this plug's word for on",
        ),
        pytest.param(
            Part.PLUG,
            {"state": {"topic": "t", "on_words": []}, "queries": {"topic": "t"}},
            [("state.on_words", Rule.WORDS), ("queries", Rule.SECTIONS)],
            id="no words, and one query that is no list",
        ),
        pytest.param(
            Part.PLUG,
            {"power": {"topic": "t"}, "queries": [{"topic": "t"}]},
            [("queries.0.payload", Rule.REQUIRED)],
            id="a query without a payload",
        ),
        pytest.param(
            Part.PLUG,
            {"power": {"topic": "t"}, "change_only": "yes"},
            [("change_only", Rule.FLAG)],
            id="a word for a flag",
        ),
        pytest.param(
            Part.PLUG,
            {"power": {"topic": "t"}, "off": {"topic": "x", "payload": 0}},
            [("off.payload", Rule.TEXT)],
            id="a number for a payload",
        ),
    ],
)
def test_bad_configuration(
    part: Part, mapping: Mapping[str, object], problems: list[tuple[str, Rule]]
) -> None:
    """Every mistake is named at once, with its key, its value and what is allowed."""
    with pytest.raises(InvalidConfigError) as caught:
        GenericConfig.from_mapping(mapping, part)
    found = [(problem.key, problem.rule) for problem in caught.value.problems]
    assert found == problems


def test_a_problem_says_what_is_allowed() -> None:
    """The value that was found and the ones that may stand there are in it."""
    with pytest.raises(InvalidConfigError) as caught:
        plug({"power": {"topic": "t", "unit": "kw"}})
    (problem,) = caught.value.problems
    assert problem.value == "kw"
    assert problem.allowed == ("W", "kW")


def test_inverted_plug() -> None:
    """A plug whose 0 means on is switched off with its own 1."""
    socket = plug(
        {
            "state": {"topic": "t", "on_words": "0", "off_words": "1"},
            "off": {"topic": "t/set", "payload": "1"},
        }
    )
    assert socket.switch_off() == Publication(topic="t/set", payload="1")
