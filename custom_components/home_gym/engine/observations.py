"""Everything that can come in: readings, reports, commands, the passing of time."""

from dataclasses import dataclass
from typing import Final

from .effects import Lifted
from .readings import Reading
from .state import DayTotal, Lock
from .words import Reason, Subject, Symptom


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """Let the time that has passed take effect."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Readings:
    """Carry what one message said."""

    readings: tuple[Reading, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BrokerLink:
    """Tell that the broker was reached or lost."""

    up: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """Continue from a stored state.

    `gap_s` is the time that nobody watched. `clock_plausible` is false where the
    clock stands before the moment of the last save.
    """

    gap_s: float
    clock_plausible: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class PlugReplaced:
    """Tell that the machine has another plug from now on, or none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShuttingDown:
    """Announce that nobody will watch from now on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """Carry what another machine of the gym tells of the people who walk there.

    `locks` are those of people, with the seconds that they still have as `ends_s`.
    """

    machine_id: str
    totals: tuple[DayTotal, ...] = ()
    locks: tuple[Lock, ...] = ()
    lifted: tuple[Lifted, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MayAsk:
    """Tell about what there is a way to ask whoever walks.

    `day` is the one about which they still have to be asked, none where it is empty.
    """

    subjects: tuple[Subject, ...] = ()
    day: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotAsked:
    """Tell that a question has reached nobody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """Stop the belt: a person says so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SlowDown:
    """Slow the belt down by one step: a person asks for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StandBeside:
    """Tell that somebody stands beside the moving belt on purpose, or no more."""

    on: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPain:
    """Report pain as a number from 0 to 10, a place, a symptom, or any of them.

    Where it is `unnamed`, nobody knows which of several walkers it came from: it stops
    and locks as any other, and is told of none of them.
    """

    level: int | None = None
    place: str | None = None
    symptom: Symptom | None = None
    unnamed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportBaseline:
    """Report how much hurts before the walk, from 0 to 10; `unnamed` as a report is."""

    level: int
    unnamed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeBackPain:
    """Take a mistaken report back: the lock, never the stop."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeBreak:
    """Begin a break now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SnoozeBreak:
    """Put the break that is due off for a while."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SkipBreak:
    """Leave the break that is due out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EndSession:
    """End the session, gently where the belt still moves."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Suspend:
    """Pause supervision for a time, or for this session where no time is given."""

    for_s: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Resume:
    """Take supervision up again before its time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """Lift a lock that may be lifted.

    `medical_advice_taken` is the statement that a lock after a red flag asks for; it
    is recorded and clears nobody.
    """

    medical_advice_taken: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SelectPerson:
    """Say who walks."""

    person_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ForgetPerson:
    """Forget somebody who is no longer one of the gym's people.

    `latched` are the reasons of their locks that stand on the machine that latched
    them; of any other lock there is nothing but what was told of it.
    """

    person_id: str
    latched: frozenset[Reason] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectDays:
    """Correct what people walked on some days, by what is added or taken away.

    It corrects budgets; a lock that stands stays (promise 6).
    """

    changes: tuple[DayTotal, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StartDrill:
    """Test the whole ladder on an empty, moving belt."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AcknowledgeAlarm:
    """Say that somebody has seen the alarm."""


# What comes by itself, and not because somebody wants something.
UNBIDDEN: Final = (Tick, Readings, BrokerLink, Heard, MayAsk, NotAsked)

type Command = (
    Stop
    | SlowDown
    | StandBeside
    | ReportPain
    | ReportBaseline
    | TakeBackPain
    | TakeBreak
    | SnoozeBreak
    | SkipBreak
    | EndSession
    | Suspend
    | Resume
    | Release
    | SelectPerson
    | ForgetPerson
    | CorrectDays
    | StartDrill
    | AcknowledgeAlarm
)
type Observation = (
    Tick
    | Readings
    | BrokerLink
    | Restored
    | PlugReplaced
    | ShuttingDown
    | Heard
    | MayAsk
    | NotAsked
    | Command
)
