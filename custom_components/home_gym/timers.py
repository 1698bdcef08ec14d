"""The two timers of a machine: when to look again, and when to show what changed."""

from asyncio import AbstractEventLoop, TimerHandle
from collections.abc import Callable
from typing import Final

from homeassistant.core import callback

# What nobody is alarmed by may reach the entities this much later.
PUSH_INTERVAL_S: Final = 1.0


class Waker:
    """Look again when the engine has asked for it."""

    def __init__(self, loop: AbstractEventLoop, look: Callable[[], None]) -> None:
        """Remember what to do then."""
        self._loop = loop
        self._look = look
        self._timer: TimerHandle | None = None

    @callback
    def wake_in(self, wake_in_s: float | None) -> None:
        """Arm the one timer; an armed one that comes sooner only looks in vain."""
        if wake_in_s is None:
            return
        at = self._loop.time() + max(0.0, wake_in_s)
        if self._timer is not None:
            if self._timer.when() <= at:
                return
            self._timer.cancel()
        self._timer = self._loop.call_at(at, self._wake)

    @callback
    def cancel(self) -> None:
        """Look no more."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    @callback
    def _wake(self) -> None:
        self._timer = None
        self._look()


class Pusher:
    """Push what is shown, but not for each of the messages of a belt that moves."""

    def __init__(self, loop: AbstractEventLoop, push: Callable[[], None]) -> None:
        """Remember what to do for a push."""
        self._loop = loop
        self._push = push
        self._pushed_at = 0.0
        self._timer: TimerHandle | None = None

    @callback
    def ask(self, *, loud: bool) -> None:
        """Push at once when something happened, else once a second."""
        due_at = self._pushed_at + PUSH_INTERVAL_S
        if loud or self._loop.time() >= due_at:
            self._push_now()
        elif self._timer is None:
            self._timer = self._loop.call_at(due_at, self._push_now)

    @callback
    def cancel(self) -> None:
        """Leave out a push that is due."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    @callback
    def _push_now(self) -> None:
        self.cancel()
        self._pushed_at = self._loop.time()
        self._push()
