"""Take templates apart: what there is to choose from, its words, and their spelling."""

from collections.abc import Iterable, Iterator
import re
from typing import Final
import unicodedata

# Stands where something in brackets has been, and between what there is to choose from.
_OR: Final = "|"
_BRACKET: Final = re.compile(r"[()\[\]]")
_GLUED: Final = re.compile(r"[^\s|]*\|[^\s|]*")
_SYNTAX: Final = re.compile(r"[\s()\[\]|]+")
_OPTIONAL: Final = re.compile(r"\[[^\[\]]*\]")


def alternatives(template: str) -> list[str]:
    """Return what a template lets somebody choose from, or the template itself."""
    parts = [""]
    for char, depth in _nested(template.strip()):
        if char == _OR and not depth:
            parts.append("")
        else:
            parts[-1] += char
    if len(parts) > 1:
        return [each for part in parts for each in alternatives(part)]
    whole = parts[0]
    if whole.startswith("(") and _outermost(whole) == _OR:
        return alternatives(whole[1:-1])
    return [whole]


def shortest(template: str) -> str:
    """Return a template without what may be left out."""
    while _OPTIONAL.search(template):
        template = _OPTIONAL.sub("", template)
    return " ".join(template.split())


def words_of(template: str) -> set[str]:
    """Return the words of a template."""
    return set(filter(None, _SYNTAX.split(template)))


def spellings(text: str) -> set[str]:
    """Return a text as it is written, and as thumbs may spell it."""
    folded = unicodedata.normalize("NFKD", text)
    return {text, "".join(each for each in folded if not unicodedata.combining(each))}


def one_of(templates: Iterable[str]) -> str:
    """Return a template of all that some let somebody choose from, in any spelling."""
    return f"({_OR.join(sorted(_choices(templates)))})"


def telling(templates: Iterable[str]) -> list[str]:
    """Return what there is to choose from that holds nothing else of it.

    Where "pain" is looked for in a sentence, "chest pain" is found with it.
    """
    choices = _choices(templates)
    plain = {tuple(each.split()) for each in choices if not _BRACKET.search(each)}
    return sorted(each for each in choices if not _holds(each, plain))


def _choices(templates: Iterable[str]) -> set[str]:
    return {
        spelt
        for template in templates
        for choice in alternatives(template)
        for spelt in spellings(choice)
    }


def _holds(choice: str, plain: set[tuple[str, ...]]) -> bool:
    """Tell whether something else stands in it as it is, whatever is chosen."""
    whole = tuple(choice.split())
    runs = (part.split() for part in _GLUED.sub(_OR, _outermost(choice)).split(_OR))
    return any(
        (found := tuple(run[start:end])) in plain and found != whole
        for run in runs
        for start in range(len(run))
        for end in range(start + 1, len(run) + 1)
    )


def _outermost(template: str) -> str:
    """Return a template with a stroke in place of everything that is in brackets."""
    return "".join(
        _OR if char in "([" else char
        for char, depth in _nested(template)
        if not depth and char not in ")]"
    )


def _nested(template: str) -> Iterator[tuple[str, int]]:
    """Yield every letter, and in how many brackets it stands."""
    depth = 0
    for char in template:
        depth -= char in ")]"
        yield char, depth
        depth += char in "(["
