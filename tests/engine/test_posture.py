"""A word about posture: each time that so much has been walked, and no more."""

from dataclasses import replace

import pytest

from custom_components.home_gym.engine.observations import Suspend

from .drive import MINUTE, Walk, policy

CUE = "posture_cue"


def _walk(every_s: float | None) -> Walk:
    calm = policy()
    return Walk(replace(calm, goal=replace(calm.goal, posture_cue_every_s=every_s)))


def _cued(walk: Walk) -> int:
    return walk.said().count(CUE)


@pytest.mark.parametrize(
    ("every_s", "walked_min", "times"),
    [
        pytest.param(10 * MINUTE, 9.5, 0, id="not before its time"),
        pytest.param(10 * MINUTE, 19, 1, id="once each time"),
        pytest.param(10 * MINUTE, 31, 3, id="again and again"),
        pytest.param(None, 31, 0, id="never where the policy has none"),
    ],
)
def test_it_is_said_by_the_time_that_was_walked(
    every_s: float | None, walked_min: float, times: int
) -> None:
    walk = _walk(every_s)
    walk.walk(2.0, walked_min * MINUTE)
    assert _cued(walk) == times


def test_a_pause_is_no_walk() -> None:
    walk = _walk(10 * MINUTE)
    walk.walk(2.0, 6 * MINUTE)
    walk.walk(0.0, 6 * MINUTE)
    walk.walk(2.0, 3 * MINUTE)
    assert _cued(walk) == 0
    walk.go_on(2 * MINUTE)
    assert _cued(walk) == 1


def test_nobody_is_told_while_supervision_is_suspended() -> None:
    walk = _walk(10 * MINUTE)
    walk.walk(2.0, 6 * MINUTE)
    walk.feed(Suspend(for_s=10 * MINUTE))
    walk.go_on(6 * MINUTE)
    assert _cued(walk) == 0
