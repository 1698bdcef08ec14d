"""From stored configuration to a dialect."""

from collections.abc import Callable, Mapping
from typing import Final

from ..engine.readings import Part
from .base import Dialect
from .generic import GENERIC_PLUG, GENERIC_TREADMILL, GenericDialect
from .generic_config import GenericConfig
from .mapping import InvalidConfigError, Problem, Rule
from .qz import QzConfig, QzDialect
from .tasmota import TasmotaConfig, TasmotaDialect


def _create_qz(mapping: Mapping[str, object]) -> Dialect:
    return QzDialect(QzConfig.from_mapping(mapping))


def _create_tasmota(mapping: Mapping[str, object]) -> Dialect:
    return TasmotaDialect(TasmotaConfig.from_mapping(mapping))


def _create_generic_treadmill(mapping: Mapping[str, object]) -> Dialect:
    return GenericDialect(GenericConfig.from_mapping(mapping, Part.TREADMILL))


def _create_generic_plug(mapping: Mapping[str, object]) -> Dialect:
    return GenericDialect(GenericConfig.from_mapping(mapping, Part.PLUG))


DIALECTS: Final[Mapping[str, Callable[[Mapping[str, object]], Dialect]]] = {
    GENERIC_PLUG: _create_generic_plug,
    GENERIC_TREADMILL: _create_generic_treadmill,
    QzDialect.key: _create_qz,
    TasmotaDialect.key: _create_tasmota,
}


def create_dialect(mapping: Mapping[str, object]) -> Dialect:
    """Create the dialect that a mapping describes, or raise all that is wrong."""
    key = mapping.get("dialect")
    create = DIALECTS.get(key) if isinstance(key, str) else None
    if create is None:
        problem = Problem(
            key="dialect", value=key, rule=Rule.CHOICE, allowed=tuple(DIALECTS)
        )
        raise InvalidConfigError((problem,))
    return create(mapping)
