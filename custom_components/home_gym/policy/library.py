"""All policies that can be chosen, and what is wrong with the files of the others.

Reading files blocks: inside Home Assistant call this in an executor.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from ..engine.policy_reader import PolicyProblem, ProblemKind
from .files import (
    SUFFIX,
    NamedPolicy,
    PolicyFileProblem,
    Preset,
    Problems,
    is_key,
    load_named_policy,
    preset_layers,
)

# Below Home Assistant's configuration folder.
OWN_FOLDER: Final = "home_gym/policies"
# An editor's usual spelling, which nobody would look for a second time.
_OTHER_SUFFIX: Final = ".yml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    """Hold the policies by key, own ones beside the presets, and problems by file."""

    policies: Mapping[str, NamedPolicy]
    problems: Mapping[Path, Problems] = field(default_factory=dict)

    @property
    def own_names(self) -> dict[str, str]:
        """Return what the policies of one's own are called, by key."""
        return {
            key: policy.name
            for key, policy in self.policies.items()
            if key not in Preset
        }

    def own_names_with(self, present: str) -> dict[str, str]:
        """Return the same, with the one that is chosen already, sound or not.

        Nothing is chosen yet where something new is set up.
        """
        names = self.own_names
        known = not present or present in self.policies
        return names if known else {**names, present: present}

    def is_broken(self, key: str) -> bool:
        """Tell whether there is a file for a policy, but no sound one."""
        return any(path.name == f"{key}{SUFFIX}" for path in self.problems)


def read_library(own: Path) -> Library:
    """Return the presets and the policies of a folder; blocks.

    One file that cannot be used takes no other one with it, and none takes the place
    of a preset.
    """
    policies = {
        preset.value: NamedPolicy(name=preset, layers=preset_layers(preset))
        for preset in Preset
    }
    problems: dict[Path, Problems] = {}
    for path in _files(own):
        loaded = _refused(path) or load_named_policy(path)
        if isinstance(loaded, NamedPolicy):
            policies[path.stem] = loaded
        else:
            problems[path] = loaded
    return Library(policies=policies, problems=problems)


def _files(folder: Path) -> Iterable[Path]:
    """Return what looks like a policy; editors hide their own files behind a dot."""
    if not folder.is_dir():
        return ()
    return sorted(
        path for path in folder.glob("[!.]*") if path.suffix in (SUFFIX, _OTHER_SUFFIX)
    )


def _refused(path: Path) -> Problems:
    """Return why a file cannot be a policy, whatever is in it."""
    if path.stem in Preset:
        kind, allowed = ProblemKind.NAME_TAKEN, ", ".join(Preset)
    elif not is_key(path):
        kind, allowed = ProblemKind.BAD_NAME, f"a-z 0-9 _ {SUFFIX}"
    else:
        return ()
    problem = PolicyProblem(path="", problem=kind, value=path.name, allowed=allowed)
    return (PolicyFileProblem(file=str(path), problem=problem),)
