"""Keep somebody walking on the demo's treadmill, one walk after the other."""

from contextlib import suppress
import time
from typing import Final

from gymlab.simulator.deeds import Action, Deed, Step, Story

from .api import RefusedError
from .stage import Stage
from .waiting import OverdueError, wait_for

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
LOOK_EVERY_S: Final = 1.0
OVER: Final = frozenset({"locked", "off", "ready"})


def keep_walking(stage: Stage) -> None:
    """Walk until Home Gym locks the machine, rest, and walk again, for ever.

    Somebody who tries the dashboard out may stop the walk or lock the machine: the
    walker then waits for as long as that lasts.
    """
    while True:
        with suppress(OverdueError):
            _walk(stage)
        _wait(PAUSE_S)
        while stage.treadmill.state("locked") == "on":
            _release(stage)
            _wait(PAUSE_S)


def _walk(stage: Stage) -> None:
    stage.house.shell.follow(stage.treadmill.name, WALK)
    for what, is_so in (
        ("the walk begins", lambda: stage.treadmill.state("phase") not in OVER),
        ("the walk ends", lambda: stage.treadmill.state("phase") in OVER),
    ):
        wait_for(is_so, what, WALK_TAKES_S, every_s=LOOK_EVERY_S)


def _release(stage: Stage) -> None:
    """Have a lock lifted that its owner may lift; others stand."""
    with suppress(RefusedError):
        stage.treadmill.tell("release")


def _wait(seconds: float) -> None:
    ends = time.monotonic() + seconds
    wait_for(
        lambda: time.monotonic() >= ends, "the pause", 2 * seconds, every_s=LOOK_EVERY_S
    )
