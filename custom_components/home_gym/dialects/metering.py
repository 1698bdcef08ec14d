"""Tell whether the watts of a plug and its own counter of energy go together.

A power that is told in another unit than was thought (kilowatts, tenths of a watt)
misjudges every belt; the counter beside it gives that away.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from ..engine.readings import Quantity, Reading

# A counter moves by steps: from one step to another so many later, it is off by one
# at most, however coarse it is.
LEAST_STEPS: Final = 5
LEAST_S: Final = 300.0
# Watts that are told seldom miss what is between them; so many do not miss it all.
LEAST_READINGS: Final = 8
# Below that, many meters count what they do not show, or show what they do not count.
LEAST_W: Final = 30.0
# What was told longer ago than that may have changed unseen.
FRESH_S: Final = 75.0
# No way of sampling is off by as much, and every wrong unit is.
OFF_BY: Final = 5.0
AGREES_WITHIN: Final = 2.0
_METERED: Final = frozenset({Quantity.POWER, Quantity.ENERGY})
_S_PER_H: Final = 3600.0
_WH_PER_KWH: Final = 1000.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A time from one step of the counter to another.

    It holds what the watts add up to, and what the counter says of it, which is off by
    its largest step at most.
    """

    began_s: float
    length_s: float = 0.0
    watts_wh: float = 0.0
    counter_wh: float = 0.0
    step_wh: float = 0.0
    steps: int = 0
    readings: int = 0

    def longer(self, to_s: float, power_w: float, since_s: float) -> Stretch:
        """Return it with watts that have held for a time."""
        watts_wh = self.watts_wh + power_w * (to_s - since_s) / _S_PER_H
        return replace(self, length_s=to_s - self.began_s, watts_wh=watts_wh)

    def further(self, step_kwh: float) -> Stretch:
        """Return it with the counter a step on."""
        step_wh = step_kwh * _WH_PER_KWH
        return replace(
            self,
            steps=self.steps + 1,
            step_wh=max(self.step_wh, step_wh),
            counter_wh=self.counter_wh + step_wh,
        )

    @property
    def is_enough(self) -> bool:
        """Tell whether anything can be said by now."""
        return (
            self.steps >= LEAST_STEPS
            and self.readings >= LEAST_READINGS
            and self.length_s >= LEAST_S
        )

    @property
    def fits(self) -> bool | None:
        """Tell whether both agree, None where nobody can tell."""
        most_wh = max(self.watts_wh, self.counter_wh)
        if most_wh * _S_PER_H < LEAST_W * self.length_s:
            return None
        too_little = self.counter_wh - self.step_wh > OFF_BY * self.watts_wh
        too_much = OFF_BY * (self.counter_wh + self.step_wh) < self.watts_wh
        if too_little or too_much:
            return False
        least_wh = min(self.watts_wh, self.counter_wh)
        return True if most_wh <= AGREES_WITHIN * least_wh else None


class Metering:
    """Compare the watts of one plug with its counter, stretch by stretch."""

    __slots__ = (
        "_doubted",
        "_energy_kwh",
        "_held_s",
        "_power_w",
        "_stretch",
        "_told_s",
    )

    def __init__(self) -> None:
        """Start with nothing heard."""
        self._doubted = False
        self._energy_kwh: float | None = None
        self._power_w: float | None = None
        self._told_s = self._held_s = 0.0
        self._stretch: Stretch | None = None

    def hear(self, readings: Iterable[Reading], at_s: float) -> Stretch | None:
        """Take in what the plug says at an elapsed time; return what is sure by that.

        That is a stretch that fits, or the second one in turn that does not.
        """
        told = {
            each.quantity: float(each.value)
            for each in readings
            if each.quantity in _METERED and not each.retained
        }
        if not told:
            return None
        self._pass_on(at_s)
        energy_kwh, power_w = told.get(Quantity.ENERGY), told.get(Quantity.POWER)
        ended = None if energy_kwh is None else self._count(energy_kwh, at_s)
        if power_w is not None:
            self._take(power_w, at_s)
        return None if ended is None else self._sure(ended)

    def _pass_on(self, at_s: float) -> None:
        if self._power_w is None:
            return
        if at_s - self._told_s > FRESH_S:
            # What it drew in between, nobody knows.
            self._power_w = self._stretch = None
        elif self._stretch is not None:
            self._stretch = self._stretch.longer(at_s, self._power_w, self._held_s)
        self._held_s = at_s

    def _take(self, power_w: float, at_s: float) -> None:
        # What is below zero is wired the other way round, and no matter of units.
        self._power_w = max(0.0, power_w)
        self._told_s = self._held_s = at_s
        if self._stretch is not None:
            self._stretch = replace(self._stretch, readings=self._stretch.readings + 1)

    def _count(self, energy_kwh: float, at_s: float) -> Stretch | None:
        """Go on by a step of the counter, and return the stretch that ends with it."""
        before_kwh, self._energy_kwh = self._energy_kwh, energy_kwh
        if before_kwh is None or energy_kwh < before_kwh:
            # A counter may begin anew when its plug starts.
            self._stretch = None
        if before_kwh is None or energy_kwh <= before_kwh:
            return None
        if (stretch := self._stretch) is not None:
            stretch = self._stretch = stretch.further(energy_kwh - before_kwh)
            if not stretch.is_enough:
                return None
        self._stretch = None if self._power_w is None else Stretch(began_s=at_s)
        return stretch

    def _sure(self, stretch: Stretch) -> Stretch | None:
        fits = stretch.fits
        sure = fits or (fits is False and self._doubted)
        self._doubted = fits is False or (fits is None and self._doubted)
        return stretch if sure else None
