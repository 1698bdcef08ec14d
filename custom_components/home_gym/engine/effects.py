"""Everything that can go out: speech, commands that calm a machine, records."""

from dataclasses import dataclass, field
from typing import Any

from .state import Lock
from .words import Call, Event, Issue, Refusal, Subject, Urgency


@dataclass(frozen=True, slots=True, kw_only=True)
class Say:
    """Have something announced; the words are looked up by the key."""

    key: str
    urgency: Urgency = Urgency.NOTICE
    values: dict[str, float | str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class CallContacts:
    """Tell the gym's contacts that somebody is needed, or has answered."""

    call: Call


@dataclass(frozen=True, slots=True, kw_only=True)
class AskPerson:
    """Ask whoever walks how they feel."""

    subject: Subject


@dataclass(frozen=True, slots=True, kw_only=True)
class StopAsking:
    """Take back what was asked: it was answered, or nobody has in time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SendStop:
    """Send the treadmill's own stop."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SendSlow:
    """Send a lower speed to a belt that moves."""

    speed_kmh: float


@dataclass(frozen=True, slots=True, kw_only=True)
class SwitchOff:
    """Switch the plug off."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Arm:
    """Set the plug's own timer, which switches off after so many seconds."""

    cap_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Disarm:
    """Take the plug's own timer away."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """Ask the devices for their present state."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """Record a transition; health data only as bands."""

    event: Event
    values: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class RaiseIssue:
    """Ask the owner to mend something."""

    issue: Issue


@dataclass(frozen=True, slots=True, kw_only=True)
class ClearIssue:
    """Take an issue back that has been mended."""

    issue: Issue


@dataclass(frozen=True, slots=True, kw_only=True)
class Refuse:
    """Answer a command that cannot be carried out."""

    refusal: Refusal
    values: dict[str, float | str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Persist:
    """Write the state to disk at once: it holds what cannot be worked out again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lifted:
    """A person's lock that is no more; a limit that was waived binds no longer."""

    lock: Lock
    waived: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """Tell the other machines of the gym what they should know of the people."""

    lifted: tuple[Lifted, ...] = ()


type Effect = (
    Say
    | CallContacts
    | AskPerson
    | StopAsking
    | SendStop
    | SendSlow
    | SwitchOff
    | Arm
    | Disarm
    | Ask
    | Record
    | RaiseIssue
    | ClearIssue
    | Refuse
    | Persist
    | Share
)
