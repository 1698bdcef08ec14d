"""Copy a frozen dataclass with changes, for what is run for every message."""

from operator import attrgetter
from typing import Any

_SHAPES: dict[type[Any], tuple[tuple[str, ...], attrgetter[Any]]] = {}


def changed[Thing](thing: Thing, **changes: Any) -> Thing:
    """Return a copy of a slotted dataclass with other values, as `replace` does.

    Getting all the values in one call takes half the time of `dataclasses.replace`.
    """
    shape = _SHAPES.get(type(thing))
    if shape is None:
        names: tuple[str, ...] = type(thing).__slots__  # type: ignore[attr-defined]
        shape = _SHAPES[type(thing)] = (names, attrgetter(*names))
    values = dict(zip(shape[0], shape[1](thing), strict=True))
    values.update(changes)
    return type(thing)(**values)
