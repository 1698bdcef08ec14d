"""Imports point down only: entities on the coordinator, all of it on the engine."""

import ast
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Final

from .floor_plan import FLOORS, PACKAGES
from .imports import imports, name_of
from .tree import DIALECTS, ENGINE, INTEGRATION, Finding, Tree

PACKAGE: Final = INTEGRATION.replace("/", ".")
SIMULATOR: Final = "gymlab/simulator"

# What the standard library has for those who only think: no clock, no chance, no I/O.
PURE: Final = frozenset(
    {
        "abc",
        "bisect",
        "collections",
        "contextlib",
        "copy",
        "dataclasses",
        "datetime",
        "decimal",
        "enum",
        "fractions",
        "functools",
        "heapq",
        "itertools",
        "json",
        "math",
        "numbers",
        "operator",
        "re",
        "reprlib",
        "statistics",
        "string",
        "textwrap",
        "types",
        "typing",
    }
)
_OUTWARD: Final = frozenset(
    {"__import__", "breakpoint", "eval", "exec", "input", "open", "print"}
)
_CLOCKS: Final = frozenset({"now", "today", "utcnow"})


def check(tree: Tree) -> Iterator[Finding]:
    """Yield every import that points up, or out of where it may."""
    yield from _floors(tree)
    yield from _thinkers(tree)
    yield from _rules(tree)
    yield from _witness(tree)


def _floors(tree: Tree) -> Iterator[Finding]:
    for path in tree.under(INTEGRATION, suffix=".py"):
        module = _module(name_of(path))
        if module in PACKAGES:
            continue
        if (floor := FLOORS.get(module)) is None:
            text = f"{module} has no floor: give it one in scripts/checks/floor_plan.py"
            yield Finding(path, 1, text)
            continue
        for line, name in imports(tree, path):
            above = FLOORS.get(_module(name), 0) if name.startswith(PACKAGE) else 0
            # The first floor has rules of its own, which say more.
            if above > floor > 1:
                text = (
                    f"floor {floor} imports {_module(name)} of floor {above}:"
                    " move what both need down, or hand it in"
                )
                yield Finding(path, line, text)


def _module(name: str) -> str:
    """Return which module of the integration a full name belongs to."""
    parts = name.removeprefix(PACKAGE).lstrip(".").split(".")
    return ".".join(parts[: 2 if parts[0] in PACKAGES else 1]) or "__init__"


def _thinkers(tree: Tree) -> Iterator[Finding]:
    engine, dialects = (each.replace("/", ".") for each in (ENGINE, DIALECTS))
    for folder, allowed in (
        (ENGINE, (engine,)),
        (DIALECTS, (dialects, f"{engine}.readings")),
    ):
        for path in tree.under(folder, suffix=".py"):
            for line, name in imports(tree, path):
                ours = any(_inside(name, each) for each in allowed)
                if not ours and name.partition(".")[0] not in PURE:
                    text = f"imports {name}: here only {_may(allowed)} may be imported"
                    yield Finding(path, line, text)
            yield from _outward(tree, path)


def _inside(name: str, package: str) -> bool:
    return name == package or name.startswith(f"{package}.")


def _may(allowed: tuple[str, ...]) -> str:
    ours = " and ".join(each.removeprefix(f"{PACKAGE}.") for each in allowed)
    return f"{ours} and the pure part of the standard library"


def _outward(tree: Tree, path: str) -> Iterator[Finding]:
    for node in ast.walk(tree.module(path)):
        match node:
            case ast.Name(id=name, ctx=ast.Load()) if name in _OUTWARD:
                yield Finding(path, node.lineno, f"uses {name}: here nothing goes out")
            case ast.Call(func=ast.Attribute(attr=name)) if name in _CLOCKS:
                text = f"asks .{name}() what time it is: time is an argument here"
                yield Finding(path, node.lineno, text)


def _rules(tree: Tree) -> Iterator[Finding]:
    rules = f"{ENGINE}/rules"
    for path in tree.under(rules, suffix=".py"):
        if PurePosixPath(path).name == "__init__.py":
            continue
        for line, name in imports(tree, path):
            if _inside(name, rules.replace("/", ".")):
                text = f"a rule imports {name}: a rule never talks to another rule"
                yield Finding(path, line, text)


def _witness(tree: Tree) -> Iterator[Finding]:
    ours = ("custom_components", "homeassistant", "integration")
    for path in tree.under(SIMULATOR, suffix=".py"):
        for line, name in imports(tree, path):
            if name.partition(".")[0] in ours:
                text = f"imports {name}: a witness shares no code with what it watches"
                yield Finding(path, line, text)
