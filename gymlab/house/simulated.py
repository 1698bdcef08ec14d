"""Build the simulated treadmill and plug that an owner's answers describe."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from gymlab.simulator.belt import BeltSettings
from gymlab.simulator.machine import MachineSettings
from gymlab.simulator.plug import PlugSettings
from gymlab.simulator.voices.plugs import PlugVoiceSettings
from gymlab.simulator.voices.qz_session import QzSettings
from gymlab.simulator.voices.shelly_gen2 import ShellyGen2Settings
from gymlab.simulator.voices.tasmota_settings import TasmotaSettings
from gymlab.simulator.voices.tasmota_words import TELE_PERIOD_S

from .setup import OWN_PLUG, MachineChoices

# As docs/backstop.md advises for the plug of a treadmill: it stays off after a power
# cut, measures with its relay off, and tells its watts often.
_CAREFUL: Final = PlugSettings(power_on_state=0, measures_with_relay_off=True)
_CAREFUL_TELE_PERIOD_S: Final = 10


def _tasmota(choices: MachineChoices) -> TasmotaSettings:
    period_s = TELE_PERIOD_S if choices.as_shipped else _CAREFUL_TELE_PERIOD_S
    return TasmotaSettings(topic=choices.plug_topic, tele_period_s=period_s)


def _shelly(choices: MachineChoices) -> ShellyGen2Settings:
    return ShellyGen2Settings(base=choices.plug_topic)


_PLUG_VOICES: Final[Mapping[str, Callable[[MachineChoices], PlugVoiceSettings]]] = {
    "tasmota": _tasmota,
    "shelly_gen2": _shelly,
    OWN_PLUG: _shelly,
}


def settings_of(choices: MachineChoices) -> MachineSettings:
    """Return the settings of the machine to simulate."""
    return MachineSettings(
        belt=BeltSettings(
            min_kmh=choices.minimum_speed_kmh, max_kmh=choices.maximum_speed_kmh
        ),
        bridge=replace(
            QzSettings(),
            device_id=choices.device_id,
            speed_min_kmh=choices.minimum_speed_kmh,
            speed_max_kmh=choices.maximum_speed_kmh,
        ),
        plug=PlugSettings() if choices.as_shipped else _CAREFUL,
        plug_voice=_PLUG_VOICES[choices.plug](choices),
    )
