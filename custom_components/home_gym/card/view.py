"""What the dashboard card is told of a machine: all that it shows, as plain data.

It says no more of anybody's health than the machine's own entities: a reason, and when
pain was reported, never a number, a place or a symptom.
"""

from typing import Any, Final

from ..coordinator import MachineCoordinator
from ..engine.clock import Now
from ..engine.codec import plain
from ..engine.explain import explain
from ..engine.live import Coming, coming, pause, walk
from ..engine.rules.pain import TAKE_BACK_S, PainMemory
from ..engine.state import Ladder, LadderRecord, State
from ..engine.words import GUEST, RuleKey
from ..people.people import people_of
from .course_view import course_marks

# What `explain` tells that the card shows as it is.
_TOLD: Final = ("phase", "reason", "cap", "rules", "locks", "blockers", "proven")
# What a view holds that the card shows as it is.
_SHOWN: Final = (
    "speed_kmh",
    "alarm",
    "asks",
    "suspended",
    "in_session",
    "day_min",
    "week_min",
    "relay_on",
    "signal_problem",
)


def card_view(
    machine: MachineCoordinator, before: tuple[Coming, ...] = ()
) -> tuple[dict[str, Any], tuple[Coming, ...]]:
    """Return what the card shows now, and the times that are not to slide."""
    state, now, shown = machine.state, machine.clock.now(), machine.data
    here = (now, machine.policy, machine.machine)
    told = explain(state, *here)
    people = people_of(machine.config_entry)
    times = coming(state, *here, shown, before)
    return {
        "machine": machine.subentry.title,
        "now": now.utc_s,
        **{key: told[key] for key in _TOLD},
        **{key: plain(getattr(shown, key)) for key in _SHOWN},
        "maximum_kmh": machine.machine.maximum_speed_kmh,
        "walk": plain(walk(state, *here)),
        "course": course_marks(machine),
        "pause": plain(pause(state, *here)),
        "next": plain(times),
        "alarm_acknowledged": state.alarm_acknowledged,
        "take_back_until": _take_back_until(state, now),
        "stop": _stop(state),
        "signal": _signal(told["belt"], state, now),
        "person_id": shown.person_id,
        "people": {key: each.name for key, each in people.items()},
        "guest": GUEST,
        "has_plug": machine.machine.has_plug,
        "can_stop": machine.machine.can_stop,
    }, times


def _take_back_until(state: State, now: Now) -> float | None:
    """Return until when a report of pain can be taken back."""
    memory = state.memories.get(RuleKey.PAIN)
    if not isinstance(memory, PainMemory) or memory.lock is None:
        return None
    left_s = (memory.locked_at_s or 0.0) + TAKE_BACK_S - now.elapsed_s
    return round(now.utc_s + left_s, 1) if left_s > 0 else None


def _stop(state: State) -> dict[str, Any] | None:
    """Return what was proved of the stop under way, or else of the last one."""
    if state.ladder is not None:
        return _under_way(state.ladder)
    return None if state.last_ladder is None else _done(state.last_ladder)


def _under_way(ladder: Ladder) -> dict[str, Any]:
    return {
        "under_way": True,
        "reason": ladder.reason.value,
        "sent": ladder.stop_sent_utc_s,
        "still": ladder.still_utc_s,
        "off": ladder.off_utc_s,
        "failed": ladder.failed_at_s is not None,
        "warned": ladder.warned,
        "unsent": ladder.unsent,
        "load_verified": False,
    }


def _done(record: LadderRecord) -> dict[str, Any]:
    return {
        "under_way": False,
        "reason": record.reason.value,
        "sent": record.stop_sent_utc_s,
        "still": record.still_utc_s,
        "off": record.off_utc_s,
        "failed": False,
        "warned": False,
        "unsent": False,
        "load_verified": record.load_verified,
    }


def _signal(belt: dict[str, Any], state: State, now: Now) -> dict[str, Any]:
    """Return what is seen of the belt, by whom and when, and what is not."""
    evidence, age_s = state.evidence, belt["age_s"]
    return {
        "belt": belt["is"],
        "proof": belt["proof"],
        "seen_at": None if age_s is None else round(now.utc_s - age_s, 1),
        "broker_up": evidence.broker_up,
        "bridge_online": evidence.bridge_online,
        "plug_online": evidence.plug_online,
        "evidence": {
            what: {"value": said["value"], "at": round(now.utc_s - said["age_s"], 1)}
            for what, said in belt["evidence"].items()
        },
    }
