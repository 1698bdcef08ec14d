"""Find the machine that somebody means, whether they name it or not."""

from collections.abc import Callable, Mapping
from enum import Enum, auto

from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import Context, HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
from homeassistant.helpers import device_registry as dr

from .const import DOMAIN
from .coordinator import MachineCoordinator
from .engine.observations import Command
from .engine.view import View
from .engine.words import Belt
from .errors import not_loaded, unknown_machine, which_machine
from .gym import machines_of
from .models import HomeGymConfigEntry, loaded_gyms
from .people.people import people_of, person_behind
from .people.taps import async_command


class Reach(Enum):
    """How many machines a command without a name goes to."""

    ONE = auto()
    ALL = auto()


def may_move(view: View) -> bool:
    """Tell whether a belt is not seen at rest."""
    return view.belt is not Belt.STILL


def in_use(view: View) -> bool:
    """Tell whether somebody walks or pauses here, or one witness says so."""
    return view.in_session or view.belt in (Belt.MOVING, Belt.CONFLICT)


@callback
def loaded_machines(hass: HomeAssistant) -> list[MachineCoordinator]:
    """Return every machine of the gym, or raise that there is none."""
    loaded = loaded_gyms(hass)
    if not loaded and hass.config_entries.async_entries(DOMAIN):
        raise not_loaded()
    machines = [
        machine for entry in loaded for machine in entry.runtime_data.machines.values()
    ]
    if not machines:
        known = any(machines_of(entry) for entry in loaded)
        raise not_loaded() if known else unknown_machine()
    return machines


@callback
def machine_of_device(hass: HomeAssistant, device_id: str) -> MachineCoordinator:
    """Return the machine that a device is, or raise that it is none."""
    device = dr.async_get(hass).async_get(device_id)
    keys = (
        {key for domain, key in device.identifiers if domain == DOMAIN}
        if device
        else set()
    )
    entries: list[HomeGymConfigEntry] = hass.config_entries.async_entries(DOMAIN)
    for entry in entries:
        for key in keys & machines_of(entry).keys():
            if entry.state is not ConfigEntryState.LOADED:
                raise not_loaded()
            if (machine := entry.runtime_data.machines.get(key)) is None:
                raise not_loaded()
            return machine
    raise unknown_machine()


@callback
def own_machines(
    hass: HomeAssistant, device_id: str | None, context: Context
) -> list[MachineCoordinator]:
    """Return where a person walks: whose device is named, else who gives a command."""
    found = []
    for machine in loaded_machines(hass):
        session = machine.state.session
        if session is not None and session.person_id in _meant_people(
            hass, machine.config_entry, device_id, context
        ):
            found.append(machine)
    return found


def _meant_people(
    hass: HomeAssistant,
    entry: HomeGymConfigEntry,
    device_id: str | None,
    context: Context,
) -> set[str]:
    if device_id is None:
        person = person_behind(hass, entry, context)
        return set() if person is None else {person.id}
    device = dr.async_get(hass).async_get(device_id)
    keys = {key for _, key in device.identifiers} if device else set()
    return keys & people_of(entry).keys()


@callback
def is_person(hass: HomeAssistant, device_id: str | None) -> bool:
    """Tell whether a device is one of the gym's people."""
    device = dr.async_get(hass).async_get(device_id) if device_id else None
    keys = {key for _, key in device.identifiers} if device else set()
    return any(keys & people_of(entry).keys() for entry in loaded_gyms(hass))


@callback
def meant_machines(
    hass: HomeAssistant,
    device_id: str | None,
    fits: Callable[[View], bool] = in_use,
    reach_fn: Callable[[MachineCoordinator], Reach] = lambda machine: Reach.ONE,
    fits_best: Callable[[View], bool] = lambda view: False,
) -> list[MachineCoordinator]:
    """Return the machines that are meant.

    A named one is meant whatever it does, and so is the only one. Among several those
    are meant that fit, or the only one of them that fits best. What reaches all by the
    measure of one of them goes to all of them, and to every machine where none seems to
    fit: what calms a machine is better sent in vain than not at all.
    """
    if device_id is not None:
        return [machine_of_device(hass, device_id)]
    machines = loaded_machines(hass)
    fitting = [machine for machine in machines if fits(machine.data)]
    best = [machine for machine in fitting if fits_best(machine.data)]
    if len(best) == 1:
        return best
    candidates = fitting or machines
    if any(reach_fn(machine) is Reach.ALL for machine in candidates):
        return candidates
    if len(machines) == 1:
        return machines
    if len(fitting) == 1:
        return fitting
    raise which_machine(machine.subentry.title for machine in machines)


@callback
def tell(
    commands: Mapping[MachineCoordinator, Command],
    context: Context | None = None,
) -> None:
    """Tell each machine its command.

    All of them hear it before anybody hears of an error: none may shield another. That
    one refuses does not matter where another one did what was asked.
    """
    errors: list[HomeAssistantError] = []
    told = 0
    for machine, command in commands.items():
        try:
            async_command(machine, command, context)
        except HomeAssistantError as err:
            errors.append(err)
        else:
            told += 1
    for error in errors:
        if not told or not isinstance(error, ServiceValidationError):
            raise error
