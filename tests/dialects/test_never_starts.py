"""No dialect can start a belt, raise a speed or switch a plug on."""

import ast
from collections.abc import Iterator
from pathlib import Path

from hypothesis import given, strategies as st
import pytest

from custom_components.home_gym.dialects import InvalidConfigError, create_dialect
from custom_components.home_gym.dialects.base import Dialect, Publication
from custom_components.home_gym.dialects.commands import may_start, topic_may_start

DIALECT_FILES = sorted(
    Path("custom_components/home_gym/dialects").resolve().glob("*.py")
)
# Everything that a dialect can be asked for; there is no other way to a command.
METHODS = {"parse", "queries", "slow", "stop", "subscriptions", "switch_off"}
ON_WORDS = frozenset({"1", "on", "true"})

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


def publications(dialect: Dialect, speed: float) -> Iterator[Publication]:
    """Give everything that a dialect can send."""
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
    ],
)
@given(speed=SPEEDS)
def test_no_dialect_starts(mapping: dict[str, object], speed: float) -> None:
    """What is sent stops, slows down, switches off or asks."""
    check(create_dialect(mapping), speed)


@pytest.mark.parametrize("path", DIALECT_FILES, ids=lambda path: path.stem)
def test_no_code_for_a_start(path: Path) -> None:
    """No text in the code is a word that starts, outside the list of forbidden ones."""
    tree = ast.parse(path.read_text())
    allowed = {
        id(node)
        for statement in tree.body
        if isinstance(statement, ast.AnnAssign)
        and "_STARTING_WORDS" in ast.dump(statement)
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
    "key", ["qz", "tasmota", "generic_plug"], ids=["qz", "tasmota", "generic"]
)
def test_no_method_for_a_start(key: str) -> None:
    """A dialect can do what the interface lists, and no more."""
    dialect = create_dialect(
        {"dialect": "generic_plug", "power": {"topic": "t"}}
        if key == "generic_plug"
        else {"dialect": key, "topic": "t"}
        if key == "tasmota"
        else {"dialect": key}
    )
    public = {
        name
        for name in dir(dialect)
        if not name.startswith("_") and callable(getattr(dialect, name))
    }
    assert public == METHODS
