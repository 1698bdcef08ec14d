"""From a message to the dialect and the device that it belongs to."""

from collections.abc import Callable, Iterator, Mapping
import re
from typing import Final

from ..engine.readings import Part
from .base import Recognised
from .mapping import InvalidConfigError
from .nscc import NsccDialect
from .payload import json_object
from .qz import QzDialect
from .recognise_shelly import likely_gen1, likely_gen2, possible_gen1, possible_gen2
from .recognise_zigbee2mqtt import likely_zigbee2mqtt, possible_zigbee2mqtt
from .registry import profiles
from .shelly_gen1 import ShellyGen1Dialect
from .shelly_gen2 import ShellyGen2Dialect
from .tasmota import PREFIX_PLACE, TOPIC_PLACE, TasmotaConfig, TasmotaDialect
from .zigbee2mqtt import Zigbee2MqttDialect

# Certain: the base is QZ's own. Likely: another base, with a name that QZ uses.
_QZ_CERTAIN: Final = re.compile(r"(QZ/.+?)/(?:status|(?:workout|control)/.+)")
_QZ_LIKELY: Final = re.compile(
    r"(.+?)/workout/(?:device/(?:id|name|rssi|type|connected|paused)"
    r"|(?:elapsed|moving)/(?:hours|minutes|seconds|total_seconds)"
    r"|distance|speed/current|treadmill/.+)"
)
_QZ_POSSIBLE: Final = re.compile(r"(.+?)/(?:status|(?:workout|control)/.+)")

# No other family begins its topics with a slash.
_NSCC: Final = re.compile(r"(/.+)/(?:readings/(?:speed|elevation)|emergency)")

_TASMOTA_NAMES: Final = {
    "tele": re.compile(r"LWT|SENSOR|STATE|INFO\d"),
    "stat": re.compile(r"RESULT|POWER\d*|STATUS\d*|PULSETIME"),
}
_TASMOTA_PREFIXES: Final = ("stat", "tele", "cmnd")
_TASMOTA_RELAY: Final = re.compile(r"(?:POWER|PulseTime)([1-9]\d?)")
# Retained, and tells all settings that matter (xdrv_12_discovery.ino).
_TASMOTA_DISCOVERY: Final = re.compile(r"tasmota/discovery/[0-9A-F]{12}/config")
_RELAY_KIND: Final = 1


def recognise(
    topic: str, payload: str, *, dialect: str | None = None
) -> tuple[Recognised, ...]:
    """Return the devices that a message could belong to, the likeliest first.

    Where the dialect is given, a topic is believed that any other device could have
    as well, and so are the topics of commands.
    """
    if dialect is not None:
        find = _POSSIBLE.get(dialect)
        return tuple(
            _profiled(topic, payload, dialect) if find is None else find(topic, payload)
        )
    return (
        *(found for find in _LIKELY for found in find(topic, payload)),
        *_profiled(topic, payload),
    )


def _profiled(
    topic: str, payload: str, dialect: str | None = None
) -> Iterator[Recognised]:
    for profile in profiles():
        if dialect in {None, profile.key}:
            given = dialect is not None
            yield from profile.recognise(topic, payload, given=given)


def _nscc(topic: str, _payload: str) -> Iterator[Recognised]:
    if (match := _NSCC.fullmatch(topic)) is not None:
        config = {"dialect": NsccDialect.key, "base": match[1]}
        identity = match[1].rpartition("/")[2]
        yield Recognised(config=config, identity=identity, part=Part.TREADMILL)


def _likely_qz(topic: str, _payload: str) -> Iterator[Recognised]:
    match = _QZ_CERTAIN.fullmatch(topic) or _QZ_LIKELY.fullmatch(topic)
    if match is not None:
        yield _qz(match[1])


def _possible_qz(topic: str, _payload: str) -> Iterator[Recognised]:
    match = _QZ_CERTAIN.fullmatch(topic) or _QZ_POSSIBLE.fullmatch(topic)
    if match is not None:
        yield _qz(match[1])


def _qz(base: str) -> Recognised:
    return Recognised(
        config={"dialect": QzDialect.key, "base": base},
        identity=base.rpartition("/")[2],
        part=Part.TREADMILL,
    )


def _likely_tasmota(topic: str, payload: str) -> Iterator[Recognised]:
    if _TASMOTA_DISCOVERY.fullmatch(topic):
        yield from _discovered_tasmota(payload)
        return
    name = topic.rpartition("/")[2]
    for prefix, names in _TASMOTA_NAMES.items():
        if names.fullmatch(name):
            yield from _tasmota(topic, payload, prefix)


def _possible_tasmota(topic: str, payload: str) -> Iterator[Recognised]:
    found = tuple(_likely_tasmota(topic, payload))
    if found:
        yield from found
        return
    for prefix in _TASMOTA_PREFIXES:
        yield from _tasmota(topic, payload, prefix)


def _tasmota(topic: str, payload: str, prefix: str) -> Iterator[Recognised]:
    """Take the level with the prefix, and the last other one as the device."""
    *levels, name = topic.split("/")
    if prefix not in levels or len(levels) == 1:
        return
    position = levels.index(prefix)
    device_position = len(levels) - (2 if position == len(levels) - 1 else 1)
    device = levels[device_position]
    levels[position], levels[device_position] = PREFIX_PLACE, TOPIC_PLACE
    unmetered = {"metered": False} if _tells_of_no_meter(name, payload) else {}
    for relay in _relays(name, payload):
        yield from _usable_tasmota(
            {
                "topic": device,
                "full_topic": "/".join((*levels, "")),
                "relay": relay,
                **unmetered,
            }
        )


def _relays(name: str, payload: str) -> tuple[int, ...]:
    """Return the relays that a message names, the first one where it names none."""
    data = json_object(payload) or {}
    state = data.get("StatusSTS")
    names = (name, *data, *(state if isinstance(state, dict) else ()))
    matches = map(_TASMOTA_RELAY.fullmatch, names)
    return tuple(sorted({int(match[1]) for match in matches if match})) or (1,)


def _tells_of_no_meter(name: str, payload: str) -> bool:
    """Tell whether a device was asked for what it measures, and measures no power."""
    sensors = (json_object(payload) or {}).get("StatusSNS")
    if name != "STATUS8" or not isinstance(sensors, dict):
        return False
    return "ENERGY" not in sensors


def _discovered_tasmota(payload: str) -> Iterator[Recognised]:
    data = json_object(payload) or {}
    match data:
        case {"t": topic, "ft": full_topic, "tp": [command, state, telemetry, *_]}:
            settings: dict[str, object] = {
                "topic": topic,
                "full_topic": full_topic,
                "command_prefix": command,
                "state_prefix": state,
                "telemetry_prefix": telemetry,
            }
        case _:
            return
    match data:
        case {"state": [off_word, on_word, *_]}:
            settings |= {"on_words": [on_word], "off_words": [off_word]}
    match data:
        case {"onln": online_word, "ofln": offline_word}:
            settings |= {
                "online_words": [online_word],
                "offline_words": [offline_word],
            }
    relays = data.get("rl")
    for position, kind in enumerate(relays if isinstance(relays, list) else ()):
        if kind == _RELAY_KIND:
            yield from _usable_tasmota(
                {**settings, "relay": position + 1},
                _text(data, "md"),
                _text(data, "dn"),
            )


def _text(data: Mapping[str, object], key: str) -> str:
    value = data.get(key)
    return value if isinstance(value, str) else ""


def _usable_tasmota(
    settings: Mapping[str, object], model: str = "", name: str = ""
) -> Iterator[Recognised]:
    config = {"dialect": TasmotaDialect.key, **settings}
    try:
        found = TasmotaConfig.from_mapping(config)
    except InvalidConfigError:
        return
    yield Recognised(
        config=config, identity=found.topic, part=Part.PLUG, model=model, name=name
    )


type Finder = Callable[[str, str], Iterator[Recognised]]

_LIKELY: Final[tuple[Finder, ...]] = (
    _likely_qz,
    _nscc,
    _likely_tasmota,
    likely_gen1,
    likely_gen2,
    likely_zigbee2mqtt,
)
_POSSIBLE: Final[Mapping[str, Finder]] = {
    NsccDialect.key: _nscc,
    QzDialect.key: _possible_qz,
    ShellyGen1Dialect.key: possible_gen1,
    ShellyGen2Dialect.key: possible_gen2,
    TasmotaDialect.key: _possible_tasmota,
    Zigbee2MqttDialect.key: possible_zigbee2mqtt,
}
