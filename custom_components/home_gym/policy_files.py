"""Policies from files: the presets that come along, and the ones people write.

Reading a file blocks: inside Home Assistant call these functions in an executor.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

import yaml

from .engine.policy import Policy
from .engine.policy_reader import PolicyProblem, ProblemKind, read_policy, shown

EXTENDS: Final = "extends"
PRESETS_FOLDER: Final = Path(__file__).parent / "policies"

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


class Preset(StrEnum):
    """The policies that come along."""

    GENTLE_BACK = "gentle_back"
    DESK_WALKER = "desk_walker"
    GENERAL_FITNESS = "general_fitness"
    RUNNER = "runner"


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyFileProblem:
    """Say in which file, and where known in which line, a policy is wrong."""

    file: str
    line: int | None = None
    problem: PolicyProblem


class BrokenPresetError(Exception):
    """A preset, which is a part of this integration, is damaged."""

    def __init__(self, problems: tuple[PolicyFileProblem, ...]) -> None:
        """Keep what is wrong."""
        super().__init__(problems)
        self.problems = problems


@dataclass(frozen=True, slots=True, kw_only=True)
class _Document:
    """A parsed file: its plain data, its lines by path, and its repeated keys."""

    data: Any
    lines: dict[str, int]
    repeated: tuple[str, ...]


def load_preset(preset: Preset) -> Policy:
    """Return a policy that comes along; blocks."""
    policy = load_policy(PRESETS_FOLDER / f"{preset}.yaml")
    if not isinstance(policy, Policy):
        raise BrokenPresetError(policy)
    return policy


def load_policy(path: Path) -> Policy | tuple[PolicyFileProblem, ...]:
    """Return the policy of a file, or all that is wrong with it; blocks.

    A file that `extends` a preset has to say only what differs.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeError) as error:
        return (_whole_file(path, ProblemKind.UNREADABLE, type(error).__name__),)
    try:
        document = _parsed(text)
    except _SYNTAX_ERRORS as error:
        return (_syntax_problem(path, error),)
    result = _read(path.stem, document)
    if isinstance(result, Policy):
        return result
    return tuple(
        PolicyFileProblem(
            file=str(path), line=_line(document.lines, problem.path), problem=problem
        )
        for problem in result
    )


def _read(name: str, document: _Document) -> Policy | tuple[PolicyProblem, ...]:
    """Return the policy of a document, or what is wrong with it."""
    repeated = tuple(
        PolicyProblem(path=path, problem=ProblemKind.DUPLICATE_KEY)
        for path in document.repeated
    )
    data = document.data
    base = None
    if isinstance(data, dict) and EXTENDS in data:
        data = dict(data)
        base = _base(data.pop(EXTENDS))
    if isinstance(base, PolicyProblem):
        # Without its base nearly everything is missing: more than one wants to read.
        return (*repeated, base)
    result = read_policy(name, data, base)
    if isinstance(result, Policy):
        return repeated or result
    return repeated + result


def _base(name: object) -> Policy | PolicyProblem:
    """Return the preset that a policy extends."""
    if isinstance(name, str) and name in Preset:
        return load_preset(Preset(name))
    return PolicyProblem(
        path=EXTENDS,
        problem=ProblemKind.UNKNOWN_PRESET,
        value=shown(name),
        allowed=", ".join(Preset),
    )


def _parsed(text: str) -> _Document:
    """Return a text's data with the lines that it came from."""
    loader = yaml.SafeLoader(text)
    try:
        node = loader.get_single_node()
        if node is None:
            return _Document(data=None, lines={}, repeated=())
        # Before the data, because making it rewrites the nodes of merged mappings.
        keys = tuple(_keys(node))
        data = loader.construct_document(node)
    finally:
        loader.dispose()
    lines: dict[str, int] = {}
    repeated = []
    for path, line in keys:
        if path in lines:
            repeated.append(path)
        lines[path] = line
    return _Document(data=data, lines=lines, repeated=tuple(repeated))


def _keys(node: yaml.Node, prefix: str = "") -> Iterator[tuple[str, int]]:
    """Yield the path and the line of every key of a file and its sections."""
    if not isinstance(node, yaml.MappingNode):
        return
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode):
            continue
        path = f"{prefix}{shown(key.value)}"
        yield path, key.start_mark.line + 1
        if not prefix:
            yield from _keys(value, f"{path}.")


def _line(lines: dict[str, int], path: str) -> int | None:
    """Return the line of a key, else the line of its section."""
    return lines.get(path) or lines.get(path.partition(".")[0])


def _whole_file(
    path: Path, kind: ProblemKind, value: str, line: int | None = None
) -> PolicyFileProblem:
    return PolicyFileProblem(
        file=str(path),
        line=line,
        problem=PolicyProblem(path="", problem=kind, value=value),
    )


def _syntax_problem(path: Path, error: Exception) -> PolicyFileProblem:
    """Return where and why a file is not YAML."""
    if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark is not None:
        reason = error.problem or error.context or ""
        line = error.problem_mark.line + 1
        return _whole_file(path, ProblemKind.SYNTAX, reason, line)
    return _whole_file(path, ProblemKind.SYNTAX, type(error).__name__)
