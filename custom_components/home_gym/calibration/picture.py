"""The picture of a recording: watts over time, three stages, two thresholds."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape
from math import sqrt
from typing import Final

from ..engine.calibration import (
    Proposal,
    Recording,
    Refusal,
    Sample,
    Stage,
    Take,
    settled_of,
)

_WIDTH: Final = 360
_HEIGHT: Final = 236
# It is shown larger than it is drawn, and narrower on a phone.
_SHOWN: Final = 460
_LEFT, _TOP, _RIGHT, _BOTTOM = 58.0, 48.0, 356.0, 208.0
_DOT: Final = 3.2
# The page's own colours are out of reach of a picture: a browser tells it only
# whether the page is dark.
_STYLE: Final = """
text{font:14px system-ui,sans-serif;fill:#3c4043}
.axis{stroke:#80868b;stroke-width:1;fill:none}
.border{stroke-dasharray:2 4}
.watts{stroke:#1a73c8;stroke-width:1.5;fill:none}
.dot{fill:#1a73c8;stroke:#1a73c8}
.late{fill:none;stroke:#1a73c8}
.moving{stroke:#b34700;stroke-width:2;stroke-dasharray:9 4}
.still{stroke:#0b7a63;stroke-width:2;stroke-dasharray:2 3}
@media(prefers-color-scheme:dark){text{fill:#e3e3e3}.axis{stroke:#9aa0a6}
.watts,.dot,.late{stroke:#6db3f2}.dot{fill:#6db3f2}
.moving{stroke:#ff9d57}.still{stroke:#4fd1b5}}
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What is written into the picture; the thresholds hold a place for watts."""

    stages: Mapping[Stage, str]
    moving_above: str
    still_below: str


def draw(recording: Recording, judged: Proposal | Refusal, words: Words) -> str:
    """Return the picture as SVG."""
    most_w = _most_w(recording, judged)
    parts = [*_axes(most_w)]
    for number, stage in enumerate(Stage):
        parts += _panel(recording, stage, number, most_w)
        parts.append(_caption(number, words.stages[stage]))
    if isinstance(judged, Proposal):
        above, below = judged.moving_above_w, judged.still_below_w
        parts += _threshold("moving", words.moving_above, above, most_w, 16)
        parts += _threshold("still", words.still_below, below, most_w, 36)
    height = round(_SHOWN * _HEIGHT / _WIDTH)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_SHOWN}" height="{height}"'
        f' viewBox="0 0 {_WIDTH} {_HEIGHT}"><style>{_STYLE}</style>'
        f"{''.join(parts)}</svg>"
    )


def _most_w(recording: Recording, judged: Proposal | Refusal) -> float:
    told = [each.power_w for take in recording.values() for each in take.samples]
    drawn = [judged.moving_above_w] if isinstance(judged, Proposal) else []
    # A step of 20 W, and something to see where nothing was drawn.
    return max(20.0, -(-max([*told, *drawn], default=0.0) // 20) * 20)


def _y(power_w: float, most_w: float) -> float:
    # By its root, since what is to be told apart lies near the ground.
    return _BOTTOM - (_BOTTOM - _TOP) * sqrt(min(power_w, most_w) / most_w)


def _x(number: int, share: float) -> float:
    return _LEFT + (_RIGHT - _LEFT) * (number + share) / len(Stage)


def _axes(most_w: float) -> Iterator[str]:
    yield f'<path class="axis" d="M{_LEFT} {_TOP}V{_BOTTOM}H{_RIGHT}"/>'
    for power_w in (0.0, most_w / 4, most_w):
        y = _y(power_w, most_w)
        yield f'<path class="axis" d="M{_LEFT - 4} {y:.1f}H{_LEFT}"/>'
        yield _text(_LEFT - 6, y + 4, f"{power_w:.0f} W", "end")
    for number in range(1, len(Stage)):
        x = _x(number, 0.0)
        yield f'<path class="axis border" d="M{x:.1f} {_TOP}V{_BOTTOM}"/>'


def _panel(
    recording: Recording, stage: Stage, number: int, most_w: float
) -> Iterator[str]:
    """Draw one stage over its whole width, however long it took."""
    samples = recording.get(stage, Take()).samples
    if not samples:
        return
    settled = settled_of(recording, stage)
    whole_s = max(samples[-1].at_s, 1.0)
    points = [_point(each, number, whole_s, most_w) for each in samples]
    (first_x, first_y), *others = points
    line = "".join(f"H{x:.1f}V{y:.1f}" for x, y in others)
    yield f'<path class="watts" d="M{first_x:.1f} {first_y:.1f}{line}"/>'
    for sample, (x, y) in zip(samples, points, strict=True):
        kind = "dot" if sample in settled else "late"
        yield f'<circle class="{kind}" cx="{x:.1f}" cy="{y:.1f}" r="{_DOT}"/>'


def _point(
    sample: Sample, number: int, whole_s: float, most_w: float
) -> tuple[float, float]:
    share = 0.04 + 0.92 * sample.at_s / whole_s
    return _x(number, share), _y(sample.power_w, most_w)


def _caption(number: int, text: str) -> str:
    return _text(_x(number, 0.5), _BOTTOM + 20, text, "middle")


def _threshold(
    kind: str, text: str, power_w: float, most_w: float, legend_y: float
) -> Iterator[str]:
    """Draw a threshold, and what it is above the picture, where nothing is hidden."""
    y = _y(power_w, most_w)
    yield f'<path class="{kind}" d="M{_LEFT} {y:.1f}H{_RIGHT}"/>'
    yield f'<path class="{kind}" d="M{_LEFT} {legend_y - 4}h28"/>'
    yield _text(_LEFT + 36, legend_y, text.format(watts=f"{power_w:.0f}"), "start")


def _text(x: float, y: float, text: str, anchor: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(text)}</text>'
