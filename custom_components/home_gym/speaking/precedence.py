"""Which of two texts of ours a voice says first, and which one it does not lose."""

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from ..engine.words import Urgency
from .attempts import BEGIN_S, SLOWER_S, Attempt, Words, async_first_begun
from .insisting import INSISTED

# Advice that comes once: nobody can see whether it was taken.
_ADVICE: Final = ("pain_red_flag", "pain_for_a_doctor")
_SILENCE_TIMEOUT_S: Final = 1.0


def is_advice(key: str) -> bool:
    """Tell whether a text is to be heard to its end, even if later."""
    return key.startswith(_ADVICE)


def is_vital(key: str) -> bool:
    """Tell whether a text is not to be cut short for what counts for less."""
    return key in INSISTED or is_advice(key)


def together(several: Sequence[Words]) -> Words:
    """Return urgent texts of one moment as one, so that none cuts another short."""

    def joined(texts: Iterable[str]) -> str:
        return " ".join(dict.fromkeys(filter(None, texts)))

    # What is to be done at once comes before what is to be known.
    ordered = sorted(several, key=lambda each: bool(each.kept) and not each.vital)
    return replace(
        several[-1],
        text=joined(each.text for each in ordered),
        answer=next(filter(None, (each.answer for each in several)), ""),
        vital=any(each.vital for each in several),
        kept=joined(each.kept for each in several),
        again=all(each.again for each in several),
    )


def gives_way(now: Words, new: Words) -> bool:
    """Tell whether what is being said is cut short for what comes.

    Among urgent texts what is vital counts for more. Among equals what is newer of one
    machine does; no machine cuts another one short. What is said again cuts nothing
    and is cut by nothing: so each text is heard in the end.
    """
    if new.urgency is not now.urgency:
        return new.urgency > now.urgency
    if now.urgency < Urgency.URGENT or now.again or new.again:
        return False
    if now.vital is not new.vital:
        return new.vital
    return now.about == new.about


def all_ahead(attempt: Attempt, line: Sequence[Attempt]) -> list[Attempt]:
    """Return what a text has to be after, of those that are for one voice.

    What is said again and has not begun lets everything pass that is new.
    """
    before = line[: line.index(attempt)]
    if attempt.words.again:
        new = (each for each in line if not each.words.again)
        return list(dict.fromkeys((*before, *new)))
    return [each for each in before if each.speaks or not each.words.again]


async def async_make_room(words: Words, ahead: Sequence[Attempt]) -> None:
    """End what gives way at a voice, and wait for the end of what does not."""
    cut = [each for each in ahead if gives_way(each.words, words)]
    for attempt in cut:
        attempt.cancel()
    for attempt in ahead:
        if attempt not in cut:
            await _async_end(attempt, patient=words.urgency < Urgency.URGENT)
    silent = [each.task for each in cut if each.task is not None]
    if silent:
        await asyncio.wait(silent, timeout=_SILENCE_TIMEOUT_S)


async def _async_end(attempt: Attempt, *, patient: bool) -> None:
    """Let a text be said to its end; the impatient wait for no voice that hangs."""
    if attempt.task is None:
        return
    if patient:
        await asyncio.wait([attempt.task])
    elif await async_first_begun([attempt], BEGIN_S, sure=False):
        longest_s = attempt.words.takes_s + SLOWER_S
        await asyncio.wait([attempt.task], timeout=longest_s)
    attempt.cancel()
