"""What no source confirms stays out of a device, until its owner confirms it."""

from collections.abc import Mapping

from .generic_commands import STARTING_KEYS
from .mapping import Fields, Rule


def device_fields(mapping: Mapping[str, object]) -> tuple[Fields, frozenset[str]]:
    """Return what is to be read of a device, and the names that no source confirms.

    What says `confirmed: false` stays out unless the owner has confirmed it. What
    would be a start is reported at once, whatever stands under it.
    """
    unconfirmed = frozenset(
        key for key, value in mapping.items() if any(map(_is_open, _items(value)))
    )
    fields = Fields(
        {
            key: _settled(value, keep=key in _chosen(mapping))
            for key, value in mapping.items()
            if key not in STARTING_KEYS
        }
    )
    for key in sorted(STARTING_KEYS & mapping.keys()):
        fields.report(key, Rule.COMMAND, value=mapping[key])
    return fields, unconfirmed


def _items(value: object) -> tuple[object, ...]:
    return tuple(value) if isinstance(value, list | tuple) else (value,)


def _is_open(section: object) -> bool:
    return isinstance(section, Mapping) and section.get("confirmed") is False


def _chosen(mapping: Mapping[str, object]) -> frozenset[object]:
    chosen = _items(mapping.get("confirmed"))
    return frozenset(item for item in chosen if isinstance(item, str))


def _settled(value: object, *, keep: bool) -> object:
    """Return a value without its open sections, or with them as if confirmed."""
    if not any(map(_is_open, _items(value))):
        return value
    left: list[object] = []
    for section in _items(value):
        if not _is_open(section):
            left.append(section)
        elif keep and isinstance(section, Mapping):
            left.append({k: v for k, v in section.items() if k != "confirmed"})
    if not left:
        return None
    return left if isinstance(value, list | tuple) else left[0]
