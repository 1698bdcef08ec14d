"""Every error that people can see has a text, with nothing left open in it."""

import ast
from collections.abc import Iterator

from .english import english, missing, placeholders, unclear, unused
from .pitfalls import SHOWN
from .places import keyword
from .tree import INTEGRATION, Finding, Tree
from .values import Given, Texts, Values, values_in

# What the engine refuses comes with values of its own.
REFUSED = "refused_"


def check(tree: Tree) -> Iterator[Finding]:
    """Yield the errors without a text, and the texts without an error."""
    values = values_in(tree, INTEGRATION)
    used: set[str] = set()
    for call, place in values.each(*sorted(SHOWN)):
        if (key := keyword(call, "translation_key")) is None:
            continue
        given = keyword(call, "translation_placeholders")
        for (name, caller), passed in values.handed_on(place, key, given):
            keys = None if name is None else values.one(name, caller)
            line = call.lineno if name is None else name.lineno
            if keys is None:
                yield unclear(caller.path, line, "the error's translation_key")
                continue
            used |= keys
            names = _names(values, passed)
            for each in sorted(keys):
                known = _refused(values) if each.startswith(REFUSED) else names
                yield from _message(tree, caller.path, line, each, known)
    if used:
        yield from unused(tree, used, "exceptions")


def _names(values: Values, given: Given) -> Texts:
    expression, place = given
    if expression is None:
        return frozenset()
    if isinstance(expression, ast.Constant):
        return values.one(expression, place)
    return values.many(expression, place)


def _refused(values: Values) -> Texts:
    """Return the names of all values that the engine gives with a refusal."""
    passed = {
        each.arg
        for call, _ in values.each("refuse")
        for each in call.keywords
        if each.arg is not None
    }
    for call, place in values.each("Refuse"):
        if (given := keyword(call, "values")) is not None:
            passed |= values.many(given, place) or frozenset()
    return frozenset(passed)


def _message(
    tree: Tree, path: str, line: int, key: str, known: Texts
) -> Iterator[Finding]:
    yield from missing(tree, path, line, "exceptions", key, "message")
    message = english(tree, "exceptions", key).get("message")
    for name in sorted(placeholders(message) - (known or frozenset())):
        if known is not None:
            text = f"exceptions.{key} wants {{{name}}}, which is not passed: pass it"
            yield Finding(path, line, text)
