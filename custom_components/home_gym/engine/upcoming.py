"""When the next things will happen, as Unix times that do not slide."""

from typing import Final

from .allowance import allowance
from .clock import Now
from .machine import Machine
from .modes import effective_mode
from .motion import FOREVER
from .people import in_force
from .policy import Policy
from .rules.breaks import BreaksMemory, next_break_in_s
from .rules.warm_up import WarmUpMemory
from .state import State
from .words import Belt, Mode, RuleKey

# A time that is worked out anew from moving time swings by a message's delay; one that
# has moved by less is the same time.
STEADY_S: Final = 3.0
MINUTE_S: Final = 60.0


def next_break_at(
    state: State, now: Now, policy: Policy, before: float | None
) -> float | None:
    """Return when the next break is due."""
    session = state.session
    if session is None or state.truth.belt is not Belt.MOVING:
        return None
    if policy.breaks.mode is Mode.OFF or policy.breaks.every_s <= 0:
        return None
    memory = state.memories.get(RuleKey.BREAKS, BreaksMemory())
    if memory.due_at_s is not None or state.suspended_until_s is not None:
        return None
    left_s = next_break_in_s(session, policy.breaks.every_s, memory)
    return steady(_counted_utc_s(state, now) + left_s, before)


def ends_at(
    state: State, now: Now, policy: Policy, machine: Machine, before: float | None
) -> float | None:
    """Return when the session reaches its limit, None where nobody looks at it."""
    if state.session is None or state.truth.belt is not Belt.MOVING:
        return None
    if effective_mode(RuleKey.LIMITS, policy, machine) is Mode.OFF:
        return None
    left_s = allowance(state, now, policy).remaining_s
    if left_s == FOREVER or state.suspended_until_s is not None:
        return None
    return steady(_counted_utc_s(state, now) + left_s, before)


def warm_up_ends_at(
    state: State, now: Now, policy: Policy, before: float | None
) -> float | None:
    """Return when a warm-up that runs is done, if the walk goes on."""
    session, memory = state.session, state.memories.get(RuleKey.WARM_UP)
    running = isinstance(memory, WarmUpMemory) and memory.running
    if session is None or not running or state.truth.belt is not Belt.MOVING:
        return None
    left_s = policy.warm_up.length_s - session.warm_s
    return steady(_counted_utc_s(state, now) + max(0.0, left_s), before)


def break_ends_at(
    state: State, now: Now, policy: Policy, before: float | None
) -> float | None:
    """Return when a belt that stands has stood for the whole of a break."""
    session, breaks = state.session, policy.breaks
    if session is None or session.paused_at_s is None or breaks.mode is Mode.OFF:
        return None
    left_s = breaks.length_s - session.rest_s
    if state.truth.belt is not Belt.STILL or left_s <= 0:
        return None
    return steady(_counted_utc_s(state, now) + left_s, before)


def _counted_utc_s(state: State, now: Now) -> float:
    """Return the Unix time up to which the session has been counted."""
    counted_s = now.elapsed_s if state.accounted_s is None else state.accounted_s
    return now.utc_s - (now.elapsed_s - counted_s)


def lock_ends_at(state: State) -> float | None:
    """Return when the last lock ends by itself."""
    locks = in_force(state.locks, state)
    if not locks or any(lock.needs_release for lock in locks):
        return None
    return max(lock.ends_utc_s for lock in locks)


def suspended_until(state: State, now: Now, before: float | None) -> float | None:
    """Return when supervision comes back."""
    until_s = state.suspended_until_s
    if until_s is None or until_s == FOREVER:
        return None
    return steady(now.utc_s + until_s - now.elapsed_s, before)


def evidence_seen_at(state: State, now: Now) -> float | None:
    """Return when the belt was last seen, in whole minutes."""
    seen_at_s = state.truth.seen_at_s
    if seen_at_s is None:
        return None
    at = now.utc_s - (now.elapsed_s - seen_at_s)
    return at - at % MINUTE_S


def backstop_until(state: State, now: Now, before: float | None) -> float | None:
    """Return when the plug's own timer runs out."""
    runs_out_s = state.backstop.runs_out_s
    if runs_out_s is None:
        return None
    return steady(now.utc_s + runs_out_s - now.elapsed_s, before)


def steady(at: float | None, before: float | None) -> float | None:
    """Return a time in whole seconds, the one before where it has hardly moved."""
    if at is not None and before is not None and abs(at - before) < STEADY_S:
        return before
    return None if at is None else float(round(at))
