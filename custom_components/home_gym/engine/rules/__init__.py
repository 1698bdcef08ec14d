"""The rules: one idea a file. A new rule is one file and one line in this list."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from ..verdicts import Judgement, Moment
from ..words import RuleKey
from . import (
    breaks,
    cool_down,
    idle_lock,
    limits,
    pain,
    presence,
    signal,
    speed,
    warm_up,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule, what it remembers, and whether a new session makes it forget."""

    key: RuleKey
    judge: Callable[[Moment, Any], Judgement]
    memory: Any
    per_session: bool = True


RULES: Final = (
    Rule(
        key=RuleKey.PAIN,
        judge=pain.judge,
        memory=pain.PainMemory(),
        per_session=False,
    ),
    Rule(key=RuleKey.WARM_UP, judge=warm_up.judge, memory=warm_up.WarmUpMemory()),
    Rule(key=RuleKey.SPEED, judge=speed.judge, memory=speed.SpeedMemory()),
    Rule(key=RuleKey.BREAKS, judge=breaks.judge, memory=breaks.BreaksMemory()),
    Rule(key=RuleKey.LIMITS, judge=limits.judge, memory=limits.LimitsMemory()),
    Rule(
        key=RuleKey.COOL_DOWN,
        judge=cool_down.judge,
        memory=cool_down.CoolDownMemory(),
    ),
    Rule(
        key=RuleKey.SIGNAL,
        judge=signal.judge,
        memory=signal.SignalMemory(),
        per_session=False,
    ),
    Rule(key=RuleKey.PRESENCE, judge=presence.judge, memory=presence.PresenceMemory()),
    Rule(
        key=RuleKey.IDLE_LOCK,
        judge=idle_lock.judge,
        memory=idle_lock.IdleLockMemory(),
        per_session=False,
    ),
)
