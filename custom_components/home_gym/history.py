"""The log of all sessions: years of them, of which few are read at a time."""

import asyncio
from collections.abc import Callable, Collection
from contextlib import suppress
from typing import Any, Final

from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.util import dt as dt_util

from .engine.history.plain import (
    decode_record,
    decode_trace,
    encode_record,
    encode_trace,
)
from .engine.history.record import (
    SessionRecord,
    month_of,
    month_of_id,
    without_strangers,
)
from .engine.history.sums import Sums, decode_sums, encode_sums, sums_of, total
from .engine.history.trace import Trace
from .history_file import (
    NONSENSE,
    UnreadableHistoryError,
    found_months,
    remove_rest,
    sessions_file,
    sums_file,
    traces_file,
)

# A session may have begun before the time that is asked for, and end within it.
_LONGEST_S: Final = 86400.0
# What is asked for again and again: the week, the last session.
_KEPT_MONTHS: Final = 2
_NO_TRACE: Final = {"points": "", "marks": ""}

type Month = dict[str, SessionRecord]
type Change = Callable[[SessionRecord, Trace], tuple[SessionRecord, Trace] | None]
type Whose = tuple[str, str]


class History:
    """Keep the records of sessions by month, and sums of each month by whose they are.

    The sums are what the months say: they are worked out anew from each month that is
    read, so that a write that was cut short is mended.
    """

    def __init__(self, hass: HomeAssistant) -> None:
        """Start with nothing read."""
        self._hass = hass
        self._lock = asyncio.Lock()
        self._months: dict[str, Month] = {}
        self._sums: dict[str, dict[Whose, Sums]] = {}
        self._followers: list[CALLBACK_TYPE] = []
        self.revision = 0

    async def async_load(self) -> None:
        """Read the sums and the newest months."""
        async with self._lock:
            with suppress(UnreadableHistoryError, *NONSENSE):
                self._sums = _sums(await sums_file(self._hass).async_load())
            found = await self._hass.async_add_executor_job(found_months, self._hass)
            newest = sorted(found | self._sums.keys())[-_KEPT_MONTHS:]
            for month in {*newest, *(found - self._sums.keys()), self._this_month()}:
                await self._async_read_if_known(month)
            self._forget_old()
            self.revision += 1

    async def async_add(self, record: SessionRecord, trace: dict[str, str]) -> None:
        """Add the record of a session that is over; one that is there is replaced.

        Raises UnreadableHistoryError where its month may not be written.
        """
        async with self._lock:
            month = await self._async_month(record.month)
            traces = await self._async_traces(record.month)
            traces[record.id] = trace
            await self._async_write(record.month, {**month, record.id: record}, traces)

    async def async_change(
        self, record_id: str, change: Change
    ) -> tuple[SessionRecord, SessionRecord | None] | None:
        """Change or delete a record; return it before and after, None if there is none.

        Raises UnreadableHistoryError where its month may not be written.
        """
        name = month_of_id(record_id)
        async with self._lock:
            month = dict(await self._async_month(name))
            if (before := month.pop(record_id, None)) is None:
                return None
            traces = await self._async_traces(name)
            trace = decode_trace(traces.pop(record_id, _NO_TRACE))
            after = change(before, trace)
            if after is not None:
                month[record_id] = after[0]
                traces[record_id] = encode_trace(after[1])
            await self._async_write(name, month, traces)
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
            for name in sorted(self._sums, reverse=True):
                if not first <= name <= last:
                    continue
                month = await self._async_read_if_known(name)
                fitting = [
                    record
                    for record in month.values()
                    if record.started_utc_s < until_s
                    and record.ended_utc_s > since_s
                    and wanted(record)
                ]
                found += sorted(fitting, key=_started, reverse=True)
                if limit is not None and len(found) >= limit:
                    break
            self._forget_old()
        return found[:limit]

    async def async_trace(self, record: SessionRecord) -> Trace:
        """Return the trace of a session."""
        async with self._lock:
            traces = await self._async_traces(record.month)
        return decode_trace(traces.get(record.id, _NO_TRACE))

    async def async_keep_only(self, people: Collection[str]) -> None:
        """Delete the sessions of everybody else; what they shared was a guest's."""
        before = self.revision
        async with self._lock:
            for name, parts in list(self._sums.items()):
                if all(person_id in people for _, person_id in parts):
                    continue
                month = await self._async_read_if_known(name)
                kept = {
                    key: without_strangers(record, people)
                    for key, record in month.items()
                    if record.person_id in people
                }
                if kept == month:
                    continue
                # What cannot be changed keeps nobody from being guarded.
                with suppress(UnreadableHistoryError):
                    traces = await self._async_traces(name)
                    await self._async_write(name, kept, traces)
        if self.revision != before:
            self.async_tell()

    async def async_remove(self) -> None:
        """Delete the whole log."""
        await self.async_load()
        async with self._lock:
            found = await self._hass.async_add_executor_job(found_months, self._hass)
            for month in found | self._sums.keys():
                await sessions_file(self._hass, month).async_remove()
                await traces_file(self._hass, month).async_remove()
            await sums_file(self._hass).async_remove()
            await self._hass.async_add_executor_job(remove_rest, self._hass)

    @callback
    def recent(self, machine_id: str) -> list[SessionRecord]:
        """Return the sessions of a machine in the newest months."""
        return [
            record
            for month in self._months.values()
            for record in month.values()
            if record.machine_id == machine_id
        ]

    @callback
    def sums(self, machine_id: str) -> Sums:
        """Return what all sessions of a machine amount to."""
        return total(
            sums
            for month in self._sums.values()
            for (whose_machine_id, _), sums in month.items()
            if whose_machine_id == machine_id
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

    async def _async_month(self, name: str) -> Month:
        if (month := self._months.get(name)) is None:
            data = await sessions_file(self._hass, name).async_load()
            try:
                records = [decode_record(each) for each in data.get("sessions", ())]
            except NONSENSE as err:
                raise UnreadableHistoryError(name) from err
            month = {record.id: record for record in records}
            self._months[name] = month
            self._sums = self._summed(name, month)
        return month

    async def _async_read_if_known(self, name: str) -> Month:
        """Return a month; one that cannot be read is passed over."""
        try:
            return await self._async_month(name)
        except UnreadableHistoryError:
            return {}

    async def _async_traces(self, name: str) -> dict[str, dict[str, str]]:
        data = await traces_file(self._hass, name).async_load()
        return dict(data.get("traces", {}))

    async def _async_write(
        self, name: str, month: Month, traces: dict[str, dict[str, str]]
    ) -> None:
        """Write a month: its traces first, since without its record one is nothing."""
        kept = {key: trace for key, trace in traces.items() if key in month}
        await traces_file(self._hass, name).async_save({"traces": kept})
        records = sorted(month.values(), key=_started)
        await sessions_file(self._hass, name).async_save(
            {"sessions": [encode_record(record) for record in records]}
        )
        sums = self._summed(name, month)
        await sums_file(self._hass).async_save({"months": _plain_sums(sums)})
        # From here on nothing waits: nobody sees a session twice, or not at all.
        self._months[name] = month
        self._sums = sums
        self._forget_old()
        self.revision += 1

    def _summed(self, name: str, month: Month) -> dict[str, dict[Whose, Sums]]:
        """Return the sums of all months with one of them worked out anew."""
        by_whose: dict[Whose, list[SessionRecord]] = {}
        for record in month.values():
            whose = (record.machine_id, record.person_id)
            by_whose.setdefault(whose, []).append(record)
            # So that those who walked a part of somebody else's session are found.
            for share in record.shares:
                by_whose.setdefault((record.machine_id, share.person_id), [])
        parts = {key: sums_of(records) for key, records in by_whose.items()}
        others = {key: each for key, each in self._sums.items() if key != name}
        return {**others, name: parts} if parts else others

    def _forget_old(self) -> None:
        for name in sorted(self._months)[:-_KEPT_MONTHS]:
            del self._months[name]

    def _this_month(self) -> str:
        return month_of(dt_util.utcnow().timestamp())


def _started(record: SessionRecord) -> float:
    return record.started_utc_s


def _sums(stored: dict[str, Any]) -> dict[str, dict[Whose, Sums]]:
    return {
        month: {
            (part["machine_id"], part["person_id"]): decode_sums(part["sums"])
            for part in parts
        }
        for month, parts in stored.get("months", {}).items()
    }


def _plain_sums(months: dict[str, dict[Whose, Sums]]) -> dict[str, Any]:
    return {
        name: [
            {
                "machine_id": machine_id,
                "person_id": person_id,
                "sums": encode_sums(sums),
            }
            for (machine_id, person_id), sums in parts.items()
        ]
        for name, parts in sorted(months.items())
    }
