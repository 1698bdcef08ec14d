"""Every option that a form or an action offers has a text."""

from collections.abc import Iterator
from typing import Any, Final

from .english import missing, unclear, unused
from .places import keyword
from .tree import INTEGRATION, Finding, Tree
from .values import Texts, values_in

_FILES: Final = ("services.yaml", "triggers.yaml", "conditions.yaml")


def check(tree: Tree) -> Iterator[Finding]:
    """Yield the options without a text, and the texts without a selector."""
    used: set[str] = set()
    for path, line, keys, options in (*_in_code(tree), *_in_yaml(tree)):
        if keys is None or options is None:
            yield unclear(path, line, "the selector's key or options")
            continue
        used |= keys
        for key in sorted(keys):
            for option in sorted(options):
                where = ("selector", key, "options", option)
                yield from missing(tree, path, line, *where)
    if used:
        yield from unused(tree, used | _looked_up(tree), "selector")


def _in_code(tree: Tree) -> Iterator[tuple[str, int, Texts, Texts]]:
    values = values_in(tree, INTEGRATION)
    for call, place in values.each("SelectSelectorConfig"):
        key, offered = keyword(call, "translation_key"), keyword(call, "options")
        if key is None or offered is None:
            continue
        for (name, named), (options, there) in values.handed_on(place, key, offered):
            yield (
                named.path,
                call.lineno if name is None else name.lineno,
                None if name is None else values.one(name, named),
                None if options is None else values.many(options, there),
            )


def _in_yaml(tree: Tree) -> Iterator[tuple[str, int, Texts, Texts]]:
    for name in _FILES:
        path = f"{INTEGRATION}/{name}"
        for select in _selects(tree.data(path)):
            key, options = select["translation_key"], select.get("options") or ()
            offered = frozenset(
                str(each["value"] if isinstance(each, dict) else each)
                for each in options
            )
            line = tree.line_of(path, "translation_key")
            yield path, line, frozenset({str(key)}), offered


def _selects(data: Any) -> Iterator[dict[str, Any]]:
    """Yield every selection, however deep, that has its texts translated."""
    if isinstance(data, dict):
        select = data.get("select")
        if isinstance(select, dict) and "translation_key" in select:
            yield select
        for each in data.values():
            yield from _selects(each)


def _looked_up(tree: Tree) -> frozenset[str]:
    """Return the selectors whose texts are only looked up, for use in a sentence."""
    values = values_in(tree, INTEGRATION)
    return frozenset(
        name
        for call, place in values.each("async_texts")
        for each in call.args[1:2]
        for name in values.one(each, place) or ()
    )
