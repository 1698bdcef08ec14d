"""Tests that hold for every policy that anybody can write."""

from typing import Any

from hypothesis import given, strategies as st
import yaml

from custom_components.home_gym.engine.policy import Policy
from custom_components.home_gym.engine.policy_fields import FIELDS, SECTIONS, FieldKind
from custom_components.home_gym.engine.policy_reader import read_policy
from custom_components.home_gym.engine.words import Mode
from custom_components.home_gym.policy.files import PRESETS_FOLDER, Preset, load_preset

SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from(Mode)
    | st.integers(0, 9).map(lambda each: each * 10**5000)
)
KEYS = st.text(max_size=8) | st.sampled_from(
    [each.name for each in SECTIONS] + [each.key for each in FIELDS.values()]
)
JSON = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4)
    ),
    max_leaves=12,
)
BASES = st.none() | st.sampled_from(Preset).map(load_preset)


@given(data=JSON, base=BASES)
def test_no_data_at_all_makes_the_reader_fail(
    data: object, base: Policy | None
) -> None:
    """Anything that can come out of JSON or YAML gives a policy or problems."""
    result = read_policy("any", data, base)
    assert isinstance(result, Policy) or result


def plausible(path: str) -> st.SearchStrategy[Any]:
    """Return values for a key that often are allowed."""
    field = FIELDS[path]
    number = st.floats(field.low, field.high).map(lambda each: round(each, 1))
    match field.kind:
        case FieldKind.INTEGER:
            return st.integers(int(field.low), int(field.high))
        case FieldKind.BOOLEAN:
            return st.booleans()
        case FieldKind.MODE:
            return st.sampled_from(Mode)
        case FieldKind.NUMBERS:
            return st.lists(number, max_size=field.most)
        case _:
            return number | st.just(0)


CHANGES = st.lists(
    st.sampled_from(list(FIELDS)).flatmap(
        lambda path: st.tuples(st.just(path), plausible(path))
    ),
    max_size=4,
)


@given(preset=st.sampled_from(Preset), changes=CHANGES, alone=st.booleans())
def test_every_policy_that_is_returned_is_sound(
    preset: Preset, changes: list[tuple[str, Any]], alone: bool
) -> None:
    """However a preset is changed, what comes out can be walked with."""
    data: dict[str, dict[str, Any]] = {section.name: {} for section in SECTIONS}
    if alone:
        path = PRESETS_FOLDER / f"{preset}.yaml"
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
    for name, value in changes:
        section, key = name.split(".")
        data[section][key] = value
    result = read_policy("changed", data, None if alone else load_preset(preset))
    if isinstance(result, Policy):
        assert_sound(result)


def assert_sound(policy: Policy) -> None:
    """Assert in other words than the reader's that a policy fits together."""
    slack = 1e-6
    warm_up, speed, breaks = policy.warm_up, policy.speed, policy.breaks
    limits, cool_down, pain = policy.limits, policy.cool_down, policy.pain
    assert pain.mode is Mode.ENFORCE
    assert 1 <= pain.caution < pain.stop < pain.emergency <= 8
    assert 0 < pain.rise_caution < pain.rise_stop
    assert pain.lock_after_red_flag_s >= 86400
    assert 7200 <= pain.lock_after_stop_s <= pain.lock_after_emergency_s
    assert 0 < speed.start_max_speed_kmh <= warm_up.max_speed_kmh
    assert warm_up.max_speed_kmh <= speed.max_speed_kmh * 0.8 + slack
    assert cool_down.max_speed_kmh <= speed.max_speed_kmh <= 20
    assert min(warm_up.length_s, cool_down.length_s) > 0 or speed.max_speed_kmh <= 3.2
    assert 0 < speed.up_kmh_per_s <= speed.down_kmh_per_s <= 2
    least_s = warm_up.length_s + cool_down.length_s + 300
    assert least_s <= limits.session_s + slack
    assert limits.first_session_s <= limits.session_s <= limits.day_s <= limits.week_s
    assert 1.05 <= limits.progression_factor <= 1.3 + slack
    assert breaks.length_s < min(limits.pause_limit_s, policy.idle_lock.after_s)
    assert breaks.max_speed_kmh < speed.max_speed_kmh
    assert breaks.overdue_after_s <= breaks.slower_after_s <= breaks.end_after_s
    for lengths in (breaks.snooze_lengths_s, limits.notices_s):
        assert list(lengths) == sorted(lengths, reverse=True)
    growth, goal = policy.growth, policy.goal
    assert breaks.notice_s < growth.beginner_bout_s <= growth.beginner_day_s
    assert growth.week_notice_factor + slack >= 1.1
    assert goal.moderate_from_kmh <= (goal.vigorous_from_kmh or 8)
    assert 0.5 <= policy.graded_return.finished_factor <= 1
    assert_return_is_sound(
        policy.graded_return.time_factors, policy.graded_return.speed_factors
    )


def assert_return_is_sound(times: tuple[float, ...], speeds: tuple[float, ...]) -> None:
    """Assert that the way back rises gently to everything."""
    assert len(times) == len(speeds) >= 2
    assert times[-1] == speeds[-1] == 1
    assert list(times) == sorted(times)
    assert list(speeds) == sorted(speeds)
    assert times[0] <= 0.8
    for step in range(1, len(times)):
        rises = (times[step] > times[step - 1], speeds[step] > speeds[step - 1])
        assert rises != (True, True)
