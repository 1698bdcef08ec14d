"""Policies from files: the presets that come along, and the ones people write.

Reading a file blocks: inside Home Assistant call these functions in an executor.
"""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from .documents import Document, NoDocumentError, parse
from .engine.policy import Policy
from .engine.policy_reader import PolicyProblem, ProblemKind, read_policy, shown

EXTENDS: Final = "extends"
PRESETS_FOLDER: Final = Path(__file__).parent / "policies"


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
        document = parse(text)
    except NoDocumentError as error:
        return (_whole_file(path, ProblemKind.SYNTAX, error.reason, error.line),)
    result = _read(path.stem, document)
    if isinstance(result, Policy):
        return result
    return tuple(
        PolicyFileProblem(
            file=str(path), line=document.line(problem.path), problem=problem
        )
        for problem in result
    )


def _read(name: str, document: Document) -> Policy | tuple[PolicyProblem, ...]:
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


def _whole_file(
    path: Path, kind: ProblemKind, value: str, line: int | None = None
) -> PolicyFileProblem:
    return PolicyFileProblem(
        file=str(path),
        line=line,
        problem=PolicyProblem(path="", problem=kind, value=value),
    )
