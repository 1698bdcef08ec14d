"""NSCC treadmill-driver: an Arduino in the place of a T9800's console.

What is said here about it is from its treadmill_driver.ino and docs/API.md.
"""

from dataclasses import dataclass
from typing import Final, override

from ..engine.readings import Part, Quantity, Reading
from .base import Dialect, Publication, Traits
from .commands import speed_text
from .payload import at_least_zero, is_blank, number, word
from .treadmill_config import TreadmillConfig

BASE: Final = "/T9800-1"
# The speed is worked out anew ten times a second from the last two pulses of a toothed
# wheel, to a hundredth: on a moving belt it is never the same for so long.
FROZEN_AFTER: Final = 20
_REPORT_INTERVAL_S: Final = 0.1
# What the formula gives for a pulse that is as good as never to come.
_SLOWEST_KMH: Final = -0.21
# What it gives as long as there was no pulse at all.
_NO_PULSE_KMH: Final = 77.0
_KEY_OUT: Final = "reed switch disconnected"
_KEY_IN: Final = "reed switch reconnected"


@dataclass(frozen=True, slots=True, kw_only=True)
class NsccConfig(TreadmillConfig):
    """Where one driver speaks, and what is known of its belt."""

    base: str = BASE
    stop_repeatable: bool = True
    stop_may_toggle: bool = False


class NsccDialect(Dialect):
    """A treadmill whose speed freezes when its belt stops.

    A speed counts only while it changes; one that repeats itself is what the last
    pulses left behind and says nothing, not even that the treadmill is alive, because
    a life sign would keep the old speed believed. So this treadmill never proves a
    belt at rest: that takes a plug with a meter.
    """

    __slots__ = (
        "_config",
        "_emergency",
        "_repeats",
        "_speed",
        "_speed_topic",
        "traits",
    )

    key = "nscc"
    part = Part.TREADMILL

    def __init__(self, config: NsccConfig) -> None:
        """Start with a speed that has not been seen to change."""
        self._config = config
        self._speed_topic = f"{config.base}/readings/speed"
        self._emergency = f"{config.base}/emergency"
        self._speed: float | None = None
        self._repeats = FROZEN_AFTER
        self.traits = _traits(config)

    @override
    def subscriptions(self) -> tuple[str, ...]:
        """Return the topics of speed and safety key.

        The elevation is the raw number of its sensor, and no incline.
        """
        return (self._speed_topic, self._emergency)

    @override
    def parse(
        self, topic: str, payload: str, *, retained: bool = False
    ) -> tuple[Reading, ...] | None:
        """Return what a message says."""
        if is_blank(payload):
            return ()
        if topic == self._speed_topic:
            return self._parse_speed(payload, retained=retained)
        if topic == self._emergency:
            return _parse_emergency(payload, retained=retained)
        return ()

    def _parse_speed(
        self, payload: str, *, retained: bool
    ) -> tuple[Reading, ...] | None:
        found = number(payload)
        if found is None or found < _SLOWEST_KMH:
            return None
        if found > _NO_PULSE_KMH:
            return ()
        if not retained and not self._is_news(found):
            return ()
        speed = at_least_zero(found)
        if speed is None:
            return ()
        return (Reading(quantity=Quantity.SPEED, value=speed, retained=retained),)

    def _is_news(self, speed: float) -> bool:
        before, self._speed = self._speed, speed
        if before is None:
            return False
        self._repeats = self._repeats + 1 if speed == before else 0
        return self._repeats < FROZEN_AFTER

    @override
    def queries(self) -> tuple[Publication, ...]:
        """Return nothing: there is no question, and the speed comes by itself."""
        return ()

    @override
    def stop(self) -> Publication | None:
        """Return the stop: a speed of 0, as often as is needed."""
        return Publication(topic=f"{self._config.base}/control/speed", payload="0")

    @override
    def slow(self, speed_kmh: float) -> Publication | None:
        """Return the set-speed command in km/h, which also starts a standing belt."""
        text = speed_text(speed_kmh)
        if text is None or float(text) < self._config.minimum_speed_kmh:
            return None
        return Publication(topic=f"{self._config.base}/control/speed", payload=text)

    @override
    def switch_off(self) -> Publication | None:
        """Return nothing: a treadmill is not a plug."""
        return None


def _parse_emergency(payload: str, *, retained: bool) -> tuple[Reading, ...] | None:
    """Return that the key is out as a belt that cannot be seen.

    The motor has lost its signal then, but the belt may still run out.
    """
    text = word(payload) or ""
    if not text.startswith((_KEY_OUT, _KEY_IN)):
        return None
    value = text.startswith(_KEY_IN)
    quantity = Quantity.TREADMILL_CONNECTED
    return (Reading(quantity=quantity, value=value, retained=retained),)


def _traits(config: NsccConfig) -> Traits:
    return Traits(
        reports=frozenset({Quantity.SPEED, Quantity.TREADMILL_CONNECTED}),
        can_stop=True,
        can_slow=True,
        stop_repeatable=config.stop_repeatable,
        stop_may_toggle=config.stop_may_toggle,
        set_speed_may_start=config.set_speed_may_start,
        minimum_speed_kmh=config.minimum_speed_kmh,
        report_interval_s=_REPORT_INTERVAL_S,
        motion_proofs=frozenset({Quantity.SPEED}),
    )
