"""Measure Home Gym on a real Home Assistant, beside what it is compared with.

Broker, Home Assistant and treadmills are put up on loopback and torn down again. The
recorder is on, all default entities are enabled, locks are stored.
"""

from argparse import ArgumentParser, Namespace, _SubParsersAction
from dataclasses import asdict
import json
import os
import platform
import sys
import time
from typing import Any, Final

from homeassistant.const import __version__ as home_assistant_version

from .benchmarks import cpu, crowd, engine, figures, latency, rows, starting
from .benchmarks.laboratory import Laboratory
from .benchmarks.plan import FULL, QUICK, Plan
from .benchmarks.post import LostError
from .benchmarks.stream import steady
from .house.api import RefusedError
from .house.child import StartError
from .house.interruption import ended_by_signals
from .house.waiting import OverdueError

TROUBLE: Final = 2
INTERRUPTED: Final = 130
# Longer than any run.
RECORDED_S: Final = 3000.0


def add_parser(subparsers: _SubParsersAction[ArgumentParser]) -> None:
    """Add the command and its arguments."""
    parser = subparsers.add_parser(
        "bench", help="measure Home Gym on a real Home Assistant", description=__doc__
    )
    add = parser.add_argument
    add("--json", action="store_true", help="print one JSON object, not a table")
    add(
        "--quick",
        action="store_true",
        help="take a minute instead of twenty: shows that all works, proves no figure",
    )
    add(
        "--crowd",
        type=_count,
        metavar="MACHINES",
        help="also put so many machines on one Home Assistant, which takes ten minutes",
    )
    parser.set_defaults(run=run)


def run(arguments: Namespace) -> int:
    """Measure everything and print it; return 0 whatever the figures are."""
    try:
        with ended_by_signals():
            report = measure(QUICK if arguments.quick else FULL, arguments.crowd)
    except KeyboardInterrupt:
        return INTERRUPTED
    except (
        StartError,
        OverdueError,
        RefusedError,
        LostError,
        ConnectionError,
    ) as trouble:
        print(f"gymlab bench: {trouble}", file=sys.stderr)
        return TROUBLE
    if arguments.json:
        print(json.dumps(figures.plain(report), indent=2))
    else:
        print(figures.table(report))
    return 0


def measure(plan: Plan, crowd_of: int | None) -> dict[str, Any]:
    """Return everything that was measured, with how and where."""
    began_s = time.monotonic()
    report: dict[str, Any] = {
        "home_assistant": home_assistant_version,
        "python": platform.python_version(),
        "cores": os.cpu_count(),
        "load_before": os.getloadavg()[0],
        "plan": asdict(plan),
    }
    _say("the engine")
    report["engine_per_s"] = engine.measure(plan.engine_rounds)
    _say("the house is put up")
    with Laboratory(plan.machines, steady(RECORDED_S)) as laboratory:
        report |= _measure_house(laboratory, plan)
    if crowd_of is not None:
        _say(f"{crowd_of} machines")
        report["crowd"] = crowd.measure(crowd_of, plan)
    report["took_s"] = time.monotonic() - began_s
    report["reached"] = {
        figure.title: figure.is_reached(report) for figure in figures.figures_of(report)
    }
    return report


def _measure_house(laboratory: Laboratory, plan: Plan) -> dict[str, Any]:
    _say("CPU time")
    cpu_us = cpu.measure(laboratory, plan)
    _say("rows")
    counted = rows.measure(laboratory, plan)
    _say("latency")
    latency_ms = latency.measure(laboratory, plan)
    _say("starts")
    start = starting.measure(laboratory, plan)
    return {
        "broker": laboratory.broker.kind.value,
        "cpu_us_per_message": cpu_us,
        "rows_per_hour": counted,
        "latency_ms": latency_ms,
        "restart_ready_s": start["ready_s"],
        "setup_s": start["setup_s"],
        "entities": start["entities"],
    }


def _say(what: str) -> None:
    """Tell a person who waits what comes next."""
    print(f"measuring: {what} …", file=sys.stderr, flush=True)


def _count(text: str) -> int:
    if (number := int(text)) < 1:
        raise ValueError
    return number
