"""Every blueprint says what it is, and asks for what it uses."""

from collections.abc import Iterator
from pathlib import PurePosixPath
import re
from typing import Any, Final

from .english import at
from .tree import INTEGRATION, Finding, Tree

# At the top of the repository there is a link to it.
FOLDER: Final = f"{INTEGRATION}/blueprints"
_OURS: Final = "home_gym"
_INPUT: Final = re.compile(r"!input\s+[\"']?(\w+)")
_COMMENT: Final = re.compile(r"(^|\s)#.*")


def check(tree: Tree) -> Iterator[Finding]:
    """Yield the blueprints that nobody could import or use."""
    for path in tree.under(FOLDER, suffix=".yaml"):
        blueprint = at(tree.mapping(path), "blueprint") or {}
        for text in _head(path, blueprint):
            yield Finding(path, tree.line_of(path, "blueprint"), text)
        yield from _inputs(tree, path, _declared(blueprint.get("input") or {}))


def _head(path: str, blueprint: dict[str, Any]) -> Iterator[str]:
    for key in ("name", "description", "domain", "source_url"):
        if not blueprint.get(key):
            yield f"the blueprint has no {key}: add it"
    domain, folder = PurePosixPath(path).relative_to(FOLDER).parts[:2]
    if blueprint.get("domain", domain) != domain or folder != _OURS:
        yield f"a blueprint for {blueprint.get('domain')} is not found here: move it"
    if not at(blueprint, "homeassistant", "min_version"):
        yield "does not say from which Home Assistant on it works: add min_version"


def _declared(inputs: dict[str, Any]) -> set[str]:
    """Return the names of all inputs, also of those in sections."""
    names: set[str] = set()
    for name, each in inputs.items():
        inner = each.get("input") if isinstance(each, dict) else None
        names |= {name} if inner is None else _declared(inner)
    return names


def _inputs(tree: Tree, path: str, declared: set[str]) -> Iterator[Finding]:
    used: set[str] = set()
    for number, line in enumerate(tree.text(path).splitlines(), 1):
        for name in _INPUT.findall(_COMMENT.sub("", line)):
            used.add(name)
            if name not in declared:
                text = f"uses the input {name}, which it does not ask for: declare it"
                yield Finding(path, number, text)
    for name in sorted(declared - used):
        text = f"asks for {name} and does not use it: remove it"
        yield Finding(path, tree.line_of(path, "input", name), text)
