"""A treadmill and a plug that other integrations have brought to Home Assistant."""

import asyncio
from typing import Any, override

from freezegun.api import FrozenDateTimeFactory
from homeassistant.components.button import ButtonEntity
from homeassistant.components.switch import SwitchEntity
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component
from pytest_homeassistant_custom_component.common import setup_test_component_platform

from .helpers import pass_time

SPEED = "sensor.belt_speed"
DISTANCE = "sensor.belt_distance"
POWER = "sensor.gym_plug_power"
STOP = "button.belt_stop"
PLUG = "switch.gym_plug"
ENTITIES = {
    "speed": SPEED,
    "distance": DISTANCE,
    "power": POWER,
    "stop": STOP,
    "switch_off": PLUG,
}
UNITS = {SPEED: "mph", DISTANCE: "km", POWER: "kW"}


class Button(ButtonEntity):
    """A stop that counts how often it is pressed, and may hang."""

    _attr_name = "Belt stop"

    def __init__(self) -> None:
        """Hang on nothing."""
        self.pressed = 0
        self.goes_on = asyncio.Event()
        self.goes_on.set()

    @override
    async def async_press(self) -> None:
        """Stop the belt."""
        self.pressed += 1
        await self.goes_on.wait()


class Switch(SwitchEntity):
    """A plug that keeps what it was told."""

    _attr_name = "Gym plug"
    _attr_is_on = True

    def __init__(self) -> None:
        """Be told nothing yet."""
        self.told: list[str] = []

    @override
    async def async_turn_on(self, **kwargs: Any) -> None:
        """Switch on."""
        self.told.append("on")

    @override
    async def async_turn_off(self, **kwargs: Any) -> None:
        """Switch off."""
        self.told.append("off")
        self._attr_is_on = False
        self.async_write_ha_state()


class Treadmill:
    """A treadmill and a plug of other integrations."""

    def __init__(self, hass: HomeAssistant, freezer: FrozenDateTimeFactory) -> None:
        """Stand still."""
        self.hass = hass
        self.freezer = freezer
        self.km = 1.0
        self.stop = Button()
        self.plug = Switch()

    async def set_up(self) -> None:
        """Let Home Assistant know the stop and the plug, and what the belt does."""
        for domain, entity in (("button", self.stop), ("switch", self.plug)):
            setup_test_component_platform(self.hass, domain, [entity])
            platform = {domain: {"platform": "test"}}
            assert await async_setup_component(self.hass, domain, platform)
        await self.tell(0.0, 0.0)

    def say(self, entity_id: str, value: float | str) -> None:
        """Write a state, changed or not."""
        attributes = {"unit_of_measurement": UNITS[entity_id]}
        self.hass.states.async_set(entity_id, str(value), attributes)

    async def tell(self, mph: float, kw: float) -> None:
        """Write all three."""
        self.say(SPEED, mph)
        self.say(DISTANCE, round(self.km, 4))
        self.say(POWER, kw)
        await self.hass.async_block_till_done()

    async def walk(self, mph: float, seconds: int, every_s: int = 1) -> None:
        """Walk, told at an interval."""
        for _ in range(seconds // every_s):
            await pass_time(self.hass, self.freezer, every_s, 1.0)
            self.km += mph * 1.609344 * every_s / 3600
            await self.tell(mph, 0.2)
