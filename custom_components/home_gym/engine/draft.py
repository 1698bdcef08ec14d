"""The working copy of one state while one observation goes through the engine."""

from dataclasses import fields
from operator import attrgetter
from typing import Any, Final

from .clock import Now
from .effects import Effect, Persist, Record, Refuse, Say
from .machine import Machine
from .observations import Observation
from .policy import Policy
from .state import (
    BeltTruth,
    Cap,
    Day,
    DayTotal,
    Evidence,
    Guard,
    Ladder,
    LadderRecord,
    Lock,
    Over,
    PainReport,
    Session,
    State,
)
from .words import Event, Issue, Refusal, RuleKey, Urgency

_NAMES: Final = tuple(item.name for item in fields(State))
_VALUES: Final = attrgetter(*_NAMES)


class Draft:
    """Hold what the next state will be, what to do, and when to wake up.

    It lives for one call of `advance` and never leaves it.
    """

    evidence: Evidence
    truth: BeltTruth
    moving_pending_since_s: float | None
    accounted_s: float | None
    utc_s: float
    day: Day
    clock_suspect: bool
    person_id: str
    session: Session | None
    last_session: Session | None
    last_ended_utc_s: float | None
    totals: tuple[DayTotal, ...]
    locks: tuple[Lock, ...]
    waived: tuple[Lock, ...]
    guard: Guard
    ladder: Ladder | None
    last_ladder: LadderRecord | None
    cap: Cap | None
    over: Over | None
    pain: PainReport | None
    alarm: Issue | None
    alarm_acknowledged: bool
    issues: tuple[Issue, ...]
    suspended_until_s: float | None
    suspension_warned: bool
    quiet_until_s: float
    memories: dict[RuleKey, Any]

    __slots__ = (
        *_NAMES,
        "before",
        "effects",
        "machine",
        "now",
        "observation",
        "policy",
        "wake_at_s",
    )

    def __init__(
        self,
        state: State,
        observation: Observation,
        now: Now,
        policy: Policy,
        machine: Machine,
    ) -> None:
        """Start from a state."""
        for name, value in zip(_NAMES, _VALUES(state), strict=True):
            setattr(self, name, value)
        self.before = state
        self.observation = observation
        self.now = now
        self.policy = policy
        self.machine = machine
        self.effects: list[Effect] = []
        self.wake_at_s = float("inf")

    def wake(self, at_s: float) -> None:
        """Ask to look again at an elapsed time, at the latest."""
        if self.now.elapsed_s < at_s < self.wake_at_s:
            self.wake_at_s = at_s

    def say(
        self, key: str, urgency: Urgency = Urgency.NOTICE, **values: float | str
    ) -> None:
        """Have something announced."""
        self.effects.append(Say(key=key, urgency=urgency, values=values))

    def record(self, event: Event, **values: Any) -> None:
        """Record a transition."""
        self.effects.append(Record(event=event, values=values))

    def refuse(self, refusal: Refusal, **values: float | str) -> None:
        """Answer a command that cannot be carried out."""
        self.effects.append(Refuse(refusal=refusal, values=values))

    def persist(self) -> None:
        """Have the state written at once."""
        if Persist() not in self.effects:
            self.effects.append(Persist())

    def state(self) -> State:
        """Return the next state."""
        return State(**dict(zip(_NAMES, _VALUES(self), strict=True)))
