"""Paper to draw a picture on: colours, lines, boxes and words, light and dark."""

from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from typing import Final

from PIL import Image, ImageDraw, ImageFont

type Color = tuple[int, int, int]
type Spot = tuple[float, float]

# Twice as wide as high: so much of a picture a phone shows in a notification.
WIDTH: Final = 1200
HEIGHT: Final = 600
SMALL: Final = 26
LARGE: Final = 44
# Drawn larger and scaled down, which takes the steps out of slanted lines.
_FINE: Final = 2
_FONT: Final = "static/fonts/roboto/Roboto-Regular.woff2"


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


class Paper:
    """Draw in the measures of the finished picture."""

    def __init__(self, colors: Colors) -> None:
        """Have nothing on it yet."""
        self.colors = colors
        size = (WIDTH * _FINE, HEIGHT * _FINE)
        self._image = Image.new("RGB", size, colors.ground)
        self._draw = ImageDraw.Draw(self._image)

    def png(self) -> bytes:
        """Return what is drawn."""
        small = self._image.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)
        file = BytesIO()
        small.save(file, "PNG", optimize=True)
        return file.getvalue()

    def line(self, spots: list[Spot], color: Color, width: int) -> None:
        """Draw a line through some spots."""
        self._draw.line(_scaled(spots), color, width * _FINE, joint="curve")

    def area(self, spots: list[Spot], color: Color) -> None:
        """Fill what lies between some spots."""
        self._draw.polygon(_scaled(spots), fill=color)

    def box(self, begin: Spot, end: Spot, color: Color) -> None:
        """Draw a filled box between two corners."""
        self._draw.rectangle(_scaled([begin, end]), fill=color)

    def dot(self, middle: Spot, color: Color, radius: float = 11) -> None:
        """Draw a dot."""
        x, y = middle
        box = [(x - radius, y - radius), (x + radius, y + radius)]
        self._draw.ellipse(_scaled(box), fill=color)

    def write(
        self,
        spot: Spot,
        text: str,
        color: Color,
        size: int = SMALL,
        anchor: str = "lt",
    ) -> float:
        """Write something, and return how wide it is."""
        font = _font(size * _FINE)
        (scaled,) = _scaled([spot])
        self._draw.text(scaled, text, color, font, anchor=anchor)
        return self._draw.textlength(text, font) / _FINE

    def legend(self, left: float, entries: list[tuple[str, Color]]) -> None:
        """Write below everything what each colour means."""
        for text, color in entries:
            self.box((left, HEIGHT - 38), (left + 22, HEIGHT - 16), color)
            spot = (left + 32, HEIGHT - 19.0)
            wide = self.write(spot, text, self.colors.text, 24, "ls")
            left += 32 + wide + 40


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
