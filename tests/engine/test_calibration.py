"""What the owner's three taps say about the plug, and when they say nothing."""

import pytest

from custom_components.home_gym.engine.calibration import (
    Problem,
    Proposal,
    Sample,
    Stage,
    propose,
)


def stage(*watts: float, every_s: float = 5.0) -> tuple[Sample, ...]:
    return tuple(
        Sample(at_s=(number + 1) * every_s, power_w=power_w)
        for number, power_w in enumerate(watts)
    )


def test_thresholds_stand_between_the_levels_with_room_for_hysteresis() -> None:
    recording = {
        Stage.STILL: stage(9, 9, 10, 9),
        Stage.EMPTY: stage(9, 130, 140, 135),
        Stage.WALKING: stage(140, 290, 340, 310),
    }
    assert propose(recording) == Proposal(
        still_below_w=50.0, moving_above_w=90.0, interval_s=5.0, delay_s=10.0
    )


def test_a_reading_that_comes_late_belongs_to_the_stage_before() -> None:
    recording = {
        Stage.STILL: stage(120, 9, 9),
        Stage.EMPTY: stage(9, 130, 130),
        Stage.WALKING: stage(130, 300, 300),
    }
    assert isinstance(propose(recording), Proposal)


def test_the_interval_is_the_one_that_is_usual() -> None:
    recording = {
        Stage.STILL: stage(9, 9, 9, every_s=42.0),
        Stage.EMPTY: stage(130, 130, 130, every_s=42.0),
        Stage.WALKING: stage(300, 300, 300, every_s=10.0),
    }
    proposal = propose(recording)
    assert isinstance(proposal, Proposal)
    assert proposal.interval_s == 42.0
    assert proposal.delay_s == 42.0


NOTHING = {
    "a plug that hardly speaks": (
        {Stage.STILL: stage(9), Stage.EMPTY: stage(130), Stage.WALKING: stage(300)},
        Problem.TOO_FEW,
    ),
    "a stage left out": (
        {Stage.STILL: stage(9, 9, 9), Stage.WALKING: stage(300, 300, 300)},
        Problem.TOO_FEW,
    ),
    "walking looks like standing": (
        {
            Stage.STILL: stage(60, 60, 66),
            Stage.EMPTY: stage(66, 66, 66),
            Stage.WALKING: stage(66, 70, 72),
        },
        Problem.OVERLAP,
    ),
    "an empty belt looks like standing": (
        {
            Stage.STILL: stage(9, 9, 9),
            Stage.EMPTY: stage(9, 15, 15),
            Stage.WALKING: stage(15, 300, 300),
        },
        Problem.EMPTY_LOOKS_STILL,
    ),
}


@pytest.mark.parametrize(("recording", "problem"), NOTHING.values(), ids=NOTHING)
def test_no_thresholds_are_better_than_wrong_ones(
    recording: dict[Stage, tuple[Sample, ...]], problem: Problem
) -> None:
    assert propose(recording) is problem
