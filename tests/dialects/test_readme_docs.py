"""What the README promises of a device is what its dialect does."""

from pathlib import Path
import runpy
from typing import Any

import pytest

from custom_components.home_gym.dialects.registry import families
from custom_components.home_gym.engine.readings import Part

ROOT = Path(__file__).resolve().parents[2]
README = ROOT / "README.md"


@pytest.fixture
def script() -> dict[str, Any]:
    """Return the script that writes the table."""
    return runpy.run_path(str(ROOT / "scripts" / "readme_docs.py"))


def cells(script: dict[str, Any]) -> dict[str, dict[str, str]]:
    """Return the tables by device and column."""
    script["page"]()
    told: dict[str, dict[str, str]] = {}
    for part in Part:
        head, _, *lines = [
            [cell.strip() for cell in line.strip("|").split("|")]
            for line in script["device_table"](part).splitlines()
        ]
        told |= {line[0]: dict(zip(head[1:], line[1:], strict=True)) for line in lines}
    return told


def test_the_tables_are_up_to_date(script: dict[str, Any]) -> None:
    """Run scripts/readme_docs.py after every change of a family."""
    assert README.read_text(encoding="utf-8") == script["page"]()


def test_every_family_is_in_one_of_the_tables(script: dict[str, Any]) -> None:
    assert len(cells(script)) == len(families())


def test_no_cell_is_empty(script: dict[str, Any]) -> None:
    assert all(all(each.values()) for each in cells(script).values())


@pytest.mark.parametrize(
    ("device", "column", "expected"),
    [
        ("QZ (qdomyos-zwift)", "slows", "once proved"),
        ("pymvtreadmill", "stops", "no"),
        ("ESPHome treadmill", "stops", "if confirmed"),
        ("any other treadmill", "stops", "yours"),
        ("Tasmota", "backstop", "yes"),
        ("Shelly Gen2, Gen3, Gen4", "backstop", "yes"),
        ("Shelly Gen1", "backstop", "no"),
        ("Zigbee2MQTT", "backstop", "no"),
        ("OpenBeken plug", "backstop", "no, cannot be read back"),
        ("any other plug", "backstop", "yours"),
    ],
)
def test_what_a_device_can_do(
    script: dict[str, Any], device: str, column: str, expected: str
) -> None:
    assert cells(script)[device][column] == expected


def test_a_treadmill_has_no_backstop_and_a_plug_no_belt(script: dict[str, Any]) -> None:
    told = cells(script)
    assert "backstop" not in told["QZ (qdomyos-zwift)"]
    assert not {"slows", "stops"} & told["Tasmota"].keys()


def test_every_family_says_which_devices_it_is_for(script: dict[str, Any]) -> None:
    """Somebody who looks for the name on the device has to find it."""
    told = cells(script)
    for device, word in (
        ("STRIDE", "NordicTrack"),
        ("NSCC treadmill-driver", "T9800"),
        ("Shelly Gen2, Gen3, Gen4", "Plus, Pro"),
        ("pymvtreadmill", "Mobvoi"),
    ):
        assert word in told[device]["which devices"]


def test_nothing_is_said_to_be_tried_that_was_not(script: dict[str, Any]) -> None:
    script["page"]()
    assert "Confirmed on hardware so far: none." in script["footnote"]()


def test_every_word_of_the_tables_is_explained(script: dict[str, Any]) -> None:
    """The words stand above the tables, in a list."""
    text = README.read_text(encoding="utf-8").partition("<!-- devices -->")[0]
    words = {
        cell.partition(",")[0]
        for each in cells(script).values()
        for column, cell in each.items()
        if column not in {"which devices", "reads"}
    }
    assert {word for word in words if f"- *{word}*" not in text} == set()
