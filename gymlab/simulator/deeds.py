"""Put what a person does, and what goes wrong, into words and records.

The same words serve stories in files, the control topics and tests.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from .faults import Fault


class Action(StrEnum):
    """Name what a person can do at a machine."""

    START = "start"
    STOP = "stop"
    FASTER = "faster"
    SLOWER = "slower"
    SET_SPEED = "set_speed"
    SET_INCLINE = "set_incline"
    PULL_KEY = "pull_key"
    INSERT_KEY = "insert_key"
    STEP_ON = "step_on"
    STEP_OFF = "step_off"
    PLUG_ON = "plug_on"
    PLUG_OFF = "plug_off"


class Announcement(StrEnum):
    """Name what a walker may be told by a voice."""

    TAKE_BREAK = "take_break"
    SLOWER = "slower"
    STOP = "stop"
    END = "end"


NEEDED: Final = {Action.SET_SPEED: "speed_kmh", Action.SET_INCLINE: "percent"}
KNOWN: Final = frozenset(
    {"action", "speed_kmh", "percent", "fault", "on", "announcement"}
)


class DeedError(ValueError):
    """Report a record that is no deed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """Do one thing at a machine: an action, a fault switched, or words heard."""

    action: Action | None = None
    speed_kmh: float | None = None
    percent: float | None = None
    fault: Fault | None = None
    on: bool = True
    announcement: Announcement | None = None

    def __post_init__(self) -> None:
        """Refuse a deed that names not exactly one thing to do."""
        named = (self.action, self.fault, self.announcement)
        if sum(thing is not None for thing in named) != 1:
            raise DeedError("name exactly one of action, fault and announcement")
        need = NEEDED.get(self.action) if self.action else None
        if need and getattr(self, need) is None:
            raise DeedError(f"{self.action} needs {need}")

    @property
    def text(self) -> str:
        """Return the deed in a few words, for the ledger."""
        number = self.percent if self.speed_kmh is None else self.speed_kmh
        return f"{self.action}" if number is None else f"{self.action} {number:g}"

    @classmethod
    def from_dict(cls, record: Mapping[str, Any]) -> Deed:
        """Return the deed that a record describes, or raise `DeedError`."""
        if unknown := record.keys() - KNOWN:
            raise DeedError(f"unknown: {', '.join(sorted(unknown))}")
        if not isinstance(on := record.get("on", True), bool):
            raise DeedError("on must be true or false")
        try:
            return cls(
                action=_read(record, "action", Action),
                speed_kmh=_read(record, "speed_kmh", float),
                percent=_read(record, "percent", float),
                fault=_read(record, "fault", Fault),
                on=on,
                announcement=_read(record, "announcement", Announcement),
            )
        except (TypeError, ValueError) as error:
            raise DeedError(str(error)) from error


def _read[T](record: Mapping[str, Any], key: str, kind: Callable[[Any], T]) -> T | None:
    value = record.get(key)
    return None if value is None else kind(value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Place a deed in time."""

    at_s: float
    deed: Deed

    @classmethod
    def from_dict(cls, record: Mapping[str, Any]) -> Step:
        """Return the step that a record describes, or raise `DeedError`."""
        words = dict(record)
        try:
            at_s = float(words.pop("at_s"))
        except (KeyError, TypeError, ValueError) as error:
            raise DeedError("a step needs at_s, a number of seconds") from error
        return cls(at_s=at_s, deed=Deed.from_dict(words))


type Story = tuple[Step, ...]
