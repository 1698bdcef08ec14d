"""Calibration: from a few recorded watts to what stillness and motion look like."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import dropwhile, pairwise
from typing import Final

from .asking import ASK_EVERY_S
from .motion import POWER_FRESH_AT_MOST_S, POWER_LAG_S

# A level is known from so many readings, and the first may be of before the tap.
SAMPLES: Final = 3
# No stage takes longer than the slowest plug that is believed needs for that.
STAGE_AT_MOST_S: Final = (SAMPLES + 1) * POWER_FRESH_AT_MOST_S
# Levels that are closer than this cannot be told apart: a motor's load swings with
# every step (dialects.md, 16.1).
GAP_W: Final = 15.0
GAP_SHARE: Final = 0.25
# Hysteresis: the thresholds stand at a third and at two thirds of the gap.
LOWER_SHARE: Final = 1 / 3
UPPER_SHARE: Final = 2 / 3
# A spike can be told from a level by so many other readings.
_BESIDE_A_SPIKE: Final = 4
# An interval that one gap in four exceeds would be a promise that is often broken.
_USUAL_SHARE: Final = 0.75
# Some reports of a plug that was not listening fall behind a question by chance.
_ANSWERED_SHARE: Final = 2 / 3


class Stage(StrEnum):
    """The three things that an owner does while the watts are recorded."""

    STILL = "still"
    EMPTY = "empty"
    WALKING = "walking"


# A console dims its display, a motor settles, a walker makes some steps.
LEAST_S: Final[Mapping[Stage, float]] = {
    Stage.STILL: 12.0,
    Stage.EMPTY: 20.0,
    Stage.WALKING: 30.0,
}


class Problem(StrEnum):
    """Why a recording gives no thresholds."""

    SILENT = "silent"
    TOO_FEW = "too_few"
    OVERLAP = "overlap"
    EMPTY_LOOKS_STILL = "empty_looks_still"
    DIP = "dip"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """One reading of a plug: seconds since its stage began, and watts.

    `asked` is that it was the answer to a question.
    """

    at_s: float
    power_w: float
    asked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Take:
    """What was recorded of one stage, and how often the plug was asked."""

    samples: tuple[Sample, ...] = ()
    questions: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """From where to where the watts of a stage went."""

    low_w: float
    high_w: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What a recording says of a plug.

    `answers` is that it can be asked, so that its watts come as often as that. A start
    was seen `delay_s` after it was made.
    """

    still_below_w: float
    moving_above_w: float
    interval_s: float
    delay_s: float
    answers: bool
    levels: Mapping[Stage, Level]


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Why there is no proposal, and the stage and the watts that it is about."""

    problem: Problem
    stage: Stage
    still_w: float = 0.0
    moving_w: float = 0.0


type Recording = Mapping[Stage, Take]


def propose(recording: Recording) -> Proposal | Refusal:
    """Return the thresholds for a recording of all three stages, or what is wrong."""
    still_w = _still_w(recording)
    settled = {stage: settled_of(recording, stage) for stage in Stage}
    for stage, samples in settled.items():
        if not recording.get(stage, Take()).samples:
            return Refusal(problem=Problem.SILENT, stage=stage)
        if len(samples) < SAMPLES:
            return Refusal(problem=Problem.TOO_FEW, stage=stage)
    for stage in (Stage.WALKING, Stage.EMPTY):
        if (problem := _problem(stage, settled[stage], still_w)) is not None:
            low_w = min(sample.power_w for sample in settled[stage])
            return Refusal(
                problem=problem, stage=stage, still_w=still_w, moving_w=low_w
            )
    return _proposal(recording, settled, still_w)


def fits(proposal: Proposal, still_below_w: float, moving_above_w: float) -> bool:
    """Tell whether other thresholds judge all that was recorded right as well."""
    levels = proposal.levels
    moving_w = min(levels[Stage.EMPTY].low_w, levels[Stage.WALKING].low_w)
    still_w = levels[Stage.STILL].high_w
    return still_w <= still_below_w < moving_above_w <= moving_w


def settled_of(recording: Recording, stage: Stage) -> list[Sample]:
    """Return the readings of a stage that tell its level.

    The first one, and what comes before a plug's usual lag, may be of before the tap.
    A belt that begins to move is shown later still by a late plug.
    """
    samples = recording.get(stage, Take()).samples
    settled = [sample for sample in samples[1:] if sample.at_s >= POWER_LAG_S]
    if stage is Stage.STILL:
        return _without_spike(settled)
    moving_w = _still_w(recording) + _least_gap_w(_still_w(recording))
    return list(dropwhile(lambda sample: _is_late(sample, moving_w), settled))


def is_enough(recording: Recording, stage: Stage, at_s: float) -> bool:
    """Tell whether a stage has been recorded for long enough."""
    known = len(settled_of(recording, stage)) >= SAMPLES
    return at_s >= STAGE_AT_MOST_S or (known and at_s >= LEAST_S[stage])


def usual_s(gaps_s: Iterable[float]) -> float:
    """Return the time between two readings that is seldom exceeded."""
    in_order = sorted(gaps_s)
    return in_order[int(_USUAL_SHARE * (len(in_order) - 1))]


def _is_late(sample: Sample, moving_w: float) -> bool:
    return sample.power_w < moving_w and sample.at_s < POWER_FRESH_AT_MOST_S


def _without_spike(samples: list[Sample]) -> list[Sample]:
    """Return the readings of rest without the one that stands out above all others.

    A console may draw more for a moment. A dip while the belt moves is another matter:
    what looks still under a walker may never be passed over.
    """
    if len(samples) <= _BESIDE_A_SPIKE:
        return samples
    spike = max(samples, key=lambda sample: sample.power_w)
    others = [sample for sample in samples if sample is not spike]
    level = _level(others)
    swing_w = max(GAP_W, level.high_w - level.low_w)
    return others if spike.power_w - level.high_w > swing_w else samples


def _still_w(recording: Recording) -> float:
    """Return the most that is drawn at rest, 0 where nobody knows yet."""
    settled = settled_of(recording, Stage.STILL)
    return max((sample.power_w for sample in settled), default=0.0)


def _least_gap_w(still_w: float) -> float:
    return max(GAP_W, GAP_SHARE * still_w)


def _problem(stage: Stage, samples: list[Sample], still_w: float) -> Problem | None:
    """Return what is wrong with the watts of a belt that moves."""
    moving_w = still_w + _least_gap_w(still_w)
    low = sum(sample.power_w < moving_w for sample in samples)
    if not low:
        return None
    if low == 1:
        return Problem.DIP
    return Problem.OVERLAP if stage is Stage.WALKING else Problem.EMPTY_LOOKS_STILL


def _proposal(
    recording: Recording, settled: Mapping[Stage, list[Sample]], still_w: float
) -> Proposal:
    levels = {stage: _level(samples) for stage, samples in settled.items()}
    gap_w = min(levels[Stage.EMPTY].low_w, levels[Stage.WALKING].low_w) - still_w
    upper_w = float(round(still_w + UPPER_SHARE * gap_w))
    answers = _answers(recording)
    own_s = _own_interval_s(recording, answers=answers)
    # Whoever answers is heard whenever the engine asks, if not before.
    interval_s = min(own_s, ASK_EVERY_S) if answers else own_s
    return Proposal(
        still_below_w=float(round(still_w + LOWER_SHARE * gap_w)),
        moving_above_w=upper_w,
        interval_s=round(interval_s, 1),
        delay_s=round(_delay_s(recording[Stage.EMPTY].samples, upper_w), 1),
        answers=answers,
        levels=levels,
    )


def _level(samples: list[Sample]) -> Level:
    watts = [sample.power_w for sample in samples]
    return Level(low_w=min(watts), high_w=max(watts))


def _answers(recording: Recording) -> bool:
    """Tell whether the plug has answered most of what it was asked."""
    questions = sum(take.questions for take in recording.values())
    answers = sum(
        sample.asked for take in recording.values() for sample in take.samples
    )
    return answers > 0 and answers >= _ANSWERED_SHARE * questions


def _own_interval_s(recording: Recording, *, answers: bool) -> float:
    """Return how long it usually takes until the plug speaks unasked."""
    gaps_s = [
        later.at_s - earlier.at_s
        for take in recording.values()
        for earlier, later in pairwise(_own(take, answers=answers))
    ]
    return usual_s(gaps_s) if gaps_s else STAGE_AT_MOST_S


def _own(take: Take, *, answers: bool) -> list[Sample]:
    return [sample for sample in take.samples if not (answers and sample.asked)]


def _delay_s(samples: tuple[Sample, ...], above_w: float) -> float:
    """Return how long the plug took to show that the belt had begun to move."""
    return next(sample.at_s for sample in samples if sample.power_w >= above_w)
