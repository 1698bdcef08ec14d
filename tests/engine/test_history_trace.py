"""The trace of a session: short enough to keep for years, and true enough to draw."""

import pytest

from custom_components.home_gym.engine.history.plain import decode_trace, encode_trace
from custom_components.home_gym.engine.history.trace import (
    MOST_POINTS,
    Mark,
    Point,
    Trace,
    TraceWriter,
    cut,
    stretches,
    walked,
)
from custom_components.home_gym.engine.words import Event, Phase

from .drive import HOUR


def at(at_s: float, kmh: float | None, phase: Phase = Phase.WORKOUT) -> Point:
    """Return a point."""
    return Point(at_s=at_s, speed_kmh=kmh, cap_kmh=4.5, phase=phase)


def written(*points: Point) -> list[Point]:
    """Return what a writer keeps of points."""
    writer = TraceWriter()
    for point in points:
        writer.add(point)
    return list(writer.trace.points)


def test_a_steady_walk_is_one_point() -> None:
    assert len(written(*(at(second, 3.0) for second in range(2400)))) == 1


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (at(0, 3.0), at(1, 0.0)),
        (at(0, 0.0), at(1, 3.0)),
        (at(0, 3.0), at(1, None, Phase.NO_SIGNAL)),
        (at(0, 3.0), at(1, None)),
        (at(0, 3.0, Phase.WARM_UP), at(1, 3.0, Phase.WORKOUT)),
    ],
    ids=["stops", "starts", "out of sight", "speed unknown", "another phase"],
)
def test_a_turn_is_kept_to_the_moment(before: Point, after: Point) -> None:
    assert written(before, after) == [before, after]


def test_a_speed_that_trembles_waits_its_turn() -> None:
    assert written(at(0, 3.0), at(1, 3.2)) == [at(0, 3.0)]
    assert written(at(0, 3.0), at(1, 3.2), at(2, 3.2)) == [at(0, 3.0), at(2, 3.2)]


@pytest.mark.parametrize("hours", [0.5, 2, 8])
def test_however_long_it_takes_the_points_are_few(hours: float) -> None:
    writer = TraceWriter()
    seconds = int(hours * HOUR)
    true_m = 0.0
    for second in range(seconds):
        kmh = 2.0 + second % 53 / 20
        phase = Phase.ON_BREAK if second % 900 > 840 else Phase.WORKOUT
        moving = phase is Phase.WORKOUT
        writer.add(at(second, kmh if moving else 0.0, phase))
        true_m += kmh / 3.6 if moving else 0.0
        assert len(writer.trace.points) <= MOST_POINTS
    assert len(writer.trace.points) > MOST_POINTS / 4
    moving_s, distance_m = walked(writer.trace, seconds)
    assert moving_s == pytest.approx(seconds * 840 / 900, rel=0.05)
    assert distance_m == pytest.approx(true_m, rel=0.1)


def test_somebody_who_does_nothing_but_start_and_stop_leaves_few_points_too() -> None:
    points = written(*(at(second, float(second % 2) * 3) for second in range(5000)))
    assert len(points) <= MOST_POINTS


def test_the_last_point_holds_to_the_end() -> None:
    trace = Trace(points=(at(0, 3.6), at(100, 0.0), at(150, 7.2)))
    assert [seconds for _, seconds in stretches(trace, 200)] == [100, 50, 50]
    assert walked(trace, 200) == (150, 100 + 100)


def test_a_cut_begins_anew_at_zero() -> None:
    trace = Trace(
        points=(at(0, 3.0), at(100, 0.0), at(150, 4.0)),
        marks=(
            Mark(at_s=10, event=Event.BREAK_TAKEN),
            Mark(at_s=120, event=Event.SPEED_JUMP),
        ),
    )
    kept = cut(trace, 50, 140)
    assert kept.points == (at(0, 3.0), at(50, 0.0))
    assert kept.marks == (Mark(at_s=70, event=Event.SPEED_JUMP),)


@pytest.mark.parametrize(
    "trace",
    [
        Trace(),
        Trace(points=(at(0, 3.0),)),
        Trace(
            points=(
                at(0.5, 3.1, Phase.WARM_UP),
                at(20, None, Phase.NO_SIGNAL),
                Point(at_s=30, speed_kmh=0.0, phase=Phase.ON_BREAK),
                at(31, 2.0, Phase.ON_BREAK),
            ),
            marks=(
                Mark(at_s=12.5, event=Event.PAIN_REPORTED, value="caution"),
                Mark(at_s=13, event=Event.BREAK_TAKEN),
            ),
        ),
    ],
    ids=["nothing", "one point", "all kinds"],
)
def test_a_trace_comes_back_as_it_was_stored(trace: Trace) -> None:
    assert decode_trace(encode_trace(trace)) == trace


def test_a_trace_takes_little_room() -> None:
    writer = TraceWriter()
    for second in range(2400):
        writer.add(at(second, 2.0 + second % 60 / 20))
    stored = encode_trace(writer.trace)
    assert sum(map(len, stored.values())) < 5000
