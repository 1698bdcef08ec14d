"""Actions on what people have told of their pain: read it, take a wrong report out."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from functools import partial
from typing import Any, Final

from homeassistant.core import (
    Context,
    HomeAssistant,
    ServiceCall,
    ServiceResponse,
    SupportsResponse,
    callback,
)
from homeassistant.helpers import config_validation as cv
from homeassistant.util import dt as dt_util
import probatio

from ..const import DOMAIN
from ..engine.progress.pain_notes import PlaceWeek, by_place
from ..engine.progress.records import PainNote, Unanswered
from ..errors import pain_not_found, pain_private
from ..machines import calendar_of
from ..models import HomeGymConfigEntry
from .actions import ATTR_PERSON, meant_person
from .coordinator import PersonCoordinator
from .people import person_behind

ATTR_AT: Final = "at"
ATTR_START: Final = "start"

# What nobody has asked for in particular.
_LATELY: Final = timedelta(weeks=12)
# The time of a report is told to the microsecond, and typed to the second.
_NEAR_S: Final = 1.0


class PainAction(StrEnum):
    """The actions by their names."""

    GET_PAIN_HISTORY = "get_pain_history"
    DELETE_PAIN_REPORT = "delete_pain_report"


_GET: Final = {
    probatio.Optional(ATTR_PERSON): cv.string,
    probatio.Optional(ATTR_START): cv.datetime,
}
_DELETE: Final = {
    probatio.Optional(ATTR_PERSON): cv.string,
    probatio.Required(ATTR_AT): cv.datetime,
}


@callback
def async_setup_pain_actions(hass: HomeAssistant) -> None:
    """Register the actions."""
    hass.services.async_register(
        DOMAIN,
        PainAction.GET_PAIN_HISTORY,
        partial(_async_get, hass),
        probatio.Schema(_GET),
        SupportsResponse.ONLY,
    )
    hass.services.async_register(
        DOMAIN,
        PainAction.DELETE_PAIN_REPORT,
        partial(_async_delete, hass),
        probatio.Schema(_DELETE),
    )


async def _async_get(hass: HomeAssistant, call: ServiceCall) -> ServiceResponse:
    """Answer with what was told, and with how each place has felt week by week."""
    entry, person = await _async_own(hass, call)
    since = _since(call.data)
    kept, since_s = entry.runtime_data.people.kept(person.person.id), since.timestamp()
    notes = [note for note in kept.pains if note.at_utc_s >= since_s]
    silent = [each for each in kept.unanswered if each.at_utc_s >= since_s]
    trend = by_place(notes, calendar_of(entry))
    return {
        "person": person.person.name,
        "reports": [_told(note) for note in reversed(notes)],
        "unanswered": [_unanswered(each) for each in reversed(silent)],
        "trend": [
            {"place": place, "weeks": [_week(week) for week in weeks]}
            for place, weeks in trend.items()
        ],
    }


async def _async_delete(hass: HomeAssistant, call: ServiceCall) -> None:
    """Take a wrong report out of what is kept; what it led to stays."""
    entry, person = await _async_own(hass, call)
    people, person_id = entry.runtime_data.people, person.person.id
    at_s = dt_util.as_utc(call.data[ATTR_AT]).timestamp()
    off = {
        abs(note.at_utc_s - at_s): note.at_utc_s
        for note in people.kept(person_id).pains
    }
    if min(off, default=_NEAR_S) >= _NEAR_S:
        raise pain_not_found()
    await people.async_forget_pain(person_id, off[min(off)])


async def async_may_read_pain(
    hass: HomeAssistant,
    entry: HomeGymConfigEntry,
    person: PersonCoordinator,
    context: Context,
) -> bool:
    """Tell whether somebody may hear of a person's pain: they, or an administrator.

    An automation, a script and a language model ask for nobody: what they hear of
    health could be told to everybody.
    """
    if context.user_id is None or context.parent_id is not None:
        return False
    user = await hass.auth.async_get_user(context.user_id)
    own = person_behind(hass, entry, context)
    is_own = own is not None and own.id == person.person.id
    return is_own or (user is not None and user.is_admin)


async def _async_own(
    hass: HomeAssistant, call: ServiceCall
) -> tuple[HomeGymConfigEntry, PersonCoordinator]:
    """Return whom it is about: only who asks, or anybody where an admin asks."""
    if call.context.user_id is None or call.context.parent_id is not None:
        # Who else there is, is no business of theirs either.
        raise pain_private()
    entry, person = meant_person(hass, call)
    if not await async_may_read_pain(hass, entry, person, call.context):
        raise pain_private()
    return entry, person


def _since(data: Mapping[str, Any]) -> datetime:
    start: datetime | None = data.get(ATTR_START)
    return dt_util.utcnow() - _LATELY if start is None else dt_util.as_utc(start)


def _told(note: PainNote) -> dict[str, Any]:
    return {
        "at": _at(note.at_utc_s),
        "level": note.level,
        "place": note.place,
        "symptom": note.symptom,
        "band": note.band.value,
        "before_walk": note.before_walk,
        "machine": note.machine,
    }


def _unanswered(silence: Unanswered) -> dict[str, Any]:
    """Return a question that got no answer: it says nothing of pain, and no zero."""
    return {
        "at": _at(silence.at_utc_s),
        "question": silence.subject.value,
        "machine": silence.machine,
    }


def _at(utc_s: float) -> str:
    return dt_util.as_local(dt_util.utc_from_timestamp(utc_s)).isoformat()


def _week(week: PlaceWeek) -> dict[str, Any]:
    return {
        "week": week.week,
        "worst_level": week.worst_level,
        "worst_band": week.worst_band.value,
        "reports": week.notes,
    }
