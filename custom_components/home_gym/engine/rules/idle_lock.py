"""Idle lock: a treadmill that nobody uses is off and stays off."""

from dataclasses import dataclass
from typing import Final

from ..state import Lock
from ..verdicts import Judgement, Latch, Moment, WakeAt
from ..words import Belt, Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class IdleLockMemory:
    """Remember since when nobody has walked."""

    idle_since_s: float | None = None


_IN_USE: Final = IdleLockMemory()


def judge(moment: Moment, memory: IdleLockMemory) -> Judgement:
    """Lock once the belt was seen still, with nobody walking, for long enough."""
    relay = moment.evidence.relay
    on = relay is not None and relay.value > 0
    busy = moment.session is not None or moment.ladder is not None
    if busy or not on or moment.truth.belt is not Belt.STILL or moment.locks:
        return Judgement(memory=_IN_USE)
    now_s = moment.now.elapsed_s
    since_s = now_s if memory.idle_since_s is None else memory.idle_since_s
    lock_at_s = since_s + moment.policy.idle_lock.after_s
    if now_s < lock_at_s:
        return Judgement(
            memory=IdleLockMemory(idle_since_s=since_s),
            verdicts=(WakeAt(at_s=lock_at_s),),
        )
    lock = Lock(
        reason=Reason.IDLE,
        since_utc_s=moment.now.utc_s,
        ends_utc_s=moment.now.utc_s,
        ends_s=now_s,
        needs_release=True,
    )
    return Judgement(memory=IdleLockMemory(), verdicts=(Latch(lock=lock),))
