"""What to answer to questions about a walk: how long, how far, why, when, who."""

from collections.abc import Callable, Mapping
from datetime import datetime
from enum import StrEnum
from typing import Final

from homeassistant.util import dt as dt_util

from ..coordinator import MachineCoordinator
from ..engine.view import View
from ..engine.words import Phase, Reason, Refusal
from ..people.people import people_of
from .answers import Answer, DateNames

_MINUTE_S: Final = 60.0
_SOON_S: Final = 90 * _MINUTE_S
_M_PER_KM: Final = 1000.0
_WEEK_DAYS: Final = 6


class Topic(StrEnum):
    """What may be asked."""

    HOW_LONG = "how_long"
    HOW_FAR = "how_far"
    HOW_MUCH_LEFT = "how_much_left"
    WHY = "why"
    WHEN_AGAIN = "when_again"
    WHO = "who"


# What somebody has reported is named to nobody, not even as the reason of a lock.
_REPORTED: Final = frozenset(
    {Reason.PAIN, Reason.PAIN_EMERGENCY, Reason.RED_FLAG, Reason.CRAMP}
)


def status(
    topic: Topic, machine: MachineCoordinator, names: DateNames, guest: str
) -> Answer:
    """Return the answer; a date and a guest are called by `names` and `guest`."""
    if topic is Topic.WHEN_AGAIN:
        return _when_again(machine.data, names)
    if topic is Topic.WHO:
        return _who(machine, guest)
    return _ANSWERS[topic](machine)


def _how_long(machine: MachineCoordinator) -> Answer:
    if (session := machine.state.session) is None:
        day_min = machine.data.day_min
        if day_min < 1:
            return Answer(key="how_long_today_short")
        return Answer(key="how_long_today", values={"minutes": day_min})
    walked_min = session.walked_s / _MINUTE_S
    return Answer(key="how_long", values={"minutes": walked_min})


def _how_far(machine: MachineCoordinator) -> Answer:
    session = machine.state.session
    if session is None:
        return Answer(key="how_far_unknown")
    return Answer(key="how_far", values={"distance_km": session.distance_m / _M_PER_KM})


def _how_much_left(machine: MachineCoordinator) -> Answer:
    shown = machine.data
    if not shown.in_session:
        return Answer(key="left_nobody")
    if shown.session_ends_at is None:
        return Answer(key="left_free")
    left_min = _min_until(shown.session_ends_at)
    break_min = None
    if shown.next_break_at is not None:
        break_min = round(_min_until(shown.next_break_at))
    if break_min is None or not 1 < break_min < left_min:
        return Answer(key="left", values={"minutes": left_min})
    return Answer(key="left_break", values={"minutes": left_min, "to_break": break_min})


def _why(machine: MachineCoordinator) -> Answer:
    """Return the most important of what holds."""
    shown = machine.data
    if shown.phase is Phase.ALARM:
        return Answer(key="why_alarm")
    if (reason := shown.reason or _last(machine)) is not None:
        said = "report" if reason in _REPORTED else reason.value
        return Answer(key=f"why_{said}")
    if shown.signal_problem or shown.phase is Phase.NO_SIGNAL:
        return Answer(key="why_no_signal")
    if shown.break_due:
        return Answer(key="why_break_due")
    if shown.in_session and shown.cap is not None:
        return Answer(key="why_cap", values={"cap_kmh": shown.cap.speed_kmh})
    return Answer(key="why_fine")


def _last(machine: MachineCoordinator) -> Reason | None:
    """Return why the belt was stopped last, as long as it has not moved since."""
    shown = machine.data
    on_break = shown.phase is Phase.ON_BREAK
    stopped = shown.last_ladder if on_break or not shown.in_session else None
    return None if stopped is None else stopped.reason


def _when_again(shown: View, names: DateNames) -> Answer:
    if not shown.locked:
        return Answer(key="when_now")
    ends_at = shown.lock_ends_at
    if ends_at is None or Refusal.LOCK_STANDS not in shown.blockers:
        return Answer(key="when_released")
    if (left_min := _min_until(ends_at)) * _MINUTE_S < _SOON_S:
        return Answer(key="when_soon", values={"minutes": max(1.0, left_min)})
    at = dt_util.as_local(dt_util.utc_from_timestamp(ends_at))
    return _on_day(at, names)


def _on_day(at: datetime, names: DateNames) -> Answer:
    off = (at.date() - dt_util.now().date()).days
    said = {"time": f"{at:%H:%M}", "day": names.days[at.weekday()]}
    if off > _WEEK_DAYS:
        said |= {"day": str(at.day), "month": names.months[at.month - 1]}
        return Answer(key="when_date", values=said)
    keys = {0: "when_today", 1: "when_tomorrow"}
    return Answer(key=keys.get(off, "when_day"), values=said)


def _who(machine: MachineCoordinator, guest: str) -> Answer:
    person = people_of(machine.config_entry).get(machine.state.person_id)
    name = guest if person is None else person.name
    key = "who" if machine.data.in_session else "who_chosen"
    return Answer(key=key, values={"person": name})


def _min_until(utc_s: float) -> float:
    return max(0.0, utc_s - dt_util.utcnow().timestamp()) / _MINUTE_S


_ANSWERS: Final[Mapping[Topic, Callable[[MachineCoordinator], Answer]]] = {
    Topic.HOW_LONG: _how_long,
    Topic.HOW_FAR: _how_far,
    Topic.HOW_MUCH_LEFT: _how_much_left,
    Topic.WHY: _why,
}
