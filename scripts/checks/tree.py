"""The files of the project, read once, and what a check says about them."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
import json
from pathlib import Path
import re
import subprocess
from typing import Any, Final

import yaml

INTEGRATION: Final = "custom_components/home_gym"
ENGINE: Final = f"{INTEGRATION}/engine"
DIALECTS: Final = f"{INTEGRATION}/dialects"
ENGLISH: Final = f"{INTEGRATION}/translations/en.json"


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One thing that is not as it should be: where, what, and what to do."""

    path: str
    line: int
    text: str

    def __str__(self) -> str:
        """Return the finding as one line, as compilers write it."""
        return f"{self.path}:{self.line}: {self.text}"


class LenientLoader(yaml.SafeLoader):
    """Read YAML with Home Assistant's own tags, which need not mean anything here."""


def _untagged(loader: LenientLoader, suffix: str, node: yaml.Node) -> Any:
    if isinstance(node, yaml.ScalarNode):
        return loader.construct_scalar(node)
    if isinstance(node, yaml.SequenceNode):
        return loader.construct_sequence(node, deep=True)
    return (
        loader.construct_mapping(node, deep=True)
        if isinstance(node, yaml.MappingNode)
        else None
    )


LenientLoader.add_multi_constructor("!", _untagged)


class Tree:
    """The files under a root: all of a folder, or what git would know of a clone."""

    def __init__(self, root: Path) -> None:
        """Read nothing yet."""
        self.root = root
        self._texts: dict[str, str] = {}
        self._modules: dict[str, ast.Module] = {}
        self._data: dict[str, Any] = {}

    @cached_property
    def paths(self) -> tuple[str, ...]:
        """The paths of all files, relative to the root."""
        names = self._listed() if (self.root / ".git").exists() else self._walked()
        return tuple(
            sorted(
                name
                for name in names
                if (path := self.root / name).is_file() and not path.is_symlink()
            )
        )

    def under(self, *folders: str, suffix: str = "") -> tuple[str, ...]:
        """Return the paths in some folders, however deep, of one kind of file."""
        starts = tuple(f"{folder}/" for folder in folders)
        return tuple(
            path
            for path in self.paths
            if path.startswith(starts) and path.endswith(suffix)
        )

    def text(self, path: str) -> str:
        """Return the text of a file, nothing where there is none or it is not text."""
        if path not in self._texts:
            try:
                text = (self.root / path).read_text(encoding="utf-8")
            except OSError, UnicodeError:
                text = ""
            self._texts[path] = "" if "\0" in text else text
        return self._texts[path]

    def module(self, path: str) -> ast.Module:
        """Return a Python file's syntax tree; an empty one where there is no sense."""
        if path not in self._modules:
            try:
                self._modules[path] = ast.parse(self.text(path), path)
            except SyntaxError:
                self._modules[path] = ast.Module(body=[], type_ignores=[])
        return self._modules[path]

    def data(self, path: str) -> Any:
        """Return what a JSON or YAML file holds; nothing where there is no sense."""
        if path not in self._data:
            try:
                self._data[path] = parsed(path, self.text(path))
            except ValueError, yaml.YAMLError:
                self._data[path] = None
        return self._data[path]

    def mapping(self, path: str) -> dict[str, Any]:
        """Return what a JSON or YAML file maps; nothing where it maps nothing."""
        data = self.data(path)
        return data if isinstance(data, dict) else {}

    def line_of(self, path: str, *keys: str) -> int:
        """Return about the line in which a nested key of a JSON or YAML file stands."""
        text, at = self.text(path), 0
        for key in map(re.escape, keys):
            written = re.compile(rf'"{key}"\s*:|^[\s-]*{key}\s*:', re.MULTILINE)
            if found := written.search(text, at):
                at = found.end()
        return text.count("\n", 0, at) + 1

    def _listed(self) -> Iterator[str]:
        arguments = ("ls-files", "-z", "--cached", "--others", "--exclude-standard")
        done = subprocess.run(
            ("git", "-C", str(self.root), *arguments),  # noqa: S607  # git is in PATH
            capture_output=True,
            check=True,
            text=True,
        )
        yield from filter(None, done.stdout.split("\0"))

    def _walked(self) -> Iterator[str]:
        for path in self.root.rglob("*"):
            yield path.relative_to(self.root).as_posix()


def parsed(path: str, text: str) -> Any:
    """Return what the text of a JSON or YAML file means, or raise that it is none."""
    if path.endswith(".json"):
        return json.loads(text)
    # The loader is a safe one: it only ignores what the tags of others mean.
    return yaml.load(text, LenientLoader)  # noqa: S506
