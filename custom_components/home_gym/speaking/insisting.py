"""Say again what somebody has to act upon, until somebody does."""

import asyncio
from collections.abc import Callable
from typing import Final

from homeassistant.core import callback

from ..engine.effects import Say
from ..engine.state import State
from ..engine.words import Belt, Issue, Urgency

# Long enough to act in; after the last of them the gym's contacts are about to be told.
AGAIN_AFTER_S: Final = 8.0
TIMES: Final = 6
# What tells somebody on a belt to do something that nobody else can do.
INSISTED: Final = frozenset(
    {
        "belt_did_not_stop",
        "hold_rail",
        "plug_did_not_switch_off",
        "stop_it_yourself",
        "stop_not_seen",
        "stop_not_sent",
    }
)


def is_acted_on(state: State) -> bool:
    """Tell whether the belt is still, or somebody has seen the alarm."""
    over = state.ladder is None and state.alarm is None
    return over or state.alarm_acknowledged or state.truth.belt is Belt.STILL


def unheeded(state: State) -> Say | None:
    """Return what somebody has still to be told of an alarm, nothing where none is on.

    One that is long over, and of which nothing more is known, wakes nobody up.
    """
    recent = state.ladder is not None or state.summons is not None
    if is_acted_on(state) or not (recent or state.truth.belt is Belt.MOVING):
        return None
    key = _words_of(state)
    return None if key is None else Say(key=key, urgency=Urgency.URGENT)


def _words_of(state: State) -> str | None:
    ladder = state.ladder
    if state.alarm is Issue.PLUG_DID_NOT_SWITCH_OFF:
        return "plug_did_not_switch_off"
    if state.alarm is not Issue.BELT_DID_NOT_STOP:
        return None
    if ladder is None or ladder.stops_sent:
        return "belt_did_not_stop"
    return "stop_not_sent" if ladder.unsent else "stop_it_yourself"


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

    @property
    def insists(self) -> bool:
        """Tell whether something is going to be said again."""
        return self._timer is not None

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
