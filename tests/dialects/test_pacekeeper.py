"""What PaceKeeper says and means, quirk by quirk."""

import json

from hypothesis import given, strategies as st
import pytest

from custom_components.home_gym.dialects import create_dialect, recognise
from custom_components.home_gym.dialects.base import Dialect, Publication
from custom_components.home_gym.engine.readings import Part, Quantity

from .helpers import facts

BASE = "pacekeeper-a1b2c3"
STATE = f"{BASE}/state/state"
WALKING = (
    '{"speed_cmd":3.5,"speed_feedback":3.4,"speed_max":6,"distance_km":0.42,'
    '"duration_sec":431,"calories":28,"steps":0,"fw":12,"state":"running"}'
)
NOTHING = (
    '{"speed_cmd":0,"speed_feedback":0,"speed_max":0,"distance_km":0,'
    '"duration_sec":0,"calories":0,"steps":0,"fw":0,"state":"disconnected"}'
)
GONE = {Quantity.TREADMILL_CONNECTED: False}


def pacekeeper(**settings: object) -> Dialect:
    """Return a treadmill behind PaceKeeper."""
    return create_dialect({"dialect": "pacekeeper", "base": BASE, **settings})


@pytest.mark.parametrize(
    ("payload", "expected"),
    [
        pytest.param(
            WALKING,
            {
                Quantity.SPEED: 3.4,
                Quantity.TARGET_SPEED: 3.5,
                Quantity.DISTANCE: 420.0,
                Quantity.ELAPSED_TIME: 431.0,
                Quantity.TREADMILL_CONNECTED: True,
            },
            id="walking",
        ),
        pytest.param(NOTHING, GONE, id="no treadmill since the start"),
        pytest.param(
            '{"speed_feedback":3.4,"distance_km":0.42,"state":"disconnected"}',
            GONE,
            id="disconnected keeps the old numbers: unknown, the 3.4 is ignored",
        ),
        pytest.param(
            '{"speed_feedback":3.4,"state":"unknown"}',
            GONE,
            id="a state of unknown is unknown",
        ),
        pytest.param(
            '{"speed_feedback":0,"state":"stopped"}',
            {Quantity.SPEED: 0.0, Quantity.TREADMILL_CONNECTED: True},
            id="stopped",
        ),
        pytest.param(
            '{"speed_feedback":0,"state":"countdown"}',
            {Quantity.SPEED: 0.0, Quantity.TREADMILL_CONNECTED: True},
            id="counting down",
        ),
        pytest.param(
            '{"speed_feedback":1.2,"state":"paused"}',
            {Quantity.SPEED: 1.2, Quantity.TREADMILL_CONNECTED: True},
            id="paused, still running out",
        ),
        pytest.param(
            '{"speed_feedback":3,"state":"running"}',
            {Quantity.SPEED: 3.0, Quantity.TREADMILL_CONNECTED: True},
            id="a whole number without a point",
        ),
        pytest.param(
            '{"steps":7}', {Quantity.TREADMILL_LIFE: True}, id="steps mean nothing"
        ),
        pytest.param('{"state":5}', None, id="a number for a state"),
        pytest.param('{"speed_feedback":"fast"}', None, id="a word for a speed"),
        pytest.param("running", None, id="no JSON"),
        pytest.param("", {}, id="empty"),
    ],
)
def test_state(payload: str, expected: dict[Quantity, float | bool] | None) -> None:
    readings = pacekeeper().parse(STATE, payload)
    assert (None if readings is None else facts(readings)) == expected


def test_the_first_message_after_a_lost_treadmill_only_says_that_it_is_back() -> None:
    dialect = pacekeeper()
    assert facts(dialect.parse(STATE, NOTHING)) == GONE
    assert facts(dialect.parse(STATE, WALKING)) == {Quantity.TREADMILL_CONNECTED: True}
    assert facts(dialect.parse(STATE, WALKING))[Quantity.SPEED] == 3.4


def test_a_stop_is_nought_point_nought_and_a_blank() -> None:
    assert pacekeeper().stop() == Publication(topic=f"{BASE}/speed/cmd", payload="0.0 ")


def read_by_the_bridge(payload: str, buffer: str) -> float:
    """Return what atof makes of a payload that is not closed by a zero byte."""
    text = payload + buffer[len(payload) :]
    end = 0
    while end < len(text) and (text[end].isdigit() or text[end] == "."):
        end += 1
    return float(text[:end] or 0)


@given(st.text("0123456789.", max_size=12))
def test_no_rest_of_an_earlier_command_turns_the_stop_into_a_speed(rest: str) -> None:
    """The bridge reads beyond the payload's end, until something is no digit."""
    stop = pacekeeper().stop()
    assert stop is not None
    assert read_by_the_bridge(stop.payload, rest) == 0.0
    assert read_by_the_bridge("0", "2.5") == 0.5


@given(st.floats(0.3, 6), st.text("0123456789.", max_size=12))
def test_no_rest_of_an_earlier_command_raises_a_slow_down(
    speed: float, rest: str
) -> None:
    slow = pacekeeper().slow(speed)
    assert slow is not None
    assert 0.1 < read_by_the_bridge(slow.payload, rest) <= speed


@pytest.mark.parametrize(
    ("speed", "payload"),
    [
        pytest.param(3.59, "3.5 ", id="rounded down"),
        pytest.param(0.2, "0.2 ", id="lowest"),
        pytest.param(0.19, None, id="up to 0.1 is a stop"),
        pytest.param(0.0, None, id="0 is a stop"),
        pytest.param(-1.0, None, id="negative wraps around"),
    ],
)
def test_slow(speed: float, payload: str | None) -> None:
    slow = pacekeeper().slow(speed)
    assert (None if slow is None else slow.payload) == payload


def test_the_question_goes_to_its_own_ear_and_not_to_the_whole_house() -> None:
    expected = (Publication(topic="ha/status", payload="online"),)
    assert pacekeeper().queries() == expected


def test_a_treadmill_set_to_miles_reports_miles_that_are_called_kilometres() -> None:
    dialect = pacekeeper(speed_unit="mph", distance_unit="miles")
    told = facts(dialect.parse(STATE, WALKING))
    assert told[Quantity.SPEED] == pytest.approx(5.4718, abs=1e-4)
    assert told[Quantity.DISTANCE] == pytest.approx(675.92, abs=0.01)
    assert dialect.slow(4.83) == Publication(topic=f"{BASE}/speed/cmd", payload="3.0 ")


def test_traits() -> None:
    traits = pacekeeper().traits
    assert traits.can_stop
    assert traits.can_slow
    assert traits.stop_repeatable
    assert not traits.stop_may_toggle
    assert traits.set_speed_may_start, "any value above 0.1 starts a standing belt"
    assert not traits.last_will, "nobody speaks for a bridge that is gone"
    assert not traits.change_only
    assert traits.retained == frozenset()
    assert traits.report_interval_s is None, "nobody has measured how often it reports"
    assert traits.motion_proofs == {Quantity.SPEED, Quantity.DISTANCE}
    assert not traits.confirmed_on_hardware


def test_the_pause_button_is_never_pressed_because_it_also_starts() -> None:
    dialect = pacekeeper()
    sent = (*dialect.queries(), dialect.stop(), dialect.slow(3.0))
    assert not any(each is not None and "pause" in each.topic for each in sent)


@pytest.mark.parametrize(
    "base", ["pacekeeper-a1b2c3", "pacekeeper-1b2c3"], ids=["full", "not zero padded"]
)
def test_recognised(base: str) -> None:
    (found,) = recognise(f"{base}/state/state", WALKING)
    assert found.config == {"dialect": "pacekeeper", "base": base}
    assert (found.identity, found.part) == (base, Part.TREADMILL)
    assert found.model == "PaceKeeper"


@pytest.mark.parametrize(
    ("topic", "payload"),
    [
        pytest.param("other-a1b2c3/state/state", WALKING, id="another name"),
        pytest.param(STATE, json.dumps({"state": "on"}), id="another content"),
        pytest.param(f"{BASE}/speed/cmd", "0.0 ", id="a command"),
    ],
)
def test_not_recognised(topic: str, payload: str) -> None:
    assert recognise(topic, payload) == ()


def test_recognised_by_any_topic_once_the_family_is_given() -> None:
    (found,) = recognise(f"{BASE}/speed/cmd", "0.0 ", dialect="pacekeeper")
    assert found.identity == BASE
