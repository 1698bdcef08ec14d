"""Learn of a plug what only its watts can tell, from whatever it says."""

from collections.abc import Mapping
from typing import Any, Final

from homeassistant.config_entries import ConfigEntry, ConfigSubentry
from homeassistant.core import HomeAssistant, callback

from .. import clock
from ..const import CONF_MEASURES_OFF, CONF_PLUG
from ..dialects.metering import Metering, Stretch
from ..dialects.off_load import OffLoad
from ..engine.readings import Quantity, Reading
from ..issues import PLUG_UNITS_DIFFER, async_clear_issue, async_raise_issue

_HEARD: Final = frozenset(
    {Quantity.POWER, Quantity.ENERGY, Quantity.RELAY, Quantity.PLUG_ONLINE}
)


class PlugWatch:
    """Compare the watts of a machine's plug with its counter, and with its relay."""

    def __init__(
        self, hass: HomeAssistant, entry: ConfigEntry[Any], subentry: ConfigSubentry
    ) -> None:
        """Start with nothing heard."""
        self._hass = hass
        self._entry = entry
        self._subentry = subentry
        self._plug = self._present
        self._metering = Metering()
        self._off_load = OffLoad()

    @callback
    def hear(self, readings: tuple[Reading, ...]) -> None:
        """Take in one message, of any device of the machine."""
        if not any(each.quantity in _HEARD for each in readings):
            return
        if self._plug != self._present:
            self._begin_anew()
        at_s = clock.elapsed_s()
        if (stretch := self._metering.hear(readings, at_s)) is not None:
            self._judge(stretch)
        if self._off_load.hear(readings, at_s):
            self._learn()

    def _begin_anew(self) -> None:
        """Forget the plug that was there, or what it was set up to be."""
        self._plug = self._present
        self._metering = Metering()
        self._off_load = OffLoad()
        async_clear_issue(self._hass, self._subentry, PLUG_UNITS_DIFFER)

    def _judge(self, stretch: Stretch) -> None:
        if stretch.fits:
            async_clear_issue(self._hass, self._subentry, PLUG_UNITS_DIFFER)
            return
        async_raise_issue(
            self._hass,
            self._entry,
            self._subentry,
            PLUG_UNITS_DIFFER,
            minutes=_shown(stretch.length_s / 60),
            watts=_shown(stretch.watts_wh),
            counter=_shown(stretch.counter_wh),
        )

    def _learn(self) -> None:
        """Keep that the plug measures with its relay off."""
        there = self._subentry.subentry_id in self._entry.subentries
        if there and not self._subentry.data.get(CONF_MEASURES_OFF):
            data = {**self._subentry.data, CONF_MEASURES_OFF: True}
            self._hass.config_entries.async_update_subentry(
                self._entry, self._subentry, data=data
            )

    @property
    def _present(self) -> Mapping[str, Any] | None:
        return self._subentry.data.get(CONF_PLUG)


def _shown(number: float) -> str:
    return f"{number:.0f}" if number >= 10 else f"{number:.2g}"
