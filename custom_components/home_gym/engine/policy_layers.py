"""Where each value of a policy comes from, and which of them a machine lowers.

A policy is built in layers: a preset, files that say what differs, and what the owner
has set for one machine.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any, Final

from .machine import Machine
from .modes import effective_mode
from .policy import Policy
from .policy_fields import FIELDS, SECTIONS, FieldKind, PolicyField
from .policy_reader import FieldValue, PolicyProblem, as_written, read_policy
from .strictness import strictest
from .words import Mode, RuleKey

_MODE: Final = "mode"
_CEILING: Final = "speed.max_speed_kmh"

type Written = dict[str, dict[str, Any]]


class PolicySource(StrEnum):
    """What can have said a value."""

    PRESET = "preset"
    FILE = "file"
    OPTION = "option"
    MACHINE = "machine"
    FIRST_SESSION = "first_session"
    LONGEST_WALK = "longest_walk"
    FURTHEST_WALK = "furthest_walk"
    BEGINNER = "beginner"
    GRADED_RETURN = "graded_return"


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Say what has said a value; presets and files have a name.

    What a person's progress has said rests on facts, and comes `instead_of` what the
    policy says, as it is written there.
    """

    source: PolicySource
    name: str = ""
    facts: Mapping[str, float | str] = field(default_factory=dict)
    instead_of: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LayeredPolicy:
    """Hold a policy, and the origin of each of its values by path."""

    policy: Policy
    origins: Mapping[str, Origin]


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueInForce:
    """Tell a value as it is written, and what it would be without the machine."""

    path: str
    value: str
    unit: str
    origin: Origin
    chosen: str

    @property
    def section(self) -> str:
        """Return the section that the value stands in."""
        return self.path.partition(".")[0]


def lay_over(
    base: LayeredPolicy | None, name: str, origin: Origin, mapping: object
) -> LayeredPolicy | tuple[PolicyProblem, ...]:
    """Return a policy with one more layer, or all that is wrong with it."""
    result = read_policy(name, mapping, None if base is None else base.policy)
    if not isinstance(result, Policy):
        return result
    origins = {} if base is None else base.origins
    said = dict.fromkeys(_paths(mapping), origin)
    return LayeredPolicy(policy=result, origins={**origins, **said})


def allowed_modes(rule: RuleKey) -> tuple[Mode, ...]:
    """Return how far a policy may let a rule go."""
    return FIELDS[f"{rule.value}.mode"].modes


def lay_modes_over(base: LayeredPolicy, modes: Mapping[str, str]) -> LayeredPolicy:
    """Return a policy with the modes that its owner chose, where there is a choice."""
    policy, origins = base.policy, dict(base.origins)
    for name, mode in modes.items():
        rule = RuleKey(name)
        if mode not in allowed_modes(rule):
            continue
        section = replace(getattr(policy, rule.value), mode=Mode(mode))
        policy = replace(policy, **{rule.value: section})
        origins[f"{rule.value}.{_MODE}"] = Origin(source=PolicySource.OPTION)
    return LayeredPolicy(policy=policy, origins=origins)


def strictest_layers(several: Sequence[LayeredPolicy]) -> LayeredPolicy:
    """Return the strictest of several policies, each value with where it is from."""
    policy = strictest(each.policy for each in several)
    return LayeredPolicy(
        policy=policy,
        origins={
            path: next(
                each.origins[path]
                for each in several
                if value_at(each.policy, path) == value_at(policy, path)
            )
            for path in FIELDS
        },
    )


def written(policy: Policy) -> Written:
    """Return all values of a policy in the units that people write."""
    return {
        section.name: {
            field.key: _written(field, value_at(policy, section.path(field)))
            for field in section.fields
        }
        for section in SECTIONS
    }


def values_in_force(
    layers: LayeredPolicy, machine: Machine | None = None
) -> Iterator[ValueInForce]:
    """Yield every value that holds, on a machine if named, in the policy's order."""
    policy = layers.policy
    for path, written_as in FIELDS.items():
        value = value_at(policy, path)
        held = value
        if machine is not None:
            held = _limit_of(path)(policy, machine, value)
        origin = layers.origins[path]
        if held != value:
            origin = Origin(source=PolicySource.MACHINE)
        yield ValueInForce(
            path=path,
            value=as_written(written_as, held),
            unit=written_as.unit,
            origin=origin,
            chosen=origin.instead_of or as_written(written_as, value),
        )


def _paths(mapping: object) -> Iterator[str]:
    """Yield the paths of the values that a mapping says."""
    if isinstance(mapping, Mapping):
        for section in SECTIONS:
            for field in section.fields:
                if field.key in mapping.get(section.name, ()):
                    yield section.path(field)


def value_at(policy: Policy, path: str) -> Any:
    """Return a value of a policy by its path."""
    section, _, _ = path.partition(".")
    return getattr(getattr(policy, section), FIELDS[path].target)


def _written(field: PolicyField, value: Any) -> Any:
    match field.kind:
        case FieldKind.MODE:
            return value.value
        case FieldKind.NUMBERS:
            return [_number(field, each) for each in value]
        case FieldKind.NUMBER | FieldKind.OPTIONAL_NUMBER if value is not None:
            return _number(field, value)
    return value


def _number(field: PolicyField, value: float) -> float:
    # Beyond this there is only what the conversion to seconds has left.
    return round(field.written(value), 9)


type _Limit = Callable[[Policy, Machine, Any], FieldValue]


def _as_chosen(policy: Policy, machine: Machine, value: FieldValue) -> FieldValue:
    return value


def _slower(policy: Policy, machine: Machine, value: float) -> float:
    return min(value, machine.maximum_speed_kmh)


def _limit_of(path: str) -> _Limit:
    """Return how a machine lowers a value."""
    section, _, key = path.partition(".")
    if key == _MODE:
        rule = RuleKey(section)
        return lambda policy, machine, value: effective_mode(rule, policy, machine)
    return _slower if path == _CEILING else _as_chosen
