"""The sessions that are over and wait until their month can be written."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any, Final

from homeassistant.core import HomeAssistant

from ..engine.history.plain import decode_record, encode_record
from ..engine.history.record import SessionRecord, without_strangers
from .file import NONSENSE, waiting_file

_KEPT: Final = "waiting"

type Waiting = tuple[SessionRecord, dict[str, str]]


class WaitingSessions:
    """Keep the records and traces that the log cannot take yet, by their id.

    Everything raises UnreadableHistoryError where their own file makes no sense.
    """

    def __init__(self, hass: HomeAssistant) -> None:
        """Start with nothing read."""
        self._file = waiting_file(hass)
        self._sessions: dict[str, Waiting] | None = None

    async def async_put(self, record: SessionRecord, trace: dict[str, str]) -> None:
        """Let a session wait; one that waits already is replaced."""
        sessions = await self._async_read()
        await self._async_write({**sessions, record.id: (record, trace)})

    async def async_by_month(self) -> dict[str, list[Waiting]]:
        """Return what waits for which month."""
        found: dict[str, list[Waiting]] = {}
        for each in (await self._async_read()).values():
            found.setdefault(each[0].month, []).append(each)
        return found

    async def async_filed(self, sessions: Iterable[Waiting]) -> None:
        """Forget what stands in its month by now."""
        filed = {record.id for record, _ in sessions}
        waiting = await self._async_read()
        await self._async_write(
            {key: each for key, each in waiting.items() if key not in filed}
        )

    async def async_keep_only(self, people: Collection[str]) -> None:
        """Forget the sessions of everybody else; what they shared was a guest's."""
        waiting = await self._async_read()
        kept = {
            key: (without_strangers(record, people), trace)
            for key, (record, trace) in waiting.items()
            if record.person_id in people
        }
        if kept != waiting:
            await self._async_write(kept)

    async def async_remove(self) -> None:
        """Delete everything that waits."""
        await self._file.async_remove()
        self._sessions = None

    async def _async_read(self) -> dict[str, Waiting]:
        if self._sessions is None:
            data = await self._file.async_load()
            try:
                found = [_decoded(each) for each in data.get(_KEPT, ())]
            except NONSENSE as err:
                raise self._file.unreadable() from err
            self._file.readable()
            self._sessions = {each[0].id: each for each in found}
        return self._sessions

    async def _async_write(self, sessions: dict[str, Waiting]) -> None:
        if sessions:
            kept = [
                {"record": encode_record(record), "trace": trace}
                for record, trace in sessions.values()
            ]
            await self._file.async_save({_KEPT: kept})
        else:
            await self._file.async_remove()
        self._sessions = sessions


def _decoded(data: Mapping[str, Any]) -> Waiting:
    return decode_record(data["record"]), dict(data["trace"])
