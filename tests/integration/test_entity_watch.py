"""Entities that are renamed, removed, and brought by Home Assistant's own MQTT."""

import json
from typing import Any

from freezegun.api import FrozenDateTimeFactory
from homeassistant.config_entries import ConfigSubentryDataWithId
from homeassistant.const import EVENT_HOMEASSISTANT_STARTED
from homeassistant.core import CoreState, HomeAssistant
from homeassistant.helpers import entity_registry as er, issue_registry as ir
import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    async_fire_mqtt_message,
)
from pytest_homeassistant_custom_component.typing import MqttMockHAClient

from custom_components.home_gym.const import DOMAIN, SUBENTRY_MACHINE
from custom_components.home_gym.engine.words import Belt
from custom_components.home_gym.repairs import MachineRepairFlow, async_create_fix_flow

from .helpers import MACHINE_ID, NAME, coordinator_of, gym_entry, pass_time

SPEED = "sensor.belt_speed"
DISTANCE = "sensor.belt_distance"
VOICE = "assist_satellite.gym"
GONE = f"entity_gone_{MACHINE_ID}"


@pytest.fixture
def force_update() -> bool:
    """Tell whether the sensors write each message, changed or not."""
    return False


@pytest.fixture
def entities() -> dict[str, str]:
    """Return the entities of the machine."""
    return {"speed": SPEED}


@pytest.fixture(autouse=True)
async def sensors(
    hass: HomeAssistant, mqtt_mock: MqttMockHAClient, force_update: bool
) -> None:
    """Let the MQTT integration have two sensors."""
    for key, unit in (("speed", "km/h"), ("distance", "m")):
        config = {
            "name": f"Belt {key}",
            "unique_id": f"belt_{key}",
            "state_topic": f"belt/{key}",
            "unit_of_measurement": unit,
            "device_class": key,
            "force_update": force_update,
        }
        topic = f"homeassistant/sensor/belt_{key}/config"
        async_fire_mqtt_message(hass, topic, json.dumps(config))
    await hass.async_block_till_done()


@pytest.fixture
def entry(machine_data: dict[str, Any], entities: dict[str, str]) -> MockConfigEntry:
    """Return a gym whose machine is one of these sensors, or both."""
    data = {
        key: value
        for key, value in machine_data.items()
        if key not in ("treadmill", "plug")
    }
    speak = {"assist_satellites": [VOICE], "tts_engine": None}
    machine = ConfigSubentryDataWithId(
        data={**data, "entities": entities, "speak": speak},
        subentry_id=MACHINE_ID,
        subentry_type=SUBENTRY_MACHINE,
        title=NAME,
        unique_id=f"entity:{SPEED}",
    )
    return gym_entry(
        machine,
    )


class Walk:
    """A walk at one speed, told over MQTT once a second."""

    def __init__(self, hass: HomeAssistant, freezer: FrozenDateTimeFactory) -> None:
        """Stand at the beginning."""
        self.hass = hass
        self.freezer = freezer
        self.metres = 0.0

    async def on(self, seconds: int, kmh: float = 3.0) -> None:
        """Walk on."""
        for _ in range(seconds):
            self.metres += kmh / 3.6
            async_fire_mqtt_message(self.hass, "belt/speed", str(kmh))
            async_fire_mqtt_message(self.hass, "belt/distance", f"{self.metres:.1f}")
            await self.hass.async_block_till_done()
            await pass_time(self.hass, self.freezer, 1.0)


@pytest.fixture
def walk(
    hass: HomeAssistant, gym: MockConfigEntry, freezer: FrozenDateTimeFactory
) -> Walk:
    """Return a walk on the machine."""
    return Walk(hass, freezer)


def belt_of(gym: MockConfigEntry) -> Belt:
    """Return what the belt does now; asked anew, it may have changed."""
    return coordinator_of(gym).state.truth.belt


async def begin(walk: Walk) -> None:
    """Come to rest and begin: the first value may be an old one."""
    async_fire_mqtt_message(walk.hass, "belt/speed", "0.0")
    await walk.on(1, 2.9)
    await walk.on(2)


@pytest.mark.parametrize(
    ("entities", "force_update", "belt"),
    [
        ({"speed": SPEED}, False, Belt.UNKNOWN),
        ({"speed": SPEED}, True, Belt.MOVING),
        ({"speed": SPEED, "distance": DISTANCE}, False, Belt.MOVING),
    ],
    ids=["alone", "with force_update", "with a distance"],
)
async def test_a_constant_speed_of_an_mqtt_sensor(
    gym: MockConfigEntry, walk: Walk, belt: Belt
):
    await begin(walk)
    assert belt_of(gym) is Belt.MOVING
    await walk.on(20)
    assert belt_of(gym) is belt


@pytest.mark.parametrize(
    ("on_change", "belt"), [(False, Belt.UNKNOWN), (True, Belt.STILL)]
)
async def test_a_belt_at_rest_that_nobody_tells_of_again(
    hass: HomeAssistant, gym: MockConfigEntry, walk: Walk, on_change: bool, belt: Belt
):
    subentry = gym.subentries[MACHINE_ID]
    data = {**subentry.data, "speed_on_change": on_change}
    hass.config_entries.async_update_subentry(gym, subentry, data=data)
    await begin(walk)
    async_fire_mqtt_message(hass, "belt/speed", "0.0")
    await hass.async_block_till_done()
    assert belt_of(gym) is Belt.STILL
    await pass_time(hass, walk.freezer, 60.0, 1.0)
    assert belt_of(gym) is belt
    # What is not available any more stands for nothing.
    hass.states.async_set(SPEED, "unavailable")
    assert belt_of(gym) is Belt.UNKNOWN


async def test_a_renamed_entity_is_followed_in_mid_walk(
    hass: HomeAssistant, gym: MockConfigEntry, walk: Walk
):
    await begin(walk)
    machine, session = coordinator_of(gym), coordinator_of(gym).state.session
    assert session is not None
    er.async_get(hass).async_update_entity(SPEED, new_entity_id="sensor.pad_speed")
    await hass.async_block_till_done()
    subentry = gym.subentries[MACHINE_ID]
    assert subentry.data["entities"] == {"speed": "sensor.pad_speed"}
    assert subentry.unique_id == "entity:sensor.pad_speed"
    assert issue_of(hass) is None
    # What the machine is not made of may be called anything.
    er.async_get(hass).async_update_entity(DISTANCE, new_entity_id="sensor.other")
    await hass.async_block_till_done()
    assert subentry.data["entities"] == {"speed": "sensor.pad_speed"}
    await walk.on(1, 3.1)
    await walk.on(1, 3.2)
    assert belt_of(gym) is Belt.MOVING
    assert coordinator_of(gym) is machine
    assert machine.state.session is not None
    assert machine.state.session.id == session.id


async def test_a_renamed_voice_is_followed_too(
    hass: HomeAssistant, gym: MockConfigEntry
):
    registry = er.async_get(hass)
    registry.async_get_or_create(
        "assist_satellite", "other", "1", suggested_object_id="gym"
    )
    registry.async_update_entity(VOICE, new_entity_id="assist_satellite.attic")
    await hass.async_block_till_done()
    speak = gym.subentries[MACHINE_ID].data["speak"]
    assert speak["assist_satellites"] == ["assist_satellite.attic"]
    assert gym.subentries[MACHINE_ID].unique_id == f"entity:{SPEED}"


def issue_of(hass: HomeAssistant) -> ir.IssueEntry | None:
    return ir.async_get(hass).async_get_issue(DOMAIN, GONE)


async def test_a_removed_entity_is_said_and_one_that_comes_back_is_not_missed(
    hass: HomeAssistant, gym: MockConfigEntry, walk: Walk
):
    await begin(walk)
    assert issue_of(hass) is None
    er.async_get(hass).async_remove(SPEED)
    await hass.async_block_till_done()
    assert belt_of(gym) is Belt.UNKNOWN
    issue = issue_of(hass)
    assert issue is not None
    assert issue.translation_placeholders == {"machine": NAME, "entities": SPEED}
    flow = await async_create_fix_flow(hass, GONE, dict(issue.data or {}))
    assert isinstance(flow, MachineRepairFlow)
    flow.hass, flow.handler = hass, DOMAIN
    shown = await flow.async_step_init()
    assert (shown["description_placeholders"] or {})["entities"] == SPEED
    hass.states.async_set(SPEED, "0.0", {"unit_of_measurement": "km/h"})
    await hass.async_block_till_done()
    assert issue_of(hass) is None


async def test_a_disabled_entity_is_missed_until_another_is_chosen(
    hass: HomeAssistant, gym: MockConfigEntry
):
    er.async_get(hass).async_update_entity(
        SPEED, disabled_by=er.RegistryEntryDisabler.USER
    )
    await hass.async_block_till_done()
    assert issue_of(hass) is not None
    subentry = gym.subentries[MACHINE_ID]
    data = {**subentry.data, "entities": {"distance": DISTANCE}}
    hass.config_entries.async_update_subentry(gym, subentry, data=data)
    await hass.async_block_till_done()
    assert issue_of(hass) is None
    # One that belongs to nobody is nobody's loss.
    er.async_get(hass).async_remove(SPEED)
    await hass.async_block_till_done()
    assert issue_of(hass) is None


async def test_an_unloaded_gym_follows_nobody(
    hass: HomeAssistant, gym: MockConfigEntry
):
    await hass.config_entries.async_unload(gym.entry_id)
    er.async_get(hass).async_remove(SPEED)
    await hass.async_block_till_done()
    assert issue_of(hass) is None


async def test_nobody_is_missed_before_home_assistant_is_up(
    hass: HomeAssistant, gym: MockConfigEntry
):
    await hass.config_entries.async_unload(gym.entry_id)
    er.async_get(hass).async_remove(SPEED)
    hass.set_state(CoreState.starting)
    await hass.config_entries.async_setup(gym.entry_id)
    subentry = gym.subentries[MACHINE_ID]
    data = {**subentry.data, "verified": False}
    hass.config_entries.async_update_subentry(gym, subentry, data=data)
    await hass.async_block_till_done()
    assert issue_of(hass) is None
    hass.set_state(CoreState.running)
    hass.bus.async_fire(EVENT_HOMEASSISTANT_STARTED)
    await hass.async_block_till_done()
    assert issue_of(hass) is not None
