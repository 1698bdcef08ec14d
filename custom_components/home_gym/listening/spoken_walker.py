"""Who walks, as somebody has said it: chosen, and told what matters to them now."""

from typing import Final

from homeassistant.core import Context, HomeAssistant

from ..coordinator import MachineCoordinator
from ..engine.observations import SelectPerson
from ..engine.words import GUEST
from ..errors import no_people, same_name, unknown_person
from ..people.names import called, said
from ..people.people import people_of
from ..people.taps import async_command
from .answers import Answer, DateNames
from .spoken_status import Topic, status
from .spoken_targets import machine_asked_about

_ALONE: Final = 1


async def async_choose(
    hass: HomeAssistant, context: Context, speaker_id: str | None, name: str
) -> MachineCoordinator:
    """Choose who walks on the treadmill that is meant, and return that."""
    machine = machine_asked_about(hass, speaker_id)
    command = SelectPerson(person_id=_called(machine, name))
    async_command(machine, command, context, aloud=True)
    await machine.async_told()
    return machine


def greeting(machine: MachineCoordinator, names: DateNames) -> Answer:
    """Return what to say to whoever is chosen; a date is called by `names`."""
    person = people_of(machine.config_entry).get(machine.state.person_id)
    more = tuple(_what_matters(machine, names))
    if person is None:
        return Answer(key="hello_guest", more=more)
    return Answer(key="hello", values={"person": person.name}, more=more)


def _called(machine: MachineCoordinator, name: str) -> str:
    """Return who is called so, or raise that nobody is, or more than one."""
    people = people_of(machine.config_entry).values()
    found = called(people, name)
    if len(found) == 1:
        return found[0].id
    if found:
        raise same_name(name)
    if said(name) == (GUEST,):
        return GUEST
    if not people:
        raise no_people()
    raise unknown_person(name, (each.name for each in people))


def _what_matters(machine: MachineCoordinator, names: DateNames) -> list[Answer]:
    shown, session = machine.data, machine.state.session
    again = status(Topic.WHEN_AGAIN, machine, names, "")
    if shown.locked:
        return [Answer(key="walker_locked"), again]
    if session is None:
        return [again]
    told = [status(Topic.HOW_MUCH_LEFT, machine, names, "")]
    if shown.cap is not None:
        told.append(Answer(key="why_cap", values={"cap_kmh": shown.cap.speed_kmh}))
    if len(session.walkers) > _ALONE:
        told.append(Answer(key="walker_stricter"))
    return told
