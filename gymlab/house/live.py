"""Keep people walking on the demo's treadmill, one walk after the other."""

from collections.abc import Mapping
from contextlib import suppress
from itertools import cycle
import time
from typing import Final

from gymlab.simulator.deeds import Action, Deed, Step, Story

from .api import RefusedError
from .stage import Stage
from .waiting import OverdueError, wait_for


def _walk_of(*moments: tuple[float, Action, float | None]) -> Story:
    return tuple(
        Step(at_s=at_s, deed=Deed(action=action, speed_kmh=speed_kmh))
        for at_s, action, speed_kmh in moments
    )


# The seconds of a walk, which the rules take for minutes; the end is left to Home Gym.
# Anna walks gently and takes the break that is due after ten, Ben is brisk.
GENTLE_WALK: Final = _walk_of(
    (0.0, Action.PLUG_ON, None),
    (6.0, Action.STEP_ON, None),
    (7.0, Action.START, None),
    (9.0, Action.SET_SPEED, 2.5),
    (15.0, Action.SET_SPEED, 3.2),
    (19.0, Action.STOP, None),
    (26.0, Action.START, None),
    (28.0, Action.SET_SPEED, 3.0),
    (40.0, Action.STOP, None),
    (47.0, Action.START, None),
    (49.0, Action.SET_SPEED, 3.2),
)
BRISK_WALK: Final = _walk_of(
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
WALK_TAKES_S: Final = 120.0
PAUSE_S: Final = 10.0
SETTLE_S: Final = 2.0
LOOK_EVERY_S: Final = 1.0
OVER: Final = frozenset({"locked", "off", "ready"})
# Why a machine is left alone until somebody has looked after it.
HELD: Final = frozenset({"pain", "pain_emergency", "red_flag"})


def keep_walking(stage: Stage, walks: Mapping[str, Story]) -> None:
    """Let people walk in turns until Home Gym ends each walk, for ever.

    Somebody who tries the dashboard out may stop a walk or report pain: after pain
    nobody takes over the machine before somebody says so.
    """
    for walker in cycle(walks):
        while stage.treadmill.state("reason") in HELD:
            _wait(PAUSE_S)
        with suppress(OverdueError, RefusedError):
            stage.bring_in(walker)
            _wait(SETTLE_S)
            if stage.treadmill.state("reason") in HELD:
                # It is this person who is in pain, so it is another one's turn.
                continue
            _await_release(stage)
            _walk(stage, walks[walker])
        _wait(PAUSE_S)


def _await_release(stage: Stage) -> None:
    while stage.treadmill.state("locked") == "on":
        _release(stage)
        _wait(PAUSE_S)


def _walk(stage: Stage, walk: Story) -> None:
    stage.house.shell.follow(stage.treadmill.name, walk)
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
