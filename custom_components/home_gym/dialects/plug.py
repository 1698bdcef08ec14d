"""What the dialects of plugs have in common."""

from collections.abc import Iterable
from typing import Final, override

from ..engine.readings import Part, Quantity, Reading
from .base import Dialect, Publication

type Fact = tuple[Quantity, float | bool | None]

_SWITCH: Final = frozenset({Quantity.RELAY, Quantity.PLUG_ONLINE, Quantity.PLUG_LIFE})
_METER: Final = frozenset({Quantity.POWER, Quantity.ENERGY})
TIMER: Final = frozenset({Quantity.BACKSTOP, Quantity.BACKSTOP_REMAINING})


class PlugDialect(Dialect):
    """The language of a plug, which has no belt to stop or to slow."""

    __slots__ = ()

    part = Part.PLUG

    @override
    def stop(self) -> Publication | None:
        """Return nothing: a plug has no gentle stop."""
        return None

    @override
    def slow(self, speed_kmh: float) -> Publication | None:
        """Return nothing: a plug knows no speed."""
        return None


def switch_and_meter(*, metered: bool) -> frozenset[Quantity]:
    """Return what a plug tells of itself; some switch only."""
    return _SWITCH | _METER if metered else _SWITCH


def plug_readings(
    facts: Iterable[Fact], *, retained: bool = False, alive: bool = True
) -> tuple[Reading, ...] | None:
    """Return the readings of a message, None where nothing of it can be read.

    A fact of None is one that is there and makes no sense. A message without facts
    is a sign of life, if it is the plug's own.
    """
    told = dict(facts)
    if not told:
        if not alive:
            return ()
        told = {Quantity.PLUG_LIFE: True}
    found = tuple(
        Reading(quantity=quantity, value=value, retained=retained)
        for quantity, value in told.items()
        if value is not None
    )
    return found or None
