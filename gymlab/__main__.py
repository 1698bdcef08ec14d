"""Run one of the workshop's tools from the command line."""

from argparse import ArgumentParser
from collections.abc import Sequence
from importlib import import_module
from importlib.util import find_spec
import sys
from types import ModuleType
from typing import Final

# Each command and the module that speaks for it. A module is imported only
# when its command is asked for, or when help lists all that exist.
COMMANDS: Final = {
    "sim": "gymlab.sim",
    "demo": "gymlab.demo",
    "decode": "gymlab.decode",
    "replay": "gymlab.replay",
    "plan": "gymlab.plan",
    "bench": "gymlab.bench",
    "status": "gymlab.remote",
    "pain": "gymlab.remote",
    "stop": "gymlab.remote",
    "why": "gymlab.remote",
}


def modules_for(words: Sequence[str]) -> list[ModuleType]:
    """Return the modules needed to understand these words of a command line."""
    if words and (asked := COMMANDS.get(words[0])) and find_spec(asked):
        return [import_module(asked)]
    return list(filter(None, map(_import, dict.fromkeys(COMMANDS.values()))))


def _import(name: str) -> ModuleType | None:
    """Return a module; one that lacks what it needs is not worth listing."""
    try:
        return import_module(name)
    except ImportError:
        return None


def build_parser(modules: Sequence[ModuleType]) -> ArgumentParser:
    """Return a parser with the commands of the given modules."""
    parser = ArgumentParser(prog="gymlab", description=__doc__)
    subparsers = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for module in modules:
        known = set(subparsers.choices)
        module.add_parser(subparsers)
        for command in set(subparsers.choices) - known:
            subparsers.choices[command].set_defaults(run=module.run)
    return parser


def main(words: Sequence[str] | None = None) -> int:
    """Run the command named by the words and return its exit status."""
    words = sys.argv[1:] if words is None else words
    arguments = build_parser(modules_for(words)).parse_args(words)
    status: int = arguments.run(arguments)
    return status


if __name__ == "__main__":
    sys.exit(main())
