"""States to JSON and back, with a version and a place for migrations."""

from collections.abc import Callable
from dataclasses import fields, is_dataclass
from enum import Enum, StrEnum
from functools import cache
from math import isinf
from types import NoneType, UnionType
from typing import Any, Final, Union, get_args, get_origin, get_type_hints

from .rules import RULES
from .state import State
from .words import RuleKey

VERSION: Final = 1
_PLAIN_ALREADY: Final = frozenset({NoneType, bool, int, str})
_MEMORIES: Final = {rule.key: type(rule.memory) for rule in RULES}
# A migration takes the data of its version to the next one.
MIGRATIONS: dict[int, Callable[[dict[str, Any]], dict[str, Any]]] = {}


class NewerStateError(ValueError):
    """A state that a newer Home Gym has written; it is left as it is."""


def encode(state: State) -> dict[str, Any]:
    """Return a state as plain data that JSON can hold."""
    data = {
        name: plain(getattr(state, name))
        for name in _names(State)
        if name != "memories"
    }
    memories = {key.value: plain(memory) for key, memory in state.memories.items()}
    return {"version": VERSION, "state": {**data, "memories": memories}}


def decode(data: dict[str, Any]) -> State:
    """Return the state that was stored, brought up to the present version.

    Raises NewerStateError for a version that this code does not know, ValueError,
    KeyError or TypeError for data that is no state.
    """
    version = int(data["version"])
    if version > VERSION:
        raise NewerStateError(version)
    stored = dict(data["state"])
    for old in range(version, VERSION):
        stored = MIGRATIONS[old](stored)
    memories = stored.pop("memories", {})
    state: State = built(State, {**stored, "memories": {}})
    state.memories.update(
        {
            RuleKey(key): built(_MEMORIES[RuleKey(key)], memory)
            for key, memory in memories.items()
            if key in set(RuleKey)
        }
    )
    return state


def plain(value: Any) -> Any:
    """Return a value of the engine as plain data that JSON can hold."""
    kind: Any = type(value)
    if kind in _PLAIN_ALREADY:
        return value
    if kind is float:
        return str(value) if isinf(value) else value
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, tuple | list):
        return [plain(each) for each in value]
    if isinstance(value, dict):
        return {str(key): plain(each) for key, each in value.items()}
    return {name: plain(getattr(value, name)) for name in _names(kind)}


@cache
def _names(cls: type[Any]) -> tuple[str, ...]:
    return tuple(item.name for item in fields(cls))


@cache
def _hints(cls: type[Any]) -> dict[str, Any]:
    return get_type_hints(cls)


def built(hint: Any, data: Any) -> Any:
    """Return plain data as the type that a field declares.

    Raises ValueError, KeyError or TypeError for data of any other shape.
    """
    origin = get_origin(hint)
    if origin in (Union, UnionType):
        if data is None:
            return None
        kinds = [each for each in get_args(hint) if each is not NoneType]
        return built(kinds[0], data)
    if origin is tuple:
        kinds = list(get_args(hint))
        if len(kinds) == 2 and kinds[1] is Ellipsis:
            return tuple(built(kinds[0], each) for each in data)
        return tuple(built(kind, each) for kind, each in zip(kinds, data, strict=True))
    if is_dataclass(hint) and isinstance(hint, type):
        if not isinstance(data, dict):
            raise TypeError(f"{hint.__name__} cannot be read")
        hints = _hints(hint)
        # A field that a later version has dropped is passed over.
        return hint(
            **{
                name: built(hints[name], each)
                for name, each in data.items()
                if name in hints
            }
        )
    if hint is float and data is not None:
        return float(data)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return hint(data) if issubclass(hint, StrEnum) else hint(int(data))
    return data
