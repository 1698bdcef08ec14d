"""What a machine's devices say, on its way to the engine."""

from collections import defaultdict, deque
from collections.abc import Callable
from typing import Any, Final

from homeassistant.config_entries import ConfigEntry, ConfigSubentry
from homeassistant.core import HomeAssistant, callback

from .. import clock
from ..dialects.twins import Twins
from ..engine.observations import Readings
from ..engine.readings import Quantity, Reading
from ..issues import TWO_IN_ONE_NAME, async_clear_issue, async_raise_issue
from ..plug.watch import PlugWatch

# A counter falls back once with each new workout; nobody begins as many in a minute.
FALLS_OF_TWO: Final = 4
WITHIN_S: Final = 60.0
OVER_AFTER_S: Final = 300.0


class Hearing:
    """Pass on what is said, and notice when two devices say it in one name."""

    def __init__(
        self,
        hass: HomeAssistant,
        entry: ConfigEntry[Any],
        subentry: ConfigSubentry,
        observe: Callable[[Readings], None],
    ) -> None:
        """Remember whom to tell."""
        self._observe = observe
        self._twins = Twins()
        self._plug = PlugWatch(hass, entry, subentry)
        self._hass = hass
        self._entry = entry
        self._subentry = subentry
        self._fallen_at_s: defaultdict[Quantity, deque[float]] = defaultdict(
            lambda: deque(maxlen=FALLS_OF_TWO)
        )
        self._noticed_at_s: float | None = None

    @callback
    def hear(self, readings: tuple[Reading, ...]) -> None:
        """Take in one message."""
        if (fallen := self._twins.hear(readings)) is not None:
            self._note_fall(fallen)
        elif self._noticed_at_s is not None:
            self._note_peace(self._noticed_at_s)
        self._observe(Readings(readings=readings))
        self._plug.hear(readings)

    def _note_fall(self, fallen: Quantity) -> None:
        now_s = clock.elapsed_s()
        times_s = self._fallen_at_s[fallen]
        times_s.append(now_s)
        if len(times_s) == FALLS_OF_TWO and now_s - times_s[0] <= WITHIN_S:
            if self._noticed_at_s is None:
                async_raise_issue(
                    self._hass, self._entry, self._subentry, TWO_IN_ONE_NAME
                )
            self._noticed_at_s = now_s

    def _note_peace(self, noticed_at_s: float) -> None:
        if clock.elapsed_s() - noticed_at_s >= OVER_AFTER_S:
            self._noticed_at_s = None
            async_clear_issue(self._hass, self._subentry, TWO_IN_ONE_NAME)
