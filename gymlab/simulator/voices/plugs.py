"""List the plugs that can be simulated, each with the voice for its settings."""

from collections.abc import Mapping, Set as AbstractSet
from random import Random
from typing import Any, Final, Protocol, Self

from gymlab.simulator.faults import Fault
from gymlab.simulator.plug import Plug
from gymlab.simulator.records import Message

from .base import PlugVoice
from .esphome_plug import EsphomePlugSettings, EsphomePlugVoice
from .openbeken import OpenBekenSettings, OpenBekenVoice
from .shelly_gen1 import ShellyGen1Settings, ShellyGen1Voice
from .shelly_gen2 import ShellyGen2Settings, ShellyGen2Voice
from .tasmota import TasmotaVoice
from .tasmota_settings import TasmotaSettings
from .zigbee2mqtt import Zigbee2MqttSettings, Zigbee2MqttVoice


class PlugVoiceSettings(Protocol):
    """Describe a plug's voice; a fleet numbers its plugs."""

    def numbered(self, suffix: str) -> Self:
        """Return the settings of another plug, with topics of its own."""


# By the key of the family; the voice takes the settings, the plug and its machine's
# faults, chance and outbox.
PLUGS: Final[Mapping[str, tuple[Any, Any]]] = {
    "esphome_plug": (EsphomePlugSettings, EsphomePlugVoice),
    "openbeken": (OpenBekenSettings, OpenBekenVoice),
    "shelly_gen1": (ShellyGen1Settings, ShellyGen1Voice),
    "shelly_gen2": (ShellyGen2Settings, ShellyGen2Voice),
    "tasmota": (TasmotaSettings, TasmotaVoice),
    "zigbee2mqtt": (Zigbee2MqttSettings, Zigbee2MqttVoice),
}


def plug_settings(family: str) -> PlugVoiceSettings:
    """Return the settings of a family's plug as it comes out of a drawer."""
    settings: PlugVoiceSettings = PLUGS[family][0]()
    return settings


def build_plug_voice(
    settings: PlugVoiceSettings,
    plug: Plug,
    faults: AbstractSet[Fault],
    random: Random,
    outbox: list[Message],
) -> PlugVoice:
    """Return the voice that these settings are for."""
    voices = dict(PLUGS.values())
    voice: PlugVoice = voices[type(settings)](settings, plug, faults, random, outbox)
    return voice
