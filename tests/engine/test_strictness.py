"""The strictest of several policies allows no more than any of them, and is sound."""

from collections.abc import Sequence
from dataclasses import fields, replace
from itertools import combinations
from typing import Any

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.home_gym.engine.policy import Policy
from custom_components.home_gym.engine.policy_constraints import CONSTRAINTS
from custom_components.home_gym.engine.policy_fields import SECTIONS
from custom_components.home_gym.engine.policy_reader import read_policy
from custom_components.home_gym.engine.strictness import CHOICES, strictest
from custom_components.home_gym.engine.words import MODE_ORDER, CapSource, Mode, Reason
from custom_components.home_gym.policy.files import Preset, load_preset

from .drive import MINUTE, Walk, machine
from .test_policy_soundness import CHANGES

PRESETS = {preset: load_preset(preset) for preset in Preset}
TRIPLES = list(combinations(Preset, 3))
# What is not weighed number by number: a section as a whole, and what is only shown.
WHOLE = {"name", "growth", "graded_return", "goal", "ceiling_source", "week_notice_s"}
# Bigger is stricter.
MORE = {
    *("warm_up.length_s", "warm_up.room_s", "breaks.length_s"),
    *("limits.gap_s", "limits.pause_limit_s", "cool_down.length_s"),
    *("pain.lock_after_stop_s", "pain.lock_after_emergency_s"),
    *("pain.lock_after_red_flag_s", "limits.week_hard"),
}
# A notice is no limit, and how many there are is a matter of taste.
NO_LIMITS = {"breaks.notice_s"}
# These may fail between the numbers of two policies, and both ways of mending them
# would make one of the numbers looser. A session without room for a workout is walked
# at warm-up speed as a whole, and an unused machine is not locked during a break.
HARMLESS = {
    "warm_up.length_min + cool_down.length_min + 5 <= limits.session_min",
    "breaks.length_min < idle_lock.after_min",
}


def sound(preset: Preset, changes: Sequence[tuple[str, Any]]) -> Policy:
    """Return a preset with numbers of one's own, as far as a file can say them."""
    data: dict[str, dict[str, Any]] = {}
    for name, value in changes:
        section, key = name.split(".")
        data.setdefault(section, {})[key] = value
    read = read_policy("changed", data, PRESETS[preset])
    return read if isinstance(read, Policy) else PRESETS[preset]


def changed(preset: Preset, **numbers: Any) -> Policy:
    """Return a preset with numbers of one's own, that a file can say."""
    policy = sound(preset, [(key.replace("__", "."), numbers[key]) for key in numbers])
    assert policy is not PRESETS[preset]
    return policy


POLICIES = st.builds(sound, st.sampled_from(Preset), CHANGES)
SEVERAL = st.lists(POLICIES, min_size=2, max_size=3)


def broken(policy: Policy) -> set[str]:
    """Return the relations between a policy's values that do not hold."""
    values = {
        section.path(field): getattr(getattr(policy, section.name), field.target)
        for section in SECTIONS
        for field in section.fields
    }
    return {each.formula for each in CONSTRAINTS if each.broken_by(values)}


def test_every_number_of_a_policy_has_a_way_to_go() -> None:
    for section in fields(Policy):
        if section.name not in WHOLE:
            named = {
                each.name
                for each in fields(getattr(PRESETS[Preset.RUNNER], section.name))
            }
            assert CHOICES[section.name].keys() == named


@settings(max_examples=150)
@given(several=SEVERAL)
def test_no_number_is_looser_than_that_of_any(several: list[Policy]) -> None:
    both = strictest(several)
    for name, choices in CHOICES.items():
        for field in choices:
            path = f"{name}.{field}"
            got = getattr(getattr(both, name), field)
            for each in several:
                had = getattr(getattr(each, name), field)
                assert path in NO_LIMITS or _is_no_looser(path, got, had), path


@settings(max_examples=150)
@given(several=SEVERAL)
def test_the_strictest_is_sound_but_for_what_does_no_harm(
    several: list[Policy],
) -> None:
    assert broken(strictest(several)) <= HARMLESS


def test_the_order_of_three_does_not_matter_to_any_limit() -> None:
    for several in TRIPLES:
        one, *others = (PRESETS[each] for each in several)
        there, back = strictest((one, *others)), strictest((*others, one))
        for name in CHOICES:
            assert getattr(there, name) == getattr(back, name)


def test_the_longer_notice_gives_way_where_there_is_no_room_for_it() -> None:
    often = changed(Preset.GENTLE_BACK, breaks__every_min=5, breaks__notice_min=1)
    seldom = changed(Preset.RUNNER, breaks__notice_min=10, growth__beginner_bout_min=15)
    for several in ((often, seldom), (seldom, often)):
        assert strictest(several).breaks.notice_s == MINUTE


def test_the_ceiling_is_told_by_whose_number_it_is() -> None:
    runner = replace(PRESETS[Preset.RUNNER], ceiling_source=CapSource.GRADED_RETURN)
    fitness = PRESETS[Preset.GENERAL_FITNESS]
    assert strictest((runner, fitness)).ceiling_source is CapSource.POLICY
    slow = replace(fitness, ceiling_source=CapSource.GRADED_RETURN)
    for several in ((runner, slow), (slow, PRESETS[Preset.RUNNER])):
        assert strictest(several).ceiling_source is CapSource.GRADED_RETURN


# Warm-up and cool-down of one do not fit into a session of the other.
NO_ROOM = (
    changed(
        Preset.GENERAL_FITNESS,
        limits__session_min=10,
        limits__first_session_min=10,
        warm_up__length_min=2,
        cool_down__length_min=2,
    ),
    changed(Preset.RUNNER, warm_up__length_min=15, cool_down__length_min=15),
)


@pytest.mark.parametrize(
    "several",
    [
        NO_ROOM,
        (PRESETS[Preset.GENTLE_BACK], PRESETS[Preset.RUNNER]),
        (PRESETS[Preset.DESK_WALKER], PRESETS[Preset.GENERAL_FITNESS]),
    ],
    ids=["no room for a workout", "back and runner", "desk and fitness"],
)
def test_who_walks_by_two_policies_is_never_allowed_more_than_by_either(
    several: tuple[Policy, ...],
) -> None:
    both, *alone = (
        Walk(each, machine(can_slow=True, minimum_speed_kmh=0.5))
        for each in (strictest(several), *several)
    )
    for _ in range(30):
        for each in (both, *alone):
            each.walk(3.0, MINUTE / 2)
        if both.state.session is None:
            break
        caps = [each.state.cap for each in (both, *alone)]
        speeds = [each.speed_kmh for each in caps if each is not None]
        assert len(speeds) == len(caps)
        assert speeds[0] == min(speeds)


def test_a_walk_without_room_for_a_workout_is_a_slow_one_and_ends() -> None:
    policy = strictest(NO_ROOM)
    assert broken(policy) == {
        "warm_up.length_min + cool_down.length_min + 5 <= limits.session_min"
    }
    walk = Walk(policy, machine())
    walk.walk(3.0, 9.5 * MINUTE)
    assert walk.state.cap is not None
    assert walk.state.cap.speed_kmh <= policy.warm_up.max_speed_kmh
    walk.go_on(2 * MINUTE)
    assert walk.state.session is None
    assert walk.state.last_session is not None
    assert walk.state.last_session.ending is Reason.SESSION_LIMIT


def _is_no_looser(path: str, got: object, had: object) -> bool:
    match got, had:
        case Mode(), Mode():
            return MODE_ORDER.index(got) >= MODE_ORDER.index(had)
        case tuple(), tuple() if path == "limits.notices_s":
            return len(got) >= len(had)
        case tuple(), tuple():
            return sum(got) <= sum(had)
        case _, None:
            return True
        case int() | float(), int() | float():
            if path == "breaks.every_s" and not had:
                return True
            return got >= had if path in MORE else got <= had
    return False


def test_a_policy_beside_itself_stays_as_it_is() -> None:
    preset = PRESETS[Preset.GENTLE_BACK]
    assert strictest((preset, preset)) is preset
