"""Who taps is who walks, as long as nobody walks yet."""

from homeassistant.core import Context, callback
from homeassistant.helpers.chat_session import current_session

from ..coordinator import MachineCoordinator
from ..engine.observations import Command, Release, SelectPerson, Stop
from ..errors import release_by_hand
from .people import person_behind


@callback
def async_command(
    machine: MachineCoordinator, command: Command, context: Context | None = None
) -> None:
    """Tell a machine a command, and who gave it.

    A stop is nobody's in particular, and waits for nothing.
    """
    if isinstance(command, Release) and current_session.get() is not None:
        # Somebody has to look at the belt, and no voice or language model does.
        raise release_by_hand()
    if machine.state.session is None and not isinstance(command, SelectPerson | Stop):
        person = person_behind(machine.hass, machine.config_entry, context)
        if person is not None and person.id != machine.state.person_id:
            machine.async_observe(SelectPerson(person_id=person.id), context)
    machine.async_observe(command, context)
