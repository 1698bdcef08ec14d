"""What the README promises of a device is what its dialect does."""

from pathlib import Path
import runpy
from typing import Any

import pytest

from custom_components.home_gym.dialects.registry import families

ROOT = Path(__file__).resolve().parents[2]
README = ROOT / "README.md"


@pytest.fixture
def script() -> dict[str, Any]:
    """Return the script that writes the table."""
    return runpy.run_path(str(ROOT / "scripts" / "readme_docs.py"))


def cells(table: str) -> dict[str, dict[str, str]]:
    """Return the table by device and column."""
    head, _, *lines = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in table.splitlines()
    ]
    return {line[0]: dict(zip(head[1:], line[1:], strict=True)) for line in lines}


def test_the_table_is_up_to_date(script: dict[str, Any]) -> None:
    """Run scripts/readme_docs.py after every change of a family."""
    assert README.read_text(encoding="utf-8") == script["page"]()


def test_every_family_is_in_the_table(script: dict[str, Any]) -> None:
    assert len(cells(script["device_table"]())) == len(families())


@pytest.mark.parametrize(
    ("device", "column", "expected"),
    [
        ("QZ (qdomyos-zwift)", "slows", "once proved"),
        ("QZ (qdomyos-zwift)", "backstop", ""),
        ("pymvtreadmill", "stops", "no"),
        ("ESPHome treadmill", "stops", "if confirmed"),
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
    assert cells(script["device_table"]())[device][column] == expected


def test_nothing_is_said_to_be_tried_that_was_not(script: dict[str, Any]) -> None:
    tried = {
        each["tried on hardware"] for each in cells(script["device_table"]()).values()
    }
    assert tried == {"not confirmed"}
