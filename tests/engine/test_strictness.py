"""The strictest of several policies allows no more than any of them."""

from dataclasses import fields
from itertools import combinations

import pytest

from custom_components.home_gym.engine.policy import Policy
from custom_components.home_gym.engine.strictness import CHOICES, strictest
from custom_components.home_gym.engine.words import MODE_ORDER, Mode
from custom_components.home_gym.policy_files import Preset, load_preset

PRESETS = {preset: load_preset(preset) for preset in Preset}
PAIRS = list(combinations(Preset, 2))
# What is not weighed number by number: a section as a whole, and what is only shown.
WHOLE = {"name", "growth", "graded_return", "goal"}
# Bigger is stricter.
MORE = {
    *("warm_up.length_s", "warm_up.room_s", "breaks.length_s", "breaks.notice_s"),
    *("limits.gap_s", "limits.pause_limit_s", "cool_down.length_s"),
    *("pain.lock_after_stop_s", "pain.lock_after_emergency_s"),
    *("pain.lock_after_red_flag_s", "limits.week_hard"),
}


def test_every_number_of_a_policy_has_a_way_to_go() -> None:
    for section in fields(Policy):
        if section.name not in WHOLE:
            named = {
                each.name
                for each in fields(getattr(PRESETS[Preset.RUNNER], section.name))
            }
            assert CHOICES[section.name].keys() == named


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_no_number_is_looser_than_that_of_either(one: Preset, other: Preset) -> None:
    both = strictest((PRESETS[one], PRESETS[other]))
    for name, choices in CHOICES.items():
        for field in choices:
            got = getattr(getattr(both, name), field)
            for preset in (one, other):
                had = getattr(getattr(PRESETS[preset], name), field)
                assert _is_no_looser(f"{name}.{field}", got, had), f"{name}.{field}"


def _is_no_looser(path: str, got: object, had: object) -> bool:
    match got, had:
        case Mode(), Mode():
            return MODE_ORDER.index(got) >= MODE_ORDER.index(had)
        case tuple(), tuple() if path == "limits.notices_s":
            return len(got) >= len(had)
        case tuple(), tuple():
            return sum(got) <= sum(had)
        case int() | float(), int() | float():
            if path == "breaks.every_s" and not had:
                return True
            return got >= had if path in MORE else got <= had
    return False


def test_a_policy_beside_itself_stays_as_it_is() -> None:
    preset = PRESETS[Preset.GENTLE_BACK]
    assert strictest((preset, preset)) is preset
