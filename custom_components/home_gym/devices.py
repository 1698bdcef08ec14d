"""Whose device is whose: a plug or a base topic belongs to one machine."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from homeassistant.config_entries import ConfigEntry, ConfigSubentry

from .const import (
    CONF_DIALECT,
    CONF_DISTANCE,
    CONF_ENTITIES,
    CONF_MOVING_TIME,
    CONF_PLUG,
    CONF_POWER,
    CONF_SPEED,
    CONF_STOP,
    CONF_SWITCH_OFF,
    CONF_TREADMILL,
    SIMULATED_PREFIX,
)
from .dialects import InvalidConfigError, create_dialect
from .dialects.base import Dialect
from .dialects.zigbee2mqtt import BASE as ZIGBEE_BASE
from .engine.readings import Part

PARTS: Final = {Part.TREADMILL: CONF_TREADMILL, Part.PLUG: CONF_PLUG}
# Which entities stand for which part, the one first that a part is known by.
ENTITIES_OF: Final = {
    CONF_TREADMILL: (CONF_SPEED, CONF_DISTANCE, CONF_MOVING_TIME, CONF_STOP),
    CONF_PLUG: (CONF_SWITCH_OFF, CONF_POWER),
}
_COMMANDS: Final = (CONF_STOP, CONF_SWITCH_OFF)


def parts_of(data: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Return the parts of a machine that have a dialect, the treadmill first."""
    return [data[key] for key in PARTS.values() if data.get(key)]


def entities_of(data: Mapping[str, Any], part: str | None = None) -> dict[str, str]:
    """Return the entities that a machine is made of, or one part of it."""
    entities: Mapping[str, str] = data.get(CONF_ENTITIES) or {}
    keys = entities.keys() if part is None else ENTITIES_OF[part]
    return {key: entities[key] for key in keys if entities.get(key)}


def identity(part: Mapping[str, Any]) -> str:
    """Return what names a device and no other: its dialect and its own topic."""
    dialect = str(part[CONF_DIALECT])
    return f"{dialect}:{_TOPICS.get(dialect, _generic_topic)(part)}"


def part_identity(data: Mapping[str, Any], part: str) -> str | None:
    """Return what names one part of a machine, by its dialect or by its entities."""
    if data.get(part):
        return identity(data[part])
    first = next(iter(entities_of(data, part).values()), None)
    return None if first is None else f"entity:{first}"


def machine_identity(data: Mapping[str, Any]) -> str:
    """Return what names a machine and no other."""
    named = (part_identity(data, part) for part in PARTS.values())
    return "|".join(sorted(filter(None, named)))


def proved_by_drill(data: Mapping[str, Any]) -> tuple[str | None, ...]:
    """Return what a drill has proved something about: the devices and their stops."""
    entities = entities_of(data)
    return (machine_identity(data), *(entities.get(key) for key in _COMMANDS))


def owner_of(
    entry: ConfigEntry[Any], part: Mapping[str, Any], but_not: str | None = None
) -> ConfigSubentry | None:
    """Return the machine that a device already belongs to."""
    claims = _claims(part)
    for subentry in _others(entry, but_not):
        for owned in parts_of(subentry.data):
            if not claims.isdisjoint(_claims(owned)):
                return subentry
    return None


def owner_of_entity(
    entry: ConfigEntry[Any], entity_id: str, but_not: str | None = None
) -> ConfigSubentry | None:
    """Return the machine that an entity stands for; a mat may serve several."""
    for subentry in _others(entry, but_not):
        for part in PARTS.values():
            if entity_id in entities_of(subentry.data, part).values():
                return subentry
    return None


def _others(entry: ConfigEntry[Any], but_not: str | None) -> Iterator[ConfigSubentry]:
    for subentry in entry.subentries.values():
        if subentry.subentry_id != but_not:
            yield subentry


def is_simulated(data: Mapping[str, Any]) -> bool:
    """Tell whether a machine's treadmill is one of the workshop."""
    base = str((data.get(CONF_TREADMILL) or {}).get("base", ""))
    return base.rpartition("/")[2].startswith(SIMULATED_PREFIX)


def can_switch_off(data: Mapping[str, Any]) -> bool:
    """Tell whether a machine has a plug that obeys."""
    obeys = any(each.traits.can_switch_off for each in _spoken_parts(data))
    return obeys or CONF_SWITCH_OFF in entities_of(data)


def can_stop(part: Mapping[str, Any]) -> bool:
    """Tell whether a part has a stop of its own."""
    dialect = spoken(part)
    return dialect is not None and dialect.traits.can_stop


def can_slow(data: Mapping[str, Any]) -> bool:
    """Tell whether a machine has a set-speed, proved or not."""
    return any(each.traits.can_slow for each in _spoken_parts(data))


def spoken(part: Mapping[str, Any]) -> Dialect | None:
    """Return how a part is spoken to; a profile of one's own may be gone or wrong."""
    try:
        return create_dialect(part)
    except InvalidConfigError:
        return None


def unspoken_family(data: Mapping[str, Any]) -> str | None:
    """Return the family of the first part that cannot be spoken to, if there is one."""
    return next(
        (str(each[CONF_DIALECT]) for each in parts_of(data) if spoken(each) is None),
        None,
    )


def _spoken_parts(data: Mapping[str, Any]) -> list[Dialect]:
    return [each for each in map(spoken, parts_of(data)) if each is not None]


def _claims(part: Mapping[str, Any]) -> frozenset[str]:
    """Return the identity of a device and the commands that only it may get."""
    dialect = spoken(part)
    commands = () if dialect is None else (dialect.stop(), dialect.switch_off())
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
        dialect = spoken(part)
        if dialect is None:
            return str(part.get("base", ""))
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
