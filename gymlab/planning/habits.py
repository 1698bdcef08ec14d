"""What four imaginary people would like to do, week after week."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from custom_components.home_gym.policy.files import Preset

MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY = range(7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Habits:
    """Say on which days of the week somebody walks, how long and how fast at most."""

    weekdays: frozenset[int]
    wish_min: float
    speed_kmh: float


HABITS: Final[Mapping[Preset, Habits]] = {
    Preset.GENTLE_BACK: Habits(
        weekdays=frozenset({MONDAY, TUESDAY, THURSDAY, FRIDAY, SUNDAY}),
        wish_min=40,
        speed_kmh=4.5,
    ),
    Preset.DESK_WALKER: Habits(
        weekdays=frozenset({MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY}),
        wish_min=75,
        speed_kmh=3.0,
    ),
    Preset.GENERAL_FITNESS: Habits(
        weekdays=frozenset({MONDAY, WEDNESDAY, FRIDAY, SUNDAY}),
        wish_min=60,
        speed_kmh=6.0,
    ),
    Preset.RUNNER: Habits(
        weekdays=frozenset({TUESDAY, THURSDAY, SATURDAY, SUNDAY}),
        wish_min=75,
        speed_kmh=10.0,
    ),
}
