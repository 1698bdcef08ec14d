"""Read the two clocks that the engine wants to be told."""

from pathlib import Path
import time
from typing import Final

from .engine.clock import Now

# CLOCK_BOOTTIME also counts while the host is suspended; only Linux has it.
_BOOT_ID: Final = Path("/proc/sys/kernel/random/boot_id")
_CLOCK: Final = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)


def elapsed_s() -> float:
    """Return the seconds since the host was started, suspended time included."""
    return time.clock_gettime(_CLOCK)


def utc_s() -> float:
    """Return the Unix time."""
    return time.time()


def boot_id() -> str:
    """Return what tells this boot of the host from others; reads a file.

    Where the host has no such name, every start counts as another boot.
    """
    try:
        return _BOOT_ID.read_text(encoding="ascii").strip()
    except OSError, ValueError:
        return ""


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

    def resume(self, saved: Now, host_s: float | None) -> float:
        """Go on from a saved time and return how long nobody watched, in seconds.

        `host_s` is the host's own count at the save, None where the host was started
        again since. The count tells the time that has passed whatever was done to the
        calendar. Without it only the calendar can; one that stands before the save
        tells nothing.
        """
        if host_s is not None:
            passed_s = max(0.0, elapsed_s() - host_s)
        else:
            passed_s = max(0.0, utc_s() - saved.utc_s)
        self.offset_s = saved.elapsed_s + passed_s - elapsed_s()
        return passed_s
