"""Which values of a policy a person's progress lowers, and by what."""

from collections.abc import Mapping
from typing import Final

from ..policy_fields import FIELDS
from ..policy_layers import LayeredPolicy, Origin, PolicySource, value_at
from ..policy_reader import as_written
from .adjusted import adjusted
from .personal import Limited, Source
from .progress import Progress

_HARD: Final = "limits.week_hard"
_LIMITED: Final[Mapping[str, Limited]] = {
    "limits.session_min": Limited.SESSION,
    "limits.distance_km": Limited.DISTANCE,
    "limits.day_min": Limited.DAY,
    "limits.week_min": Limited.WEEK,
    "breaks.every_min": Limited.BOUT,
    "breaks.max_speed_kmh": Limited.SPEED,
    "speed.max_speed_kmh": Limited.SPEED,
    "warm_up.max_speed_kmh": Limited.SPEED,
    "cool_down.max_speed_kmh": Limited.SPEED,
}


def lay_progress_over(base: LayeredPolicy, progress: Progress) -> LayeredPolicy:
    """Return a person's policy of today, each value with where it is from."""
    policy = adjusted(base.policy, progress)
    origins = {
        path: _origin(path, base, cap.source, cap.facts)
        for path, limited in _LIMITED.items()
        if value_at(policy, path) != value_at(base.policy, path)
        and (cap := progress.cap(limited)) is not None
    }
    way = progress.way_back
    if way is not None and not base.policy.limits.week_hard:
        facts = {"step": way.step, "steps": way.steps}
        origins[_HARD] = _origin(_HARD, base, Source.GRADED_RETURN, facts)
    return LayeredPolicy(policy=policy, origins={**base.origins, **origins})


def _origin(
    path: str, base: LayeredPolicy, source: Source, facts: Mapping[str, float | str]
) -> Origin:
    return Origin(
        source=PolicySource(source.value),
        facts=facts,
        instead_of=as_written(FIELDS[path], value_at(base.policy, path)),
    )
