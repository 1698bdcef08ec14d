"""Keep how often a machine's sources speak, where that changes what they may guard."""

from collections import deque
from dataclasses import replace
from typing import Any, Final

from homeassistant.config_entries import ConfigEntry, ConfigSubentry
from homeassistant.core import HomeAssistant, callback

from .. import clock
from ..const import CONF_MOVING_ABOVE, CONF_POWER_INTERVAL, CONF_SPEED_INTERVAL
from ..engine.calibration import usual_s
from ..engine.clock import Calendar
from ..engine.evidence import DEFAULT_MOVING_ABOVE_W
from ..engine.machine import Machine
from ..engine.pace import Pace, pace_of, tells_speed
from ..engine.readings import Quantity, Reading
from ..machines import machine_from

MEASURED_INTERVALS: Final = 9


class IntervalKeeper:
    """Measure one machine's sources while its belt moves, and keep what that says.

    At rest a source may keep silent. Nothing is written that changes no rule.
    """

    def __init__(
        self, hass: HomeAssistant, entry: ConfigEntry[Any], subentry: ConfigSubentry
    ) -> None:
        """Start without an interval."""
        self._hass = hass
        self._entry = entry
        self._subentry = subentry
        self._intervals: deque[float] = deque(maxlen=MEASURED_INTERVALS)
        self._moved_at_s: float | None = None

    @callback
    def keep_speed(self, interval_s: float) -> None:
        """Keep how often a speed is told."""
        known_s = self._subentry.data.get(CONF_SPEED_INTERVAL)
        if known_s is None or tells_speed(known_s) != tells_speed(interval_s):
            self._keep(CONF_SPEED_INTERVAL, interval_s)

    @callback
    def note_watts(self, readings: tuple[Reading, ...]) -> None:
        """Note when a plug has told watts of a belt that moves."""
        for reading in readings:
            if reading.quantity is Quantity.POWER and not reading.retained:
                self._note(float(reading.value))

    def _note(self, power_w: float) -> None:
        now_s = clock.elapsed_s()
        above_w = self._subentry.data.get(CONF_MOVING_ABOVE) or DEFAULT_MOVING_ABOVE_W
        moving = power_w >= above_w
        if moving and self._moved_at_s is not None:
            self._intervals.append(now_s - self._moved_at_s)
        self._moved_at_s = now_s if moving else None
        if len(self._intervals) == MEASURED_INTERVALS:
            self._keep_power(round(usual_s(self._intervals), 1))
            self._intervals.clear()

    def _keep_power(self, interval_s: float) -> None:
        """Keep how often watts are told, where nothing else tells of motion."""
        before = machine_from(self._subentry.title, self._subentry.data, Calendar())
        after = replace(before, power_interval_s=interval_s)
        if not before.reports_motion and _pace(before) is not _pace(after):
            self._keep(CONF_POWER_INTERVAL, interval_s)

    def _keep(self, key: str, interval_s: float) -> None:
        if self._subentry.subentry_id not in self._entry.subentries:
            return
        data = {**self._subentry.data, key: interval_s}
        self._hass.config_entries.async_update_subentry(
            self._entry, self._subentry, data=data
        )


def _pace(machine: Machine) -> Pace | None:
    late_s = machine.watts_late_s
    return None if late_s is None else pace_of(late_s)
