"""One session as a picture: speed over time, what was allowed, breaks and pain."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from io import BytesIO
from itertools import pairwise
from math import ceil
from pathlib import Path
from typing import Final

from PIL import Image, ImageDraw, ImageFont

from .engine.history.record import SessionRecord
from .engine.history.trace import Mark, Point, Trace, stretches
from .engine.words import Event, PainBand, Phase

type Color = tuple[int, int, int]
type Spot = tuple[float, float]
type ValueOf = Callable[[Point], float | None]

# Twice as wide as high: so much of a picture a phone shows in a notification.
WIDTH: Final = 1200
HEIGHT: Final = 600
# Drawn larger and scaled down, which takes the steps out of slanted lines.
_FINE: Final = 2
_LEFT, _TOP, _RIGHT, _BOTTOM = 90.0, 170.0, 1170.0, 500.0
_SMALL, _LARGE = 26, 44
_FONT: Final = "static/fonts/roboto/Roboto-Regular.woff2"
_NO_PAIN: Final = frozenset({PainBand.NONE.value, None})


@dataclass(frozen=True, slots=True, kw_only=True)
class Colors:
    """What is drawn in which colour."""

    ground: Color
    text: Color
    faint: Color
    grid: Color
    speed: Color
    area: Color
    allowed: Color
    pause: Color
    unseen: Color
    taken: Color
    pain: Color


LIGHT: Final = Colors(
    ground=(255, 255, 255),
    text=(28, 31, 35),
    faint=(94, 101, 110),
    grid=(226, 229, 233),
    speed=(0, 121, 191),
    area=(214, 235, 248),
    allowed=(201, 104, 0),
    pause=(236, 240, 228),
    unseen=(222, 223, 228),
    taken=(62, 124, 42),
    pain=(200, 30, 45),
)
DARK: Final = Colors(
    ground=(28, 28, 30),
    text=(238, 240, 243),
    faint=(165, 171, 180),
    grid=(56, 58, 62),
    speed=(90, 190, 255),
    area=(24, 62, 88),
    allowed=(255, 168, 64),
    pause=(40, 54, 36),
    unseen=(66, 67, 74),
    taken=(134, 206, 108),
    pain=(255, 105, 115),
)


def picture(
    record: SessionRecord, trace: Trace, texts: Mapping[str, str], colors: Colors
) -> bytes:
    """Return the picture of a session as a PNG."""
    image = Image.new("RGB", (WIDTH * _FINE, HEIGHT * _FINE), colors.ground)
    sheet = _Sheet(ImageDraw.Draw(image), record, trace, colors)
    sheet.shade()
    sheet.grid()
    sheet.speed()
    sheet.allowed()
    sheet.marks()
    sheet.words(texts)
    small = image.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)
    file = BytesIO()
    small.save(file, "PNG", optimize=True)
    return file.getvalue()


class _Sheet:
    """Draw the parts, in the measures of the finished picture."""

    def __init__(
        self,
        draw: ImageDraw.ImageDraw,
        record: SessionRecord,
        trace: Trace,
        colors: Colors,
    ) -> None:
        self._draw = draw
        self._record = record
        self._trace = trace
        self._colors = colors
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
                self._box((left, _TOP), (right, _BOTTOM), color)

    def grid(self) -> None:
        """Draw the lines of whole speeds and minutes, with their numbers."""
        for kmh in range(0, self._top_kmh + 1, ceil(self._top_kmh / 5)):
            at = self._y(kmh)
            self._line([(_LEFT, at), (_RIGHT, at)], self._colors.grid, 2)
            self._write((_LEFT - 14, at), str(kmh), self._colors.faint, anchor="rm")
        step_min = _minutes_between(self._length_s / 60)
        for minute in range(0, int(self._length_s / 60) + 1, step_min):
            at = self._x(minute * 60)
            self._line([(at, _BOTTOM), (at, _BOTTOM + 8)], self._colors.grid, 2)
            spot = (at, _BOTTOM + 14)
            self._write(spot, str(minute), self._colors.faint, anchor="mt")

    def speed(self) -> None:
        """Draw how fast the belt went, with a gap where nobody knew."""
        for line in self._lines(lambda point: point.speed_kmh):
            (first, _), (last, _) = line[0], line[-1]
            area = [(first, _BOTTOM), *line, (last, _BOTTOM)]
            self._draw.polygon(_scaled(area), fill=self._colors.area)
        for line in self._lines(lambda point: point.speed_kmh):
            self._line(line, self._colors.speed, 5)

    def allowed(self) -> None:
        """Draw what was allowed, as dashes."""
        for line in self._lines(lambda point: point.cap_kmh):
            for begin, end in _dashes(line):
                self._line([begin, end], self._colors.allowed, 3)

    def marks(self) -> None:
        """Draw breaks and pain above the line of speed."""
        for mark in self._trace.marks:
            at = self._x(mark.at_s)
            if mark.event is Event.BREAK_TAKEN:
                self._dot(at, self._colors.taken)
            elif _is_pain(mark):
                self._line([(at, _TOP), (at, _BOTTOM)], self._colors.pain, 3)
                self._dot(at, self._colors.pain)

    def words(self, texts: Mapping[str, str]) -> None:
        """Write what it is, and what the lines mean."""
        record, colors = self._record, self._colors
        values = {
            "minutes": round(record.moving_s / 60),
            "kilometres": f"{record.distance_m / 1000:.1f}",
            "fastest": f"{record.fastest_kmh:.1f}",
            "breaks": record.breaks_taken,
        }
        title = texts["title"].format(**values)
        self._write((_LEFT - 60, 28), title, colors.text, _LARGE)
        details = texts["details"].format(**values)
        self._write((_LEFT - 60, 92), details, colors.faint, _SMALL)
        self._write((_LEFT - 60, _TOP - 36), texts["speed_unit"], colors.faint, 22)
        self._write((_LEFT - 60, _BOTTOM + 16), texts["time_unit"], colors.faint, 22)
        self._legend(texts)

    def _legend(self, texts: Mapping[str, str]) -> None:
        colors = self._colors
        marks = self._trace.marks
        entries = (
            ("speed", colors.speed, True),
            ("allowed", colors.allowed, any(p.cap_kmh for p in self._trace.points)),
            ("break", colors.taken, any(m.event is Event.BREAK_TAKEN for m in marks)),
            ("pain", colors.pain, any(_is_pain(m) for m in marks)),
            ("unseen", colors.unseen, any(_unseen(p) for p in self._trace.points)),
        )
        at = _LEFT - 60
        for key, color, shown in entries:
            if shown:
                self._box((at, HEIGHT - 38), (at + 22, HEIGHT - 16), color)
                spot = (at + 32, HEIGHT - 19.0)
                wide = self._write(spot, texts[key], colors.text, 24, "ls")
                at += 32 + wide + 40

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
            return self._colors.unseen
        return None if point.moving else self._colors.pause

    def _x(self, at_s: float) -> float:
        return _LEFT + (_RIGHT - _LEFT) * min(at_s, self._length_s) / self._length_s

    def _y(self, kmh: float) -> float:
        return _BOTTOM - (_BOTTOM - _TOP) * kmh / self._top_kmh

    def _line(self, spots: list[Spot], color: Color, width: int) -> None:
        self._draw.line(_scaled(spots), color, width * _FINE, joint="curve")

    def _box(self, begin: Spot, end: Spot, color: Color) -> None:
        self._draw.rectangle(_scaled([begin, end]), fill=color)

    def _dot(self, at: float, color: Color) -> None:
        middle, radius = _TOP - 4, 11
        box = [(at - radius, middle - radius), (at + radius, middle + radius)]
        self._draw.ellipse(_scaled(box), fill=color)

    def _write(
        self,
        spot: Spot,
        text: str,
        color: Color,
        size: int = _SMALL,
        anchor: str = "lt",
    ) -> float:
        """Write something, and return how wide it is."""
        font = _font(size * _FINE)
        (scaled,) = _scaled([spot])
        self._draw.text(scaled, text, color, font, anchor=anchor)
        return self._draw.textlength(text, font) / _FINE


@cache
def _font(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    """Return the dashboard's own font: Pillow's knows nothing but English."""
    dashboard = find_spec("hass_frontend")
    if dashboard is not None and dashboard.origin is not None:
        file = Path(dashboard.origin).parent / _FONT
        with suppress(OSError):
            return ImageFont.truetype(file, size)
    return ImageFont.load_default(size)


def _scaled(spots: list[Spot]) -> list[Spot]:
    return [(x * _FINE, y * _FINE) for x, y in spots]


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


def _is_pain(mark: Mark) -> bool:
    return mark.event is Event.PAIN_REPORTED and mark.value not in _NO_PAIN


def _unseen(point: Point) -> bool:
    return point.phase is Phase.NO_SIGNAL
