"""How hard a speed is, as far as the weekly goal is concerned."""

from enum import StrEnum
from typing import Final

from ..policy import Goal

# WHO 2020: 75 vigorous minutes are worth 150 moderate ones (evidence.md, a3).
VIGOROUS_COUNTS: Final = 2.0


class Intensity(StrEnum):
    """What a minute counts as."""

    LIGHT = "light"
    MODERATE = "moderate"
    VIGOROUS = "vigorous"


def intensity(speed_kmh: float, goal: Goal) -> Intensity:
    """Return what walking at a speed counts as."""
    if goal.vigorous_from_kmh is not None and speed_kmh >= goal.vigorous_from_kmh:
        return Intensity.VIGOROUS
    if speed_kmh > 0 and speed_kmh >= goal.moderate_from_kmh:
        return Intensity.MODERATE
    return Intensity.LIGHT
