"""From a message to the Zigbee plug that it belongs to."""

from collections.abc import Iterator, Mapping
import re
from typing import Final

from ..engine.readings import Part
from .base import Recognised
from .mapping import is_topic
from .payload import json_document, json_object, word
from .zigbee2mqtt import BASE, Zigbee2MqttDialect

# Retained, and tells of every device what it is and what it can do.
_DEVICES: Final = re.compile(r"(.+)/bridge/devices")
# A house full of devices fills a message that no single device would send.
_LONGEST_LIST: Final = 4_000_000
_STATE: Final = re.compile(r"state(?:_([A-Za-z0-9_]{1,32}))?")
_ENDINGS: Final = re.compile(r"(.+)/(?:set|get|availability|state|power|energy).*")
_LINK: Final = "linkquality"
_WORDS: Final = frozenset({"off", "on"})
_GETTABLE: Final = 4


def likely_zigbee2mqtt(topic: str, payload: str) -> Iterator[Recognised]:
    """Find the plugs in the bridge's list, or one by its own message."""
    if (match := _DEVICES.fullmatch(topic)) is not None:
        document = json_document(payload, longest=_LONGEST_LIST)
        for device in document if isinstance(document, list) else ():
            if isinstance(device, dict):
                yield from _listed(match[1], device)
        return
    base, name = _split(topic)
    document = json_object(payload)
    if document is None or not name or not (base == BASE or _LINK in document):
        return
    if any(key.startswith("power") for key in document):
        yield from _plugs(base, name, _sockets(document), {})


def possible_zigbee2mqtt(topic: str, payload: str) -> Iterator[Recognised]:
    """Find a plug by any message of it, under any base."""
    found = tuple(likely_zigbee2mqtt(topic, payload))
    yield from found
    if found or topic.endswith(("/bridge/state", "/bridge/devices")):
        return
    match = _ENDINGS.fullmatch(topic)
    base, name = _split(topic if match is None else match[1])
    yield from _plugs(base, name, ("",), {})


def _split(topic: str) -> tuple[str, str]:
    """Return base and name: a name may have levels where the base is the usual one."""
    if topic.startswith(f"{BASE}/"):
        return BASE, topic.removeprefix(f"{BASE}/")
    base, _, name = topic.rpartition("/")
    return base, name


def _sockets(document: Mapping[str, object]) -> tuple[str, ...]:
    """Return the endpoints of all that is switched by ON and OFF."""
    return tuple(
        match[1] or ""
        for key, value in document.items()
        if word(value) in _WORDS and (match := _STATE.fullmatch(key)) is not None
    )


def _listed(base: str, device: Mapping[str, object]) -> Iterator[Recognised]:
    name, definition = device.get("friendly_name"), device.get("definition")
    if not isinstance(name, str) or not isinstance(definition, dict):
        return
    exposes = definition.get("exposes")
    properties = dict(_properties(exposes if isinstance(exposes, list) else []))
    power = [access for key, access in properties.items() if key.startswith("power")]
    sockets = tuple(
        match[1] or ""
        for key in properties
        if (match := _STATE.fullmatch(key)) is not None
    )
    if device.get("disabled") is True:
        return
    told: dict[str, object] = {} if power else {"metered": False}
    if power and all(access & _GETTABLE for access in power):
        told = {"power_gettable": True}
    yield from _plugs(base, name, sockets, told, _model(definition))


def _properties(exposes: list[object]) -> Iterator[tuple[str, int]]:
    """Yield what a device tells by itself or through its switches, and how."""
    for each in exposes:
        match each:
            case {"type": "switch", "features": list(features)}:
                yield from _properties(features)
            case {"property": "state" | "power" as key, "access": int(access)}:
                yield key, access
            case {"property": str(key), "access": int(access)}:
                if key.startswith(("state_", "power_")) and key != "power_on_behavior":
                    yield key, access


def _model(definition: Mapping[str, object]) -> str:
    words = (definition.get("vendor"), definition.get("model"))
    return " ".join(word for word in words if isinstance(word, str))


def _plugs(
    base: str,
    name: str,
    sockets: tuple[str, ...],
    told: Mapping[str, object],
    model: str = "",
) -> Iterator[Recognised]:
    if not (is_topic(base) and is_topic(name)):
        return
    for socket in sockets:
        endpoint = {"endpoint": socket} if socket else {}
        yield Recognised(
            config={
                "dialect": Zigbee2MqttDialect.key,
                "base": base,
                "name": name,
                **endpoint,
                **told,
            },
            identity=name,
            part=Part.PLUG,
            model=model,
        )
