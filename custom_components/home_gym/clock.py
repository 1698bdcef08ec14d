"""Read the two clocks that the engine wants to be told."""

import time
from typing import Final

from .engine.clock import Now

# CLOCK_BOOTTIME also counts while the host is suspended; only Linux has it.
_CLOCK: Final = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)


def elapsed_s() -> float:
    """Return the seconds since the host was started, suspended time included."""
    return time.clock_gettime(_CLOCK)


def utc_s() -> float:
    """Return the Unix time."""
    return time.time()


class GymClock:
    """Tell the engine's time, so that elapsed time goes on over a restart.

    Stored states hold elapsed times. Another boot of the host begins its clock anew,
    and `offset_s` carries the old count on by the Unix time that has passed.
    """

    def __init__(self) -> None:
        """Start with the host's own count."""
        self.offset_s = 0.0

    def now(self) -> Now:
        """Return the present time on both clocks."""
        return Now(elapsed_s=elapsed_s() + self.offset_s, utc_s=utc_s())

    def resume(self, saved: Now) -> float:
        """Go on from a saved time and return how long nobody watched, in seconds.

        On the same boot the host's clock tells it, on another one only the calendar
        can; a calendar that stands before the save tells nothing.
        """
        passed_s = elapsed_s() - saved.elapsed_s
        by_calendar_s = max(0.0, utc_s() - saved.utc_s)
        if passed_s < 0 or abs(passed_s - by_calendar_s) > 60.0:
            self.offset_s = saved.elapsed_s + by_calendar_s - elapsed_s()
            return by_calendar_s
        return passed_s
