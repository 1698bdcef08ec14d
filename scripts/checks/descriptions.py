"""Every entity has a name in English, and every state and event a word."""

from collections.abc import Iterator

from .english import COMMON_STATES, english, missing, unclear, unused
from .entities import Entity, entities
from .tree import Finding, Tree


def check(tree: Tree) -> Iterator[Finding]:
    """Yield the entities without words, and the words without an entity."""
    found = entities(tree)
    for entity in found:
        yield from _entity(tree, entity)
    for platform in english(tree, "entity"):
        mine = [each for each in found if each.platform == platform]
        keys = {key for each in mine for key in each.keys or ()}
        yield from unused(tree, keys, "entity", platform)
        for each in mine:
            yield from _unused_states(tree, each)


def _entity(tree: Tree, entity: Entity) -> Iterator[Finding]:
    if entity.keys is None:
        yield unclear(entity.path, entity.line, "the entity's key")
    if entity.states is None:
        yield unclear(entity.path, entity.line, "the entity's options")
    if entity.event_types is None:
        yield unclear(entity.path, entity.line, "the entity's event types")
    for key in sorted(entity.keys or ()):
        where = ("entity", entity.platform, key)
        # Home Assistant names an entity after its device class if we do not.
        if key != entity.device_class:
            yield from missing(tree, entity.path, entity.line, *where, "name")
        types = (*where, "state_attributes", "event_type")
        for state in sorted((entity.states or frozenset()) - COMMON_STATES):
            yield from missing(tree, entity.path, entity.line, *where, "state", state)
        for each in sorted(entity.event_types or ()):
            yield from missing(tree, entity.path, entity.line, *types, "state", each)


def _unused_states(tree: Tree, entity: Entity) -> Iterator[Finding]:
    for key in sorted(entity.keys or ()):
        where = ("entity", entity.platform, key)
        types = (*where, "state_attributes", "event_type")
        if entity.states:
            yield from unused(tree, entity.states, *where, "state")
        if entity.event_types:
            yield from unused(tree, entity.event_types, *types, "state")
