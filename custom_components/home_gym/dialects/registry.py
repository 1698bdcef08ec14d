"""From stored configuration to a dialect."""

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from ..engine.readings import Part
from .base import Dialect
from .generic import GENERIC_PLUG, GENERIC_TREADMILL, GenericDialect
from .generic_config import GenericConfig
from .mapping import InvalidConfigError, Problem, Rule
from .nscc import NsccConfig, NsccDialect
from .profile import Profile
from .qz import QzConfig, QzDialect
from .shelly_gen1 import ShellyGen1Config, ShellyGen1Dialect
from .shelly_gen2 import ShellyGen2Config, ShellyGen2Dialect
from .tasmota import TasmotaConfig, TasmotaDialect
from .zigbee2mqtt import Zigbee2MqttConfig, Zigbee2MqttDialect


def _create_nscc(mapping: Mapping[str, object]) -> Dialect:
    return NsccDialect(NsccConfig.from_mapping(mapping))


def _create_qz(mapping: Mapping[str, object]) -> Dialect:
    return QzDialect(QzConfig.from_mapping(mapping))


def _create_shelly_gen1(mapping: Mapping[str, object]) -> Dialect:
    return ShellyGen1Dialect(ShellyGen1Config.from_mapping(mapping))


def _create_shelly_gen2(mapping: Mapping[str, object]) -> Dialect:
    return ShellyGen2Dialect(ShellyGen2Config.from_mapping(mapping))


def _create_tasmota(mapping: Mapping[str, object]) -> Dialect:
    return TasmotaDialect(TasmotaConfig.from_mapping(mapping))


def _create_zigbee2mqtt(mapping: Mapping[str, object]) -> Dialect:
    return Zigbee2MqttDialect(Zigbee2MqttConfig.from_mapping(mapping))


def _create_generic_treadmill(mapping: Mapping[str, object]) -> Dialect:
    return GenericDialect(GenericConfig.from_mapping(mapping, Part.TREADMILL))


def _create_generic_plug(mapping: Mapping[str, object]) -> Dialect:
    return GenericDialect(GenericConfig.from_mapping(mapping, Part.PLUG))


DIALECTS: Final[Mapping[str, Callable[[Mapping[str, object]], Dialect]]] = {
    GENERIC_PLUG: _create_generic_plug,
    GENERIC_TREADMILL: _create_generic_treadmill,
    NsccDialect.key: _create_nscc,
    QzDialect.key: _create_qz,
    ShellyGen1Dialect.key: _create_shelly_gen1,
    ShellyGen2Dialect.key: _create_shelly_gen2,
    TasmotaDialect.key: _create_tasmota,
    Zigbee2MqttDialect.key: _create_zigbee2mqtt,
}


_PROFILES: Final[dict[str, Profile]] = {}


def set_profiles(profiles: Iterable[Profile]) -> tuple[str, ...]:
    """Let these families be spoken beside those in code; return the keys refused.

    A family that is written in code, or that comes earlier, is not replaced. Meanwhile
    no family is missing, because other threads may ask for one.
    """
    refused = []
    found: dict[str, Profile] = {}
    for profile in profiles:
        taken = profile.key in DIALECTS or profile.key in found
        refused += [profile.key] if taken else []
        found.setdefault(profile.key, profile)
    wanted = {key: each for key, each in found.items() if key not in DIALECTS}
    _PROFILES.update(wanted)
    for key in _PROFILES.keys() - wanted.keys():
        del _PROFILES[key]
    return tuple(refused)


def profiles() -> tuple[Profile, ...]:
    """Return the families that are told by profiles."""
    return tuple(_PROFILES.values())


def families() -> tuple[str, ...]:
    """Return the key of every family that can be spoken."""
    return (*DIALECTS, *_PROFILES)


def create_dialect(mapping: Mapping[str, object]) -> Dialect:
    """Create the dialect that a mapping describes, or raise all that is wrong."""
    key = mapping.get("dialect")
    if isinstance(key, str):
        if (create := DIALECTS.get(key)) is not None:
            return create(mapping)
        if (profile := _PROFILES.get(key)) is not None:
            return profile.create(mapping)
    problem = Problem(key="dialect", value=key, rule=Rule.CHOICE, allowed=families())
    raise InvalidConfigError((problem,))
