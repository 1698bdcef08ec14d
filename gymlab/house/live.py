"""Keep somebody walking on the demo's treadmill, one walk after the other."""

import time
from typing import Final

from gymlab.simulator.deeds import Action, Deed, Step, Story
from gymlab.simulator.records import Fact

from .api import RefusedError
from .stage import Stage
from .waiting import wait_for

# The seconds of a walk, which the rules take for minutes: a warm-up at its speed, a
# brisk part, a break when one is due; the end is left to Home Gym.
WALK: Final[Story] = tuple(
    Step(at_s=at_s, deed=Deed(action=action, speed_kmh=speed_kmh))
    for at_s, action, speed_kmh in (
        (0.0, Action.PLUG_ON, None),
        (6.0, Action.STEP_ON, None),
        (7.0, Action.START, None),
        (9.0, Action.SET_SPEED, 2.5),
        (12.0, Action.SET_SPEED, 4.0),
        (16.0, Action.SET_SPEED, 5.2),
        (26.0, Action.SET_SPEED, 5.8),
        (38.0, Action.STOP, None),
        (46.0, Action.START, None),
        (48.0, Action.SET_SPEED, 5.0),
    )
)
WALK_TAKES_S: Final = 120.0
PAUSE_S: Final = 10.0


def keep_walking(stage: Stage) -> None:
    """Let the walker walk until Home Gym locks the machine, rest, and walk again."""
    while True:
        _walk(stage)
        _rest(stage)


def _walk(stage: Stage) -> None:
    began_s = time.monotonic()
    stage.house.shell.follow(stage.treadmill.name, WALK)
    wait_for(lambda: _is_over(stage, began_s), "the walk ends", WALK_TAKES_S)


def _is_over(stage: Stage, began_s: float) -> bool:
    walked = stage.facts(Fact.STILL, since_s=began_s)
    return bool(walked) and stage.treadmill.state("phase") in {"locked", "off"}


def _rest(stage: Stage) -> None:
    """Wait a while, then have the lock lifted, as its owner may."""
    rested_s = time.monotonic() + PAUSE_S
    wait_for(lambda: time.monotonic() >= rested_s, "the rest is over", PAUSE_S + 1.0)
    try:
        stage.treadmill.tell("release")
    except RefusedError:
        # The lock has ended by itself.
        return
