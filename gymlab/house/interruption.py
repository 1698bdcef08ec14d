"""Let whatever ends this program end it in good order."""

from collections.abc import Iterator
from contextlib import contextmanager
import signal
from typing import Any


@contextmanager
def ended_by_signals() -> Iterator[None]:
    """Let a hang-up or a plain kill end everything as Ctrl-C does.

    A program that a script has started in the background would not hear of Ctrl-C.
    """
    numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    before = [signal.signal(number, _interrupt) for number in numbers]
    try:
        yield
    finally:
        for number, handler in zip(numbers, before, strict=True):
            signal.signal(number, handler)


def _interrupt(*_: Any) -> None:
    raise KeyboardInterrupt
