"""PulseTime: the timer with which a Tasmota relay switches itself off.

What is said here about it is from Tasmota's docs (Commands) and from
tasmota_support/support_tasmota.ino and support_command.ino.
"""

from collections.abc import Iterator, Mapping
from enum import IntEnum
import math
from typing import Final

from ..engine.readings import Quantity
from .base import Backstop, CountsFrom, Obstacle
from .payload import whole_number
from .plug import Fact

_TENTHS_UP_TO: Final = 111
_SECONDS_OFFSET: Final = 100
_PULSE_TIME_MAX: Final = 65_535
_SHORTEST_S: Final = 12.0
_LONGEST_S: Final = 64_800.0

# It is kept in flash; after a boot with the relay on it counts from the beginning.
BACKSTOP: Final = Backstop(
    shortest_s=_SHORTEST_S,
    longest_s=_LONGEST_S,
    counts_from=CountsFrom.ARMING,
    survives_power_cut=True,
)


class _PowerOnState(IntEnum):
    """What a boot does to the relay, as far as it changes what the timer does."""

    ALWAYS_ON = 4
    OFF_THEN_ON = 5


def decode_pulse_time(value: object) -> float | None:
    """Return the seconds that a PulseTime number means (Commands: PulseTime).

    Up to 111 it counts tenths of a second, above that it is seconds + 100; 0 is off.
    """
    found = whole_number(value)
    if found is None or found > _PULSE_TIME_MAX:
        return None
    return found / 10 if found <= _TENTHS_UP_TO else float(found - _SECONDS_OFFSET)


def encode_pulse_time(seconds: float) -> int | None:
    """Return the shortest PulseTime that is not shorter than some seconds."""
    if not 0 < seconds <= _LONGEST_S:
        return None
    # Rounding first keeps 5.6 from becoming 57 tenths.
    tenths = math.ceil(round(seconds * 10, 6))
    if tenths <= _TENTHS_UP_TO:
        return tenths
    return math.ceil(max(seconds, _SHORTEST_S)) + _SECONDS_OFFSET


class PulseTimer:
    """What is known of the timer of one relay, and of the setting that turns it round.

    With a PowerOnState of 5 the timer switches on when it ends, and with 4 the relay
    obeys nobody.
    """

    __slots__ = ("_names", "_position", "_power_on_state", "_set_s")

    def __init__(self, relay: int) -> None:
        """Start with nothing known."""
        self._names = (f"PulseTime{relay}", "PulseTime")
        self._position = relay - 1
        self._power_on_state: int | None = None
        self._set_s: float | None = None

    def facts(self, scope: Mapping[str, object], *, retained: bool) -> Iterator[Fact]:
        """Tell what a message says of the timer, and learn what may hinder it."""
        power_on_state = whole_number(scope.get("PowerOnState"))
        if power_on_state is not None and not retained:
            self._power_on_state = power_on_state
        for name in self._names:
            timer = scope.get(name)
            if isinstance(timer, dict):
                yield from self._timer(timer, retained=retained)
                return

    def _timer(self, timer: Mapping[str, object], *, retained: bool) -> Iterator[Fact]:
        if "Set" in timer:
            set_s = decode_pulse_time(self._own(timer["Set"]))
            if set_s is not None and not retained:
                self._set_s = set_s
            yield Quantity.BACKSTOP, set_s
        if "Remaining" in timer:
            left_s = decode_pulse_time(self._own(timer["Remaining"]))
            yield Quantity.BACKSTOP_REMAINING, left_s

    def _own(self, value: object) -> object:
        """Return this relay's item of a list, which answers for all relays at once."""
        if not isinstance(value, list):
            return value
        return value[self._position] if self._position < len(value) else None

    def obstacle(self) -> Obstacle | None:
        """Return why the timer cannot be armed, as far as is known."""
        if self._power_on_state is None or self._set_s is None:
            return Obstacle.SETTINGS_UNKNOWN
        if self._power_on_state == _PowerOnState.OFF_THEN_ON:
            return Obstacle.WOULD_SWITCH_ON
        if self._power_on_state == _PowerOnState.ALWAYS_ON:
            return Obstacle.RELAY_HELD_ON
        return None
