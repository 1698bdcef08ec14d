"""What everybody walked: read once, and again only from the month that has changed."""

from collections.abc import Collection
from math import inf
from typing import Final

from homeassistant.util import dt as dt_util

from ..engine.history.record import SessionRecord, start_of_month
from ..engine.progress.records import Walk
from ..history.log import History

_DAY_S: Final = 86_400.0


class Walked:
    """Hold the walks of people, without their pain."""

    def __init__(self, log: History) -> None:
        """Know nobody."""
        self._log = log
        self._people: frozenset[str] = frozenset()
        self._since_s = inf
        self._revision = 0
        self._walks: list[Walk] = []

    async def async_since(self, since_s: float, people: Collection[str]) -> list[Walk]:
        """Return what people walked since a moment, the latest walks first."""
        wanted, revision = frozenset(people), self._log.revision
        again_s = self._again_from_s(since_s, wanted)
        kept = [each for each in self._walks if since_s < each.ended_utc_s <= again_s]
        read: list[SessionRecord] = []
        if again_s < inf:
            until_s = dt_util.utcnow().timestamp() + _DAY_S
            read = await self._log.async_records(
                again_s, until_s, lambda record: record.person_id in wanted
            )
        self._walks = [*map(_walk, read), *kept]
        self._people, self._since_s, self._revision = wanted, since_s, revision
        return [each for each in self._walks if each.person_id in wanted]

    def _again_from_s(self, since_s: float, people: frozenset[str]) -> float:
        """Return from when on the log has to be read again."""
        if since_s < self._since_s or not people <= self._people:
            return since_s
        month = self._log.first_changed(self._revision)
        # A walk that goes on into the next month stands in the one where it began.
        return inf if month is None else max(since_s, start_of_month(month) - _DAY_S)


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
