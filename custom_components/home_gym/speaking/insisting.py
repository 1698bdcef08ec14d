"""Say again what somebody has to act upon, until somebody does."""

import asyncio
from collections.abc import Callable
from typing import Final

from homeassistant.core import callback

from ..engine.effects import Say
from ..engine.state import State
from ..engine.words import Belt

# Long enough to act in; after the last of them the gym's contacts are about to be told.
AGAIN_AFTER_S: Final = 8.0
TIMES: Final = 6
# What tells somebody on a belt to do something that nobody else can do.
INSISTED: Final = frozenset(
    {
        "belt_did_not_stop",
        "hold_rail",
        "stop_it_yourself",
        "stop_not_seen",
        "stop_not_sent",
    }
)


def is_acted_on(state: State) -> bool:
    """Tell whether the belt is still, or somebody has seen the alarm."""
    over = state.ladder is None and state.alarm is None
    return over or state.alarm_acknowledged or state.truth.belt is Belt.STILL


class Insister:
    """Say the last urgent text again and again, but not for ever."""

    def __init__(
        self,
        loop: asyncio.AbstractEventLoop,
        say_again: Callable[[Say], None],
        acted_on: Callable[[], bool],
    ) -> None:
        """Start with nothing to say."""
        self._loop = loop
        self._say_again = say_again
        self._acted_on = acted_on
        self._timer: asyncio.TimerHandle | None = None

    @callback
    def note(self, say: Say) -> None:
        """Take note of what is said; the newest is what is insisted on."""
        if say.key in INSISTED:
            self._wait(say, TIMES)

    @callback
    def stop(self) -> None:
        """Say nothing again."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _wait(self, say: Say, times: int) -> None:
        self.stop()
        if times:
            self._timer = self._loop.call_later(
                AGAIN_AFTER_S, self._insist, say, times - 1
            )

    @callback
    def _insist(self, say: Say, times: int) -> None:
        self._timer = None
        if not self._acted_on():
            self._say_again(say)
            self._wait(say, times)
