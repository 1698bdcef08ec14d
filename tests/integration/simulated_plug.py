"""A simulated plug behind the mocked broker: it hears what is sent, and answers."""

import asyncio
from random import Random
from typing import Any

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant
from pytest_homeassistant_custom_component.common import (
    async_fire_mqtt_message,
    async_fire_time_changed,
)
from pytest_homeassistant_custom_component.typing import MqttMockHAClient

from gymlab.simulator.deeds import Action, Deed
from gymlab.simulator.faults import Fault
from gymlab.simulator.ledger import Ledger
from gymlab.simulator.machine import Machine, MachineSettings
from gymlab.simulator.plug import Plug, PlugSettings
from gymlab.simulator.records import Message
from gymlab.simulator.voices.plugs import PlugVoiceSettings
from gymlab.simulator.voices.tasmota_settings import TasmotaSettings

# More than any background work of the MQTT client takes.
_TURNS = 300
# A plug of the same machine, in this simulator's words.
GYM_PLUG = TasmotaSettings(topic="gym-plug")


class SimulatedPlug:
    """A treadmill on a plug, which lives as long as its test."""

    def __init__(
        self,
        hass: HomeAssistant,
        voice: PlugVoiceSettings = GYM_PLUG,
        plug: PlugSettings | None = None,
    ) -> None:
        settings = MachineSettings(
            bridge=None, plug=plug or PlugSettings(), plug_voice=voice
        )
        self.machine = Machine(settings, Random(1))
        self.hears = True
        self._kept: dict[str, str] = {}
        self._hass = hass

    @property
    def plug(self) -> Plug:
        assert self.machine.plug is not None
        return self.machine.plug

    @property
    def ledger(self) -> Ledger:
        return self.machine.ledger

    def connect(self) -> None:
        """Come online."""
        self._say(self.machine.connect())

    def wait(self, seconds: float) -> None:
        """Let time pass for the plug alone."""
        self._say(self.machine.advance_to(self.machine.now_s + seconds))

    def act(self, action: Action) -> None:
        """Let a person act."""
        self._say(self.machine.perform(Deed(action=action)))

    def mains(self, *, on: bool) -> None:
        """Let the power fail, or come back."""
        self._say(self.machine.switch_fault(Fault.MAINS_OFF, on=not on))

    def receive(self, topic: str, payload: str) -> None:
        """Take a message from the broker."""
        if self.hears:
            self._say(self.machine.receive(topic, payload))

    def say_what_is_kept(self) -> None:
        """Say again what a broker keeps, for whoever has come later."""
        for topic, payload in self._kept.items():
            async_fire_mqtt_message(self._hass, topic, payload, retain=True)

    def _say(self, messages: list[Message]) -> None:
        for each in messages:
            if each.retained:
                self._kept[each.topic] = each.payload
            async_fire_mqtt_message(self._hass, each.topic, each.payload)


def plug_in(mqtt_mock: MqttMockHAClient, *plugs: SimulatedPlug) -> None:
    """Let plugs hear what is published, and say that they are there."""

    async def publish(topic: str, payload: Any, *_: Any, **__: Any) -> None:
        for plug in plugs:
            plug.receive(topic, str(payload))

    mqtt_mock.async_publish.side_effect = publish
    for plug in plugs:
        plug.connect()


async def settle(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, seconds: int = 3
) -> None:
    """Let time pass without waiting for whoever waits for time to pass."""
    for _ in range(seconds):
        freezer.tick(1.0)
        async_fire_time_changed(hass)
        for _ in range(_TURNS):
            await asyncio.sleep(0)
    await hass.async_block_till_done()
