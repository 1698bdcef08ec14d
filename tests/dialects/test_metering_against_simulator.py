"""The watts of every simulated plug fit its own counter, as it really speaks."""

from random import Random

import pytest

from custom_components.home_gym.dialects import create_dialect
from custom_components.home_gym.dialects.base import Dialect
from custom_components.home_gym.dialects.metering import Metering
from custom_components.home_gym.engine.readings import Quantity, Reading
from gymlab.simulator.deeds import Action, Deed
from gymlab.simulator.machine import Machine, MachineSettings
from gymlab.simulator.records import Message
from gymlab.simulator.voices.plugs import plug_settings as voice_of

CONFIGS: dict[str, dict[str, object]] = {
    "tasmota": {"topic": "gymplug"},
    "shelly_gen1": {"base": "shellies/shellyplug-s-C18B12"},
    "shelly_gen2": {"base": "gymplug"},
    "zigbee2mqtt": {"name": "gymplug", "power_gettable": True},
    "esphome_plug": {"base": "gym-plug", "energy_id": "energy"},
    "openbeken": {"base": "gymplug"},
}
# As often as the guard asks while somebody walks.
ASK_S = 30
HOUR = 3600


class Listener:
    """Hear one simulated plug, with watts that are told some times too high."""

    def __init__(self, family: str, off: float) -> None:
        self.dialect: Dialect = create_dialect({"dialect": family, **CONFIGS[family]})
        settings = MachineSettings(bridge=None, plug_voice=voice_of(family))
        self.machine = Machine(settings, Random(1))
        self.seen: list[bool | None] = []
        self._metering = Metering()
        self._off = off
        self.hear(self.machine.connect())

    def hear(self, messages: list[Message]) -> None:
        """Read messages in their time."""
        for each in messages:
            # Whoever listens live gets even what is kept as it happens.
            readings = self.dialect.parse(each.topic, each.payload)
            told = tuple(self._told(reading) for reading in readings or ())
            stretch = self._metering.hear(told, each.at_s)
            if stretch is not None:
                self.seen.append(stretch.fits)

    def _told(self, reading: Reading) -> Reading:
        if reading.quantity is not Quantity.POWER:
            return reading
        return Reading(
            quantity=reading.quantity,
            value=reading.value * self._off,
            retained=reading.retained,
        )

    def walk(self, hours: float) -> None:
        """Walk, faster and slower, and let the plug be asked meanwhile."""
        self.hear(self.machine.perform(Deed(action=Action.START, speed_kmh=5.0)))
        for second in range(0, int(hours * HOUR), ASK_S):
            speed = 4.0 + 2.0 * (second % 120 == 0)
            deed = Deed(action=Action.SET_SPEED, speed_kmh=speed)
            self.hear(self.machine.perform(deed))
            self.hear(self.machine.advance_to(self.machine.now_s + ASK_S))
            for query in self.dialect.queries():
                self.hear(self.machine.receive(query.topic, query.payload))


@pytest.mark.parametrize(("off", "fits"), [(1.0, True), (0.001, False), (10.0, False)])
@pytest.mark.parametrize("family", CONFIGS)
def test_the_units_of_a_plug_are_known_after_some_walking(
    family: str, off: float, fits: bool
) -> None:
    listener = Listener(family, off)
    listener.walk(1.5)
    assert listener.seen
    assert set(listener.seen) == {fits}
