"""A promise without a mutant is found, and so is a table that tells something else."""

import pytest

from scripts.checks import promises
from scripts.checks.promises import MUTANTS, PROMISES, TABLE

TEST = "tests/engine/test_x.py"


def row(number: int) -> str:
    return f"| {number} it holds | `engine/test_x.py` | `promise_{number:02}_x` |\n"


def mutant(number: int, tests: str = TEST) -> str:
    return f"# Promise: {number}, it holds: it does not\n# Tests: {tests}\n--- a/x\n"


def whole() -> dict[str, str]:
    """Return a tree in which every promise is held."""
    table = "| promise | tests | mutants |\n|---|---|---|\n"
    return {
        TEST: "",
        TABLE: table + "".join(map(row, PROMISES)),
        **{f"{MUTANTS}/promise_{each:02}_x.patch": mutant(each) for each in PROMISES},
    }


def test_a_true_table_is_left_alone(grow) -> None:
    assert not list(promises.check(grow(whole())))


def test_a_tree_without_a_table_is_not_ours(grow) -> None:
    assert not list(promises.check(grow({TEST: ""})))


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({f"{MUTANTS}/promise_03_x.patch": None}, "promise 3 has no mutant"),
        ({TABLE: (row(5), "")}, "promise 5 has no row"),
        ({TABLE: ("promise_07_x", "promise_07_y")}, "names an unknown promise_07_y"),
        (
            {f"{MUTANTS}/promise_02_y.patch": mutant(2)},
            "the row of promise 2 does not name promise_02_y",
        ),
        ({TEST: None}, "engine/test_x.py, which is not there"),
        (
            {f"{MUTANTS}/promise_09_x.patch": mutant(9, "tests/engine/test_y.py")},
            "tests/engine/test_y.py is not in the row of promise 9",
        ),
        (
            {f"{MUTANTS}/promise_12_x.patch": mutant(1)},
            "its name says promise 12, its first line does not",
        ),
    ],
)
def test_what_is_not_true_is_found(grow, changed: dict, words: str) -> None:
    files = whole()
    for path, change in changed.items():
        match change:
            case None:
                del files[path]
            case (old, new):
                files[path] = files[path].replace(old, new)
            case _:
                files[path] = change
    assert words in " ".join(each.text for each in promises.check(grow(files)))
