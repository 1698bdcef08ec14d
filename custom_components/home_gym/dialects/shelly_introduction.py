"""Ask a later Shelly who it is, where it says little more than that it is there.

One that is idle says nothing for a minute, and one whose prefix was changed bears no
name that anybody could know it by. Whoever answers is one.
"""

from collections.abc import Iterable, Iterator
import re
from typing import Final

from .base import Publication, Recognised
from .mapping import is_topic
from .payload import json_object, word
from .recognise_shelly import switches_of
from .shelly_gen2_rpc import Requests

# Answers come to the name that asked, below which the device adds its own level.
ANSWERS: Final = "+/rpc"
_NAME: Final = "home_gym-search"
_THERE: Final = re.compile(r"(.+)/online")
_SPOKEN: Final = re.compile(r"(.+)/(?:events/rpc|status/switch:\d+)")
# The first generation is there in the same words, and asked in others.
_GEN1: Final = re.compile(r"shellies/.+|(?:.+/)?shelly[a-z0-9-]*-[0-9A-F]{6,12}")
# The name that a device has by itself, and its prefix until somebody changes that.
_OWN_NAME: Final = re.compile(r"shelly[a-z0-9]+-[0-9a-f]{12}")
_MOST: Final = 64


class Introductions:
    """Ask everybody who may be a later Shelly, once, and read the answers."""

    def __init__(self) -> None:
        """Start with nobody asked."""
        self._asked: dict[str, Requests] = {}
        self._bases: dict[str, str] = {}
        self._called: dict[str, str] = {}
        self._questions: list[Publication] = []

    def hear(self, topic: str, payload: str) -> Iterator[Recognised]:
        """Take in one message; yield the switches of one that has answered."""
        if (base := _base_of(topic, payload)) is not None:
            self._ask(base)
        if (base := self._bases.get(topic)) is not None:
            yield from self._answered(base, payload)

    def address(self, names: Iterable[str]) -> None:
        """Ask those too who have said nothing, by the names that they may have."""
        for name in names:
            if _OWN_NAME.fullmatch(name) is not None:
                self._ask(name)

    def questions(self) -> tuple[Publication, ...]:
        """Return what is to be asked now."""
        asked, self._questions = self._questions, []
        return tuple(asked)

    @property
    def has_questions(self) -> bool:
        """Tell whether somebody is to be asked."""
        return bool(self._questions)

    def _ask(self, base: str) -> None:
        if base in self._asked or len(self._asked) >= _MOST:
            return
        source = f"{_NAME}-{len(self._asked)}"
        requests = self._asked[base] = Requests(f"{base}/rpc", source)
        self._bases[f"{source}/rpc"] = base
        # Its name comes first, and so is known when its switches come.
        self._questions += [
            requests.ask("Shelly.GetDeviceInfo"),
            requests.ask("Shelly.GetStatus"),
        ]

    def _answered(self, base: str, payload: str) -> Iterator[Recognised]:
        match self._asked[base].answered(payload):
            case "Shelly.GetDeviceInfo", {"name": str(name)}:
                self._called[base] = name
            case "Shelly.GetStatus", dict(status):
                source = (json_object(payload) or {}).get("src")
                model = source if isinstance(source, str) else base
                yield from switches_of(base, status, model, self._called.get(base, ""))


def _base_of(topic: str, payload: str) -> str | None:
    match = _SPOKEN.fullmatch(topic)
    if match is None and word(payload) == "true":
        match = _THERE.fullmatch(topic)
    elif match is not None and json_object(payload) is None:
        match = None
    if match is None or _GEN1.fullmatch(match[1]) or not is_topic(match[1]):
        return None
    return match[1]
