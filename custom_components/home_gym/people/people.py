"""The people of the gym, as their owner has set them up."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import Context, HomeAssistant, State, callback

from ..const import CONF_PERSON, SUBENTRY_PERSON

_PERSON: Final = "person"
_USER_ID: Final = "user_id"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who walks: `entity_id` is their entity in Home Assistant, if linked."""

    id: str
    name: str
    entity_id: str | None
    data: Mapping[str, Any]


@callback
def people_of(entry: ConfigEntry[Any]) -> dict[str, Person]:
    """Return the people of a gym, by their subentry id."""
    return {
        subentry_id: Person(
            id=subentry_id,
            name=subentry.title,
            entity_id=subentry.data.get(CONF_PERSON),
            data=subentry.data,
        )
        for subentry_id, subentry in entry.subentries.items()
        if subentry.subentry_type == SUBENTRY_PERSON
    }


@callback
def person_behind(
    hass: HomeAssistant, entry: ConfigEntry[Any], context: Context | None
) -> Person | None:
    """Return who has done something, by the login that they did it with."""
    if context is None or context.user_id is None or context.parent_id is not None:
        # What an automation does, it does for nobody in particular.
        return None
    for person in people_of(entry).values():
        state = hass.states.get(person.entity_id) if person.entity_id else None
        if state is not None and _login_of(state) == context.user_id:
            return person
    return None


def _login_of(state: State) -> str | None:
    login: str | None = state.attributes.get(_USER_ID)
    return login if state.domain == _PERSON else None
