"""Every icon belongs to something that there is, and says more than the default."""

from collections.abc import Iterator
from typing import Any, Final

from .actions import KINDS
from .english import COMMON_STATES
from .entities import entities
from .tree import INTEGRATION, Finding, Tree

ICONS: Final = f"{INTEGRATION}/icons.json"
_ON_OFF: Final = frozenset({"on", "off"})


def check(tree: Tree) -> Iterator[Finding]:
    """Yield the icons of nothing, and those that are none."""
    icons = tree.mapping(ICONS)
    yield from _entities(tree, icons.get("entity") or {})
    for kind in KINDS:
        known = tree.mapping(kind.path)
        for name in icons.get(kind.section) or {}:
            if name not in known:
                text = f"there is no {name} in {kind.section}.yaml: remove its icon"
                yield _finding(tree, text, kind.section, name)
        for name in known:
            if not name.startswith(".") and name not in (icons.get(kind.section) or {}):
                text = f"{kind.section} has no icon for {name}: give it one"
                yield _finding(tree, text, kind.section)
    yield from _values(tree, icons)


def _entities(tree: Tree, icons: dict[str, Any]) -> Iterator[Finding]:
    states: dict[tuple[str, str], set[str]] = {}
    for entity in entities(tree):
        for key in entity.keys or ():
            known = states.setdefault((entity.platform, key), set())
            known |= {*(entity.states or ()), *_ON_OFF, *COMMON_STATES}
    for platform, keys in icons.items():
        for key, icon in keys.items():
            where = ("entity", platform, key)
            if (platform, key) not in states:
                text = f"there is no {platform} {key}: remove its icon"
                yield _finding(tree, text, *where)
                continue
            for state, picture in (icon.get("state") or {}).items():
                if state not in states[platform, key]:
                    text = f"{key} never has the state {state}: remove its icon"
                    yield _finding(tree, text, *where, "state", state)
                if picture == icon.get("default"):
                    text = f"{state} has the default icon: leave it out"
                    yield _finding(tree, text, *where, "state", state)


def _values(tree: Tree, icons: Any, *where: str) -> Iterator[Finding]:
    if isinstance(icons, dict):
        for key, inner in icons.items():
            yield from _values(tree, inner, *where, key)
    elif not (isinstance(icons, str) and icons.startswith("mdi:")):
        yield _finding(tree, f"{icons!r} is no icon: it has to start with mdi:", *where)


def _finding(tree: Tree, text: str, *where: str) -> Finding:
    return Finding(ICONS, tree.line_of(ICONS, *where), text)
