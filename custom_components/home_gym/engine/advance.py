"""The one call: a state and an observation give the next state and what to do."""

from dataclasses import dataclass, replace
from typing import Final

from . import backstop
from .alarms import clear_issue, raise_issue
from .asking import ask_for_watts
from .clock import Now
from .commands import command, supervise
from .days import turn_day
from .draft import Draft
from .effects import Ask, Effect
from .evidence import forget_all, take_in
from .judge import judge
from .ladder import climb, forget, reconnected
from .locks import expire, hold
from .machine import Machine
from .motion import MOTION_FRESH_S, fuse
from .observations import (
    UNBIDDEN,
    BrokerLink,
    Heard,
    Observation,
    PlugReplaced,
    Readings,
    Restored,
    ShuttingDown,
    Tick,
)
from .policy import Policy
from .posture import remind
from .questioning import inquire
from .readings import Quantity
from .rules import RULES
from .session import count, follow, lose_sight
from .sharing import hear
from .state import Lock, State
from .summons import summon
from .unchanged import unchanged
from .words import Issue

# A stop that arrives minutes late is a bug (promise 9): an end that was under way so
# long ago is not taken up again. A lock that came with it is.
LADDER_KEPT_S: Final = 60.0
# A union would be put together anew with each message.
_NOT_COMMANDS: Final = (*UNBIDDEN, Restored, PlugReplaced)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What comes of one observation.

    `wake_in_s` is the time to the next change by time alone, None if there is none.
    """

    state: State
    effects: tuple[Effect, ...] = ()
    wake_in_s: float | None = None


def advance(
    state: State, observation: Observation, now: Now, policy: Policy, machine: Machine
) -> Step:
    """Return the next state, the effects, and when to look again.

    One observation is perceived, accounted for, judged and acted upon. The same call
    serves live use, restart, replay, simulation and tests.
    """
    quiet = unchanged(state, observation, now, machine)
    if quiet is not None:
        wake_in_s = quiet.quiet_until_s - now.elapsed_s
        return Step(state=quiet, wake_in_s=wake_in_s if wake_in_s < 1e9 else None)
    draft = Draft(state, observation, now, policy, machine)
    _perceive(draft)
    _account(draft)
    if isinstance(observation, Heard):
        hear(draft, observation)
    elif not isinstance(observation, _NOT_COMMANDS):
        command(draft)
    supervise(draft)
    judge(draft)
    remind(draft)
    _act(draft)
    return _step(draft)


def _perceive(draft: Draft) -> None:
    now_s = draft.now.elapsed_s
    evidence = draft.evidence
    match draft.observation:
        case Readings(readings=readings):
            evidence = take_in(evidence, readings, now_s, draft.machine)
            if any(
                reading.quantity is Quantity.PLUG_ONLINE and reading.value
                for reading in readings
            ):
                draft.effects.append(Ask())
        case BrokerLink(up=up):
            # Whatever changed while the broker was away was told to nobody.
            evidence = replace(forget_all(evidence), broker_up=up)
            if up:
                draft.effects.append(Ask())
                reconnected(draft)
        case Restored(gap_s=gap_s):
            # What changed in the gap was told to nobody: no speed is known well enough
            # to send a lower one.
            evidence = replace(
                evidence, recent_speeds=(), presence=None, heard_since_s=now_s
            )
            if gap_s > MOTION_FRESH_S:
                evidence = forget_all(evidence)
                _take_ladder_up(draft, gap_s)
    draft.evidence = evidence
    draft.truth = fuse(evidence, draft.truth, now_s, draft.machine)


def _take_ladder_up(draft: Draft, gap_s: float) -> None:
    if gap_s > LADDER_KEPT_S:
        forget(draft)
    else:
        reconnected(draft)


def _account(draft: Draft) -> None:
    before = draft.before.truth
    utc_s = draft.now.utc_s
    _check_clock(draft)
    is_over = not draft.day.starts_utc_s <= utc_s < draft.day.ends_utc_s
    # Another time zone or another hour is told of with a tick.
    if is_over or isinstance(draft.observation, Tick):
        turn_day(draft)
    draft.wake(draft.now.elapsed_s + draft.day.ends_utc_s - utc_s)
    if isinstance(draft.observation, Restored):
        since_s = draft.accounted_s
        if draft.observation.gap_s > MOTION_FRESH_S and since_s is not None:
            lose_sight(draft, since_s)
    count(draft, before)
    follow(draft, before)
    if not draft.clock_suspect:
        draft.utc_s = utc_s
    if draft.session is not None and (
        draft.before.session is None or draft.session.id != draft.before.session.id
    ):
        kept = {rule.key for rule in RULES if not rule.per_session}
        draft.memories = {
            key: memory for key, memory in draft.memories.items() if key in kept
        }


def _check_clock(draft: Draft) -> None:
    """Distrust a clock that stands before the last save, until it has passed it."""
    observation = draft.observation
    if isinstance(observation, Restored) and not observation.clock_plausible:
        if not draft.clock_suspect:
            # Nobody knows how long it was: for these locks only the calendar counts.
            now_s = draft.now.elapsed_s
            draft.locks = tuple(replace(lock, ends_s=now_s) for lock in draft.locks)
        draft.clock_suspect = True
        raise_issue(draft, Issue.CLOCK_IMPLAUSIBLE)
    if draft.clock_suspect and draft.now.utc_s >= draft.before.utc_s:
        draft.clock_suspect = False
        clear_issue(draft, Issue.CLOCK_IMPLAUSIBLE)
        draft.locks = tuple(_dated_anew(lock, draft.now) for lock in draft.locks)


def _dated_anew(lock: Lock, now: Now) -> Lock:
    """Return a lock by the right calendar, also one that the wrong one has dated."""
    left_s = max(lock.ends_utc_s - now.utc_s, lock.ends_s - now.elapsed_s)
    return replace(lock, ends_utc_s=now.utc_s + left_s, ends_s=now.elapsed_s + left_s)


def _act(draft: Draft) -> None:
    expire(draft)
    climb(draft)
    hold(draft)
    if draft.ladder is not None and draft.before.ladder is None:
        climb(draft)
    # An end that was proved in this very step also ends the session.
    if draft.session is not None and draft.ladder is None:
        follow(draft, draft.truth)
    backstop.keep(draft)
    ask_for_watts(draft)
    summon(draft)
    inquire(draft)
    if isinstance(draft.observation, ShuttingDown):
        draft.wake_at_s = float("inf")


def _step(draft: Draft) -> Step:
    now_s = draft.now.elapsed_s
    for at_s in (draft.truth.valid_until_s, draft.truth.review_s):
        draft.wake(at_s)
    draft.quiet_until_s = draft.wake_at_s
    wake_in_s = draft.wake_at_s - now_s
    return Step(
        state=draft.state(),
        effects=tuple(draft.effects),
        wake_in_s=wake_in_s if wake_in_s < 1e9 else None,
    )
