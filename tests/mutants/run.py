"""Prove that the tests notice when a promise is broken.

Each patch beside this file breaks one promise, in the engine or in Home Assistant. It
says in its first lines which one, and which tests have to fail. A patch that no longer
applies, and a mutant that survives, count as failed. So do tests that fail without a
mutant: they would catch whatever there is. A patch's name may be given to run it alone.
"""

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
import shutil
import subprocess
import sys
from tempfile import TemporaryDirectory
from typing import Final

HERE: Final = Path(__file__).resolve().parent
ROOT: Final = HERE.parent.parent
COPIED: Final = frozenset(
    # What other tests share stands in the last of them.
    {"blueprints", "custom_components", "gymlab", "pyproject.toml", "tests/integration"}
)
LEFT_OUT: Final = shutil.ignore_patterns("__pycache__")
TIMEOUT_S: Final = 300
NO_TEST_FAILED: Final = 0
SOME_TESTS_FAILED: Final = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Mutant:
    """A patch, the promise that it breaks, and the tests that have to notice."""

    path: Path
    promise: str
    tests: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What became of a mutant, None as `fault` where the tests have caught it."""

    mutant: Mutant
    fault: str | None


def read(path: Path) -> Mutant:
    """Read the two lines at the head of a patch."""
    head = dict(
        line.removeprefix("# ").split(": ", 1)
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.startswith("# ")
    )
    tests = tuple(head["Tests"].split())
    return Mutant(path=path, promise=head["Promise"], tests=tests)


@contextmanager
def copied(tests: Iterable[str]) -> Iterator[Path]:
    """Copy what the tests need, and all that they share, to a folder of its own."""
    with TemporaryDirectory(prefix="mutant-") as folder:
        for name in COPIED | {str(Path(test).parent) for test in tests}:
            source, target = ROOT / name, Path(folder) / name
            target.parent.mkdir(parents=True, exist_ok=True)
            if source.is_dir():
                shutil.copytree(source, target, ignore=LEFT_OUT, symlinks=True)
            else:
                shutil.copy(source, target)
        yield Path(folder)


def judge(mutant: Mutant) -> Verdict:
    """Apply a patch to a copy and run its tests there."""
    with copied(mutant.tests) as folder:
        applied = subprocess.run(
            ["git", "apply", str(mutant.path)],
            cwd=folder,
            capture_output=True,
            text=True,
            check=False,
        )
        if applied.returncode:
            return Verdict(mutant=mutant, fault=f"no longer applies: {applied.stderr}")
        try:
            code = _run_tests(mutant.tests, folder)
        except subprocess.TimeoutExpired:
            return Verdict(mutant=mutant, fault="its tests take too long")
    if code == SOME_TESTS_FAILED:
        return Verdict(mutant=mutant, fault=None)
    survived = code == NO_TEST_FAILED
    fault = "survived" if survived else f"its tests did not run (exit {code})"
    return Verdict(mutant=mutant, fault=fault)


def fails_by_itself(test: str) -> bool:
    """Tell whether a test fails without any mutant."""
    with copied((test,)) as folder:
        return _run_tests((test,), folder) != NO_TEST_FAILED


def _run_tests(tests: Iterable[str], folder: Path) -> int:
    options = ["-x", "-q", "-p", "no:cacheprovider", "--no-header", "-p", "no:xdist"]
    return subprocess.run(
        [sys.executable, "-m", "pytest", *options, *tests],
        cwd=folder,
        capture_output=True,
        timeout=TIMEOUT_S,
        check=False,
    ).returncode


def main(names: list[str]) -> int:
    """Run the mutants that are named, or all, and print a line for each."""
    paths = sorted(HERE.glob("*.patch"))
    mutants = [read(path) for path in paths if not names or path.stem in names]
    tests = sorted({test for mutant in mutants for test in mutant.tests})
    failed = 0
    with ThreadPoolExecutor(max_workers=2) as pool:
        for test, fails in zip(tests, pool.map(fails_by_itself, tests), strict=True):
            if fails:
                print(f"{test}: fails without a mutant", flush=True)
                return 1
        for verdict in pool.map(judge, mutants):
            failed += verdict.fault is not None
            outcome = verdict.fault or "caught"
            print(f"{verdict.mutant.path.stem}: {outcome}", flush=True)
    print(f"{len(mutants) - failed} passed, {failed} failed")
    return 1 if failed or not mutants else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
