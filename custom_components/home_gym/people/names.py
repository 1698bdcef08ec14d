"""What people are called when somebody speaks: by all of their name, or the first."""

from collections.abc import Iterable
from typing import Final

from ..understanding.cues import is_silent
from ..understanding.words import words
from .people import Person

# A first name alone is enough, unless it is so short that it may be anything.
_SHORTEST: Final = 3

type Said = tuple[str, ...]


def said(text: str) -> Said:
    """Return the words of a text, without what stands between them."""
    return tuple(each for each in words(text) if not is_silent(each))


def spoken_names(people: Iterable[Person]) -> tuple[str, ...]:
    """Return what may be said for each of the people."""
    names = {each: None for person in people for each in _names(person.name)}
    return tuple(names)


def called(people: Iterable[Person], name: str) -> list[Person]:
    """Return who is called so: in full, else by the first name.

    More than one are they who cannot be told apart by it.
    """
    people, wanted = list(people), said(name)
    full = [each for each in people if said(each.name) == wanted]
    return full or [each for each in people if wanted in map(said, _names(each.name))]


def _names(title: str) -> tuple[str, ...]:
    first = title.partition(" ")[0]
    return (title, first) if len(first) >= _SHORTEST else (title,)
