"""Profiles from files: the families that come along, and the ones people write.

Reading a file blocks: inside Home Assistant call these functions in an executor.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from reprlib import Repr
from typing import Final

from .dialects import InvalidConfigError, Problem, Rule
from .dialects.profile import Profile
from .dialects.profile_reader import read_profile
from .dialects.registry import set_profiles
from .documents import NoDocumentError, parse

PROFILES_FOLDER: Final = Path(__file__).parent / "dialects" / "profiles"
# Below Home Assistant's configuration folder.
OWN_FOLDER: Final = "home_gym/profiles"
_SUFFIX: Final = ".yaml"
_BRIEF: Final = Repr(maxlevel=2, maxstring=60, maxother=60, maxlong=40)


class FileFault(StrEnum):
    """What can be wrong with a file before its profile is looked at."""

    UNREADABLE = "unreadable"
    SYNTAX = "syntax"
    DUPLICATE_KEY = "duplicate_key"
    ALIAS = "alias"
    FAMILY_TAKEN = "family_taken"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileFileProblem:
    """Say where a profile is wrong, what was written and what is allowed.

    `value` and `allowed` are names, figures and texts of the file: nothing to
    translate.
    """

    file: str
    line: int | None = None
    key: str = ""
    rule: Rule | FileFault
    value: str = ""
    allowed: str = ""

    @property
    def text(self) -> str:
        """Return all of it in a line, for a log or a terminal."""
        where = f"{self.file}:{self.line or 0}: {self.key}".rstrip(": ")
        allowed = f" ({self.allowed})" if self.allowed else ""
        return f"{where} = {self.value} breaks the rule {self.rule}{allowed}"


type Problems = tuple[ProfileFileProblem, ...]


def read_profile_text(file: str, text: str) -> Profile | Problems:
    """Return the profile of a text, or all that is wrong with it."""
    try:
        document = parse(text)
    except NoDocumentError as error:
        return (
            ProfileFileProblem(
                file=file, line=error.line, rule=FileFault.SYNTAX, value=error.reason
            ),
        )
    if document.shared:
        # What an alias repeats is seen nowhere in the text, and may be without end.
        return tuple(
            ProfileFileProblem(
                file=file, line=document.line(path), key=path, rule=FileFault.ALIAS
            )
            for path in document.shared
        )
    problems = [
        ProfileFileProblem(
            file=file, line=document.line(path), key=path, rule=FileFault.DUPLICATE_KEY
        )
        for path in document.repeated
    ]
    try:
        profile = read_profile(Path(file).stem, document.data)
    except InvalidConfigError as error:
        problems += [
            as_file_problem(problem, file, document.line(problem.key))
            for problem in error.problems
        ]
    else:
        if not problems:
            return profile
    return tuple(problems)


def load_profile(path: Path) -> Profile | Problems:
    """Return the profile of a file, or all that is wrong with it; blocks."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeError) as error:
        reason = type(error).__name__
        problem = ProfileFileProblem(
            file=str(path), rule=FileFault.UNREADABLE, value=reason
        )
        return (problem,)
    return read_profile_text(str(path), text)


def load_profiles(folder: Path) -> tuple[tuple[Profile, ...], Problems]:
    """Return the profiles of a folder, and what is wrong in it; blocks.

    One file that cannot be used takes no other one with it.
    """
    profiles: list[Profile] = []
    problems: list[ProfileFileProblem] = []
    for path in sorted(folder.glob(f"*{_SUFFIX}")):
        loaded = load_profile(path)
        if isinstance(loaded, Profile):
            profiles.append(loaded)
        else:
            problems += loaded
    return tuple(profiles), tuple(problems)


def load_families(own: Path | None = None, kept: Iterable[Profile] = ()) -> Problems:
    """Let every family be spoken that comes along or is the user's own; blocks.

    A profile of one's own cannot take the place of a family that comes along. Those to
    be kept are used where no file tells the same family.
    """
    profiles, problems = load_profiles(PROFILES_FOLDER)
    mine, more = ((), ()) if own is None else load_profiles(own)
    told = {each.key for each in (*profiles, *mine)}
    gone = (each for each in kept if each.key not in told)
    refused = set_profiles((*profiles, *mine, *gone))
    return (*problems, *more, *_taken(own, refused))


def _taken(own: Path | None, keys: Iterable[str]) -> Problems:
    return tuple(
        ProfileFileProblem(
            file=str((own or PROFILES_FOLDER) / f"{key}{_SUFFIX}"),
            rule=FileFault.FAMILY_TAKEN,
            value=key,
        )
        for key in Counter(keys)
    )


def as_file_problem(
    problem: Problem, file: str = "", line: int | None = None
) -> ProfileFileProblem:
    """Return a problem with where it stands, if it stands in a file."""
    return ProfileFileProblem(
        file=file,
        line=line,
        key=problem.key,
        rule=problem.rule,
        value="" if problem.value is None else _shown(problem.value),
        allowed=", ".join(problem.allowed),
    )


def _shown(value: object) -> str:
    return value[:60] if isinstance(value, str) else _BRIEF.repr(value)
