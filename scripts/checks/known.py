"""What a folder's source says of its names: calls, enums, constants, types."""

import ast
from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property

from .places import Bound, Place, callee, calls
from .tree import Tree


class Known:
    """Look up what is written in the files of a folder."""

    def __init__(self, tree: Tree, folder: str) -> None:
        """Look at nothing yet."""
        self._tree = tree
        self.paths = tree.under(folder, suffix=".py")

    @cached_property
    def calls(self) -> dict[str, list[tuple[ast.Call, Place]]]:
        """All calls, by the last word of what is called."""
        found = defaultdict(list)
        for path in self.paths:
            for call, place in calls(self._tree, path):
                found[callee(call)].append((call, place))
        return found

    @cached_property
    def enums(self) -> dict[str, dict[str, str]]:
        """The members of every enum of texts, by the enum's name."""
        return {
            node.name: dict(_members(node))
            for path in self.paths
            for node in ast.walk(self._tree.module(path))
            if isinstance(node, ast.ClassDef)
            and any(isinstance(b, ast.Name) and b.id == "StrEnum" for b in node.bases)
        }

    def each(self, *names: str) -> Iterator[tuple[ast.Call, Place]]:
        """Yield the calls of some functions or classes."""
        for name in names:
            yield from self.calls.get(name, ())

    def mentioned(self, path: str, enum: str) -> frozenset[str]:
        """Return the members of an enum that a file names."""
        return frozenset(
            self.enums[enum][node.attr]
            for node in ast.walk(self._tree.module(path))
            if isinstance(node, ast.Attribute)
            and isinstance(node.value, ast.Name)
            and node.value.id == enum
            and node.attr in self.enums.get(enum, {})
        )

    @cached_property
    def constants(self) -> dict[str, list[Bound]]:
        """What every name at the top of a file stands for."""
        found = defaultdict(list)
        for path in self.paths:
            for node in self._tree.module(path).body:
                match node:
                    case (
                        ast.Assign(targets=[ast.Name(id=name)], value=value)
                        | ast.AnnAssign(target=ast.Name(id=name), value=value)
                    ) if value is not None:
                        found[name].append(Bound(value=value, place=Place(path=path)))
        return found

    @cached_property
    def typed(self) -> dict[str, frozenset[str]]:
        """The texts of all that an enum is written beside, by its name."""
        found: dict[str, set[str]] = defaultdict(set)
        for path in self.paths:
            for name, annotation in _annotations(self._tree.module(path)):
                for node in ast.walk(annotation):
                    if isinstance(node, ast.Name) and node.id in self.enums:
                        found[name] |= set(self.enums[node.id].values())
        found.update({enum: set(each.values()) for enum, each in self.enums.items()})
        return {name: frozenset(texts) for name, texts in found.items() if texts}


def _members(enum: ast.ClassDef) -> Iterator[tuple[str, str]]:
    for node in enum.body:
        match node:
            case ast.Assign(
                targets=[ast.Name(id=name)], value=ast.Constant(value=str(text))
            ):
                yield name, text


def _annotations(module: ast.Module) -> Iterator[tuple[str, ast.expr]]:
    for node in ast.walk(module):
        match node:
            case ast.AnnAssign(
                target=ast.Name(id=name) | ast.Attribute(attr=name),
                annotation=annotation,
            ):
                yield name, annotation
            case ast.arg(arg=name, annotation=ast.expr() as annotation):
                yield name, annotation
            case (
                ast.FunctionDef(name=name, returns=ast.expr() as annotation)
                | ast.AsyncFunctionDef(name=name, returns=ast.expr() as annotation)
            ):
                yield name, annotation
