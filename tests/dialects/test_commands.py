"""Speeds only round down, and words that start are found."""

from hypothesis import given, strategies as st
import pytest

from custom_components.home_gym.dialects.commands import (
    may_start,
    speed_text,
    topic_may_start,
)


@pytest.mark.parametrize(
    ("speed", "expected"),
    [
        pytest.param(5.59, "5.5", id="rounds down"),
        pytest.param(5.6, "5.6", id="keeps an exact tenth"),
        pytest.param(0.7, "0.7", id="keeps a tenth that floats get wrong"),
        pytest.param(4, "4.0", id="whole number"),
        pytest.param(0.1, "0.1", id="smallest"),
        pytest.param(0.09, None, id="nothing left"),
        pytest.param(0.0, None, id="zero is not a slow-down"),
        pytest.param(-1.0, None, id="negative"),
        pytest.param(float("nan"), None, id="NaN"),
        pytest.param(float("inf"), None, id="infinite"),
    ],
)
def test_speed_text(speed: float, expected: str | None) -> None:
    """A set-speed has one decimal and is above zero."""
    assert speed_text(speed) == expected


@given(st.floats(), st.integers(min_value=0, max_value=3))
def test_speed_text_never_raises_a_speed(speed: float, decimals: int) -> None:
    """What is sent is never above what was asked for."""
    text = speed_text(speed, decimals)
    assert text is None or 0 < float(text) <= speed


@given(st.integers(min_value=1, max_value=300))
def test_speed_text_keeps_every_tenth(tenths: int) -> None:
    """No tenth that can be asked for loses another tenth."""
    assert speed_text(tenths / 10) == f"{tenths // 10}.{tenths % 10}"


@pytest.mark.parametrize(
    "payload",
    [
        pytest.param("ON", id="on"),
        pytest.param("toggle", id="toggle"),
        pytest.param("TURN_ON", id="on in a longer word"),
        pytest.param("start", id="start"),
        pytest.param("1", id="one of the on words"),
        pytest.param('{"state":"ON"}', id="on in JSON"),
        pytest.param('{"state":true}', id="true in JSON"),
        pytest.param('{"value": true}', id="true under any key"),
        pytest.param('{"params":{"id":0,"on":true}}', id="nested"),
        pytest.param('[{"state": 1}]', id="in a list"),
        pytest.param('{"cmd":"start"}', id="start in JSON"),
        pytest.param('{"cmd":"speed","value":3.0}', id="a speed above zero"),
    ],
)
def test_may_start(payload: str) -> None:
    """A command that could start something is recognised."""
    assert may_start(payload, frozenset({"1"}))


@pytest.mark.parametrize(
    "payload",
    [
        pytest.param("OFF", id="off"),
        pytest.param("0", id="zero"),
        pytest.param("0.0 ", id="PaceKeeper's stop"),
        pytest.param("setChannel 1 0", id="words that start nothing"),
        pytest.param('{"state":"OFF"}', id="off in JSON"),
        pytest.param('{"stop": true}', id="stop is true"),
        pytest.param('{"cmd":"stop"}', id="stop in JSON"),
        pytest.param(
            '{"id":1,"src":"homegym","method":"Switch.Set","params":{"id":0,"on":false}}',
            id="Shelly's off",
        ),
        pytest.param("[" * 300, id="broken JSON"),
        pytest.param("[" * 300 + "]" * 300, id="deep JSON"),
        pytest.param('{"state": null}', id="null"),
    ],
)
def test_may_not_start(payload: str) -> None:
    """A command that stops something is let through."""
    assert not may_start(payload, frozenset({"1"}))


@pytest.mark.parametrize(
    ("topic", "expected"),
    [
        pytest.param("QZ/default/control/start", True, id="start"),
        pytest.param("gym/button/start/command", True, id="start button"),
        pytest.param("gym/number/incline_control/command", True, id="incline"),
        pytest.param("QZ/default/control/inclination", True, id="inclination"),
        pytest.param("QZ/default/control/stop", False, id="stop"),
        pytest.param("start/stop", False, id="only the name of the thing counts"),
        pytest.param("command", False, id="nothing but a command"),
        pytest.param("gym/button/start_belt/command", True, id="start in a name"),
        pytest.param("gym/button/start_stop/set", True, id="start and stop in one"),
        pytest.param("gym/button/stop_treadmill/command", False, id="stop in a name"),
        pytest.param("zigbee2mqtt/stand-up desk/set", False, id="up in a name"),
    ],
)
def test_topic_may_start(topic: str, expected: bool) -> None:
    """A topic that is a start button is recognised."""
    assert topic_may_start(topic) is expected
