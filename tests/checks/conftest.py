"""A small tree of files for a check to look at."""

from collections.abc import Callable
from pathlib import Path

import pytest

from scripts.checks.tree import Tree

type Grow = Callable[[dict[str, str]], Tree]


@pytest.fixture
def grow(tmp_path: Path) -> Grow:
    """Return a function that writes files and returns the tree of them."""

    def written(files: dict[str, str]) -> Tree:
        for name, text in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return Tree(tmp_path)

    return written
