"""Who taps is who walks, as long as nobody walks yet."""

from dataclasses import replace

from homeassistant.core import Context, callback
from homeassistant.helpers.chat_session import current_session

from ..coordinator import MachineCoordinator
from ..engine.observations import Command, Release, ReportPain, SelectPerson, Stop
from ..engine.people import frees
from ..errors import choose_by_hand, release_by_hand
from .people import person_behind


@callback
def async_command(
    machine: MachineCoordinator,
    command: Command,
    context: Context | None = None,
    *,
    aloud: bool = False,
) -> None:
    """Tell a machine a command, and who gave it, and whether it was said.

    A stop is nobody's in particular, and waits for nothing.
    """
    spoken = aloud or current_session.get() is not None
    if spoken:
        _by_hand(machine, command)
    if machine.state.session is None and not isinstance(command, SelectPerson | Stop):
        command = _of_whoever_acts(machine, command, context, spoken=spoken)
    machine.async_observe(command, context)


def _of_whoever_acts(
    machine: MachineCoordinator,
    command: Command,
    context: Context | None,
    *,
    spoken: bool,
) -> Command:
    """Choose who gives a command; return it, as of nobody where a lock forbids that."""
    person = person_behind(machine.hass, machine.config_entry, context)
    if person is None or person.id == machine.state.person_id:
        return command
    if not (spoken and frees(machine.state, person.id)):
        machine.async_observe(SelectPerson(person_id=person.id), context)
        return command
    # A report still counts, but is not that of the one whom the lock holds.
    return (
        replace(command, unnamed=True) if isinstance(command, ReportPain) else command
    )


def _by_hand(machine: MachineCoordinator, command: Command) -> None:
    """Raise that no voice and no language model gets round a lock.

    Somebody has to look at the belt.
    """
    match command:
        case Release():
            raise release_by_hand()
        case SelectPerson(person_id=person_id) if frees(machine.state, person_id):
            raise choose_by_hand()
