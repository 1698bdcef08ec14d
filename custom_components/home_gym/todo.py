"""What to look at before a walk: a list of each machine, and one of each person."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final, override

from homeassistant.components.todo.const import TodoItemStatus, TodoListEntityFeature
from homeassistant.components.todo.entity import TodoItem, TodoListEntity
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity import EntityDescription
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback
from homeassistant.util import dt as dt_util

from .const import CONF_TREADMILL
from .coordinator import MachineCoordinator
from .devices import machine_identity, part_identity
from .entity import ShownDescription, ShownEntity, async_add_machines
from .models import HomeGymConfigEntry
from .people.coordinator import PersonCoordinator
from .people.entity import PersonDescription, PersonEntity, async_add_people
from .start_check import (
    OF_MACHINE,
    OF_PERSON,
    SCREENING_URL,
    Item,
    Ticks,
    lapses_at_s,
)
from .start_check_file import StartCheckFile
from .texts import async_texts

PARALLEL_UPDATES = 1  # Each tick is written before the next one.


@dataclass(frozen=True, kw_only=True)
class TodoEntityDescription(EntityDescription):
    """Describe a list; Home Assistant has no description for lists."""


@dataclass(frozen=True, kw_only=True)
class GymTodoDescription(TodoEntityDescription, ShownDescription):
    """Describe a machine's list."""


@dataclass(frozen=True, kw_only=True)
class PersonTodoDescription(TodoEntityDescription, PersonDescription):
    """Describe a person's list."""


def _when(machine: MachineCoordinator) -> tuple[str, str]:
    """Return which treadmill it is, and its last walk: ticks hold until they change."""
    data, last = machine.subentry.data, machine.state.last_session
    treadmill = part_identity(data, CONF_TREADMILL) or machine_identity(data)
    return treadmill, "" if last is None else last.id


START_CHECK: Final = GymTodoDescription(key="start_check", value_fn=_when)
PERSON_CHECK: Final = PersonTodoDescription(
    key="person_check", value_fn=lambda person: None
)


async def async_setup_entry(
    hass: HomeAssistant,
    entry: HomeGymConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the lists of every machine and every person."""
    async_add_machines(
        hass,
        entry,
        async_add_entities,
        lambda machine: [StartCheck(machine, START_CHECK)],
    )
    async_add_people(
        hass,
        entry,
        async_add_entities,
        lambda person: [PersonCheck(person, PERSON_CHECK, entry)],
    )


class Checklist(TodoListEntity):
    """A list whose items are given: they can be ticked, and nothing else."""

    _attr_supported_features = TodoListEntityFeature.UPDATE_TODO_ITEM
    _summaries: Mapping[str, str]
    _reasons: Mapping[str, str]

    async def async_look_up(self) -> None:
        """Look the words up, in the language of the house."""
        self._summaries = await async_texts(self.hass, "start_check")
        self._reasons = await async_texts(self.hass, "start_check_reason")

    def items(self, done: Mapping[str, float], among: Iterable[Item]) -> list[TodoItem]:
        """Return the items, with the open ones that have lapsed."""
        return [self._item(item, done.get(item)) for item in among]

    def _item(self, item: Item, at_s: float | None) -> TodoItem:
        lapses_s = None if at_s is None else lapses_at_s(item, at_s)
        lapsed = lapses_s is not None and lapses_s <= dt_util.utcnow().timestamp()
        done = at_s is not None and not lapsed
        status = TodoItemStatus.COMPLETED if done else TodoItemStatus.NEEDS_ACTION
        return TodoItem(
            uid=item.value,
            summary=self._summaries[item],
            description=self._reasons[item].format(url=SCREENING_URL),
            status=status,
            due=_local(lapses_s).date() if lapses_s is not None else None,
            completed=_local(at_s) if at_s is not None and done else None,
        )


class StartCheck(ShownEntity, Checklist):
    """What to look at before a walk on a machine."""

    entity_description: GymTodoDescription
    _ticks = Ticks()

    @override
    async def async_added_to_hass(self) -> None:
        """Look the words up, and what is ticked."""
        await self.async_look_up()
        self._file = StartCheckFile(self.hass, self.coordinator.subentry.subentry_id)
        self._ticks = await self._file.async_load()
        await super().async_added_to_hass()

    @property
    @override
    def todo_items(self) -> list[TodoItem]:
        """Return the items."""
        return self.items(self._held().done, OF_MACHINE)

    @override
    async def async_update_todo_item(self, item: TodoItem) -> None:
        """Tick an item, or take its tick back."""
        self._ticks = self._held().ticked(*_tick(item))
        await self._file.async_save(self._ticks)
        self.async_write_ha_state()

    def _held(self) -> Ticks:
        return self._ticks.now(*self._shown[0])


class PersonCheck(PersonEntity, Checklist):
    """What a person looks at before they begin, wherever they walk."""

    def __init__(
        self,
        person: PersonCoordinator,
        description: PersonTodoDescription,
        entry: HomeGymConfigEntry,
    ) -> None:
        """Belong to a person."""
        super().__init__(person, description)
        self._people = entry.runtime_data.people

    @override
    async def async_added_to_hass(self) -> None:
        """Look the words up."""
        await self.async_look_up()
        await super().async_added_to_hass()

    @property
    @override
    def todo_items(self) -> list[TodoItem]:
        """Return the items."""
        kept = self._people.kept(self.coordinator.person.id)
        done = {each.item: each.at_utc_s for each in kept.checked}
        return self.items(done, OF_PERSON)

    @override
    async def async_update_todo_item(self, item: TodoItem) -> None:
        """Tick an item, or take its tick back."""
        person_id = self.coordinator.person.id
        await self._people.async_check(person_id, *_tick(item))
        self.async_write_ha_state()


def _tick(item: TodoItem) -> tuple[str, float | None]:
    """Return which item it is, and when it was ticked, None where it is not."""
    done = item.status == TodoItemStatus.COMPLETED
    return item.uid or "", dt_util.utcnow().timestamp() if done else None


def _local(utc_s: float) -> datetime:
    return dt_util.as_local(dt_util.utc_from_timestamp(utc_s))
