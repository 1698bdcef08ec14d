"""What the bridges that take no commands say and mean, quirk by quirk."""

from collections.abc import Callable

import pytest

from custom_components.home_gym.dialects import create_dialect, recognise
from custom_components.home_gym.dialects.base import Dialect
from custom_components.home_gym.engine.readings import Part, Quantity

from .helpers import facts

PYMV = "homeassistant/sensor/treadmill_a1b2c3d4e5f6"
LEGACY = "homeassistant/sensor/treadmill"
STRIDE = "stride/treadmill/state"
HUD = (
    '{"speed":6.0,"beltKph":5.8,"rpm":900,"incline":1.0,"targetSpeed":6.0,'
    '"distance":420,"elapsed":431,"calories":21,"pulse":118,"mode":"running",'
    '"boardMode":2,"boardOk":true,"who":"anna"}'
)


def pymv(base: str = PYMV) -> Dialect:
    """Return a treadmill behind pymvtreadmill."""
    return create_dialect({"dialect": "pymvtreadmill", "base": base})


def stride() -> Dialect:
    """Return a treadmill with STRIDE on its console."""
    return create_dialect({"dialect": "stride"})


@pytest.mark.parametrize(
    ("topic", "payload", "expected"),
    [
        pytest.param(
            f"{PYMV}/state",
            '{"speed":5.5,"inclination":2.0,"distance":100}',
            {Quantity.SPEED: 5.5, Quantity.INCLINE: 2.0, Quantity.DISTANCE: 100.0},
            id="walking, the distance in metres",
        ),
        pytest.param(
            f"{PYMV}/state",
            '{"speed":5.5,"distance":100,"total_distance":9000,"last_run_distance":7}',
            {Quantity.SPEED: 5.5, Quantity.DISTANCE: 100.0},
            id="newer: the totals are no distance of this walk",
        ),
        pytest.param(
            f"{PYMV}/status",
            "offline",
            {Quantity.BRIDGE_ONLINE: False},
            id="Bluetooth lost, or a clean exit",
        ),
        pytest.param(
            f"{PYMV}/status", "online", {Quantity.BRIDGE_ONLINE: True}, id="connected"
        ),
        pytest.param(f"{PYMV}/state", "5.5", None, id="no JSON"),
    ],
)
def test_pymvtreadmill(
    topic: str, payload: str, expected: dict[Quantity, float | bool] | None
) -> None:
    readings = pymv().parse(topic, payload)
    assert (None if readings is None else facts(readings)) == expected


def test_an_early_pymvtreadmill_has_a_topic_for_the_speed_alone() -> None:
    told = facts(pymv(LEGACY).parse(f"{LEGACY}/speed/state", "5.50"))
    assert told == {Quantity.SPEED: 5.5}


def test_after_a_crash_there_is_no_offline_so_a_silence_is_not_stillness() -> None:
    traits = pymv().traits
    assert not traits.last_will
    assert not traits.change_only
    assert traits.retained == {Quantity.BRIDGE_ONLINE}


@pytest.mark.parametrize(
    ("payload", "expected"),
    [
        pytest.param(
            HUD,
            {
                Quantity.SPEED: 5.8,
                Quantity.TARGET_SPEED: 6.0,
                Quantity.INCLINE: 1.0,
                Quantity.DISTANCE: 420.0,
                Quantity.ELAPSED_TIME: 431.0,
                Quantity.TREADMILL_CONNECTED: True,
            },
            id="walking: its speed is what was asked for, the belt's is beltKph",
        ),
        pytest.param(
            '{"speed":6.0,"beltKph":0.0,"mode":"paused","boardOk":true}',
            {
                Quantity.SPEED: 0.0,
                Quantity.TARGET_SPEED: 6.0,
                Quantity.TREADMILL_CONNECTED: True,
            },
            id="paused: the setpoint stays, the belt does not",
        ),
        pytest.param(
            '{"speed":6.0,"beltKph":2.1,"boardMode":8,"boardOk":true}',
            {
                Quantity.SPEED: 2.1,
                Quantity.TARGET_SPEED: 6.0,
                Quantity.TREADMILL_CONNECTED: True,
            },
            id="safety key out: the belt runs out and is measured",
        ),
        pytest.param(
            '{"speed":6.0,"beltKph":5.8,"boardOk":false}',
            {Quantity.TREADMILL_CONNECTED: False},
            id="no motor board: the numbers are left over",
        ),
        pytest.param("null", None, id="no object"),
    ],
)
def test_stride(payload: str, expected: dict[Quantity, float | bool] | None) -> None:
    readings = stride().parse(STRIDE, payload)
    assert (None if readings is None else facts(readings)) == expected


def test_stride_speaks_its_last_will() -> None:
    dialect = stride()
    told = facts(dialect.parse("stride/treadmill/availability", "offline"))
    assert told == {Quantity.BRIDGE_ONLINE: False}
    assert dialect.traits.last_will


def test_stride_keeps_its_state_on_the_broker() -> None:
    readings = stride().parse(STRIDE, HUD, retained=True)
    assert all(reading.retained for reading in readings or ())
    assert Quantity.SPEED in stride().traits.retained


@pytest.mark.parametrize("create", [pymv, stride], ids=["pymvtreadmill", "stride"])
def test_they_take_no_commands(create: Callable[[], Dialect]) -> None:
    dialect = create()
    assert (dialect.stop(), dialect.slow(3.0), dialect.switch_off()) == (None,) * 3
    assert dialect.queries() == ()
    assert not dialect.traits.can_stop
    assert not dialect.traits.can_slow


@pytest.mark.parametrize(
    ("topic", "payload", "config"),
    [
        pytest.param(
            f"{PYMV}/state",
            '{"speed":5.5,"inclination":2.0,"distance":100}',
            {"dialect": "pymvtreadmill", "base": PYMV},
            id="pymvtreadmill",
        ),
        pytest.param(
            f"{LEGACY}/speed/state",
            "5.50",
            {"dialect": "pymvtreadmill", "base": LEGACY},
            id="early pymvtreadmill",
        ),
        pytest.param(STRIDE, HUD, {"dialect": "stride", "base": "stride"}, id="STRIDE"),
        pytest.param(
            "gym/hud/treadmill/state",
            HUD,
            {"dialect": "stride", "base": "gym/hud"},
            id="STRIDE under another prefix",
        ),
    ],
)
def test_recognised(topic: str, payload: str, config: dict[str, object]) -> None:
    (found,) = recognise(topic, payload)
    assert found.config == config
    assert found.part is Part.TREADMILL
    assert create_dialect(found.config).parse(topic, payload)


@pytest.mark.parametrize(
    ("topic", "payload"),
    [
        pytest.param("homeassistant/sensor/x/state", '{"speed":1}', id="any sensor"),
        pytest.param(f"{PYMV}_speed/config", "{}", id="its discovery"),
        pytest.param("stride/person/anna/state", "{}", id="STRIDE's people"),
    ],
)
def test_not_recognised(topic: str, payload: str) -> None:
    assert recognise(topic, payload) == ()
