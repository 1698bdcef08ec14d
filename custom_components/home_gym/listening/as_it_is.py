"""Answer only what is true of the belts that were meant."""

from collections.abc import Collection
from typing import Final

from ..coordinator import MachineCoordinator
from ..engine.words import Belt

# What is said otherwise of belts that rest, or that only a person can stop.
_STILL: Final = {"stop": "stop_still"}
_BY_HAND: Final = {"stop": "stop_by_hand", "break": "break_by_hand"}


def as_it_is(key: str, machines: Collection[MachineCoordinator]) -> str:
    """Return by which key a command to machines is answered."""
    if rest(machines):
        return _STILL.get(key, key)
    return key if can_be_stopped(machines) else _BY_HAND.get(key, key)


def rest(machines: Collection[MachineCoordinator]) -> bool:
    """Tell whether every belt was seen at rest."""
    return all(each.data.belt is Belt.STILL for each in machines)


def can_be_stopped(machines: Collection[MachineCoordinator]) -> bool:
    """Tell whether we can stop every belt that is not at rest."""
    return all(
        each.machine.can_stop or each.data.belt is Belt.STILL for each in machines
    )
