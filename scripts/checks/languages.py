"""Translations are well-formed, and other languages say what the English ones say."""

from collections.abc import Iterator
import re
from typing import Any, Final

from .english import placeholders
from .tree import ENGLISH, INTEGRATION, Finding, Tree

_KEY: Final = re.compile(r"[a-z0-9]([a-z0-9_-]*[a-z0-9])?")
_HTML: Final = re.compile(r"</?[a-zA-Z][^>]*>")

type Leaf = tuple[tuple[str, ...], Any]


def check(tree: Tree) -> Iterator[Finding]:
    """Yield the keys and texts that Home Assistant would stumble over."""
    texts = dict(_leaves(tree.data(ENGLISH)))
    for path in tree.under(f"{INTEGRATION}/translations", suffix=".json"):
        for keys, text in _leaves(tree.data(path)):
            line = tree.line_of(path, *keys)
            for trouble in (*_key(keys), *_text(text)):
                yield Finding(path, line, f"{'.'.join(keys)} {trouble}")
            if path != ENGLISH:
                for trouble in _translated(texts, keys, text):
                    yield Finding(path, line, f"{'.'.join(keys)} {trouble}")


def _leaves(data: Any, *keys: str) -> Iterator[Leaf]:
    if isinstance(data, dict):
        for key, inner in data.items():
            yield from _leaves(inner, *keys, key)
    elif keys:
        yield keys, data


def _key(keys: tuple[str, ...]) -> Iterator[str]:
    for key in keys:
        if not _KEY.fullmatch(key):
            yield f"has the key {key!r}: only a-z, 0-9, _ and - inside are allowed"


def _text(text: Any) -> Iterator[str]:
    if not isinstance(text, str) or not text:
        yield "is no text: write one or leave it out"
        return
    if text != text.strip():
        yield "begins or ends with a blank: take it out"
    if _HTML.search(text):
        yield "has HTML in it: use Markdown or a placeholder"


def _translated(
    texts: dict[tuple[str, ...], Any], keys: tuple[str, ...], text: Any
) -> Iterator[str]:
    if keys not in texts:
        yield "is not in en.json: remove it, or fix its name"
    elif placeholders(text) != placeholders(texts[keys]):
        wanted = ", ".join(sorted(placeholders(texts[keys]))) or "none"
        yield f"has other placeholders than the English text: use {wanted}"
