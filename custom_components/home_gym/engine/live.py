"""How far a walk has come, what is still to come of it, and what comes when."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from .allowance import allowance
from .clock import Now
from .machine import Machine
from .modes import effective_mode
from .motion import FOREVER
from .policy import Policy
from .rules.breaks import BreaksMemory, next_break_in_s
from .state import Session, State
from .upcoming import break_ends_at, warm_up_ends_at
from .view import View
from .words import Belt, Mode, Reason, RuleKey

# More marks than that on a clock's face are no help to anybody.
_MARKS: Final = 24


class Next(StrEnum):
    """What comes next."""

    WARM_UP_ENDS = "warm_up_ends"
    BREAK_DUE = "break_due"
    BREAK_ENDS = "break_ends"
    COOL_DOWN_BEGINS = "cool_down_begins"
    SESSION_ENDS = "session_ends"
    SUPERVISION_RETURNS = "supervision_returns"


@dataclass(frozen=True, slots=True, kw_only=True)
class Coming:
    """One thing that will happen by time alone, and when (Unix time)."""

    what: Next
    at: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Walk:
    """The parts of a walk, in s of walking; `total_s` is None where nothing ends it.

    `warm_up_s` is where the warm-up ends, `cool_down_s` where the cool-down begins and
    `breaks_s` where the breaks are due from here on.
    """

    walked_s: float
    total_s: float | None
    ends_by: Reason | None
    warm_up_s: float
    cool_down_s: float | None
    breaks_s: tuple[float, ...]
    breaks_taken: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Pause:
    """What is known of the break that is due or under way."""

    due: bool
    length_s: float
    rested_s: float
    snoozes_left: int
    skips_left: int


def walk(state: State, now: Now, policy: Policy, machine: Machine) -> Walk | None:
    """Return how far the walk has come, None where nobody walks."""
    session = state.session
    if session is None:
        return None
    total_s, reason, cool_down_s = _end(state, now, policy, machine)
    return Walk(
        walked_s=round(session.walked_s + _uncounted_s(state, now, Belt.MOVING), 1),
        total_s=total_s,
        ends_by=reason,
        warm_up_s=_warm_up_s(session, policy, machine),
        cool_down_s=cool_down_s,
        breaks_s=tuple(_breaks(state, session, policy, machine, cool_down_s)),
        breaks_taken=session.breaks_taken,
    )


def pause(state: State, now: Now, policy: Policy, machine: Machine) -> Pause | None:
    """Return what is known of the next break, None where there is none."""
    session, breaks = state.session, policy.breaks
    if session is None or not _asks_for_breaks(policy, machine):
        return None
    memory = _memory(state)
    rested_s = session.rest_s + _uncounted_s(state, now, Belt.STILL)
    return Pause(
        due=memory.due_at_s is not None,
        length_s=breaks.length_s,
        rested_s=round(min(rested_s, breaks.length_s), 1),
        snoozes_left=max(0, len(breaks.snooze_lengths_s) - memory.snoozes),
        skips_left=max(0, breaks.skips - memory.skips),
    )


def coming(
    state: State,
    now: Now,
    policy: Policy,
    machine: Machine,
    shown: View,
    before: tuple[Coming, ...] = (),
) -> tuple[Coming, ...]:
    """Return what comes by time alone, the soonest first; times do not slide."""
    known = {each.what: each.at for each in before}
    ends_at = shown.session_ends_at
    warm_up_at = known.get(Next.WARM_UP_ENDS)
    break_at = known.get(Next.BREAK_ENDS)
    times = {
        Next.WARM_UP_ENDS: warm_up_ends_at(state, now, policy, warm_up_at),
        Next.BREAK_DUE: shown.next_break_at,
        Next.BREAK_ENDS: break_ends_at(state, now, policy, break_at),
        Next.COOL_DOWN_BEGINS: _cool_down_at(ends_at, now, policy, machine),
        Next.SESSION_ENDS: ends_at,
        Next.SUPERVISION_RETURNS: shown.suspended_until,
    }
    found = (Coming(what=what, at=at) for what, at in times.items() if at is not None)
    return tuple(sorted(found, key=lambda each: each.at))


def _uncounted_s(state: State, now: Now, belt: Belt) -> float:
    """Return how long a belt has gone on like that since it was last accounted for."""
    if state.truth.belt is not belt or state.accounted_s is None:
        return 0.0
    return max(0.0, min(now.elapsed_s, state.truth.valid_until_s) - state.accounted_s)


def _end(
    state: State, now: Now, policy: Policy, machine: Machine
) -> tuple[float | None, Reason | None, float | None]:
    """Return where a walk ends, by what, and where its cool-down begins."""
    allowed = allowance(state, now, policy)
    if not _limits(policy, machine) or allowed.total_s == FOREVER:
        return None, None, None
    total_s = round(allowed.total_s, 1)
    if not _cools_down(policy, machine):
        return total_s, allowed.reason, None
    return total_s, allowed.reason, max(0.0, total_s - policy.cool_down.length_s)


def _warm_up_s(session: Session, policy: Policy, machine: Machine) -> float:
    """Return where in the walk the warm-up ends, the latest one of it."""
    if effective_mode(RuleKey.WARM_UP, policy, machine) is Mode.OFF:
        return 0.0
    began_s = session.walked_s - session.warm_s
    return round(max(0.0, began_s) + policy.warm_up.length_s, 1)


def _breaks(
    state: State,
    session: Session,
    policy: Policy,
    machine: Machine,
    until_s: float | None,
) -> Iterator[float]:
    if not _asks_for_breaks(policy, machine):
        return
    every_s = policy.breaks.every_s
    at_s = session.walked_s + next_break_in_s(session, every_s, _memory(state))
    for mark in range(_MARKS if until_s is not None else 1):
        due_s = round(at_s + mark * every_s, 1)
        if until_s is not None and due_s >= until_s:
            return
        yield due_s


def _memory(state: State) -> BreaksMemory:
    memory: BreaksMemory = state.memories.get(RuleKey.BREAKS, BreaksMemory())
    return memory


def _asks_for_breaks(policy: Policy, machine: Machine) -> bool:
    mode = effective_mode(RuleKey.BREAKS, policy, machine)
    return mode is not Mode.OFF and policy.breaks.every_s > 0


def _limits(policy: Policy, machine: Machine) -> bool:
    return effective_mode(RuleKey.LIMITS, policy, machine) is not Mode.OFF


def _cools_down(policy: Policy, machine: Machine) -> bool:
    mode = effective_mode(RuleKey.COOL_DOWN, policy, machine)
    return mode is not Mode.OFF and policy.cool_down.length_s > 0


def _cool_down_at(
    ends_at: float | None, now: Now, policy: Policy, machine: Machine
) -> float | None:
    if ends_at is None or not _cools_down(policy, machine):
        return None
    at = ends_at - policy.cool_down.length_s
    return at if at > now.utc_s else None
