"""The entities that the integration describes, and what they can show."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
import re
from typing import Final

from .places import Place, callee, keyword
from .tree import INTEGRATION, Tree
from .values import Texts, Values, values_in

_DESCRIPTION: Final = re.compile(r"(\w+)EntityDescription")
_NOTHING: Final[frozenset[str]] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """One described entity; what is None cannot be followed."""

    platform: str
    keys: Texts
    path: str
    line: int
    device_class: str = ""
    states: Texts = _NOTHING
    event_types: Texts = _NOTHING


def entities(tree: Tree) -> list[Entity]:
    """Return every entity that has a description or a translation key of its own."""
    values = values_in(tree, INTEGRATION)
    return [*_described(tree, values), *_declared(tree, values)]


def _described(tree: Tree, values: Values) -> Iterator[Entity]:
    for name, platform in _descriptions(tree, values).items():
        for call, place in values.each(name):
            key = keyword(call, "translation_key") or keyword(call, "key")
            yield _entity(
                values,
                place,
                Entity(
                    platform=platform,
                    keys=None if key is None else values.one(key, place),
                    path=place.path,
                    line=call.lineno,
                ),
                {each.arg: each.value for each in call.keywords if each.arg},
            )


def _declared(tree: Tree, values: Values) -> Iterator[Entity]:
    """Yield the entities whose class itself says what they are called."""
    for path in values.paths:
        for node in ast.walk(tree.module(path)):
            if not isinstance(node, ast.ClassDef):
                continue
            given = {
                target.id.removeprefix("_attr_"): each.value
                for each in node.body
                if isinstance(each, ast.Assign)
                for target in each.targets
                if isinstance(target, ast.Name)
            }
            if (key := given.get("translation_key")) is None:
                continue
            place = Place(path=path)
            entity = Entity(
                platform=PurePosixPath(path).stem,
                keys=values.one(key, place),
                path=path,
                line=key.lineno,
            )
            yield _entity(values, place, entity, given)


def _entity(
    values: Values, place: Place, entity: Entity, given: dict[str, ast.expr]
) -> Entity:
    """Return an entity with what it can show."""
    device_class = given.get("device_class")
    states, event_types = given.get("options"), given.get("event_types")
    return Entity(
        platform=entity.platform,
        keys=entity.keys,
        path=entity.path,
        line=entity.line,
        device_class=(
            device_class.attr.lower() if isinstance(device_class, ast.Attribute) else ""
        ),
        states=_NOTHING if states is None else values.many(states, place),
        event_types=(
            _NOTHING if event_types is None else values.many(event_types, place)
        ),
    )


def _descriptions(tree: Tree, values: Values) -> dict[str, str]:
    """Return the platform of every kind of description, ours and Home Assistant's."""
    found = {
        name: _snake(match[1])
        for name in values.calls
        if (match := _DESCRIPTION.fullmatch(name))
    }
    classes = [
        node
        for path in values.paths
        for node in ast.walk(tree.module(path))
        if isinstance(node, ast.ClassDef)
    ]
    for _ in classes:
        before = len(found)
        for node in classes:
            for base in node.bases:
                if platform := _platform(base, found):
                    found[node.name] = platform
        if len(found) == before:
            break
    return found


def _platform(base: ast.expr, found: dict[str, str]) -> str:
    name = callee(ast.Call(func=base, args=[], keywords=[]))
    match = _DESCRIPTION.fullmatch(name)
    return _snake(match[1]) if match else found.get(name, "")


def _snake(name: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()
