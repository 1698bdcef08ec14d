"""Run simulated treadmills against a broker from the command line."""

from argparse import ArgumentParser, ArgumentTypeError, Namespace
import os
from pathlib import Path
import signal
import threading
from typing import Any, Final

from .simulator.connection import Broker, Protocol
from .simulator.deeds import DeedError, Story
from .simulator.faults import FAULTS, Fault
from .simulator.fleet import build_fleet
from .simulator.machine import MachineSettings
from .simulator.records import Entry
from .simulator.report import describe, summarize
from .simulator.shell import Shell, ShellSettings
from .simulator.stories import STORIES, read_story
from .simulator.voices.plugs import PLUGS, plug_settings
from .simulator.voices.treadmills import BRIDGES

RANDOM: Final = "random"
QZ: Final = "qz"
TASMOTA: Final = "tasmota"
PATIENCE_S: Final = 3.0
PASSWORD_VARIABLE: Final = "GYMLAB_MQTT_PASSWORD"  # noqa: S105  # It names one.


def add_parser(subparsers: Any) -> None:
    """Add the command `sim`."""
    parser: ArgumentParser = subparsers.add_parser(
        "sim",
        help="run simulated treadmills against a broker",
        description=__doc__,
        epilog=f"The broker's password is read from {PASSWORD_VARIABLE}.",
    )
    add = parser.add_argument
    add("--host", default="127.0.0.1", help="the broker")
    add("--port", type=int, default=1883)
    add("--username")
    add("--protocol", choices=list(Protocol), default=Protocol.V5)
    add("--treadmill", choices=list(BRIDGES), default=QZ, help="its bridge's family")
    add("--plug", choices=list(PLUGS), default=TASMOTA, help="the plug's family")
    add("--machines", type=_positive_count, default=1, metavar="N")
    add("--seed", type=int, default=0, help="equal seeds walk equal walks")
    add(
        "--time-scale",
        type=_positive,
        default=1.0,
        help="simulated seconds in one second of the wall clock",
    )
    add(
        "--fault",
        action="append",
        default=[],
        choices=list(Fault),
        metavar="NAME",
        help="; ".join(f"{fault}: {note.summary}" for fault, note in FAULTS.items()),
    )
    add(
        "--story",
        type=find_story,
        default="gentle",
        metavar="NAME|FILE",
        help=f"one of {', '.join(STORIES)}, {RANDOM}, or a JSON file of steps",
    )
    add("--ledger", type=Path, metavar="FILE", help="append facts as JSON lines")
    add("--seconds", type=_positive, help="end by itself after so many seconds")


def run(arguments: Namespace) -> int:
    """Run machines until a signal or the asked time, then say what happened."""
    machines = build_fleet(
        arguments.machines,
        seed=arguments.seed,
        story=arguments.story,
        faults=map(Fault, arguments.fault),
        settings=MachineSettings(
            bridge=BRIDGES[arguments.treadmill],
            plug_voice=plug_settings(arguments.plug),
        ),
    )
    shell = Shell(machines, _settings(arguments), on_entry=_print_entry)
    ended = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: ended.set())
    with shell:
        where = f"{arguments.host}:{arguments.port}"
        connected = shell.wait_connected(PATIENCE_S)
        print(f"connected to {where}" if connected else f"no broker at {where} yet")
        ended.wait(arguments.seconds)
    for name, machine in machines.items():
        print(summarize(name, machine.ledger))
    return 0


def find_story(name: str) -> Story | None:
    """Return a story by its name or from a file; None is a random one."""
    if name == RANDOM:
        return None
    if (story := STORIES.get(name)) is not None:
        return story
    try:
        return read_story(Path(name).read_text(encoding="utf-8"))
    except (OSError, DeedError) as error:
        raise ArgumentTypeError(f"no story {name}: {error}") from error


def _settings(arguments: Namespace) -> ShellSettings:
    return ShellSettings(
        broker=Broker(
            host=arguments.host,
            port=arguments.port,
            username=arguments.username,
            password=os.environ.get(PASSWORD_VARIABLE),
            protocol=Protocol(arguments.protocol),
        ),
        time_scale=arguments.time_scale,
        ledger_file=arguments.ledger,
    )


def _print_entry(machine: str, entry: Entry) -> None:
    print(describe(machine, entry), flush=True)


def _positive(text: str) -> float:
    number = float(text)
    if not number > 0:
        raise ArgumentTypeError("must be above 0")
    return number


def _positive_count(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ArgumentTypeError("must be at least 1")
    return number
