"""The log of all sessions: years of them, of which few are read at a time."""

import asyncio
from collections.abc import Callable, Collection, Iterable
from contextlib import suppress
from typing import Final

from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.util import dt as dt_util

from ..engine.history.plain import decode_trace, encode_trace
from ..engine.history.record import (
    SessionRecord,
    month_of,
    month_of_id,
    without_strangers,
)
from ..engine.history.sums import Sums, total
from ..engine.history.trace import Trace
from .file import NONSENSE, UnreadableHistoryError, remove_rest
from .months import Months, started
from .waiting_sessions import Waiting, WaitingSessions

# A session may have begun before the time that is asked for, and end within it.
_LONGEST_S: Final = 86400.0
_NO_TRACE: Final = {"points": "", "marks": ""}

type Change = Callable[[SessionRecord, Trace], tuple[SessionRecord, Trace] | None]


class History:
    """Keep the records of sessions by month, one change of them at a time."""

    def __init__(self, hass: HomeAssistant) -> None:
        """Start with nothing read."""
        self._hass = hass
        self._lock = asyncio.Lock()
        self._months = Months(hass)
        self._waiting = WaitingSessions(hass)
        self._followers: list[CALLBACK_TYPE] = []

    @property
    def revision(self) -> int:
        """Return a number that is another one after each change."""
        return self._months.revision

    def first_changed(self, revision: int) -> str | None:
        """Return the first month that is another one than at a revision, if any."""
        return self._months.first_changed(revision)

    async def async_load(self) -> None:
        """Read the sums and the newest months, and file what has waited for one."""
        async with self._lock:
            await self._months.async_load(month_of(dt_util.utcnow().timestamp()))
            await self._async_file_waiting()

    async def async_add(self, record: SessionRecord, trace: dict[str, str]) -> None:
        """Add the record of a session that is over; one that is there is replaced.

        Where its month may not be written it waits until it may. Raises
        UnreadableHistoryError where that cannot be kept either.
        """
        async with self._lock:
            try:
                await self._async_file(record.month, [(record, trace)])
            except UnreadableHistoryError:
                await self._waiting.async_put(record, trace)
            await self._async_file_waiting()

    async def async_change(
        self, record_id: str, change: Change
    ) -> tuple[SessionRecord, SessionRecord | None] | None:
        """Change or delete a record; return it before and after, None if there is none.

        Raises UnreadableHistoryError where its month may not be written.
        """
        name = month_of_id(record_id)
        async with self._lock:
            month = dict(await self._months.async_month(name))
            if (before := month.pop(record_id, None)) is None:
                return None
            traces = dict(await self._months.async_traces(name))
            trace = decode_trace(traces.pop(record_id, _NO_TRACE))
            after = change(before, trace)
            if after is not None:
                month[record_id] = after[0]
                traces[record_id] = encode_trace(after[1])
            await self._months.async_write(name, month, traces)
        self.async_tell()
        return before, None if after is None else after[0]

    async def async_records(
        self,
        since_s: float,
        until_s: float,
        wanted: Callable[[SessionRecord], bool],
        limit: int | None = None,
    ) -> list[SessionRecord]:
        """Return the sessions of a time, the newest first."""
        found: list[SessionRecord] = []
        first, last = month_of(max(0.0, since_s - _LONGEST_S)), month_of(until_s)
        async with self._lock:
            for name in sorted(self._months.sums, reverse=True):
                if not first <= name <= last:
                    continue
                month = await self._months.async_month_if_known(name)
                fitting = [
                    record
                    for record in month.values()
                    if record.started_utc_s < until_s
                    and record.ended_utc_s > since_s
                    and wanted(record)
                ]
                found += sorted(fitting, key=started, reverse=True)
                if limit is not None and len(found) >= limit:
                    break
            self._months.forget_old()
        return found[:limit]

    async def async_trace(self, record: SessionRecord) -> Trace:
        """Return the trace of a session, an empty one where it cannot be read."""
        async with self._lock:
            with suppress(UnreadableHistoryError, *NONSENSE):
                traces = await self._months.async_traces(record.month)
                return decode_trace(traces.get(record.id, _NO_TRACE))
        return Trace()

    async def async_keep_only(self, people: Collection[str]) -> None:
        """Delete the sessions of everybody else; what they shared was a guest's."""
        before = self.revision
        async with self._lock:
            with suppress(UnreadableHistoryError):
                await self._waiting.async_keep_only(people)
            await self._async_file_waiting()
            for name, parts in list(self._months.sums.items()):
                if all(person_id in people for _, person_id in parts):
                    continue
                month = await self._months.async_month_if_known(name)
                kept = {
                    key: without_strangers(record, people)
                    for key, record in month.items()
                    if record.person_id in people
                }
                if kept == month:
                    continue
                # What cannot be changed keeps nobody from being guarded.
                with suppress(UnreadableHistoryError):
                    traces = await self._months.async_traces(name)
                    await self._months.async_write(name, kept, traces)
        if self.revision != before:
            self.async_tell()

    async def async_remove(self) -> None:
        """Delete the whole log."""
        await self.async_load()
        async with self._lock:
            await self._months.async_remove()
            await self._waiting.async_remove()
            await self._hass.async_add_executor_job(remove_rest, self._hass)

    @callback
    def recent(self, machine_id: str) -> list[SessionRecord]:
        """Return the sessions of a machine in the newest months."""
        return [
            record
            for month in self._months.at_hand()
            for record in month.values()
            if record.machine_id == machine_id
        ]

    @callback
    def sums(self, machine_id: str) -> Sums:
        """Return what all sessions of a machine amount to."""
        return total(
            sums
            for month in self._months.sums.values()
            for (whose_machine_id, _), sums in month.items()
            if whose_machine_id == machine_id
        )

    @callback
    def sums_of_person(self, person_id: str) -> Sums:
        """Return what all sessions of a person amount to, on whichever machine."""
        return total(
            sums
            for month in self._months.sums.values()
            for (_, whose_person_id), sums in month.items()
            if whose_person_id == person_id
        )

    @callback
    def async_follow(self, follower: CALLBACK_TYPE) -> CALLBACK_TYPE:
        """Call somebody after each change, and return how to end that."""
        self._followers.append(follower)
        return lambda: self._followers.remove(follower)

    @callback
    def async_tell(self) -> None:
        """Tell everybody who follows that the log has changed."""
        for follower in list(self._followers):
            follower()

    async def _async_file_waiting(self) -> None:
        """File what has waited, as far as its month can be written by now."""
        with suppress(UnreadableHistoryError):
            for name, sessions in (await self._waiting.async_by_month()).items():
                with suppress(UnreadableHistoryError):
                    await self._async_file(name, sessions)
                    await self._waiting.async_filed(sessions)

    async def _async_file(self, name: str, sessions: Iterable[Waiting]) -> None:
        month = dict(await self._months.async_month(name))
        traces = dict(await self._months.async_traces(name))
        for record, trace in sessions:
            month[record.id] = record
            traces[record.id] = trace
        await self._months.async_write(name, month, traces)
