"""What only the watts of a plug can tell of it is heard, told and kept."""

from typing import Any

from freezegun.api import FrozenDateTimeFactory
from homeassistant.components.repairs import (
    DOMAIN as REPAIRS,
    RepairsFlowManager,
    repairs_flow_manager,
)
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from .dialog import say
from .helpers import MACHINE_ID, coordinator_of, pass_time
from .test_repairs import confirm, issue, next_step, start

UNITS = "plug_units_differ"
# Long enough for two stretches of a counter that goes on with every message.
LONG_MIN = 12


class Meter:
    """The meter of the gym's plug, behind 300 W."""

    def __init__(self, hass: HomeAssistant, freezer: FrozenDateTimeFactory) -> None:
        self._hass = hass
        self._freezer = freezer
        self._kwh = 6.0

    async def run(self, shown_w: float, minutes: int = LONG_MIN) -> None:
        """Draw 300 W for a time, and show some watts."""
        for _ in range(minutes * 2):
            await pass_time(self._hass, self._freezer, 30.0)
            self._kwh += 0.3 / 120
            energy = {"Power": shown_w, "Total": round(self._kwh, 3)}
            say(self._hass, "tele/gym-plug/SENSOR", {"ENERGY": energy})
        await self._hass.async_block_till_done()

    async def show(self, watts: float, after_s: float) -> None:
        """Show some watts after a time."""
        await pass_time(self._hass, self._freezer, after_s)
        say(self._hass, "tele/gym-plug/SENSOR", {"ENERGY": {"Power": watts}})
        await self._hass.async_block_till_done()


@pytest.fixture
def meter(
    hass: HomeAssistant, gym: MockConfigEntry, freezer: FrozenDateTimeFactory
) -> Meter:
    """Return the meter of the gym's plug."""
    return Meter(hass, freezer)


async def test_watts_in_another_unit_are_told_until_they_fit(
    hass: HomeAssistant, meter: Meter
):
    await meter.run(300.0)
    assert issue(hass, UNITS) is None
    await meter.run(0.3, 2 * LONG_MIN)
    raised = issue(hass, UNITS)
    assert raised is not None
    assert raised.translation_placeholders == {
        "machine": "Treadmill",
        "minutes": "5",
        "watts": "0.025",
        "counter": "25",
    }
    await meter.run(300.0)
    assert issue(hass, UNITS) is None


async def test_the_repair_leads_to_where_units_are_chosen(
    hass: HomeAssistant, meter: Meter
):
    assert await async_setup_component(hass, REPAIRS, {})
    manager = repairs_flow_manager(hass)
    assert isinstance(manager, RepairsFlowManager)
    await meter.run(3000.0, 2 * LONG_MIN)
    shown = await start(manager, UNITS)
    assert shown["description_placeholders"] is not None
    assert shown["description_placeholders"]["counter"] == "25"
    assert await next_step(hass, await confirm(manager, shown)) == "connection"
    # It goes away when both agree, and not before.
    assert issue(hass, UNITS) is not None


async def test_another_plug_is_not_accused(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    meter: Meter,
    machine_data: dict[str, Any],
):
    await meter.run(0.3, 2 * LONG_MIN)
    assert issue(hass, UNITS) is not None
    plug = {**machine_data["plug"], "relay": 2}
    hass.config_entries.async_update_subentry(
        gym, gym.subentries[MACHINE_ID], data={**machine_data, "plug": plug}
    )
    await hass.async_block_till_done()
    say(hass, "tele/gym-plug/SENSOR", {"ENERGY": {"Power": 0.3}})
    await hass.async_block_till_done()
    assert issue(hass, UNITS) is None


async def test_a_machine_that_is_gone_has_no_trouble(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    freezer: FrozenDateTimeFactory,
    meter: Meter,
):
    await meter.run(0.3, 2 * LONG_MIN)
    hass.config_entries.async_remove_subentry(gym, MACHINE_ID)
    await pass_time(hass, freezer, 30.0, 1.0)
    assert issue(hass, UNITS) is None


async def test_a_meter_that_works_with_the_relay_off_is_learned(
    hass: HomeAssistant, gym: MockConfigEntry, meter: Meter
):
    """The contacts stick, or the treadmill is fed past them."""
    say(hass, "stat/gym-plug/POWER", "OFF")
    await meter.show(9.1, 70.0)
    assert not coordinator_of(gym).machine.measures_with_relay_off
    await meter.show(9.4, 60.0)
    assert coordinator_of(gym).machine.measures_with_relay_off
    assert gym.subentries[MACHINE_ID].data["measures_with_relay_off"] is True


async def test_what_is_zero_or_old_teaches_nothing(
    hass: HomeAssistant, gym: MockConfigEntry, meter: Meter
):
    say(hass, "stat/gym-plug/POWER", "OFF")
    for watts in (0.0, 0.3, 260.0, 260.0, 0.0):
        await meter.show(watts, 70.0)
    assert not coordinator_of(gym).machine.measures_with_relay_off
