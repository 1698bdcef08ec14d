"""Actions, triggers and conditions: in the code, in YAML and in words, the same."""

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from .english import english, missing, unclear, unused
from .places import Place, bindings, callee, keyword
from .tree import INTEGRATION, Finding, Tree
from .values import Texts, Values, values_in

type Registered = Iterator[tuple[str, int, Texts]]

# Where among the arguments each of them takes the action's name.
_REGISTERING: Final = {
    "async_register": 1,
    "async_register_admin_service": 2,
    "async_register_platform_entity_service": 2,
    "async_register_entity_service": 0,
    "async_register_batched_platform_entity_service": 2,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """What Home Assistant asks for by a name: where it is described, who has it."""

    section: str
    registered: Callable[[Tree, Values], Registered]

    @property
    def path(self) -> str:
        """The file that describes them."""
        return f"{INTEGRATION}/{self.section}.yaml"


def _services(tree: Tree, values: Values) -> Registered:
    for call, place in values.each(*_REGISTERING):
        index = _REGISTERING[callee(call)]
        # Others register other things, but only actions belong to a domain.
        if index and not _is_domain(call.args[index - 1 : index]):
            continue
        name = keyword(call, "service") or next(iter(call.args[index:]), None)
        names = None if name is None else values.one(name, place)
        yield place.path, call.lineno, names


def _is_domain(arguments: list[ast.expr]) -> bool:
    match arguments:
        case [ast.Name(id="DOMAIN")]:
            return True
    return False


def _table(module: str, constant: str) -> Callable[[Tree, Values], Registered]:
    """Return who reads the names from a table of a module."""

    def registered(tree: Tree, values: Values) -> Registered:
        path = f"{INTEGRATION}/{module}.py"
        place = Place(path=path)
        for bound in bindings(constant, tree.module(path), place):
            yield path, bound.value.lineno, values.many(bound.value, place)

    return registered


KINDS: Final = (
    Kind(section="services", registered=_services),
    Kind(section="triggers", registered=_table("trigger", "TRIGGERS")),
    Kind(section="conditions", registered=_table("condition", "CONDITIONS")),
)


def check(tree: Tree) -> Iterator[Finding]:
    """Yield what is not the same in all three places."""
    values = values_in(tree, INTEGRATION)
    for kind in KINDS:
        yield from _both_ways(tree, kind, list(kind.registered(tree, values)))
        described = tree.mapping(kind.path)
        for name, data in described.items():
            if not name.startswith("."):
                yield from _words(tree, kind, name, data or {})
        yield from unused(tree, described.keys(), kind.section)


def _both_ways(
    tree: Tree, kind: Kind, registered: list[tuple[str, int, Texts]]
) -> Iterator[Finding]:
    described = {name for name in tree.mapping(kind.path) if name[0] != "."}
    known: set[str] = set()
    for path, line, names in registered:
        if names is None:
            yield unclear(path, line, "the registered name")
            return
        known |= names
        for name in sorted(names - described):
            text = f"{name} is not described: add it to {kind.section}.yaml"
            yield Finding(path, line, text)
    for name in sorted(described - known):
        text = f"nobody registers {name}: remove it, or register it"
        yield Finding(kind.path, tree.line_of(kind.path, name), text)


def _words(
    tree: Tree, kind: Kind, name: str, data: dict[str, Any]
) -> Iterator[Finding]:
    line = tree.line_of(kind.path, name)
    where = (kind.section, name)
    for text in ("name", "description"):
        yield from missing(tree, kind.path, line, *where, text)
        if text in data:
            said = f"{name} has its {text} here: move it to translations/en.json"
            yield Finding(kind.path, line, said)
    fields, sections = _fields(data)
    for field in sorted(fields):
        for text in ("name", "description"):
            yield from missing(tree, kind.path, line, *where, "fields", field, text)
    for section in sorted(sections):
        yield from missing(tree, kind.path, line, *where, "sections", section, "name")
    if english(tree, *where):
        yield from unused(tree, fields, *where, "fields")
        yield from unused(tree, sections, *where, "sections")


def _fields(data: dict[str, Any]) -> tuple[set[str], set[str]]:
    """Return the names of all fields, and of the sections that some of them are in."""
    fields: set[str] = set()
    sections: set[str] = set()
    for name, field in (data.get("fields") or {}).items():
        if isinstance(field, dict) and "fields" in field:
            sections.add(name)
            fields |= field["fields"].keys()
        else:
            fields.add(name)
    return fields, sections
