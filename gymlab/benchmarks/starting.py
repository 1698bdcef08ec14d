"""Take the time from a started Home Assistant to entities that can be used.

A witness inside Home Assistant looks at every entity of Home Gym from the moment on at
which Home Assistant says that it has started. Before each start a machine is locked for
pain, and the lock has to be there afterwards.
"""

from statistics import median
from typing import Final

from gymlab.house.setup import entities_of
from gymlab.house.waiting import wait_for

from .configuring import PAIN
from .laboratory import Laboratory
from .plan import Plan

LOCKED_TIMEOUT_S: Final = 10.0


def measure(laboratory: Laboratory, plan: Plan) -> dict[str, float]:
    """Return how long (s) the entities take, and Home Gym's share of the start."""
    locked = laboratory.devices[0]
    laboratory.post.say(f"{PAIN}/{locked}", "1")
    starts = []
    for _ in range(plan.restarts):
        _wait_locked(laboratory, locked)
        starts.append(laboratory.restart())
    _wait_locked(laboratory, locked)
    return {key: median(start[key] for start in starts) for key in starts[0]}


def _wait_locked(laboratory: Laboratory, device: str) -> None:
    """Wait until a machine is seen locked: no figure is worth a lost lock."""
    entities = entities_of(laboratory.api, laboratory.subentries[device])
    wait_for(
        lambda: laboratory.api.state(entities["locked"]) == "on",
        f"{device} is locked",
        LOCKED_TIMEOUT_S,
    )
