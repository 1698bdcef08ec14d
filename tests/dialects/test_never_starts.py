"""No dialect can start a belt, raise a speed or switch a plug on."""

import ast
from collections.abc import Iterator
from pathlib import Path

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.home_gym.dialects import InvalidConfigError, create_dialect
from custom_components.home_gym.dialects.base import Dialect, Publication
from custom_components.home_gym.dialects.commands import may_start, topic_may_start

from .corpus import SAMPLES

DIALECT_FILES = sorted(
    Path("custom_components/home_gym/dialects").resolve().glob("*.py")
)
# Everything that a dialect can be asked for; there is no other way to a command.
METHODS = {
    *("parse", "queries", "slow", "stop", "subscriptions", "switch_off"),
    *("arm", "disarm", "obstacle", "read_back"),
}
ON_WORDS = frozenset({"1", "on", "true"})
# A machine that is busy with something else is no reason to fail.
patiently = settings(deadline=None)

WORDS = st.sampled_from(
    [
        *("ON", "on", "1", "TOGGLE", "start", "OFF", "off", "0", "stop", "true", "5"),
        *(
            '{"state":"ON"}',
            '{"state":"OFF"}',
            '{"on":true}',
            "{speed}",
            "start {speed}",
        ),
    ]
)
TOPICS = st.sampled_from(["gym/set", "gym/start", "gym/control/start", "gym/stop"])
COMMAND = st.fixed_dictionaries({"topic": TOPICS, "payload": WORDS})
SPEEDS = st.floats() | st.sampled_from([0.0, 0.1, 1.0, 5.0])


# What a plug has to say of itself before its timer may be armed.
SETTINGS = {
    "tasmota": (
        ("stat/pow1/RESULT", '{"PowerOnState":3}'),
        ("stat/pow1/RESULT", '{"PulseTime1":{"Set":0,"Remaining":0}}'),
        ("stat/pow1/RESULT", '{"PulseTime4":{"Set":0,"Remaining":0}}'),
    ),
    "shelly_gen2": (
        (
            "home_gym-gym-plug-1/rpc",
            (
                '{"id":1,"dst":"home_gym-gym-plug-1","result":'
                '{"auto_off":false,"auto_on":false}}'
            ),
        ),
    ),
}


def publications(dialect: Dialect, speed: float) -> Iterator[Publication]:
    """Give everything that a dialect can send, also once it has been answered."""
    yield from dialect.arm(speed)
    yield from dialect.read_back()
    for topic, payload in SETTINGS.get(dialect.key, ()):
        dialect.parse(topic, payload)
    if dialect.traits.backstop is not None and dialect.key in SETTINGS:
        assert dialect.obstacle() is None
        assert dialect.arm(7200.0)
    yield from dialect.arm(speed)
    yield from dialect.arm(7200.0)
    yield from dialect.disarm()
    yield from dialect.queries()
    for command in (dialect.stop(), dialect.slow(speed), dialect.switch_off()):
        if command is not None:
            yield command


def check(dialect: Dialect, speed: float) -> None:
    """Check everything that a dialect can send."""
    for command in publications(dialect, speed):
        assert not topic_may_start(command.topic)
        if command == dialect.slow(speed):
            continue
        words = frozenset[str]() if command == dialect.stop() else ON_WORDS
        assert not may_start(command.payload, words)


@patiently
@given(
    mapping=st.fixed_dictionaries(
        {"dialect": st.sampled_from(["generic_treadmill", "generic_plug"])},
        optional={
            "speed": st.just({"topic": "gym/speed"}),
            "power": st.just({"topic": "gym/power"}),
            "stop": COMMAND,
            "slow": COMMAND,
            "off": COMMAND,
        },
    ),
    speed=SPEEDS,
)
def test_no_configuration_makes_a_start(
    mapping: dict[str, object], speed: float
) -> None:
    """A mapping with a start in it is refused, and the rest cannot start."""
    try:
        dialect = create_dialect(mapping)
    except InvalidConfigError:
        return
    check(dialect, speed)


@pytest.mark.parametrize(
    "mapping",
    [
        pytest.param({"dialect": "qz"}, id="qz"),
        pytest.param({"dialect": "tasmota", "topic": "pow1"}, id="tasmota"),
        pytest.param(
            {"dialect": "tasmota", "topic": "pow1", "relay": 4, "off_words": ["ON"]}
            | {"on_words": ["OFF"]},
            id="tasmota with swapped words",
        ),
        pytest.param(
            {"dialect": "shelly_gen1", "base": "shellies/gym", "relay": 1},
            id="shelly_gen1",
        ),
        pytest.param(
            {"dialect": "shelly_gen2", "base": "gym-plug", "switch": 1},
            id="shelly_gen2",
        ),
        pytest.param(
            {"dialect": "shelly_gen2", "base": "gym-plug", "switch": 1}
            | {"confirmed": ["control_topic", "status_update"]},
            id="shelly_gen2 with all that is unconfirmed",
        ),
        pytest.param({"dialect": "zigbee2mqtt", "name": "gym"}, id="zigbee2mqtt"),
        pytest.param(
            {"dialect": "zigbee2mqtt", "name": "gym", "endpoint": "l2"}
            | {"power_gettable": True},
            id="socket of a zigbee2mqtt strip",
        ),
    ],
)
@patiently
@given(speed=SPEEDS)
def test_no_dialect_starts(mapping: dict[str, object], speed: float) -> None:
    """What is sent stops, slows down, switches off or asks."""
    check(create_dialect(mapping), speed)


@pytest.mark.parametrize("key", sorted(SAMPLES.keys() - SETTINGS.keys()))
@patiently
@given(speed=SPEEDS)
def test_no_family_starts(key: str, speed: float) -> None:
    """Nor does one that is told by a profile, once everything is confirmed."""
    config = SAMPLES[key].config
    unconfirmed = sorted(create_dialect(config).traits.unconfirmed)
    confirmed = {"confirmed": unconfirmed} if unconfirmed else {}
    check(create_dialect({**config, **confirmed}), speed)


@pytest.mark.parametrize("path", DIALECT_FILES, ids=lambda path: path.stem)
def test_no_code_for_a_start(path: Path) -> None:
    """No text in the code is a word that starts, outside the list of forbidden ones."""
    tree = ast.parse(path.read_text())
    allowed = {
        id(node)
        for statement in tree.body
        if isinstance(statement, ast.AnnAssign)
        and "STARTING_" in ast.dump(statement.target)
        for node in ast.walk(statement)
    }
    texts = {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in allowed
    }
    assert not texts & {"ON", "TOGGLE", "BLINK", "start", "toggle", "control/start"}
    assert not any(text.endswith(("/start", "/inclination")) for text in texts)


@pytest.mark.parametrize(
    "mapping",
    [
        {"dialect": "qz"},
        {"dialect": "tasmota", "topic": "t"},
        {"dialect": "shelly_gen1", "base": "t"},
        {"dialect": "shelly_gen2", "base": "t"},
        {"dialect": "zigbee2mqtt", "name": "t"},
        {"dialect": "generic_plug", "power": {"topic": "t"}},
    ],
    ids=lambda mapping: mapping["dialect"],
)
def test_no_method_for_a_start(mapping: dict[str, object]) -> None:
    """A dialect can do what the interface lists, and no more."""
    dialect = create_dialect(mapping)
    public = {
        name
        for name in dir(dialect)
        if not name.startswith("_") and callable(getattr(dialect, name))
    }
    assert public == METHODS
