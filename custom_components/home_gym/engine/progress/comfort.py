"""Which walks went well: during the walk, and until the day after."""

from typing import Final

from ..words import PainBand
from .past import Past
from .records import STOPPING, Walk

DAY_S: Final = 86400.0
# evidence.md, a5: no more than 2 during the walk, or no more than before it, and
# settled 24 hours later.
COMFORTABLE_LEVEL: Final = 2
SETTLED_S: Final = DAY_S
# evidence.md, a3: the longest of the last 30 days.
WINDOW_DAYS: Final = 30


def is_comfortable(walk: Walk, caution: int) -> bool:
    """Tell whether a walk hurt no more than a little, or no more than before it.

    Where only the band is known, the highest number that it allows is taken for it.
    """
    if walk.worst_band in STOPPING:
        return False
    level = walk.worst_level
    if level is None:
        if walk.worst_band is PainBand.CAUTION:
            return False
        level = caution - 1 if walk.worst_band is PainBand.MILD else 0
    return level <= max(COMFORTABLE_LEVEL, walk.baseline or 0)


def comfortable_walks(past: Past) -> list[Walk]:
    """Return the walks of the last 30 days without more pain, then or the day after."""
    caution = past.policy.pain.caution
    # A day more than the window, and then by days: they are not all equally long.
    since_s = past.utc_s - (WINDOW_DAYS + 2) * DAY_S
    flares = [each.at_utc_s for each in past.history.flares if each.at_utc_s >= since_s]
    return [
        walk
        for walk in past.history.walks
        if walk.started_utc_s >= since_s
        and is_comfortable(walk, caution)
        and not any(0 <= at_s - walk.started_utc_s < SETTLED_S for at_s in flares)
        and (day := past.day_of(walk)) not in past.worse_days
        and past.days_since(day) <= WINDOW_DAYS
    ]
