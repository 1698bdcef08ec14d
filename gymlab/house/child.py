"""Run a program beside this one, and never leave it behind."""

import atexit
from collections.abc import Callable, Sequence
import os
from pathlib import Path
import signal
import subprocess
import sys
from typing import Final
from weakref import WeakSet

from .waiting import OverdueError, wait_for

STOP_PATIENCE_S: Final = 30.0
TAIL_LINES: Final = 15

_running: WeakSet[Child] = WeakSet()


class StartError(Exception):
    """Say why a program did not start."""


class Child:
    """One program in a session of its own, so that a Ctrl-C is only for us."""

    def __init__(
        self, name: str, command: Sequence[str], folder: Path, *, python_path: str = ""
    ) -> None:
        """Prepare a program; its output goes to a log file in its folder."""
        self.name = name
        self.log = folder / f"{name}.log"
        self._command = list(command)
        self._folder = folder
        self._python_path = python_path
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def is_running(self) -> bool:
        """Tell whether the program runs."""
        return self._process is not None and self._process.poll() is None

    def start(self, is_ready: Callable[[], bool], timeout_s: float) -> None:
        """Start the program and wait until it is ready."""
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(  # noqa: S603  # Our own command line.
                self._command,
                cwd=self._folder,
                env=_environment(self._python_path),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        _running.add(self)
        try:
            wait_for(
                lambda: not self.is_running or is_ready(),
                f"{self.name} has not started",
                timeout_s,
            )
        except OverdueError as error:
            self.kill()
            raise StartError(f"{error}\n{self.tail()}") from error
        if not self.is_running:
            raise StartError(f"{self.name} ended at once\n{self.tail()}")

    def stop(self) -> None:
        """End the program in good order, by force if it does not listen."""
        if self._process is None:
            return
        self.signal(signal.SIGCONT)
        self.signal(signal.SIGTERM)
        try:
            self._process.wait(STOP_PATIENCE_S)
        except subprocess.TimeoutExpired:
            self.kill()
        self._gone()

    def kill(self) -> None:
        """End the program as a power cut would, with all that it has started."""
        if self._process is not None:
            self.signal(signal.SIGKILL)
            self._process.wait()
            self._gone()

    def freeze(self) -> None:
        """Stop the program in its tracks, with its connections open."""
        self.signal(signal.SIGSTOP)

    def thaw(self) -> None:
        """Let a frozen program go on."""
        self.signal(signal.SIGCONT)

    def signal(self, number: signal.Signals) -> None:
        """Send a signal to the program and its own children."""
        if self._process is not None and self.is_running:
            os.killpg(self._process.pid, number)

    def tail(self, lines: int = TAIL_LINES) -> str:
        """Return the last lines that the program said."""
        if not self.log.exists():
            return ""
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-lines:])

    def _gone(self) -> None:
        self._process = None
        _running.discard(self)


@atexit.register
def _end_all() -> None:
    for child in list(_running):
        child.kill()


def _environment(python_path: str) -> dict[str, str]:
    """Return our environment with our own Python's programs found first."""
    programs = str(Path(sys.executable).parent)
    environment = {
        **os.environ,
        "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": python_path,
    }
    # Without its bytecode cache Home Assistant takes three times as long to start.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    return environment
