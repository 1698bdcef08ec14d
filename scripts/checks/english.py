"""The English texts: what is there, what is missing, what nobody needs."""

from collections.abc import Collection, Iterator
import re
from typing import Any, Final

from .tree import ENGLISH, Finding, Tree

# Home Assistant has words of its own for these.
COMMON_STATES: Final = frozenset({"unavailable", "unknown"})
_PLACEHOLDER: Final = re.compile(r"\{\s*(\w+)")


def at(data: Any, *keys: str) -> Any:
    """Return what is nested under keys, nothing where there is no such thing."""
    for key in keys:
        data = data.get(key) if isinstance(data, dict) else None
    return data


def english(tree: Tree, *keys: str) -> dict[str, Any]:
    """Return the English texts under some keys."""
    found = at(tree.mapping(ENGLISH), *keys)
    return found if isinstance(found, dict) else {}


def missing(tree: Tree, path: str, line: int, *keys: str) -> Iterator[Finding]:
    """Yield a finding where a text is not there."""
    if not isinstance(at(tree.mapping(ENGLISH), *keys), str):
        text = f"{'.'.join(keys)} has no text: add it to translations/en.json"
        yield Finding(path, line, text)


def unused(tree: Tree, used: Collection[str], *keys: str) -> Iterator[Finding]:
    """Yield a finding for each text under some keys that nobody uses."""
    for key in english(tree, *keys):
        if key not in used:
            name = ".".join((*keys, key))
            text = f"nobody uses {name}: remove it, or fix its name"
            yield Finding(ENGLISH, tree.line_of(ENGLISH, *keys, key), text)


def placeholders(text: Any) -> frozenset[str]:
    """Return the names in braces."""
    found = _PLACEHOLDER.findall(text) if isinstance(text, str) else ()
    return frozenset(found)


def unclear(path: str, line: int, what: str) -> Finding:
    """Return the finding for a key that cannot be followed."""
    text = f"{what} cannot be followed: use constants, enums or a table nearby"
    return Finding(path, line, text)
