"""Notice that a plug measures while its relay is off.

Most plugs say 0 W then without looking. One that tells watts that change, long after it
was switched off, has measured them: through contacts that stick, or past the relay.
"""

from collections.abc import Iterable
from typing import Final

from ..engine.readings import Quantity, Reading

# What a meter may show with nothing behind it.
NOISE_W: Final = 2.0
# Some plugs tell what they drew before for a while, or let it fade out.
SETTLED_S: Final = 60.0


class OffLoad:
    """Listen to one plug while its relay is off."""

    __slots__ = ("_off_at_s", "_power_w")

    def __init__(self) -> None:
        """Start without knowing the relay."""
        self._off_at_s: float | None = None
        self._power_w: float | None = None

    def hear(self, readings: Iterable[Reading], at_s: float) -> bool:
        """Take in what the plug says at an elapsed time; tell whether that is proof."""
        proved = False
        for each in readings:
            if each.retained:
                continue
            if each.quantity in (Quantity.RELAY, Quantity.PLUG_ONLINE):
                self._note_switch(each, at_s)
            elif each.quantity is Quantity.POWER:
                proved = self._is_measured(float(each.value), at_s) or proved
        return proved

    def _note_switch(self, reading: Reading, at_s: float) -> None:
        if reading.quantity is Quantity.RELAY and not reading.value:
            self._off_at_s = at_s if self._off_at_s is None else self._off_at_s
        elif reading.quantity is Quantity.RELAY or not reading.value:
            self._off_at_s = self._power_w = None

    def _is_measured(self, power_w: float, at_s: float) -> bool:
        settled = self._off_at_s is not None and at_s >= self._off_at_s + SETTLED_S
        if not settled or power_w <= NOISE_W:
            return False
        before_w, self._power_w = self._power_w, power_w
        return before_w is not None and before_w != power_w
