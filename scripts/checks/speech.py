"""Everything that the engine says has a text in every language, and no text is idle."""

import ast
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any, Final

from .english import placeholders, unclear
from .places import Place, keyword
from .tree import ENGINE, INTEGRATION, Finding, Tree
from .values import Texts, Values, values_in

ENGLISH_SPEECH: Final = f"{INTEGRATION}/speech/en.yaml"
# A limit's words are made from its reason, and the limits are the reasons that are
# named where the tightest of them is found.
_LIMITS: Final = f"{ENGINE}/rules/limits.py"
_ALLOWANCE: Final = f"{ENGINE}/allowance.py"
_URGENCY: Final = frozenset({"key", "urgency"})
# What the announcer fills in by itself.
_ALWAYS: Final = frozenset({"emergency"})

type Said = dict[str, frozenset[str]]


def check(tree: Tree) -> Iterator[Finding]:
    """Yield what cannot be said, and what nobody says."""
    values = values_in(tree, ENGINE)
    values.narrow(_LIMITS, "reason", values.mentioned(_ALLOWANCE, "Reason"))
    said: Said = {}
    for path, line, keys, given in _sayings(values):
        if keys is None or given is None:
            yield unclear(path, line, "what is said")
            continue
        for key in keys:
            said[key] = given & said.get(key, given)
            if not _texts(tree, ENGLISH_SPEECH).get(key):
                text = f"{key} has no words: add it to speech/en.yaml"
                yield Finding(path, line, text)
    for path in tree.under(f"{INTEGRATION}/speech", suffix=".yaml"):
        yield from _language(tree, path, said)


def _sayings(values: Values) -> Iterator[tuple[str, int, Texts, Texts]]:
    """Yield where something is said, which keys it has, and the names of its values."""
    for call, place in values.each("say"):
        if isinstance(call.func, ast.Attribute) and call.args:
            passed = frozenset(each.arg for each in call.keywords if each.arg)
            keys = values.one(call.args[0], place)
            yield place.path, call.lineno, keys, passed - _URGENCY
    for call, place in values.each("Say"):
        if (key := keyword(call, "key")) is not None and not _hands_on(place, key):
            given = keyword(call, "values")
            names = frozenset() if given is None else _names(values, given, place)
            yield place.path, call.lineno, values.one(key, place), names


def _hands_on(place: Place, key: ast.expr) -> bool:
    """Tell whether a call only hands on what `say` was called with."""
    function = place.functions[-1].name if place.functions else ""
    return function == "say" and isinstance(key, ast.Name)


def _names(values: Values, given: ast.expr, place: Place) -> Texts:
    """Return the keys of a dictionary, and of those that are unpacked into it."""
    if not isinstance(given, ast.Dict):
        return values.many(given, place)
    names = values.many(given, place) or frozenset()
    for key, inner in zip(given.keys, given.values, strict=True):
        if key is None:
            unpacked = values.many(inner, place)
            if unpacked is None:
                return None
            names |= unpacked
    return names


def _language(tree: Tree, path: str, said: Said) -> Iterator[Finding]:
    language = PurePosixPath(path).stem
    texts = _texts(tree, path)
    for key in sorted(said.keys() - texts.keys()):
        if path != ENGLISH_SPEECH:
            yield Finding(path, 1, f"{key} has no words in {language}: add them")
    for key, variants in texts.items():
        line = tree.line_of(path, "texts", key)
        if key not in said:
            yield Finding(path, line, f"nobody says {key}: remove it, or fix its name")
            continue
        for variant in variants:
            for name in sorted(placeholders(variant) - said[key] - _ALWAYS):
                text = f"{key} wants {{{name}}}, which is not said with it: pass it"
                yield Finding(path, line, text)
    yield from _units(tree, path)


def _units(tree: Tree, path: str) -> Iterator[Finding]:
    units = tree.mapping(path).get("units") or {}
    line = tree.line_of(path, "units")
    for name in tree.mapping(ENGLISH_SPEECH).get("units") or {}:
        forms = units.get(name) or {}
        many = placeholders(str(forms.get("other") or ""))
        if "one" not in forms or "number" not in many:
            text = f"{name} needs the forms one and other with {{number}}: add them"
            yield Finding(path, line, text)


def _texts(tree: Tree, path: str) -> dict[str, list[str]]:
    texts: dict[str, Any] = tree.mapping(path).get("texts") or {}
    return {
        key: [text] if isinstance(text, str) else list(text or ())
        for key, text in texts.items()
    }
