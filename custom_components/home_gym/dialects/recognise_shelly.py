"""From a message to the Shelly, of any generation, that it belongs to."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
import re
from typing import Final

from ..engine.readings import Part
from .base import Recognised
from .mapping import is_topic
from .payload import json_object
from .shelly_gen1 import ShellyGen1Dialect
from .shelly_gen2 import ShellyGen2Dialect

# A device's own name ends with its address, in capitals in the first generation.
_GEN1_NAME: Final = r"shelly[a-z0-9-]*-[0-9A-F]{6,12}"
_GEN2_NAME: Final = re.compile(r"(shelly[a-z0-9]+)-[0-9a-f]{12}")
_GEN1_RELAY: Final = re.compile(
    rf"((?:.+/)?(?:shellies/[^/]+|{_GEN1_NAME}))"
    r"/relay/([0-3])(?:/(?:power|energy|overpower_value))?"
)
_GEN1_OTHER: Final = re.compile(
    rf"((?:.+/)?{_GEN1_NAME})"
    r"/(?:online|info|temperature(?:_f)?|overtemperature)"
)
_GEN1_POSSIBLE: Final = re.compile(
    r"(.+?)/(?:relay/([0-3])(?:/.+)?|online|info|announce|command|temperature.*)"
)
_GEN1_ANNOUNCE: Final = re.compile(r"((?:.+/)?shellies)/(?:[^/]+/)?announce")
# The one that only switches.
_GEN1_UNMETERED: Final = re.compile(r"shelly1-[0-9A-F]{6,12}")
# Plugs and switches; the other models are lamps, shutters and sensors.
_GEN1_SWITCHES: Final = ("SHPLG", "SHSW")
_GEN2_EVENTS: Final = re.compile(r"(.+)/events/rpc")
_GEN2_STATUS: Final = re.compile(r"(.+)/status/switch:(1[0-5]|\d)")
_GEN2_ONLINE: Final = re.compile(rf"((?:.+/)?{_GEN2_NAME.pattern})/online")
_GEN2_POSSIBLE: Final = re.compile(
    r"(.+?)/(?:(?:command|status|error)/switch:(1[0-5]|\d)|events/rpc|rpc|online|command)"
)
_STATUS_METHODS: Final = ("NotifyStatus", "NotifyFullStatus")
_SWITCH: Final = re.compile(r"switch:(1[0-5]|\d)")

# The longest name comes first, as one may begin with another.
_GEN1_MODELS: Final = {
    "shellyplug-s": "Shelly Plug S",
    "shellyplug-u1": "Shelly Plug US",
    "shellyplug": "Shelly Plug",
    "shellyswitch25": "Shelly 2.5",
    "shellyswitch": "Shelly 2",
    "shelly1pm": "Shelly 1PM",
    "shelly1": "Shelly 1",
}
_GEN2_MODELS: Final = {
    "shellyplusplugs": "Shelly Plus Plug S",
    "shellyplusplugus": "Shelly Plus Plug US",
    "shellyplusplugit": "Shelly Plus Plug IT",
    "shellyplugsg3": "Shelly Plug S Gen3",
    "shellyplugusg4": "Shelly Plug US Gen4",
    "shellyplus1pm": "Shelly Plus 1PM",
    "shellyplus2pm": "Shelly Plus 2PM",
    "shellypro1pm": "Shelly Pro 1PM",
    "shellypro2pm": "Shelly Pro 2PM",
    "shellypro4pm": "Shelly Pro 4PM",
    "shelly1pmg3": "Shelly 1PM Gen3",
    "shelly2pmg3": "Shelly 2PM Gen3",
    "shelly1pmg4": "Shelly 1PM Gen4",
    "shelly2pmg4": "Shelly 2PM Gen4",
}
_ANY_MODEL: Final = "Shelly"


def likely_gen1(topic: str, payload: str) -> Iterator[Recognised]:
    """Find a first-generation device by topics that no other family has."""
    if (match := _GEN1_RELAY.fullmatch(topic)) is not None:
        yield from _gen1(match[1], int(match[2]))
    elif (match := _GEN1_OTHER.fullmatch(topic)) is not None:
        yield from _gen1(match[1], 0)
    elif (match := _GEN1_ANNOUNCE.fullmatch(topic)) is not None:
        yield from _announced(match[1], payload)


def possible_gen1(topic: str, payload: str) -> Iterator[Recognised]:
    """Find a first-generation device by any of its topics, under any base."""
    found = tuple(likely_gen1(topic, payload))
    yield from found
    if not found and (match := _GEN1_POSSIBLE.fullmatch(topic)) is not None:
        yield from _gen1(match[1], int(match[2] or 0))


def _announced(base: str, payload: str) -> Iterator[Recognised]:
    match json_object(payload):
        case {"id": str(name), "model": str(model)} if "/" not in name:
            if name and model.startswith(_GEN1_SWITCHES):
                yield from _gen1(f"{base}/{name}", 0)


def _gen1(base: str, relay: int) -> Iterator[Recognised]:
    if not is_topic(base):
        return
    identity = base.rpartition("/")[2]
    models = (text for name, text in _GEN1_MODELS.items() if identity.startswith(name))
    metered = {"metered": False} if _GEN1_UNMETERED.fullmatch(identity) else {}
    yield Recognised(
        config={
            "dialect": ShellyGen1Dialect.key,
            "base": base,
            "relay": relay,
            **metered,
        },
        identity=identity,
        part=Part.PLUG,
        model=next(models, _ANY_MODEL),
    )


def likely_gen2(topic: str, payload: str) -> Iterator[Recognised]:
    """Find the switches of a later device by what it says of itself."""
    if (match := _GEN2_EVENTS.fullmatch(topic)) is not None:
        yield from _notified(match[1], payload)
    elif (match := _GEN2_STATUS.fullmatch(topic)) is not None:
        if "output" in (json_object(payload) or ()):
            yield from _gen2(match[1], (int(match[2]),))
    elif (match := _GEN2_ONLINE.fullmatch(topic)) is not None:
        # A sensor of the family is there as well, and switches nothing.
        switches = (0,) if _model(match[1]) != _ANY_MODEL else ()
        yield from _gen2(match[1], switches)


def possible_gen2(topic: str, payload: str) -> Iterator[Recognised]:
    """Find a later device by any of its topics, under any prefix."""
    found = tuple(likely_gen2(topic, payload))
    yield from found
    if not found and (match := _GEN2_POSSIBLE.fullmatch(topic)) is not None:
        yield from _gen2(match[1], (int(match[2] or 0),))


def _notified(base: str, payload: str) -> Iterator[Recognised]:
    message = json_object(payload) or {}
    params = message.get("params")
    if message.get("method") not in _STATUS_METHODS or not isinstance(params, dict):
        return
    switches, source = _switches(params), message.get("src")
    model = _model(source if isinstance(source, str) else base)
    # A plug that tells of its network only is a plug as well.
    if switches or model != _ANY_MODEL:
        yield from _gen2(base, switches or (0,), model)


def switches_of(
    base: str, status: Mapping[str, object], source: str, name: str
) -> Iterator[Recognised]:
    """Find all switches in the whole status of a device, with what each measures."""
    for switch in _switches(status):
        component = status[f"switch:{switch}"]
        measures = isinstance(component, dict) and "apower" in component
        for found in _gen2(base, (switch,), _model(source)):
            metered = {} if measures else {"metered": False}
            yield replace(found, config={**found.config, **metered}, name=name)


def _switches(params: Mapping[str, object]) -> tuple[int, ...]:
    found = (_SWITCH.fullmatch(key) for key in params)
    return tuple(sorted(int(match[1]) for match in found if match is not None))


def _gen2(
    base: str, switches: tuple[int, ...], model: str | None = None
) -> Iterator[Recognised]:
    for switch in switches if is_topic(base) else ():
        config = {"dialect": ShellyGen2Dialect.key, "base": base, "switch": switch}
        yield Recognised(
            config=config,
            identity=base.rpartition("/")[2],
            part=Part.PLUG,
            model=_model(base) if model is None else model,
        )


def _model(name: str) -> str:
    """Return how a device is sold, by the first half of its own name."""
    match = _GEN2_NAME.fullmatch(name.rpartition("/")[2])
    return _ANY_MODEL if match is None else _GEN2_MODELS.get(match[1], _ANY_MODEL)
