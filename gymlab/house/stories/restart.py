"""Home Assistant is killed in mid-walk, and again while the machine is locked."""

import time

from gymlab.house.stage import Stage

from .acts import report_pain, walk_off
from .proofs import (
    DAY_S,
    prove_counted,
    prove_dead,
    prove_locked,
    prove_never_raised,
    prove_plug_off,
    prove_rest,
    prove_undone,
)


def play(stage: Stage) -> None:
    """Walk through one power cut and stay locked through another."""
    began_s = walk_off(stage, 2.8)
    stage.prove("the walk is under way", lambda: stage.treadmill.speed_kmh >= 2.7, 6.0)
    killed_s = _die_and_come_back(stage)
    stage.prove_state("the session goes on", "phase", "warm_up", 10.0)
    stage.prove(
        "it is the same session",
        lambda: not _events(stage, "session_started", killed_s),
    )
    reported_s = report_pain(stage, 6)
    prove_rest(stage, reported_s)
    prove_plug_off(stage, reported_s)
    prove_counted(stage, began_s, reported_s)
    ends = prove_locked(stage, DAY_S)
    _die_and_come_back(stage)
    stage.prove_state("the machine is still locked", "locked", "on", 5.0)
    stage.prove_state("the lock ends when it did before", "lock_ends_at", ends, 3.0)
    prove_undone(stage, "a stranger on the broker")
    prove_dead(stage)
    prove_never_raised(stage)


def _die_and_come_back(stage: Stage) -> float:
    stage.timeline.tell("house", "Home Assistant is killed (-9)")
    stage.house.hass.kill()
    died_s = time.monotonic()
    for deed in stage.while_dead:
        deed()
    stage.house.restart_hass()
    stage.timeline.tell("house", "Home Assistant is back")
    return died_s


def _events(stage: Stage, event: str, since_s: float) -> list[object]:
    return [
        each for each in stage.treadmill.events(since_s) if each["event_type"] == event
    ]
