"""The demo as people start it: its exit codes, its address, and its end.

One story is played where no mosquitto is installed: on the embedded broker.
"""

from collections.abc import Iterator
import os
from pathlib import Path
import re
import signal
import subprocess
import sys
import threading
from typing import Final

import pytest

from gymlab.__main__ import main
from gymlab.house.network import free_port, is_open
from gymlab.house.places import REPOSITORY, RUNS
from gymlab.house.waiting import wait_for

pytestmark = pytest.mark.timeout(180)

UP_WITHIN_S: Final = 120.0
END_WITHIN_S: Final = 40.0


class Demo:
    """One run of `gymlab demo`, with what it prints."""

    def __init__(self, *words: str) -> None:
        self.lines: list[str] = []
        port = ("--port", str(free_port()))
        self.process = subprocess.Popen(
            [sys.executable, "-P", "-u", "-m", "gymlab", "demo", *words, *port],
            env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stdout
        self.lines.extend(iter(self.process.stdout.readline, ""))

    @property
    def text(self) -> str:
        return "".join(self.lines)

    @property
    def port(self) -> int:
        found = re.search(r"http://127\.0\.0\.1:(\d+)", self.text)
        assert found, self.text
        return int(found[1])

    def wait_for(self, word: str) -> None:
        """Wait until something is printed."""
        wait_for(lambda: word in self.text or self._is_over(), word, UP_WITHIN_S)
        assert word in self.text, self.text

    def wait(self) -> int:
        """Wait for the end and return the exit code."""
        status = self.process.wait(UP_WITHIN_S)
        self._reader.join()
        print(self.text)
        return status

    def folders(self) -> list[Path]:
        """Return what is left of its house on the disk."""
        return list(RUNS.glob(f"{self.process.pid}-*"))

    def _is_over(self) -> bool:
        return self.process.poll() is not None


@pytest.fixture(scope="module")
def demos() -> Iterator[dict[str, Demo]]:
    """Start everything at once: most of the time goes into waiting."""
    demos = {
        "proved": Demo("--story", "restart", "--exit", "--broker", "embedded"),
        "spoiled": Demo(
            "--story", "red-flag", "--exit", "--sabotage", "home-gym-disabled"
        ),
        "live": Demo(),
    }
    yield demos
    for demo in demos.values():
        if demo.process.poll() is None:
            demo.process.terminate()
            demo.process.wait(END_WITHIN_S)


def test_a_proved_story_exits_with_0(demos: dict[str, Demo]) -> None:
    assert demos["proved"].wait() == 0
    assert "with embedded as its broker" in demos["proved"].text
    assert "the lock is Anna's" in demos["proved"].text
    assert "PROVED" in demos["proved"].text


def test_a_spoiled_story_exits_with_1_and_says_where(demos: dict[str, Demo]) -> None:
    assert demos["spoiled"].wait() == 1
    assert "FAILED: not proved: a session has started" in demos["spoiled"].text


def test_the_live_demo_walks_until_ctrl_c(demos: dict[str, Demo]) -> None:
    demo = demos["live"]
    demo.wait_for("chooses Anna in Home Assistant")
    demo.wait_for("phase: warm up")
    assert "Login      gym" in demo.text
    assert is_open(demo.port)
    assert demo.folders()
    assert main(["why"]) == 0, "the remote control finds the demo by itself"
    demo.process.send_signal(signal.SIGINT)
    assert demo.process.wait(END_WITHIN_S) == 0
    assert not is_open(demo.port)
    assert not demo.folders()
    assert main(["why"]) == 2


@pytest.mark.parametrize("words", [["--exit"], ["--sabotage", "slow-ignored"]])
def test_what_makes_no_sense_is_refused(words: list[str]) -> None:
    assert Demo(*words).wait() == 2
