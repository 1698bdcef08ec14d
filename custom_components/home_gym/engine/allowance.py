"""Work out how much longer somebody may walk."""

from typing import Final, Protocol

from .clock import Now
from .policy import Policy
from .state import Backstop, Day, DayTotal, Elsewhere, Lock, Session
from .verdicts import Allowance
from .words import Reason

# A gentle end from the highest speed takes less.
END_BEFORE_S: Final = 60.0
# Where so little of the way is left, it has been walked: at a slower pace than before
# the time that is left would never quite run out.
THERE_M: Final = 1.0
_NOTHING: Final = frozenset[Reason]()


class Walked(Protocol):
    """What has been walked, and by whom: a state or a draft of one."""

    @property
    def session(self) -> Session | None:
        """Return the session, if there is one."""

    @property
    def person_id(self) -> str:
        """Return who walks."""

    @property
    def totals(self) -> tuple[DayTotal, ...]:
        """Return what was walked on each day."""

    @property
    def elsewhere(self) -> tuple[Elsewhere, ...]:
        """Return what was walked on the gym's other machines."""

    @property
    def day(self) -> Day:
        """Return the gym's present day."""

    @property
    def backstop(self) -> Backstop:
        """Return what is known of the plug's own timer."""

    @property
    def waived(self) -> tuple[Lock, ...]:
        """Return the limits that a person has waived."""


def allowance(walked: Walked, now: Now, policy: Policy) -> Allowance:
    """Return the tightest of the session's, the day's and the week's limit.

    The plug's own timer counts among them where it would come first, and so does the
    way. Only times make up the total: a pace may change.
    A limit that was waived by a person no longer binds; a week's limit binds only
    where the policy makes it a hard one.
    """
    utc_s, session = now.utc_s, walked.session
    walked_s = 0.0 if session is None else session.walked_s
    day_s, week_s = walked_today_and_this_week(walked)
    candidates = _candidates(walked, now, policy, walked_s, day_s, week_s)
    waived = _waived(walked, utc_s) if walked.waived else _NOTHING
    if waived:
        candidates = [each for each in candidates if each[1] not in waived]
    if not candidates:
        return Allowance(
            remaining_s=float("inf"),
            total_s=float("inf"),
            reason=Reason.SESSION_LIMIT,
            ends_utc_s=utc_s,
            week_s=week_s,
        )
    tightest = min(candidates)
    total_s = tightest[0] + walked_s
    if Reason.SESSION_LIMIT not in waived:
        left_s = _left_of_the_way(session, policy)
        if left_s is not None and left_s < tightest[0]:
            ends_utc_s = utc_s + policy.limits.gap_s
            tightest = left_s, Reason.SESSION_LIMIT, ends_utc_s
    remaining_s, reason, ends_utc_s = tightest
    return Allowance(
        remaining_s=remaining_s,
        total_s=total_s,
        reason=reason,
        ends_utc_s=ends_utc_s,
        week_s=week_s,
    )


def _waived(walked: Walked, utc_s: float) -> frozenset[Reason]:
    """Return the limits that whoever walks has waived."""
    walker = walker_of(walked)
    return frozenset(
        lock.reason
        for lock in walked.waived
        if utc_s < lock.ends_utc_s and lock.person_id == walker
    )


def _candidates(
    walked: Walked,
    now: Now,
    policy: Policy,
    walked_s: float,
    day_s: float,
    week_s: float,
) -> list[tuple[float, Reason, float]]:
    """Return what each limit leaves (s), and until when (Unix time) it then locks."""
    limits, utc_s = policy.limits, now.utc_s
    candidates = [
        (limits.session_s - walked_s, Reason.SESSION_LIMIT, utc_s + limits.gap_s),
        (limits.day_s - day_s, Reason.DAY_LIMIT, walked.day.ends_utc_s),
    ]
    if limits.week_hard:
        candidates.append(
            (limits.week_s - week_s, Reason.WEEK_LIMIT, walked.day.week_ends_utc_s)
        )
    runs_out_s = walked.backstop.runs_out_s
    if runs_out_s is not None:
        # No plug cuts the power under somebody whom we could bring to rest before.
        left_s = runs_out_s - END_BEFORE_S - now.elapsed_s
        candidates.append((left_s, Reason.BACKSTOP, utc_s))
    return candidates


def _left_of_the_way(session: Session | None, policy: Policy) -> float | None:
    """Return for how long (s) the rest of the way lasts at the pace so far."""
    distance_m = policy.limits.distance_m
    if distance_m is None or session is None or session.distance_m <= 0:
        return None
    left_m = distance_m - session.distance_m
    if left_m < THERE_M:
        return 0.0
    return left_m * session.moving_s / session.distance_m


def walker_of(walked: Walked) -> str:
    """Return who walks, or is chosen to."""
    return walked.person_id if walked.session is None else walked.session.person_id


def walked_today_and_this_week(walked: Walked) -> tuple[float, float]:
    """Return what a person walked today and since Monday, seen and unseen, in s."""
    person_id, day = walker_of(walked), walked.day
    day_s, week_s = walked_in(walked.totals, person_id, day)
    for other in walked.elsewhere:
        other_day_s, other_week_s = walked_in(other.totals, person_id, day)
        day_s += other_day_s
        week_s += other_week_s
    return day_s, week_s


def walked_in(
    totals: tuple[DayTotal, ...], person_id: str, day: Day
) -> tuple[float, float]:
    """Return what one machine's totals say of a person's day and week, in s."""
    day_s = week_s = 0.0
    for total in totals:
        # A day that the clock has not reached belongs to a clock that was wrong.
        if total.person_id == person_id and day.week <= total.day <= day.name:
            walked_s = total.moving_s + total.unseen_s
            week_s += walked_s
            if total.day == day.name:
                day_s += walked_s
    return day_s, week_s
