"""The last session and a person's week as pictures, also for a notification."""

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any, Final, override

from homeassistant.components.image import ImageEntity, ImageEntityDescription
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback
from homeassistant.util import dt as dt_util

from .coordinator import MachineCoordinator
from .engine.history.record import SessionRecord
from .entity import MachineEntity, async_add_machines
from .history.paper import DARK, LIGHT, Colors
from .history.picture import picture
from .models import HomeGymConfigEntry
from .people.coordinator import PersonCoordinator
from .people.entity import PersonDescription, PersonEntity, async_add_people
from .people.week import async_week_of
from .people.week_picture import week_picture
from .texts import async_texts

PARALLEL_UPDATES = 0  # There is no I/O in the entity itself.


@dataclass(frozen=True, kw_only=True)
class GymImageDescription(ImageEntityDescription):
    """Describe a picture."""

    colors: Colors


@dataclass(frozen=True, kw_only=True)
class WeekImageDescription(ImageEntityDescription, PersonDescription):
    """Describe a picture of a week, by what it shows."""

    colors: Colors


IMAGES: Final = (
    GymImageDescription(key="last_session", colors=LIGHT),
    GymImageDescription(
        key="last_session_dark", colors=DARK, entity_registry_enabled_default=False
    ),
)


def _week(person: PersonCoordinator) -> tuple[Any, ...]:
    """Return what another picture of the week follows from."""
    return person.person.name, person.progress.week, person.lifetime.sessions


WEEK_IMAGES: Final = (
    WeekImageDescription(key="week", colors=LIGHT, value_fn=_week),
    WeekImageDescription(
        key="week_dark",
        colors=DARK,
        value_fn=_week,
        entity_registry_enabled_default=False,
    ),
)


async def async_setup_entry(
    hass: HomeAssistant,
    entry: HomeGymConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the pictures of every machine and every person."""
    async_add_machines(
        hass,
        entry,
        async_add_entities,
        lambda machine: [
            GymImage(hass, machine, description) for description in IMAGES
        ],
    )
    async_add_people(
        hass,
        entry,
        async_add_entities,
        lambda person: [
            WeekImage(hass, entry, person, description) for description in WEEK_IMAGES
        ],
    )


class GymImage(MachineEntity, ImageEntity):
    """Draw the last session when somebody asks for it."""

    _attr_content_type = "image/png"
    entity_description: GymImageDescription

    def __init__(
        self,
        hass: HomeAssistant,
        machine: MachineCoordinator,
        description: GymImageDescription,
    ) -> None:
        """Have no session yet."""
        MachineEntity.__init__(self, machine, description)
        ImageEntity.__init__(self, hass)
        self._record: SessionRecord | None = None
        self._drawn: bytes | None = None

    @override
    async def async_added_to_hass(self) -> None:
        """Look for the last session, and follow the log."""
        await super().async_added_to_hass()
        history = self.coordinator.log.history
        self.async_on_remove(history.async_follow(self._on_change))
        await self._async_look()

    @override
    async def async_image(self) -> bytes | None:
        """Return the picture, None where nobody has walked yet."""
        record = self._record
        if record is None or self._drawn is not None:
            return self._drawn
        trace = await self.coordinator.log.history.async_trace(record)
        texts = await async_texts(self.hass, "picture")
        colors = self.entity_description.colors
        drawn = await self.hass.async_add_executor_job(
            partial(picture, record, trace, texts, colors)
        )
        if record is self._record:
            self._drawn = drawn
        return drawn

    @callback
    def _on_change(self) -> None:
        self.hass.async_create_task(self._async_refresh(), eager_start=True)

    async def _async_refresh(self) -> None:
        if await self._async_look():
            self.async_write_ha_state()

    async def _async_look(self) -> bool:
        """Look for the last session, and return whether it is another one."""
        machine_id = self.coordinator.subentry.subentry_id
        records = await self.coordinator.log.history.async_records(
            0.0,
            dt_util.utcnow().timestamp() + 1.0,
            lambda record: record.machine_id == machine_id,
            limit=1,
        )
        record = records[0] if records else None
        if record == self._record:
            return False
        # What follows another picture is new, even if its session is not.
        at = dt_util.utcnow() if self._record is not None else _ended(record)
        self._record, self._drawn = record, None
        self._attr_image_last_updated = at
        return True


class WeekImage(PersonEntity, ImageEntity):
    """Draw the week so far when somebody asks for it."""

    _attr_content_type = "image/png"
    entity_description: WeekImageDescription

    def __init__(
        self,
        hass: HomeAssistant,
        entry: HomeGymConfigEntry,
        person: PersonCoordinator,
        description: WeekImageDescription,
    ) -> None:
        """Show this week."""
        PersonEntity.__init__(self, person, description)
        ImageEntity.__init__(self, hass)
        self._entry = entry
        self._shown = self._value
        self._drawn: bytes | None = None
        self._attr_image_last_updated = dt_util.utcnow()

    @override
    async def async_image(self) -> bytes | None:
        """Return the picture."""
        if self._drawn is not None:
            return self._drawn
        shown = self._shown
        summary = await async_week_of(self._entry, self.coordinator)
        texts = await async_texts(self.hass, "week")
        colors = self.entity_description.colors
        drawn = await self.hass.async_add_executor_job(
            partial(week_picture, summary, texts, colors)
        )
        if shown == self._shown:
            self._drawn = drawn
        return drawn

    @callback
    @override
    def _handle_coordinator_update(self) -> None:
        """Have another picture when the week is another."""
        if (shown := self._value) != self._shown:
            self._shown, self._drawn = shown, None
            self._attr_image_last_updated = dt_util.utcnow()
            self.async_write_ha_state()


def _ended(record: SessionRecord | None) -> datetime | None:
    if record is None:
        return None
    return dt_util.utc_from_timestamp(round(record.ended_utc_s))
