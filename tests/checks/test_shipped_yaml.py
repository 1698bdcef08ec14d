"""Presets, blueprints and the quality scale: what is wrong in them is found."""

from pathlib import Path

import pytest

from scripts.checks import blueprints, policies, quality_scale
from scripts.checks.__main__ import ROOT

HOUSE = "custom_components/home_gym"
PRESETS = {
    f"{policies.FOLDER}/{path.name}": path.read_text(encoding="utf-8")
    for path in (Path(ROOT) / policies.FOLDER).iterdir()
}
RUNNER = f"{policies.FOLDER}/runner.yaml"


def test_the_presets_are_right(grow) -> None:
    assert len(PRESETS) == 4
    assert not list(policies.check(grow(PRESETS)))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("extends: runner\nspeed:\n  max_speed_kmh: 99\n", "speed.max_speed_kmh is"),
        ("extends: runner\nspede: {}\n", "spede is wrong"),
        ("speed: [\n", "is wrong (syntax)"),
    ],
)
def test_a_broken_preset_is_found(grow, text: str, words: str) -> None:
    found = list(policies.check(grow({**PRESETS, RUNNER: text})))
    assert [each.path for each in found] == [RUNNER]
    assert words in found[0].text


def test_a_preset_that_nobody_can_choose_is_found(grow) -> None:
    files = {**PRESETS, f"{policies.FOLDER}/sprinter.yaml": "extends: runner\n"}
    (found,) = policies.check(grow(files))
    assert "nobody can choose sprinter" in found.text


def test_a_preset_without_a_file_is_found(grow) -> None:
    files = {path: text for path, text in PRESETS.items() if path != RUNNER}
    (found,) = policies.check(grow(files))
    assert "runner can be chosen, but has no file" in found.text


BLUEPRINT = """
blueprint:
  name: Say it
  description: Says it.
  domain: automation
  source_url: https://example.org/say.yaml
  homeassistant:
    min_version: 2026.10.0
  input:
    speaker:
      selector: {entity: }
    more:
      name: More
      input:
        volume:
          default: 0.5
# !input nothing
actions:
  - action: tts.speak
    target: !input speaker
    data:
      volume: !input "volume"
"""


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("  name: Say it\n", "", "has no name"),
        ("  description: Says it.\n", "", "has no description"),
        ("  source_url: https://example.org/say.yaml\n", "", "has no source_url"),
        ("domain: automation", "domain: script", "is not found here"),
        ("    min_version: 2026.10.0\n", "", "add min_version"),
        ("!input speaker", "!input speakers", "uses the input speakers"),
        ('!input "volume"', "1", "asks for volume and does not use it"),
    ],
)
def test_a_broken_blueprint_is_found(grow, old: str, new: str, words: str) -> None:
    path = f"{blueprints.FOLDER}/automation/home_gym/say.yaml"
    assert not list(blueprints.check(grow({path: BLUEPRINT})))
    assert old in BLUEPRINT
    broken = grow({path: BLUEPRINT.replace(old, new)})
    assert any(words in each.text for each in blueprints.check(broken))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("rules:\n  a: finished\n", "a is 'finished'"),
        ("rules:\n  a: exempt\n", "a is exempt for no reason"),
        ("rules:\n  a: {status: exempt}\n", "a has no comment"),
        ("rules:\n  a:\n", "a is None"),
        ("a: done\n", "has no rules"),
    ],
)
def test_a_quality_scale_without_answers_is_found(grow, text: str, words: str) -> None:
    (found,) = quality_scale.check(grow({quality_scale.SCALE: text}))
    assert words in found.text


def test_an_honest_quality_scale_is_right(grow) -> None:
    text = "rules:\n  a: done\n  b: todo\n  c: {status: exempt, comment: No devices.}\n"
    assert not list(quality_scale.check(grow({quality_scale.SCALE: text})))
