"""The form for the numbers of a policy, made from the table of fields.

Modes have a form of their own. An emptied field takes the policy's number again.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
import re
from typing import Any, Final

from homeassistant.data_entry_flow import section
from homeassistant.helpers.selector import (
    BooleanSelector,
    NumberSelector,
    NumberSelectorConfig,
    NumberSelectorMode,
    TextSelector,
)
import probatio

from ..engine.policy_fields import SECTIONS, FieldKind, PolicyField, PolicySection
from ..engine.policy_layers import (
    LayeredPolicy,
    Origin,
    PolicySource,
    Written,
    lay_over,
    written,
)
from ..engine.policy_reader import PolicyProblem

_BETWEEN: Final = re.compile(r"[,;\s]+")
_BY_NAME: Final = {part.name: part for part in SECTIONS}
_NOTHING: Final = "null"
# By the buttons of a box; whatever is typed is taken.
_STEPS: Final = {"km/h": 0.1, "km/h per s": 0.1, "km": 0.1, "h": 0.5}


def number_fields(part: PolicySection) -> tuple[PolicyField, ...]:
    """Return what the form asks for in a section."""
    return tuple(each for each in part.fields if each.kind is not FieldKind.MODE)


def number_range(field: PolicyField) -> str:
    """Return what may be filled in, for each number of a list."""
    match field.kind:
        case FieldKind.NUMBERS:
            return f"{field.low:g}-{field.high:g}"
        case FieldKind.OPTIONAL_NUMBER:
            return field.allowed.replace(_NOTHING, "0")
    return field.allowed


def numbers_schema(
    opened: Collection[str], units: Callable[[PolicyField], str]
) -> probatio.Schema:
    """Return the form, with some of its sections open."""
    return probatio.Schema(
        {
            probatio.Required(part.name): section(
                probatio.Schema(
                    {
                        probatio.Optional(field.key): _selector(field, units(field))
                        for field in number_fields(part)
                    }
                ),
                {"collapsed": part.name not in opened},
            )
            for part in SECTIONS
        }
    )


def numbers_shown(base: LayeredPolicy, numbers: Mapping[str, Any]) -> Written:
    """Return what the form shows: the policy, with what was set over it."""
    shown = {}
    for name, values in written(base.policy).items():
        said = {**values, **numbers.get(name, {})}
        fields = number_fields(_BY_NAME[name])
        shown[name] = {field.key: _shown(field, said[field.key]) for field in fields}
    return shown


def numbers_set(
    base: LayeredPolicy, user_input: Mapping[str, Mapping[str, Any]]
) -> Written | tuple[PolicyProblem, ...]:
    """Return what differs from the policy, or all that is wrong with it."""
    said = {part.name: dict(_read(part, user_input[part.name])) for part in SECTIONS}
    origin = Origin(source=PolicySource.OPTION)
    layers = lay_over(base, base.policy.name, origin, said)
    if not isinstance(layers, LayeredPolicy):
        return layers
    differing: Written = {}
    before = written(base.policy)
    for name, values in written(layers.policy).items():
        for key, value in values.items():
            if value != before[name][key]:
                differing.setdefault(name, {})[key] = value
    return differing


def _selector(field: PolicyField, unit: str) -> Any:
    match field.kind:
        case FieldKind.BOOLEAN:
            return BooleanSelector()
        case FieldKind.NUMBERS:
            return TextSelector()
    config = NumberSelectorConfig(
        mode=NumberSelectorMode.BOX, step=_STEPS.get(field.unit, 1)
    )
    if unit:
        config["unit_of_measurement"] = unit
    return NumberSelector(config)


def _shown(field: PolicyField, value: Any) -> Any:
    match field.kind:
        case FieldKind.NUMBERS:
            return ", ".join(f"{each:g}" for each in value)
        case FieldKind.OPTIONAL_NUMBER if value is None:
            return 0
    return value


def _read(
    part: PolicySection, user_input: Mapping[str, Any]
) -> Iterator[tuple[str, Any]]:
    """Yield what was filled in, as it is written in a file."""
    for field in number_fields(part):
        value = user_input.get(field.key)
        if value is None or (field.kind is FieldKind.NUMBERS and not value.strip()):
            continue
        match field.kind:
            case FieldKind.NUMBERS:
                yield field.key, _numbers(value)
            case FieldKind.OPTIONAL_NUMBER if value == 0:
                yield field.key, None
            case _:
                yield field.key, value


def _numbers(text: str) -> list[float] | str:
    """Return the numbers of a list, or what was written where it is none."""
    try:
        return [float(each) for each in _BETWEEN.split(text.strip())]
    except ValueError:
        return text
