"""What a rule may want, and the moment that it looks at."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .belt import BeltTruth, Evidence
from .clock import Now
from .effects import Record, Refuse, Say
from .machine import Machine
from .observations import Observation
from .policy import Policy
from .state import Cap, Ladder, Lock, PainReport, Session
from .words import EndKind, Mode, Reason, RuleKey


@dataclass(frozen=True, slots=True, kw_only=True)
class End:
    """Bring the belt to rest; with `switch_off`, the plug after it."""

    kind: EndKind
    reason: Reason
    switch_off: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Latch:
    """Lock the machine."""

    lock: Lock


@dataclass(frozen=True, slots=True, kw_only=True)
class WakeAt:
    """Look again at an elapsed time, at the latest."""

    at_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Lift:
    """Take the lock back that a mistaken report has put on.

    Where it made an earlier lock longer, it is put `back_to` that.
    """

    lock: Lock
    back_to: Lock | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported:
    """Remember a pain report."""

    report: PainReport


type Verdict = Cap | End | Latch | Lift | Reported | WakeAt | Say | Record | Refuse


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowance:
    """How much longer a person may walk, and which limit that is.

    `total_s` is what the whole session may last, however far it goes. `ends_utc_s` is
    when the limit no longer binds, `week_s` what was walked since Monday.
    """

    remaining_s: float
    total_s: float
    reason: Reason
    ends_utc_s: float
    week_s: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """All that a rule may look at; it changes nothing and calls nobody."""

    now: Now
    observation: Observation
    policy: Policy
    machine: Machine
    evidence: Evidence
    truth: BeltTruth
    session: Session | None
    person_id: str
    allowance: Allowance
    locks: tuple[Lock, ...]
    ladder: Ladder | None
    modes: Mapping[RuleKey, Mode]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What a rule remembers and what it wants."""

    memory: Any
    verdicts: tuple[Verdict, ...] = ()
