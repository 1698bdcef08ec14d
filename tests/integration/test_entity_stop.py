"""A treadmill that can only be read is stopped by a button of another integration."""

from collections.abc import AsyncGenerator
from typing import Any

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import MqttMockHAClient

from custom_components.home_gym.engine.words import Belt

from .dialog import Flow, say
from .entities import STOP, Treadmill
from .helpers import MACHINE_ID, coordinator_of, gym_entry, pass_time, press, sent

STRIDE = {"dialect": "stride", "base": "stride"}


@pytest.fixture
async def belt(
    hass: HomeAssistant, mqtt_mock: MqttMockHAClient, freezer: FrozenDateTimeFactory
) -> AsyncGenerator[Treadmill]:
    """Return the stop, known to Home Assistant before the gym is."""
    belt = Treadmill(hass, freezer)
    await belt.set_up()
    yield belt
    belt.stop.goes_on.set()


@pytest.fixture
def entry(machine_data: dict[str, Any], belt: Treadmill) -> MockConfigEntry:
    """Return a gym with a treadmill that has no stop of its own."""
    plug = machine_data["plug"]
    data = {**machine_data, "treadmill": STRIDE}
    return gym_entry(
        {
            "data": data,
            "subentry_id": MACHINE_ID,
            "subentry_type": "machine",
            "title": "Treadmill",
            "unique_id": f"stride:stride|tasmota:{plug['topic']}",
        }
    )


async def walk(hass: HomeAssistant, freezer: FrozenDateTimeFactory) -> None:
    """Walk for some seconds."""
    for second in range(8):
        state = {"beltKph": 3.0, "distance": 100 + second, "boardOk": True}
        say(hass, "stride/treadmill/state", state)
        await pass_time(hass, freezer, 1.0)


async def choose_stop(
    hass: HomeAssistant, gym: MockConfigEntry, flow: Flow
) -> dict[str, Any]:
    """Let the button be the stop of the treadmill that is there."""
    await flow.change(gym, "connection", "entities")
    await flow.submit({"stop": STOP, "speed_on_change": False})
    await flow.wait(10)
    await flow.choose("unverified")
    assert flow.reason == "reconfigure_successful"
    await hass.async_block_till_done()
    return dict(gym.subentries[MACHINE_ID].data)


async def test_the_button_is_chosen_beside_the_treadmill_and_stops_it(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    flow: Flow,
    belt: Treadmill,
    freezer: FrozenDateTimeFactory,
    mqtt_mock: MqttMockHAClient,
):
    assert not coordinator_of(gym).machine.can_stop
    data = await choose_stop(hass, gym, flow)
    assert data["treadmill"] == STRIDE
    assert data["entities"] == {"stop": STOP}
    machine = coordinator_of(gym)
    assert machine.machine.can_stop
    # Nobody knows what a second one would do.
    assert not machine.machine.stop_repeatable
    await walk(hass, freezer)
    assert machine.state.truth.belt is Belt.MOVING
    mqtt_mock.async_publish.reset_mock()
    await press(hass, "stop")
    assert belt.stop.pressed == 1
    assert not [topic for topic, _ in sent(mqtt_mock) if topic.startswith("stride")]


async def test_the_button_stays_while_the_treadmill_does(
    hass: HomeAssistant, gym: MockConfigEntry, flow: Flow, belt: Treadmill
):
    await choose_stop(hass, gym, flow)
    for base, expected in (("stride", {"stop": STOP}), ("attic", None)):
        await flow.change(gym, "connection", "by_hand")
        await flow.submit({"treadmill": "stride", "plug": "none"})
        await flow.submit({"base_topic": base})
        await flow.wait(10)
        await flow.choose("unverified")
        assert gym.subentries[MACHINE_ID].data.get("entities") == expected
        await hass.async_block_till_done()


async def test_a_treadmill_with_a_stop_of_its_own_gets_no_second_one(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    flow: Flow,
    belt: Treadmill,
    machine_data: dict[str, Any],
):
    hass.config_entries.async_update_subentry(
        gym, gym.subentries[MACHINE_ID], data=machine_data
    )
    await flow.change(gym, "connection", "entities")
    await flow.submit({"stop": STOP, "speed_on_change": False})
    assert flow.errors == {"stop": "entity_second_stop"}
    await hass.async_block_till_done()
