"""What the page says of a plug's settings is what is looked at and sent."""

import json
from pathlib import Path

import pytest

from custom_components.home_gym.dialects import (
    metering,
    off_load,
    shelly_gen2_preflight,
    tasmota_preflight,
)
from custom_components.home_gym.dialects.preflight import (
    SLOWEST_REPORT_S,
    Concern,
    Setting,
    Value,
)
from custom_components.home_gym.dialects.zigbee2mqtt_preflight import (
    NAMES,
    setting_named,
)

PAGE = Path(__file__).resolve().parents[2] / "docs" / "backstop.md"
SETTINGS: dict[str, tuple[Setting, ...]] = {
    "Tasmota": tasmota_preflight.SETTINGS,
    "Shelly Gen2, Gen3, Gen4": shelly_gen2_preflight.SETTINGS,
    "Zigbee2MQTT": tuple(map(setting_named, NAMES)),
}
EACH = [(plug, setting) for plug, many in SETTINGS.items() for setting in many]


def rows() -> list[list[str]]:
    """Return the rows of the table of settings."""
    text = PAGE.read_text(encoding="utf-8")
    table = text.partition("<!-- settings -->")[2].partition("<!-- end -->")[0]
    lines = table.strip().splitlines()[2:]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def shown(value: Value) -> str:
    """Return a value as it is written."""
    return value if isinstance(value, str) else json.dumps(value)


def test_it_has_a_row_for_every_setting_and_no_other() -> None:
    told = [(row[0], row[1].strip("`")) for row in rows()]
    assert told == [(plug, setting.name) for plug, setting in EACH]


@pytest.mark.parametrize(
    ("plug", "setting"), EACH, ids=[f"{plug} {each.name}" for plug, each in EACH]
)
def test_a_row_says_what_is_wrong_and_what_is_sent(plug: str, setting: Setting) -> None:
    (row,) = [row for row in rows() if row[:2] == [plug, f"`{setting.name}`"]]
    _, _, wrong, sends, lost = row
    number = setting.safe is True
    assert sends == ("1" if number else shown(setting.safe))
    if Concern.REPORTS_RARELY in setting.concerns.values():
        assert f"more than {SLOWEST_REPORT_S} s" in wrong
        return
    if setting.safe is not True:
        named = {each for each in map(shown, setting.concerns) if each in wrong}
        wanted = set(map(shown, setting.concerns))
        # A model has one of the two names, and each has words of its own.
        assert named <= wanted
        assert named == wanted or plug == "Zigbee2MQTT"
    one_way = [each for each in setting.concerns if not setting.may_be_sent(each)]
    assert lost == (", ".join(map(shown, one_way)) or "\N{EN DASH}")


IN_WORDS = {5.0: "five", 300.0: "five minutes", 60.0: "a minute"}
NUMBERS = {
    "how long": f"over {IN_WORDS[metering.LEAST_S]} at least",
    "how many steps": f"and {IN_WORDS[metering.LEAST_STEPS]} steps of the counter",
    "how much": f"what draws {metering.LEAST_W:g} W or more",
    "how far off": f"by more than {IN_WORDS[metering.OFF_BY]} times",
    "how seldom": f"more than {metering.FRESH_S:g} s apart",
    "above the noise": f"watts above {off_load.NOISE_W:g} W that change",
    "how long after": f"{IN_WORDS[off_load.SETTLED_S]} or more after the plug",
}


@pytest.mark.parametrize("told", NUMBERS.values(), ids=NUMBERS)
def test_the_numbers_of_the_meter_are_those_that_it_is_judged_by(told: str) -> None:
    assert told in " ".join(PAGE.read_text(encoding="utf-8").split())
