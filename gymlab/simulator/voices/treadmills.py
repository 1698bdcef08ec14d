"""Know the voice of every treadmill's bridge by its settings."""

from collections.abc import Callable, Mapping, Set as AbstractSet
from random import Random
from typing import Any, Final

from gymlab.simulator.belt import Belt
from gymlab.simulator.faults import Fault
from gymlab.simulator.records import Message

from .base import Voice
from .esphome_ftms import EsphomeFtmsSettings, EsphomeFtmsVoice
from .esphome_treadmill import EsphomeTreadmillSettings, EsphomeTreadmillVoice
from .generic_treadmill import GenericTreadmillSettings, GenericTreadmillVoice
from .listening import (
    MacosSettings,
    MacosVoice,
    PymvSettings,
    PymvVoice,
    StrideSettings,
    StrideVoice,
)
from .nscc import NsccSettings, NsccVoice
from .pacekeeper import PaceKeeperSettings, PaceKeeperVoice
from .qz import QzVoice
from .qz_session import QzSettings
from .walkingpad import WalkingPadSettings, WalkingPadVoice

type BridgeSettings = (
    QzSettings
    | PaceKeeperSettings
    | WalkingPadSettings
    | NsccSettings
    | PymvSettings
    | StrideSettings
    | MacosSettings
    | EsphomeTreadmillSettings
    | EsphomeFtmsSettings
    | GenericTreadmillSettings
)

# By the key of the family that understands them.
BRIDGES: Final[Mapping[str, BridgeSettings]] = {
    "qz": QzSettings(),
    "pacekeeper": PaceKeeperSettings(),
    "walkingpad_mqtt": WalkingPadSettings(),
    "nscc": NsccSettings(),
    "pymvtreadmill": PymvSettings(),
    "stride": StrideSettings(),
    "walkingpad_macos": MacosSettings(),
    "esphome_treadmill": EsphomeTreadmillSettings(),
    "esphome_ftms": EsphomeFtmsSettings(),
    "generic_treadmill": GenericTreadmillSettings(),
}
_VOICES: Final[Mapping[type, Callable[..., Voice]]] = {
    QzSettings: QzVoice,
    PaceKeeperSettings: PaceKeeperVoice,
    WalkingPadSettings: WalkingPadVoice,
    NsccSettings: NsccVoice,
    PymvSettings: PymvVoice,
    StrideSettings: StrideVoice,
    MacosSettings: MacosVoice,
    EsphomeTreadmillSettings: EsphomeTreadmillVoice,
    EsphomeFtmsSettings: EsphomeFtmsVoice,
    GenericTreadmillSettings: GenericTreadmillVoice,
}


def build_bridge(
    settings: BridgeSettings,
    belt: Belt,
    faults: AbstractSet[Fault],
    random: Random,
    outbox: list[Message],
) -> Voice:
    """Return the voice that the settings are for."""
    voice: Any = _VOICES[type(settings)]
    built: Voice = voice(settings, belt, faults, random, outbox)
    return built
