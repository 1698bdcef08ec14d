"""The line to the whole machine: its devices on the broker, and its entities."""

from collections.abc import Callable, Mapping
from typing import Any, override

from homeassistant.components import mqtt
from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback

from ..devices import parts_of
from ..engine.readings import Part, Reading
from ..machines import dialects_from
from .entity_link import EntityLink
from .intervals import IntervalKeeper
from .link import MachineLink, OnReadings


class WholeLink(MachineLink):
    """Talk to every device of a machine, by messages where it has a dialect.

    A command goes one way only: a second stop on another way may start the belt.
    """

    def __init__(
        self,
        hass: HomeAssistant,
        devices: Callable[[], Mapping[str, Any]],
        on_readings: OnReadings,
        intervals: IntervalKeeper | None = None,
    ) -> None:
        """Remember whom to talk to, and whom to tell."""
        super().__init__(hass, lambda: dialects_from(devices()), on_readings)
        self._devices = devices
        self._intervals = intervals
        self._entities = self._line()

    @property
    @override
    def connected(self) -> bool:
        """Tell whether the broker can be reached, where it is needed."""
        return not self._needs_broker() or super().connected

    @callback
    def follow_broker(self, on_link: Callable[[bool], None]) -> CALLBACK_TYPE:
        """Tell when the broker comes and goes, where it is needed."""

        @callback
        def follow(connected: bool) -> None:
            if self._needs_broker():
                on_link(connected)

        return mqtt.async_subscribe_connection_status(self.hass, follow)

    @callback
    @override
    def forget(self) -> None:
        """Drop what is remembered; the entities are heard again."""
        super().forget()
        if self._entities.listening:
            # Once all that was known is forgotten.
            self.hass.loop.call_soon(self._entities.feed)
        else:
            self._entities = self._line()

    @override
    async def async_subscribe(self) -> None:
        """Listen to everything that the machine is made of."""
        self._entities.subscribe()
        await super().async_subscribe()

    @callback
    @override
    def unsubscribe(self) -> None:
        """Listen no more."""
        self._entities.unsubscribe()
        super().unsubscribe()

    @callback
    @override
    def send_stop(self) -> None:
        """Stop the treadmill, on the one way that there is."""
        treadmill = self._part(Part.TREADMILL)
        if treadmill is not None and treadmill.traits.can_stop:
            super().send_stop()
        else:
            self._entities.send_stop()

    @callback
    @override
    def switch_off(self) -> None:
        """Switch the plug off, on the one way that there is."""
        plug = self._part(Part.PLUG)
        if plug is not None and plug.traits.can_switch_off:
            super().switch_off()
        else:
            self._entities.switch_off()

    def _needs_broker(self) -> bool:
        return bool(parts_of(self._devices()))

    @override
    def _hearer(self, part: Part) -> OnReadings:
        return self._measured if part is Part.PLUG else self._on_readings

    def _line(self) -> EntityLink:
        keeper = self._intervals
        return EntityLink(
            self.hass,
            self._devices(),
            self._measured,
            self._count_unreadable,
            (lambda interval_s: None) if keeper is None else keeper.keep_speed,
        )

    @callback
    def _measured(self, readings: tuple[Reading, ...]) -> None:
        """Pass on what was heard, and measure how often watts are told."""
        self._on_readings(readings)
        if self._intervals is not None:
            self._intervals.note_watts(readings)

    def _count_unreadable(self) -> None:
        self.unreadable += 1
