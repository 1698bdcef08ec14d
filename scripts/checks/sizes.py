"""Small files, small functions, and hardly any logging."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from statistics import median
from typing import Final

from .places import callee, calls
from .tree import DIALECTS, ENGINE, INTEGRATION, Finding, Tree

LOG_CALLS: Final = 15
TABLE_LINES: Final = 400
# Files that are one table, which nobody reads from top to bottom.
TABLES: Final = frozenset(
    {
        f"{ENGINE}/policy_fields.py",
        f"{INTEGRATION}/sensor.py",
        "scripts/checks/floors.py",
        "scripts/policy_docs.py",
    }
)
_LEVELS: Final = frozenset(
    {"critical", "debug", "error", "exception", "info", "log", "warning"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """How much there may be of everything in a package; its median is below one."""

    folder: str
    file_lines: int = 300
    function_lines: int | None = 40
    median_lines: int | None = 10


# The card is not Python: only its files are measured.
CARD: Final = Budget(folder="frontend", function_lines=None, median_lines=None)
# A folder belongs to the first budget that fits. A long story can be one test.
BUDGETS: Final = (
    Budget(folder=ENGINE),
    Budget(folder=DIALECTS),
    Budget(folder=INTEGRATION),
    Budget(folder="gymlab"),
    Budget(folder="scripts"),
    Budget(folder="tests", file_lines=500, function_lines=None, median_lines=None),
)


def check(tree: Tree) -> Iterator[Finding]:
    """Yield what has grown beyond its budget."""
    seen: set[str] = set()
    for budget in BUDGETS:
        paths = [
            path for path in tree.under(budget.folder, suffix=".py") if path not in seen
        ]
        seen |= set(paths)
        yield from _package(tree, budget, paths)
    for path in tree.under(CARD.folder, suffix=".ts"):
        yield from _file(tree, CARD, path)
    yield from _logging(tree)


def _package(tree: Tree, budget: Budget, paths: list[str]) -> Iterator[Finding]:
    lengths: list[int] = []
    for path in paths:
        yield from _file(tree, budget, path)
        for name, line, length in _functions(tree, path):
            lengths.append(length)
            most = budget.function_lines
            if most is not None and length > most:
                text = f"{name} has {length} lines, {most} at most: split it"
                yield Finding(path, line, text)
    if budget.median_lines and lengths and median(lengths) >= budget.median_lines:
        text = (
            f"half of the functions have {median(lengths):g} lines or more,"
            f" below {budget.median_lines} is the aim: split some"
        )
        yield Finding(budget.folder, 1, text)


def _file(tree: Tree, budget: Budget, path: str) -> Iterator[Finding]:
    most = TABLE_LINES if path in TABLES else budget.file_lines
    lines = len(tree.text(path).splitlines())
    if lines > most:
        text = f"{lines} lines, {most} at most: find the second idea and move it out"
        yield Finding(path, most + 1, text)


def _functions(tree: Tree, path: str) -> Iterator[tuple[str, int, int]]:
    """Yield name, line and length of every function of a file."""
    for node in ast.walk(tree.module(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            last = node.end_lineno or node.lineno
            yield node.name, node.lineno, last - node.lineno + 1


def _logging(tree: Tree) -> Iterator[Finding]:
    found = (
        (path, call.lineno)
        for path in tree.under(INTEGRATION, suffix=".py")
        for call, _ in calls(tree, path)
        if is_log(call)
    )
    for path, line in islice(found, LOG_CALLS, None):
        text = f"one of more than {LOG_CALLS} log calls: log less"
        yield Finding(path, line, text)


def is_log(call: ast.Call) -> bool:
    """Tell whether a call writes to a log."""
    match call.func:
        case ast.Attribute(value=ast.Name(id=name)):
            named = name.upper().endswith("LOGGER") or name == "logging"
            return named and callee(call) in _LEVELS
    return False
