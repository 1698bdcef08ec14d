"""Actions about people: who walks, how the day after feels, what they did elsewhere."""

from datetime import timedelta
from enum import StrEnum
from functools import partial
from typing import Any, Final

from homeassistant.config_entries import ConfigEntry
from homeassistant.const import ATTR_DEVICE_ID
from homeassistant.core import HomeAssistant, ServiceCall, callback
from homeassistant.helpers import config_validation as cv
from homeassistant.util import dt as dt_util
import probatio

from ..const import DOMAIN
from ..engine.observations import SelectPerson
from ..engine.progress.records import Activity, Answer
from ..engine.words import GUEST
from ..errors import nobody_meant, not_loaded, nothing_to_answer, unknown_person
from ..models import HomeGymConfigEntry, loaded_gyms
from ..targets import meant_machines, tell
from .check_in import async_take_down, open_question
from .coordinator import PersonCoordinator
from .people import people_of, person_behind

ATTR_ANSWER: Final = "answer"
ATTR_DURATION: Final = "duration"
ATTR_PERSON: Final = "person"
ATTR_VIGOROUS: Final = "vigorous"

_SHORTEST: Final = timedelta(minutes=1)
_LONGEST: Final = timedelta(hours=12)


class PersonAction(StrEnum):
    """The actions by their names."""

    SELECT_PERSON = "select_person"
    CHECK_IN = "check_in"
    ADD_ACTIVITY = "add_activity"


_SELECT: Final = {
    probatio.Optional(ATTR_DEVICE_ID): cv.string,
    probatio.Required(ATTR_PERSON): cv.string,
}
_CHECK_IN: Final = {
    probatio.Optional(ATTR_PERSON): cv.string,
    probatio.Required(ATTR_ANSWER): probatio.Coerce(Answer),
}
_ACTIVITY: Final = {
    probatio.Optional(ATTR_PERSON): cv.string,
    probatio.Required(ATTR_DURATION): probatio.All(
        cv.positive_time_period, probatio.Range(_SHORTEST, _LONGEST)
    ),
    probatio.Optional(ATTR_VIGOROUS, default=False): cv.boolean,
}


@callback
def async_setup_person_actions(hass: HomeAssistant) -> None:
    """Register the actions."""
    hass.services.async_register(
        DOMAIN,
        PersonAction.SELECT_PERSON,
        partial(_async_select, hass),
        probatio.Schema(_SELECT),
    )
    hass.services.async_register(
        DOMAIN,
        PersonAction.CHECK_IN,
        partial(_async_check_in, hass),
        probatio.Schema(_CHECK_IN),
    )
    hass.services.async_register(
        DOMAIN,
        PersonAction.ADD_ACTIVITY,
        partial(_async_add_activity, hass),
        probatio.Schema(_ACTIVITY),
    )


async def _async_select(hass: HomeAssistant, call: ServiceCall) -> None:
    """Say who walks on the machine that is meant."""
    machines = meant_machines(hass, call.data.get(ATTR_DEVICE_ID))
    person_id = person_id_of(machines[0].config_entry, call.data[ATTR_PERSON])
    command = SelectPerson(person_id=person_id)
    tell(dict.fromkeys(machines, command), call.context)
    for machine in machines:
        await machine.async_told()


async def _async_check_in(hass: HomeAssistant, call: ServiceCall) -> None:
    """Take down how the day after feels."""
    entry, person = meant_person(hass, call)
    if (question := open_question(person)) is None:
        raise nothing_to_answer(person.person.name)
    await async_take_down(entry, person, question, call.data[ATTR_ANSWER])


async def _async_add_activity(hass: HomeAssistant, call: ServiceCall) -> None:
    """Take down what somebody did elsewhere."""
    entry, person = meant_person(hass, call)
    length_s = call.data[ATTR_DURATION].total_seconds()
    activity = Activity(
        person_id=person.person.id,
        at_utc_s=dt_util.utcnow().timestamp(),
        length_s=length_s,
        vigorous=call.data[ATTR_VIGOROUS],
    )
    await entry.runtime_data.people.async_keep(person.person.id, activity)


def meant_person(
    hass: HomeAssistant, call: ServiceCall
) -> tuple[HomeGymConfigEntry, PersonCoordinator]:
    """Return whom an action is about: who is named, else who gives it."""
    for entry in loaded_gyms(hass):
        people = entry.runtime_data.people.people
        if (named := call.data.get(ATTR_PERSON)) is not None:
            person_id = person_id_of(entry, named)
        else:
            person = person_behind(hass, entry, call.context)
            person_id = GUEST if person is None else person.id
        if (found := people.get(person_id)) is None:
            raise nobody_meant(each.person.name for each in people.values())
        return entry, found
    raise not_loaded()


def person_id_of(entry: ConfigEntry[Any], named: str) -> str:
    """Return who is meant by a name, or by their entity in Home Assistant."""
    people = people_of(entry).values()
    wanted = named.strip().casefold()
    if wanted == GUEST:
        return GUEST
    for person in people:
        if wanted in (person.name.casefold(), person.entity_id):
            return person.id
    raise unknown_person(named, (person.name for person in people))
