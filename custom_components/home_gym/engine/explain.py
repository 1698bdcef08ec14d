"""Say why: what each rule holds, by which limit, on which evidence of what age."""

from typing import Any

from .allowance import allowance
from .backstop import why_none
from .clock import Now
from .evidence import SAMPLED
from .machine import Machine
from .modes import SUSPENDABLE, effective_mode, held_back_by, possible_mode
from .motion import FOREVER
from .people import in_force, scope_of
from .policy import Policy
from .rules.breaks import BreaksMemory, next_break_in_s
from .state import LadderRecord, Session, State
from .view import View, view
from .words import Mode, RuleKey


def explain(state: State, now: Now, policy: Policy, machine: Machine) -> dict[str, Any]:
    """Return why things are as they are, as plain data without health numbers.

    Speeds are km/h, powers W, lengths and ages s, times Unix time.
    """
    shown = view(state, now, policy, machine)
    return {
        "phase": shown.phase.value,
        "reason": None if shown.reason is None else shown.reason.value,
        "belt": _belt(state, now, shown),
        "speed_kmh": shown.speed_kmh,
        "cap": None
        if shown.cap is None
        else {"speed_kmh": shown.cap.speed_kmh, "source": shown.cap.source.value},
        "rules": {
            rule.value: _rule(rule, state, now, policy, machine) for rule in RuleKey
        },
        "locks": [
            {
                "reason": lock.reason.value,
                "since": lock.since_utc_s,
                "ends": lock.ends_utc_s,
                "needs_release": lock.needs_release,
                "whose": scope_of(lock, state.person_id).value,
            }
            for lock in in_force(state.locks, state)
        ],
        "blockers": [blocker.value for blocker in shown.blockers],
        "alarm": None if shown.alarm is None else shown.alarm.value,
        "last_stop": _last_stop(state.last_ladder),
        "backstop": _backstop(shown, policy, machine),
        "proven": machine.proven,
    }


def _belt(state: State, now: Now, shown: View) -> dict[str, Any]:
    seen_at_s = state.truth.seen_at_s
    evidence = {}
    for quantity, name in SAMPLED.items():
        sample = getattr(state.evidence, name)
        if sample is not None:
            age_s = round(now.elapsed_s - sample.at_s, 1)
            evidence[quantity.value] = {"value": sample.value, "age_s": age_s}
    return {
        "is": shown.belt.value,
        "proof": shown.proof.value,
        "age_s": None if seen_at_s is None else round(now.elapsed_s - seen_at_s, 1),
        "evidence": evidence,
    }


def _rule(
    rule: RuleKey, state: State, now: Now, policy: Policy, machine: Machine
) -> dict[str, Any]:
    effective = effective_mode(rule, policy, machine)
    suspended = state.suspended_until_s is not None and rule in SUSPENDABLE
    told: dict[str, Any] = {
        "mode": effective.value,
        "chosen": policy.mode(rule).value,
        "possible": possible_mode(rule, machine).value,
        "suspended": suspended,
    }
    if (late := held_back_by(rule, machine)) is not None:
        told["held_back_by"] = {"told": late.quantity.value, "late_s": late.late_s}
    if effective is not Mode.OFF and not suspended and state.session is not None:
        told |= _holds(rule, state, now, policy)
    return told


def _holds(rule: RuleKey, state: State, now: Now, policy: Policy) -> dict[str, Any]:
    """Return the limit that a rule measures against, and where it stands."""
    session = state.session
    if session is None:
        return {}
    match rule:
        case RuleKey.WARM_UP:
            return {
                "measured_s": round(session.warm_s),
                "limit_s": policy.warm_up.length_s,
                "cap_kmh": policy.warm_up.max_speed_kmh,
            }
        case RuleKey.SPEED:
            return {
                "measured_kmh": state.truth.speed_kmh,
                "limit_kmh": policy.speed.max_speed_kmh,
                "limit_by": policy.ceiling_source.value,
                "corrections": session.corrections,
            }
        case RuleKey.BREAKS:
            memory = state.memories.get(RuleKey.BREAKS, BreaksMemory())
            left_s = next_break_in_s(session, policy.breaks.every_s, memory)
            return {
                "due": memory.due_at_s is not None,
                "in_s": round(left_s),
                "rested_s": round(session.rest_s),
                "limit_s": policy.breaks.every_s,
            }
        case RuleKey.LIMITS | RuleKey.COOL_DOWN:
            allowed = allowance(state, now, policy)
            return {
                "limit": allowed.reason.value,
                "measured_s": round(session.walked_s),
                "remaining_s": _whole(allowed.remaining_s),
                **_way(session, policy),
            }
    return {}


def _way(session: Session, policy: Policy) -> dict[str, Any]:
    """Return how far a walk has come, where the distance is limited too."""
    if policy.limits.distance_m is None:
        return {}
    return {
        "measured_m": round(session.distance_m),
        "limit_m": round(policy.limits.distance_m),
    }


def _backstop(shown: View, policy: Policy, machine: Machine) -> dict[str, Any]:
    reason = why_none(policy, machine)
    return {
        "until": shown.backstop_until,
        "none_because": None if reason is None else reason.value,
    }


def _whole(seconds: float) -> int | None:
    """Return whole seconds, None for a limit that a person has waived."""
    return None if seconds == FOREVER else round(seconds)


def _last_stop(record: LadderRecord | None) -> dict[str, Any] | None:
    if record is None:
        return None
    return {
        "reason": record.reason.value,
        "stop_sent": record.stop_sent_utc_s,
        "still": record.still_utc_s,
        "relay_off": record.off_utc_s,
        "stop_time_s": record.stop_time_s,
        "load_verified": record.load_verified,
        "proof": record.proof.value,
    }
