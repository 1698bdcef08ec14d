"""Tell what happens as a table: when, who, what."""

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
import re
import threading
import time
from typing import Any, Final

from gymlab.simulator.records import Cause, Entry, Fact

from .spy import Heard
from .watch import Change

# More than any story needs; a demo may run for days.
KEPT: Final = 50_000
WHO_WIDTH: Final = 10
MOTION: Final = {
    Fact.START: "starts",
    Fact.ACCELERATION: "speeds up",
    Fact.UNDOING: "speeds up",
    Fact.SLOW_DOWN: "slows down",
    Fact.STOP: "stops",
    Fact.POWER_CUT: "loses its power while moving",
}
PLUG: Final = {Fact.RELAY_ON: "switches on", Fact.RELAY_OFF: "switches off"}
BY: Final = {
    Cause.PERSON: "by hand",
    Cause.REMOTE: "by command",
    Cause.TIMER: "by its timer",
}
# What an entity is called in the table, and what is shown of its attributes.
SHOWN: Final = {
    "phase": "phase",
    "moving": "belt moves",
    "allowed_speed": "allowed speed",
    "lock_ends_at": "lock ends",
    "next_break_at": "next break",
    "session_ends_at": "session ends",
    "last_stop": "evidence of the stop",
}
QUIET_ATTRIBUTES: Final = frozenset(
    {
        "attribution",
        "device_class",
        "ends_utc_s",
        "event_type",
        "event_types",
        "friendly_name",
        "icon",
        "options",
        "person_id",
        "state_class",
        "unit_of_measurement",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of the table; the time is monotonic."""

    at_s: float
    who: str
    what: str

    def text(self, began_s: float) -> str:
        """Return the line as printed."""
        return f"{self.at_s - began_s:7.1f}  {self.who:<{WHO_WIDTH}}  {self.what}"


class Timeline:
    """Collect lines from several threads, and print them where asked to."""

    def __init__(self, *, echo: bool) -> None:
        """Begin now."""
        self.began_s = time.monotonic()
        self.lines: deque[Line] = deque(maxlen=KEPT)
        self._echo = echo
        self._lock = threading.Lock()

    def begin(self) -> None:
        """Count time from now on."""
        self.began_s = time.monotonic()

    def tell(self, who: str, what: str) -> None:
        """Add a line."""
        line = Line(at_s=time.monotonic(), who=who, what=what)
        with self._lock:
            self.lines.append(line)
            if self._echo:
                print(line.text(self.began_s), flush=True)

    def text(self) -> str:
        """Return the whole table."""
        with self._lock:
            return "\n".join(line.text(self.began_s) for line in self.lines)

    def fact(self, entry: Entry) -> None:
        """Tell a fact of the ledger, if it is worth it."""
        by = BY.get(entry.cause, "")
        if entry.fact is Fact.DEED:
            self.tell("walker", entry.detail.replace("_", " "))
        elif entry.fact is Fact.FAULT_ON:
            self.tell("fault", entry.detail.replace("_", " "))
        elif entry.fact is Fact.STILL:
            self.tell("treadmill", "stands still")
        elif entry.fact in MOTION:
            speeds = f"{entry.speed_kmh:.1f} → {entry.target_kmh:.1f} km/h"
            self.tell("treadmill", f"{MOTION[entry.fact]} {by}: {speeds}")
        elif entry.fact in PLUG:
            self.tell("plug", f"{PLUG[entry.fact]} {by}")

    def heard(self, heard: Heard) -> None:
        """Tell a message: something said, shown, or a command."""
        topic = heard.topic
        if topic.startswith("home_gym/voice"):
            self.tell("said", f'"{heard.payload}"')
        elif topic.startswith("home_gym/"):
            self.tell("home", f"{topic.removeprefix('home_gym/')}: {heard.payload}")
        elif "/control/" in topic or topic.endswith(("/POWER", "/Power")):
            self.tell("broker", f"{topic} {heard.payload}".strip())

    def changed(self, key: str, change: Change) -> None:
        """Tell what Home Gym decided, and why."""
        told = _attributes(change.attributes)
        if key == "activity":
            event = str(change.attributes.get("event_type") or "").replace("_", " ")
            if not event or change.state == change.before:
                return
            self.tell("Home Gym", f"{event} ({told})" if told else event)
        elif key in SHOWN and change.state != change.before:
            value = _plain(change.state)
            known = value not in {"unknown", "unavailable"}
            why = f" ({told})" if told and known else ""
            self.tell("Home Gym", f"{SHOWN[key]}: {value}{why}")


def _attributes(attributes: Mapping[str, Any]) -> str:
    return ", ".join(
        f"{key.replace('_', ' ')} {_plain(value)}"
        for key, value in attributes.items()
        if key not in QUIET_ATTRIBUTES and value is not None
    )


def _plain(value: Any) -> str:
    """Return a value as people say it; a time of day without its date."""
    text = str(value).replace("_", " ")
    if re.fullmatch(r"\d{4}-\d\d-\d\dT[\d:.]+[+-]\d\d:\d\d", text):
        at = datetime.fromisoformat(text).astimezone()
        today = at.date() == datetime.now(at.tzinfo).date()
        return f"{at:%H:%M:%S}" if today else f"{at:%A %H:%M:%S}"
    return text
