"""Every message of a treadmill that documents and sources show, and what it means.

Copied as they stand there, or made from the format that stands in the source; the
sections are one family each. The files beside this one go deeper into each family.
"""

from collections.abc import Mapping
from typing import Any, Final

import pytest

from custom_components.home_gym.dialects import create_dialect
from custom_components.home_gym.engine.readings import Quantity

from .helpers import facts

type Facts = dict[Quantity, Any] | None
type Rows = Mapping[str, tuple[Any, str, str, Facts]]

NOTHING: Final[Facts] = {}

QZ: Final = {"dialect": "qz", "base": "QZ/default"}
PACEKEEPER: Final = {"dialect": "pacekeeper", "base": "pacekeeper-a1b2c3"}
NSCC: Final = {"dialect": "nscc"}
PYMV: Final = {
    "dialect": "pymvtreadmill",
    "base": "homeassistant/sensor/treadmill_a1b2c3d4e5f6",
}
PYMV_LEGACY: Final = {
    "dialect": "pymvtreadmill",
    "base": "homeassistant/sensor/treadmill",
}
WALKINGPAD: Final = {"dialect": "walkingpad_mqtt"}
STRIDE: Final = {"dialect": "stride"}
MACOS: Final = {
    "dialect": "walkingpad_macos",
    "base": "homeassistant/sensor/walkingpad",
}
F15: Final = {"dialect": "esphome_treadmill", "base": "treadmill-f15"}
FTMS: Final = {"dialect": "esphome_ftms", "base": "treadmill"}

QZ_ROWS: Final[Rows] = {
    "the app is there": (
        QZ,
        "QZ/default/status",
        "online",
        {Quantity.BRIDGE_ONLINE: True},
    ),
    "the bridge is dead, the belt unknown and not stopped": (
        QZ,
        "QZ/default/status",
        "offline",
        {Quantity.BRIDGE_ONLINE: False},
    ),
    "the treadmill is there": (
        QZ,
        "QZ/default/workout/device/connected",
        "true",
        {Quantity.TREADMILL_CONNECTED: True},
    ),
    "the treadmill is unknown": (
        QZ,
        "QZ/default/workout/device/connected",
        "false",
        {Quantity.TREADMILL_CONNECTED: False},
    ),
    "speed": (
        QZ,
        "QZ/default/workout/speed/current",
        "5.00",
        {Quantity.SPEED: 5.0},
    ),
    "belt stopped, if fresh": (
        QZ,
        "QZ/default/workout/speed/current",
        "0.00",
        {Quantity.SPEED: 0.0},
    ),
    "time since the start": (
        QZ,
        "QZ/default/workout/elapsed/total_seconds",
        "431",
        {Quantity.ELAPSED_TIME: 431.0},
    ),
    "incline": (
        QZ,
        "QZ/default/workout/treadmill/inclination/current",
        "1.00",
        {Quantity.INCLINE: 1.0},
    ),
    "its discovery is no reading": (
        QZ,
        "homeassistant/number/qz_default_treadmill_speed/config",
        (
            '{"name":"Treadmill Speed","unique_id":"qz_default_treadmill_speed",'
            '"state_topic":"QZ/default/workout/treadmill/target_speed",'
            '"command_topic":"QZ/default/control/treadmill/speed","min":0,"max":25,'
            '"step":0.1,"mode":"box","unit_of_measurement":"km/h"}'
        ),
        NOTHING,
    ),
}
OTHER_TREADMILL_ROWS: Final[Rows] = {
    "PaceKeeper: walking": (
        PACEKEEPER,
        "pacekeeper-a1b2c3/state/state",
        (
            '{"speed_cmd":3.5,"speed_feedback":3.4,"speed_max":6,"distance_km":0.42,'
            '"duration_sec":431,"calories":28,"steps":0,"fw":12,"state":"running"}'
        ),
        {
            Quantity.SPEED: 3.4,
            Quantity.TARGET_SPEED: 3.5,
            Quantity.DISTANCE: 420.0,
            Quantity.ELAPSED_TIME: 431.0,
            Quantity.TREADMILL_CONNECTED: True,
        },
    ),
    "PaceKeeper: nobody there": (
        PACEKEEPER,
        "pacekeeper-a1b2c3/state/state",
        (
            '{"speed_cmd":0,"speed_feedback":0,"speed_max":0,"distance_km":0,'
            '"duration_sec":0,"calories":0,"steps":0,"fw":0,"state":"disconnected"}'
        ),
        {Quantity.TREADMILL_CONNECTED: False},
    ),
    "PaceKeeper: unknown, and its 3.4 is ignored": (
        PACEKEEPER,
        "pacekeeper-a1b2c3/state/state",
        '{"speed_feedback":3.4,"state":"disconnected"}',
        {Quantity.TREADMILL_CONNECTED: False},
    ),
    "PaceKeeper: whether it looks for its treadmill": (
        PACEKEEPER,
        "pacekeeper-a1b2c3/auto-reconnect/state",
        "on",
        NOTHING,
    ),
    "NSCC: a first speed may be a frozen one": (
        NSCC,
        "/T9800-1/readings/speed",
        "5.50",
        NOTHING,
    ),
    "NSCC: safety key out": (
        NSCC,
        "/T9800-1/emergency",
        "Reed switch disconnected - unsafe to operate",
        {Quantity.TREADMILL_CONNECTED: False},
    ),
    "NSCC: safety key back": (
        NSCC,
        "/T9800-1/emergency",
        "Reed switch reconnected - safe to operate",
        {Quantity.TREADMILL_CONNECTED: True},
    ),
    "pymvtreadmill: walking": (
        PYMV,
        "homeassistant/sensor/treadmill_a1b2c3d4e5f6/state",
        '{"speed":5.5,"inclination":2.0,"distance":100}',
        {Quantity.SPEED: 5.5, Quantity.INCLINE: 2.0, Quantity.DISTANCE: 100.0},
    ),
    "pymvtreadmill: gone": (
        PYMV,
        "homeassistant/sensor/treadmill_a1b2c3d4e5f6/status",
        "offline",
        {Quantity.BRIDGE_ONLINE: False},
    ),
    "pymvtreadmill: there": (
        PYMV,
        "homeassistant/sensor/treadmill_a1b2c3d4e5f6/status",
        "online",
        {Quantity.BRIDGE_ONLINE: True},
    ),
    "pymvtreadmill: its discovery is no reading": (
        PYMV,
        "homeassistant/sensor/treadmill_a1b2c3d4e5f6_speed/config",
        '{"name":"speed","unit_of_measurement":"km/h"}',
        NOTHING,
    ),
    "pymvtreadmill: an early version": (
        PYMV_LEGACY,
        "homeassistant/sensor/treadmill/speed/state",
        "5.50",
        {Quantity.SPEED: 5.5},
    ),
    "walkingpad-mqtt: walking": (
        WALKINGPAD,
        "walkingpad/state",
        (
            '{"speed":3.5,"distance":0.42,"steps":512,"session_time_s":431,"calories":21.0,'
            '"belt_state":"running","connected":true}'
        ),
        {
            Quantity.SPEED: 3.5,
            Quantity.DISTANCE: 420.0,
            Quantity.ELAPSED_TIME: 431.0,
            Quantity.TREADMILL_CONNECTED: True,
        },
    ),
    "walkingpad-mqtt: unknown, without a speed": (
        WALKINGPAD,
        "walkingpad/state",
        '{"connected": false}',
        {Quantity.TREADMILL_CONNECTED: False},
    ),
    "walkingpad-mqtt: the bridge is gone": (
        WALKINGPAD,
        "walkingpad/availability",
        "offline",
        {Quantity.BRIDGE_ONLINE: False},
    ),
    "walkingpad-mqtt: a session that is over is no reading": (
        WALKINGPAD,
        "walkingpad/session",
        '{"distance_km":0.42,"steps":512,"duration_s":431}',
        NOTHING,
    ),
    "STRIDE: what happened is no reading": (
        STRIDE,
        "stride/treadmill/event",
        '{"event":"started"}',
        NOTHING,
    ),
    "STRIDE: its speed is what was asked for": (
        STRIDE,
        "stride/treadmill/state",
        '{"speed":6.0,"beltKph":5.8}',
        {Quantity.SPEED: 5.8, Quantity.TARGET_SPEED: 6.0},
    ),
    "WalkingPad client: walking": (
        MACOS,
        "homeassistant/sensor/walkingpad",
        (
            '{"stepsWalkingpad":510,"stepsTotal":19202,"distanceTotal":4690,'
            '"speedKmh":1.5}'
        ),
        {Quantity.SPEED: 1.5},
    ),
    "F15: walking": (
        F15,
        "treadmill-f15/sensor/speed/state",
        "5.5",
        {Quantity.SPEED: 5.5},
    ),
    "F15: no value": (F15, "treadmill-f15/sensor/speed/state", "nan", None),
    "FTMS node: what it asks of the motor": (
        FTMS,
        "treadmill/sensor/treadmill_speed/state",
        "5.5",
        {Quantity.TARGET_SPEED: 5.5},
    ),
    "FTMS node: the belt": (
        FTMS,
        "treadmill/sensor/treadmill_speed_motor/state",
        "5.4",
        {Quantity.SPEED: 5.4},
    ),
    "F15: its mode is a word": (
        F15,
        "treadmill-f15/sensor/operation_mode/state",
        "Stopping",
        NOTHING,
    ),
}
ROWS: Final[Rows] = {
    **{f"QZ: {key}": row for key, row in QZ_ROWS.items()},
    **OTHER_TREADMILL_ROWS,
}


@pytest.mark.parametrize(
    ("device", "topic", "payload", "expected"), ROWS.values(), ids=ROWS.keys()
)
def test_what_it_means(device: Any, topic: str, payload: str, expected: Facts) -> None:
    readings = create_dialect(device).parse(topic, payload)
    assert (None if readings is None else facts(readings)) == expected


@pytest.mark.parametrize(
    ("device", "topic", "payload"),
    [
        pytest.param(
            WALKINGPAD,
            "walkingpad/state",
            '{"speed":3.5,"belt_state":"running"}',
            id="walkingpad-mqtt",
        ),
        pytest.param(STRIDE, "stride/treadmill/state", '{"beltKph":5.8}', id="STRIDE"),
        pytest.param(QZ, "QZ/default/status", "offline", id="QZ after its broker"),
    ],
)
def test_what_is_retained_is_last_known_and_its_age_unknown(
    device: Any, topic: str, payload: str
) -> None:
    readings = create_dialect(device).parse(topic, payload, retained=True)
    assert readings
    assert all(reading.retained for reading in readings)
