"""A warning sign: a stop at once, and a lock that time alone does not lift."""

import time
from typing import Final

from gymlab.house.api import RefusedError
from gymlab.house.stage import Stage
from gymlab.simulator.records import Cause, Fact

from .acts import walk_off
from .proofs import (
    prove_dead,
    prove_evidence,
    prove_never_raised,
    prove_plug_off,
    prove_rest,
    prove_undone,
)

AT_ONCE_S: Final = 0.5


def play(stage: Stage) -> None:
    """Report chest pain, and try to have the machine released."""
    walk_off(stage, 2.5)
    stage.prove("the walk is under way", lambda: stage.treadmill.speed_kmh >= 2.4, 6.0)
    reported_s = time.monotonic()
    stage.timeline.tell("walker", "calls home_gym.report_pain with chest_pain")
    stage.treadmill.tell("report_pain", symptom="chest_pain")
    _prove_instant(stage, reported_s)
    stage.prove_said(
        "help is spoken of at once",
        reported_s,
        2.0,
        lambda text: "emergency number" in text,
    )
    still = prove_rest(stage, reported_s)
    prove_plug_off(stage, reported_s)
    prove_evidence(stage, still, "red_flag")
    _prove_latched(stage)
    prove_undone(stage, "a hand at the plug")
    prove_dead(stage)
    prove_never_raised(stage)


def _prove_instant(stage: Stage, reported_s: float) -> None:
    topic = f"QZ/{stage.treadmill.choices.device_id}/control/stop"

    def stopped_at_once() -> bool:
        heard = stage.house.spy.heard(topic, reported_s)
        return bool(heard) and heard[0].at_s - reported_s <= AT_ONCE_S

    stage.prove(f"the stop is on the broker within {AT_ONCE_S:g} s", stopped_at_once, 2)
    stage.prove(
        "no ramp came first",
        lambda: not stage.facts(Fact.SLOW_DOWN, cause=Cause.REMOTE, since_s=reported_s),
    )


def _prove_latched(stage: Stage) -> None:
    stage.prove_state("the machine is locked", "locked", "on", 3.0)
    stage.prove_state("no time ends this lock", "lock_ends_at", "unknown", 1.0)
    stage.prove("a release is refused", lambda: _is_refused(stage))
    stage.prove_state("it is still locked", "locked", "on", 1.0)


def _is_refused(stage: Stage) -> bool:
    try:
        stage.treadmill.tell("release")
    except RefusedError:
        return True
    return False
