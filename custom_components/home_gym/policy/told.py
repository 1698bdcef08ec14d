"""Which values of a policy hold on a machine, and who said them, as plain data."""

from typing import Any

from ..coordinator import MachineCoordinator
from ..engine.policy_layers import PolicySource, ValueInForce, values_in_force
from ..people.people import people_of
from ..people.walkers import walkers_of
from .shelf import PolicyShelf


def policy_told(coordinator: MachineCoordinator, *, whole: bool) -> dict[str, Any]:
    """Return what holds for whoever walks; if not whole, what no preset has said."""
    shelf: PolicyShelf = coordinator.config_entry.runtime_data.policies
    subentry = coordinator.subentry
    found = shelf.in_force[subentry.subentry_id]
    layers = shelf.held_by(
        walkers_of(coordinator.state),
        people_of(coordinator.config_entry).values(),
        found.layers,
        subentry.data,
        coordinator.config_entry.runtime_data.people.progress,
    )
    return {
        "name": layers.policy.name,
        "trouble": None if found.trouble is None else found.trouble.value,
        "values": {
            each.path: _told(each)
            for each in values_in_force(layers, coordinator.machine)
            if whole or each.origin.source is not PolicySource.PRESET
        },
    }


def _told(value: ValueInForce) -> dict[str, str]:
    told = {
        "value": value.value,
        "unit": value.unit,
        "source": value.origin.source.value,
        "name": value.origin.name,
    }
    if value.chosen != value.value:
        told["chosen"] = value.chosen
    return {key: text for key, text in told.items() if text}
