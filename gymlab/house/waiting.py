"""Wait for conditions, never for time alone."""

from collections.abc import Callable
import time
from typing import Final

EVERY_S: Final = 0.05


class OverdueError(Exception):
    """Say what did not come true in time."""


def wait_for[Found](
    look: Callable[[], Found],
    what: str,
    timeout_s: float,
    *,
    every_s: float = EVERY_S,
) -> Found:
    """Return what a look finds, as soon as it finds anything."""
    ends = time.monotonic() + timeout_s
    while not (found := look()):
        if time.monotonic() >= ends:
            raise OverdueError(f"{what}: not within {timeout_s:g} s")
        time.sleep(every_s)
    return found
