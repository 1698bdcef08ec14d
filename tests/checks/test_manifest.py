"""What Home Assistant or HACS would refuse is found."""

import json
from typing import Any

import pytest

from scripts.checks import manifest

HOUSE = "custom_components/home_gym"
MANIFEST = {
    "domain": "home_gym",
    "name": "Home Gym",
    "after_dependencies": ["recorder"],
    "codeowners": [],
    "config_flow": True,
    "dependencies": ["mqtt"],
    "documentation": "https://example.org",
    "integration_type": "hub",
    "iot_class": "local_push",
    "issue_tracker": "https://example.org/issues",
    "version": "0.1.0",
}
HACS = {"name": "Home Gym", "homeassistant": "2026.10.0"}


def found(grow, given: Any, code: str = "", hacs: Any = None) -> list[str]:
    files = {
        f"{HOUSE}/manifest.json": json.dumps(given, indent=2),
        f"{HOUSE}/x.py": code,
        "hacs.json": json.dumps(hacs or HACS),
    }
    return [each.text for each in manifest.check(grow(files))]


def test_a_good_manifest_is_right(grow) -> None:
    code = "from homeassistant.components import mqtt, sensor\n"
    code += "from homeassistant.components.recorder import history"
    assert not found(grow, MANIFEST, code)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"version": None}, "version is missing"),
        ({"issue_tracker": None}, "issue_tracker is missing"),
        ({"domain": "gym"}, "domain is 'gym': it has to be as the folder"),
        ({"version": "one"}, "version is 'one'"),
        ({"documentation": "http://example.org"}, "an https page"),
        ({"iot_class": "cloud_push"}, "iot_class is 'cloud_push'"),
        ({"integration_type": "device"}, "integration_type is 'device'"),
        ({"categories": []}, "categories is not known"),
        ({"dependencies": ["mqtt", "recorder"]}, "recorder is a dependency twice"),
    ],
)
def test_a_bad_manifest_is_found(grow, change: dict[str, Any], words: str) -> None:
    given = {**MANIFEST, **change}
    given = {key: value for key, value in given.items() if value is not None}
    assert any(words in text for text in found(grow, given))


def test_keys_out_of_order_are_found(grow) -> None:
    given = dict(reversed(MANIFEST.items()))
    (text,) = found(grow, given)
    assert text == "version stands where domain belongs: sort the keys"


@pytest.mark.parametrize(
    "code",
    [
        "from homeassistant.components import bluetooth",
        "def late():\n    from homeassistant.components.bluetooth import x",
        "import homeassistant.components.bluetooth.api",
    ],
)
def test_an_import_without_a_dependency_is_found(grow, code: str) -> None:
    (text,) = found(grow, MANIFEST, code)
    assert text == "imports bluetooth: name it in the manifest's dependencies"


@pytest.mark.parametrize(
    ("hacs", "words"),
    [
        ({"name": "Home Gym"}, "homeassistant is missing"),
        ({**HACS, "render_readme": True}, "HACS does not know render_readme"),
        ({**HACS, "homeassistant": "10"}, "10 is no release of Home Assistant"),
    ],
)
def test_a_bad_hacs_file_is_found(grow, hacs: Any, words: str) -> None:
    (text,) = found(grow, MANIFEST, hacs=hacs)
    assert words in text
