"""Which policy holds on a machine, and that none is ever looser than the last one."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from hypothesis import given, strategies as st
import pytest

from custom_components.home_gym.engine.machine import Machine
from custom_components.home_gym.engine.policy import Policy
from custom_components.home_gym.engine.policy_constraints import CONSTRAINTS
from custom_components.home_gym.engine.policy_fields import (
    FIELDS,
    SECTIONS,
    FieldKind,
)
from custom_components.home_gym.engine.policy_layers import (
    LayeredPolicy,
    PolicySource,
    strictest_layers,
    values_in_force,
    written,
)
from custom_components.home_gym.engine.policy_reader import ProblemKind
from custom_components.home_gym.engine.readings import Quantity
from custom_components.home_gym.engine.words import PowerCut
from custom_components.home_gym.policy.choice import (
    PolicyInForce,
    PolicyTrouble,
    policy_in_force,
    with_options,
)
from custom_components.home_gym.policy.files import Preset, preset_layers
from custom_components.home_gym.policy.library import Library, read_library

BASES = {preset: preset_layers(preset) for preset in Preset}
NUMBERS = {"breaks": {"every_min": 20.0}}
DATA: dict[str, Any] = {
    "policy": "anna",
    "modes": {"breaks": "advise"},
    "numbers": NUMBERS,
}
SOUND = "extends: runner\nlimits:\n  session_min: 50\n"
CALM = "extends: gentle_back\nlimits:\n  session_min: 30\n"
TREADMILL = Machine(
    name="Treadmill",
    has_treadmill=True,
    has_plug=False,
    reports=frozenset({Quantity.SPEED}),
    can_stop=True,
    can_slow=False,
    maximum_speed_kmh=6.0,
    power_cut=PowerCut.NEVER,
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


def library(folder: Path, text: str | None) -> Library:
    path = folder / "anna.yaml"
    path.unlink(missing_ok=True)
    if text is not None:
        path.write_text(text, encoding="utf-8")
    return read_library(folder)


def test_file_then_numbers_then_modes_then_the_machine(folder: Path) -> None:
    found = policy_in_force(DATA, library(folder, SOUND), None)
    assert found.trouble is None
    said_by = {
        each.path: (each.value, each.origin.source)
        for each in values_in_force(found.layers, TREADMILL)
    }
    assert said_by["pain.stop"] == ("5", PolicySource.PRESET)
    assert said_by["limits.session_min"] == ("50", PolicySource.FILE)
    assert said_by["breaks.mode"] == ("advise", PolicySource.OPTION)
    assert said_by["limits.mode"] == ("enforce", PolicySource.PRESET)
    assert said_by["breaks.every_min"] == ("20", PolicySource.OPTION)
    # What cannot be slowed down is only told, and a pad has its own highest speed.
    assert said_by["warm_up.mode"] == ("advise", PolicySource.MACHINE)
    assert said_by["speed.max_speed_kmh"] == ("6", PolicySource.MACHINE)


def test_the_machines_own_ceiling_is_told_with_what_was_chosen(folder: Path) -> None:
    data = {**DATA, "numbers": {}}
    found = policy_in_force(data, library(folder, SOUND), None)
    values = {each.path: each for each in values_in_force(found.layers, TREADMILL)}
    ceiling = values["speed.max_speed_kmh"]
    assert (ceiling.value, ceiling.chosen) == ("6", "14")
    assert ceiling.origin.source is PolicySource.MACHINE


@pytest.mark.parametrize("rule", ["pain", "signal"])
def test_what_no_policy_may_switch_off_is_no_choice(rule: str) -> None:
    found = with_options(BASES[Preset.RUNNER], {"modes": {rule: "off"}})
    assert found == BASES[Preset.RUNNER]


@pytest.mark.parametrize(
    ("text", "trouble"),
    [
        (None, PolicyTrouble.GONE),
        ("extends: runner\nspeed: fast\n", PolicyTrouble.FILE_WRONG),
        ("speed: [\n", PolicyTrouble.FILE_WRONG),
        # A floor of the owner's own stands against the new ceiling.
        ("extends: runner\nwarm_up:\n  max_speed_kmh: 3.5\n", PolicyTrouble.MISFIT),
    ],
    ids=["gone", "wrong", "no YAML", "misfit"],
)
def test_what_held_goes_on_with_what_was_set(
    folder: Path, text: str | None, trouble: PolicyTrouble
) -> None:
    numbers = {"speed": {"max_speed_kmh": 4.0}, "warm_up": {"length_min": 9.0}}
    data = {**DATA, "numbers": numbers}
    before = policy_in_force(data, library(folder, CALM), None)
    assert before.trouble is None
    now = policy_in_force(data, library(folder, text), before.base)
    assert now.trouble is trouble
    assert now.layers == before.layers


@pytest.mark.parametrize("text", [None, "speed: [\n"], ids=["gone", "wrong"])
def test_where_nothing_was_kept_the_strictest_preset_holds_as_it_is(
    folder: Path, text: str | None
) -> None:
    data = {**DATA, "modes": {"breaks": "off"}}
    now = policy_in_force(data, library(folder, text), None)
    assert now == PolicyInForce(
        base=BASES[Preset.GENTLE_BACK],
        layers=BASES[Preset.GENTLE_BACK],
        trouble=PolicyTrouble.REPLACED,
    )


def test_what_does_not_fit_is_told(folder: Path) -> None:
    data = {**DATA, "policy": "runner", "numbers": {"limits": {"day_min": 20.0}}}
    now = policy_in_force(data, library(folder, None), None)
    assert now.trouble is PolicyTrouble.REPLACED
    assert {each.problem for each in now.problems} == {ProblemKind.CONSTRAINT}
    assert "limits.session_min" in {each.path for each in now.problems}


@st.composite
def numbers(draw: st.DrawFn) -> dict[str, dict[str, Any]]:
    """Draw some numbers within their ranges."""
    drawn: dict[str, dict[str, Any]] = {}
    for section in SECTIONS:
        for field in section.fields:
            if field.kind is FieldKind.MODE or draw(st.integers(0, 3)):
                continue
            one = st.floats(field.low, field.high).map(lambda each: round(each, 2))
            values: st.SearchStrategy[Any] = {
                FieldKind.BOOLEAN: st.booleans(),
                FieldKind.INTEGER: st.integers(int(field.low), int(field.high)),
                FieldKind.OPTIONAL_NUMBER: st.none() | one,
                FieldKind.NUMBERS: st.lists(
                    one, min_size=field.fewest, max_size=max(1, field.most)
                ),
            }.get(field.kind, one)
            drawn.setdefault(section.name, {})[field.key] = draw(values)
    return drawn


@given(preset=st.sampled_from(Preset), said=numbers())
def test_whatever_is_accepted_holds_together(
    preset: Preset, said: dict[str, dict[str, Any]]
) -> None:
    layers = with_options(BASES[preset], {"numbers": said})
    if not isinstance(layers, LayeredPolicy):
        assert layers
        return
    assert sound(layers.policy)
    assert set(layers.origins) == {
        section.path(field) for section in SECTIONS for field in section.fields
    }
    # What is kept over a restart is the same policy.
    again = with_options(BASES[preset], {"numbers": written(layers.policy)})
    assert isinstance(again, LayeredPolicy)
    assert again.policy == layers.policy


def sound(policy: Policy) -> bool:
    values = {
        section.path(field): getattr(getattr(policy, section.name), field.target)
        for section in SECTIONS
        for field in section.fields
    }
    return not any(each.broken_by(values) for each in CONSTRAINTS)


def test_the_strictest_of_several_says_of_each_value_whose_it_is() -> None:
    back, runner = BASES[Preset.GENTLE_BACK], BASES[Preset.RUNNER]
    both = strictest_layers((runner, back))
    said_by = {
        each.path: (each.value, each.origin.name)
        for each in values_in_force(both, replace(TREADMILL, maximum_speed_kmh=20.0))
    }
    assert said_by["speed.max_speed_kmh"] == ("4.5", "gentle_back")
    assert said_by["limits.gap_h"] == ("8", "runner")
    assert set(said_by) == set(FIELDS)
