"""Every Python, JSON and YAML file can be read, and says nothing twice."""

import ast
from collections import Counter
from collections.abc import Iterable, Iterator
import json
from typing import Any, Final

import yaml

from .tree import Finding, LenientLoader, Tree, parsed

_DATA: Final = (".json", ".yaml", ".yml")


def check(tree: Tree) -> Iterator[Finding]:
    """Yield the files that make no sense, and the keys that stand there twice."""
    for path in tree.paths:
        text = tree.text(path)
        if path.endswith(".py"):
            yield from _python(path, text)
        elif path.endswith(_DATA):
            yield from _data(path, text)


def _python(path: str, text: str) -> Iterator[Finding]:
    try:
        ast.parse(text, path)
    except SyntaxError as error:
        yield Finding(path, error.lineno or 1, f"is not Python: {error.msg}")


def _data(path: str, text: str) -> Iterator[Finding]:
    try:
        parsed(path, text)
    except json.JSONDecodeError as error:
        yield Finding(path, error.lineno, f"is not JSON: {error.msg}")
        return
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        yield Finding(path, line, f"is not YAML: {error.problem}")
        return
    except (ValueError, yaml.YAMLError) as error:
        yield Finding(path, 1, f"cannot be read: {error}")
        return
    for line, key in _json(text) if path.endswith(".json") else _yaml(text):
        yield Finding(path, line, f"{key} stands there twice: keep one")


def _json(text: str) -> Iterator[tuple[int, str]]:
    repeated: list[str] = []

    def keep(pairs: list[tuple[str, Any]]) -> None:
        repeated.extend(_repeated(key for key, _ in pairs))

    json.loads(text, object_pairs_hook=keep)
    for key in repeated:
        yield text.count("\n", 0, text.rfind(f'"{key}"')) + 1, key


def _yaml(text: str) -> Iterator[tuple[int, str]]:
    for document in yaml.compose_all(text, LenientLoader):
        yield from _yaml_keys(document)


def _yaml_keys(node: yaml.Node | None) -> Iterator[tuple[int, str]]:
    if isinstance(node, yaml.MappingNode):
        names = [key.value for key, _ in node.value if isinstance(key.value, str)]
        for name in _repeated(name for name in names if name != "<<"):
            yield node.start_mark.line + 1, name
        for _, value in node.value:
            yield from _yaml_keys(value)
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            yield from _yaml_keys(value)


def _repeated(keys: Iterable[str]) -> list[str]:
    return [key for key, times in Counter(keys).items() if times > 1]
