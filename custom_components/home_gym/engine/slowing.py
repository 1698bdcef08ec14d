"""Slow a belt down: the only way in which a set-speed is ever sent (promise 1)."""

import math
from typing import Final

from .draft import Draft
from .effects import SendSlow
from .evidence import lowest_speed_kmh, motion_seen_at_s
from .motion import MEASURED_FRESH_S, measured_motion_s
from .state import Slowed
from .words import Belt

# evidence.md, a6: set-point steps of ours are at most 0.5 km/h.
STEP_KMH: Final = 0.5
# A belt whose speed is changing may be on its way to where a person has sent it, and a
# set-speed of ours would take that back. Treadmills report twice a second, so that one
# without a change for longer than two reports has arrived.
STEADY_S: Final = 1.2
# A command that took longer than this was lost.
LOST_S: Final = 5.0
REACHED_KMH: Final = 0.15
# Below this a belt creeps; the machine's own stop is the better command.
SLOWEST_KMH: Final = 0.3


def slow_to(draft: Draft, target_kmh: float) -> float | None:
    """Send a lower speed, or nothing where that might speed a belt up.

    Returns the speed (km/h) that was sent. It is below the lowest speed seen in the
    window of fresh motion, never below the machine's minimum, and only ever sent to a
    belt whose speed is not changing and that the last one has reached.
    """
    if not may_slow(draft) or not is_steady(draft) or awaits_effect(draft):
        return None
    since_s = draft.now.elapsed_s - MEASURED_FRESH_S
    lowest_kmh = lowest_speed_kmh(draft.evidence, since_s)
    if lowest_kmh is None:
        return None
    floor_kmh = max(draft.machine.minimum_speed_kmh, SLOWEST_KMH)
    rounded_kmh = math.floor(target_kmh * 10 + 1e-6) / 10
    if rounded_kmh < floor_kmh or rounded_kmh >= lowest_kmh:
        return None
    draft.effects.append(SendSlow(speed_kmh=rounded_kmh))
    draft.slowed = Slowed(at_s=draft.now.elapsed_s, speed_kmh=rounded_kmh)
    return rounded_kmh


def awaits_effect(draft: Draft) -> bool:
    """Tell whether the last set-speed may still be on its way.

    It may come late, and must meet neither a lower one of ours nor more of its kind. A
    treadmill that does not follow it is not asked again before its speed has changed.
    """
    slowed = draft.slowed
    if slowed is None:
        return False
    return not any(
        at_s > slowed.at_s + LOST_S
        or (at_s >= slowed.at_s and speed_kmh <= slowed.speed_kmh + REACHED_KMH)
        for at_s, speed_kmh in draft.evidence.recent_speeds
    )


def may_slow(draft: Draft) -> bool:
    """Tell whether the belt is measured to move right now and can be slowed."""
    if not draft.machine.can_slow or draft.truth.belt is not Belt.MOVING:
        return False
    if draft.truth.speed_kmh is None or not draft.evidence.broker_up:
        return False
    age_s = measured_motion_s(draft.evidence, draft.now.elapsed_s)
    return age_s is not None and age_s <= MEASURED_FRESH_S


def wake_when_unseen(draft: Draft) -> None:
    """Wake up when the belt can no longer be slowed for want of a fresh measure."""
    seen_at_s = motion_seen_at_s(draft.evidence)
    if seen_at_s is not None:
        draft.wake(seen_at_s + MEASURED_FRESH_S)


def is_steady(draft: Draft) -> bool:
    """Tell whether the belt's speed has not changed for a while; wake up when so."""
    speeds = draft.evidence.recent_speeds
    if not speeds:
        return False
    steady_at_s = speeds[-1][0] + STEADY_S
    if draft.now.elapsed_s < steady_at_s:
        draft.wake(steady_at_s)
        return False
    return True


def is_falling(draft: Draft) -> bool:
    """Tell whether the belt is slowing down right now; wake up when that is over."""
    speeds = draft.evidence.recent_speeds
    fell = len(speeds) > 1 and speeds[-1][1] < speeds[-2][1]
    return fell and not is_steady(draft)


def lowest_recent_kmh(draft: Draft) -> float | None:
    """Return the lowest speed seen in the window of fresh motion, in km/h."""
    since_s = draft.now.elapsed_s - MEASURED_FRESH_S
    return lowest_speed_kmh(draft.evidence, since_s)
