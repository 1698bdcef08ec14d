"""Notice two devices that speak in one name."""

from collections import Counter
from collections.abc import Iterable
from typing import Final

from ..engine.readings import Quantity, Reading

# What only grows, but for the one time that it begins anew.
_GROWING: Final = frozenset(
    {Quantity.DISTANCE, Quantity.ELAPSED_TIME, Quantity.MOVING_TIME}
)
_FALLS_OF_TWO: Final = 2


class Twins:
    """Notice two devices in one name: what only grows falls back again and again."""

    __slots__ = ("_falls", "_last")

    def __init__(self) -> None:
        """Start with nothing heard."""
        self._last: dict[Quantity, float] = {}
        self._falls: Counter[Quantity] = Counter()

    def hear(self, readings: Iterable[Reading]) -> Quantity | None:
        """Take in what was said in that name; return what has fallen back, if any."""
        fallen = None
        for each in readings:
            quantity = each.quantity
            if quantity not in _GROWING or each.retained:
                continue
            if each.value < self._last.get(quantity, 0.0):
                self._falls[quantity] += 1
                fallen = quantity
            self._last[quantity] = each.value
        return fallen

    @property
    def noticed(self) -> bool:
        """Tell whether there seem to be two."""
        return max(self._falls.values(), default=0) >= _FALLS_OF_TWO
