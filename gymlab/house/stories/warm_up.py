"""Somebody is in a hurry: the warm-up is held, as often as a walker should be told."""

from typing import Final

from gymlab.house.stage import Stage

from .acts import HASTY_KMH, end_walk, hold_warm_up, walk_at, walk_off
from .proofs import prove_counted, prove_never_raised, prove_rest

AGAIN_KMH: Final = 4.2


def play(stage: Stage) -> None:
    """Walk too fast twice, be eased down twice, and end the walk."""
    began_s = walk_off(stage, HASTY_KMH)
    hold_warm_up(stage, began_s)
    hold_warm_up(stage, walk_at(stage, AGAIN_KMH))
    ended_s = end_walk(stage)
    prove_rest(stage, ended_s)
    prove_counted(stage, began_s, ended_s)
    prove_never_raised(stage)
