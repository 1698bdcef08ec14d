"""What holds for a person today says of each number what their own past says of it."""

import json
from pathlib import Path
from string import Formatter

import pytest

from custom_components import home_gym
from custom_components.home_gym.engine.policy_fields import FIELDS
from custom_components.home_gym.engine.policy_layers import (
    PolicySource,
    strictest_layers,
    value_at,
    values_in_force,
)
from custom_components.home_gym.engine.progress.layers import lay_progress_over
from custom_components.home_gym.policy.files import Preset, preset_layers
from custom_components.home_gym.policy.words import facts_told

from .drive import machine
from .walks import Record, flare, progress, walk

TRANSLATIONS = Path(home_gym.__file__).parent / "translations" / "en.json"
TEXTS = json.loads(TRANSLATIONS.read_text(encoding="utf-8"))["selector"][
    "policy_source"
]["options"]
BASES = {preset: preset_layers(preset) for preset in Preset}
# These follow another number, and nobody has to be told of them.
FOLLOWING = {"limits.first_session_min", "speed.start_max_speed_kmh"}
BACK, DESK = Preset.GENTLE_BACK, Preset.DESK_WALKER
FITNESS, RUNNER = Preset.GENERAL_FITNESS, Preset.RUNNER
HURT: list[Record] = [walk(0, 60), flare(5)]

CASES: list[tuple[Preset, list[Record], str, PolicySource, str]] = [
    (BACK, [], "limits.session_min", PolicySource.FIRST_SESSION, "20"),
    (FITNESS, [walk(1, 40)], "limits.session_min", PolicySource.LONGEST_WALK, "48"),
    (
        RUNNER,
        [walk(1, 50, distance_m=8000.0)],
        "limits.distance_km",
        PolicySource.FURTHEST_WALK,
        "8.8",
    ),
    (DESK, [walk(5, 20)], "breaks.every_min", PolicySource.BEGINNER, "15"),
    (FITNESS, HURT, "speed.max_speed_kmh", PolicySource.GRADED_RETURN, "5.525"),
    (FITNESS, HURT, "limits.week_hard", PolicySource.GRADED_RETURN, "true"),
    (BACK, HURT, "limits.week_hard", PolicySource.PRESET, "true"),
]


@pytest.mark.parametrize(("preset", "records", "path", "source", "value"), CASES)
def test_a_number_of_today_names_its_source_and_has_words_for_it(
    preset: Preset,
    records: list[Record],
    path: str,
    source: PolicySource,
    value: str,
) -> None:
    base = BASES[preset]
    today = lay_progress_over(base, progress(base.policy, 6, *records))
    told = {each.path: each for each in values_in_force(today)}[path]
    assert (told.origin.source, told.value) == (source, value)
    facts = {**facts_told(told.origin), "name": "x", "chosen": told.chosen}
    wanted = {name for _, name, _, _ in Formatter().parse(TEXTS[source]) if name}
    assert wanted <= facts.keys()


@pytest.mark.parametrize("records", [[], [walk(5, 20)], HURT])
@pytest.mark.parametrize("preset", Preset)
def test_no_number_is_another_today_without_a_word(
    preset: Preset, records: list[Record]
) -> None:
    base = BASES[preset]
    today = lay_progress_over(base, progress(base.policy, 6, *records))
    for path in FIELDS.keys() - FOLLOWING:
        same = value_at(today.policy, path) == value_at(base.policy, path)
        assert same is (today.origins[path] == base.origins[path]), path


def test_the_machine_has_the_last_word_on_speed() -> None:
    base = BASES[RUNNER]
    today = lay_progress_over(base, progress(base.policy, 6, *HURT))
    slow = machine(maximum_speed_kmh=6.0)
    told = {each.path: each for each in values_in_force(today, slow)}
    ceiling = told["speed.max_speed_kmh"]
    assert ceiling.origin.source is PolicySource.MACHINE
    assert (ceiling.value, ceiling.chosen) == ("6", "7")


def test_of_two_who_share_a_walk_the_stricter_past_is_told() -> None:
    base = BASES[FITNESS]
    hurt = lay_progress_over(base, progress(base.policy, 6, *HURT))
    both = strictest_layers((base, hurt))
    source = both.origins["speed.max_speed_kmh"].source
    assert source is PolicySource.GRADED_RETURN
