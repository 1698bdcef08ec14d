#!/usr/bin/env python3
"""Write the tables of docs/profiles.md from the families and the fields of profiles.

They stand between marks in the page. Without an argument the page is written; with
`--check` the exit code tells whether it is up to date. A test does the same.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
import re
import sys
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
PAGE: Final = ROOT / "docs" / "profiles.md"

sys.path.insert(0, str(ROOT))

from custom_components.home_gym.dialects import create_dialect  # noqa: E402
from custom_components.home_gym.dialects.base import Dialect  # noqa: E402
from custom_components.home_gym.dialects.generic_fields import (  # noqa: E402
    NUMBER_FIELDS,
    WORD_FIELDS,
)
from custom_components.home_gym.dialects.profile import Profile  # noqa: E402
from custom_components.home_gym.dialects.registry import (  # noqa: E402
    DIALECTS,
    profiles,
)
from custom_components.home_gym.engine.readings import Part  # noqa: E402
from custom_components.home_gym.profile_files import load_families  # noqa: E402

_BETWEEN: Final = re.compile(r"(<!-- (\w+) -->\n).*?<!-- end -->", re.DOTALL)
# What the families in code are called, for which devices they are, and the least that
# makes a device of them.
CODE: Final[Mapping[str, tuple[str, str, Mapping[str, object]]]] = {
    "generic_plug": (
        "any other plug",
        "plugs that can be switched over MQTT in words of their own",
        {"state": {"topic": "t"}},
    ),
    "generic_treadmill": (
        "any other treadmill",
        "treadmills that tell their speed over MQTT in words of their own",
        {"speed": {"topic": "t"}},
    ),
    "nscc": (
        "NSCC treadmill-driver",
        "Vision Fitness T9800HRT with the console replaced by NSCC's treadmill-driver",
        {},
    ),
    "qz": (
        "QZ (qdomyos-zwift)",
        "treadmills that the app QZ, on a phone or computer, reaches over Bluetooth",
        {},
    ),
    "shelly_gen1": (
        "Shelly Gen1",
        "Shelly Plug, Plug S, 1PM, 2.5 and others of the first generation",
        {"base": "shellies/plug"},
    ),
    "shelly_gen2": (
        "Shelly Gen2, Gen3, Gen4",
        "Shelly Plus, Pro, Gen3 and Gen4, which say so in their names",
        {"base": "plug"},
    ),
    "tasmota": (
        "Tasmota",
        "plugs of many makers with the firmware Tasmota",
        {"topic": "plug"},
    ),
    "zigbee2mqtt": (
        "Zigbee2MQTT",
        "Zigbee plugs of many makers, behind Zigbee2MQTT",
        {"name": "plug"},
    ),
}

ABILITIES: Final[Mapping[Part, Mapping[str, tuple[str, str]]]] = {
    Part.TREADMILL: {"slows": ("slow", "can_slow"), "stops": ("stop", "can_stop")},
    Part.PLUG: {
        "switches off": ("off", "can_switch_off"),
        "timer of its own": ("arm", "backstop"),
    },
}


def page() -> str:
    """Return the whole page, with its tables anew."""
    load_families()
    tables = {"families": family_table(), "fields": "\n".join(map(_fields, Part))}
    text = PAGE.read_text(encoding="utf-8")
    return _BETWEEN.sub(lambda found: f"{found[1]}{tables[found[2]]}<!-- end -->", text)


def family_table() -> str:
    """Return what every family that comes along can do, as two tables."""
    return f"{_table(Part.TREADMILL)}\n{_table(Part.PLUG)}"


def _table(part: Part) -> str:
    abilities = ABILITIES[part]
    head = (str(part), "key", "reads", *abilities)
    rows = [row(*head), row(*("---" for _ in head))]
    # The names of people's own devices come last, as their keys begin alike.
    for name, dialect in sorted(_devices(), key=_place):
        if dialect.part is part:
            cells = (able(dialect, *each) for each in abilities.values())
            rows.append(row(name, f"`{dialect.key}`", reads(dialect), *cells))
    return "\n".join(rows) + "\n"


def _place(device: tuple[str, Dialect]) -> tuple[bool, str]:
    return is_generic(device[1]), device[0].lower()


def _devices() -> Iterator[tuple[str, Dialect]]:
    """Yield one device of every family."""
    for key in DIALECTS:
        name, _, config = CODE[key]
        yield name, create_dialect({"dialect": key, **config})
    for profile in profiles():
        yield profile.name, profile.create(example(profile))


def example(profile: Profile) -> dict[str, object]:
    """Return the least that makes a device of a family told by a profile."""
    needed = {each.name: each.example for each in profile.parameters if each.required}
    return {"dialect": profile.key, **needed}


def is_generic(dialect: Dialect) -> bool:
    """Tell whether people describe the device themselves."""
    return dialect.key.startswith("generic")


def reads(dialect: Dialect) -> str:
    """Return what a family reports."""
    if is_generic(dialect):
        return "yours"
    fields = (NUMBER_FIELDS[dialect.part], WORD_FIELDS[dialect.part])
    return ", ".join(
        key.replace("_", " ")
        for table in fields
        for key, field in table.items()
        if field.quantity in dialect.traits.reports and not key.startswith("backstop")
    )


def able(dialect: Dialect, feature: str, trait: str) -> str:
    """Return whether a family has an ability."""
    if is_generic(dialect):
        return "yours"
    if not getattr(dialect.traits, trait):
        if feature not in dialect.traits.unconfirmed:
            return "no"
        # A timer that nobody can read back never counts as armed.
        hopeless = feature == "arm" and not dialect.read_back()
        return "no, cannot be read back" if hopeless else "if confirmed"
    careful = feature == "slow" and dialect.traits.set_speed_may_start
    return "once proved" if careful else "yes"


def _fields(part: Part) -> str:
    """Return the table of what a treadmill or a plug can report."""
    rows = [row(f"of a {part}", "units or words, the usual ones first")]
    rows.append(row("---", "---"))
    for key, number in NUMBER_FIELDS[part].items():
        rows.append(row(f"`{key}`", "`unit`: " + ", ".join(number.units)))
    for key, word in WORD_FIELDS[part].items():
        on, off = (", ".join(sorted(each)) for each in (word.on_words, word.off_words))
        rows.append(row(f"`{key}`", f"`on_words`: {on}; `off_words`: {off}"))
    return "\n".join(rows) + "\n"


def row(*cells: str) -> str:
    """Return one line of a table."""
    return f"| {' | '.join(cells)} |"


def main() -> int:
    """Write the page, or check it."""
    text = page()
    if "--check" in sys.argv[1:]:
        return int(PAGE.read_text(encoding="utf-8") != text)
    PAGE.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
