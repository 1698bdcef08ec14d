"""The tree of files, and where in one a key stands."""

import subprocess

import pytest

from scripts.checks.imports import imports
from scripts.checks.tree import Tree

JSON = '{\n"key": 1,\n"other": {\n"more_key": 2,\n"key": 3}}'
YAML = "key: 1\nother:\n  more_key: 2\n  key: 3\n"


@pytest.mark.parametrize(
    ("path", "keys", "line"),
    [
        ("x.json", ("key",), 2),
        ("x.json", ("other", "key"), 5),
        ("x.json", ("nothing",), 1),
        ("x.yaml", ("key",), 1),
        ("x.yaml", ("other", "key"), 4),
    ],
)
def test_where_a_key_stands(grow, path: str, keys: tuple[str, ...], line: int) -> None:
    assert grow({"x.json": JSON, "x.yaml": YAML}).line_of(path, *keys) == line


def test_what_git_ignores_is_not_there(grow) -> None:
    tree = grow({".gitignore": "/made/\n", "made/x.py": "", "new.py": "", "a/b.py": ""})
    subprocess.run(("git", "init", "--quiet", str(tree.root)), check=True)
    (tree.root / "link").symlink_to(tree.root / "a")
    assert Tree(tree.root).paths == (".gitignore", "a/b.py", "new.py")


def test_a_file_without_sense_is_as_good_as_empty(grow) -> None:
    tree = grow({"x.py": "def (", "x.json": "{", "x.yaml": "- a"})
    assert not tree.module("x.py").body
    assert tree.mapping("x.json") == tree.mapping("x.yaml") == {}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("import a.b as c, d", ["a.b", "d"]),
        ("from a.b import c", ["a.b"]),
        ("from . import y, nothing", ["house.y", "house"]),
        ("from .deep import inner", ["house.deep.inner"]),
        ("def late():\n    from .y import z", ["house.y"]),
        ("from homeassistant.components import x", ["homeassistant.components.x"]),
    ],
)
def test_what_a_file_imports(grow, text: str, names: list[str]) -> None:
    files = {"house/y.py": "", "house/deep/inner.py": ""}
    tree = grow({**files, "house/x.py": text})
    assert [name for _, name in imports(tree, "house/x.py")] == names
