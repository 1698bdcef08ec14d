"""What QZ says, and what is said to it."""

from hypothesis import given, strategies as st
import pytest

from custom_components.home_gym.dialects.base import Publication
from custom_components.home_gym.dialects.mapping import InvalidConfigError
from custom_components.home_gym.dialects.qz import QzConfig, QzDialect
from custom_components.home_gym.engine.readings import Part, Quantity, Reading

from .helpers import facts


@pytest.fixture
def qz() -> QzDialect:
    """Return the dialect of a QZ with its default name."""
    return QzDialect(QzConfig())


@pytest.mark.parametrize(
    ("topic", "payload", "quantity", "value"),
    [
        pytest.param(
            "status", "online", Quantity.BRIDGE_ONLINE, True, id="online is the app"
        ),
        pytest.param(
            "status",
            "offline",
            Quantity.BRIDGE_ONLINE,
            False,
            id="offline is a dead bridge, not a stopped belt",
        ),
        pytest.param(
            "workout/status",
            "offline",
            Quantity.BRIDGE_ONLINE,
            False,
            id="an early version's will is no sign of life",
        ),
        pytest.param(
            "workout/device/connected",
            "true",
            Quantity.TREADMILL_CONNECTED,
            True,
            id="treadmill connected",
        ),
        pytest.param(
            "workout/device/connected",
            "false",
            Quantity.TREADMILL_CONNECTED,
            False,
            id="treadmill gone",
        ),
        pytest.param(
            "workout/speed/current", "5.00", Quantity.SPEED, 5.0, id="speed in km/h"
        ),
        pytest.param(
            "workout/speed/current", "0.00", Quantity.SPEED, 0.0, id="belt stopped"
        ),
        pytest.param(
            "workout/elapsed/total_seconds",
            "431",
            Quantity.ELAPSED_TIME,
            431.0,
            id="the whole workout is not moving time",
        ),
        pytest.param(
            "workout/treadmill/inclination/current",
            "1.00",
            Quantity.INCLINE,
            1.0,
            id="incline",
        ),
        pytest.param(
            "workout/treadmill/inclination/current",
            "-2.00",
            Quantity.INCLINE,
            -2.0,
            id="decline",
        ),
        pytest.param(
            "workout/treadmill/target_speed",
            "5.50",
            Quantity.TARGET_SPEED,
            5.5,
            id="last requested speed",
        ),
        pytest.param(
            "workout/treadmill/cadence/current",
            "112.00",
            Quantity.CADENCE,
            112.0,
            id="cadence",
        ),
        pytest.param(
            "workout/distance", "0.42", Quantity.DISTANCE, 420.0, id="distance km to m"
        ),
        pytest.param(
            "workout/watts/current",
            "153.00",
            Quantity.TREADMILL_LIFE,
            True,
            id="the walker's watts are not the motor's",
        ),
        pytest.param(
            "workout/heart/current",
            "118.00",
            Quantity.TREADMILL_LIFE,
            True,
            id="heart rate proves life only",
        ),
        pytest.param(
            "workout/speed/avg",
            "4.80",
            Quantity.TREADMILL_LIFE,
            True,
            id="average speed is not speed",
        ),
        pytest.param(
            "workout/elapsed/seconds",
            "11",
            Quantity.TREADMILL_LIFE,
            True,
            id="elapsed seconds are not moving seconds",
        ),
        pytest.param(
            "workout/device/name",
            "Laufband Ü",
            Quantity.TREADMILL_LIFE,
            True,
            id="device name",
        ),
        pytest.param(
            "workout/device/paused",
            "true",
            Quantity.TREADMILL_LIFE,
            True,
            id="a pause of the counting is not a pause of the belt",
        ),
        pytest.param(
            "workout/something/new",
            "1",
            Quantity.TREADMILL_LIFE,
            True,
            id="topics of later versions prove life",
        ),
    ],
)
@pytest.mark.parametrize("retained", [False, True], ids=["live", "retained"])
def test_message(
    qz: QzDialect,
    topic: str,
    payload: str,
    quantity: Quantity,
    value: float | bool,
    retained: bool,
) -> None:
    """A message is one reading, which remembers whether it was retained."""
    readings = qz.parse(f"QZ/default/{topic}", payload, retained=retained)
    assert readings == (Reading(quantity=quantity, value=value, retained=retained),)


@pytest.mark.parametrize(
    ("topic", "payload"),
    [
        pytest.param("QZ/default/control/start", "1", id="another client's start"),
        pytest.param("QZ/default/control/treadmill/speed", "9", id="another's speed"),
        pytest.param("QZ/default/control/stop", "", id="our own stop"),
        pytest.param("QZ/default/workout/bike/zwift_play", "false", id="noise"),
        pytest.param("QZ/default/status", "", id="retained status deleted"),
        pytest.param("QZ/default/other", "1", id="unknown branch"),
        pytest.param("QZ/default", "1", id="the base itself"),
        pytest.param("QZ/default2/status", "online", id="another QZ"),
        pytest.param("QZ/default/workout/speed/current", " ", id="blank"),
    ],
)
def test_nothing_to_learn(qz: QzDialect, topic: str, payload: str) -> None:
    """What others say, and what says nothing, is no reading and no error."""
    assert qz.parse(topic, payload) == ()


@pytest.mark.parametrize(
    ("topic", "payload"),
    [
        pytest.param("status", "maybe", id="unknown status"),
        pytest.param("workout/device/connected", "2", id="unknown truth value"),
        pytest.param("workout/speed/current", "fast", id="speed as a word"),
        pytest.param("workout/speed/current", "-1.00", id="negative speed"),
        pytest.param("workout/speed/current", "nan", id="speed is no number"),
        pytest.param("workout/distance", "true", id="distance as a truth value"),
        pytest.param("workout/moving/seconds", "60", id="too many seconds"),
        pytest.param("workout/moving/minutes", "1.5", id="half a minute"),
        pytest.param("workout/moving/days", "1", id="unknown part of a time"),
        pytest.param("workout/heart/current", "\x00\udcff", id="binary data"),
    ],
)
def test_unreadable(qz: QzDialect, topic: str, payload: str) -> None:
    """What belongs to this QZ and makes no sense is named as such."""
    assert qz.parse(f"QZ/default/{topic}", payload) is None


def test_moving_time_is_joined_from_three_topics(qz: QzDialect) -> None:
    """The parts prove life until all three are known, then they are one number."""
    told = [
        facts(qz.parse(f"QZ/default/workout/moving/{part}", value))
        for part, value in (("seconds", "5"), ("minutes", "1"), ("hours", "0"))
    ]
    assert told == [
        {Quantity.TREADMILL_LIFE: True},
        {Quantity.TREADMILL_LIFE: True},
        {Quantity.MOVING_TIME: 65.0},
    ]


def test_a_retained_part_is_not_added_to_fresh_ones(qz: QzDialect) -> None:
    """An hour of unknown age cannot turn fresh minutes into a wrong total."""
    for part, value in (("seconds", "5"), ("minutes", "1")):
        qz.parse(f"QZ/default/workout/moving/{part}", value)
    readings = qz.parse("QZ/default/workout/moving/hours", "7", retained=True)
    assert readings == (
        Reading(quantity=Quantity.TREADMILL_LIFE, value=True, retained=True),
    )


def test_hours_are_zero_in_a_workout_of_minutes(qz: QzDialect) -> None:
    """After a restart in mid-walk the hours would stay unsaid for long."""
    qz.parse("QZ/default/workout/elapsed/total_seconds", "720")
    qz.parse("QZ/default/workout/moving/seconds", "0")
    readings = qz.parse("QZ/default/workout/moving/minutes", "11")
    assert facts(readings) == {Quantity.MOVING_TIME: 660.0}


def test_one_subscription_covers_everything(qz: QzDialect) -> None:
    """The filter ends below the base, wherever that is."""
    assert qz.subscriptions() == ("QZ/default/#",)
    moved = QzDialect(QzConfig.from_mapping({"base": "home/gym/qz/"}))
    assert moved.subscriptions() == ("home/gym/qz/#",)
    assert facts(moved.parse("home/gym/qz/workout/speed/current", "3.00")) == {
        Quantity.SPEED: 3.0
    }


def test_commands(qz: QzDialect) -> None:
    """There is a stop and a slow-down, and nothing to ask or to switch."""
    assert qz.stop() == Publication(topic="QZ/default/control/stop", payload="1")
    assert qz.slow(3.29) == Publication(
        topic="QZ/default/control/treadmill/speed", payload="3.2"
    )
    assert qz.queries() == ()
    assert qz.switch_off() is None


@pytest.mark.parametrize(
    "speed",
    [0.0, 0.05, -1.0, float("nan"), float("inf"), float("-inf")],
)
def test_no_slow_down_to_nothing(qz: QzDialect, speed: float) -> None:
    """Standing still is what the stop is for."""
    assert qz.slow(speed) is None


def test_no_slow_down_below_the_minimum() -> None:
    """QZ would raise the speed to its minimum."""
    qz = QzDialect(QzConfig(minimum_speed_kmh=1.0))
    assert qz.slow(0.99) is None
    assert qz.slow(1.0) is not None


@given(st.floats())
def test_slow_never_asks_for_more(speed: float) -> None:
    """What is sent is positive and at most what was asked for."""
    sent = QzDialect(QzConfig()).slow(speed)
    assert sent is None or 0 < float(sent.payload) <= speed


def test_traits_are_careful() -> None:
    """Nothing is promised that only some drivers do."""
    qz = QzDialect(QzConfig())
    assert qz.part is Part.TREADMILL
    assert qz.traits.can_stop
    assert qz.traits.can_slow
    assert not qz.traits.can_switch_off
    assert not qz.traits.stop_repeatable
    assert qz.traits.stop_may_toggle
    assert qz.traits.set_speed_may_start
    assert qz.traits.change_only
    assert Quantity.POWER not in qz.traits.reports


def test_the_owner_may_know_better() -> None:
    """What was proved on the machine is configured."""
    config = QzConfig.from_mapping(
        {
            "dialect": "qz",
            "base": "QZ/attic",
            "minimum_speed_kmh": 0.8,
            "stop_repeatable": True,
            "stop_may_toggle": False,
            "set_speed_may_start": False,
        }
    )
    traits = QzDialect(config).traits
    assert traits.stop_repeatable
    assert not traits.stop_may_toggle
    assert not traits.set_speed_may_start
    assert traits.minimum_speed_kmh == 0.8


@pytest.mark.parametrize(
    "base", ["QZ/+", "QZ/#", "", 5], ids=["plus", "hash", "empty", "number"]
)
def test_base_is_a_topic(base: object) -> None:
    """A base with a wildcard would listen to other people's treadmills."""
    with pytest.raises(InvalidConfigError) as caught:
        QzConfig.from_mapping({"base": base})
    assert [problem.key for problem in caught.value.problems] == ["base"]


def test_seconds_prove_motion_before_the_minutes_are_known(qz: QzDialect) -> None:
    """Minutes are not repeated before they change, so after a restart they are late."""
    topic = "QZ/default/workout/moving/seconds"
    told = [facts(qz.parse(topic, second)) for second in ("17", "18", "19")]
    life, motion = {Quantity.TREADMILL_LIFE: True}, {Quantity.MOTION: True}
    assert told == [life, motion, motion]
