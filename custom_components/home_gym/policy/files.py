"""Policies from files: the presets that come along, and the ones people write.

Reading a file blocks: inside Home Assistant call these functions in an executor.
"""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
import re
from typing import Final

from ..documents import Document, NoDocumentError, parse
from ..engine.policy import Policy
from ..engine.policy_layers import LayeredPolicy, Origin, PolicySource, lay_over
from ..engine.policy_reader import PolicyProblem, ProblemKind, shown

EXTENDS: Final = "extends"
NAME: Final = "name"
SUFFIX: Final = ".yaml"
PRESETS_FOLDER: Final = Path(__file__).parents[1] / "policies"
# What `extends` may name, and so what a file may be called: nothing that is a path.
KEY: Final = re.compile(r"[a-z0-9_]{1,40}")
LONGEST_NAME: Final = 60
# A policy with every comment of a preset has 5 KB.
LARGEST_FILE: Final = 65_536
MOST_BASES: Final = 5


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


type Problems = tuple[PolicyFileProblem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedPolicy:
    """A policy that can be chosen, by the name that its file gives it."""

    name: str
    layers: LayeredPolicy


class BrokenPresetError(Exception):
    """A preset, which is a part of this integration, is damaged."""

    def __init__(self, problems: Problems) -> None:
        """Keep what is wrong."""
        super().__init__(problems)
        self.problems = problems


def load_preset(preset: Preset) -> Policy:
    """Return a policy that comes along; blocks."""
    return preset_layers(preset).policy


def preset_layers(preset: Preset) -> LayeredPolicy:
    """Return a policy that comes along, with where its values are from; blocks."""
    return _preset_layers(PRESETS_FOLDER / f"{preset}{SUFFIX}")


@cache
def _preset_layers(path: Path) -> LayeredPolicy:
    loaded = load_named_policy(path, source=PolicySource.PRESET)
    if not isinstance(loaded, NamedPolicy):
        raise BrokenPresetError(loaded)
    return loaded.layers


def load_policy(path: Path) -> Policy | Problems:
    """Return the policy of a file, or all that is wrong with it; blocks."""
    loaded = load_named_policy(path)
    return loaded.layers.policy if isinstance(loaded, NamedPolicy) else loaded


def load_named_policy(
    path: Path,
    above: tuple[str, ...] = (),
    source: PolicySource = PolicySource.FILE,
) -> NamedPolicy | Problems:
    """Return the policy of a file with its name, or all that is wrong with it; blocks.

    A file that `extends` a preset, or a file beside it, has to say only what differs.
    The files `above` are those that extend this one.
    """
    text = _text(path)
    if isinstance(text, PolicyProblem):
        return (PolicyFileProblem(file=str(path), problem=text),)
    try:
        document = parse(text)
    except NoDocumentError as error:
        problem = _whole_file(ProblemKind.SYNTAX, error.reason)
        return (PolicyFileProblem(file=str(path), line=error.line, problem=problem),)
    origin = Origin(source=source, name=path.stem)
    result = _read(path, document, origin, (*above, path.stem))
    if isinstance(result, NamedPolicy):
        return result
    return tuple(
        PolicyFileProblem(
            file=str(path), line=document.line(problem.path), problem=problem
        )
        for problem in result
    )


def _text(path: Path) -> str | PolicyProblem:
    """Return what is in a file of reasonable size that lies where it seems to."""
    try:
        if path.resolve().parent != path.parent.resolve():
            return _whole_file(ProblemKind.OUTSIDE)
        if not path.is_file():
            # To open something else, such as a pipe, could wait for ever.
            return _whole_file(ProblemKind.UNREADABLE, "FileNotFoundError")
        if (size := path.stat().st_size) > LARGEST_FILE:
            return _whole_file(ProblemKind.TOO_LARGE, str(size), f"0-{LARGEST_FILE}")
        return path.read_text(encoding="utf-8")
    except (OSError, RuntimeError, UnicodeError) as error:
        return _whole_file(ProblemKind.UNREADABLE, type(error).__name__)


def _read(
    path: Path, document: Document, origin: Origin, chain: tuple[str, ...]
) -> NamedPolicy | tuple[PolicyProblem, ...]:
    """Return the policy of a document, or what is wrong with it."""
    problems = [
        PolicyProblem(path=repeated, problem=ProblemKind.DUPLICATE_KEY)
        for repeated in document.repeated
    ]
    data, base, name = document.data, None, path.stem
    if isinstance(data, dict):
        data = dict(data)
        name = data.pop(NAME, name)
        if not _is_name(name):
            problems.append(_no_name(name))
        if EXTENDS in data:
            base = _base(path.parent, data.pop(EXTENDS), chain)
    if isinstance(base, PolicyProblem):
        # Without its base nearly everything is missing: more than one wants to read.
        return (*problems, base)
    layers = lay_over(base, path.stem, origin, data)
    if isinstance(layers, LayeredPolicy):
        return tuple(problems) or NamedPolicy(name=name, layers=layers)
    return (*problems, *layers)


def _base(
    folder: Path, name: object, chain: tuple[str, ...]
) -> LayeredPolicy | PolicyProblem:
    """Return the policy that a file extends."""
    if isinstance(name, str) and name in Preset:
        return preset_layers(Preset(name))
    beside = sorted(path.stem for path in folder.glob(f"*{SUFFIX}") if is_key(path))
    if not isinstance(name, str) or name not in beside:
        allowed = ", ".join((*Preset, *(key for key in beside if key not in chain)))
        return _about_base(ProblemKind.UNKNOWN_PRESET, shown(name), allowed)
    if name in chain:
        return _about_base(ProblemKind.CIRCLE, " > ".join((*chain, name)))
    if len(chain) >= MOST_BASES:
        return _about_base(ProblemKind.TOO_MANY_BASES, name, f"0-{MOST_BASES}")
    loaded = load_named_policy(folder / f"{name}{SUFFIX}", chain)
    if isinstance(loaded, NamedPolicy):
        return loaded.layers
    inner = next((each.problem for each in loaded), None)
    if inner is not None and inner.problem is ProblemKind.CIRCLE:
        return inner
    return _about_base(ProblemKind.BROKEN_BASE, name)


def is_key(path: Path) -> bool:
    """Tell whether a file is called so that its policy can be chosen and extended."""
    return path.suffix == SUFFIX and KEY.fullmatch(path.stem) is not None


def _is_name(name: object) -> bool:
    return (
        isinstance(name, str)
        and 0 < len(name.strip()) <= LONGEST_NAME
        and name.isprintable()
    )


def _no_name(name: object) -> PolicyProblem:
    return PolicyProblem(
        path=NAME,
        problem=ProblemKind.WRONG_TYPE,
        value=shown(name),
        allowed=f"1-{LONGEST_NAME}",
    )


def _about_base(kind: ProblemKind, value: str, allowed: str = "") -> PolicyProblem:
    return PolicyProblem(path=EXTENDS, problem=kind, value=value, allowed=allowed)


def _whole_file(kind: ProblemKind, value: str = "", allowed: str = "") -> PolicyProblem:
    return PolicyProblem(path="", problem=kind, value=value, allowed=allowed)
