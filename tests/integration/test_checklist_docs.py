"""What became of the article's advice: each place that the docs name exists."""

from collections.abc import Collection
from pathlib import Path
import re
from typing import Final

from homeassistant.util.yaml import load_yaml_dict
import pytest

from custom_components.home_gym import const
from custom_components.home_gym.engine.words import RuleKey, Symptom
from custom_components.home_gym.policy.files import Preset, load_preset
from custom_components.home_gym.start_check import OF_MACHINE, OF_PERSON, Item

ROOT: Final = Path(__file__).parents[2]
HOUSE: Final = ROOT / "custom_components" / "home_gym"
DOC: Final = (ROOT / "docs" / "checklist.md").read_text(encoding="utf-8")
ROWS: Final = re.findall(
    r"^\| (\d+b?) \| [^|]+ \| (\w+) \| ([^|]+) \|$", DOC, re.MULTILINE
)
PLACE: Final = re.compile(r"`(\w+):([\w.]+)`")


def _policy_keys() -> set[str]:
    policy = load_yaml_dict(HOUSE / "policies" / f"{Preset.GENTLE_BACK}.yaml")
    return {
        f"{section}.{key}"
        for section, numbers in policy.items()
        if isinstance(numbers, dict)
        for key in numbers
    }


KNOWN: Final[dict[str, Collection[str]]] = {
    "item": set(Item),
    "rule": set(RuleKey),
    "policy": _policy_keys(),
    "preset": set(Preset),
    "say": set(load_yaml_dict(HOUSE / "speech" / "en.yaml")["texts"]),
    "symptom": set(Symptom),
    "action": set(load_yaml_dict(HOUSE / "services.yaml")),
    "setting": {const.CONF_MAXIMUM_SPEED},
}


def test_every_piece_is_there_in_its_order():
    numbers = [number for number, _, _ in ROWS]
    wanted = [str(number) for number in range(1, 32)]
    assert numbers == [*wanted[:25], "25b", *wanted[25:]]


@pytest.mark.parametrize(
    ("verdict", "place"), [row[1:] for row in ROWS], ids=[row[0] for row in ROWS]
)
def test_what_is_sound_has_a_place_and_what_is_wrong_has_none(verdict: str, place: str):
    """What stands in its stead is another thing, and is said to be."""
    if verdict in ("sound", "partly"):
        assert PLACE.search(place)
        assert not place.startswith("nothing")
    else:
        assert verdict in ("weak", "wrong")
        assert place.startswith("nothing;")
        assert not PLACE.search(place) or place.startswith("nothing; instead ")


def test_every_place_exists():
    named = PLACE.findall(DOC)
    assert named
    for kind, key in named:
        assert key in KNOWN[kind], f"{kind}:{key}"


def test_no_item_stands_in_a_list_without_a_reason_to():
    """So that no piece that is wrong comes in by another name."""
    named = {key for kind, key in PLACE.findall(DOC) if kind == "item"}
    assert named == set(Item) == {*OF_MACHINE, *OF_PERSON}


@pytest.mark.parametrize("preset", Preset)
def test_nobody_is_told_that_half_an_hour_a_week_is_enough(preset: Preset):
    goal = load_preset(preset).goal.week_s
    assert goal is None or goal >= 75 * 60
