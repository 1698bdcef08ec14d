"""Key words: what each of them is about, and what several of them mean together."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from .words import OF, PAUSE, words

# What has to be said somewhere for a sentence to be about the machine or the walk.
MACHINE: Final = "machine"
WALK: Final = "walk"
# What may be the walk, but may as well be something else that goes on.
SESSION: Final = "session"
NUMBER: Final = "number"
# What says nothing by itself: the small words around the others.
CARRIER: Final = "carrier"

# What may stand beside everything.
ALWAYS: Final = frozenset({CARRIER, MACHINE, WALK, SESSION, NUMBER})

_MAY_BE: Final = "?"
_NOT_WITH: Final = "!"
# Stands for any end of a word: "dizz*" is dizzy, and dizziness as well.
_ANY_END: Final = "*"
_SHORTEST_STEM: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What is meant where all of some key words are said, and only others with them.

    Where any of `without` stands among them, it is not meant.
    """

    means: str
    needs: tuple[str, ...]
    beside: frozenset[str] = frozenset()
    without: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Keywords:
    """Hold the key words of a language; a phrase may be about more than one thing."""

    phrases: Mapping[tuple[str, ...], frozenset[str]]
    stems: Mapping[str, frozenset[str]]
    longest: int
    signs: tuple[Rule, ...]
    wishes: tuple[Rule, ...]
    outcries: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """A key word that was found, and which words it takes up."""

    about: str
    start: int
    end: int


def keywords_from(
    data: Mapping[str, Any], variants: Callable[[str], Iterator[str]]
) -> Keywords:
    """Return the key words that a language's file holds.

    `variants` tells which texts a template stands for.
    """
    phrases: dict[tuple[str, ...], set[str]] = {}
    stems: dict[str, set[str]] = {}
    for about, templates in data["cues"].items():
        for template in templates:
            for text in variants(template):
                said = words(text)
                if text.endswith(_ANY_END):
                    stems.setdefault(said[0], set()).add(about)
                else:
                    phrases.setdefault(said, set()).add(about)
    wishes = [
        _rule(means, needs, ask.get("beside") or "")
        for means, ask in data["wishes"].items()
        for needs in ask["says"]
    ]
    return Keywords(
        phrases={phrase: frozenset(about) for phrase, about in phrases.items()},
        stems={stem: frozenset(about) for stem, about in stems.items()},
        longest=max(map(len, phrases), default=0),
        signs=tuple(
            _rule(means, needs, "")
            for means, each in data["signs"].items()
            for needs in each
        ),
        wishes=tuple(wishes),
        outcries=frozenset(data["outcries"]),
    )


def cues(said: tuple[str, ...], keywords: Keywords) -> tuple[Cue, ...]:
    """Return all key words of what was said, also those within longer ones."""
    return tuple(_cues(said, keywords))


def _cues(said: tuple[str, ...], keywords: Keywords) -> Iterator[Cue]:
    for start, word in enumerate(said):
        for length in range(_SHORTEST_STEM, len(word) + 1):
            for about in keywords.stems.get(word[:length], ()):
                yield Cue(about=about, start=start, end=start + 1)
        for end in range(start + 1, min(start + keywords.longest, len(said)) + 1):
            for about in keywords.phrases.get(said[start:end], ()):
                yield Cue(about=about, start=start, end=end)


def is_silent(word: str) -> bool:
    """Tell whether it is no word at all but what stands between words."""
    return word in (PAUSE, OF)


def _rule(means: str, says: str, beside: str) -> Rule:
    named = says.split()
    may_be = [each.removeprefix(_MAY_BE) for each in named if each[0] == _MAY_BE]
    not_with = [each.removeprefix(_NOT_WITH) for each in named if each[0] == _NOT_WITH]
    return Rule(
        means=means,
        needs=tuple(each for each in named if each[0] not in (_MAY_BE, _NOT_WITH)),
        beside=frozenset((*may_be, *beside.split())),
        without=frozenset(not_with),
    )
