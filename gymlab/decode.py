"""Show what Home Gym reads in one MQTT message, for bug reports and new devices."""

from argparse import ArgumentParser, Namespace, _SubParsersAction
from collections.abc import Mapping
import json
from pathlib import Path
import sys
from typing import Final

from custom_components.home_gym.dialects import (
    InvalidConfigError,
    Recognised,
    create_dialect,
    recognise,
)
from custom_components.home_gym.dialects.base import Dialect
from custom_components.home_gym.dialects.profile import Profile
from custom_components.home_gym.dialects.registry import (
    families,
    profiles,
    set_profiles,
)
from custom_components.home_gym.engine.readings import Quantity, Reading
from custom_components.home_gym.profile_files import load_families, load_profile

DECODED: Final = 0
UNREADABLE: Final = 1
UNKNOWN: Final = 2

UNITS: Final[Mapping[Quantity, str]] = {
    Quantity.SPEED: "km/h",
    Quantity.TARGET_SPEED: "km/h",
    Quantity.INCLINE: "%",
    Quantity.DISTANCE: "m",
    Quantity.MOVING_TIME: "s",
    Quantity.ELAPSED_TIME: "s",
    Quantity.CADENCE: "spm",
    Quantity.POWER: "W",
    Quantity.ENERGY: "kWh",
    Quantity.BACKSTOP: "s",
    Quantity.BACKSTOP_REMAINING: "s",
}
_TRUTHS: Final[Mapping[tuple[Quantity, bool], str]] = {
    (Quantity.TREADMILL_CONNECTED, True): "treadmill connected",
    (Quantity.TREADMILL_CONNECTED, False): "treadmill unknown",
    (Quantity.BRIDGE_ONLINE, True): "bridge alive, which says nothing about the belt",
    (Quantity.BRIDGE_ONLINE, False): "bridge dead: belt unknown, not stopped",
    (Quantity.PLUG_ONLINE, True): "plug available",
    (Quantity.PLUG_ONLINE, False): "plug unavailable",
    (Quantity.TREADMILL_LIFE, True): "treadmill alive, nothing new about it",
    (Quantity.PLUG_LIFE, True): "plug alive, nothing new about it",
}
_NUMBERS: Final[Mapping[Quantity, str]] = {
    Quantity.SPEED: "speed {}",
    Quantity.TARGET_SPEED: "target speed {}",
    Quantity.INCLINE: "incline {}",
    Quantity.DISTANCE: "distance {}",
    Quantity.MOVING_TIME: "moving time {}",
    Quantity.ELAPSED_TIME: "elapsed time {}",
    Quantity.CADENCE: "cadence {}",
    Quantity.BACKSTOP: "armed {}",
    Quantity.BACKSTOP_REMAINING: "{} left",
}


# What the families call the socket that a machine is plugged into.
_SOCKETS: Final = ("relay", "switch", "endpoint")


def add_parser(subparsers: _SubParsersAction[ArgumentParser]) -> None:
    """Add the command and its arguments."""
    parser = subparsers.add_parser("decode", help=__doc__, description=__doc__)
    parser.add_argument("topic", metavar="TOPIC")
    parser.add_argument("payload", metavar="PAYLOAD")
    parser.add_argument("--dialect", help="a family's key, as in docs/profiles.md")
    parser.add_argument(
        "--profile", type=Path, metavar="FILE", help="a profile of your own to try"
    )
    parser.add_argument("--config", help="the dialect's configuration as JSON")
    parser.add_argument(
        "--retained", action="store_true", help="the broker sent it from its memory"
    )
    parser.set_defaults(run=run)


def run(arguments: Namespace) -> int:
    """Print what a message says, as one JSON object, and return the exit status."""
    try:
        _load(arguments.profile)
        found = _find(arguments)
    except ValueError as error:
        print(f"gymlab decode: {error}", file=sys.stderr)
        return UNKNOWN
    dialect = create_dialect(found.config)
    readings = dialect.parse(
        arguments.topic, arguments.payload, retained=arguments.retained
    )
    print(json.dumps(_report(found, dialect, readings, arguments), indent=2))
    return UNREADABLE if readings is None else DECODED


def _load(path: Path | None) -> None:
    """Let every family be spoken, with one of the user's own, or raise its problems."""
    load_families()
    if path is None:
        return
    profile = load_profile(path)
    if not isinstance(profile, Profile):
        message = "\n".join(each.text for each in profile)
        raise ValueError(message)  # noqa: TRY004  # It is help, not a bug.
    if set_profiles((profile, *profiles())):
        message = (
            f"{path}: a family called {profile.key!r} comes along: rename the file"
        )
        raise ValueError(message)


def _find(arguments: Namespace) -> Recognised:
    """Return the device that a message belongs to, or raise a line of help."""
    known = ", ".join(families())
    if arguments.config is not None:
        return _configured(arguments)
    if arguments.dialect is not None and arguments.dialect not in families():
        message = f"no dialect is called {arguments.dialect!r}; known are {known}"
        raise ValueError(message)
    found = recognise(arguments.topic, arguments.payload, dialect=arguments.dialect)
    if found:
        return found[0]
    if str(arguments.dialect).startswith("generic"):
        message = f"{arguments.dialect} has no topics of its own, give --config JSON"
        raise ValueError(message)
    message = f"no dialect knows the topic {arguments.topic!r}; known are {known}"
    raise ValueError(message)


def _configured(arguments: Namespace) -> Recognised:
    config = json.loads(arguments.config)
    if not isinstance(config, dict):
        message = "--config has to be a JSON object"
        raise ValueError(message)  # noqa: TRY004  # It is a line of help, not a bug.
    if arguments.dialect is not None:
        config = {**config, "dialect": arguments.dialect}
    try:
        part = create_dialect(config).part
    except InvalidConfigError as error:
        message = "; ".join(
            f"{problem.key} = {problem.value!r} breaks the rule {problem.rule}"
            + (f" ({', '.join(problem.allowed)})" if problem.allowed else "")
            for problem in error.problems
        )
        raise ValueError(message) from error
    names = (config.get(key) for key in ("name", "base", "topic", "dialect"))
    identity = next(filter(None, names))
    return Recognised(config=config, identity=str(identity), part=part)


def _report(
    found: Recognised,
    dialect: Dialect,
    readings: tuple[Reading, ...] | None,
    arguments: Namespace,
) -> dict[str, object]:
    return {
        "readable": readings is not None,
        "dialect": dialect.key,
        "device": found.identity,
        "part": dialect.part,
        "retained": arguments.retained,
        "readings": [
            {
                "quantity": reading.quantity,
                "value": reading.value,
                "unit": UNITS.get(reading.quantity),
            }
            for reading in readings or ()
        ],
        "meaning": _meaning(readings, found),
        "config": found.config,
    }


def _meaning(readings: tuple[Reading, ...] | None, found: Recognised) -> str:
    if readings is None:
        return "cannot be read"
    if not readings:
        return "nothing to learn"
    new = [_phrase(each, found) for each in readings if not each.retained]
    old = [_phrase(each, found) for each in readings if each.retained]
    if old:
        # A plug whose every message is its whole cache has news and old facts in one.
        new.append(f"last known, age unknown: {', '.join(old)}")
    return ", ".join(new)


def _phrase(reading: Reading, found: Recognised) -> str:
    quantity, value = reading.quantity, reading.value
    if quantity is Quantity.RELAY:
        numbers = (found.config.get(key) for key in _SOCKETS)
        number = next((each for each in numbers if each is not None), None)
        name = "relay" if number is None else f"relay {number}"
        return f"{name} {'on' if value else 'off'}"
    if isinstance(value, bool):
        return _TRUTHS.get((quantity, value), f"{quantity} {value}".lower())
    if quantity is Quantity.SPEED and value == 0 and not reading.retained:
        return "belt stopped (if fresh)"
    if quantity is Quantity.BACKSTOP and value == 0:
        return "not armed"
    return _NUMBERS.get(quantity, "{}").format(f"{_short(value)} {UNITS.get(quantity)}")


def _short(value: float) -> str:
    rounded = round(value, 3)
    return str(int(rounded) if rounded.is_integer() else rounded)
