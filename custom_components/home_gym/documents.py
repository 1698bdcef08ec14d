"""YAML texts with the lines that their keys stand in, for errors that can be found."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import yaml

# PyYAML lets the errors of its converters through where a text does not fit its tag,
# and Python's own where a file is nested too deep.
_SYNTAX_ERRORS: Final = (
    yaml.YAMLError,
    ArithmeticError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A parsed text: its plain data, its lines by key path, and its oddities.

    A key that stands twice in one mapping is repeated; what is written once and used
    again, as with an anchor and its alias, is shared.
    """

    data: Any
    lines: dict[str, int]
    repeated: tuple[str, ...] = ()
    shared: tuple[str, ...] = ()

    def line(self, path: str) -> int | None:
        """Return the line of a key, else the line of what it stands in."""
        while path:
            if (line := self.lines.get(path)) is not None:
                return line
            path = path.rpartition(".")[0]
        return None


class NoDocumentError(Exception):
    """A text that is not YAML."""

    def __init__(self, reason: str, line: int | None = None) -> None:
        """Keep why, and where."""
        super().__init__(reason)
        self.reason = reason
        self.line = line


def parse(text: str) -> Document:
    """Return the document that a text holds."""
    try:
        return _parsed(text)
    except _SYNTAX_ERRORS as error:
        raise _no_document(error) from error


def _parsed(text: str) -> Document:
    loader = yaml.SafeLoader(text)
    try:
        node = loader.get_single_node()
        if node is None:
            return Document(data=None, lines={})
        shared: list[str] = []
        # Before the data, because making it rewrites the nodes of merged mappings.
        keys = tuple(_keys(node, "", set(), shared))
        data = loader.construct_document(node)
    finally:
        loader.dispose()
    lines: dict[str, int] = {}
    repeated = []
    for path, line in keys:
        if path in lines:
            repeated.append(path)
        lines[path] = line
    return Document(
        data=data, lines=lines, repeated=tuple(repeated), shared=tuple(shared)
    )


def _keys(
    node: yaml.Node, path: str, seen: set[int], shared: list[str]
) -> Iterator[tuple[str, int]]:
    """Yield path and line of every key, but follow no alias: it may lead in circles."""
    if id(node) in seen:
        shared.append(path)
        return
    seen.add(id(node))
    prefix = f"{path}." if path else ""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if isinstance(key, yaml.ScalarNode):
                inner = f"{prefix}{key.value[:40]}"
                yield inner, key.start_mark.line + 1
                yield from _keys(value, inner, seen, shared)
    elif isinstance(node, yaml.SequenceNode):
        for index, value in enumerate(node.value):
            inner = f"{prefix}{index}"
            if isinstance(value, yaml.CollectionNode):
                yield inner, value.start_mark.line + 1
            yield from _keys(value, inner, seen, shared)


def _no_document(error: Exception) -> NoDocumentError:
    if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark is not None:
        reason = error.problem or error.context or ""
        return NoDocumentError(reason, error.problem_mark.line + 1)
    return NoDocumentError(type(error).__name__)
