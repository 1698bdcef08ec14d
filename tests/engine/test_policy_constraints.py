"""Tests for what the values of a policy have to be to each other."""

from typing import Any

import pytest
import yaml

from custom_components.home_gym.engine.policy import Policy
from custom_components.home_gym.engine.policy_constraints import CONSTRAINTS
from custom_components.home_gym.engine.policy_reader import ProblemKind, read_policy
from custom_components.home_gym.policy.files import PRESETS_FOLDER

type Change = dict[str, Any]

# By name: what is changed in general_fitness, and the one formula that then breaks.
BROKEN: dict[str, tuple[Change, str]] = {
    "a belt may not start faster than the warm-up": (
        {"speed.start_max_speed_kmh": 2.0, "warm_up.max_speed_kmh": 1.5},
        "speed.start_max_speed_kmh <= warm_up.max_speed_kmh",
    ),
    "a warm-up is clearly slower than the walk": (
        {"warm_up.max_speed_kmh": 5.3},
        "warm_up.max_speed_kmh <= 0.8 * speed.max_speed_kmh",
    ),
    "a brisk walk needs a warm-up": (
        {"warm_up.length_min": 0},
        "warm_up.length_min > 0 or speed.max_speed_kmh <= 3.2",
    ),
    "speed may not rise quicker than it falls": (
        {"speed.up_kmh_per_s": 0.7},
        "speed.up_kmh_per_s <= speed.down_kmh_per_s",
    ),
    "walking at full speed is no break": (
        {"breaks.max_speed_kmh": 6.5},
        "breaks.max_speed_kmh < speed.max_speed_kmh",
    ),
    "a break is not announced before the one before it is over": (
        {"breaks.notice_min": 5, "breaks.every_min": 5},
        "breaks.notice_min < breaks.every_min",
    ),
    "a snooze is not longer than the one before": (
        {"breaks.snooze_lengths_min": [3, 5]},
        "breaks.snooze_lengths_min[n] >= breaks.snooze_lengths_min[n+1]",
    ),
    "a reminder comes before slowing down": (
        {"breaks.overdue_after_min": 6},
        "breaks.overdue_after_min <= breaks.slower_after_min",
    ),
    "slowing down comes before the end": (
        {"breaks.end_after_min": 4},
        "breaks.slower_after_min <= breaks.end_after_min",
    ),
    "a break does not end the session": (
        {"breaks.length_min": 15, "idle_lock.after_min": 60},
        "breaks.length_min < limits.pause_limit_min",
    ),
    "a break does not lock the machine": (
        {"idle_lock.after_min": 2},
        "breaks.length_min < idle_lock.after_min",
    ),
    "the first session is not the longest": (
        {"limits.first_session_min": 60, "limits.session_min": 55},
        "limits.first_session_min <= limits.session_min",
    ),
    "a session fits into a day": (
        {"limits.session_min": 91},
        "limits.session_min <= limits.day_min",
    ),
    "a day fits into a week": (
        {"limits.week_min": 80},
        "limits.day_min <= limits.week_min",
    ),
    "notices come in the order in which they are said": (
        {"limits.notices_min": [5, 10]},
        "limits.notices_min[n] >= limits.notices_min[n+1]",
    ),
    "there is time to walk between warm-up and cool-down": (
        {"warm_up.length_min": 10, "limits.session_min": 20 - 0.5}
        | {"limits.first_session_min": 10},
        "warm_up.length_min + cool_down.length_min + 5 <= limits.session_min",
    ),
    "a cool-down is not faster than the walk": (
        {"cool_down.max_speed_kmh": 6.5, "speed.max_speed_kmh": 6.0},
        "cool_down.max_speed_kmh <= speed.max_speed_kmh",
    ),
    "a brisk walk needs a cool-down": (
        {"cool_down.length_min": 0},
        "cool_down.length_min > 0 or speed.max_speed_kmh <= 3.2",
    ),
    "caution comes before the stop": (
        {"pain.caution": 5, "pain.stop": 5},
        "pain.caution < pain.stop",
    ),
    "the stop comes before the emergency": (
        {"pain.emergency": 6},
        "pain.stop < pain.emergency",
    ),
    "a rise calls for caution before it stops": (
        {"pain.rise_caution": 3},
        "pain.rise_caution < pain.rise_stop",
    ),
    "an emergency does not rest shorter than a stop": (
        {"pain.lock_after_stop_h": 72},
        "pain.lock_after_stop_h <= pain.lock_after_emergency_h",
    ),
    "a beginner's break is not announced before the walk": (
        {"breaks.notice_min": 10, "growth.beginner_bout_min": 10},
        "breaks.notice_min < growth.beginner_bout_min",
    ),
    "a beginner's bout fits into a beginner's day": (
        {"growth.beginner_day_min": 10},
        "growth.beginner_bout_min <= growth.beginner_day_min",
    ),
    "the time of the way back never falls": (
        {"graded_return.time_factors": [0.7, 0.6, 0.6, 1.0]},
        "graded_return.time_factors[n] <= graded_return.time_factors[n+1]",
    ),
    "the time of the way back ends at all of it": (
        {"graded_return.time_factors": [0.6, 0.8, 0.8, 0.9]},
        "graded_return.time_factors[-1] = 1",
    ),
    "the speed of the way back never falls": (
        {"graded_return.speed_factors": [0.85, 0.8, 0.8, 1.0]}
        | {"graded_return.time_factors": [0.6, 0.8, 1.0, 1.0]},
        "graded_return.speed_factors[n] <= graded_return.speed_factors[n+1]",
    ),
    "the speed of the way back ends at all of it": (
        {"graded_return.speed_factors": [0.85, 0.85, 0.9, 0.9]},
        "graded_return.speed_factors[-1] = 1",
    ),
    "the way back begins with clearly less": (
        {"graded_return.time_factors": [0.9, 1.0, 1.0, 1.0]},
        "graded_return.time_factors[0] <= 0.8",
    ),
    "every step back has a time and a speed": (
        {"graded_return.speed_factors": [0.85, 0.85, 1.0]},
        "len(graded_return.time_factors) = len(graded_return.speed_factors)",
    ),
    "time and speed do not rise in the same step": (
        {"graded_return.speed_factors": [0.85, 0.9, 1.0, 1.0]},
        (
            "graded_return.time_factors[n] = graded_return.time_factors[n+1] or "
            "graded_return.speed_factors[n] = graded_return.speed_factors[n+1]"
        ),
    ),
    "what is vigorous is not slower than what is moderate": (
        {"goal.moderate_from_kmh": 8.0},
        "goal.moderate_from_kmh <= goal.vigorous_from_kmh",
    ),
}

# By name: what is changed in general_fitness, and still is all right.
HOLDING: dict[str, Change] = {
    "a warm-up may be as fast as four fifths of the walk": {
        "warm_up.max_speed_kmh": 5.2
    },
    "a walk as easy as a warm-up needs neither warm-up nor cool-down": {
        "speed.max_speed_kmh": 3.2,
        "warm_up.max_speed_kmh": 2.5,
        "cool_down.max_speed_kmh": 3.2,
        "warm_up.length_min": 0,
        "cool_down.length_min": 0,
    },
    "speed may rise as quickly as it falls": {"speed.up_kmh_per_s": 0.6},
    "one session may be all of a day": {"limits.session_min": 90},
    "a session may be warm-up, five minutes and cool-down": {
        "limits.session_min": 15,
        "limits.first_session_min": 15,
    },
    "a break may end at once where its reminder is": {
        "breaks.overdue_after_min": 5,
        "breaks.slower_after_min": 5,
        "breaks.end_after_min": 5,
    },
    "snoozes may be equally long": {"breaks.snooze_lengths_min": [5, 5]},
    "one stop may rest as long as the other": {"pain.lock_after_stop_h": 48},
}


def read_changed(change: Change) -> Policy | tuple[Any, ...]:
    """Return what reading general_fitness with some values changed gives."""
    text = (PRESETS_FOLDER / "general_fitness.yaml").read_text(encoding="utf-8")
    data = yaml.safe_load(text)
    for path, value in change.items():
        section, key = path.split(".")
        data[section][key] = value
    return read_policy("changed", data)


@pytest.mark.parametrize(("change", "formula"), BROKEN.values(), ids=BROKEN)
def test_one_broken_relation_is_one_problem(change: Change, formula: str) -> None:
    """Each case breaks its own constraint and no other."""
    result = read_changed(change)
    assert not isinstance(result, Policy)
    assert [(each.problem, each.allowed) for each in result] == [
        (ProblemKind.CONSTRAINT, formula)
    ]
    assert result[0].path in formula
    assert result[0].value


@pytest.mark.parametrize("change", HOLDING.values(), ids=HOLDING)
def test_a_relation_that_just_holds_is_all_right(change: Change) -> None:
    """The bounds themselves are allowed."""
    assert isinstance(read_changed(change), Policy)


def test_no_constraint_is_without_a_case() -> None:
    """Whoever adds a constraint shows what it forbids."""
    cases = {formula for _, formula in BROKEN.values()}
    assert {each.formula for each in CONSTRAINTS} == cases
