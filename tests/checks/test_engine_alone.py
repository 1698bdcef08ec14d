"""The engine and the dialects need nothing but Python itself."""

import subprocess
import sys
from typing import Final

import pytest

from scripts.checks.__main__ import ROOT
from scripts.checks.imports import name_of
from scripts.checks.tree import DIALECTS, ENGINE, INTEGRATION, Tree

# An interpreter without site packages, and a package in the place of the integration
# that has its folder and nothing of its own.
PROGRAM: Final = """
import importlib, sys, types
package = types.ModuleType("alone")
package.__path__ = [sys.argv[1]]
sys.modules["alone"] = package
for name in sys.argv[2:]:
    importlib.import_module("alone." + name)
print(*sorted({name.partition(".")[0] for name in sys.modules}))
"""


@pytest.fixture(scope="module")
def loaded() -> set[str]:
    """Return everything that is loaded with all modules of engine and dialects."""
    package = name_of(f"{INTEGRATION}/__init__.py")
    names = [
        name_of(path).removeprefix(f"{package}.")
        for path in Tree(ROOT).under(ENGINE, DIALECTS, suffix=".py")
    ]
    assert len(names) > 30
    done = subprocess.run(
        (sys.executable, "-I", "-S", "-c", PROGRAM, str(ROOT / INTEGRATION), *names),
        capture_output=True,
        check=False,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return set(done.stdout.split())


def test_they_load_without_any_installed_package(loaded: set[str]) -> None:
    assert loaded <= sys.stdlib_module_names | {"alone", "__main__"}


def test_they_bring_no_wires(loaded: set[str]) -> None:
    wires = {"asyncio", "logging", "random", "secrets", "socket", "subprocess"}
    assert not loaded & wires
