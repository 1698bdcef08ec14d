"""Which policy holds on a machine: the one chosen, and what holds where it cannot.

Never a looser one: what held last goes on until the trouble is over.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from ..const import CONF_MODES, CONF_NUMBERS, CONF_POLICY
from ..engine.policy_layers import (
    LayeredPolicy,
    Origin,
    PolicySource,
    lay_modes_over,
    lay_over,
)
from ..engine.policy_reader import PolicyProblem
from .files import Preset, preset_layers
from .library import Library


class PolicyTrouble(StrEnum):
    """Why another policy holds than the one that was chosen."""

    FILE_WRONG = "policy_file_wrong"
    GONE = "policy_gone"
    MISFIT = "policy_misfit"
    REPLACED = "policy_replaced"


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyInForce:
    """Hold what applies on a machine: `base` is the file, `layers` is all of it."""

    base: LayeredPolicy
    layers: LayeredPolicy
    trouble: PolicyTrouble | None = None
    problems: tuple[PolicyProblem, ...] = ()


def policy_in_force(
    data: Mapping[str, Any], library: Library, kept: LayeredPolicy | None
) -> PolicyInForce:
    """Return the policy of a machine; `kept` is the base that held last.

    A file can break while a person walks, or while Home Assistant is restarted. Only
    where nothing was kept, after a restored backup for example, the strictest preset
    holds, without what was set for another one.
    """
    key = str(data[CONF_POLICY])
    problems: tuple[PolicyProblem, ...] = ()
    trouble = PolicyTrouble.FILE_WRONG if library.is_broken(key) else PolicyTrouble.GONE
    if (chosen := library.policies.get(key)) is not None:
        layers = with_options(chosen.layers, data)
        if isinstance(layers, LayeredPolicy):
            return PolicyInForce(base=chosen.layers, layers=layers)
        trouble, problems = PolicyTrouble.MISFIT, layers
    if kept is not None:
        layers = with_options(kept, data)
        if isinstance(layers, LayeredPolicy):
            return PolicyInForce(
                base=kept, layers=layers, trouble=trouble, problems=problems
            )
    base = preset_layers(Preset.GENTLE_BACK)
    return PolicyInForce(
        base=base, layers=base, trouble=PolicyTrouble.REPLACED, problems=problems
    )


def with_options(
    base: LayeredPolicy, data: Mapping[str, Any]
) -> LayeredPolicy | tuple[PolicyProblem, ...]:
    """Return a policy with what its owner has set for a machine, or what is wrong."""
    numbers = data.get(CONF_NUMBERS) or {}
    origin = Origin(source=PolicySource.OPTION)
    layers = lay_over(base, base.policy.name, origin, numbers)
    if not isinstance(layers, LayeredPolicy):
        return layers
    return lay_modes_over(layers, data.get(CONF_MODES) or {})
