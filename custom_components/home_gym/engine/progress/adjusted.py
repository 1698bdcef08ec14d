"""A policy made stricter by a person's progress, so that the rules need not know it."""

from dataclasses import replace
from typing import Final

from ..policy import CoolDown, Limits, Policy, WarmUp
from ..strictness import sooner
from ..words import CapSource
from .personal import Limited, Source
from .progress import Progress

_CEILINGS: Final = {Source.GRADED_RETURN: CapSource.GRADED_RETURN}


def adjusted(policy: Policy, progress: Progress) -> Policy:
    """Return the policy that holds for a person today; never a looser one.

    On the way back the week's limit is a hard one (evidence.md, a3).
    """
    caps = {cap.limited: cap for cap in progress.caps}
    most = {limited: cap.value for limited, cap in caps.items()}
    speed_kmh = min(policy.speed.max_speed_kmh, most[Limited.SPEED])
    warm_up = _no_faster(policy.warm_up, speed_kmh)
    return replace(
        policy,
        warm_up=warm_up,
        cool_down=_no_faster(policy.cool_down, speed_kmh),
        speed=replace(
            policy.speed,
            max_speed_kmh=speed_kmh,
            start_max_speed_kmh=min(
                policy.speed.start_max_speed_kmh, warm_up.max_speed_kmh
            ),
        ),
        breaks=replace(
            policy.breaks,
            every_s=sooner(policy.breaks.every_s, most.get(Limited.BOUT, 0.0)),
            max_speed_kmh=min(policy.breaks.max_speed_kmh, speed_kmh),
        ),
        limits=_shorter(policy.limits, most, returning=progress.way_back is not None),
        ceiling_source=_CEILINGS.get(caps[Limited.SPEED].source, policy.ceiling_source),
        week_notice_s=progress.week.notice_s,
    )


def is_easy_throughout(policy: Policy) -> bool:
    """Tell whether a whole session fits into its warm-up's speed.

    With too little room between warm-up and cool-down all of it is walked slowly
    (evidence.md, behaviour note 1).
    """
    ends_s = policy.warm_up.length_s + policy.cool_down.length_s
    return policy.limits.session_s < ends_s + policy.warm_up.room_s


def _shorter(limits: Limits, most: dict[Limited, float], *, returning: bool) -> Limits:
    session_s = min(limits.session_s, most[Limited.SESSION])
    return replace(
        limits,
        session_s=session_s,
        distance_m=most.get(Limited.DISTANCE),
        first_session_s=min(limits.first_session_s, session_s),
        day_s=min(limits.day_s, most[Limited.DAY]),
        week_s=min(limits.week_s, most[Limited.WEEK]),
        week_hard=limits.week_hard or returning,
    )


def _no_faster[Slow: (WarmUp, CoolDown)](section: Slow, speed_kmh: float) -> Slow:
    return replace(section, max_speed_kmh=min(section.max_speed_kmh, speed_kmh))
