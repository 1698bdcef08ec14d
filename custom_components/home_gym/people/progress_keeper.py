"""Every person's past: walks from the log, and what is kept of them beside."""

import asyncio
from collections.abc import Callable, Collection
from dataclasses import replace
from math import inf, nextafter
from typing import Final

from homeassistant.core import HomeAssistant, callback
from homeassistant.util import dt as dt_util

from ..engine.clock import Calendar
from ..engine.policy import Policy
from ..engine.progress.pain_notes import with_pain
from ..engine.progress.past import past_of
from ..engine.progress.progress import Progress, progress_of
from ..engine.progress.records import (
    STOPPING,
    Activity,
    Checked,
    CheckIn,
    Flare,
    History,
    PainNote,
    Unanswered,
    Walk,
)
from ..engine.words import Subject
from ..history.log import History as SessionHistory
from .file import PersonFile, async_forget_others
from .walked import Walked

# Longer than anything that the progress looks back to; whoever has not walked for so
# long begins anew.
_LOOK_BACK_S: Final = 120 * 86_400.0
_NOBODY: Final = History()
# One report reaches all machines within this time.
_ONE_TIME_S: Final = 1.0


class ProgressKeeper:
    """Hold what the progress of each person is worked out from."""

    def __init__(self, hass: HomeAssistant, log: SessionHistory) -> None:
        """Start with nobody."""
        self._hass = hass
        self._walked = Walked(log)
        self._records: dict[str, History] = {}
        self._saving = asyncio.Lock()

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
        since_s = min((now_s, *flared_s)) - _LOOK_BACK_S
        walked = await self._walked.async_since(since_s, self._records.keys())
        walks: dict[str, list[Walk]] = {person_id: [] for person_id in self._records}
        for walk in walked:
            if walk.person_id in walks:
                walks[walk.person_id].append(walk)
        for person_id, own in walks.items():
            records = self._records[person_id]
            told = tuple(with_pain(own, records.pains))
            self._records[person_id] = replace(records, walks=told)

    @callback
    def kept(self, person_id: str) -> History:
        """Return what is kept of a person."""
        return self._records.get(person_id, _NOBODY)

    @callback
    def progress(self, person_id: str, policy: Policy, calendar: Calendar) -> Progress:
        """Return what a person's past says about now, under a policy."""
        records = self._records.get(person_id, _NOBODY)
        # What was taken down at this very moment is past already.
        now_s = nextafter(dt_util.utcnow().timestamp(), inf)
        return progress_of(past_of(records, person_id, policy, calendar, now_s))

    async def async_add(
        self, person_id: str, record: PainNote | CheckIn | Activity
    ) -> None:
        """Keep one more record of a person."""
        match record:
            case PainNote():
                await self._async_change(person_id, lambda had: _noted(had, record))
            case CheckIn():
                # An earlier answer is kept: a "worse" stands, whatever is said later.
                await self._async_change(
                    person_id,
                    lambda had: replace(had, check_ins=(*had.check_ins, record)),
                )
            case Activity():
                await self._async_change(
                    person_id,
                    lambda had: replace(had, activities=(*had.activities, record)),
                )

    async def async_note_silence(
        self, person_id: str, machine: str, subject: Subject
    ) -> None:
        """Keep that a person was asked something now, and did not answer."""
        silence = Unanswered(
            person_id=person_id,
            at_utc_s=dt_util.utcnow().timestamp(),
            machine=machine,
            subject=subject,
        )
        await self._async_change(
            person_id, lambda had: replace(had, unanswered=(*had.unanswered, silence))
        )

    async def async_take_back(self, person_id: str, at_utc_s: float) -> None:
        """Forget a report that was a mistake, and its flare."""
        await self._async_change(
            person_id,
            lambda had: replace(
                _without_pain(had, at_utc_s),
                flares=tuple(each for each in had.flares if each.at_utc_s != at_utc_s),
            ),
        )

    async def async_forget_pain(self, person_id: str, at_utc_s: float) -> None:
        """Forget what was told at a moment; what it led to stays."""
        await self._async_change(person_id, lambda had: _without_pain(had, at_utc_s))

    async def async_check(
        self, person_id: str, item: str, at_utc_s: float | None
    ) -> None:
        """Keep when a person has ticked something, None for not at all."""

        def check(had: History) -> History:
            others = tuple(each for each in had.checked if each.item != item)
            if at_utc_s is None:
                return replace(had, checked=others)
            ticked = Checked(person_id=person_id, item=item, at_utc_s=at_utc_s)
            return replace(had, checked=(*others, ticked))

        await self._async_change(person_id, check)

    async def _async_change(
        self, person_id: str, change: Callable[[History], History]
    ) -> None:
        if (had := self._records.get(person_id)) is None:
            return
        self._records[person_id] = change(had)
        async with self._saving:
            # What has changed meanwhile is saved with it, and never written over.
            if (records := self._records.get(person_id)) is not None:
                # The walks are in the log already.
                kept = replace(records, walks=())
                await PersonFile(self._hass, person_id).async_save(kept)


def _noted(had: History, note: PainNote) -> History:
    """Return a history with a note, and with the flare where it stopped a walk.

    What was told to several machines at once was told once.
    """
    if any(_echoes(note, each) for each in had.pains):
        return had
    noted = replace(had, pains=(*had.pains, note))
    if note.before_walk or note.band not in STOPPING:
        return noted
    flare = Flare(person_id=note.person_id, at_utc_s=note.at_utc_s, band=note.band)
    return replace(noted, flares=(*had.flares, flare))


def _echoes(note: PainNote, earlier: PainNote) -> bool:
    same = replace(earlier, at_utc_s=note.at_utc_s, machine=note.machine) == note
    near = abs(note.at_utc_s - earlier.at_utc_s) < _ONE_TIME_S
    return same and near and note.machine != earlier.machine


def _without_pain(had: History, at_utc_s: float) -> History:
    kept = tuple(each for each in had.pains if each.at_utc_s != at_utc_s)
    return replace(had, pains=kept)
