"""Live through twelve weeks of each preset in seconds, and tell what was allowed.

The walks go through the real engine, a reading every 5 s; the days between them pass at
once. Equal seeds give equal weeks. docs/progress.md explains what is seen.
"""

from argparse import ArgumentParser, Namespace, _SubParsersAction
from dataclasses import asdict
import json
from pathlib import Path
from typing import Final

from custom_components.home_gym.policy.files import Preset

from .planning.picture import Plans, picture
from .planning.table import plain_table
from .planning.weeks import Plan

SEED: Final = 1


def add_parser(subparsers: _SubParsersAction[ArgumentParser]) -> None:
    """Describe the command and its arguments."""
    parser = subparsers.add_parser(
        "plan",
        help="live through twelve weeks of a preset, with pain in the third",
        description=__doc__,
    )
    parser.add_argument(
        "preset", nargs="*", metavar="PRESET", help=f"any of {', '.join(Preset)}"
    )
    parser.add_argument(
        "--seed", type=int, default=SEED, help="another person with the same habits"
    )
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="print every day as JSON")
    form.add_argument("--svg", type=Path, metavar="FILE", help="draw a picture instead")


def run(arguments: Namespace) -> int:
    """Print the weeks, or draw them."""
    unknown = [name for name in arguments.preset if name not in set(Preset)]
    if unknown:
        print(f"no such preset: {', '.join(unknown)}; there are {', '.join(Preset)}")
        return 2
    plans = lived([Preset(name) for name in arguments.preset] or Preset, arguments.seed)
    if arguments.svg:
        arguments.svg.write_text(picture(plans), encoding="utf-8")
    elif arguments.json:
        told = {name: [asdict(day) for day in days] for name, days in plans.items()}
        print(json.dumps(told, indent=2))
    else:
        for name, days in plans.items():
            print(f"{name}\n\n{plain_table(days)}\n")
    return 0


def lived(presets: list[Preset] | type[Preset], seed: int = SEED) -> Plans:
    """Return the days of each preset."""
    return {preset.value: Plan(preset, seed).days() for preset in presets}
