"""Between two walks: when the next one is advised, and what to ask about the last."""

from dataclasses import dataclass
from typing import Final

from .past import Past

# Later than this after the question was due nobody remembers.
ASKABLE_S: Final = 2 * 86400.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """Say until when (Unix time) the body should rest, and after which walk."""

    ends_utc_s: float
    walk_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Say about which day to ask, and from when on (Unix time)."""

    day: str
    due_utc_s: float


def gap_of(past: Past) -> Gap | None:
    """Return the rest that is not over yet."""
    last = max(past.history.walks, key=lambda each: each.ended_utc_s, default=None)
    if last is None:
        return None
    ends_utc_s = last.ended_utc_s + past.policy.limits.gap_s
    if ends_utc_s <= past.utc_s:
        return None
    return Gap(ends_utc_s=ends_utc_s, walk_id=last.id)


def question_of(past: Past) -> Question | None:
    """Return the first day that nobody has answered for, due already or yet to be."""
    after_s = past.policy.goal.check_in_after_s
    answered = {each.day for each in past.history.check_ins}
    due: dict[str, float] = {}
    for walk in past.history.walks:
        due_utc_s = walk.ended_utc_s + after_s
        if due_utc_s + ASKABLE_S > past.utc_s:
            day = past.day_of(walk)
            due[day] = max(due.get(day, 0.0), due_utc_s)
    open_days = sorted(day for day in due if day not in answered)
    if not open_days:
        return None
    day = open_days[0]
    return Question(day=day, due_utc_s=due[day])
