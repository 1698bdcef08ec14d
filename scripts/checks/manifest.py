"""The manifest is as Home Assistant and HACS want it, and names all that we import."""

from collections.abc import Callable, Iterator
import re
from typing import Any, Final

from .imports import COMPONENTS, imports
from .tree import INTEGRATION, Finding, Tree

MANIFEST: Final = f"{INTEGRATION}/manifest.json"
HACS: Final = "hacs.json"

_REQUIRED: Final = (
    "domain",
    "name",
    "codeowners",
    "documentation",
    "iot_class",
    "issue_tracker",
    "version",
)
_OPTIONAL: Final = (
    "after_dependencies",
    "config_flow",
    "dependencies",
    "import_executor",
    "integration_type",
    "loggers",
    "mqtt",
    "quality_scale",
    "requirements",
    "single_config_entry",
)
_HACS_KEYS: Final = frozenset(
    {
        "content_in_root",
        "country",
        "filename",
        "hacs",
        "hide_default_branch",
        "homeassistant",
        "name",
        "persistent_directory",
        "zip_release",
    }
)
_VERSION: Final = re.compile(r"\d+\.\d+\.\d+([ab.-]?[\w.]+)?")
_SCALES: Final = frozenset({"bronze", "silver", "gold", "platinum", "custom"})
_OURS: Final = frozenset({"hub", "service"})

# What each value has to be, and how to say so.
_VALUES: Final[dict[str, tuple[Callable[[Any], bool], str]]] = {
    "domain": (lambda value: value == INTEGRATION.rpartition("/")[2], "as the folder"),
    "documentation": (lambda value: str(value).startswith("https://"), "an https page"),
    "issue_tracker": (lambda value: str(value).startswith("https://"), "an https page"),
    "version": (lambda value: bool(_VERSION.fullmatch(str(value))), "as 1.2.3"),
    "iot_class": (lambda value: value == "local_push", "local_push"),
    "integration_type": (lambda value: value in _OURS, "hub or service"),
    "quality_scale": (lambda value: value in _SCALES, "one of the known tiers"),
    "codeowners": (lambda value: isinstance(value, list), "a list"),
    "requirements": (lambda value: not value, "empty: we need nothing"),
}

# What may be imported without being named: platforms, and what is always there.
_ALWAYS: Final = frozenset(
    {
        "automation",
        "binary_sensor",
        "button",
        "calendar",
        "conversation",
        "device_automation",
        "diagnostics",
        "event",
        "frontend",
        "homeassistant",
        "image",
        "media_source",
        "notify",
        "number",
        "onboarding",
        "person",
        "persistent_notification",
        "repairs",
        "script",
        "select",
        "sensor",
        "switch",
        "system_health",
        "system_log",
        "todo",
        "tts",
        "webhook",
        "websocket_api",
        "zone",
    }
)


def check(tree: Tree) -> Iterator[Finding]:
    """Yield what Home Assistant or HACS would refuse."""
    yield from _manifest(tree, tree.mapping(MANIFEST))
    yield from _dependencies(tree, tree.mapping(MANIFEST))
    yield from _hacs(tree)


def _manifest(tree: Tree, manifest: dict[str, Any]) -> Iterator[Finding]:
    for key in _REQUIRED:
        if key not in manifest:
            yield Finding(MANIFEST, 1, f"{key} is missing: add it")
    for key in manifest.keys() - {*_REQUIRED, *_OPTIONAL}:
        yield _finding(tree, key, "is not known: remove it")
    wanted = sorted(
        manifest, key=lambda key: ({"domain": 0, "name": 1}.get(key, 2), key)
    )
    for key, other in zip(manifest, wanted, strict=True):
        if key != other:
            yield _finding(tree, key, f"stands where {other} belongs: sort the keys")
            break
    for key, (fits, wish) in _VALUES.items():
        if key in manifest and not fits(manifest[key]):
            yield _finding(tree, key, f"is {manifest[key]!r}: it has to be {wish}")


def _finding(tree: Tree, key: str, text: str) -> Finding:
    return Finding(MANIFEST, tree.line_of(MANIFEST, key), f"{key} {text}")


def _dependencies(tree: Tree, manifest: dict[str, Any]) -> Iterator[Finding]:
    before = manifest.get("dependencies") or []
    after = manifest.get("after_dependencies") or []
    for name in sorted({*before} & {*after}):
        yield _finding(tree, name, "is a dependency twice: keep one")
    named = {*before, *after, *_ALWAYS}
    for path in tree.under(INTEGRATION, suffix=".py"):
        for line, module in imports(tree, path):
            _, within, inner = module.partition(f"{COMPONENTS}.")
            name = inner.partition(".")[0]
            if within and name not in named:
                text = f"imports {name}: name it in the manifest's dependencies"
                yield Finding(path, line, text)


def _hacs(tree: Tree) -> Iterator[Finding]:
    hacs = tree.mapping(HACS)
    for key in ("name", "homeassistant"):
        if key not in hacs:
            yield Finding(HACS, 1, f"{key} is missing: add it")
    for key in sorted(hacs.keys() - _HACS_KEYS):
        text = f"HACS does not know {key}: remove it"
        yield Finding(HACS, tree.line_of(HACS, key), text)
    release = str(hacs.get("homeassistant", "2026.10.0"))
    if not re.fullmatch(r"20\d\d\.\d+\.\d+", release):
        text = f"{release} is no release of Home Assistant: write it as 2026.10.0"
        yield Finding(HACS, tree.line_of(HACS, "homeassistant"), text)
