"""Every preset can be used, and can be chosen."""

from collections.abc import Iterator
from functools import cache
import importlib
from pathlib import Path, PurePosixPath
import sys
from types import ModuleType
from typing import Final

from .tree import INTEGRATION, Finding, Tree

FOLDER: Final = f"{INTEGRATION}/policies"
_ALONE: Final = "home_gym_alone"


def check(tree: Tree) -> Iterator[Finding]:
    """Yield what is wrong in a preset, by the reader that people's own files meet."""
    reader = _reader()
    paths = tree.under(FOLDER)
    for path in paths:
        name = PurePosixPath(path).stem
        if name not in set(reader.Preset):
            yield Finding(path, 1, f"nobody can choose {name}: add it to Preset")
        problems = reader.load_policy(tree.root / path)
        for each in problems if isinstance(problems, tuple) else ():
            problem = each.problem
            text = f"{problem.path} is wrong ({problem.problem}): {problem.allowed}"
            yield Finding(path, each.line or 1, text)
    known = {PurePosixPath(path).stem for path in paths}
    for name in sorted(set(reader.Preset) - known) if paths else ():
        yield Finding(FOLDER, 1, f"{name} can be chosen, but has no file: write it")


@cache
def _reader() -> ModuleType:
    """Return the module that reads policies, without all that needs Home Assistant."""
    folder = Path(__file__).resolve().parents[2] / INTEGRATION
    package = ModuleType(_ALONE)
    package.__path__ = [str(folder)]
    sys.modules[_ALONE] = package
    return importlib.import_module(f"{_ALONE}.policy.files")
