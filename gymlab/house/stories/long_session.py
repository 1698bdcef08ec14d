"""A long walk cools down and comes to a gentle end, and then the machine rests too."""

import time
from typing import Final

from gymlab.house.stage import Stage
from gymlab.simulator.records import Cause, Fact

from .acts import walk_at, walk_off
from .proofs import (
    prove_counted,
    prove_dead,
    prove_evidence,
    prove_locked,
    prove_never_raised,
    prove_plug_off,
    prove_rest,
)

# With a minute as a second, Gentle back: warm-up 8 s, session 40 s, the last 5 s of
# them the cool-down, and a rest of 120 s after that.
WARM_UP_S: Final = 8.0
COOL_DOWN_AFTER_S: Final = 35.0
GAP_S: Final = 120.0
GENTLE_KMH: Final = 2.0


def play(stage: Stage) -> None:
    """Walk on and on, and do nothing about the end."""
    began_s = walk_off(stage, 2.8)
    stage.prove_event("warmed up", "warm_up_done", began_s, WARM_UP_S + 4.0)
    walk_at(stage, 3.0)
    stage.prove_event(
        "the cool-down begins", "cool_down_started", began_s, COOL_DOWN_AFTER_S
    )
    limit_s = time.monotonic()
    stage.prove_state("the phase says so", "phase", "cool_down", 3.0)
    stage.prove_event(
        "the limit is reached", "limit_reached", began_s, 10.0, reason="session_limit"
    )
    still = prove_rest(stage, limit_s, 25.0)
    _prove_gentle(stage, limit_s)
    prove_plug_off(stage, limit_s)
    prove_evidence(stage, still, "session_limit")
    prove_counted(stage, began_s, limit_s)
    prove_locked(stage, GAP_S, error_s=20.0)
    prove_dead(stage)
    prove_never_raised(stage)


def _prove_gentle(stage: Stage, since_s: float) -> None:
    stop = stage.facts(Fact.STOP, cause=Cause.REMOTE, since_s=since_s)[0]
    slowed = stage.facts(Fact.SLOW_DOWN, cause=Cause.REMOTE, since_s=since_s)
    stage.prove(
        f"no dead stop: slowed down before, and stopped from {stop.speed_kmh:.1f} km/h",
        lambda: slowed and stop.speed_kmh <= GENTLE_KMH,
    )
