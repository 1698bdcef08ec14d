"""Play a recording in its own time, on behalf of any number of treadmills."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
import threading
import time
from typing import Final, Self

from .stream import Line, renamed

# Short enough that a report's messages come together and the reports do not.
LOOK_EVERY_S: Final = 0.01

type Publish = Callable[[str, str], None]


@dataclass(slots=True, kw_only=True)
class _Part:
    """Where one device stands in the recording, and when that was to be played."""

    next_line: int = 0
    began_s: float = 0.0
    paused: bool = True


class Player:
    """Let devices go on with the recording, each where it stopped.

    A device is named by its tree, the first part of its topics, and its name.
    """

    def __init__(self, lines: Sequence[Line], publish: Publish) -> None:
        """Take a recording; nothing is played yet."""
        self.sent = 0
        self._lines = lines
        self._publish = publish
        self._parts: dict[tuple[str, str], _Part] = {}
        self._lock = threading.Lock()
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._run, name="player", daemon=True)

    def __enter__(self) -> Self:
        """Start."""
        self._thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        """Stop."""
        self._ended.set()
        self._thread.join()

    def play(self, tree: str, devices: Iterable[str]) -> None:
        """Let devices go on; several do not speak at the same moment."""
        now_s = time.monotonic()
        names = list(devices)
        with self._lock:
            for number, name in enumerate(names):
                part = self._parts.setdefault((tree, name), _Part())
                offset_s = number / len(names)
                part.began_s = now_s + offset_s - self._lines[part.next_line].at_s
                part.paused = False

    def pause(self, tree: str, devices: Iterable[str]) -> None:
        """Let devices be silent."""
        with self._lock:
            for name in devices:
                self._parts[tree, name].paused = True

    def _run(self) -> None:
        while not self._ended.wait(LOOK_EVERY_S):
            with self._lock:
                for (tree, name), part in self._parts.items():
                    if not part.paused:
                        self._go_on(tree, name, part)

    def _go_on(self, tree: str, name: str, part: _Part) -> None:
        at_s = time.monotonic() - part.began_s
        while self._lines[part.next_line].at_s <= at_s:
            line = self._lines[part.next_line]
            self._publish(f"{tree}{renamed(line.topic, name)}", line.payload)
            self.sent += 1
            part.next_line += 1
            if part.next_line == len(self._lines):
                raise ValueError("the recording is too short")
