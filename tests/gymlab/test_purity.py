"""The simulator's core has no clock and no wires, and shares no code with us."""

import ast
from pathlib import Path

import pytest

from gymlab import simulator

FOLDER = Path(simulator.__file__).parent
SHELL = {"connection", "journal", "shell"}
WIRES = {"asyncio", "os", "paho", "pathlib", "queue", "socket", "threading", "time"}
FOREIGN = {"custom_components", "homeassistant", "integration"}
CLOCKS = {"now", "today", "utcnow", "monotonic", "perf_counter"}


def modules(*, core: bool) -> list[Path]:
    paths = sorted(FOLDER.rglob("*.py"))
    return [path for path in paths if not core or path.stem not in SHELL]


def imported(path: Path) -> set[str]:
    """Return the first words of all absolute imports."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module)
    return {name.split(".")[0] for name in names}


@pytest.mark.parametrize("path", modules(core=False), ids=lambda path: path.stem)
def test_the_witness_shares_no_code_with_what_it_watches(path: Path) -> None:
    assert not imported(path) & FOREIGN


@pytest.mark.parametrize("path", modules(core=True), ids=lambda path: path.stem)
def test_the_core_has_no_clock_and_no_wires(path: Path) -> None:
    assert not imported(path) & WIRES
    tree = ast.parse(path.read_text(encoding="utf-8"))
    attributes = {n.attr for n in ast.walk(tree) if isinstance(n, ast.Attribute)}
    assert not attributes & CLOCKS
