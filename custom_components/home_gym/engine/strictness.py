"""The strictest of several policies: for a guest, and for a walk that two began.

Each number goes the way that is easier on the body. A section whose numbers belong
together is taken from one policy as a whole.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import reduce
from typing import Any, Final

from .policy import Policy
from .words import MODE_ORDER, Mode

type Choice = Callable[[Any, Any], Any]


def strictest(policies: Iterable[Policy]) -> Policy:
    """Return the policy that allows no more than any of several, at least one."""
    return reduce(_stricter, policies)


def _stricter(one: Policy, other: Policy) -> Policy:
    # Policies that are looked at again and again are the same object.
    if one is other:
        return one
    sections = {
        name: replace(
            getattr(one, name),
            **{
                field: choose(
                    getattr(getattr(one, name), field),
                    getattr(getattr(other, name), field),
                )
                for field, choose in fields.items()
            },
        )
        for name, fields in CHOICES.items()
    }
    slower = min(one, other, key=_return_pace)
    both = replace(
        one,
        **sections,
        growth=slower.growth,
        graded_return=slower.graded_return,
        ceiling_source=min(one, other, key=_ceiling_kmh).ceiling_source,
        # Of how somebody's week goes nobody else is told.
        week_notice_s=None,
    )
    return _noticed_in_time(both, one, other)


def _noticed_in_time(both: Policy, one: Policy, other: Policy) -> Policy:
    """Return the policy with a notice that comes before what it is about.

    A notice is no limit: the longer one is only the better one as long as there is
    room for it. For the shorter one there always is.
    """
    room_s = min(both.breaks.every_s, both.growth.beginner_bout_s)
    if both.breaks.notice_s < room_s:
        return both
    notice_s = min(one.breaks.notice_s, other.breaks.notice_s)
    return replace(both, breaks=replace(both.breaks, notice_s=notice_s))


def _further(one: Mode, other: Mode) -> Mode:
    return max(one, other, key=MODE_ORDER.index)


def sooner(one_s: float, other_s: float) -> float:
    """Return the shorter of two intervals, of which 0 is never."""
    return min(one_s or other_s, other_s or one_s)


def _nearer(one_m: float | None, other_m: float | None) -> float | None:
    """Return the shorter of two distances, of which None is any."""
    return min((each for each in (one_m, other_m) if each is not None), default=None)


def _fewer(one: tuple[float, ...], other: tuple[float, ...]) -> tuple[float, ...]:
    return min(one, other, key=sum)


def _more(one: tuple[float, ...], other: tuple[float, ...]) -> tuple[float, ...]:
    return max(one, other, key=len)


def _ceiling_kmh(policy: Policy) -> float:
    return policy.speed.max_speed_kmh


def _return_pace(policy: Policy) -> float:
    factors = policy.graded_return.time_factors
    return sum(factors) / len(factors)


CHOICES: Final[Mapping[str, Mapping[str, Choice]]] = {
    "warm_up": {
        "mode": _further,
        "length_s": max,
        "max_speed_kmh": min,
        "again_after_pause_s": min,
        "room_s": max,
    },
    "speed": {
        "mode": _further,
        "max_speed_kmh": min,
        "start_max_speed_kmh": min,
        "up_kmh_per_s": min,
        "down_kmh_per_s": min,
    },
    "breaks": {
        "mode": _further,
        "every_s": sooner,
        "length_s": max,
        "max_speed_kmh": min,
        "notice_s": max,
        "snooze_lengths_s": _fewer,
        "skips": min,
        "overdue_after_s": min,
        "slower_after_s": min,
        "end_after_s": min,
    },
    "limits": {
        "mode": _further,
        "session_s": min,
        "distance_m": _nearer,
        "day_s": min,
        "week_s": min,
        "week_hard": max,
        "first_session_s": min,
        "progression_factor": min,
        "gap_s": max,
        # A pause has to be longer than the longest break.
        "pause_limit_s": max,
        "notices_s": _more,
    },
    "cool_down": {"mode": _further, "length_s": max, "max_speed_kmh": min},
    "pain": {
        "mode": _further,
        "caution": min,
        "stop": min,
        "emergency": min,
        "rise_caution": min,
        "rise_stop": min,
        "lock_after_stop_s": max,
        "lock_after_emergency_s": max,
        "lock_after_red_flag_s": max,
    },
    "signal": {"mode": _further, "stale_after_s": min},
    "presence": {
        "mode": _further,
        "grace_s": min,
        "absent_s": min,
        "countdown_s": min,
    },
    "idle_lock": {"mode": _further, "after_s": min},
}
