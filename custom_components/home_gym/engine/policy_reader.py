"""From a plain mapping to a policy, or to everything that is wrong with it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from reprlib import Repr
from typing import Any, Final

from .policy import Policy
from .policy_constraints import CONSTRAINTS
from .policy_fields import FIELDS, SECTIONS, FieldKind, PolicyField, PolicySection
from .words import Mode

type FieldValue = float | bool | Mode | tuple[float, ...] | None

_BRIEF: Final = Repr(maxlevel=2, maxstring=40, maxother=40, maxlong=40)


class ProblemKind(StrEnum):
    """What can be wrong with a written policy; the texts are in the translations."""

    UNKNOWN_KEY = "unknown_key"
    WRONG_TYPE = "wrong_type"
    OUT_OF_RANGE = "out_of_range"
    MISSING = "missing"
    CONSTRAINT = "constraint"
    NOT_A_MAPPING = "not_a_mapping"
    # All others only come from files.
    UNREADABLE = "unreadable"
    TOO_LARGE = "too_large"
    OUTSIDE = "outside"
    SYNTAX = "syntax"
    DUPLICATE_KEY = "duplicate_key"
    NAME_TAKEN = "name_taken"
    BAD_NAME = "bad_name"
    UNKNOWN_PRESET = "unknown_preset"
    BROKEN_BASE = "broken_base"
    CIRCLE = "circle"
    TOO_MANY_BASES = "too_many_bases"


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyProblem:
    """Say where a policy is wrong, what was written and what is allowed.

    `value` and `allowed` are figures, names and formulas: nothing to translate.
    """

    path: str
    problem: ProblemKind
    value: str = ""
    allowed: str = ""


def read_policy(
    name: str, mapping: object, base: Policy | None = None
) -> Policy | tuple[PolicyProblem, ...]:
    """Return a policy, or all problems of the mapping that should have been one.

    With a base only what differs has to be written.
    """
    if not isinstance(mapping, Mapping):
        return (_problem("", ProblemKind.NOT_A_MAPPING, mapping),)
    values = {} if base is None else _values_of(base)
    problems = list(_unknown_keys(mapping, tuple(each.name for each in SECTIONS)))
    for section in SECTIONS:
        problems += _read_section(section, mapping, values, complete=base is None)
    problems += _broken_constraints(values)
    return tuple(problems) or _built(name, values)


def shown(value: object) -> str:
    """Return anything at all as a short text for a message."""
    match value:
        case str():
            return value[:40]
        case float():
            return f"{value:g}"
    return _BRIEF.repr(value)


def as_written(field: PolicyField, value: FieldValue) -> str:
    """Return a policy's value in the units and signs of a written policy."""
    match value:
        case None:
            return "null"
        case bool():
            return str(value).lower()
        case Mode():
            return value.value
        case tuple():
            return f"[{', '.join(f'{field.written(each):g}' for each in value)}]"
        case _:
            return f"{field.written(value):g}"


def _problem(
    path: str, kind: ProblemKind, value: object = "", allowed: str = ""
) -> PolicyProblem:
    return PolicyProblem(path=path, problem=kind, value=shown(value), allowed=allowed)


def _values_of(policy: Policy) -> dict[str, Any]:
    """Return the values of a policy by path."""
    return {
        section.path(field): getattr(getattr(policy, section.name), field.target)
        for section in SECTIONS
        for field in section.fields
    }


def _built(name: str, values: Mapping[str, Any]) -> Policy:
    """Return the policy that the values by path make."""
    sections: dict[str, Any] = {
        section.name: section.holds(
            **{field.target: values[section.path(field)] for field in section.fields}
        )
        for section in SECTIONS
    }
    return Policy(name=name, **sections)


def _read_section(
    section: PolicySection,
    mapping: Mapping[Any, Any],
    values: dict[str, Any],
    *,
    complete: bool,
) -> Iterator[PolicyProblem]:
    """Put the values of a section where they belong and yield what is wrong."""
    if section.name not in mapping:
        if complete:
            yield _problem(section.name, ProblemKind.MISSING)
        return
    written = mapping[section.name]
    if not isinstance(written, Mapping):
        yield _problem(section.name, ProblemKind.NOT_A_MAPPING, written)
        _forget(section, values)
        return
    known = tuple(field.key for field in section.fields)
    yield from _unknown_keys(written, known, f"{section.name}.")
    for field in section.fields:
        path = section.path(field)
        if field.key in written:
            yield from _read_field(field, path, written[field.key], values)
        elif complete:
            yield _problem(path, ProblemKind.MISSING, allowed=field.allowed)


def _read_field(
    field: PolicyField, path: str, written: object, values: dict[str, Any]
) -> Iterator[PolicyProblem]:
    """Put a value where it belongs, or yield what is wrong with it."""
    value = _CONVERTERS[field.kind](field, written)
    if not isinstance(value, ProblemKind):
        values[path] = value
        return
    # A constraint that fails because of this value would only be a second complaint.
    values.pop(path, None)
    yield _problem(path, value, written, field.allowed)


def _forget(section: PolicySection, values: dict[str, Any]) -> None:
    """Drop what the base said about a section."""
    for field in section.fields:
        values.pop(section.path(field), None)


def _unknown_keys(
    mapping: Mapping[Any, Any], known: tuple[str, ...], prefix: str = ""
) -> Iterator[PolicyProblem]:
    """Yield the keys that mean nothing."""
    for key in mapping:
        if key not in known:
            yield _problem(
                prefix + shown(key), ProblemKind.UNKNOWN_KEY, key, ", ".join(known)
            )


def _broken_constraints(values: Mapping[str, Any]) -> Iterator[PolicyProblem]:
    """Yield the relations that do not hold, as far as their values are known."""
    for constraint in CONSTRAINTS:
        if constraint.broken_by(values):
            path = constraint.paths[0]
            value = as_written(FIELDS[path], values[path])
            yield _problem(path, ProblemKind.CONSTRAINT, value, constraint.formula)


def _as_number(field: PolicyField, written: object) -> float | ProblemKind:
    if isinstance(written, bool) or not isinstance(written, int | float):
        return ProblemKind.WRONG_TYPE
    if not field.contains(written):
        return ProblemKind.OUT_OF_RANGE
    return field.offset + field.factor * written


def _as_optional_number(
    field: PolicyField, written: object
) -> float | ProblemKind | None:
    return None if written is None else _as_number(field, written)


def _as_integer(field: PolicyField, written: object) -> int | ProblemKind:
    # Forms hand over every number with a decimal point.
    if isinstance(written, float) and not written.is_integer():
        return ProblemKind.WRONG_TYPE
    number = _as_number(field, written)
    return number if isinstance(number, ProblemKind) else int(number)


def _as_boolean(_field: PolicyField, written: object) -> bool | ProblemKind:
    return written if isinstance(written, bool) else ProblemKind.WRONG_TYPE


def _as_mode(field: PolicyField, written: object) -> Mode | ProblemKind:
    # YAML 1.1 reads a bare `off` as false.
    word = Mode.OFF.value if written is False else written
    if not isinstance(word, str):
        return ProblemKind.WRONG_TYPE
    return next(
        (mode for mode in field.modes if mode == word), ProblemKind.OUT_OF_RANGE
    )


def _as_numbers(field: PolicyField, written: object) -> tuple[float, ...] | ProblemKind:
    if not isinstance(written, list | tuple):
        return ProblemKind.WRONG_TYPE
    if not field.fewest <= len(written) <= field.most:
        return ProblemKind.OUT_OF_RANGE
    numbers: list[float] = []
    for each in written:
        number = _as_number(field, each)
        if isinstance(number, ProblemKind):
            return number
        numbers.append(number)
    return tuple(numbers)


_CONVERTERS: Final[
    Mapping[FieldKind, Callable[[PolicyField, object], FieldValue | ProblemKind]]
] = {
    FieldKind.NUMBER: _as_number,
    FieldKind.OPTIONAL_NUMBER: _as_optional_number,
    FieldKind.INTEGER: _as_integer,
    FieldKind.BOOLEAN: _as_boolean,
    FieldKind.MODE: _as_mode,
    FieldKind.NUMBERS: _as_numbers,
}
