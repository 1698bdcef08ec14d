"""Words without a place here are found; these tests put them together from pieces."""

import pytest

from scripts.checks import hygiene

HOUSE = "custom_components/home_gym"
KEY = "[%" + "key:common::x%]"


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("docs/x.md", "see https://" + "pypi" + ".org/simple"),
        ("requirements/x.txt", "--extra-index-url https://files.python" + "hosted.org"),
        ("frontend/package-lock.json", "https://registry.npm" + "js.org/lit"),
        ("scripts/x", "deb http://deb." + "debian.org testing main"),
        ("README.md", "cd /" + "work/main"),
        ("tests/x.py", 'FOLDER = "/' + 'work/shared"'),
        ("docs/x.md", "look into .lib" + "rary/ for it"),
        ("scripts/x.py", "from __" + "future__ import annotations"),
        (f"{HOUSE}/sensor.py", "x = hass.data[" + "DOMAIN][1]"),
        (f"{HOUSE}/sensor.py", 'x = hass.data["' + 'home_gym"]'),
        (f"{HOUSE}/sensor.py", "self.entity_id = " + "f'sensor.{name}'"),
        (f"{HOUSE}/entity.py", "DeviceInfo(via_device" + "=(DOMAIN, x))"),
        (f"{HOUSE}/translations/en.json", '{"x": "' + KEY + '"}'),
        (f"{HOUSE}/strings.json", "{}"),
    ],
)
def test_a_taboo_is_found(grow, path: str, text: str) -> None:
    (found,) = hygiene.check(grow({path: f"\n{text}\n"}))
    assert found.path == path
    assert found.line == (1 if path.endswith("strings.json") else 2)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("docs/x.md", "http://example.org/home" + "work/ and ./" + "work/x"),
        (f"{HOUSE}/store.py", "x = hass.data[KEY]"),
        ("gymlab/x.py", "self.entity_id = x"),
        ("picture.png", "\0/" + "work/"),
    ],
)
def test_what_only_looks_like_it_is_left_alone(grow, path: str, text: str) -> None:
    assert not list(hygiene.check(grow({path: text})))
