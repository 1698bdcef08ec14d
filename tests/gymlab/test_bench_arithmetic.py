"""The bench counts right, and holds its figures against the right targets."""

from contextlib import closing
from pathlib import Path
import sqlite3
from typing import Any

import pytest

from gymlab.benchmarks.arithmetic import middle, per_hour, percentile, rotated, rounded
from gymlab.benchmarks.cpu import Block
from gymlab.benchmarks.figures import (
    CROWD,
    FIGURES,
    Figure,
    figures_of,
    plain,
    table,
)
from gymlab.benchmarks.plan import FULL
from gymlab.benchmarks.rows import newest, rows

MEASURED: dict[str, Any] = {
    "latency_ms": {
        "ours": {"p50": 1.0, "p99": 4.0},
        "ours_unheard": {"p50": 1.05, "p99": 6.1},
        "yaml_automation": {"p50": 1.0, "p99": 3.0},
        "websocket_ours": {"p50": 1.5, "p99": 2.0},
        "websocket_publish": {"p50": 1.4, "p99": 2.5},
    },
    "cpu_us_per_message": {"ours": 75.0, "mqtt_sensors": 240.0, "floor": 50.0},
    "rows_per_hour": {"ours": 501.0, "mqtt_sensors": 28_800.0},
    "engine_per_s": {"advance": 29_999.0, "unchanged": 200_000.0},
    "restart_ready_s": 0.0,
    "plan": {
        "machines": 10,
        "engine_rounds": 21,
        "cpu_warm_up_rounds": 1,
        "cpu_rounds": 3,
        "block_s": 20.0,
        "walk_s": 360.0,
        "warm_up_turns": 10,
        "turns": 300,
        "restarts": 5,
    },
}


@pytest.mark.parametrize(
    ("samples", "percent", "found"),
    [
        pytest.param([3.0], 50, 3.0, id="one is everything"),
        pytest.param([3.0, 1.0, 2.0], 50, 2.0, id="order does not matter"),
        pytest.param([1.0, 2.0], 50, 1.0, id="half do not exceed the smaller of two"),
        pytest.param(range(1, 101), 99, 99, id="one in a hundred may be worse"),
        pytest.param(range(1, 11), 99, 10, id="of few the worst is the bad end"),
        pytest.param([1.0, 2.0], 0, 1.0, id="none need be below the smallest"),
    ],
)
def test_a_percentile_is_a_sample(samples, percent, found) -> None:
    assert percentile(samples, percent) == found


def test_nothing_has_no_percentile() -> None:
    with pytest.raises(ValueError, match="no samples"):
        percentile([], 50)


def test_the_middle_and_the_bad_end() -> None:
    assert middle([float(number) for number in range(1, 201)]) == {
        "p50": 100.0,
        "p99": 198.0,
    }


@pytest.mark.parametrize(
    ("value", "short"),
    [(1234.5, 1230.0), (0.012349, 0.0123), (0.0, 0.0), (-9.999, -10.0), (1e9, 1e9)],
)
def test_a_number_keeps_three_digits(value: float, short: float) -> None:
    assert rounded(value) == short


def test_a_count_is_set_to_an_hour() -> None:
    assert per_hour(50, 360.0) == 500.0


def test_each_turn_begins_with_another_way() -> None:
    orders = [rotated(["a", "b", "c"], turn) for turn in range(4)]
    assert orders == [
        ["a", "b", "c"],
        ["b", "c", "a"],
        ["c", "a", "b"],
        ["a", "b", "c"],
    ]


def test_a_message_is_not_charged_for_idling() -> None:
    block = Block(seconds=10.0, cpu_s=0.6, messages=1000)
    assert block.us_per_message(idle_share=0.01) == pytest.approx(500.0)


def test_only_rows_of_the_walk_are_counted(tmp_path: Path) -> None:
    database = tmp_path / "recorder.db"
    with closing(sqlite3.connect(database)) as connection:
        connection.executescript(
            """
            CREATE TABLE states_meta (metadata_id INTEGER, entity_id TEXT);
            CREATE TABLE states (
                metadata_id INTEGER, entity_id TEXT, last_updated_ts REAL
            );
            INSERT INTO states_meta VALUES (1, 'sensor.ours'), (2, 'sensor.other');
            INSERT INTO states VALUES
                (1, NULL, 9.0), (1, NULL, 10.0), (1, NULL, 11.0), (2, NULL, 10.5);
            """
        )
    assert rows(database, ["sensor.ours"], 9.5, 11.0) == 2
    assert rows(database, [], 0.0, 99.0) == 0
    assert newest(database) == 11.0


def test_a_figure_is_held_against_its_target() -> None:
    reached = {figure.path: figure.is_reached(MEASURED) for figure in FIGURES}
    assert reached == {
        ("latency_ms", "ours", "p50"): True,
        ("latency_ms", "ours", "p99"): False,
        ("latency_ms", "ours_unheard", "p50"): True,
        ("latency_ms", "ours_unheard", "p99"): False,
        ("latency_ms", "websocket_ours", "p50"): False,
        ("latency_ms", "websocket_ours", "p99"): True,
        ("cpu_us_per_message", "ours"): True,
        ("rows_per_hour", "ours"): False,
        ("engine_per_s", "advance"): False,
        ("engine_per_s", "unchanged"): True,
        ("restart_ready_s",): True,
    }


def test_the_targets_are_those_of_the_design() -> None:
    targets = {figure.path: figure.target(MEASURED) for figure in FIGURES}
    assert targets["cpu_us_per_message", "ours"] == 75.0
    assert targets["latency_ms", "ours", "p99"] == 3.0
    assert targets["rows_per_hour", "ours"] == 500
    assert targets["engine_per_s", "advance"] == 30_000
    assert targets["engine_per_s", "unchanged"] == 200_000
    assert targets["restart_ready_s",] == 1.0


def test_the_table_has_a_line_for_each_figure_and_its_method() -> None:
    head, *lines = table(MEASURED).splitlines()
    assert head.split() == ["figure", "measured", "target", "reached", "method"]
    assert len(lines) == len(FIGURES)
    cpu = next(line for line in lines if line.startswith("CPU"))
    assert "75 µs" in cpu
    assert "<= 75 µs" in cpu
    assert "yes" in cpu
    assert "median of 3 x 20 s" in cpu


def test_a_crowd_is_judged_only_where_there_was_one() -> None:
    assert figures_of(MEASURED) == FIGURES
    crowded = {"crowd": {"machines": 100, "reaction_p99_ms": 51.0}}
    assert figures_of(crowded)[-len(CROWD) :] == CROWD
    assert [figure.is_reached(crowded) for figure in CROWD] == [True, False]


def test_every_method_can_be_told() -> None:
    for figure in (*FIGURES, *CROWD):
        assert "{" not in _method(figure)


def test_the_walkers_need_no_break() -> None:
    rounds = FULL.cpu_warm_up_rounds + FULL.cpu_rounds
    assert rounds * (FULL.settle_s + FULL.block_s) + FULL.walk_s < 600.0


def test_a_report_has_three_digits() -> None:
    assert plain({"a": {"b": 1.23456}, "c": 7, "d": "x", "e": True}) == {
        "a": {"b": 1.23},
        "c": 7,
        "d": "x",
        "e": True,
    }


def _method(figure: Figure) -> str:
    return figure.method.format_map(MEASURED["plan"])
