"""How to speak at one moment: where, in which language, and how much of it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import time
from enum import StrEnum
from typing import Any, Final

from homeassistant.config_entries import ConfigEntry, ConfigSubentry

from ..const import (
    CONF_ASK,
    CONF_CONTACT_ACTIONS,
    CONF_CONTACTS,
    CONF_DETAILS,
    CONF_EMERGENCY_NUMBER,
    CONF_LANGUAGE,
    CONF_MEDIA_PLAYERS,
    CONF_NOTIFIERS,
    CONF_NOTIFY_ACTIONS,
    CONF_PHONE,
    CONF_QUIET_FROM,
    CONF_QUIET_TO,
    CONF_SATELLITES,
    CONF_SPEAK,
    CONF_TTS,
    CONF_URGENT_VOLUME,
)
from ..engine.state import State
from ..people.people import people_of
from .phone import PHONE_PREFIX

_PERCENT: Final = 100


class AskBy(StrEnum):
    """By what somebody may be asked how they feel."""

    VOICE = "voice"
    PHONE = "phone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Somewhere to speak: a voice assistant, or a loudspeaker with the voice `tts`."""

    entity_id: str
    tts: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Receivers:
    """Who gets messages: notify entities, and actions such as those of the app."""

    entities: tuple[str, ...] = ()
    actions: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Tell whether there is anybody."""
        return bool(self.entities or self.actions)


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """Say where to speak, the nearest place first, and in which manner.

    `urgent_volume` is from 0 to 1, None to leave it. `language` is None where nobody
    has chosen one. `asks` is whether whoever walks may be asked something; `asks_at`
    and `asks_on` are the voice assistants and the phones for it.
    """

    places: tuple[Place, ...]
    phones: Receivers
    asks: bool
    asks_at: tuple[Place, ...]
    asks_on: tuple[str, ...]
    contacts: Receivers
    language: str | None
    quiet: bool
    urgent_volume: float | None
    emergency_number: str
    details: bool


def manner_of(
    entry: ConfigEntry[Any], subentry: ConfigSubentry, state: State, at: time
) -> Manner:
    """Return how to speak about a machine; who walks there is spoken to first."""
    options = entry.options
    session = state.session
    walker = state.person_id if session is None else session.person_id
    person = people_of(entry).get(walker)
    theirs: Mapping[str, Any] = {} if person is None else person.data
    speaks = [each.get(CONF_SPEAK) or {} for each in (theirs, subentry.data)]
    volumes = (each.get(CONF_URGENT_VOLUME) for each in speaks)
    percent = next(filter(None, volumes), None)
    places = _once(place for each in speaks for place in _places(each))
    phones = _receivers(speaks)
    ask_by = ask_by_of(*speaks)
    return Manner(
        places=places,
        phones=phones,
        asks=bool(ask_by),
        asks_at=_assistants(places) if AskBy.VOICE in ask_by else (),
        asks_on=_own_phones(theirs, phones) if AskBy.PHONE in ask_by else (),
        contacts=Receivers(
            entities=tuple(options.get(CONF_CONTACTS) or ()),
            actions=tuple(options.get(CONF_CONTACT_ACTIONS) or ()),
        ),
        language=theirs.get(CONF_LANGUAGE) or options.get(CONF_LANGUAGE),
        quiet=_is_between(options.get(CONF_QUIET_FROM), options.get(CONF_QUIET_TO), at),
        urgent_volume=None if percent is None else percent / _PERCENT,
        emergency_number=options.get(CONF_EMERGENCY_NUMBER) or "",
        details=bool(options.get(CONF_DETAILS)),
    )


def ask_by_of(*speaks: Mapping[str, Any]) -> Collection[str]:
    """Return by what to ask: as the first says that says anything, else by both."""
    chosen: Iterable[Collection[str] | None] = (each.get(CONF_ASK) for each in speaks)
    return next((each for each in chosen if each is not None), tuple(AskBy))


def _receivers(speaks: Sequence[Mapping[str, Any]]) -> Receivers:
    return Receivers(
        entities=_once(
            id_ for each in speaks for id_ in each.get(CONF_NOTIFIERS) or ()
        ),
        actions=_once(
            name for each in speaks for name in each.get(CONF_NOTIFY_ACTIONS) or ()
        ),
    )


def _assistants(places: Iterable[Place]) -> tuple[Place, ...]:
    return tuple(each for each in places if each.tts is None)


def _own_phones(person: Mapping[str, Any], phones: Receivers) -> tuple[str, ...]:
    """Return the phones with buttons: one's own, else those of the treadmill."""
    if own := person.get(CONF_PHONE):
        return (own,)
    return tuple(each for each in phones.actions if each.startswith(PHONE_PREFIX))


def _places(speak: Mapping[str, Any]) -> Iterable[Place]:
    yield from (Place(entity_id=each) for each in speak.get(CONF_SATELLITES) or ())
    if (tts := speak.get(CONF_TTS)) is not None:
        players = speak.get(CONF_MEDIA_PLAYERS) or ()
        yield from (Place(entity_id=each, tts=tts) for each in players)


def _once[Thing](things: Iterable[Thing]) -> tuple[Thing, ...]:
    """Return things in their order, each once."""
    return tuple(dict.fromkeys(things))


def _is_between(start: str | None, end: str | None, at: time) -> bool:
    """Tell whether a time of day lies in a span, which may go over midnight."""
    if not start or not end or start == end:
        return False
    first, last = time.fromisoformat(start), time.fromisoformat(end)
    if first < last:
        return first <= at < last
    return at >= first or at < last
