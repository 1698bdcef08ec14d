"""What pain notes say of a walk, and of a place over the weeks."""

from datetime import UTC
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from custom_components.home_gym.engine.clock import Calendar
from custom_components.home_gym.engine.progress.comfort import is_comfortable
from custom_components.home_gym.engine.progress.pain_notes import by_place, with_pain
from custom_components.home_gym.engine.progress.records import PainNote, Walk
from custom_components.home_gym.engine.words import PainBand

from .drive import DAY, MINUTE, MONDAY_NOON

ANNA = "person_anna"
CAUTION = 3


def _note(at_min: float, level: int | None, **changes: Any) -> PainNote:
    """Return a note, so many minutes after the walk began."""
    bands = {0: PainBand.NONE, 1: PainBand.MILD, 2: PainBand.MILD}
    told: dict[str, Any] = {
        "band": PainBand.CAUTION if level is None else bands.get(level, "caution")
    }
    return PainNote(
        person_id=ANNA,
        at_utc_s=MONDAY_NOON + at_min * MINUTE,
        machine="Treadmill",
        level=level,
        **{**told, **changes},
    )


def _walk(worst: PainBand) -> Walk:
    return Walk(
        id="walk",
        person_id=ANNA,
        machine="Treadmill",
        started_utc_s=MONDAY_NOON,
        ended_utc_s=MONDAY_NOON + 30 * MINUTE,
        moving_s=30 * MINUTE,
        worst_band=worst,
    )


@pytest.mark.parametrize(
    ("worst", "notes", "level", "baseline", "went_well"),
    [
        pytest.param("none", (), None, None, True, id="nothing told"),
        pytest.param("mild", (), None, None, True, id="nothing known but a band"),
        pytest.param("caution", (), None, None, False, id="a band that is too much"),
        pytest.param(
            "caution", (_note(5, 3), _note(9, 4)), 4, None, False, id="the worst number"
        ),
        pytest.param(
            "caution",
            (_note(-5, 4, before_walk=True), _note(9, 4)),
            4,
            4,
            True,
            id="no more than before the walk",
        ),
        pytest.param(
            "caution",
            (_note(-5, 3, before_walk=True), _note(9, 4)),
            4,
            3,
            False,
            id="more than before the walk",
        ),
        pytest.param(
            "caution",
            (_note(-5, 2), _note(-3, 4, before_walk=True), _note(9, 4)),
            4,
            4,
            True,
            id="the last one before the walk",
        ),
        pytest.param(
            "caution",
            (_note(1, 4, before_walk=True), _note(9, 4)),
            4,
            4,
            True,
            id="told when the walk had just begun",
        ),
        pytest.param(
            "caution",
            (_note(-31, 6, before_walk=True), _note(9, 4)),
            4,
            None,
            False,
            id="too long before the walk",
        ),
        pytest.param(
            "caution", (_note(5, 1), _note(9, None)), None, None, False, id="no number"
        ),
        pytest.param(
            "caution", (_note(5, 1),), None, None, False, id="the worst was deleted"
        ),
        pytest.param(
            "none", (_note(40, 4),), None, None, True, id="told when it was over"
        ),
        pytest.param(
            "stop",
            (_note(-5, 6, before_walk=True), _note(5, 5, band=PainBand.STOP)),
            5,
            6,
            False,
            id="a stop is never well",
        ),
    ],
)
def test_a_walk_is_told_by_what_was_told_in_it(
    worst: str,
    notes: tuple[PainNote, ...],
    level: int | None,
    baseline: int | None,
    went_well: bool,
) -> None:
    (walk,) = with_pain([_walk(PainBand(worst))], notes)
    assert (walk.worst_level, walk.baseline) == (level, baseline)
    assert is_comfortable(walk, CAUTION) is went_well


def test_a_place_is_told_week_by_week() -> None:
    week_min = 7 * DAY / MINUTE
    notes = (
        _note(week_min, 2, place="knee"),
        _note(0, 3, place="knee"),
        _note(60, 1, place="knee"),
        _note(90, None),
        _note(week_min + 5, None, place="knee", band=PainBand.STOP),
    )
    calendar = Calendar(zone=ZoneInfo(str(UTC)), turn_hour=4)
    told = {
        place: [(w.week, w.worst_band, w.worst_level, w.notes) for w in weeks]
        for place, weeks in by_place(notes, calendar).items()
    }
    assert told == {
        "knee": [
            ("2026-10-05", PainBand.CAUTION, 3, 2),
            ("2026-10-12", PainBand.STOP, 2, 2),
        ],
        None: [("2026-10-05", PainBand.CAUTION, None, 1)],
    }
