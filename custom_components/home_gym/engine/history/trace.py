"""The course of a session: its speed over time, and what happened when."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from ..words import Event, Phase

# However long a session is, a picture and an export need no more than this.
MOST_POINTS: Final = 300
MOST_MARKS: Final = 200
FINEST_S: Final = 2.0
# A belt's speed trembles by less.
_STEADY_KMH: Final = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """What held from a moment on, `at_s` after the start, until the next point.

    A speed of None is that nobody knew it; in the phase without a signal nobody knew
    either whether the belt moved.
    """

    at_s: float
    speed_kmh: float | None
    cap_kmh: float | None = None
    phase: Phase = Phase.WORKOUT

    @property
    def moving(self) -> bool:
        """Tell whether the belt was seen to move."""
        if self.speed_kmh is None:
            return self.phase is not Phase.NO_SIGNAL
        return self.speed_kmh > 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Something that happened `at_s` after the start; `value` is a band or a reason."""

    at_s: float
    event: Event
    value: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """The points and marks of one session, both in the order of time."""

    points: tuple[Point, ...] = ()
    marks: tuple[Mark, ...] = ()


class TraceWriter:
    """Take points in as they come, and keep few enough of them.

    The longer a session, the coarser its trace. A belt that stops or starts, a new
    phase and the loss of sight are kept to the moment as long as there is room.
    """

    def __init__(self, trace: Trace | None = None, every_s: float = FINEST_S) -> None:
        """Begin, or go on with a trace that was begun before."""
        trace = trace or Trace()
        self.every_s = every_s
        self._points = list(trace.points)
        self._marks = list(trace.marks)

    @property
    def trace(self) -> Trace:
        """Return what was taken in so far."""
        return Trace(points=tuple(self._points), marks=tuple(self._marks))

    def add(self, point: Point) -> None:
        """Take a point in where it tells something new."""
        if self._points:
            last = self._points[-1]
            early = point.at_s < last.at_s + self.every_s
            if _same(last, point) or (early and not _turns(last, point)):
                return
        self._points.append(point)
        while len(self._points) > MOST_POINTS:
            self.every_s *= 2
            self._points = _thinned(self._points, self.every_s)

    def mark(self, mark: Mark) -> None:
        """Take in what happened."""
        if len(self._marks) < MOST_MARKS:
            self._marks.append(mark)


def stretches(trace: Trace, length_s: float) -> Iterator[tuple[Point, float]]:
    """Yield each point and the seconds for which it held."""
    for point, after in zip(trace.points, trace.points[1:], strict=False):
        yield point, max(0.0, after.at_s - point.at_s)
    if trace.points:
        last = trace.points[-1]
        yield last, max(0.0, length_s - last.at_s)


def walked(trace: Trace, length_s: float) -> tuple[float, float]:
    """Return the time (s) and the way (m) that a trace shows in motion."""
    moving_s = distance_m = 0.0
    for point, seconds in stretches(trace, length_s):
        if point.moving:
            moving_s += seconds
            distance_m += (point.speed_kmh or 0.0) / 3.6 * seconds
    return moving_s, distance_m


def cut(trace: Trace, from_s: float, to_s: float) -> Trace:
    """Return the part of a trace between two moments, told from the first of them."""
    before = [point for point in trace.points if point.at_s <= from_s]
    inside = [point for point in trace.points if from_s < point.at_s < to_s]
    kept = [*before[-1:], *inside]
    return Trace(
        points=tuple(
            replace(point, at_s=max(0.0, point.at_s - from_s)) for point in kept
        ),
        marks=tuple(
            replace(mark, at_s=mark.at_s - from_s)
            for mark in trace.marks
            if from_s <= mark.at_s <= to_s
        ),
    )


def fastest_kmh(trace: Trace) -> float:
    """Return the highest speed of a trace."""
    return max((point.speed_kmh or 0.0 for point in trace.points), default=0.0)


def _same(last: Point, point: Point) -> bool:
    if last.phase is point.phase is Phase.NO_SIGNAL:
        return True
    return (
        not _turns(last, point)
        and last.cap_kmh == point.cap_kmh
        and abs((last.speed_kmh or 0.0) - (point.speed_kmh or 0.0)) < _STEADY_KMH
    )


def _turns(last: Point, point: Point) -> bool:
    """Tell whether something else begins here, not only more of the same."""
    known = (last.speed_kmh is None) == (point.speed_kmh is None)
    return last.phase is not point.phase or last.moving != point.moving or not known


def _thinned(points: list[Point], every_s: float) -> list[Point]:
    kept = points[:1]
    for point in points[1:]:
        if point.at_s >= kept[-1].at_s + every_s or _turns(kept[-1], point):
            kept.append(point)
    # Somebody who starts and stops all the time leaves nothing but turns.
    return kept if len(kept) <= MOST_POINTS * 3 // 4 else kept[::2]
