"""Tests for reading a policy from plain data."""

from dataclasses import fields
from typing import Any

import pytest
import yaml

from custom_components.home_gym.engine.policy import Policy
from custom_components.home_gym.engine.policy_fields import FIELDS, SECTIONS
from custom_components.home_gym.engine.policy_reader import (
    PolicyProblem,
    ProblemKind,
    as_written,
    read_policy,
)
from custom_components.home_gym.engine.words import Mode
from custom_components.home_gym.policy.files import PRESETS_FOLDER, Preset, load_preset

type Data = dict[str, dict[str, Any]]

UNKNOWN = ProblemKind.UNKNOWN_KEY
TYPE = ProblemKind.WRONG_TYPE
RANGE = ProblemKind.OUT_OF_RANGE
MISSING = ProblemKind.MISSING
NO_MAPPING = ProblemKind.NOT_A_MAPPING


def written(preset: Preset = Preset.GENERAL_FITNESS) -> Data:
    """Return a preset as plain data."""
    text = (PRESETS_FOLDER / f"{preset}.yaml").read_text(encoding="utf-8")
    data: Data = yaml.safe_load(text)
    return data


def with_value(path: str, value: object) -> Data:
    """Return plain data with one value changed."""
    data = written()
    section, key = path.split(".")
    data[section][key] = value
    return data


def problems_of(data: object, base: Policy | None = None) -> list[tuple[str, str]]:
    """Return where data is wrong, and how."""
    result = read_policy("mine", data, base)
    assert not isinstance(result, Policy)
    return [(each.path, each.problem) for each in result]


def policy_of(data: object, base: Policy | None = None) -> Policy:
    """Return the policy that sound data makes."""
    result = read_policy("mine", data, base)
    assert isinstance(result, Policy), result
    return result


def test_people_write_minutes_and_hours_and_the_engine_gets_seconds() -> None:
    """A written policy has human units, the engine's has its own."""
    policy = policy_of(written())
    assert policy.name == "mine"
    assert policy.warm_up.length_s == 300
    assert policy.limits.gap_s == 3600
    assert policy.limits.progression_factor == pytest.approx(1.2)
    assert list(policy.breaks.snooze_lengths_s) == [300, 180]
    assert policy.signal.stale_after_s == 5
    assert policy.goal.posture_cue_every_s is None
    assert policy.pain.stop == 6
    assert policy.breaks.mode is Mode.ADVISE


def test_every_value_of_a_policy_has_exactly_one_key() -> None:
    """The table of fields fills every section completely, in the same order."""
    others = ("name", "ceiling_source", "week_notice_s")
    sections = [each.name for each in fields(Policy) if each.name not in others]
    assert [each.name for each in SECTIONS] == sections
    for section in SECTIONS:
        targets = [field.target for field in section.fields]
        assert targets == [each.name for each in fields(section.holds)]


@pytest.mark.parametrize("preset", Preset)
def test_what_was_read_can_be_shown_as_it_was_written(preset: Preset) -> None:
    """Turning a policy's values back gives the numbers of the file."""
    policy, data = load_preset(preset), written(preset)
    for section in SECTIONS:
        for field in section.fields:
            value = getattr(getattr(policy, section.name), field.target)
            again = yaml.safe_load(as_written(field, value))
            # YAML reads a bare `off` as false, and so may people's files.
            expected = data[section.name][field.key]
            assert (
                "off" if again is False and expected == "off" else again
            ) == expected


@pytest.mark.parametrize(
    ("path", "value", "kind"),
    [
        ("warm_up.length_min", "five", TYPE),
        ("warm_up.length_min", None, TYPE),
        ("warm_up.length_min", True, TYPE),
        ("warm_up.length_min", [5], TYPE),
        ("warm_up.length_min", 1, RANGE),
        ("warm_up.length_min", 15.1, RANGE),
        ("warm_up.length_min", -1, RANGE),
        ("warm_up.length_min", float("nan"), RANGE),
        ("warm_up.length_min", float("inf"), RANGE),
        pytest.param("warm_up.length_min", 10**5000, RANGE, id="endless number"),
        ("speed.max_speed_kmh", 20.5, RANGE),
        ("pain.stop", 5.5, TYPE),
        ("pain.stop", "6", TYPE),
        ("pain.caution", 0, RANGE),
        ("pain.emergency", 9, RANGE),
        ("limits.week_hard", "yes", TYPE),
        ("limits.week_hard", 1, TYPE),
        ("limits.progression_percent", 40, RANGE),
        ("breaks.mode", "loud", RANGE),
        ("breaks.mode", True, TYPE),
        ("breaks.mode", 1, TYPE),
        ("pain.mode", "off", RANGE),
        ("pain.mode", False, RANGE),
        ("pain.mode", "advise", RANGE),
        ("signal.mode", "off", RANGE),
        ("signal.mode", "enforce", RANGE),
        ("breaks.snooze_lengths_min", 5, TYPE),
        ("breaks.snooze_lengths_min", "5, 3", TYPE),
        ("breaks.snooze_lengths_min", [5, "3"], TYPE),
        ("breaks.snooze_lengths_min", [5, 0], RANGE),
        ("breaks.snooze_lengths_min", [5] * 6, RANGE),
        ("graded_return.time_factors", [1.0], RANGE),
        ("goal.week_min", "much", TYPE),
        ("goal.week_min", 5, RANGE),
    ],
)
def test_a_value_that_is_not_allowed_is_named(
    path: str, value: object, kind: ProblemKind
) -> None:
    """A bad value is one problem, with its path and with what is allowed."""
    result = read_policy("mine", with_value(path, value))
    assert isinstance(result, tuple)
    assert [(each.path, each.problem) for each in result] == [(path, kind)]
    assert result[0].allowed == FIELDS[path].allowed
    assert 0 < len(result[0].value) < 100


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("breaks.mode", "off"),
        ("breaks.mode", False),
        ("breaks.mode", Mode.ENFORCE),
        ("pain.emergency", 8.0),
        ("breaks.snooze_lengths_min", []),
        ("breaks.snooze_lengths_min", (5, 5)),
        ("goal.week_min", None),
        ("limits.gap_h", 0),
        ("speed.up_kmh_per_s", 0.6),
    ],
)
def test_other_ways_to_write_a_value_are_understood(path: str, value: object) -> None:
    """YAML's false for off, a form's 8.0 for 8, and empty lists are all right."""
    policy_of(with_value(path, value))


def test_a_form_s_decimal_point_does_not_turn_pain_into_a_fraction() -> None:
    """Whole numbers stay whole."""
    stop = policy_of(with_value("pain.emergency", 8.0)).pain.emergency
    assert (stop, type(stop)) == (8, int)


@pytest.mark.parametrize("data", [None, [], "policy", 5, True])
def test_something_that_is_no_mapping_is_no_policy(data: object) -> None:
    """Other data is refused as a whole."""
    assert problems_of(data) == [("", NO_MAPPING)]


def test_all_problems_are_told_at_once() -> None:
    """Nobody has to mend a policy one error at a time."""
    data: dict[Any, Any] = written()
    data["pain"]["stop"] = 9
    data["pain"]["stops"] = 5
    data["speed"] = None
    data["colour"] = "red"
    data[7] = {}
    del data["goal"]
    del data["breaks"]["skips"]
    data["limits"]["session_min"] = 95
    assert problems_of(data) == [
        ("colour", UNKNOWN),
        ("7", UNKNOWN),
        ("speed", NO_MAPPING),
        ("breaks.skips", MISSING),
        ("pain.stops", UNKNOWN),
        ("pain.stop", RANGE),
        ("goal", MISSING),
        ("limits.session_min", ProblemKind.CONSTRAINT),
    ]


def test_an_unknown_key_comes_with_the_known_ones() -> None:
    """A misspelled key can be mended without the manual."""
    result = read_policy("mine", with_value("idle_lock.after", 3))
    assert result == (
        PolicyProblem(
            path="idle_lock.after",
            problem=UNKNOWN,
            value="after",
            allowed="mode, after_min",
        ),
    )


def test_with_a_base_only_what_differs_is_written() -> None:
    """Everything else stays as the base has it."""
    base = load_preset(Preset.GENTLE_BACK)
    policy = policy_of({"speed": {"max_speed_kmh": 4.0}}, base)
    assert policy.speed.max_speed_kmh == 4.0
    assert policy.speed.up_kmh_per_s == base.speed.up_kmh_per_s
    assert policy.warm_up == base.warm_up
    assert policy_of({}, base).pain == base.pain


def test_with_a_base_the_whole_still_has_to_fit_together() -> None:
    """A small change can break a relation with a value of the base."""
    base = load_preset(Preset.GENTLE_BACK)
    assert problems_of({"speed": {"max_speed_kmh": 3.5}}, base) == [
        ("warm_up.max_speed_kmh", ProblemKind.CONSTRAINT)
    ]


def test_a_bad_value_is_not_complained_about_twice() -> None:
    """A value that is out of range takes no part in the constraints."""
    base = load_preset(Preset.GENTLE_BACK)
    data = {"speed": {"max_speed_kmh": 99}, "warm_up": {"max_speed_kmh": 4.0}}
    assert problems_of(data, base) == [("speed.max_speed_kmh", RANGE)]
