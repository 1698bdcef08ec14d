"""Calibration: from a few recorded watts to what stillness and motion look like."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import Final

# A level is known from so many readings, an interval from the times between them.
SAMPLES: Final = 3
# Levels that are closer than this cannot be told apart: a motor's load swings with
# every step (dialects.md, 16.1).
GAP_W: Final = 15.0
GAP_SHARE: Final = 0.25
# Hysteresis: the thresholds stand at a third and at two thirds of the gap.
LOWER_SHARE: Final = 1 / 3
UPPER_SHARE: Final = 2 / 3


class Stage(StrEnum):
    """The three things that an owner does while the watts are recorded."""

    STILL = "still"
    EMPTY = "empty"
    WALKING = "walking"


class Problem(StrEnum):
    """Why a recording gives no thresholds."""

    TOO_FEW = "too_few"
    OVERLAP = "overlap"
    EMPTY_LOOKS_STILL = "empty_looks_still"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """One reading of a plug: seconds since its stage began, and watts."""

    at_s: float
    power_w: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What a recording says: thresholds in W, and how late the plug is, in s."""

    still_below_w: float
    moving_above_w: float
    interval_s: float
    delay_s: float


type Recording = Mapping[Stage, tuple[Sample, ...]]


def propose(recording: Recording) -> Proposal | Problem:
    """Return the thresholds for a recording of all three stages, or what is wrong.

    The first reading of a stage may still tell of the one before, as late as the plug
    is, so it does not count as a level.
    """
    if any(len(recording.get(stage, ())) < SAMPLES for stage in Stage):
        return Problem.TOO_FEW
    still_w = max(_levels(recording[Stage.STILL]))
    empty_w = min(_levels(recording[Stage.EMPTY]))
    walking_w = min(_levels(recording[Stage.WALKING]))
    least_gap_w = max(GAP_W, GAP_SHARE * still_w)
    if walking_w - still_w < least_gap_w:
        return Problem.OVERLAP
    if empty_w - still_w < least_gap_w:
        return Problem.EMPTY_LOOKS_STILL
    gap_w = min(empty_w, walking_w) - still_w
    upper_w = round(still_w + UPPER_SHARE * gap_w, 1)
    return Proposal(
        still_below_w=round(still_w + LOWER_SHARE * gap_w, 1),
        moving_above_w=upper_w,
        interval_s=round(_interval_s(recording), 1),
        delay_s=round(_delay_s(recording[Stage.EMPTY], upper_w), 1),
    )


def _levels(samples: tuple[Sample, ...]) -> list[float]:
    """Return the watts of a stage that has settled: all but what came late."""
    return [sample.power_w for sample in samples[1:]]


def _interval_s(recording: Recording) -> float:
    gaps_s = sorted(
        later.at_s - earlier.at_s
        for samples in recording.values()
        for earlier, later in pairwise(samples)
    )
    return gaps_s[len(gaps_s) // 2]


def _delay_s(samples: tuple[Sample, ...], above_w: float) -> float:
    """Return how long the plug took to show that the belt had begun to move."""
    return next(sample.at_s for sample in samples if sample.power_w >= above_w)
