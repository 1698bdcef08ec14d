"""The checks find nothing in this repository, and would say so if they did."""

import subprocess
import sys

import pytest

from scripts.checks import __main__ as command, policies
from scripts.checks.__main__ import CHECKS, ROOT
from scripts.checks.entities import entities
from scripts.checks.tree import ENGINE, INTEGRATION, Finding, Tree
from scripts.checks.values import values_in


@pytest.fixture(scope="module")
def whole_tree() -> Tree:
    return Tree(ROOT)


@pytest.mark.parametrize("name", CHECKS)
def test_nothing_is_found_in_the_whole_tree(name: str, whole_tree: Tree) -> None:
    found = sorted(CHECKS[name](whole_tree))
    assert not found, "\n".join(map(str, found))


def test_every_file_of_a_check_is_in_the_table() -> None:
    folder = ROOT / "scripts" / "checks"
    with_a_check = {
        path.stem
        for path in folder.glob("*.py")
        if "\ndef check(" in path.read_text(encoding="utf-8")
    }
    assert with_a_check == set(CHECKS)


def test_the_tree_is_what_git_would_know_of_a_clone(whole_tree: Tree) -> None:
    assert "pyproject.toml" in whole_tree.paths
    assert not [path for path in whole_tree.paths if path.startswith(".local/")]
    # The link to the integration would have everything found twice.
    assert not [path for path in whole_tree.paths if path.startswith("integration")]


@pytest.mark.parametrize(
    ("findings", "code", "output"),
    [
        ([], 0, ""),
        (
            [Finding("b.py", 2, "is odd: mend it"), Finding("a.py", 9, "is too long")],
            1,
            "a.py:9: is too long\nb.py:2: is odd: mend it\n",
        ),
    ],
)
def test_a_finding_is_one_line_and_fails_the_run(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    findings: list[Finding],
    code: int,
    output: str,
) -> None:
    monkeypatch.setattr(command, "CHECKS", {"odd": lambda tree: iter(findings)})
    assert command.main([]) == code
    assert capsys.readouterr().out == output


def test_an_unknown_check_is_no_success() -> None:
    done = subprocess.run(
        (sys.executable, "-m", "scripts.checks", "nonsense"),
        cwd=ROOT,
        capture_output=True,
        check=False,
        text=True,
    )
    assert done.returncode == 2
    assert "nonsense" in done.stdout


def test_the_checks_have_something_to_look_at(whole_tree: Tree) -> None:
    """A check that loses sight of its subject would find nothing for ever."""
    values = values_in(whole_tree, INTEGRATION)
    seen = {
        "entities": len(entities(whole_tree)),
        "sayings": sum(1 for _ in values.each("Say", "say")),
        "errors": sum(1 for _ in values.each("ServiceValidationError")),
        "issues": sum(1 for _ in values.each("async_create_issue")),
        "selectors": sum(1 for _ in values.each("SelectSelectorConfig")),
        "forms": sum(1 for _ in values.each("async_show_form")),
        "actions": sum(1 for _ in values.each("async_register")),
        "presets": len(whole_tree.under(policies.FOLDER)),
        "rules": len(whole_tree.under(f"{ENGINE}/rules")),
    }
    assert not [name for name, count in seen.items() if not count]
    assert seen["entities"] > 30
    assert seen["sayings"] > 40
