"""What the owner's three taps say about the plug, and when they say nothing."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

from hypothesis import given, strategies as st
import pytest

from custom_components.home_gym.engine.belt import Evidence
from custom_components.home_gym.engine.calibration import (
    LEAST_S,
    STAGE_AT_MOST_S,
    Level,
    Problem,
    Proposal,
    Recording,
    Refusal,
    Sample,
    Stage,
    Take,
    is_enough,
    propose,
    settled_of,
)
from custom_components.home_gym.engine.evidence import take_in
from custom_components.home_gym.engine.readings import Quantity, Reading

from .drive import machine


def take(*watts: float, every_s: float = 5.0, asked: bool = False) -> Take:
    """Return readings that came one after the other."""
    samples = tuple(
        Sample(at_s=(number + 1) * every_s, power_w=power_w, asked=asked)
        for number, power_w in enumerate(watts)
    )
    return Take(samples=samples, questions=len(watts) if asked else 0)


def recording(
    still: Take = take(9, 9, 10, 9),
    empty: Take = take(9, 130, 140, 135),
    walking: Take = take(140, 290, 340, 310),
) -> Recording:
    """Return a recording of a treadmill on a good plug, but for what is given."""
    return {Stage.STILL: still, Stage.EMPTY: empty, Stage.WALKING: walking}


def accepted(made: Recording) -> Proposal:
    proposal = propose(made)
    assert isinstance(proposal, Proposal), proposal
    return proposal


def test_thresholds_stand_between_the_levels_with_room_for_hysteresis() -> None:
    assert propose(recording()) == Proposal(
        still_below_w=50.0,
        moving_above_w=90.0,
        interval_s=5.0,
        delay_s=10.0,
        answers=False,
        levels={
            Stage.STILL: Level(low_w=9, high_w=10),
            Stage.EMPTY: Level(low_w=130, high_w=140),
            Stage.WALKING: Level(low_w=290, high_w=340),
        },
    )


ACCEPTED: Final[dict[str, Recording]] = {
    "an empty belt that draws as much as a walker": recording(
        empty=take(9, 130, 300, 290), walking=take(140, 130, 300, 310)
    ),
    "a reading of before the tap": recording(
        still=take(120, 9, 9, 9), walking=take(9, 290, 340, 310)
    ),
    "a plug that is late": recording(
        empty=take(9, 9, 9, 9, 130, 135, 131), walking=take(9, 9, 9, 290, 310, 300)
    ),
    "a console that draws more for a moment": recording(still=take(9, 9, 9, 60, 9, 9)),
    "a motor that starts with a jerk": recording(empty=take(9, 900, 130, 140, 135)),
    "a walking pad with a light person on it": recording(
        still=take(2, 2, 2, 3), empty=take(2, 24, 25, 24), walking=take(3, 30, 62, 41)
    ),
    "a load that swings with every step": recording(
        walking=take(140, 180, 420, 150, 390, 210)
    ),
}


@pytest.mark.parametrize("made", ACCEPTED.values(), ids=ACCEPTED)
def test_levels_that_can_be_told_apart_are_accepted(made: Recording) -> None:
    accepted(made)


REFUSED: Final[dict[str, tuple[Recording, Problem, Stage]]] = {
    "a plug that says nothing": (
        recording(still=take(), empty=take(), walking=take()),
        Problem.SILENT,
        Stage.STILL,
    ),
    "a plug that falls silent": (
        recording(walking=take()),
        Problem.SILENT,
        Stage.WALKING,
    ),
    "a plug that hardly speaks": (
        recording(still=take(9, 9, 9)),
        Problem.TOO_FEW,
        Stage.STILL,
    ),
    "walking looks like standing": (
        recording(
            still=take(60, 60, 66, 62),
            empty=take(66, 66, 66, 66),
            walking=take(66, 70, 72, 71),
        ),
        Problem.TOO_FEW,
        Stage.EMPTY,
    ),
    "walking looks like standing, and was waited for": (
        recording(
            still=take(60, 60, 66, 62),
            empty=take(*[66.0] * 20),
            walking=take(*[70.0] * 20),
        ),
        Problem.OVERLAP,
        Stage.WALKING,
    ),
    "an empty belt looks like standing": (
        recording(still=take(9, 9, 9, 9), empty=take(*[15.0] * 20)),
        Problem.EMPTY_LOOKS_STILL,
        Stage.EMPTY,
    ),
    "a walker who stopped in between": (
        recording(walking=take(140, 290, 9, 340, 310)),
        Problem.DIP,
        Stage.WALKING,
    ),
    "a belt that was stopped too early": (
        recording(empty=take(9, 130, 135, 9, 9)),
        Problem.EMPTY_LOOKS_STILL,
        Stage.EMPTY,
    ),
    "a belt that ran before its tap": (
        recording(still=take(130, 130, 131, 130)),
        Problem.TOO_FEW,
        Stage.EMPTY,
    ),
}


@pytest.mark.parametrize(("made", "problem", "stage"), REFUSED.values(), ids=REFUSED)
def test_no_thresholds_are_better_than_wrong_ones(
    made: Recording, problem: Problem, stage: Stage
) -> None:
    refusal = propose(made)
    assert isinstance(refusal, Refusal)
    assert (refusal.problem, refusal.stage) == (problem, stage)


def test_a_refusal_tells_the_watts_that_it_is_about() -> None:
    refusal = propose(recording(empty=take(*[15.0] * 20)))
    assert isinstance(refusal, Refusal)
    assert (refusal.still_w, refusal.moving_w) == (10, 15)


def chatty(asked: bool, every_s: float, answered: int = 99) -> Recording:
    """Return a recording of a plug that is asked every 4 s, or not at all."""

    def mixed(*watts: float) -> Take:
        own = take(*watts, every_s=every_s).samples
        answers = take(*watts, every_s=4.0, asked=True).samples[:answered]
        samples = sorted((*own, *answers), key=lambda sample: sample.at_s)
        return Take(samples=tuple(samples), questions=len(watts))

    if not asked:
        return recording(
            take(*[9.0] * 7, every_s=every_s),
            take(9, *[130.0] * 6, every_s=every_s),
            take(*[300.0] * 7, every_s=every_s),
        )
    return recording(
        mixed(9, 9, 9, 9, 9),
        mixed(130, 130, 131, 130, 130),
        mixed(300, 300, 310, 290, 300),
    )


INTERVALS: Final[dict[str, tuple[Recording, float, float, bool]]] = {
    "every 42 s": (chatty(False, 42.0), 42.0, 84.0, False),
    "every second": (chatty(False, 2.0), 2.0, 4.0, False),
    "every minute, but it answers": (chatty(True, 60.0), 10.0, 4.0, True),
    "every 5 s, and it answers": (chatty(True, 5.0), 5.0, 4.0, True),
    "every 40 s, and it seldom answers": (chatty(True, 40.0, 1), 40.0, 4.0, False),
}


@pytest.mark.parametrize(
    ("made", "interval_s", "delay_s", "answers"), INTERVALS.values(), ids=INTERVALS
)
def test_a_plug_is_as_fast_as_it_speaks_or_as_it_is_asked(
    made: Recording, interval_s: float, delay_s: float, answers: bool
) -> None:
    proposal = accepted(made)
    told = (proposal.interval_s, proposal.delay_s, proposal.answers)
    assert told == (interval_s, delay_s, answers)


def test_a_usual_interval_is_one_that_is_seldom_exceeded() -> None:
    made = recording(
        walking=Take(
            samples=tuple(
                Sample(at_s=at_s, power_w=300.0)
                for at_s in (5, 10, 15, 60, 65, 110, 115, 160)
            )
        )
    )
    assert accepted(made).interval_s == 5.0
    slow = recording(
        still=take(9, 9, 9, 9, every_s=45.0), empty=take(9, 130, 130, 130, every_s=45.0)
    )
    assert accepted(slow).interval_s == 45.0


ENOUGH: Final[dict[str, tuple[Recording, Stage, float, bool]]] = {
    "three readings, but too soon": (
        recording(still=take(9, 9, 9, 9, 9, every_s=2.0)),
        Stage.STILL,
        LEAST_S[Stage.STILL] - 1,
        False,
    ),
    "three readings": (recording(), Stage.STILL, 20.0, True),
    "too few": (recording(walking=take(300)), Stage.WALKING, 60.0, False),
    "none, for as long as anybody waits": (
        recording(walking=take()),
        Stage.WALKING,
        STAGE_AT_MOST_S,
        True,
    ),
    "a start that is not yet seen": (
        recording(empty=take(9, 9, 9, 9, 9, 9)),
        Stage.EMPTY,
        30.0,
        False,
    ),
    "a start that will never be seen": (
        recording(empty=take(*[9.0] * 20)),
        Stage.EMPTY,
        100.0,
        True,
    ),
}


@pytest.mark.parametrize(
    ("made", "stage", "at_s", "enough"), ENOUGH.values(), ids=ENOUGH
)
def test_a_stage_ends_as_soon_as_its_level_is_known(
    made: Recording, stage: Stage, at_s: float, enough: bool
) -> None:
    assert is_enough(made, stage, at_s) is enough


def judged(proposal: Proposal, watts: Sequence[float]) -> bool | None:
    """Return whether the engine calls the belt moving after some readings."""
    owned = replace(
        machine(),
        moving_above_w=proposal.moving_above_w,
        still_below_w=proposal.still_below_w,
    )
    evidence = Evidence()
    for number, power_w in enumerate(watts):
        reading = Reading(quantity=Quantity.POWER, value=power_w)
        evidence = take_in(evidence, (reading,), float(number), owned)
    return evidence.power_moving


def stages() -> st.SearchStrategy[Recording]:
    """Return recordings of all kinds, many of which make sense."""

    def of(low_w: float, high_w: float) -> st.SearchStrategy[Take]:
        watts = st.floats(low_w, high_w, allow_nan=False)
        return st.builds(
            lambda told, every_s: take(*told, every_s=every_s),
            st.lists(watts, min_size=0, max_size=9),
            st.floats(0.5, 60.0),
        )

    return st.builds(recording, of(0, 60), of(0, 400), of(0, 1500))


SURE: Final[Any] = st.builds(
    recording,
    *(
        st.lists(st.floats(low_w, high_w), min_size=4, max_size=9).map(
            lambda told: take(*told)
        )
        for low_w, high_w in ((0, 60), (90, 400), (90, 1500))
    ),
)


@given(made=st.one_of(stages(), SURE))
def test_what_is_accepted_is_judged_right(made: Recording) -> None:
    proposal = propose(made)
    if not isinstance(proposal, Proposal):
        return
    assert proposal.still_below_w < proposal.moving_above_w
    for stage in Stage:
        for sample in settled_of(made, stage):
            # Whatever was believed before, each reading of a level is enough.
            for before_w in (0.0, 2000.0):
                told = judged(proposal, [before_w, sample.power_w])
                assert told is (stage is not Stage.STILL)


@given(made=SURE)
def test_levels_that_lie_apart_are_never_refused(made: Recording) -> None:
    accepted(made)
