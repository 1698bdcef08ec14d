"""Whom an action is for: which machines are told what, named or not."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import Any

from homeassistant.const import ATTR_DEVICE_ID
from homeassistant.core import Context, HomeAssistant, callback

from .coordinator import MachineCoordinator
from .engine.observations import Command, ReportPain, Stop
from .engine.view import View
from .engine.words import GUEST, RED_FLAGS
from .targets import (
    Reach,
    in_use,
    is_person,
    loaded_machines,
    meant_machines,
    own_machines,
)

type ReachFn = Callable[[Command, MachineCoordinator], Reach]


@dataclass(frozen=True, kw_only=True)
class ActionDescription:
    """Describe an action: what it takes, what it says, and to whom if to nobody.

    One's `own` belt is meant where one walks; else that which fits best, or whichever
    fits. `shared_fn` is what several are told where nobody knows which is meant.
    """

    action: StrEnum
    command_fn: Callable[[Mapping[str, Any]], Command]
    fields: Mapping[Any, Any] | None = None
    fits: Callable[[View], bool] = in_use
    fits_best: Callable[[View], bool] = lambda view: False
    reach_fn: ReachFn = lambda command, machine: Reach.ONE
    shared_fn: Callable[[Command], Command] = lambda command: command
    own: bool = False


@callback
def aimed(
    hass: HomeAssistant,
    description: ActionDescription,
    data: Mapping[str, Any],
    context: Context,
) -> dict[MachineCoordinator, Command]:
    """Return what to tell which machines."""
    named = data.get(ATTR_DEVICE_ID)
    command = description.command_fn(data)
    own = own_machines(hass, named, context) if description.own else []
    if own:
        others = _besides(hass, command, own)
        return dict.fromkeys(own, command) | dict.fromkeys(others, Stop())
    of_person = _asks_nobody(command) and is_person(hass, named)
    machines = meant_machines(
        hass,
        None if of_person else named,
        description.fits,
        partial(description.reach_fn, command),
        description.fits_best,
    )
    if of_person or not _have_one_walker(machines):
        # Of whoever walks there it is told of nobody.
        command = description.shared_fn(command)
    return dict.fromkeys(machines, command)


def _have_one_walker(machines: Collection[MachineCoordinator]) -> bool:
    """Tell whether it is one and the same person; two guests are two."""
    walkers = {each.state.person_id for each in machines}
    return len(machines) == 1 or (len(walkers) == 1 and GUEST not in walkers)


def _besides(
    hass: HomeAssistant, command: Command, own: list[MachineCoordinator]
) -> list[MachineCoordinator]:
    """Return what else is to stop: with a warning sign nobody asks whose it is."""
    if not _asks_nobody(command):
        return []
    machines = loaded_machines(hass)
    return [each for each in machines if each not in own and in_use(each.data)]


def _asks_nobody(command: Command) -> bool:
    """Tell whether it goes wherever somebody may walk, whoever it comes from."""
    if isinstance(command, ReportPain):
        return command.symptom in RED_FLAGS
    return isinstance(command, Stop)
