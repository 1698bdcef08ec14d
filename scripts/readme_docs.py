#!/usr/bin/env python3
"""Write the table of supported devices in README.md from what each family can do.

It stands between marks; everything else in the file is left as it is. Without an
argument the file is written; with `--check` the exit code tells whether it is up to
date. A test does the same.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
import re
import sys
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
PAGE: Final = ROOT / "README.md"

sys.path.insert(0, str(ROOT))

from custom_components.home_gym.dialects import create_dialect  # noqa: E402
from custom_components.home_gym.dialects.base import Dialect  # noqa: E402
from custom_components.home_gym.dialects.registry import (  # noqa: E402
    DIALECTS,
    profiles,
)
from custom_components.home_gym.engine.readings import Part  # noqa: E402
from custom_components.home_gym.profile_files import load_families  # noqa: E402
from scripts.profile_docs import (  # noqa: E402
    CODE,
    able,
    example,
    is_generic,
    reads,
    row,
)

_BETWEEN: Final = re.compile(r"(<!-- devices -->\n).*?(<!-- end -->)", re.DOTALL)
_COMMANDS: Final[Mapping[str, tuple[Part, str, str]]] = {
    "slows": (Part.TREADMILL, "slow", "can_slow"),
    "stops": (Part.TREADMILL, "stop", "can_stop"),
    "switches off": (Part.PLUG, "off", "can_switch_off"),
}
HEAD: Final = ("device", "reads", *_COMMANDS, "backstop", "tried on hardware")


def page() -> str:
    """Return the whole file, with its table anew."""
    load_families()
    text = PAGE.read_text(encoding="utf-8")
    return _BETWEEN.sub(lambda found: f"{found[1]}{device_table()}{found[2]}", text)


def device_table() -> str:
    """Return what can be done with a device of each family."""
    lines = [row(*HEAD), row(*("---" for _ in HEAD))]
    for part in Part:
        lines += sorted(_rows(part), key=_place)
    return "\n".join(lines) + "\n"


def _place(line: str) -> tuple[bool, str]:
    """Return where a line belongs: what people describe themselves comes last."""
    return line.startswith("| any other"), line.lower()


def _rows(part: Part) -> Iterator[str]:
    for name, mapping in _devices():
        dialect = create_dialect(mapping)
        if dialect.part is not part:
            continue
        commands = (
            able(dialect, feature, trait) if part is owner else ""
            for owner, feature, trait in _COMMANDS.values()
        )
        backstop = _backstop(dialect, mapping) if part is Part.PLUG else ""
        tried = "yes" if dialect.traits.confirmed_on_hardware else "not confirmed"
        yield row(name, reads(dialect), *commands, backstop, tried)


def _devices() -> Iterator[tuple[str, Mapping[str, object]]]:
    for key in DIALECTS:
        name, config = CODE[key]
        yield name, {"dialect": key, **config}
    for profile in profiles():
        yield profile.name, example(profile)


def _backstop(dialect: Dialect, mapping: Mapping[str, object]) -> str:
    """Return whether a plug's own timer can be armed, and shown to be."""
    told = able(dialect, "arm", "backstop")
    if is_generic(dialect) or "arm" not in dialect.traits.unconfirmed:
        return told
    confirmed = create_dialect({**mapping, "confirmed": ["arm"]})
    return told if confirmed.read_back() else "no, cannot be read back"


def main() -> int:
    """Write the file, or check it."""
    text = page()
    if "--check" in sys.argv[1:]:
        return int(PAGE.read_text(encoding="utf-8") != text)
    PAGE.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
