#!/usr/bin/env python3
"""Write the tables of docs/automations.md from what the editor of automations offers.

They stand between marks; everything else in the file is left as it is. Without an
argument the file is written; with `--check` the exit code tells whether it is up to
date. A test does the same.
"""

from collections.abc import Callable, Iterator, Mapping
import json
from pathlib import Path
import re
import sys
from typing import Any, Final

import yaml

ROOT: Final = Path(__file__).resolve().parent.parent
PAGE: Final = ROOT / "docs" / "automations.md"
INTEGRATION: Final = ROOT / "custom_components" / "home_gym"
BLUEPRINTS: Final = INTEGRATION / "blueprints"

sys.path.insert(0, str(ROOT))

from scripts.checks.tree import LenientLoader  # noqa: E402

_BETWEEN: Final = re.compile(r"(<!-- (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)
# What every state can be asked for is told once, in the text.
_COMMON: Final = frozenset({"behavior", "for"})


def page() -> str:
    """Return the whole file, with its tables anew."""
    text = PAGE.read_text(encoding="utf-8")
    return _BETWEEN.sub(
        lambda found: f"{found[1]}\n{'\n'.join(TABLES[found[2]]())}\n\n{found[3]}", text
    )


def read(path: Path) -> Any:
    """Return what a YAML file of Home Assistant's holds."""
    return yaml.load(path.read_text(encoding="utf-8"), LenientLoader)  # noqa: S506


def offered(section: str) -> Callable[[], Iterator[str]]:
    """Return who writes the table of all triggers, or of all conditions."""

    def table() -> Iterator[str]:
        path = INTEGRATION / "translations" / "en.json"
        words = json.loads(path.read_text(encoding="utf-8"))
        yield "| name | in YAML | what it means | what can be chosen |"
        yield "| --- | --- | --- | --- |"
        for key, each in words[section].items():
            fields = each.get("fields", {})
            chosen = ", ".join(f"`{name}`" for name in fields if name not in _COMMON)
            for_a_while = "`for`" if "for" in fields else ""
            options = ", ".join(filter(None, (chosen, for_a_while)))
            meaning = each["description"]
            yield f"| {each['name']} | `home_gym.{key}` | {meaning} | {options} |"

    return table


def blueprints() -> Iterator[str]:
    """Write the table of all blueprints."""
    yield "| blueprint | for | what it does |"
    yield "| --- | --- | --- |"
    for path in sorted(BLUEPRINTS.rglob("*.yaml")):
        about: Mapping[str, Any] = read(path)["blueprint"]
        name = about["name"].removeprefix("Home Gym: ")
        place = path.relative_to(ROOT).as_posix()
        says = " ".join(about["description"].split())
        yield f"| [{name}](../{place}) | {about['domain']} | {says} |"


TABLES: Final[Mapping[str, Callable[[], Iterator[str]]]] = {
    "triggers": offered("triggers"),
    "conditions": offered("conditions"),
    "blueprints": blueprints,
}


def main() -> int:
    """Write the file, or check it."""
    expected = page()
    if "--check" in sys.argv[1:]:
        return int(PAGE.read_text(encoding="utf-8") != expected)
    PAGE.write_text(expected, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
