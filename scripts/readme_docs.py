#!/usr/bin/env python3
"""Write the tables of supported devices in README.md from what each family can do.

They stand between marks; everything else in the file is left as it is. Without an
argument the file is written; with `--check` the exit code tells whether it is up to
date. A test does the same.
"""

from collections.abc import Iterator
from dataclasses import dataclass
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
    ABILITIES,
    CODE,
    able,
    example,
    is_generic,
    reads,
    row,
)

_BETWEEN: Final = re.compile(r"(<!-- devices -->\n).*?(<!-- end -->)", re.DOTALL)
BACKSTOP: Final = "backstop"
# What stands for the timer in the tables of profiles: here it is the backstop.
_TIMER: Final = "timer of its own"


@dataclass(frozen=True, slots=True, kw_only=True)
class Device:
    """One device of a family, and what is told of the family."""

    name: str
    about: str
    dialect: Dialect


def page() -> str:
    """Return the whole file, with its tables anew."""
    load_families()
    text = PAGE.read_text(encoding="utf-8")
    tables = "\n".join((*map(device_table, Part), footnote()))
    return _BETWEEN.sub(lambda found: f"{found[1]}{tables}{found[2]}", text)


def device_table(part: Part) -> str:
    """Return what can be done with a treadmill, or a plug, of each family."""
    commands = [name for name in ABILITIES[part] if name != _TIMER]
    timer = [BACKSTOP] if part is Part.PLUG else []
    head = (f"{part} ¹", "which devices", "reads", *commands, *timer)
    lines = [row(*head), row(*("---" for _ in head))]
    for device in sorted(_devices(part), key=_place):
        dialect = device.dialect
        cells = [able(dialect, *ABILITIES[part][name]) for name in commands]
        cells += [able(dialect, "arm", "backstop") for _ in timer]
        lines.append(row(device.name, device.about, reads(dialect), *cells))
    return "\n".join(lines) + "\n"


def footnote() -> str:
    """Return which of the families were tried on the hardware."""
    tried = [
        device.name
        for part in Part
        for device in _devices(part)
        if device.dialect.traits.confirmed_on_hardware
    ]
    return (
        "¹ Written from the makers' documents and sources. Confirmed on hardware so"
        f" far: {', '.join(tried) or 'none'}. Your own fire drill is what counts.\n"
    )


def _place(device: Device) -> tuple[bool, str]:
    """Return where a device belongs: what people describe themselves comes last."""
    return is_generic(device.dialect), device.name.lower()


def _devices(part: Part) -> Iterator[Device]:
    told = [
        *((CODE[key][:2], {"dialect": key, **CODE[key][2]}) for key in DIALECTS),
        *(((each.name, each.about), example(each)) for each in profiles()),
    ]
    for (name, about), mapping in told:
        dialect = create_dialect(mapping)
        if dialect.part is part:
            yield Device(name=name, about=about, dialect=dialect)


def main() -> int:
    """Write the file, or check it."""
    text = page()
    if "--check" in sys.argv[1:]:
        return int(PAGE.read_text(encoding="utf-8") != text)
    PAGE.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
