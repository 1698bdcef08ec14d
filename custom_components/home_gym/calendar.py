"""The sessions of a machine as a calendar."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, override

from homeassistant.components.calendar import (
    CalendarEntity,
    CalendarEntityDescription,
    CalendarEvent,
)
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback
from homeassistant.util import dt as dt_util

from .coordinator import MachineCoordinator
from .engine.history.record import SessionRecord
from .entity import ShownDescription, ShownEntity, async_add_machines
from .models import HomeGymConfigEntry
from .texts import async_texts

PARALLEL_UPDATES = 0  # There is no I/O in the entity itself.

# A session in progress has no end yet, and a calendar wants one.
_OPEN_END: Final = timedelta(hours=1)


@dataclass(frozen=True, kw_only=True)
class GymCalendarDescription(CalendarEntityDescription, ShownDescription):
    """Describe a calendar."""


def _in_progress(machine: MachineCoordinator) -> float | None:
    session = machine.state.session
    return None if session is None else session.started_utc_s


# Off until wanted: each calendar is shown to the whole household at once.
SESSIONS: Final = GymCalendarDescription(
    key="sessions",
    value_fn=_in_progress,
    entity_registry_enabled_default=False,
)


async def async_setup_entry(
    hass: HomeAssistant,
    entry: HomeGymConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the calendar of every machine."""
    async_add_machines(
        hass,
        entry,
        async_add_entities,
        lambda machine: [GymCalendar(machine, SESSIONS)],
    )


class GymCalendar(ShownEntity, CalendarEntity):
    """Show when somebody walked, and for how long; not who."""

    entity_description: GymCalendarDescription
    _texts: dict[str, str]

    @override
    async def async_added_to_hass(self) -> None:
        """Look the words up, in the language of the house."""
        self._texts = await async_texts(self.hass, "calendar")
        await super().async_added_to_hass()

    @property
    @override
    def event(self) -> CalendarEvent | None:
        """Return the session in progress."""
        if (started_utc_s := self._shown[0]) is None:
            return None
        start = _local(started_utc_s)
        end = max(start, dt_util.now()) + _OPEN_END
        return CalendarEvent(start=start, end=end, summary=self._texts["now"])

    @override
    async def async_get_events(
        self, hass: HomeAssistant, start_date: datetime, end_date: datetime
    ) -> list[CalendarEvent]:
        """Return the sessions of a time, and the one in progress."""
        machine_id = self.coordinator.subentry.subentry_id
        records = await self.coordinator.log.history.async_records(
            start_date.timestamp(),
            end_date.timestamp(),
            lambda record: record.machine_id == machine_id,
        )
        events = [self._event(record) for record in reversed(records)]
        current = self.event
        if current is not None and current.start < end_date:
            events.append(current)
        return events

    def _event(self, record: SessionRecord) -> CalendarEvent:
        values = {
            "minutes": round(record.moving_s / 60),
            "kilometres": f"{record.distance_m / 1000:.1f}",
            "breaks": record.breaks_taken,
        }
        return CalendarEvent(
            start=_local(record.started_utc_s),
            # The shortest of all would begin and end in the same second.
            end=_local(max(record.ended_utc_s, record.started_utc_s + 1.0)),
            summary=self._texts["session"].format(**values),
            description=self._texts["details"].format(**values),
            uid=record.id,
        )


def _local(utc_s: float) -> datetime:
    return dt_util.as_local(dt_util.utc_from_timestamp(round(utc_s)))
