"""QZ (qdomyos-zwift): an app that links a treadmill to MQTT.

What is said here about QZ is from its src/mqttpublisher.cpp.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final, override

from ..engine.readings import Part, Quantity, Reading
from .base import Dialect, Publication, Traits
from .commands import speed_text
from .payload import at_least_zero, is_blank, is_text, number, truth, whole_number
from .qz_moving_time import MovingTime
from .treadmill_config import TreadmillConfig

_BASE: Final = "QZ/default"
_ONLINE: Final = frozenset({"online"})
_OFFLINE: Final = frozenset({"offline"})
_TRUE: Final = frozenset({"1", "true"})
_FALSE: Final = frozenset({"0", "false"})
# Published at each connect whatever the device is, so they prove nothing.
_NOISE: Final = "bike/"
_MOVING: Final = "moving/"
_MOVING_PARTS: Final = {"hours": 24, "minutes": 60, "seconds": 60}
_METRES_PER_KILOMETRE: Final = 1000.0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Metric:
    """A topic below `workout/` that is one quantity."""

    quantity: Quantity
    factor: float = 1.0
    read: Callable[[object], float | None] = at_least_zero


# Watts are left out on purpose: QZ means the walker's, not the motor's.
_METRICS: Final[Mapping[str, _Metric]] = {
    "speed/current": _Metric(quantity=Quantity.SPEED),
    "treadmill/target_speed": _Metric(quantity=Quantity.TARGET_SPEED),
    "treadmill/inclination/current": _Metric(quantity=Quantity.INCLINE, read=number),
    "treadmill/cadence/current": _Metric(quantity=Quantity.CADENCE),
    "distance": _Metric(quantity=Quantity.DISTANCE, factor=_METRES_PER_KILOMETRE),
    # It also counts while the belt stands, so it is no proof of motion.
    "elapsed/total_seconds": _Metric(quantity=Quantity.ELAPSED_TIME),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class QzConfig(TreadmillConfig):
    """Where one QZ speaks, and what its treadmill's driver is known to do."""

    base: str = _BASE


class QzDialect(Dialect):
    """A treadmill behind QZ.

    QZ publishes a topic only when its value changed and retains nothing but
    `status`, which tells about the app and not about the treadmill. There is no way
    to ask it for a value. `control/pause` pauses QZ's counting, not the belt.
    """

    __slots__ = ("_config", "_moving_time", "_prefix", "traits")

    key = "qz"
    part = Part.TREADMILL

    def __init__(self, config: QzConfig) -> None:
        """Start with no memory."""
        self._config = config
        self._prefix = f"{config.base}/"
        self._moving_time = MovingTime()
        self.traits = _traits(config)

    @override
    def subscriptions(self) -> tuple[str, ...]:
        """Return the one filter that covers everything QZ sends."""
        return (f"{self._prefix}#",)

    @override
    def parse(
        self, topic: str, payload: str, *, retained: bool = False
    ) -> tuple[Reading, ...] | None:
        """Return what a message says."""
        if not topic.startswith(self._prefix) or is_blank(payload):
            return ()
        name = topic[len(self._prefix) :]
        # Early versions had their retained will below `workout/`, where it must
        # not pass for a sign of life.
        if name in {"status", "workout/status"}:
            online = truth(payload, _ONLINE, _OFFLINE)
            return _readings(Quantity.BRIDGE_ONLINE, online, retained=retained)
        if not name.startswith("workout/"):
            return ()
        return self._parse_workout(name.removeprefix("workout/"), payload, retained)

    def _parse_workout(
        self, name: str, payload: str, retained: bool
    ) -> tuple[Reading, ...] | None:
        if (metric := _METRICS.get(name)) is not None:
            return self._parse_metric(metric, payload, retained)
        if name == "device/connected":
            connected = truth(payload, _TRUE, _FALSE)
            return _readings(Quantity.TREADMILL_CONNECTED, connected, retained=retained)
        if name.startswith(_NOISE):
            return ()
        if name.startswith(_MOVING):
            return self._parse_moving(name.removeprefix(_MOVING), payload, retained)
        alive = True if is_text(payload) else None
        return _readings(Quantity.TREADMILL_LIFE, alive, retained=retained)

    def _parse_metric(
        self, metric: _Metric, payload: str, retained: bool
    ) -> tuple[Reading, ...] | None:
        found = metric.read(payload)
        if found is None:
            return None
        if metric.quantity is Quantity.ELAPSED_TIME and not retained:
            self._moving_time.hear_elapsed(found)
        return _readings(metric.quantity, found * metric.factor, retained=retained)

    def _parse_moving(
        self, part: str, payload: str, retained: bool
    ) -> tuple[Reading, ...] | None:
        value = whole_number(payload)
        if value is None or value >= _MOVING_PARTS.get(part, 0):
            return None
        if retained:
            # A part of unknown age would make a wrong sum with the fresh ones.
            return _readings(Quantity.TREADMILL_LIFE, True, retained=True)
        goes_on = part == "seconds" and self._moving_time.goes_on(value)
        total = self._moving_time.hear(part, value)
        if total is not None:
            return _readings(Quantity.MOVING_TIME, float(total), retained=False)
        quantity = Quantity.MOTION if goes_on else Quantity.TREADMILL_LIFE
        return _readings(quantity, True, retained=False)

    @override
    def queries(self) -> tuple[Publication, ...]:
        """Return nothing: QZ cannot be asked."""
        return ()

    @override
    def stop(self) -> Publication | None:
        """Return the stop, to be sent once: some drivers press start/pause for it."""
        # QZ ignores what the payload says.
        return Publication(topic=f"{self._prefix}control/stop", payload="1")

    @override
    def slow(self, speed_kmh: float) -> Publication | None:
        """Return the set-speed command in km/h.

        QZ raises a speed below its own minimum to that minimum, and what 0 does
        depends on the driver, so neither is ever sent.
        """
        text = speed_text(speed_kmh)
        if text is None or float(text) < self._config.minimum_speed_kmh:
            return None
        return Publication(topic=f"{self._prefix}control/treadmill/speed", payload=text)

    @override
    def switch_off(self) -> Publication | None:
        """Return nothing: a treadmill is not a plug."""
        return None


def _readings(
    quantity: Quantity, value: float | bool | None, *, retained: bool
) -> tuple[Reading, ...] | None:
    if value is None:
        return None
    return (Reading(quantity=quantity, value=value, retained=retained),)


def _traits(config: QzConfig) -> Traits:
    return Traits(
        reports=frozenset(
            {
                *(metric.quantity for metric in _METRICS.values()),
                Quantity.MOVING_TIME,
                Quantity.MOTION,
                Quantity.TREADMILL_CONNECTED,
                Quantity.BRIDGE_ONLINE,
                Quantity.TREADMILL_LIFE,
            }
        ),
        can_stop=True,
        can_slow=True,
        stop_repeatable=config.stop_repeatable,
        stop_may_toggle=config.stop_may_toggle,
        set_speed_may_start=config.set_speed_may_start,
        change_only=True,
        minimum_speed_kmh=config.minimum_speed_kmh,
        last_will=True,
        retained=frozenset({Quantity.BRIDGE_ONLINE}),
        motion_proofs=frozenset(
            {
                Quantity.SPEED,
                Quantity.DISTANCE,
                Quantity.MOVING_TIME,
                Quantity.MOTION,
                Quantity.CADENCE,
            }
        ),
    )
