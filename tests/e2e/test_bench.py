"""The bench as people start it: all figures are there and none is beyond belief.

How fast anything is, on a machine that does other things, is not for a test to say.
"""

import json
import os
from pathlib import Path
import signal
import subprocess
import sys
from typing import Any, Final

import pytest

from gymlab.benchmarks.laboratory import PREFIX, RUN_LOCK
from gymlab.house.places import REPOSITORY, RUNS
from gymlab.house.waiting import wait_for

pytestmark = [pytest.mark.slow, pytest.mark.timeout(240)]

END_WITHIN_S: Final = 40.0
UP_WITHIN_S: Final = 60.0
WAYS: Final = {
    "ours",
    "ours_unheard",
    "yaml_automation",
    "echo",
    "websocket_ours",
    "websocket_publish",
}


def start(*words: str) -> subprocess.Popen[str]:
    """Start a bench."""
    return subprocess.Popen(
        [sys.executable, "-P", "-m", "gymlab", "bench", *words],
        env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.fixture(scope="module")
def report() -> dict[str, Any]:
    """Return what a quick bench prints."""
    bench = start("--quick", "--json")
    try:
        printed, told = bench.communicate()
    finally:
        end(bench)
    assert bench.returncode == 0, told
    printed_report: dict[str, Any] = json.loads(printed)
    return printed_report


def test_the_stop_takes_as_long_as_a_way_through_home_assistant(report) -> None:
    taken = report["latency_ms"]
    assert set(taken) == WAYS
    for way, found in taken.items():
        assert 0.0 < found["p50"] <= found["p99"] < 5000.0, way
    # There is no shorter way than the one that only answers.
    assert taken["echo"]["p50"] < taken["ours"]["p50"]


def test_a_message_costs_more_than_to_do_nothing(report) -> None:
    cost = report["cpu_us_per_message"]
    assert 0.0 < cost["floor"] < cost["ours"] < 10_000.0
    assert cost["floor"] < cost["mqtt_sensors"]


def test_the_rows_are_fewer_than_the_messages(report) -> None:
    rows = report["rows_per_hour"]
    assert 0.0 < rows["ours"] < rows["mqtt_sensors"] <= rows["messages"]


def test_the_engine_is_faster_where_nothing_changes(report) -> None:
    per_s = report["engine_per_s"]
    assert 1000.0 < per_s["advance"] < per_s["unchanged"]
    assert per_s["trivial_rules"] > per_s["advance"]


def test_every_entity_was_there_after_the_start(report) -> None:
    assert 0.0 <= report["restart_ready_s"] < 60.0
    assert 0.0 < report["setup_s"] < 60.0
    assert report["entities"] >= 20 * report["plan"]["machines"]


def test_every_figure_is_judged_and_the_conditions_are_told(report) -> None:
    assert len(report["reached"]) == 11
    assert set(report["reached"].values()) <= {True, False}
    assert report["broker"] == "mosquitto"
    assert report["cores"] == os.cpu_count()


def test_ctrl_c_leaves_nothing_behind() -> None:
    bench = start("--quick")
    try:
        wait_for(lambda: has_hass(bench), "Home Assistant is up", UP_WITHIN_S)
        bench.send_signal(signal.SIGINT)
        bench.communicate(timeout=END_WITHIN_S)
    finally:
        end(bench)
    assert bench.returncode == 130
    assert not folders(bench)


def has_hass(bench: subprocess.Popen[str]) -> bool:
    """Tell whether the Home Assistant of a bench has begun to run."""
    return any((folder / "hass" / RUN_LOCK).exists() for folder in folders(bench))


def folders(bench: subprocess.Popen[str]) -> list[Path]:
    """Return the folders in which a bench works."""
    return list(RUNS.glob(f"{PREFIX}{bench.pid}_*"))


def end(bench: subprocess.Popen[str]) -> None:
    """End a bench so that it can tear down what it has put up."""
    if bench.poll() is None:
        bench.terminate()
        bench.wait(END_WITHIN_S)
