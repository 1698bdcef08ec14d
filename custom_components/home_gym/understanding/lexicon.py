"""The words of one language, and what each of them means in a complaint."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from .words import words


class Kind(StrEnum):
    """What a phrase can be."""

    # What may be complained of; with what it names, where it names something.
    PAIN = "pain"
    CRY = "cry"
    PLACE = "place"
    SENSATION = "sensation"
    SYMPTOM = "symptom"
    # How much of it.
    TRACE = "trace"
    BIT = "bit"
    SEVERE = "severe"
    NUMBER = "number"
    HALF = "half"
    LEVEL = "level"
    SCALE = "scale"
    OUT_OF = "out_of"
    UNIT = "unit"
    # Whose it is.
    SELF = "self"
    OTHER = "other"
    # What makes it something else than a complaint.
    NOT = "not"
    NOW = "now"
    PAST = "past"
    TENSE = "tense"
    SUPPOSED = "supposed"
    UNSURE = "unsure"
    OPENER = "opener"
    LEAD = "lead"
    THING = "thing"
    IDIOM = "idiom"
    # What changes nothing.
    MACHINE = "machine"
    FILLER = "filler"


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """What a phrase means: its kind, and what it names."""

    kind: Kind
    value: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """Hold the phrases of a language as words.

    A negation reaches `not_before` words ahead of it and `not_after` words back; where
    `not_past_self`, it reaches over no word for oneself, as in "no, my knee hurts".
    `not_ends` are its second halves: a phrase that has one is not denied by the first.
    """

    phrases: Mapping[tuple[str, ...], Meaning]
    longest: int
    not_before: int
    not_after: int
    not_past_self: bool
    not_ends: frozenset[str]


# What a machine has to be told of at all: without one of them nobody complains.
EVIDENCE: Final = frozenset({Kind.PAIN, Kind.CRY, Kind.SENSATION, Kind.SYMPTOM})


def lexicon_from(
    data: Mapping[str, Any], variants: Callable[[str], Iterator[str]]
) -> Lexicon:
    """Return the lexicon that a language's file holds.

    `variants` tells which texts a template stands for.
    """
    phrases: dict[tuple[str, ...], Meaning] = {}
    for kind in Kind:
        for value, template in templates_of(data["words"].get(kind) or ()):
            for text in variants(template):
                meaning = Meaning(kind=kind, value=value)
                phrases.setdefault(words(text), meaning)
    return Lexicon(
        phrases=phrases,
        longest=max(map(len, phrases), default=0),
        not_before=data["negation"]["reaches_ahead"],
        not_after=data["negation"]["reaches_back"],
        not_past_self=data["negation"]["ends_at_self"],
        not_ends=frozenset(data["negation"].get("second_half") or ()),
    )


def templates_of(listed: Any) -> Iterator[tuple[str | None, str]]:
    """Yield the templates of a kind with what each names, if anything."""
    if isinstance(listed, Mapping):
        for value, templates in listed.items():
            for template in templates:
                yield str(value), template
    else:
        for template in listed:
            yield None, template
