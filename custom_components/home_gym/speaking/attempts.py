"""One text at one voice, from when it is given away until it was heard, or not."""

import asyncio
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from ..engine.words import Urgency
from .manner import Place

# How fast voices speak; a loudspeaker that tells nothing is left that much time.
_LETTERS_PER_S: Final = 12.0
# A voice that has not begun by then may hang: the next one is asked.
BEGIN_S: Final = 2.0
# A voice may be slower than most.
SLOWER_S: Final = 5.0


class Heard(StrEnum):
    """What is known of a text that was given to a voice."""

    NO = "no"
    UNSEEN = "unseen"
    YES = "yes"


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What is to be said, in which language, and how soon.

    `answer` is what a phone offers to answer with, where an answer is waited for.
    `about` is the machine. What is `vital` is not cut short for what is not; `kept` is
    what is said once more where it was, and `again` that this is once more.
    """

    text: str
    language: str
    urgency: Urgency
    answer: str = ""
    about: str = ""
    vital: bool = False
    kept: str = ""
    again: bool = False

    @property
    def takes_s(self) -> float:
        """Return about how long it takes to say."""
        return len(self.text) / _LETTERS_PER_S


class Attempt:
    """Words at one voice: whether they were taken, are heard, and what came of it."""

    def __init__(self, place: Place, words: Words) -> None:
        """Remember what is to be said."""
        self.place = place
        self.words = words
        self.taken = asyncio.Event()
        self.begun = asyncio.Event()
        self.speaks = False
        self.cut = False
        self.answer: Mapping[str, Any] | None = None
        self.task: asyncio.Task[Heard] | None = None

    @property
    def over(self) -> bool:
        """Tell whether it has ended."""
        return self.task is not None and self.task.done()

    @property
    def heard(self) -> Heard:
        """Return what came of it."""
        if self.task is None or not self.task.done() or self.task.cancelled():
            return Heard.NO
        return Heard.NO if self.task.exception() else self.task.result()

    def cancel(self) -> None:
        """Cut it short, unless it is over."""
        if not self.over:
            self.cut = True
            if self.task is not None:
                self.task.cancel()

    async def async_over(self) -> Heard:
        """Wait until it has ended, and return what came of it."""
        if self.task is not None:
            await asyncio.wait([self.task])
        return self.heard


async def async_first_begun(
    attempts: Iterable[Attempt], within_s: float, *, sure: bool
) -> Attempt | None:
    """Return the attempt that begins first, None where none does in time.

    Where it has to be sure, it counts only once it is seen.
    """
    left = {asyncio.create_task(_async_begun(each, sure)): each for each in attempts}
    with suppress(TimeoutError):
        try:
            async with asyncio.timeout(within_s):
                while left:
                    done, _ = await asyncio.wait(
                        left, return_when=asyncio.FIRST_COMPLETED
                    )
                    for task in done:
                        attempt = left.pop(task)
                        if task.result():
                            return attempt
        finally:
            for task in left:
                task.cancel()
    return None


async def _async_begun(attempt: Attempt, sure: bool) -> bool:
    """Wait until an attempt has begun or ended, and tell whether it may be heard."""
    signs = (attempt.begun,) if sure else (attempt.begun, attempt.taken)
    waits = [asyncio.create_task(sign.wait()) for sign in signs]
    ends = [] if attempt.task is None else [attempt.task]
    try:
        await asyncio.wait([*waits, *ends], return_when=asyncio.FIRST_COMPLETED)
    finally:
        for wait in waits:
            wait.cancel()
    return any(sign.is_set() for sign in signs) or attempt.heard is Heard.YES


async def async_within(sign: asyncio.Event, within_s: float) -> bool:
    """Wait for a sign, not for long, and tell whether it came."""
    with suppress(TimeoutError):
        async with asyncio.timeout(within_s):
            await sign.wait()
    return sign.is_set()
