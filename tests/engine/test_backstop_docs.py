"""What the page about the backstop says is what the engine does."""

from pathlib import Path
import re

import pytest

from custom_components.home_gym.engine.backstop import NoBackstop, size_s
from custom_components.home_gym.engine.machine import PlugTimer
from custom_components.home_gym.policy.files import Preset, load_preset

PAGE = Path(__file__).resolve().parents[2] / "docs" / "backstop.md"
ROWS = re.compile(r"^\| `(\w+)` \| ([^|]+) \| ([^|]+) \|", re.MULTILINE)


def told() -> dict[str, tuple[str, str]]:
    """Return the first column of every table of the page, with what stands beside."""
    text = PAGE.read_text(encoding="utf-8")
    return {found[1]: (found[2], found[3]) for found in ROWS.finditer(text)}


def length(seconds: float) -> str:
    """Return seconds as they are written for people."""
    minutes = round(seconds / 60)
    return f"{minutes // 60} h {minutes % 60} min"


@pytest.mark.parametrize("preset", Preset)
def test_its_lengths_are_those_of_the_presets(preset: Preset) -> None:
    policy = load_preset(preset)
    sizes = (
        size_s(
            policy,
            PlugTimer(
                shortest_s=1.0, longest_s=86_400.0, counts_from_switch_on=from_switch_on
            ),
        )
        for from_switch_on in (False, True)
    )
    assert told()[preset] == tuple(map(length, sizes))


@pytest.mark.parametrize("reason", NoBackstop)
def test_every_reason_for_none_is_explained(reason: NoBackstop) -> None:
    assert reason in told()
