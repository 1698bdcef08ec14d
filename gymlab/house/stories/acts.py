"""What walkers do in several stories."""

import time
from typing import Final

from gymlab.house.stage import Stage
from gymlab.simulator.deeds import Action
from gymlab.simulator.records import Cause, Fact

WARM_UP_KMH: Final = 3.0
HASTY_KMH: Final = 3.8
# Ten seconds of patience, then the ramp.
HELD_WITHIN_S: Final = 20.0


def walk_off(stage: Stage, speed_kmh: float) -> float:
    """Let the walker start, prove that a session begins, and return when."""
    began_s = time.monotonic()
    stage.treadmill.do(Action.STEP_ON)
    stage.treadmill.do(Action.START)
    stage.prove(
        "the belt moves by the walker's own hand",
        lambda: stage.facts(Fact.START, cause=Cause.PERSON, since_s=began_s),
        2.0,
    )
    stage.prove_event("a session has started", "session_started", began_s, 8.0)
    walk_at(stage, speed_kmh)
    return began_s


def walk_at(stage: Stage, speed_kmh: float) -> float:
    """Let the walker choose a speed and return when."""
    at_s = time.monotonic()
    stage.treadmill.do(Action.SET_SPEED, speed_kmh)
    return at_s


def end_walk(stage: Stage) -> float:
    """Let the walker end the session in Home Assistant, and return when."""
    at_s = time.monotonic()
    stage.timeline.tell("walker", "presses End session in Home Assistant")
    stage.treadmill.press("end_session")
    return at_s


def report_pain(stage: Stage, level: int) -> float:
    """Let the walker report a number, and return when."""
    at_s = time.monotonic()
    stage.timeline.tell("walker", f"calls home_gym.report_pain with {level}")
    stage.treadmill.tell("report_pain", level=level, place="lower_back")
    return at_s


def hold_warm_up(stage: Stage, since_s: float) -> None:
    """Prove that a walk faster than the warm-up allows is told of and eased down."""
    stage.prove_state("the warm-up is on", "phase", "warm_up", 3.0)
    stage.prove_said(
        "the walker is told to be slower",
        since_s,
        8.0,
        lambda text: "limit for now" in text,
    )
    stage.prove(
        f"the warm-up is held: the belt is eased down to {WARM_UP_KMH:g} km/h",
        lambda: (
            stage.facts(Fact.SLOW_DOWN, cause=Cause.REMOTE, since_s=since_s)
            and 0 < stage.treadmill.speed_kmh <= WARM_UP_KMH + 0.05
        ),
        HELD_WITHIN_S,
        lambda: f"it runs at {stage.treadmill.speed_kmh:.1f} km/h",
    )
