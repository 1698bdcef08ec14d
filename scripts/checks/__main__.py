"""Run the checks: `python -m scripts.checks [NAME...]`, all of them without a name.

Every finding is one line on the output. The exit code is 1 where there was one.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
import sys
from typing import Final

from . import (
    actions,
    blueprints,
    descriptions,
    exceptions,
    floors,
    flows,
    hygiene,
    icons,
    issues,
    languages,
    manifest,
    pitfalls,
    policies,
    promises,
    quality_scale,
    selectors,
    sizes,
    speech,
    syntax,
)
from .tree import Finding, Tree

ROOT: Final = Path(__file__).resolve().parents[2]

type Check = Callable[[Tree], Iterator[Finding]]

CHECKS: Final[dict[str, Check]] = {
    "syntax": syntax.check,
    "floors": floors.check,
    "sizes": sizes.check,
    "hygiene": hygiene.check,
    "pitfalls": pitfalls.check,
    "manifest": manifest.check,
    "descriptions": descriptions.check,
    "exceptions": exceptions.check,
    "issues": issues.check,
    "selectors": selectors.check,
    "actions": actions.check,
    "flows": flows.check,
    "icons": icons.check,
    "languages": languages.check,
    "speech": speech.check,
    "policies": policies.check,
    "blueprints": blueprints.check,
    "quality_scale": quality_scale.check,
    "promises": promises.check,
}


def main(names: list[str]) -> int:
    """Run the named checks, or all of them."""
    unknown = sorted(set(names) - CHECKS.keys())
    if unknown:
        print(f"no such check: {', '.join(unknown)}; there are {', '.join(CHECKS)}")
        return 2
    tree = Tree(ROOT)
    findings = [finding for name in names or CHECKS for finding in CHECKS[name](tree)]
    print(*sorted(findings), sep="\n", end="\n" if findings else "")
    return int(bool(findings))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
