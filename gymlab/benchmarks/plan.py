"""Say how long each measurement takes: in earnest, or only to see that all works."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The sizes of one run.

    All walking together stays below the ten minutes after which the policy wants a
    break: the walkers of the recording do not take any.
    """

    machines: int
    engine_rounds: int
    cpu_warm_up_rounds: int
    cpu_rounds: int
    settle_s: float
    block_s: float
    walk_s: float
    warm_up_turns: int
    turns: int
    restarts: int


FULL: Final = Plan(
    machines=10,
    engine_rounds=21,
    # The first one pays for what a new process does once.
    cpu_warm_up_rounds=1,
    cpu_rounds=3,
    # By then a session runs, and what its beginning wrote is in the database.
    settle_s=12.0,
    block_s=20.0,
    # Ten machines make one walking hour of it.
    walk_s=360.0,
    warm_up_turns=10,
    turns=300,
    restarts=5,
)
QUICK: Final = Plan(
    machines=6,
    engine_rounds=3,
    cpu_warm_up_rounds=0,
    cpu_rounds=1,
    settle_s=2.0,
    block_s=1.5,
    walk_s=3.0,
    warm_up_turns=1,
    turns=3,
    restarts=1,
)
