"""The working copy of one state while one observation goes through the engine."""

from typing import Any, Final

from .clock import Now
from .effects import Effect, Lifted, Persist, Record, Refuse, Say, Share
from .machine import Machine
from .observations import Observation
from .policy import Policy
from .state import State
from .words import Event, Refusal, Urgency

SOONEST_S: Final = 0.001


class Draft:
    """Hold what the next state will be, what to do, and when to wake up.

    It lives for one call of `advance` and never leaves it.
    """

    __slots__ = (
        "accounted_s",
        "alarm",
        "alarm_acknowledged",
        "asked_at_s",
        "backstop",
        "before",
        "cap",
        "clock_suspect",
        "day",
        "effects",
        "elsewhere",
        "evidence",
        "guard",
        "issues",
        "ladder",
        "last_ended_utc_s",
        "last_ladder",
        "last_session",
        "lifted",
        "locks",
        "machine",
        "memories",
        "moving_pending_since_s",
        "now",
        "observation",
        "over",
        "pain",
        "pains",
        "person_id",
        "policy",
        "questions",
        "quiet_until_s",
        "session",
        "slowed",
        "summons",
        "suspended_until_s",
        "suspension_warned",
        "totals",
        "truth",
        "utc_s",
        "waived",
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
        self.evidence = state.evidence
        self.truth = state.truth
        self.moving_pending_since_s = state.moving_pending_since_s
        self.accounted_s = state.accounted_s
        self.utc_s = state.utc_s
        self.day = state.day
        self.clock_suspect = state.clock_suspect
        self.person_id = state.person_id
        self.session = state.session
        self.last_session = state.last_session
        self.last_ended_utc_s = state.last_ended_utc_s
        self.totals = state.totals
        self.elsewhere = state.elsewhere
        self.locks, self.lifted = state.locks, state.lifted
        self.waived, self.guard = state.waived, state.guard
        self.ladder, self.last_ladder = state.ladder, state.last_ladder
        self.backstop, self.asked_at_s = state.backstop, state.asked_at_s
        self.cap = state.cap
        self.over, self.slowed = state.over, state.slowed
        self.pain, self.pains = state.pain, state.pains
        self.alarm, self.alarm_acknowledged = state.alarm, state.alarm_acknowledged
        self.issues, self.summons = state.issues, state.summons
        self.questions = state.questions
        self.suspended_until_s = state.suspended_until_s
        self.suspension_warned = state.suspension_warned
        self.quiet_until_s = state.quiet_until_s
        self.memories = state.memories
        self.before, self.observation, self.now = state, observation, now
        self.policy, self.machine = policy, machine
        self.effects: list[Effect] = []
        self.wake_at_s = float("inf")

    def wake(self, at_s: float) -> None:
        """Ask to look again at an elapsed time, at the latest."""
        now_s = self.now.elapsed_s
        if now_s <= at_s < self.wake_at_s:
            # Sums of seconds are rounded: what is due in no time is due a little later.
            self.wake_at_s = max(at_s, now_s + SOONEST_S)

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

    def share(self, *lifted: Lifted) -> None:
        """Have the other machines of the gym told, in one go."""
        shares = [each for each in self.effects if isinstance(each, Share)]
        for share in shares:
            self.effects.remove(share)
            lifted = (*share.lifted, *lifted)
        self.effects.append(Share(lifted=lifted))

    def state(self) -> State:
        """Return the next state."""
        state = object.__new__(State)
        # One by one, as in `changed`: each field has the same name here.
        for name in State.__slots__:
            object.__setattr__(state, name, getattr(self, name))
        return state
