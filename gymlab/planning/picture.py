"""Twelve weeks as a picture: what was allowed, what was walked, the way back.

It is plain SVG with its own two sets of colours, for light and for dark.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from html import escape
from itertools import groupby
from typing import Final

from .weeks import DAYS, WEEKS, PlanDay

type Plans = Mapping[str, Sequence[PlanDay]]

WIDTH: Final = 760
PANEL: Final = 214
HEADER: Final = 58
FOOTER: Final = 22
LEFT: Final = 46
RIGHT: Final = 14
MINUTES: Final = 112
SPEED: Final = 34
GAP: Final = 14
TITLE: Final = 22
DAY_PX: Final = (WIDTH - LEFT - RIGHT) / DAYS
BAR_PX: Final = DAY_PX * 0.62
MOST_MIN: Final = 100.0
MINUTE_LINES: Final = (30, 60, 90)

STYLE: Final = """\
svg{--paper:#fcfcfb;--ink:#0b0b0b;--soft:#52514e;--line:#e1e0d9;--way:#fbeedd;
--walk:#86b6ef;--cap:#184f95;--fast:#1baf7a;--pain:#d03b3b;--lock:#c3c2b7}
@media(prefers-color-scheme:dark){svg{--paper:#1a1a19;--ink:#fff;--soft:#c3c2b7;
--line:#2c2c2a;--way:#3a2c1a;--walk:#256abf;--cap:#b7d3f6;--fast:#199e70;
--pain:#e66767;--lock:#52514e}}
text{font:11px system-ui,sans-serif;fill:var(--soft)}
.name{font-size:13px;font-weight:600;fill:var(--ink)}
.paper{fill:var(--paper)}.way{fill:var(--way)}.walk{fill:var(--walk)}
.lock{fill:var(--lock)}.pain{fill:var(--pain)}.grid{stroke:var(--line)}
.cap,.fast{fill:none;stroke-width:2;stroke-linejoin:round}
.cap{stroke:var(--cap)}.fast{stroke:var(--fast)}
.end{text-anchor:end}.mid{text-anchor:middle}
"""


def picture(plans: Plans) -> str:
    """Return one picture with a panel for each plan."""
    height = HEADER + PANEL * len(plans) + FOOTER
    panels = "".join(
        f'<g transform="translate(0 {HEADER + PANEL * number})">\n'
        + "".join(_panel(name, days))
        + "</g>\n"
        for number, (name, days) in enumerate(plans.items())
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}"'
        f' width="{WIDTH}" height="{height}" role="img" aria-labelledby="what">\n'
        '<title id="what">Twelve weeks of walks for each preset, with pain in the third'
        " week: the minutes and the speed that were allowed each day, and the minutes"
        f" walked</title>\n<style>{STYLE}</style>\n"
        f'<rect class="paper" width="{WIDTH}" height="{height}" rx="8"/>\n'
        + "".join(_legend())
        + panels
        + f"{_text(LEFT, height - 12, 'simulated walkers, one seed')}</svg>\n"
    )


def _legend() -> Iterator[str]:
    """Yield what each shape means."""
    yield _text(LEFT, 24, "Twelve weeks with pain in the third", "name")
    y = 40
    yield f'<path class="cap" d="M{LEFT} {y}h18"/>'
    yield _text(LEFT + 24, y + 4, "minutes allowed")
    yield _box(LEFT + 128, y - 5, 10, 10, "walk") + _text(LEFT + 143, y + 4, "walked")
    yield f'<path class="fast" d="M{LEFT + 204} {y}h18"/>'
    yield _text(LEFT + 228, y + 4, "km/h allowed")
    yield _box(LEFT + 320, y - 5, 10, 10, "way")
    yield _text(LEFT + 335, y + 4, "way back, by its steps")
    yield _box(LEFT + 474, y - 5, 10, 10, "lock") + _text(LEFT + 489, y + 4, "locked")
    yield f'<circle class="pain" cx="{LEFT + 550}" cy="{y}" r="5"/>'
    yield _text(LEFT + 560, y + 4, "pain stop")


def _panel(name: str, days: Sequence[PlanDay]) -> Iterator[str]:
    yield _text(LEFT, 12, name.replace("_", " "), "name")
    yield from _way(days)
    yield from _grid()
    fastest_kmh = max(day.speed_kmh for day in days)
    yield _text(LEFT - 6, _speed_y(1) + 8, f"{fastest_kmh:g}", "end")
    for day in days:
        top = _minute_y(day.walked_min)
        if day.walked_min:
            x, y = _x(day) + (DAY_PX - BAR_PX) / 2, top
            yield _box(x, y, BAR_PX, _minute_y(0) - y, "walk")
        if day.locked:
            yield _box(_x(day), _minute_y(0) - 5, DAY_PX, 5, "lock")
        if day.flare:
            x = _x(day) + DAY_PX / 2
            yield f'<circle class="pain" cx="{x:.1f}" cy="{top - 8:.1f}" r="5"/>\n'
    yield _stairs(days, "cap", lambda day: _minute_y(day.session_min))
    yield _stairs(days, "fast", lambda day: _speed_y(day.speed_kmh / fastest_kmh))


def _grid() -> Iterator[str]:
    """Yield the lines and the numbers beside them."""
    for minutes in (0, *MINUTE_LINES):
        y = _minute_y(minutes)
        yield f'<path class="grid" d="M{LEFT} {y:.1f}H{WIDTH - RIGHT}"/>\n'
        unit = " min" if minutes == MINUTE_LINES[-1] else ""
        yield _text(LEFT - 6, y + 4, f"{minutes}{unit}", "end")
    base = _speed_y(0)
    yield f'<path class="grid" d="M{LEFT} {base:.1f}H{WIDTH - RIGHT}"/>\n'
    yield _text(LEFT - 6, base, "km/h", "end")
    for week in range(1, WEEKS + 1):
        x = LEFT + (week - 0.5) * 7 * DAY_PX
        label = f"week {week}" if week == 1 else f"{week}"
        yield _text(x, base + 13, label, "mid")


def _way(days: Iterable[PlanDay]) -> Iterator[str]:
    """Yield the steps of the way back, as fields behind the rest."""
    for step, same in groupby(days, key=lambda day: day.step):
        if not step:
            continue
        group = list(same)
        width = DAY_PX * len(group)
        x = _x(group[0])
        yield _box(x, TITLE, width, MINUTES + GAP + SPEED, "way")
        yield f'<path class="grid" d="M{x:.1f} {TITLE}v{MINUTES + GAP + SPEED}"/>\n'
        yield _text(x + width / 2, TITLE + 11, f"{step}", "mid")


def _stairs(
    days: Iterable[PlanDay], kind: str, height: Callable[[PlanDay], float]
) -> str:
    path, first = "", True
    for day in days:
        start = f"M{_x(day):.1f} " if first else "V"
        path += f"{start}{height(day):.1f}H{_x(day) + DAY_PX:.1f}"
        first = False
    return f'<path class="{kind}" d="{path}"/>\n'


def _x(day: PlanDay) -> float:
    return LEFT + (day.day - 1) * DAY_PX


def _minute_y(minutes: float) -> float:
    return TITLE + MINUTES * (1 - minutes / MOST_MIN)


def _speed_y(share: float) -> float:
    return TITLE + MINUTES + GAP + SPEED * (1 - share)


def _box(x: float, y: float, width: float, height: float, kind: str) -> str:
    return (
        f'<rect class="{kind}" x="{x:.1f}" y="{y:.1f}" width="{width:.1f}"'
        f' height="{height:.1f}"/>\n'
    )


def _text(x: float, y: float, words: str, kind: str = "") -> str:
    named = f' class="{kind}"' if kind else ""
    return f'<text{named} x="{x:.1f}" y="{y:.1f}">{escape(words)}</text>\n'
