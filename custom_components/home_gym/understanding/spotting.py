"""Find the phrases of a lexicon in what was said."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .lexicon import Kind, Lexicon
from .words import OF, PAUSE, words


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A phrase that was found: what it means, and which words it takes up."""

    kind: Kind
    value: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What was said: its words, and the phrases that were found among them."""

    words: tuple[str, ...]
    spots: tuple[Spot, ...]

    def and_also(self, *spots: Spot) -> Heard:
        """Return the same with more that was found in it."""
        together = sorted((*self.spots, *spots), key=lambda spot: spot.start)
        return Heard(words=self.words, spots=tuple(together))

    def of(self, *kinds: Kind) -> tuple[Spot, ...]:
        """Return what was found of some kinds."""
        return tuple(spot for spot in self.spots if spot.kind in kinds)

    @property
    def unknown_at(self) -> tuple[int, ...]:
        """Return where words stand that mean nothing to us."""
        known = {at for spot in self.spots for at in range(spot.start, spot.end)}
        return tuple(
            at
            for at, word in enumerate(self.words)
            if at not in known and word not in (PAUSE, OF)
        )

    @property
    def unknown(self) -> int:
        """Return how many words mean nothing to us."""
        return len(self.unknown_at)

    def same_clause(self, one: Spot, other: Spot) -> bool:
        """Tell whether no pause stands between two phrases."""
        between = sorted((one.start, other.start))
        return PAUSE not in self.words[between[0] : between[1]]


def heard(text: str, lexicon: Lexicon) -> Heard:
    """Return what was said, with the longest phrases that it is made of."""
    said = words(text)
    return Heard(words=said, spots=tuple(_spots(said, lexicon)))


def _spots(said: tuple[str, ...], lexicon: Lexicon) -> Iterator[Spot]:
    at = 0
    while at < len(said):
        spot = _longest(said, at, lexicon)
        at = at + 1 if spot is None else spot.end
        if spot is not None:
            yield spot


def _longest(said: tuple[str, ...], at: int, lexicon: Lexicon) -> Spot | None:
    for length in range(min(lexicon.longest, len(said) - at), 0, -1):
        meaning = lexicon.phrases.get(said[at : at + length])
        if meaning is not None:
            kind, value = meaning.kind, meaning.value
            return Spot(kind=kind, value=value, start=at, end=at + length)
    return _digits(said[at], at)


def _digits(word: str, at: int) -> Spot | None:
    if not word[0].isdigit():
        return None
    return Spot(kind=Kind.NUMBER, value=word, start=at, end=at + 1)


def gap(one: Spot, other: Spot) -> int:
    """Return how many words stand between two phrases."""
    return max(one.start, other.start) - min(one.end, other.end)


def nearest(spots: Iterable[Spot], to: Spot) -> Spot | None:
    """Return the phrase that stands nearest to another one."""
    return min(spots, key=lambda spot: gap(spot, to), default=None)
