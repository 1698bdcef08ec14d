"""Every person's past: walks from the log, and what is kept of them beside."""

from collections.abc import Callable, Collection
from dataclasses import replace
from math import inf, nextafter
from typing import Final

from homeassistant.core import HomeAssistant, callback
from homeassistant.util import dt as dt_util

from .engine.clock import Calendar
from .engine.history.record import SessionRecord
from .engine.policy import Policy
from .engine.progress.past import past_of
from .engine.progress.progress import Progress, progress_of
from .engine.progress.records import Activity, CheckIn, Flare, History, Walk
from .history import History as SessionHistory
from .person_file import PersonFile, async_forget_others

# Longer than anything that the progress looks back to; whoever has not walked for so
# long begins anew.
_LOOK_BACK_S: Final = 120 * 86_400.0
_TOMORROW_S: Final = 86_400.0
_NOBODY: Final = History()


class ProgressKeeper:
    """Hold what the progress of each person is worked out from."""

    def __init__(self, hass: HomeAssistant, log: SessionHistory) -> None:
        """Start with nobody."""
        self._hass = hass
        self._log = log
        self._records: dict[str, History] = {}

    async def async_follow(self, people: Collection[str]) -> None:
        """Read what is kept of new people and what all walked, and forget others."""
        for gone in self._records.keys() - set(people):
            del self._records[gone]
            await PersonFile(self._hass, gone).async_remove()
        await async_forget_others(self._hass, people)
        for person_id in people:
            if person_id not in self._records:
                loaded = await PersonFile(self._hass, person_id).async_load()
                self._records[person_id] = loaded
        now_s = dt_util.utcnow().timestamp()
        # A way back is told by all the walks since its flare: without them it would
        # begin again.
        flared_s = (f.at_utc_s for own in self._records.values() for f in own.flares)
        walked = await self._log.async_records(
            min((now_s, *flared_s)) - _LOOK_BACK_S,
            now_s + _TOMORROW_S,
            lambda record: record.person_id in self._records,
        )
        walks: dict[str, list[Walk]] = {person_id: [] for person_id in self._records}
        for record in walked:
            if record.person_id in walks:
                walks[record.person_id].append(_walk(record))
        for person_id, each in walks.items():
            records = self._records[person_id]
            self._records[person_id] = replace(records, walks=tuple(each))

    @callback
    def progress(self, person_id: str, policy: Policy, calendar: Calendar) -> Progress:
        """Return what a person's past says about now, under a policy."""
        records = self._records.get(person_id, _NOBODY)
        # What was taken down at this very moment is past already.
        now_s = nextafter(dt_util.utcnow().timestamp(), inf)
        return progress_of(past_of(records, person_id, policy, calendar, now_s))

    async def async_add(
        self, person_id: str, record: Flare | CheckIn | Activity
    ) -> None:
        """Keep one more record of a person."""
        match record:
            case Flare():
                await self._async_change(
                    person_id, lambda had: replace(had, flares=(*had.flares, record))
                )
            case CheckIn(day=day):
                # Whoever answers again has thought better of it.
                await self._async_change(
                    person_id,
                    lambda had: replace(
                        had,
                        check_ins=(
                            *(each for each in had.check_ins if each.day != day),
                            record,
                        ),
                    ),
                )
            case Activity():
                await self._async_change(
                    person_id,
                    lambda had: replace(had, activities=(*had.activities, record)),
                )

    async def async_take_back(self, person_id: str, at_utc_s: float) -> None:
        """Forget a flare that was a mistake."""
        await self._async_change(
            person_id,
            lambda had: replace(
                had,
                flares=tuple(each for each in had.flares if each.at_utc_s != at_utc_s),
            ),
        )

    async def _async_change(
        self, person_id: str, change: Callable[[History], History]
    ) -> None:
        if (records := self._records.get(person_id)) is None:
            return
        records = self._records[person_id] = change(records)
        # The walks are in the log already.
        await PersonFile(self._hass, person_id).async_save(replace(records, walks=()))


def _walk(record: SessionRecord) -> Walk:
    return Walk(
        id=record.id,
        person_id=record.person_id,
        machine=record.machine,
        started_utc_s=record.started_utc_s,
        ended_utc_s=record.ended_utc_s,
        moving_s=record.moving_s,
        unseen_s=record.unseen_s,
        distance_m=record.distance_m,
        fastest_kmh=record.fastest_kmh,
        moderate_s=record.moderate_s,
        vigorous_s=record.vigorous_s,
        worst_band=record.worst_band,
    )
