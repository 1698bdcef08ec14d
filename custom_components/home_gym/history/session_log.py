"""Write the sessions of one machine down, from their first minute into the log."""

import asyncio
from collections.abc import Coroutine
from contextlib import suppress
from dataclasses import dataclass, field
import logging
from typing import Any, Final

from homeassistant.config_entries import ConfigSubentry
from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers.storage import Store

from ..const import DOMAIN
from ..engine.advance import Step
from ..engine.clock import Calendar, Now
from ..engine.history.diary import Diary
from ..engine.history.record import SessionRecord
from ..engine.history.sums import Sums, sums_of
from ..engine.history.trace import Trace
from ..engine.machine import Machine
from ..engine.policy import Policy
from ..engine.state import State
from .file import NONSENSE, UnreadableHistoryError
from .log import History

DIARY_VERSION: Final = 1
# A crash takes this much of the course of a session, and nothing of its numbers.
SAVE_EVERY_S: Final = 60.0

_LOGGER = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Logged:
    """What the log says of a machine: in all, this week and last week.

    `revision`, `week` and `calendar` are what this was worked out from.
    """

    revision: int = -1
    week: str = ""
    calendar: Calendar = Calendar()
    lifetime: Sums = field(default_factory=Sums)
    this_week: Sums = field(default_factory=Sums)
    last_week: Sums = field(default_factory=Sums)


def diary_file(hass: HomeAssistant, subentry_id: str) -> Store[dict[str, Any]]:
    """Return the file with a machine's diary."""
    return Store(hass, DIARY_VERSION, f"{DOMAIN}.{subentry_id}.diary")


class SessionLog:
    """Keep the diary of the session in progress, and hand its record to the log."""

    def __init__(
        self, hass: HomeAssistant, subentry: ConfigSubentry, history: History
    ) -> None:
        """Start without a session."""
        self.history = history
        self._hass = hass
        self._subentry = subentry
        self._diary: Diary | None = None
        self._ended: Diary | None = None
        self._saved_s = 0.0
        self._writing: set[asyncio.Task[None]] = set()
        self._logged = Logged()
        self._store = diary_file(hass, subentry.subentry_id)

    @property
    def course(self) -> Trace | None:
        """Return the course of the session in progress, None where there is none."""
        return None if self._diary is None else self._diary.trace

    async def async_load(self, state: State) -> None:
        """Take up the diary of a session that goes on, or has ended unlogged."""
        # What cannot be read is only the course of one session.
        with suppress(HomeAssistantError, *NONSENSE):
            data = await self._store.async_load() or {}
            session_id = data.get("session_id")
            for session in (state.session, state.last_session):
                if session is not None and session.id == session_id:
                    self._diary = Diary.restored(session, data)
                    break
        if self._diary is None:
            return
        if state.session is None:
            await self._async_finish(state)
        else:
            self._diary.go_on()

    @callback
    def note(self, now: Now, step: Step, policy: Policy, machine: Machine) -> None:
        """Note one step of the engine."""
        state, diary = step.state, self._diary
        if state.session is not None:
            if diary is None or diary.session_id != state.session.id:
                diary = self._diary = Diary(state.session)
                self._saved_s = 0.0
        elif diary is None:
            return
        if not step.effects and not diary.is_due(now):
            return
        happened = diary.note(now, state, step.effects, policy, machine)
        if state.session is None:
            self._create_task(self._async_finish(state))
        elif happened or now.elapsed_s >= self._saved_s + SAVE_EVERY_S:
            self._saved_s = now.elapsed_s
            self._create_task(self._store.async_save(diary.plain()))

    async def async_close(self, *, removed: bool) -> None:
        """Save the diary of a session that goes on; a removed machine needs none.

        What is being written is waited for: whoever opens the log next reads it.
        """
        await asyncio.gather(*self._writing, return_exceptions=True)
        if removed:
            await self._store.async_remove()
        elif self._diary is not None:
            await self._store.async_save(self._diary.plain())

    @callback
    def logged(self, week: str, calendar: Calendar) -> Logged:
        """Return what the log says, in a week of the gym."""
        present, revision = self._logged, self.history.revision
        worked_out_from = (present.revision, present.week, present.calendar)
        if worked_out_from != (revision, week, calendar):
            self._logged = self._sum(revision, week, calendar)
        return self._logged

    @callback
    def lifetime_s(self, logged: Logged) -> float:
        """Return the moving time in all, with what is written down of this session."""
        live = self._diary or self._ended
        return logged.lifetime.moving_s + (0.0 if live is None else live.stepped_s)

    @callback
    def lifetime_m(self, logged: Logged) -> float:
        """Return the way walked in all, as far as the moving time tells."""
        live = self._diary or self._ended
        return logged.lifetime.distance_m + (0.0 if live is None else live.stepped_m)

    async def _async_finish(self, state: State) -> None:
        """Hand the record of the session that is over to the log."""
        diary, self._diary = self._diary, None
        if diary is None:
            return
        self._ended = diary
        subentry = self._subentry
        record = diary.record(state, subentry.subentry_id, subentry.title)
        try:
            if record is not None:
                await self.history.async_add(*record)
            # A diary that is left behind is taken up at the next start, and the same
            # session logged again: that is no second one.
            if self._diary is None:
                await self._store.async_remove()
        except UnreadableHistoryError as err:
            _LOGGER.warning("%s cannot be read and is left as it is", err.file)
            await self._store.async_save(diary.plain())
        finally:
            self._ended = None
            self.history.async_tell()

    def _sum(self, revision: int, week: str, calendar: Calendar) -> Logged:
        machine_id = self._subentry.subentry_id
        before = calendar.week_before(week) if week else ""
        by_week: dict[str, list[SessionRecord]] = {week: [], before: []}
        for record in self.history.recent(machine_id):
            day = calendar.day(record.started_utc_s)
            if (of_week := by_week.get(calendar.week_start(day))) is not None:
                of_week.append(record)
        return Logged(
            revision=revision,
            week=week,
            calendar=calendar,
            lifetime=self.history.sums(machine_id),
            this_week=sums_of(by_week[week]),
            last_week=sums_of(by_week[before]),
        )

    def _create_task(self, job: Coroutine[Any, Any, None]) -> None:
        name = f"home_gym {self._subentry.title} diary"
        task = self._hass.async_create_task(job, name, eager_start=True)
        if not task.done():
            self._writing.add(task)
            task.add_done_callback(self._writing.discard)
