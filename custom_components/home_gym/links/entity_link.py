"""The line to entities of other integrations: their states in, two actions out."""

from collections import defaultdict, deque
from collections.abc import Callable, Mapping
from contextlib import suppress
from statistics import median
from typing import Any, Final

from homeassistant.const import (
    ATTR_ENTITY_ID,
    SERVICE_TURN_OFF,
    Platform,
)
from homeassistant.core import (
    CALLBACK_TYPE,
    Event,
    EventStateChangedData,
    EventStateReportedData,
    HomeAssistant,
    State,
    callback,
)
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers.event import (
    async_track_state_change_event,
    async_track_state_report_event,
)

from .. import clock
from ..const import CONF_ENTITIES, CONF_STOP, CONF_SWITCH_OFF
from ..engine.readings import Quantity, Reading
from .entity_sources import NO_VALUE, SOURCES, Source, sources_of
from .link import OnReadings

_PRESS: Final = "press"
# So many intervals make a median that one late report does not move.
MEASURED_INTERVALS: Final = 9


class EntityLink:
    """Listen to the entities of one machine and tell two of them to stop it."""

    def __init__(
        self,
        hass: HomeAssistant,
        devices: Mapping[str, Any],
        on_readings: OnReadings,
        on_unreadable: Callable[[], None],
        on_interval: Callable[[float], None] = lambda interval_s: None,
    ) -> None:
        """Remember whom to listen to, and whom to tell."""
        self._hass = hass
        self._sources: defaultdict[str, list[Source]] = defaultdict(list)
        for key, entity_id in sources_of(devices).items():
            self._sources[entity_id].append(SOURCES[key])
        self._commands: Mapping[str, str] = devices.get(CONF_ENTITIES) or {}
        self._on_readings = on_readings
        self._on_unreadable = on_unreadable
        self._meter = SpeedMeter(on_interval)
        self._present: set[Quantity] = set()
        self._ends: list[CALLBACK_TYPE] = []

    @callback
    def subscribe(self) -> None:
        """Begin to listen, from what Home Assistant knows by now."""
        if not self._sources:
            return
        ids = list(self._sources)
        self._ends += [
            async_track_state_change_event(self._hass, ids, self._on_changed),
            async_track_state_report_event(self._hass, ids, self._on_reported),
        ]
        self.feed()

    @callback
    def unsubscribe(self) -> None:
        """Listen no more."""
        while self._ends:
            self._ends.pop()()
        self._present.clear()

    @callback
    def feed(self) -> None:
        """Tell what Home Assistant knows at present; how old that is, nobody knows."""
        if not self._ends:
            return
        for entity_id in self._sources:
            self._take(entity_id, self._hass.states.get(entity_id), fresh=False)

    @property
    def listening(self) -> bool:
        """Tell whether there is anything that is listened to."""
        return bool(self._ends)

    @callback
    def send_stop(self) -> None:
        """Press the stop."""
        self._call(Platform.BUTTON, _PRESS, self._commands.get(CONF_STOP))

    @callback
    def switch_off(self) -> None:
        """Switch the plug off."""
        self._call(
            Platform.SWITCH, SERVICE_TURN_OFF, self._commands.get(CONF_SWITCH_OFF)
        )

    def _call(self, domain: str, service: str, entity_id: str | None) -> None:
        # By the wrong domain another action of that name could be meant.
        if entity_id is None or not entity_id.startswith(f"{domain}."):
            return
        self._hass.async_create_background_task(
            self._async_call(domain, service, entity_id),
            f"home_gym {service} {entity_id}",
            eager_start=True,
        )

    async def _async_call(self, domain: str, service: str, entity_id: str) -> None:
        # What is lost shows in what the entities report, and the ladder acts on that.
        with suppress(HomeAssistantError):
            await self._hass.services.async_call(
                domain, service, {ATTR_ENTITY_ID: entity_id}, blocking=False
            )

    @callback
    def _on_changed(self, event: Event[EventStateChangedData]) -> None:
        self._take(event.data["entity_id"], event.data["new_state"])

    @callback
    def _on_reported(self, event: Event[EventStateReportedData]) -> None:
        self._take(event.data["entity_id"], event.data["new_state"])

    def _take(self, entity_id: str, state: State | None, *, fresh: bool = True) -> None:
        for source in self._sources[entity_id]:
            if state is None or state.state in NO_VALUE:
                self._lose(source)
            elif (value := source.read(state)) is None:
                self._on_unreadable()
            else:
                self._hear(source, value, fresh=fresh)

    def _hear(self, source: Source, value: float | bool, *, fresh: bool) -> None:
        first = source.quantity not in self._present
        connected = Reading(quantity=source.connection, value=True)
        known = fresh and self._is_connected(source.connection)
        self._present.add(source.quantity)
        snapshot = source.snapshot_first and (first or not fresh)
        if source.quantity is Quantity.SPEED and not snapshot:
            self._meter.note(value)
        reading = Reading(quantity=source.quantity, value=value, retained=snapshot)
        self._on_readings((reading,) if known else (connected, reading))

    def _lose(self, source: Source) -> None:
        """Tell that something is gone: what its device said before holds no more.

        The device itself is gone where nobody else speaks for it.
        """
        connection = source.connection
        had_value = source.quantity in self._present
        self._present.discard(source.quantity)
        others = self._is_connected(connection)
        if had_value or not others:
            self._on_readings((Reading(quantity=connection, value=False),))
        if had_value and others:
            self._on_readings((Reading(quantity=connection, value=True),))

    def _is_connected(self, connection: Quantity) -> bool:
        return any(
            source.connection is connection and source.quantity in self._present
            for source in SOURCES.values()
        )


class SpeedMeter:
    """Measure how often a speed is told while the belt moves."""

    def __init__(self, on_interval: Callable[[float], None]) -> None:
        """Start without an interval."""
        self._on_interval = on_interval
        self._intervals: deque[float] = deque(maxlen=MEASURED_INTERVALS)
        self._heard_at_s: float | None = None

    def note(self, speed_kmh: float) -> None:
        """Note that a speed was told; at rest a source may keep silent."""
        now_s = clock.elapsed_s()
        if self._heard_at_s is not None and speed_kmh > 0:
            self._intervals.append(now_s - self._heard_at_s)
        self._heard_at_s = now_s if speed_kmh > 0 else None
        if len(self._intervals) == MEASURED_INTERVALS:
            self._on_interval(round(median(self._intervals), 1))
            self._intervals.clear()
