"""One session as a picture: speed over time, what was allowed, breaks and pain."""

from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise
from math import ceil

from ..engine.history.course import Marked, marked
from ..engine.history.record import SessionRecord
from ..engine.history.trace import Point, Trace, stretches
from ..engine.words import Phase
from .paper import LARGE, SMALL, Color, Colors, Paper, Spot

type ValueOf = Callable[[Point], float | None]

_LEFT, _TOP, _RIGHT, _BOTTOM = 90.0, 170.0, 1170.0, 500.0


def picture(
    record: SessionRecord, trace: Trace, texts: Mapping[str, str], colors: Colors
) -> bytes:
    """Return the picture of a session as a PNG."""
    sheet = _Sheet(record, trace, colors)
    sheet.shade()
    sheet.grid()
    sheet.speed()
    sheet.allowed()
    sheet.marks()
    sheet.words(texts)
    return sheet.png()


class _Sheet(Paper):
    """Draw the parts of a session."""

    def __init__(self, record: SessionRecord, trace: Trace, colors: Colors) -> None:
        super().__init__(colors)
        self._record = record
        self._trace = trace
        self._marks = marked(trace.marks)
        self._length_s = max(record.length_s, 60.0)
        speeds = (
            speed
            for point in trace.points
            for speed in (point.speed_kmh, point.cap_kmh)
            if speed is not None
        )
        # A row of space above the highest, so that no line runs along the edge.
        self._top_kmh = ceil(max(speeds, default=0.0) * 1.1 + 0.5)

    def shade(self) -> None:
        """Tell pauses, and time that nobody could watch, from walking."""
        for point, seconds in stretches(self._trace, self._record.length_s):
            color = self._shade_of(point)
            if color is not None and seconds > 0:
                left, right = self._x(point.at_s), self._x(point.at_s + seconds)
                self.box((left, _TOP), (right, _BOTTOM), color)

    def grid(self) -> None:
        """Draw the lines of whole speeds and minutes, with their numbers."""
        for kmh in range(0, self._top_kmh + 1, ceil(self._top_kmh / 5)):
            at = self._y(kmh)
            self.line([(_LEFT, at), (_RIGHT, at)], self.colors.grid, 2)
            self.write((_LEFT - 14, at), str(kmh), self.colors.faint, anchor="rm")
        step_min = _minutes_between(self._length_s / 60)
        for minute in range(0, int(self._length_s / 60) + 1, step_min):
            at = self._x(minute * 60)
            self.line([(at, _BOTTOM), (at, _BOTTOM + 8)], self.colors.grid, 2)
            spot = (at, _BOTTOM + 14)
            self.write(spot, str(minute), self.colors.faint, anchor="mt")

    def speed(self) -> None:
        """Draw how fast the belt went, with a gap where nobody knew."""
        for line in self._lines(lambda point: point.speed_kmh):
            (first, _), (last, _) = line[0], line[-1]
            area = [(first, _BOTTOM), *line, (last, _BOTTOM)]
            self.area(area, self.colors.area)
        for line in self._lines(lambda point: point.speed_kmh):
            self.line(line, self.colors.speed, 5)

    def allowed(self) -> None:
        """Draw what was allowed, as dashes."""
        for line in self._lines(lambda point: point.cap_kmh):
            for begin, end in _dashes(line):
                self.line([begin, end], self.colors.allowed, 3)

    def marks(self) -> None:
        """Draw breaks and pain above the line of speed."""
        for at_s, what in self._marks:
            at = self._x(at_s)
            if what is Marked.BREAK:
                self.dot((at, _TOP - 4), self.colors.taken)
            else:
                self.line([(at, _TOP), (at, _BOTTOM)], self.colors.pain, 3)
                self.dot((at, _TOP - 4), self.colors.pain)

    def words(self, texts: Mapping[str, str]) -> None:
        """Write what it is, and what the lines mean."""
        record, colors = self._record, self.colors
        values = {
            "minutes": round(record.moving_s / 60),
            "kilometres": f"{record.distance_m / 1000:.1f}",
            "fastest": f"{record.fastest_kmh:.1f}",
            "breaks": record.breaks_taken,
        }
        title = texts["title"].format(**values)
        self.write((_LEFT - 60, 28), title, colors.text, LARGE)
        details = texts["details"].format(**values)
        self.write((_LEFT - 60, 92), details, colors.faint, SMALL)
        self.write((_LEFT - 60, _TOP - 36), texts["speed_unit"], colors.faint, 22)
        self.write((_LEFT - 60, _BOTTOM + 16), texts["time_unit"], colors.faint, 22)
        self._explain(texts)

    def _explain(self, texts: Mapping[str, str]) -> None:
        colors = self.colors
        shown = {what for _, what in self._marks}
        entries = (
            ("speed", colors.speed, True),
            ("allowed", colors.allowed, any(p.cap_kmh for p in self._trace.points)),
            ("break", colors.taken, Marked.BREAK in shown),
            ("pain", colors.pain, Marked.PAIN in shown),
            ("unseen", colors.unseen, any(_unseen(p) for p in self._trace.points)),
        )
        told = [(texts[key], color) for key, color, is_told in entries if is_told]
        self.legend(_LEFT - 60, told)

    def _lines(self, value_of: ValueOf) -> Iterator[list[Spot]]:
        """Yield each unbroken line of something that holds from point to point."""
        line: list[Spot] = []
        for point, seconds in stretches(self._trace, self._record.length_s):
            if (value := value_of(point)) is None:
                if line:
                    yield line
                line = []
                continue
            at = self._y(value)
            line += [(self._x(point.at_s), at), (self._x(point.at_s + seconds), at)]
        if line:
            yield line

    def _shade_of(self, point: Point) -> Color | None:
        if _unseen(point):
            return self.colors.unseen
        return None if point.moving else self.colors.pause

    def _x(self, at_s: float) -> float:
        return _LEFT + (_RIGHT - _LEFT) * min(at_s, self._length_s) / self._length_s

    def _y(self, kmh: float) -> float:
        return _BOTTOM - (_BOTTOM - _TOP) * kmh / self._top_kmh


def _dashes(line: list[Spot], length: float = 14.0) -> Iterator[tuple[Spot, Spot]]:
    """Yield the dashes of a line that has only level and upright parts."""
    for (x, y), (to_x, to_y) in pairwise(line):
        if x == to_x:
            yield (x, y), (to_x, to_y)
            continue
        # Counted from the left edge, so that many short parts look like one.
        for dash in range(int(x / (2 * length)), ceil(to_x / (2 * length))):
            begin, end = dash * 2 * length, (dash * 2 + 1) * length
            if begin < to_x and end > x:
                yield (max(begin, x), y), (min(end, to_x), y)


def _minutes_between(minutes: float) -> int:
    """Return after how many minutes to write the next number."""
    steps = (1, 2, 5, 10, 15, 30, 60, 120)
    return next((step for step in steps if minutes / step <= 10), 240)


def _unseen(point: Point) -> bool:
    return point.phase is Phase.NO_SIGNAL
