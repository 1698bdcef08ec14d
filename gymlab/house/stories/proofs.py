"""The proofs that several stories give, by ledger, broker and states."""

from datetime import datetime
import time
from typing import Final

from gymlab.house.stage import Stage
from gymlab.simulator.deeds import Action
from gymlab.simulator.records import Cause, Entry, Fact

# A quick end from a walking pace: some seconds of ramp, then the machine's own stop.
STOP_WITHIN_S: Final = 15.0
# Two messages, and a belt that reports twice a second.
EVIDENCE_ERROR_S: Final = 1.5
DAY_S: Final = 86_400.0
# Counted from the first to the last message of a movement.
COUNT_ERROR_S: Final = 2.0
# Either end of a time without messages lies between two of them, and a counter that is
# settled by tells whole seconds.
GAP_ERROR_S: Final = 1.0


def prove_rest(stage: Stage, since_s: float, within_s: float = STOP_WITHIN_S) -> Entry:
    """Prove that a command of ours brought the belt to rest, and return that fact."""
    stage.prove(
        "the belt is at 0 km/h in the ledger",
        lambda: stage.facts(Fact.STILL, since_s=since_s),
        within_s,
        lambda: f"it runs at {stage.treadmill.speed_kmh:.1f} km/h",
    )
    stage.prove(
        "it was a command that stopped it, with its power on",
        lambda: (
            stage.facts(Fact.STOP, cause=Cause.REMOTE, since_s=since_s)
            and not stage.facts(Fact.POWER_CUT, since_s=since_s)
        ),
    )
    return stage.facts(Fact.STILL, since_s=since_s)[0]


def prove_evidence(stage: Stage, still: Entry, reason: str) -> None:
    """Prove that Home Assistant's evidence of the stop is what the ledger saw."""
    really_s = stage.time_of(still)

    def agrees() -> bool:
        shown = stage.treadmill.shown("last_stop")
        if shown is None or shown.attributes.get("reason") != reason:
            return False
        return abs(monotonic_of(shown.state) - really_s) <= EVIDENCE_ERROR_S

    def seen() -> str:
        shown = stage.treadmill.shown("last_stop")
        return f"the evidence is {shown and (shown.state, shown.attributes)}"

    proof = f"the evidence names the moment of rest (± {EVIDENCE_ERROR_S:g} s)"
    stage.prove(proof, agrees, 5.0, seen)


def prove_plug_off(stage: Stage, since_s: float, within_s: float = 6.0) -> None:
    """Prove by ledger, broker and the belt itself that the plug is off."""
    choices = stage.treadmill.choices
    stage.prove(
        "the plug was switched off by command, after the belt was still",
        lambda: _off_after_still(stage, since_s),
        within_s,
    )
    stage.prove(
        "the broker heard the plug say OFF",
        lambda: any(
            heard.payload == "OFF"
            for heard in stage.house.spy.heard(
                f"stat/{choices.plug_topic}/POWER", since_s
            )
        ),
        2.0,
    )
    stage.prove(
        "the treadmill really has no power",
        lambda: not stage.treadmill.is_powered,
        1.0,
        lambda: "current still flows",
    )


def prove_dead(stage: Stage) -> None:
    """Prove that pressing start at the console does nothing."""
    pressed_s = time.monotonic()
    stage.treadmill.do(Action.START)
    stage.prove(
        "a press on start leaves the belt at rest",
        lambda: not stage.facts(Fact.START, since_s=pressed_s),
    )


def prove_locked(stage: Stage, ends_in_s: float, error_s: float = 60.0) -> str:
    """Prove that Home Assistant shows a lock with its end, and return the end."""
    stage.prove_state("the machine is locked", "locked", "on", 3.0)
    wanted_s = time.monotonic() + ends_in_s

    def ends_right() -> bool:
        shown = stage.treadmill.state("lock_ends_at")
        return bool(shown) and abs(monotonic_of(shown) - wanted_s) <= error_s

    stage.prove(
        f"the lock ends in {_length(ends_in_s)}",
        ends_right,
        3.0,
        lambda: f"the lock ends at {stage.treadmill.state('lock_ends_at')}",
    )
    if stage.walker is not None:
        _prove_whose(stage, stage.walker)
    return str(stage.treadmill.state("lock_ends_at"))


def _prove_whose(stage: Stage, walker: str) -> None:
    """Prove that a lock is told to be that of whoever walks."""
    entity_id = stage.house.people[walker]["person_locked"]

    def is_theirs() -> bool:
        locked, person = stage.treadmill.shown("locked"), stage.house.watch.state
        shown = person(entity_id)
        whose = locked.attributes.get("whose") if locked else None
        return whose == "person" and shown is not None and shown.state == "on"

    stage.prove(f"the lock is {walker}'s", is_theirs, 3.0)


def prove_undone(stage: Stage, who: str) -> None:
    """Let somebody switch the plug on, and prove that it is undone within 1 s."""
    tried_s = time.monotonic()
    plug = stage.treadmill.choices.plug_topic
    topic = f"stat/{plug}/POWER"
    if who == "a stranger on the broker":
        stage.house.spy.say(f"cmnd/{plug}/POWER", "ON")
    else:
        stage.treadmill.do(Action.PLUG_ON)

    def undone() -> bool:
        on = stage.facts(Fact.RELAY_ON, since_s=tried_s)
        off = stage.facts(Fact.RELAY_OFF, cause=Cause.REMOTE, since_s=tried_s)
        return bool(on and off) and off[-1].at_s - on[0].at_s <= 1.0

    stage.prove(f"{who} switches on: undone within 1 s", undone, 3.0)
    heard = stage.house.spy.heard
    stage.prove(
        "the broker heard ON, then OFF",
        lambda: [each.payload for each in heard(topic, tried_s)] == ["ON", "OFF"],
        1.0,
        lambda: [each.payload for each in heard(topic, tried_s)],
    )


def prove_never_raised(stage: Stage) -> None:
    """Prove that no command of anybody ever started or sped up the belt."""
    stage.prove(
        "no command has ever started the belt or sped it up",
        lambda: not stage.treadmill.ledger.raises_by(Cause.REMOTE),
        seen=lambda: stage.treadmill.ledger.raises_by(Cause.REMOTE),
    )


def prove_counted(
    stage: Stage, began_s: float, since_s: float, *, gaps: int = 0
) -> None:
    """Prove that a session has ended with the seconds that the belt really moved."""
    told = stage.prove_event("the session has ended", "session_ended", since_s, 5.0)
    told_s = told["moving_s"] + told["unseen_s"]
    really_s = stage.moving_s(began_s)
    error_s = COUNT_ERROR_S + gaps * GAP_ERROR_S
    stage.prove(
        f"{told_s:.0f} s of walking counted, {really_s:.1f} s in the ledger"
        f" (± {error_s:g} s)",
        lambda: abs(told_s - really_s) <= error_s,
    )


def monotonic_of(shown: str | None) -> float:
    """Return a shown time of day as monotonic seconds; what is none is far away."""
    try:
        at = datetime.fromisoformat(shown or "")
    except ValueError:
        return float("inf")
    return time.monotonic() + at.timestamp() - time.time()


def _off_after_still(stage: Stage, since_s: float) -> bool:
    still = stage.facts(Fact.STILL, since_s=since_s)
    off = stage.facts(Fact.RELAY_OFF, cause=Cause.REMOTE, since_s=since_s)
    return bool(still and off) and off[0].at_s >= still[0].at_s


def _length(seconds: float) -> str:
    if seconds >= 2 * 3600:
        return f"{seconds / 3600:.0f} h"
    return f"{seconds / 60:.0f} min" if seconds >= 120 else f"{seconds:.0f} s"
