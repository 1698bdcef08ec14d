"""Whose device is whose: a plug or a base topic belongs to one machine."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from homeassistant.config_entries import ConfigEntry, ConfigSubentry

from .const import CONF_DIALECT, CONF_PLUG, CONF_TREADMILL, SIMULATED_PREFIX
from .dialects import create_dialect
from .dialects.zigbee2mqtt import BASE as ZIGBEE_BASE
from .engine.readings import Part

PARTS: Final = {Part.TREADMILL: CONF_TREADMILL, Part.PLUG: CONF_PLUG}


def parts_of(data: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Return the parts that a machine has, the treadmill first."""
    return [data[key] for key in PARTS.values() if data.get(key)]


def identity(part: Mapping[str, Any]) -> str:
    """Return what names a device and no other: its dialect and its own topic."""
    dialect = str(part[CONF_DIALECT])
    return f"{dialect}:{_TOPICS.get(dialect, _generic_topic)(part)}"


def machine_identity(data: Mapping[str, Any]) -> str:
    """Return what names a machine and no other."""
    return "|".join(sorted(identity(part) for part in parts_of(data)))


def owner_of(
    entry: ConfigEntry[Any], part: Mapping[str, Any], but_not: str | None = None
) -> ConfigSubentry | None:
    """Return the machine that a device already belongs to."""
    claims = _claims(part)
    for subentry in entry.subentries.values():
        if subentry.subentry_id == but_not:
            continue
        for owned in parts_of(subentry.data):
            if not claims.isdisjoint(_claims(owned)):
                return subentry
    return None


def is_simulated(data: Mapping[str, Any]) -> bool:
    """Tell whether a machine's treadmill is one of the workshop."""
    base = str((data.get(CONF_TREADMILL) or {}).get("base", ""))
    return base.rpartition("/")[2].startswith(SIMULATED_PREFIX)


def can_switch_off(data: Mapping[str, Any]) -> bool:
    """Tell whether a machine has a plug that obeys."""
    return any(create_dialect(each).traits.can_switch_off for each in parts_of(data))


def can_slow(data: Mapping[str, Any]) -> bool:
    """Tell whether a machine has a set-speed, proved or not."""
    return any(create_dialect(each).traits.can_slow for each in parts_of(data))


def _claims(part: Mapping[str, Any]) -> frozenset[str]:
    """Return the identity of a device and the commands that only it may get."""
    dialect = create_dialect(part)
    commands = (dialect.stop(), dialect.switch_off())
    return frozenset(
        {
            identity(part),
            *(f"{each.topic} {each.payload}" for each in commands if each is not None),
        }
    )


def _qz_topic(part: Mapping[str, Any]) -> str:
    return str(part["base"])


def _tasmota_topic(part: Mapping[str, Any]) -> str:
    relay = part.get("relay", 1)
    return str(part["topic"]) if relay == 1 else f"{part['topic']}#{relay}"


def _relay_topic(part: Mapping[str, Any]) -> str:
    return f"{part['base']}#{part.get('relay', 0)}"


def _switch_topic(part: Mapping[str, Any]) -> str:
    return f"{part['base']}#{part.get('switch', 0)}"


def _zigbee_topic(part: Mapping[str, Any]) -> str:
    topic = f"{part.get('base', ZIGBEE_BASE)}/{part['name']}"
    return f"{topic}#{part['endpoint']}" if part.get("endpoint") else topic


def _generic_topic(part: Mapping[str, Any]) -> str:
    """Return the topic of the first thing that a device reports, or is switched by."""
    source = next((each for each in part.values() if isinstance(each, Mapping)), None)
    if source is None:
        # Its family knows the topics: two relays of one node differ in their switch.
        dialect = create_dialect(part)
        off = dialect.switch_off()
        return dialect.subscriptions()[0] if off is None else off.topic
    path = source.get("path")
    return f"{source['topic']}#{path}" if path else str(source["topic"])


_TOPICS: Final[Mapping[str, Callable[[Mapping[str, Any]], str]]] = {
    "qz": _qz_topic,
    "shelly_gen1": _relay_topic,
    "shelly_gen2": _switch_topic,
    "tasmota": _tasmota_topic,
    "zigbee2mqtt": _zigbee_topic,
}
