"""Calls that look harmless in Home Assistant code, and are not."""

import ast
from collections.abc import Iterator
from typing import Final

from .places import callee, calls
from .sizes import is_log
from .tree import INTEGRATION, Finding, Tree

# They are shown to people, so their words come from the translations.
SHOWN: Final = frozenset(
    {
        "ConfigEntryAuthFailed",
        "ConfigEntryError",
        "ConfigEntryNotReady",
        "HomeAssistantError",
        "ServiceValidationError",
        "UpdateFailed",
    }
)
_CLOCKS: Final = frozenset({"now", "today", "utcnow"})


def check(tree: Tree) -> Iterator[Finding]:
    """Yield every such call of the integration."""
    for path in tree.under(INTEGRATION, suffix=".py"):
        for call, _ in calls(tree, path):
            for text in _troubles(call):
                yield Finding(path, call.lineno, text)
        yield from _callbacks(tree, path)


def _troubles(call: ast.Call) -> Iterator[str]:
    words = [each for each in call.args if _is_words(each)]
    if is_log(call) and any(isinstance(each, ast.JoinedStr) for each in words):
        yield "an f-string in a log call is made even when nobody logs: use %s"
    if callee(call) in SHOWN and words:
        yield f"{callee(call)} with words in it: use translation_domain and _key"
    if _asks_the_time(call):
        yield "asks the machine for a local time: use dt_util.now() or utcnow()"


def _is_words(expression: ast.expr) -> bool:
    return isinstance(expression, ast.JoinedStr) or (
        isinstance(expression, ast.Constant) and isinstance(expression.value, str)
    )


def _asks_the_time(call: ast.Call) -> bool:
    match call.func:
        case ast.Attribute(
            value=ast.Name(id="datetime" | "date") | ast.Attribute(attr="datetime")
        ):
            return callee(call) in _CLOCKS
    return False


def _callbacks(tree: Tree, path: str) -> Iterator[Finding]:
    for node in ast.walk(tree.module(path)):
        if isinstance(node, ast.AsyncFunctionDef) and any(
            isinstance(each, ast.Name) and each.id == "callback"
            for each in node.decorator_list
        ):
            text = f"{node.name} is async: @callback has no effect on it"
            yield Finding(path, node.lineno, text)
