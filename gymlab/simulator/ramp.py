"""Compute motion exactly: a speed that runs at a steady rate towards a target."""

from dataclasses import dataclass
from typing import Final

SECONDS_PER_HOUR: Final = 3600.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Ramp:
    """Move from one speed to another at a steady rate, then stay there.

    All questions are answered in closed form from the beginning of the ramp, so
    the answers do not depend on how often anybody asked in between.
    """

    began_s: float
    from_kmh: float
    to_kmh: float
    rate_kmh_per_s: float

    @property
    def ends_s(self) -> float:
        """Return the time at which the target is reached."""
        if self.from_kmh == self.to_kmh:
            return self.began_s
        return self.began_s + abs(self.to_kmh - self.from_kmh) / self.rate_kmh_per_s

    def speed_kmh_at(self, at_s: float) -> float:
        """Return the speed at a time."""
        if at_s >= self.ends_s:
            return self.to_kmh
        change = self.rate_kmh_per_s * (at_s - self.began_s)
        rising = self.to_kmh > self.from_kmh
        return self.from_kmh + (change if rising else -change)

    def distance_km_at(self, at_s: float) -> float:
        """Return the distance covered since the ramp began."""
        ends_s = min(self.ends_s, at_s)
        mean_kmh = (self.from_kmh + self.speed_kmh_at(ends_s)) / 2
        ramped = mean_kmh * (ends_s - self.began_s)
        cruised = self.to_kmh * (at_s - ends_s)
        return (ramped + cruised) / SECONDS_PER_HOUR

    def moving_s_at(self, at_s: float) -> float:
        """Return the seconds of movement since the ramp began."""
        if self.to_kmh > 0:
            return at_s - self.began_s
        return min(self.ends_s, at_s) - self.began_s
