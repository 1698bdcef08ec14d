"""Somebody says that all is well, where that is waited for."""

from homeassistant.core import Context, HomeAssistant, callback

from ..coordinator import MachineCoordinator
from ..engine.observations import AcknowledgeAlarm
from ..engine.words import Belt, Issue
from ..targets import loaded_machines
from .answers import Answer


@callback
def all_is_well(hass: HomeAssistant, context: Context) -> Answer:
    """Answer for every machine that waits, as a press of the button does.

    It lifts no lock, and is no answer while a belt moves that does not stop.
    """
    waiting = [each for each in loaded_machines(hass) if _waits(each)]
    if not waiting:
        return Answer(key="well_unasked")
    if any(_does_not_stop(each) for each in waiting):
        return Answer(key="well_moving")
    told = any(each.state.summons and each.state.summons.called for each in waiting)
    for machine in waiting:
        machine.async_observe(AcknowledgeAlarm(), context)
    return Answer(key="well_called" if told else "well")


def _waits(machine: MachineCoordinator) -> bool:
    state = machine.state
    unseen = state.alarm is not None and not state.alarm_acknowledged
    return unseen or state.summons is not None


def _does_not_stop(machine: MachineCoordinator) -> bool:
    state = machine.state
    still = state.truth.belt is Belt.STILL
    return state.alarm is Issue.BELT_DID_NOT_STOP and not still
