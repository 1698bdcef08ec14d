"""Define what the parts of a simulated machine tell each other and the ledger."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from .ramp import Ramp


class Speaker(StrEnum):
    """Name the MQTT clients of one machine."""

    BRIDGE = "bridge"
    PLUG = "plug"


class Cause(StrEnum):
    """Name who made something happen."""

    PERSON = "person"
    # A command that came in over MQTT; the entry names the command.
    REMOTE = "remote"
    # The plug's own auto-off timer; the entry names the command that armed it.
    TIMER = "timer"
    MAINS = "mains"
    FAULT = "fault"
    # What follows by itself, such as a belt that has come to rest.
    PHYSICS = "physics"


class Fact(StrEnum):
    """Name the kinds of facts that the ledger keeps."""

    START = "start"
    ACCELERATION = "acceleration"
    # A target raised while the belt still runs faster than it: nothing speeds
    # up, but somebody's slow-down or stop is partly taken back.
    UNDOING = "undoing"
    SLOW_DOWN = "slow_down"
    STOP = "stop"
    POWER_CUT = "power_cut"
    STILL = "still"
    INCLINE_UP = "incline_up"
    INCLINE_DOWN = "incline_down"
    RELAY_ON = "relay_on"
    RELAY_OFF = "relay_off"
    DEED = "deed"
    COMMAND = "command"
    ARRIVAL = "arrival"
    FAULT_ON = "fault_on"
    FAULT_OFF = "fault_off"


class Outcome(StrEnum):
    """Name what became of a command."""

    UNDERWAY = "underway"
    APPLIED = "applied"
    IGNORED = "ignored"
    # Dropped by the bridge, which has no treadmill attached at the moment.
    DROPPED = "dropped"
    LOST = "lost"


@dataclass(frozen=True, slots=True, kw_only=True)
class Author:
    """Say who caused a change, and by which command where it was a remote one."""

    cause: Cause
    command: int | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """Carry one MQTT publication of a simulated device."""

    at_s: float
    speaker: Speaker
    topic: str
    payload: str
    retained: bool = False
    qos: int = 0

    @property
    def payload_bytes(self) -> bytes:
        """Return the payload as sent; garbage may hold bytes that are no text."""
        return self.payload.encode("utf-8", "surrogateescape")


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """Hold a command as a device understood it, before it takes effect."""

    word: str
    argument: str = ""
    asked_kmh: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """Follow one remote command from its sending to what became of it."""

    number: int
    speaker: Speaker
    topic: str
    payload: str
    sent_s: float
    speed_at_sent_kmh: float
    target_at_sent_kmh: float
    asked_kmh: float | None = None
    outcome: Outcome = Outcome.UNDERWAY
    arrived_s: float | None = None
    speed_at_arrival_kmh: float | None = None
    target_at_arrival_kmh: float | None = None
    last_deed: str | None = None
    last_deed_s: float | None = None

    @classmethod
    def from_dict(cls, record: Mapping[str, Any]) -> Command:
        """Return the command that `asdict` made this record from."""
        enums = {
            "speaker": Speaker(record["speaker"]),
            "outcome": Outcome(record["outcome"]),
        }
        return cls(**{**record, **enums})


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Keep one fact, with the motion that holds from this moment on."""

    at_s: float
    fact: Fact
    cause: Cause
    speed_kmh: float
    target_kmh: float
    earlier_target_kmh: float
    rate_kmh_per_s: float
    command: int | None = None
    detail: str = ""

    @property
    def ramp(self) -> Ramp:
        """Return the motion that began or went on with this fact."""
        return Ramp(
            began_s=self.at_s,
            from_kmh=self.speed_kmh,
            to_kmh=self.target_kmh,
            rate_kmh_per_s=self.rate_kmh_per_s,
        )

    def to_dict(self) -> dict[str, Any]:
        """Return the entry as a record for JSON."""
        return asdict(self)

    @classmethod
    def from_dict(cls, record: Mapping[str, Any]) -> Entry:
        """Return the entry that `to_dict` made this record from."""
        enums = {"fact": Fact(record["fact"]), "cause": Cause(record["cause"])}
        return cls(**{**record, **enums})
