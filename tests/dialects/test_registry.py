"""A stored mapping becomes a dialect."""

import pytest

from custom_components.home_gym.dialects import (
    InvalidConfigError,
    Rule,
    create_dialect,
)
from custom_components.home_gym.dialects.registry import families as known


@pytest.mark.parametrize(
    ("mapping", "subscriptions"),
    [
        pytest.param(
            {"dialect": "qz", "base": "QZ/default"}, ("QZ/default/#",), id="qz"
        ),
        pytest.param({"dialect": "qz"}, ("QZ/default/#",), id="qz by default"),
        pytest.param(
            {
                "dialect": "tasmota",
                "topic": "gym-plug",
                "full_topic": "%prefix%/%topic%/",
                "relay": 1,
            },
            ("stat/gym-plug/+", "tele/gym-plug/+"),
            id="tasmota",
        ),
        pytest.param(
            {"dialect": "generic_treadmill", "speed": {"topic": "belt/speed"}},
            ("belt/speed",),
            id="generic treadmill",
        ),
        pytest.param(
            {"dialect": "generic_plug", "power": {"topic": "plug/power"}},
            ("plug/power",),
            id="generic plug",
        ),
    ],
)
def test_create(mapping: dict[str, object], subscriptions: tuple[str, ...]) -> None:
    """The dialect that is named is created with its settings."""
    dialect = create_dialect(mapping)
    assert dialect.key == mapping["dialect"]
    assert dialect.subscriptions() == subscriptions


@pytest.mark.parametrize(
    "key", ["shelly gen 9", None, 5, ["qz"]], ids=["unknown", "none", "number", "list"]
)
def test_unknown_dialect(key: object) -> None:
    """A dialect that does not exist is an error that lists those that do."""
    with pytest.raises(InvalidConfigError) as caught:
        create_dialect({"dialect": key})
    (problem,) = caught.value.problems
    assert (problem.key, problem.rule) == ("dialect", Rule.CHOICE)
    assert problem.allowed == known()
