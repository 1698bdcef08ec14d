"""What a file imports, by the full name of each module."""

import ast
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Final

from .tree import Tree

# Everything in this package of Home Assistant is a module.
COMPONENTS: Final = "homeassistant.components"


def imports(tree: Tree, path: str) -> Iterator[tuple[int, str]]:
    """Yield line and name of every module that a file imports, wherever it does."""
    for node in ast.walk(tree.module(path)):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield node.lineno, alias.name
        elif isinstance(node, ast.ImportFrom):
            yield from _imports_from(tree, path, node)


def name_of(path: str) -> str:
    """Return the name under which Python knows a file."""
    parts = PurePosixPath(path).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _imports_from(
    tree: Tree, path: str, node: ast.ImportFrom
) -> Iterator[tuple[int, str]]:
    base = PurePosixPath(path).parts[: -node.level] if node.level else ()
    package = ".".join((*base, node.module) if node.module else base)
    for alias in node.names:
        # What is imported from a package may be a module of it.
        inner = f"{package}.{alias.name}"
        is_module = package == COMPONENTS or _is_module(tree, inner)
        yield node.lineno, inner if is_module else package


def _is_module(tree: Tree, name: str) -> bool:
    place = name.replace(".", "/")
    return f"{place}.py" in tree.paths or f"{place}/__init__.py" in tree.paths
