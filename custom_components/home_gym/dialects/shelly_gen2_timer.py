"""auto_off: the timer with which a later Shelly's switch opens itself.

What is said here about it is from the makers' API documents (Switch).
"""

from collections.abc import Iterator, Mapping
from typing import Final

from ..engine.readings import Quantity
from .base import Backstop, CountsFrom, Obstacle
from .payload import number
from .plug import Fact

# No source gives the longest delay; what was really set is read back.
BACKSTOP: Final = Backstop(
    shortest_s=1.0,
    longest_s=86_400.0,
    counts_from=CountsFrom.SWITCH_ON,
    survives_power_cut=True,
)


class AutoOff:
    """What is known of the timer of one switch, and of the setting that undoes it.

    With auto_on the switch closes itself again. What a restart is required for is
    kept in the settings already, and not in force.
    """

    __slots__ = ("_auto_on", "_in_force", "_known")

    def __init__(self) -> None:
        """Start with nothing known."""
        self._known = False
        self._auto_on = False
        self._in_force = True

    def take_promise(self, result: Mapping[str, object]) -> None:
        """Learn from the answer to new settings whether they are in force."""
        self._in_force = result.get("restart_required") is not True

    def facts(self, settings: Mapping[str, object]) -> Iterator[Fact]:
        """Tell how the timer is set; a delay that is not counted may be left over."""
        auto_on, auto_off = settings.get("auto_on"), settings.get("auto_off")
        delay_s = number(settings.get("auto_off_delay")) if auto_off is True else 0.0
        readable = isinstance(auto_off, bool) and isinstance(auto_on, bool)
        if not readable or delay_s is None:
            yield Quantity.BACKSTOP, None
            return
        self._known, self._auto_on = True, bool(auto_on)
        yield Quantity.BACKSTOP, delay_s if self._in_force else 0.0

    def obstacle(self) -> Obstacle | None:
        """Return why the timer cannot be used, as far as is known."""
        if not self._known:
            return Obstacle.SETTINGS_UNKNOWN
        return Obstacle.WOULD_SWITCH_ON if self._auto_on else None
