"""The templates by which Home Assistant catches what key words may mean.

They catch more than is meant: what is said is looked at as a whole only afterwards.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final
import unicodedata

from ..understanding import Keywords
from ..understanding.cues import ALWAYS, MACHINE, WALK
from ..understanding.words import APOSTROPHE

# Nobody who wants something says more words than that.
_MOST_WORDS: Final = 11
_STEM: Final = "*"
_ANY_END: Final = "[{rest}]"


def caught_alone(
    listed: Mapping[str, Any],
    keywords: Keywords,
    variants: Callable[[str], Iterator[str]],
) -> Iterator[str]:
    """Yield what catches a wish or a warning sign that names nothing of ours."""
    yield _only(_words_of_wishes(listed["cues"], keywords, variants), listed["elided"])
    yield f"{one_of(listed['outcries'])} [{{after}}]"
    signs = {rule.needs[0] for rule in keywords.signs}
    yield f"[{{before}}] {any_of(listed['cues'], sorted(signs))} [{{after}}]"


def caught_named(listed: Mapping[str, Any], machines: Iterable[str]) -> str:
    """Return what catches whatever names the machine or the walk."""
    named = (each for cue in (MACHINE, WALK) for each in listed["cues"][cue])
    return f"[{{before}}] {one_of((*machines, *named))} [{{after}}]"


def one_of(templates: Iterable[str]) -> str:
    """Return a template of several, with and without accents."""
    spelt = {
        each
        for template in templates
        for each in _spellings(template.replace(_STEM, _ANY_END))
    }
    return f"({'|'.join(sorted(spelt))})"


def any_of(listed: Mapping[str, list[str]], cues: Iterable[str]) -> str:
    """Return a template of all that some key words may be."""
    return one_of(template for cue in cues for template in listed[cue])


def _words_of_wishes(
    listed: Mapping[str, list[str]],
    keywords: Keywords,
    variants: Callable[[str], Iterator[str]],
) -> set[str]:
    """Return every single word that a wish may be made of; of stems nobody needs to."""
    used = ALWAYS.union(*({*rule.needs, *rule.beside} for rule in keywords.wishes))
    texts = (text for cue in used for each in listed[cue] for text in variants(each))
    return {word for text in texts for word in text.split() if _STEM not in word}


def _only(words: set[str], elided: list[str]) -> str:
    """Return a template of nothing but some words, each within the one before it.

    So whoever says a word that we do not know is left alone, and soon.
    """
    before = f"[{one_of(elided)}]" if elided else ""
    word = f"{before}{one_of(words)}"
    template = word
    for _ in range(_MOST_WORDS):
        template = f"{word} [{template}]"
    return template


def _spellings(template: str) -> set[str]:
    """Return a template as it is written, and as speech and thumbs may spell it."""
    folded = unicodedata.normalize("NFKD", template)
    plain = "".join(each for each in folded if not unicodedata.combining(each))
    spelt = {template, plain}
    return spelt | {each.replace("'", APOSTROPHE) for each in spelt}
