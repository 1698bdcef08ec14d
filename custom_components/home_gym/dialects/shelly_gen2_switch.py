"""What one switch of a Shelly says of itself, put together from its deltas."""

from collections.abc import Iterator, Mapping
from copy import copy
from typing import Final

from ..engine.readings import Quantity, Reading
from .payload import look_up, number
from .plug import Fact, plug_readings

_WH_PER_KWH: Final = 1000
# Unix times are beyond what any quantity reaches; this one is in the year 5138.
_LAST_UNIX_S: Final = 1e11
_LONGEST_TIMER_S: Final = 1e8
_TIMER_KEYS: Final = ("timer_started_at", "timer_duration")


class SwitchStatus:
    """The last known status of one switch.

    A notification holds only what changed; what it does not mention is as it was,
    and what it gives as null is gone (General/Notifications).
    """

    __slots__ = ("_apower", "_output", "_started_at_s", "_timer_s")

    def __init__(self) -> None:
        """Start with nothing known."""
        self.forget()

    @property
    def power_w(self) -> float | None:
        """Return the power that was told last."""
        return self._apower

    def forget(self) -> None:
        """Know nothing any more: changes may have been missed."""
        self._output: bool | None = None
        self._apower: float | None = None
        self._started_at_s: float | None = None
        self._timer_s: float | None = None

    def take_full(
        self, status: Mapping[str, object], unix_s: float | None
    ) -> Iterator[Fact]:
        """Replace all that was known, and tell what the status says."""
        if not isinstance(status.get("output"), bool):
            yield Quantity.RELAY, None
            return
        self.forget()
        # Only a status that is whole says by leaving the timer out that none runs.
        timer: dict[str, object] = dict.fromkeys(_TIMER_KEYS)
        yield from self.take_delta({**timer, **status}, unix_s)

    def take_delta(
        self, delta: Mapping[str, object], unix_s: float | None
    ) -> Iterator[Fact]:
        """Merge a delta, and tell what it says."""
        yield from self._relay(delta)
        yield from self._meter(delta)
        yield from self._timer(delta, unix_s)

    def _relay(self, delta: Mapping[str, object]) -> Iterator[Fact]:
        if "output" not in delta:
            return
        output = delta["output"]
        if output is None or isinstance(output, bool):
            self._output = output
        if output is not None:
            yield Quantity.RELAY, output if isinstance(output, bool) else None

    def _meter(self, delta: Mapping[str, object]) -> Iterator[Fact]:
        if "apower" in delta:
            apower = number(delta["apower"])
            # What makes no sense takes nothing away; null does.
            if apower is not None or delta["apower"] is None:
                self._apower = apower
            if delta["apower"] is not None:
                yield Quantity.POWER, apower
        if delta.get("aenergy") is None:
            return
        total = look_up(delta, ("aenergy", "total"))
        if total is not None or not isinstance(delta["aenergy"], dict):
            found = number(total)
            yield Quantity.ENERGY, None if found is None else found / _WH_PER_KWH
        # The meter speaks each minute, and would have told another power.
        if "apower" not in delta and self._apower is not None:
            yield Quantity.POWER, self._apower

    def _timer(
        self, delta: Mapping[str, object], unix_s: float | None
    ) -> Iterator[Fact]:
        ended = delta.get("source") == "timer" and self._output is False
        if not ended and not any(key in delta for key in _TIMER_KEYS):
            return
        if "timer_started_at" in delta:
            self._started_at_s = unix_time(delta["timer_started_at"])
        if "timer_duration" in delta:
            self._timer_s = number(delta["timer_duration"])
        if ended or self._started_at_s is None or self._timer_s is None:
            yield Quantity.BACKSTOP_REMAINING, 0.0
        elif unix_s is not None and self._output:
            # With the output off the same timer would switch on.
            left_s = self._started_at_s + self._timer_s - unix_s
            yield (
                Quantity.BACKSTOP_REMAINING,
                min(max(left_s, 0.0), self._timer_s, _LONGEST_TIMER_S),
            )


def take(
    status: SwitchStatus,
    part: Mapping[str, object],
    unix_s: float | None,
    *,
    full: bool,
    retained: bool,
) -> tuple[SwitchStatus, tuple[Reading, ...] | None]:
    """Return what is known after a message, and what it says.

    A snapshot of unknown age is no ground for later deltas, and what makes no sense
    leaves no trace.
    """
    after = SwitchStatus() if retained else copy(status)
    facts = (after.take_full if full else after.take_delta)(part, unix_s)
    readings = plug_readings(facts, retained=retained)
    return status if readings is None or retained else after, readings


def unix_time(value: object) -> float | None:
    """Return seconds since 1970, as far as that is what a value holds."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if 0 < value < _LAST_UNIX_S else None
