"""Somebody says that all is well, where that is waited for."""

from homeassistant.core import Context, HomeAssistant, callback

from ..coordinator import MachineCoordinator
from ..speaking.answering import say_all_is_well, waits
from ..targets import loaded_machines
from .answers import Answer


@callback
def all_is_well(hass: HomeAssistant, context: Context) -> Answer:
    """Answer for every machine that waits, as the button on the phone does."""
    return Answer(key=say_all_is_well(loaded_machines(hass), context))


def waiting_machines(hass: HomeAssistant) -> list[MachineCoordinator]:
    """Return the machines where somebody is to say that all is well."""
    return [each for each in loaded_machines(hass) if waits(each.state)]
