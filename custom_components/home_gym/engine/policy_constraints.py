"""What the values of a policy have to be to each other, as a table."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

# Values pass through a conversion to seconds, so equal may differ in the last digit.
TOLERANCE: Final = 1e-9

# At 3.2 km/h and below a walk is no harder than a warm-up for one.
EASY_SPEED_KMH: Final = 3.2
WARM_UP_SHARE: Final = 0.8
LEAST_WORKOUT_S: Final = 300.0
HIGHEST_FIRST_FACTOR: Final = 0.8


@dataclass(frozen=True, slots=True, kw_only=True)
class Constraint:
    """Describe one relation between values, and how to write it as a formula.

    `holds` is given the values of the paths in their order, in the policy's units.
    """

    formula: str
    paths: tuple[str, ...]
    holds: Callable[..., bool]

    def broken_by(self, values: Mapping[str, Any]) -> bool:
        """Tell whether the values are all there and break the relation."""
        if any(path not in values for path in self.paths):
            return False
        return not self.holds(*(values[path] for path in self.paths))


def _at_most(low: str, high: str) -> Constraint:
    return Constraint(formula=f"{low} <= {high}", paths=(low, high), holds=_is_at_most)


def _below(low: str, high: str) -> Constraint:
    return Constraint(formula=f"{low} < {high}", paths=(low, high), holds=_is_below)


def _falling(path: str) -> Constraint:
    return Constraint(
        formula=f"{path}[n] >= {path}[n+1]", paths=(path,), holds=_never_rises
    )


def _rising(path: str) -> Constraint:
    return Constraint(
        formula=f"{path}[n] <= {path}[n+1]",
        paths=(path,),
        holds=lambda factors: _never_rises(factors[::-1]),
    )


def _ending_whole(path: str) -> Constraint:
    return Constraint(
        formula=f"{path}[-1] = 1",
        paths=(path,),
        holds=lambda factors: factors[-1] == 1,
    )


def _zero_if_easy(path: str, ceiling: str) -> Constraint:
    return Constraint(
        formula=f"{path} > 0 or {ceiling} <= {EASY_SPEED_KMH:g}",
        paths=(path, ceiling),
        holds=lambda length_s, speed_kmh: length_s > 0 or speed_kmh <= EASY_SPEED_KMH,
    )


def _is_at_most(low: float, high: float) -> bool:
    return low <= high + TOLERANCE


def _is_below(low: float, high: float) -> bool:
    return low < high - TOLERANCE


def _never_rises(numbers: tuple[float, ...]) -> bool:
    return all(later <= earlier for earlier, later in pairwise(numbers))


def _leaves_a_workout(warm_up_s: float, cool_down_s: float, session_s: float) -> bool:
    return _is_at_most(warm_up_s + cool_down_s + LEAST_WORKOUT_S, session_s)


def _is_clearly_slower(warm_up_kmh: float, ceiling_kmh: float) -> bool:
    return _is_at_most(warm_up_kmh, WARM_UP_SHARE * ceiling_kmh)


def _rise_one_at_a_time(
    time_factors: tuple[float, ...], speed_factors: tuple[float, ...]
) -> bool:
    steps = zip(pairwise(time_factors), pairwise(speed_factors), strict=False)
    return not any(
        time_after > time_before and speed_after > speed_before
        for (time_before, time_after), (speed_before, speed_after) in steps
    )


CONSTRAINTS: Final = (
    _at_most("speed.start_max_speed_kmh", "warm_up.max_speed_kmh"),
    Constraint(
        formula=f"warm_up.max_speed_kmh <= {WARM_UP_SHARE:g} * speed.max_speed_kmh",
        paths=("warm_up.max_speed_kmh", "speed.max_speed_kmh"),
        holds=_is_clearly_slower,
    ),
    _zero_if_easy("warm_up.length_min", "speed.max_speed_kmh"),
    _at_most("speed.up_kmh_per_s", "speed.down_kmh_per_s"),
    _below("breaks.max_speed_kmh", "speed.max_speed_kmh"),
    _below("breaks.notice_min", "breaks.every_min"),
    _falling("breaks.snooze_lengths_min"),
    _at_most("breaks.overdue_after_min", "breaks.slower_after_min"),
    _at_most("breaks.slower_after_min", "breaks.end_after_min"),
    _below("breaks.length_min", "limits.pause_limit_min"),
    _below("breaks.length_min", "idle_lock.after_min"),
    _at_most("limits.first_session_min", "limits.session_min"),
    _at_most("limits.session_min", "limits.day_min"),
    _at_most("limits.day_min", "limits.week_min"),
    _falling("limits.notices_min"),
    Constraint(
        formula="warm_up.length_min + cool_down.length_min + 5 <= limits.session_min",
        paths=("warm_up.length_min", "cool_down.length_min", "limits.session_min"),
        holds=_leaves_a_workout,
    ),
    _at_most("cool_down.max_speed_kmh", "speed.max_speed_kmh"),
    _zero_if_easy("cool_down.length_min", "speed.max_speed_kmh"),
    _below("pain.caution", "pain.stop"),
    _below("pain.stop", "pain.emergency"),
    _below("pain.rise_caution", "pain.rise_stop"),
    _at_most("pain.lock_after_stop_h", "pain.lock_after_emergency_h"),
    _below("breaks.notice_min", "growth.beginner_bout_min"),
    _at_most("growth.beginner_bout_min", "growth.beginner_day_min"),
    _rising("graded_return.time_factors"),
    _rising("graded_return.speed_factors"),
    _ending_whole("graded_return.time_factors"),
    _ending_whole("graded_return.speed_factors"),
    Constraint(
        formula=f"graded_return.time_factors[0] <= {HIGHEST_FIRST_FACTOR:g}",
        paths=("graded_return.time_factors",),
        holds=lambda factors: factors[0] <= HIGHEST_FIRST_FACTOR,
    ),
    Constraint(
        formula="len(graded_return.time_factors) = len(graded_return.speed_factors)",
        paths=("graded_return.time_factors", "graded_return.speed_factors"),
        holds=lambda time_factors, speed_factors: (
            len(time_factors) == len(speed_factors)
        ),
    ),
    Constraint(
        formula=(
            "graded_return.time_factors[n] = graded_return.time_factors[n+1] or "
            "graded_return.speed_factors[n] = graded_return.speed_factors[n+1]"
        ),
        paths=("graded_return.time_factors", "graded_return.speed_factors"),
        holds=_rise_one_at_a_time,
    ),
    Constraint(
        formula="goal.moderate_from_kmh <= goal.vigorous_from_kmh",
        paths=("goal.moderate_from_kmh", "goal.vigorous_from_kmh"),
        holds=lambda moderate_kmh, vigorous_kmh: (
            vigorous_kmh is None or _is_at_most(moderate_kmh, vigorous_kmh)
        ),
    ),
)
