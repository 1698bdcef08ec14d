"""Tell what somebody wants or asks, by key words, where nothing else is said."""

from typing import Final

from .cues import ALWAYS, MACHINE, WALK, Cue, Keywords, Rule, cues, is_silent
from .words import words

# To say that nothing hurts is no command; it is a report of no pain.
NO_PAIN: Final = "no_pain"


def wish(text: str, keywords: Keywords, *, alone: bool) -> str | None:
    """Return what is meant, nothing where a word is said that we cannot place.

    `alone` tells that a sentence need not name the machine or the walk.
    """
    said = words(text)
    found = cues(said, keywords)
    about = {cue.about for cue in found}
    placed = _placed(said, found)
    best: tuple[int, int] = (0, 0)
    meant = None
    for rule in keywords.wishes:
        if not about.issuperset(rule.needs):
            continue
        if not alone and MACHINE not in about and WALK not in rule.needs:
            continue
        if _says_no_more(rule, placed) and (says := _says(rule, placed)) > best:
            best, meant = says, rule.means
    return meant


def is_outcry(text: str, keywords: Keywords) -> bool:
    """Tell whether somebody cries stop, and only then begins to say why.

    What is said of a thing, as in "stop the music", is no outcry.
    """
    said = tuple(word for word in words(text) if not is_silent(word))
    return any(" ".join(said[:length]) in keywords.outcries for length in (2, 3))


def _placed(said: tuple[str, ...], found: tuple[Cue, ...]) -> list[set[str]]:
    """Return of each word what it is about."""
    placed: list[set[str]] = [set() for _ in said]
    for cue in found:
        for at in range(cue.start, cue.end):
            placed[at].add(cue.about)
    return [
        each for each, word in zip(placed, said, strict=True) if not is_silent(word)
    ]


def _says_no_more(rule: Rule, placed: list[set[str]]) -> bool:
    allowed = ALWAYS.union(rule.needs, rule.beside)
    return all(not about.isdisjoint(allowed) for about in placed)


def _says(rule: Rule, placed: list[set[str]]) -> tuple[int, int]:
    """Return how much of what was said a rule is about: "no break" is no break."""
    needs = set(rule.needs)
    return len(needs), sum(not needs.isdisjoint(about) for about in placed)
