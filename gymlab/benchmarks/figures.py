"""Hold what was measured against what is to be reached."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from .arithmetic import rounded

type Report = dict[str, Any]
type Path = tuple[str, ...]

FLOOR_TIMES: Final = 1.5
COLUMNS: Final = ("figure", "measured", "target", "reached", "method")


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One number that has to be small enough, or large enough.

    The target is a number, or a multiple of what else was measured in the same run.
    """

    title: str
    path: Path
    unit: str
    method: str
    limit: float = 1.0
    times: Path | None = None
    at_least: bool = False

    def measured(self, report: Report) -> float:
        """Return what was measured."""
        return _at(report, self.path)

    def target(self, report: Report) -> float:
        """Return what is to be reached."""
        return self.limit * (1.0 if self.times is None else _at(report, self.times))

    def is_reached(self, report: Report) -> bool:
        """Tell whether the target is reached."""
        measured, target = self.measured(report), self.target(report)
        return measured >= target if self.at_least else measured <= target


_TURNS: Final = "{turns} samples after {warm_up_turns}, in turns with its reference"
_ENGINE: Final = "one core, thread's CPU time, median of {engine_rounds} rounds"

FIGURES: Final = (
    *(
        Figure(
            title=f"pain to stop, {percentile}",
            path=("latency_ms", "ours", percentile),
            times=("latency_ms", "yaml_automation", percentile),
            unit="ms",
            method=f"against a YAML automation; {_TURNS}",
        )
        for percentile in ("p50", "p99")
    ),
    *(
        Figure(
            title=f"pain to stop by WebSocket, {percentile}",
            path=("latency_ms", "websocket_ours", percentile),
            times=("latency_ms", "websocket_publish", percentile),
            unit="ms",
            method=f"against mqtt.publish by WebSocket; {_TURNS}",
        )
        for percentile in ("p50", "p99")
    ),
    *(
        Figure(
            title=f"pain to stop with voices that hang, {percentile}",
            path=("latency_ms", "ours_unheard", percentile),
            times=("latency_ms", "ours", percentile),
            limit=limit,
            unit="ms",
            method=f"{limit:g} x the same with voices that speak; {_TURNS}",
        )
        for percentile, limit in (("p50", 1.1), ("p99", 1.5))
    ),
    Figure(
        title="CPU of a message",
        path=("cpu_us_per_message", "ours"),
        times=("cpu_us_per_message", "floor"),
        limit=FLOOR_TIMES,
        unit="µs",
        method="1.5 x a subscription that does nothing; CPU time of the whole process "
        "less its idling, median of {cpu_rounds} x {block_s:g} s after "
        "{cpu_warm_up_rounds} x",
    ),
    Figure(
        title="rows of a walking hour",
        path=("rows_per_hour", "ours"),
        limit=500,
        unit="",
        method="counted in the database; {machines} machines from their start on, "
        "{walk_s:g} s each, set to an hour",
    ),
    Figure(
        title="full advances in a second",
        path=("engine_per_s", "advance"),
        limit=30_000,
        at_least=True,
        unit="",
        method=f"a new speed each time; {_ENGINE}",
    ),
    Figure(
        title="unchanged messages in a second",
        path=("engine_per_s", "unchanged"),
        limit=200_000,
        at_least=True,
        unit="",
        method=f"a steady walk; {_ENGINE}",
    ),
    Figure(
        title="ready after a start",
        path=("restart_ready_s",),
        limit=1.0,
        unit="s",
        method="Home Assistant has started, until every entity is there, seen from "
        "inside; median of {restarts}, with a lock to be kept",
    ),
)
CROWD: Final = (
    Figure(
        title="machines at once",
        path=("crowd", "machines"),
        limit=100,
        at_least=True,
        unit="",
        method="all walking, four topics twice a second each",
    ),
    Figure(
        title="pain to stop among them, p99",
        path=("crowd", "reaction_p99_ms"),
        limit=50,
        unit="ms",
        method=_TURNS,
    ),
)


def figures_of(report: Report) -> tuple[Figure, ...]:
    """Return the figures that a run has measured."""
    return (*FIGURES, *CROWD) if "crowd" in report else FIGURES


def table(report: Report) -> str:
    """Return the figures for people."""
    lines = [COLUMNS, *(_line(figure, report) for figure in figures_of(report))]
    # The last column is left as long as it is.
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)][:-1]
    return "\n".join(_padded(line, widths) for line in lines)


def plain(report: Any) -> Any:
    """Return a report with no more digits than are worth anything."""
    if isinstance(report, dict):
        return {key: plain(value) for key, value in report.items()}
    return rounded(report) if isinstance(report, float) else report


def _line(figure: Figure, report: Report) -> Sequence[str]:
    sign = ">=" if figure.at_least else "<="
    return (
        figure.title,
        _text(figure.measured(report), figure.unit),
        f"{sign} {_text(figure.target(report), figure.unit)}",
        "yes" if figure.is_reached(report) else "NO",
        figure.method.format_map(report["plan"]),
    )


def _text(value: float, unit: str) -> str:
    short = rounded(value)
    text = f"{short:,.0f}" if abs(short) >= 100 else f"{short:g}"
    return f"{text} {unit}".rstrip()


def _padded(line: Iterable[str], widths: Sequence[int]) -> str:
    *cells, last = line
    padded = [cell.ljust(width) for cell, width in zip(cells, widths, strict=True)]
    return "  ".join([*padded, last])


def _at(report: Report, path: Path) -> float:
    found: Any = report
    for key in path:
        found = found[key]
    return float(found)
