"""Somebody reports pain in mid-walk: the belt stops, and the machine stays locked."""

from gymlab.house.stage import Stage

from .acts import HASTY_KMH, hold_warm_up, report_pain, walk_off
from .proofs import (
    DAY_S,
    prove_dead,
    prove_evidence,
    prove_locked,
    prove_never_raised,
    prove_plug_off,
    prove_rest,
    prove_undone,
)


def play(stage: Stage) -> None:
    """Walk too fast for a warm-up, report a 6, and try to go on all the same."""
    hold_warm_up(stage, walk_off(stage, HASTY_KMH))
    reported_s = report_pain(stage, 6)
    stage.prove_said("the stop is announced at once", reported_s, 2.0)
    still = prove_rest(stage, reported_s)
    prove_plug_off(stage, reported_s)
    prove_evidence(stage, still, "pain")
    prove_locked(stage, DAY_S)
    stage.prove_state("the phase says so", "phase", "locked", 3.0)
    prove_undone(stage, "a stranger on the broker")
    prove_undone(stage, "a hand at the plug")
    prove_dead(stage)
    prove_never_raised(stage)
