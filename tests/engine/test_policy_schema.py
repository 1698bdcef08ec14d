"""The schema for editors judges a policy file as its reader does, value by value."""

from collections.abc import Iterator
import json
from pathlib import Path
import runpy
from typing import Any

from jsonschema import Draft7Validator
import pytest
import yaml

from custom_components.home_gym.engine.policy import Policy
from custom_components.home_gym.engine.policy_fields import (
    SECTIONS,
    FieldKind,
    PolicyField,
    PolicySection,
)
from custom_components.home_gym.engine.policy_reader import ProblemKind, read_policy
from custom_components.home_gym.policy.files import (
    PRESETS_FOLDER,
    Preset,
    load_preset,
)

ROOT = Path(__file__).parents[2]
SCRIPT = runpy.run_path(str(ROOT / "scripts" / "policy_schema.py"))
SCHEMA: dict[str, Any] = json.loads(SCRIPT["SCHEMA"].read_text(encoding="utf-8"))
VALIDATOR = Draft7Validator(SCHEMA)
BASE = load_preset(Preset.GENTLE_BACK)
SAMPLES = sorted(ROOT.glob("config/home_gym/policies/*.yaml"))
# Of these the schema knows nothing.
BETWEEN_VALUES = {ProblemKind.CONSTRAINT}

FIELDS = [(section, field) for section in SECTIONS for field in section.fields]


def written(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def attempts(field: PolicyField) -> Iterator[object]:
    """Yield what somebody might write, right and wrong."""
    low, high = field.low, field.high
    yield from (low, high, low - 0.5, high + 0.5, (low + high) / 2, 0, -1, 1000)
    yield from (None, True, False, "", "much", "off", "enforce", "advise", {}, [])
    for number in (low, high, high + 1, "1"):
        for count in (field.fewest, field.most, field.most + 1):
            yield [number] * count


def as_the_reader(section: PolicySection, field: PolicyField, value: object) -> bool:
    read = read_policy("mine", {section.name: {field.key: value}}, BASE)
    return isinstance(read, Policy) or all(
        each.problem in BETWEEN_VALUES for each in read
    )


def test_the_schema_is_up_to_date() -> None:
    """Run scripts/policy_schema.py after every change of a field or a text."""
    assert SCRIPT["SCHEMA"].read_text(encoding="utf-8") == SCRIPT["text"]()


def test_the_schema_is_one() -> None:
    Draft7Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("preset", Preset)
def test_every_preset_fits_and_names_the_schema(preset: Preset) -> None:
    path = PRESETS_FOLDER / f"{preset}.yaml"
    assert not list(VALIDATOR.iter_errors(written(path)))
    first = path.read_text(encoding="utf-8").splitlines()[0]
    named = first.removeprefix("# yaml-language-server: $schema=")
    assert (path.parent / named).resolve() == SCRIPT["SCHEMA"]


def test_there_is_a_sample() -> None:
    assert SAMPLES


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_every_sample_fits_and_names_the_schema(path: Path) -> None:
    assert not list(VALIDATOR.iter_errors(written(path)))
    first = path.read_text(encoding="utf-8").splitlines()[0]
    # From the folder of one's own to where Home Assistant has the integration.
    installed = "../../custom_components/home_gym/policy.schema.json"
    assert first == f"# yaml-language-server: $schema={installed}"


@pytest.mark.parametrize(
    ("section", "field"),
    FIELDS,
    ids=lambda each: getattr(each, "name", None) or each.key,
)
def test_a_value_is_judged_as_by_the_reader(
    section: PolicySection, field: PolicyField
) -> None:
    for value in attempts(field):
        policy = {"extends": "gentle_back", section.name: {field.key: value}}
        fits = VALIDATOR.is_valid(policy)
        assert fits is as_the_reader(section, field, value), value


def test_some_of_each_kind_is_refused_and_some_is_not() -> None:
    for kind in FieldKind:
        judged = {
            as_the_reader(section, field, value)
            for section, field in FIELDS
            if field.kind is kind
            for value in attempts(field)
        }
        assert judged == {True, False}, kind


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {"extends": "../secrets"},
        {"extends": ["runner"]},
        {"extends": "runner", "name": ""},
        {"extends": "runner", "name": 5},
        {"extends": "runner", "limit": {}},
        {"extends": "runner", "limits": {"sesion_min": 30}},
        {"extends": "runner", "limits": 30},
        {"limits": {"session_min": 30}},
    ],
    ids=str,
)
def test_other_mistakes_are_refused_too(wrong: dict[str, Any]) -> None:
    assert not VALIDATOR.is_valid(wrong)


@pytest.mark.parametrize("key", ["speed", "pain"])
def test_a_file_of_its_own_has_to_be_whole(key: str) -> None:
    whole = written(PRESETS_FOLDER / "runner.yaml")
    assert VALIDATOR.is_valid(whole)
    assert not VALIDATOR.is_valid({**whole, key: {}})
    del whole[key]
    assert not VALIDATOR.is_valid(whole)
