"""What the bridges of WalkingPads say and mean, quirk by quirk."""

import pytest

from custom_components.home_gym.dialects import create_dialect, recognise
from custom_components.home_gym.dialects.base import Dialect, Publication
from custom_components.home_gym.dialects.commands import may_start
from custom_components.home_gym.engine.readings import Quantity

from .helpers import facts

STATE = "walkingpad/state"
WALKING = (
    '{"speed":3.5,"distance":0.42,"steps":512,"session_time_s":431,"calories":21.0,'
    '"belt_state":"running","connected":true}'
)
LOST = '{"connected": false}'
MACOS = "homeassistant/sensor/walkingpad"
MACOS_STATE = (
    '{"stepsWalkingpad":510,"stepsTotal":19202,"distanceTotal":4690,"speedKmh":1.5}'
)


def walkingpad(**settings: object) -> Dialect:
    """Return a treadmill behind walkingpad-mqtt."""
    return create_dialect({"dialect": "walkingpad_mqtt", **settings})


def macos(**settings: object) -> Dialect:
    """Return a treadmill behind the client for macOS."""
    return create_dialect({"dialect": "walkingpad_macos", "base": MACOS, **settings})


@pytest.mark.parametrize(
    ("topic", "payload", "expected"),
    [
        pytest.param(
            STATE,
            WALKING,
            {
                Quantity.SPEED: 3.5,
                Quantity.DISTANCE: 420.0,
                Quantity.ELAPSED_TIME: 431.0,
                Quantity.TREADMILL_CONNECTED: True,
            },
            id="walking",
        ),
        pytest.param(
            STATE,
            LOST,
            {Quantity.TREADMILL_CONNECTED: False},
            id="Bluetooth lost: unknown, the speed's key is absent",
        ),
        pytest.param(
            STATE,
            '{"connected": true}',
            {Quantity.TREADMILL_CONNECTED: True},
            id="connected, nothing heard yet",
        ),
        pytest.param(
            STATE,
            '{"speed":0.0,"belt_state":"unknown_7","connected":true}',
            {Quantity.SPEED: 0.0, Quantity.TREADMILL_CONNECTED: True},
            id="a state of the belt that nobody knows",
        ),
        pytest.param(
            "walkingpad/availability",
            "offline",
            {Quantity.BRIDGE_ONLINE: False},
            id="the last will: bridge dead",
        ),
        pytest.param(
            "walkingpad/availability",
            "online",
            {Quantity.BRIDGE_ONLINE: True},
            id="bridge alive",
        ),
        pytest.param(
            "walkingpad/session",
            '{"started_at":1.0,"duration_s":60}',
            {},
            id="a session is history",
        ),
        pytest.param("walkingpad/command", '{"cmd":"start"}', {}, id="a command"),
        pytest.param(STATE, '{"speed":-1}', None, id="a negative speed"),
        pytest.param(STATE, "offline", None, id="no JSON"),
    ],
)
def test_messages(
    topic: str, payload: str, expected: dict[Quantity, float | bool] | None
) -> None:
    readings = walkingpad().parse(topic, payload)
    assert (None if readings is None else facts(readings)) == expected


def test_a_retained_running_is_last_known_and_its_age_unknown() -> None:
    readings = walkingpad().parse(STATE, WALKING, retained=True)
    assert facts(readings)[Quantity.SPEED] == 3.5
    assert all(reading.retained for reading in readings or ())


def test_the_first_state_after_bluetooth_is_back_is_the_last_one_before() -> None:
    dialect = walkingpad()
    dialect.parse(STATE, LOST)
    assert facts(dialect.parse(STATE, WALKING)) == {Quantity.TREADMILL_CONNECTED: True}
    assert facts(dialect.parse(STATE, WALKING))[Quantity.SPEED] == 3.5


def test_it_is_stopped_by_a_command_and_not_by_a_speed_of_0() -> None:
    stop = walkingpad().stop()
    assert stop == Publication(topic="walkingpad/command", payload='{"cmd": "stop"}')
    assert not may_start(stop.payload)
    assert may_start('{"cmd": "start"}')


@pytest.mark.parametrize(
    ("speed", "payload"),
    [
        pytest.param(3.29, "3.2", id="rounded down"),
        pytest.param(0.5, "0.5", id="lowest"),
        pytest.param(0.49, None, id="would become 0.5"),
        pytest.param(0.0, None, id="0 would become 0.5"),
    ],
)
def test_slow(speed: float, payload: str | None) -> None:
    slow = walkingpad().slow(speed)
    assert (None if slow is None else slow.payload) == payload
    assert slow is None or slow.topic == "walkingpad/speed/set"


def test_traits() -> None:
    traits = walkingpad().traits
    assert traits.can_stop
    assert traits.stop_repeatable
    assert not traits.stop_may_toggle
    assert traits.set_speed_may_start
    assert traits.last_will
    assert not traits.change_only
    assert traits.report_interval_s == 1.0
    assert {Quantity.SPEED, Quantity.BRIDGE_ONLINE} <= traits.retained
    assert not traits.confirmed_on_hardware


@pytest.mark.parametrize("base", ["walkingpad", "attic/pad"])
def test_recognised_under_any_prefix(base: str) -> None:
    (found,) = recognise(f"{base}/state", WALKING)
    assert found.config == {"dialect": "walkingpad_mqtt", "base": base}
    dialect = create_dialect(found.config)
    assert dialect.subscriptions() == (f"{base}/state", f"{base}/availability")


def test_a_lost_treadmill_is_nobodys() -> None:
    assert recognise("walkingpad/state", LOST) == ()


def test_macos_tells_its_speed_and_no_more() -> None:
    assert facts(macos().parse(MACOS, MACOS_STATE)) == {Quantity.SPEED: 1.5}


def test_macos_is_only_read() -> None:
    dialect = macos()
    assert (dialect.stop(), dialect.slow(2.0), dialect.queries()) == (None, None, ())
    traits = dialect.traits
    assert not traits.can_stop
    assert not traits.can_slow
    assert traits.report_interval_s == 30.0
    assert not traits.last_will


def test_macos_distance_of_unknown_unit_is_off_until_its_owner_confirms_it() -> None:
    assert macos().traits.unconfirmed == {"distance"}
    dialect = macos(confirmed=["distance"])
    assert facts(dialect.parse(MACOS, MACOS_STATE))[Quantity.DISTANCE] == 4690.0
    assert dialect.traits.confirmed_by_owner == {"distance"}


def test_macos_recognised_under_the_topic_that_its_user_chose() -> None:
    (found,) = recognise("my/own/topic", MACOS_STATE)
    assert found.config == {"dialect": "walkingpad_macos", "base": "my/own/topic"}
