"""The months of the log: read when they are asked for, and written as a whole."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import Final

from homeassistant.core import HomeAssistant

from ..engine.history.plain import decode_record, encode_record
from ..engine.history.record import SessionRecord
from ..engine.history.sums import (
    Sums,
    Whose,
    decode_months,
    encode_months,
    sums_by_walker,
)
from .file import (
    NONSENSE,
    UnreadableHistoryError,
    found_months,
    sessions_file,
    sums_file,
    traces_file,
)

# What is asked for again and again: the week, the last session.
KEPT_MONTHS: Final = 2

type Month = Mapping[str, SessionRecord]
type Traces = Mapping[str, dict[str, str]]


class Months:
    """Read and write the sessions of a month, and keep the sums of every month.

    The sums are what the months say: they are worked out anew from each month that is
    read, so that a write that was cut short is mended.
    """

    def __init__(self, hass: HomeAssistant) -> None:
        """Start with nothing read."""
        self.sums: dict[str, dict[Whose, Sums]] = {}
        self.revision = 0
        self._written: dict[str, int] = {}
        self._unread: set[str] = set()
        self._hass = hass
        self._read: dict[str, Month] = {}

    async def async_load(self, this_month: str) -> None:
        """Read the sums, the newest months, and those of which there is no sum."""
        with suppress(UnreadableHistoryError, *NONSENSE):
            stored = await sums_file(self._hass).async_load()
            self.sums = decode_months(stored.get("months", {}))
        found = await self._hass.async_add_executor_job(found_months, self._hass)
        newest = sorted(found | self.sums.keys())[-KEPT_MONTHS:]
        for month in {*newest, *(found - self.sums.keys()), this_month}:
            await self.async_month_if_known(month)
        self.forget_old()
        self.revision += 1
        self._written = dict.fromkeys(self.sums, self.revision)

    async def async_month(self, name: str) -> Month:
        """Return the sessions of a month by their id.

        Raises UnreadableHistoryError where its file makes no sense.
        """
        if (month := self._read.get(name)) is None:
            file = sessions_file(self._hass, name)
            data = await file.async_load()
            try:
                records = [decode_record(each) for each in data.get("sessions", ())]
            except NONSENSE as err:
                raise file.unreadable() from err
            file.readable()
            month = {record.id: record for record in records}
            self._read[name] = month
            self._unread.discard(name)
            self.sums = self._summed(name, month)
        return month

    async def async_month_if_known(self, name: str) -> Month:
        """Return a month; one that cannot be read is passed over."""
        try:
            return await self.async_month(name)
        except UnreadableHistoryError:
            self._unread.add(name)
            return {}

    async def async_traces(self, name: str) -> Traces:
        """Return the traces of a month's sessions.

        Raises UnreadableHistoryError where their file makes no sense.
        """
        file = traces_file(self._hass, name)
        data = await file.async_load()
        try:
            traces = dict(data.get("traces", {}))
        except NONSENSE as err:
            raise file.unreadable() from err
        file.readable()
        return traces

    async def async_write(self, name: str, month: Month, traces: Traces) -> None:
        """Write a month: its traces first, since without its record one is nothing."""
        kept = {key: trace for key, trace in traces.items() if key in month}
        await traces_file(self._hass, name).async_save({"traces": kept})
        records = sorted(month.values(), key=started)
        await sessions_file(self._hass, name).async_save(
            {"sessions": [encode_record(record) for record in records]}
        )
        sums = self._summed(name, month)
        await sums_file(self._hass).async_save({"months": encode_months(sums)})
        # From here on nothing waits: nobody sees a session twice, or not at all.
        self._read[name] = month
        self.sums = sums
        self.forget_old()
        self.revision += 1
        self._written[name] = self.revision

    def first_changed(self, revision: int) -> str | None:
        """Return the first month that was written after a revision, if any.

        One that cannot be read may be mended by its owner: it is always looked at.
        """
        written = {name for name, at in self._written.items() if at > revision}
        return min(written | self._unread, default=None)

    async def async_remove(self) -> None:
        """Delete every month, and their sums."""
        found = await self._hass.async_add_executor_job(found_months, self._hass)
        for month in found | self.sums.keys():
            await sessions_file(self._hass, month).async_remove()
            await traces_file(self._hass, month).async_remove()
        await sums_file(self._hass).async_remove()

    def at_hand(self) -> Iterable[Month]:
        """Return the newest months."""
        return self._read.values()

    def forget_old(self) -> None:
        """Keep no more than the newest months in memory."""
        for name in sorted(self._read)[:-KEPT_MONTHS]:
            del self._read[name]

    def _summed(self, name: str, month: Month) -> dict[str, dict[Whose, Sums]]:
        """Return the sums of all months with one of them worked out anew."""
        parts = sums_by_walker(month.values())
        others = {key: each for key, each in self.sums.items() if key != name}
        return {**others, name: parts} if parts else others


def started(record: SessionRecord) -> float:
    """Return when a session began, to sort by."""
    return record.started_utc_s
