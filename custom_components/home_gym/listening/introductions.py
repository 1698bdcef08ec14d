"""Who walks, as somebody says it: "this is Anna", "the treadmill is for a guest"."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations
import re
from typing import Any, Final

from ..engine.words import GUEST
from ..people.names import Said, said
from ..understanding import Keywords, Lexicon
from ..understanding.words import APOSTROPHE
from .templates import one_of, spellings
from .word_files import written_out

# Stand for a name and for the treadmill, and are in no language a word.
_NAME: Final = "xnamex"
_BELT: Final = "xbeltx"
_ASKS: Final = "?"
# What a template could not hold, or would mean something there.
_NO_LETTER: Final = re.compile(r"[^\w' -]")
# Nobody whom we do not know is called by more words than that.
_STRANGER_WORDS: Final = 2
# Nobody who wants more than to say who they are uses more words for that.
_LONGEST: Final = 8

# The words before a name, and those after it.
type Around = tuple[Said, Said]


class Saying(StrEnum):
    """How somebody says who walks: by naming the treadmill, plainly, or in passing."""

    ANYWHERE = "anywhere"
    PLAIN = "plain"
    PASSING = "passing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Introduction:
    """Who walks, by the name that was said; `GUEST` for somebody without one."""

    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Introductions:
    """Hold what is said around a name in one language, and what is like a name.

    `guests` are what somebody without a name is called. `in_short` is what follows on
    an "is" that is swallowed, as in "Anna's walking". `orders` tell somebody to stop.
    `also_words` are names that mean something else as well, so that "c'est Rose" is no
    introduction but "je suis Rose" is. `nobodys` are no names at all.
    """

    templates: tuple[str, ...]
    around: Mapping[Saying, frozenset[Around]]
    belts: tuple[Said, ...]
    addresses: frozenset[Said]
    in_short: re.Pattern[str]
    guests: tuple[str, ...]
    orders: tuple[str, ...]
    also_words: frozenset[Said]
    nobodys: frozenset[Said]
    lexicon: Lexicon
    keywords: Keywords

    def heard(
        self, text: str, names: Iterable[str], *, walking: bool
    ) -> Introduction | None:
        """Return whom somebody says to walk, of those that we know."""
        called = {said(each): GUEST for each in self.guests}
        called |= {said(each): each for each in names}
        for name, around in self._parts(text):
            if name not in called:
                continue
            if self._names_machine(around) or (
                walking and self._is_enough(name, around)
            ):
                return Introduction(name=called[name])
        return None

    def beside(self, text: str, names: Collection[str]) -> Iterator[str]:
        """Yield what somebody says before or after who they are."""
        told = said(text)
        for at in range(1, len(told)):
            for who, rest in ((told[:at], told[at:]), (told[at:], told[:at])):
                if len(who) <= _LONGEST and self.heard(
                    " ".join(who), names, walking=True
                ):
                    yield " ".join(rest)

    def stranger(self, text: str) -> Introduction | None:
        """Return who is said to walk on the treadmill, and is none of our people."""
        for name, around in self._parts(text):
            if around in self.around[Saying.ANYWHERE] and self._may_be_name(name):
                return Introduction(name=" ".join(name))
        return None

    def caught(self, names: Iterable[str]) -> Iterator[str]:
        """Yield the templates that catch somebody who names nothing but themselves."""
        spoken = (_NO_LETTER.sub(" ", each.casefold()).strip() for each in names)
        called = one_of((*self.guests, *(each for each in spoken if each)))
        # Whoever says who they are may want to stop as well.
        stop = one_of(self.orders)
        yield f"[{{before}} ]{called}[ {{between}}] {stop}[ {{after}}]"
        yield f"[{{before}} ]{stop}[ {{between}}] {called}[ {{after}}]"
        for template in self.templates:
            for spelt in sorted(spellings(template)):
                yield spelt.replace(_NAME, called)

    def _parts(self, text: str) -> Iterator[tuple[Said, Around]]:
        """Yield what may be a name, with what stands before and after it.

        Whoever asks tells nothing.
        """
        if text.rstrip().endswith(_ASKS):
            return
        at_length = self.in_short.sub(" is ", text.replace(APOSTROPHE, "'"))
        told = self._marked(said(at_length))
        for start, end in combinations(range(len(told) + 1), 2):
            yield told[start:end], (told[:start], told[end:])

    def _marked(self, told: Said) -> Said:
        """Return what was said, with one word for the treadmill."""
        for belt in self.belts:
            for start in range(len(told) - len(belt) + 1):
                end = start + len(belt)
                if told[start:end] == belt:
                    return (*told[:start], _BELT, *told[end:])
        return told

    def _names_machine(self, around: Around) -> bool:
        """Tell whether the treadmill is named, or spoken to: "treadmill, I am Anna"."""
        if around in self.around[Saying.ANYWHERE]:
            return True
        before, after = around
        return any(
            (before[len(address) :], after) in self.around[saying]
            for address in self.addresses
            if address == before[: len(address)]
            for saying in (Saying.PLAIN, Saying.PASSING)
        )

    def _is_enough(self, name: Said, around: Around) -> bool:
        """Tell whether it is clear that somebody is spoken of, and no thing."""
        if around in self.around[Saying.PLAIN]:
            return True
        return around in self.around[Saying.PASSING] and not self._is_also_word(name)

    def _is_also_word(self, name: Said) -> bool:
        guests = {said(each) for each in self.guests}
        if name in guests:
            return False
        return name in self.also_words or any(self._is_word(each) for each in name)

    def _may_be_name(self, name: Said) -> bool:
        return (
            len(name) <= _STRANGER_WORDS
            and name not in self.nobodys
            and not any(self._is_word(each) or each.isdecimal() for each in name)
        )

    def _is_word(self, word: str) -> bool:
        return (word,) in self.lexicon.phrases or (word,) in self.keywords.phrases


def introductions_from(
    data: Mapping[str, Any],
    lexicon: Lexicon,
    keywords: Keywords,
    orders: Iterable[str],
    variants: Callable[[str], Iterator[str]],
) -> Introductions:
    """Return what a language's file says of people."""
    people = data["people"]
    rules = {**data["rules"], "belt": _BELT, "name": _NAME}
    belts = {said(each) for each in variants(people["belt"])}
    machines = variants(rules["machine"])
    short = (written_out(each, rules) for each in people.get("short") or ())
    addresses = (
        text
        for each in people["address"]
        for text in variants(written_out(each, rules))
    )
    templates = {
        saying: tuple(written_out(each, rules) for each in people[saying])
        for saying in Saying
    }
    return Introductions(
        templates=(*templates[Saying.PLAIN], *templates[Saying.PASSING], *short),
        around={
            saying: frozenset(_around(each, variants))
            for saying, each in templates.items()
        },
        belts=tuple(sorted(belts, key=len, reverse=True)),
        addresses=frozenset({*map(said, (*addresses, *machines)), (_BELT,)}),
        in_short=_in_short(people.get("in_short") or ()),
        guests=tuple(text for each in people["guest"] for text in variants(each)),
        orders=tuple(text for each in orders for text in variants(each)),
        also_words=frozenset(said(each) for each in people["also_words"]),
        nobodys=frozenset(said(each) for each in people["nobodys"]),
        lexicon=lexicon,
        keywords=keywords,
    )


def _in_short(rests: Iterable[str]) -> re.Pattern[str]:
    """Return what finds an "is" that is swallowed before some words."""
    return re.compile(rf"'s (?=(?:{'|'.join(rests) or '(?!)'})\b)", re.IGNORECASE)


def _around(
    templates: Iterable[str], variants: Callable[[str], Iterator[str]]
) -> Iterator[Around]:
    for template in templates:
        for text in variants(template):
            around = said(text)
            at = around.index(_NAME)
            yield around[:at], around[at + 1 :]
