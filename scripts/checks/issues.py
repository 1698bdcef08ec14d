"""Every issue has a title, and either a description or a flow that mends it."""

import ast
from collections.abc import Iterator

from .english import english, missing, placeholders, unclear, unused
from .places import keyword
from .tree import INTEGRATION, Finding, Tree
from .values import Texts, values_in


def check(tree: Tree) -> Iterator[Finding]:
    """Yield the issues without a text, and the texts without an issue."""
    values = values_in(tree, INTEGRATION)
    used: set[str] = set()
    for call, place in values.each("async_create_issue"):
        key = keyword(call, "translation_key")
        given = keyword(call, "translation_placeholders")
        passed = frozenset() if given is None else values.many(given, place)
        for ((name, caller),) in values.handed_on(place, key):
            keys = None if name is None else values.one(name, caller)
            line = call.lineno if name is None else name.lineno
            if keys is None:
                yield unclear(caller.path, line, "the issue's translation_key")
                continue
            used |= keys
            for each in sorted(keys):
                yield from _texts(tree, caller.path, line, each, passed)
                yield from _body(tree, caller.path, line, each, _fixable(call))
    if used:
        yield from unused(tree, used, "issues")


def _fixable(call: ast.Call) -> bool:
    match keyword(call, "is_fixable"):
        case ast.Constant(value=value):
            return bool(value)
    return True


def _texts(
    tree: Tree, path: str, line: int, key: str, passed: Texts
) -> Iterator[Finding]:
    yield from missing(tree, path, line, "issues", key, "title")
    texts = english(tree, "issues", key)
    for name in ("title", "description"):
        for word in sorted(placeholders(texts.get(name)) - (passed or frozenset())):
            text = f"issues.{key}.{name} wants {{{word}}}, which is not passed: pass it"
            yield Finding(path, line, text)


def _body(
    tree: Tree, path: str, line: int, key: str, fixable: bool
) -> Iterator[Finding]:
    texts = english(tree, "issues", key)
    wanted, other = (
        ("fix_flow", "description") if fixable else ("description", "fix_flow")
    )
    if texts and (wanted not in texts or other in texts):
        text = f"issues.{key} needs {wanted} and no {other}: mend translations/en.json"
        yield Finding(path, line, text)
