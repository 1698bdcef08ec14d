"""What a state looks like from outside: the one thing that people are shown."""

from dataclasses import dataclass
from typing import Final

from .allowance import walked_today_and_this_week
from .clock import Now
from .draft import Draft
from .locks import release_blockers
from .machine import Machine
from .observations import Tick
from .people import in_force, scope_of
from .policy import Policy
from .rules.breaks import BreaksMemory
from .rules.cool_down import CoolDownMemory
from .rules.warm_up import WarmUpMemory
from .state import Cap, LadderRecord, Lock, State
from .upcoming import (
    MINUTE_S,
    backstop_until,
    ends_at,
    evidence_seen_at,
    lock_ends_at,
    next_break_at,
    suspended_until,
)
from .words import (
    GUEST,
    Belt,
    Issue,
    LockScope,
    Phase,
    Proof,
    Reason,
    Refusal,
    RuleKey,
    Subject,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """Show one machine. Times are Unix time, None where they would only slide.

    What has been walked and when that was last seen are told in whole minutes: seconds
    would be news with every message, and 3600 rows an hour in a database.
    """

    phase: Phase
    reason: Reason | None
    belt: Belt
    proof: Proof
    speed_kmh: float | None
    cap: Cap | None
    power_w: float | None
    power_interval_s: float | None
    relay_on: bool | None
    person_id: str
    in_session: bool
    warmed_up: bool
    session_min: int
    day_min: int
    week_min: int
    day_limit_reached: bool
    next_break_at: float | None
    session_ends_at: float | None
    lock_ends_at: float | None
    suspended: bool
    suspended_until: float | None
    break_due: bool
    lock_reasons: tuple[Reason, ...]
    lock_scope: LockScope | None
    blockers: tuple[Refusal, ...]
    signal_problem: bool
    alarm: Issue | None
    asks: Subject | None
    evidence_at: float | None
    backstop_until: float | None
    last_ladder: LadderRecord | None

    @property
    def locked(self) -> bool:
        """Tell whether a lock holds for whoever is chosen."""
        return bool(self.lock_reasons)

    @property
    def ready(self) -> bool:
        """Tell whether a walk may begin now."""
        return not self.blockers


_NOTHING: Final = View(
    phase=Phase.NO_SIGNAL,
    reason=None,
    belt=Belt.UNKNOWN,
    proof=Proof.NOTHING,
    speed_kmh=None,
    cap=None,
    power_w=None,
    power_interval_s=None,
    relay_on=None,
    person_id=GUEST,
    in_session=False,
    warmed_up=False,
    session_min=0,
    day_min=0,
    week_min=0,
    day_limit_reached=False,
    next_break_at=None,
    session_ends_at=None,
    lock_ends_at=None,
    suspended=False,
    suspended_until=None,
    break_due=False,
    lock_reasons=(),
    lock_scope=None,
    blockers=(),
    signal_problem=False,
    alarm=None,
    asks=None,
    evidence_at=None,
    backstop_until=None,
    last_ladder=None,
)


def view(
    state: State, now: Now, policy: Policy, machine: Machine, before: View | None = None
) -> View:
    """Return what to show of a state; steady times are taken over from before."""
    before = before or _NOTHING
    day_s, week_s = walked_today_and_this_week(state)
    locks = in_force(state.locks, state)
    return View(
        phase=phase_of(state, machine),
        reason=_reason(state),
        belt=state.truth.belt,
        proof=state.truth.proof,
        speed_kmh=state.truth.speed_kmh,
        cap=state.cap,
        power_w=None if state.evidence.power is None else state.evidence.power.value,
        power_interval_s=_whole(state.evidence.power_interval_s),
        relay_on=_relay_on(state),
        person_id=state.person_id,
        in_session=state.session is not None,
        warmed_up=_warmed_up(state, policy),
        session_min=_session_min(state),
        day_min=_minutes(day_s),
        week_min=_minutes(week_s),
        day_limit_reached=day_s >= policy.limits.day_s,
        next_break_at=next_break_at(state, now, policy, before.next_break_at),
        session_ends_at=ends_at(state, now, policy, machine, before.session_ends_at),
        lock_ends_at=lock_ends_at(state),
        suspended=state.suspended_until_s is not None,
        suspended_until=suspended_until(state, now, before.suspended_until),
        break_due=_break_due(state),
        lock_reasons=tuple(lock.reason for lock in locks),
        lock_scope=_scope(locks, state.person_id),
        blockers=_blockers(state, now, policy, machine),
        signal_problem=_signal_problem(state),
        alarm=state.alarm,
        asks=_asks(state),
        evidence_at=evidence_seen_at(state, now),
        backstop_until=backstop_until(state, now, before.backstop_until),
        last_ladder=state.last_ladder,
    )


def phase_of(state: State, machine: Machine) -> Phase:
    """Return the phase, the most important first."""
    if state.alarm is not None and not state.alarm_acknowledged:
        return Phase.ALARM
    if state.ladder is not None:
        return Phase.STOPPING
    if in_force(state.locks, state):
        return Phase.LOCKED
    if state.session is not None:
        return _session_phase(state)
    return _idle_phase(state, machine)


def start_blockers(draft: Draft) -> tuple[Refusal, ...]:
    """Return why a walk may not begin now, nothing when it may."""
    if not in_force(draft.locks, draft):
        return ()
    return (Refusal.LOCKED, *release_blockers(draft))


def _scope(locks: tuple[Lock, ...], person_id: str) -> LockScope | None:
    """Return whose lock is to be told of: one that lasts for everybody first."""
    order = list(LockScope)
    scopes = [scope_of(lock, person_id) for lock in locks]
    return min(scopes, key=order.index, default=None)


def _session_min(state: State) -> int:
    return 0 if state.session is None else _minutes(state.session.walked_s)


def _warmed_up(state: State, policy: Policy) -> bool:
    session = state.session
    return session is not None and session.warm_s >= policy.warm_up.length_s


def _blockers(
    state: State, now: Now, policy: Policy, machine: Machine
) -> tuple[Refusal, ...]:
    if not state.locks:
        return ()
    return start_blockers(Draft(state, Tick(), now, policy, machine))


def _session_phase(state: State) -> Phase:
    session = state.session
    if state.truth.belt in (Belt.UNKNOWN, Belt.CONFLICT):
        return Phase.NO_SIGNAL
    if session is not None and session.paused_at_s is not None:
        return Phase.ON_BREAK
    cool_down = state.memories.get(RuleKey.COOL_DOWN)
    if isinstance(cool_down, CoolDownMemory) and cool_down.from_kmh is not None:
        return Phase.COOL_DOWN
    warm_up = state.memories.get(RuleKey.WARM_UP)
    if isinstance(warm_up, WarmUpMemory) and warm_up.running:
        return Phase.WARM_UP
    return Phase.WORKOUT


def _idle_phase(state: State, machine: Machine) -> Phase:
    evidence = state.evidence
    relay_on = _relay_on(state)
    if relay_on is False:
        return Phase.OFF
    bridge = evidence.bridge_online
    heard = relay_on or evidence.treadmill_life_at_s is not None or bridge
    if not evidence.broker_up:
        return Phase.NO_SIGNAL
    if not heard:
        bridge_only = not machine.has_plug and bridge is False
        return Phase.OFF if bridge_only else Phase.NO_SIGNAL
    return Phase.READY


def _reason(state: State) -> Reason | None:
    if state.ladder is not None:
        return state.ladder.reason
    if locks := in_force(state.locks, state):
        return max(locks, key=lambda lock: lock.ends_utc_s).reason
    return None


def _relay_on(state: State) -> bool | None:
    relay = state.evidence.relay
    return state.evidence.relay_snapshot if relay is None else relay.value > 0


def _whole(seconds: float | None) -> float | None:
    return None if seconds is None else float(round(seconds))


def _minutes(seconds: float) -> int:
    return int(seconds // MINUTE_S)


def _asks(state: State) -> Subject | None:
    asked = state.questions.open
    return None if asked is None else asked.subject


def _break_due(state: State) -> bool:
    memory = state.memories.get(RuleKey.BREAKS)
    due = isinstance(memory, BreaksMemory) and memory.due_at_s is not None
    return due and state.session is not None


def _signal_problem(state: State) -> bool:
    evidence = state.evidence
    if not evidence.broker_up or state.truth.belt is Belt.CONFLICT:
        return True
    return state.session is not None and state.truth.belt is Belt.UNKNOWN
