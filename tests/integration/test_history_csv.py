"""Sessions in a spreadsheet: every name comes back, and none of them does anything."""

import csv
from io import StringIO

from hypothesis import given, strategies as st
import pytest

from custom_components.home_gym.engine.history.record import SessionRecord
from custom_components.home_gym.engine.history.trace import Trace
from custom_components.home_gym.engine.words import Reason
from custom_components.home_gym.history.export import Format, exported

FORMULAS = ("=", "+", "-", "@", "\t", "\r", "\n")
# By name: what somebody has called a treadmill.
NAMES = {
    "a plain one": "Treadmill",
    "commas": "Ben, Anna, and the dog",
    "semicolons": "one;two",
    "quotes": 'the "good" one',
    "a quote alone": '"',
    "two lines": "upper\nlower",
    "two lines of Windows": "upper\r\nlower",
    "a formula": '=HYPERLINK("http://example.com","click")',
    "a sum": "+1+1",
    "a difference": "-2",
    "a function": "@SUM(A1)",
    "a tab before a formula": "\t=1+1",
    "an apostrophe": "'t Huis",
    "an apostrophe before a formula": "'=1",
    "accents": "Übungsgerät für Zoë",
    "another script": "跑步机",
    "a picture": "🏃\u200d♀️",
    "from right to left": "\u202eenihcam",
    "nothing": "",
    "spaces": "  ",
}


def record(machine: str) -> SessionRecord:
    """Return a session on a treadmill of a name."""
    return SessionRecord(
        id="20261122T180000Z-machine_1",
        machine_id="machine_1",
        machine=machine,
        person_id="guest",
        started_utc_s=1795370400.0,
        ended_utc_s=1795371000.0,
        moving_s=600.0,
        ending=Reason.USER_END,
    )


def rows(*machines: str) -> list[dict[str, str]]:
    """Return the rows that a spreadsheet reads of sessions on some treadmills."""
    written = exported(Format.CSV, [(record(each), Trace()) for each in machines])
    return list(csv.DictReader(StringIO(written, newline="")))


def name_of(row: dict[str, str]) -> str:
    """Return the name as it was, without what keeps it from being worked out."""
    return row["machine"].removeprefix("'")


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_an_awkward_name_comes_back_and_does_nothing(name: str) -> None:
    (row,) = rows(name)
    assert name_of(row) == name
    assert not row["machine"].startswith(FORMULAS)
    assert (row["person_id"], row["moving_s"]) == ("guest", "600")


def test_names_do_not_get_into_each_others_rows() -> None:
    assert [name_of(row) for row in rows(*NAMES.values())] == list(NAMES.values())


@given(name=st.text(st.characters(codec="utf-8", exclude_characters="\0")))
def test_any_name_comes_back_and_does_nothing(name: str) -> None:
    (row,) = rows(name)
    assert name_of(row) == name
    assert not row["machine"].startswith(FORMULAS)
