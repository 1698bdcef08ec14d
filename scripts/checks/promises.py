"""Every promise is held by tests, and mutants show that the tests would notice."""

from collections.abc import Iterator
from pathlib import PurePosixPath
import re
from typing import Final

from .tree import Finding, Tree

TABLE: Final = "tests/README.md"
MUTANTS: Final = "tests/mutants"
PROMISES: Final = range(1, 13)
_ROW: Final = re.compile(r"\|\s*(\d+)\b[^|]*\|([^|]*)\|([^|]*)\|")
_NAME: Final = re.compile(r"`([^`]+)`")


def check(tree: Tree) -> Iterator[Finding]:
    """Yield the promises without a mutant, and what the table has wrong."""
    if TABLE not in tree.paths:
        return
    rows = dict(_rows(tree))
    mutants = {number: set(_mutants(tree, number)) for number in PROMISES}
    for number, told in mutants.items():
        if not told:
            text = f"promise {number} has no mutant: add one that breaks it"
            yield Finding(TABLE, 1, text)
        if number not in rows:
            text = f"promise {number} has no row in the table: add one"
            yield Finding(TABLE, 1, text)
            continue
        line, tests, named = rows[number]
        for path in sorted(told):
            yield from _mutant(tree, number, path, tests)
        names = {PurePosixPath(path).stem for path in told}
        for name in sorted(names ^ named):
            word = "does not name" if name in names else "names an unknown"
            text = f"the row of promise {number} {word} {name}: mend it"
            yield Finding(TABLE, line, text)
        for test in sorted(tests):
            if f"tests/{test}" not in tree.paths:
                text = f"the row of promise {number} names {test}, which is not there"
                yield Finding(TABLE, line, text)


def _rows(tree: Tree) -> Iterator[tuple[int, tuple[int, set[str], set[str]]]]:
    """Yield each promise of the table with its line, its tests and its mutants."""
    for line, text in enumerate(tree.text(TABLE).splitlines(), 1):
        if row := _ROW.match(text):
            number, tests, mutants = row.groups()
            names = set(_NAME.findall(tests)), set(_NAME.findall(mutants))
            yield int(number), (line, *names)


def _mutants(tree: Tree, number: int) -> Iterator[str]:
    for path in tree.under(MUTANTS, suffix=".patch"):
        if PurePosixPath(path).name.startswith(f"promise_{number:02}_"):
            yield path


def _mutant(tree: Tree, number: int, path: str, tests: set[str]) -> Iterator[Finding]:
    head = dict(
        line.removeprefix("# ").split(": ", 1)
        for line in tree.text(path).splitlines()
        if line.startswith("# ") and ": " in line
    )
    if not head.get("Promise", "").startswith(f"{number}, "):
        text = f"its name says promise {number}, its first line does not: mend it"
        yield Finding(path, 1, text)
    for test in head.get("Tests", "").split():
        if test.removeprefix("tests/") not in tests:
            text = f"{test} is not in the row of promise {number} in {TABLE}: add it"
            yield Finding(path, 2, text)
