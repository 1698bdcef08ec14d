"""Understand a bare answer to a question: a number, or how much, and nothing else."""

from typing import Final

from .complaint import Amount, amount_of
from .level import level_of
from .lexicon import EVIDENCE, Kind, Lexicon
from .spotting import heard
from .words import PAUSE

# Whoever answers says little; a number in a longer sentence may be about anything.
_MOST_WORDS: Final = 7
_MOST_UNKNOWN: Final = 2
# What is told of somebody or something else, or asked for, is no answer.
_ELSEWHERE: Final = (Kind.OTHER, Kind.THING, Kind.SUPPOSED, Kind.NOT, Kind.IDIOM)


def names_a_place_only(text: str, lexicon: Lexicon) -> bool:
    """Tell whether nothing is said of pain but where it is, as in "yes, my knee"."""
    said = heard(text, lexicon)
    return bool(said.of(Kind.PLACE)) and not said.of(*EVIDENCE)


def pauses_after_no(text: str, lexicon: Lexicon) -> bool:
    """Tell whether a "no" stands for itself, as in "no, worse"."""
    said = heard(text, lexicon)
    nots = said.of(Kind.NOT)
    return any(said.words[each.end : each.end + 1] == (PAUSE,) for each in nots)


def reply(text: str, lexicon: Lexicon) -> int | Amount | None:
    """Return what is answered, nothing where it is no answer that we know."""
    said = heard(text, lexicon)
    if (
        len(said.words) > _MOST_WORDS
        or said.unknown > _MOST_UNKNOWN
        or said.of(*_ELSEWHERE)
    ):
        return None
    level = level_of(said, asked=True)
    return amount_of(said) if level is None else level
