"""A policy: all numbers and modes for one person on one machine.

Durations are seconds, speeds km/h, speed changes km/h per second, pain points of the
Numeric Rating Scale. The values, their ranges and their sources: docs/policies.md.
"""

from dataclasses import dataclass, fields, replace
from typing import Any, Final

from .words import CapSource, Mode, RuleKey

# Devices are no quicker to report in a simulation that divides time.
DEVICE_TIMES: Final = frozenset({"stale_after_s"})
_NO_SECTIONS: Final = frozenset({"name", "ceiling_source", "week_notice_s"})


@dataclass(frozen=True, slots=True, kw_only=True)
class WarmUp:
    """Hold the speed down until the body is warm.

    A session that leaves less than `room_s` between warm-up and cool-down is walked at
    warm-up speed as a whole.
    """

    mode: Mode
    length_s: float
    max_speed_kmh: float
    again_after_pause_s: float
    room_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Speed:
    """Keep under a ceiling and notice sudden jumps."""

    mode: Mode
    max_speed_kmh: float
    start_max_speed_kmh: float
    up_kmh_per_s: float
    down_kmh_per_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Breaks:
    """Ask for a break, more firmly with time.

    A break counts on a still belt, and on one not faster than `max_speed_kmh` where
    that is above 0. The three escalation times are moving time since the break was due.
    """

    mode: Mode
    every_s: float
    length_s: float
    max_speed_kmh: float
    notice_s: float
    snooze_lengths_s: tuple[float, ...]
    skips: int
    overdue_after_s: float
    slower_after_s: float
    end_after_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """End a session, a day or a week that gets too long.

    A session also ends after `distance_m`, where that is given.
    """

    mode: Mode
    session_s: float
    distance_m: float | None
    day_s: float
    week_s: float
    week_hard: bool
    first_session_s: float
    progression_factor: float
    gap_s: float
    pause_limit_s: float
    notices_s: tuple[float, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CoolDown:
    """Let the last minutes be slow ones."""

    mode: Mode
    length_s: float
    max_speed_kmh: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Pain:
    """Say what a reported number, or its rise over the baseline, leads to."""

    mode: Mode
    caution: int
    stop: int
    emergency: int
    rise_caution: int
    rise_stop: int
    lock_after_stop_s: float
    lock_after_emergency_s: float
    lock_after_red_flag_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Signal:
    """Say how long a silence may last before somebody is told."""

    mode: Mode
    stale_after_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Presence:
    """Say how long a belt may move with nobody on it."""

    mode: Mode
    grace_s: float
    absent_s: float
    countdown_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class IdleLock:
    """Lock a machine that nobody has used for a while."""

    mode: Mode
    after_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Growth:
    """Say how a person's own limits grow with what they have walked.

    The smallest step is measured in distance where `smallest_step_m` is given. The
    beginner's limits hold on the first `beginner_days` days.
    """

    smallest_step_s: float
    smallest_step_m: float | None
    beginner_days: int
    beginner_bout_s: float
    beginner_day_s: float
    week_notice_factor: float


@dataclass(frozen=True, slots=True, kw_only=True)
class GradedReturn:
    """Give the steps back after a pain stop, as factors on time and speed.

    A walk counts as finished from `finished_factor` of its allowed time on.
    """

    time_factors: tuple[float, ...]
    speed_factors: tuple[float, ...]
    finished_factor: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """Show what is worth reaching; never enforced. None shows nothing.

    Minutes count from `moderate_from_kmh` on, and double from `vigorous_from_kmh` on.
    """

    week_s: float | None
    moderate_from_kmh: float
    vigorous_from_kmh: float | None
    check_in_after_s: float
    posture_cue_every_s: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """Hold every section of a policy, and whose number the highest speed is.

    `week_notice_s` is from where on the week of whoever walks grows quickly.
    """

    name: str
    warm_up: WarmUp
    speed: Speed
    breaks: Breaks
    limits: Limits
    cool_down: CoolDown
    pain: Pain
    signal: Signal
    presence: Presence
    idle_lock: IdleLock
    growth: Growth
    graded_return: GradedReturn
    goal: Goal
    ceiling_source: CapSource = CapSource.POLICY
    week_notice_s: float | None = None

    def mode(self, rule: RuleKey) -> Mode:
        """Return the mode that was chosen for a rule."""
        mode: Mode = getattr(self, rule.value).mode
        return mode

    def faster(self, divisor: float) -> Policy:
        """Return this policy for a simulated machine, on which time is divided.

        Somebody who walks for a part of the time gets a part of the way.
        """
        sections = {
            item.name: _divide(getattr(self, item.name), divisor)
            for item in fields(self)
            if item.name not in _NO_SECTIONS
        }
        return replace(self, **sections)


def _divide[Section: Any](section: Section, divisor: float) -> Section:
    """Return a policy section with its durations and distances divided."""
    changes: dict[str, Any] = {}
    for item in fields(section):
        value = getattr(section, item.name)
        if not item.name.endswith(("_s", "_m")) or item.name.endswith("_per_s"):
            continue
        if item.name in DEVICE_TIMES:
            continue
        if isinstance(value, tuple):
            changes[item.name] = tuple(each / divisor for each in value)
        elif value is not None:
            changes[item.name] = value / divisor
    return replace(section, **changes)
