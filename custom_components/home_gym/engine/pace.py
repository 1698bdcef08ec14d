"""How often a source speaks, and which rules that is often enough for."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from .motion import MOTION_FRESH_S, POWER_FRESH_AT_MOST_S, POWER_FRESH_S
from .words import Mode, RuleKey

# A speed is believed for so long: a source that tells it less often shows a belt that
# has long been going another speed.
SLOWEST_SPEED_S: Final = MOTION_FRESH_S
# The shortest break that a policy may ask for holds two readings: one that sees it
# begin, one that sees it last.
SLOWEST_FOR_BREAKS_S: Final = 30.0


class Pace(StrEnum):
    """How often a plug tells its watts, in steps that matter to a rule."""

    PROMPT = "prompt"
    STEADY = "steady"
    SLOW = "slow"
    TOO_SLOW = "too_slow"


# Watts are believed for 15 s whoever tells them, and for 75 s at most.
_SLOWEST_S: Final[Mapping[Pace, float]] = {
    Pace.PROMPT: POWER_FRESH_S,
    Pace.STEADY: SLOWEST_FOR_BREAKS_S,
    Pace.SLOW: POWER_FRESH_AT_MOST_S,
}
# The furthest that each rule may go where the belt is known by its watts alone. What
# acts of its own accord on what the belt does now needs to know it now: an idle lock
# switches off, a countdown begins. A walk has only to be seen for its time to count.
_SERVES: Final[Mapping[RuleKey, Mapping[Pace, Mode]]] = {
    RuleKey.BREAKS: {Pace.SLOW: Mode.ADVISE, Pace.TOO_SLOW: Mode.OFF},
    RuleKey.LIMITS: {Pace.TOO_SLOW: Mode.ADVISE},
    RuleKey.PRESENCE: {
        Pace.STEADY: Mode.ADVISE,
        Pace.SLOW: Mode.ADVISE,
        Pace.TOO_SLOW: Mode.OFF,
    },
    RuleKey.IDLE_LOCK: dict.fromkeys((Pace.STEADY, Pace.SLOW, Pace.TOO_SLOW), Mode.OFF),
}


def pace_of(late_s: float) -> Pace:
    """Return the pace of a plug whose watts may be so many seconds old."""
    slow_enough = (pace for pace, most_s in _SLOWEST_S.items() if late_s <= most_s)
    return next(slow_enough, Pace.TOO_SLOW)


def served(rule: RuleKey, pace: Pace) -> Mode:
    """Return the furthest that a rule may go by watts that come at a pace."""
    return _SERVES.get(rule, {}).get(pace, Mode.ENFORCE)


def tells_speed(interval_s: float) -> bool:
    """Tell whether a speed comes often enough to guard it."""
    return interval_s <= SLOWEST_SPEED_S
