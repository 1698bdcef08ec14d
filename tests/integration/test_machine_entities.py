"""The dialogs in which entities of other integrations become a machine."""

from collections.abc import AsyncGenerator
from typing import Any
from unittest.mock import patch

from freezegun.api import FrozenDateTimeFactory
from homeassistant.components import mqtt
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
from homeassistant.helpers import device_registry as dr, entity_registry as er
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import MqttMockHAClient

from .dialog import ABILITIES, Flow, attic_plug_speaks, say
from .entities import DISTANCE, ENTITIES, PLUG, POWER, SPEED, STOP, Treadmill
from .helpers import (
    MACHINE_ID,
    NAME,
    Device,
    coordinator_of,
    entity_id_of,
    pass_time,
    state_of,
)

PROBE_S = 10
MAT = "binary_sensor.mat"


@pytest.fixture
def expected_lingering_timers() -> bool:
    """Let the MQTT client that is mocked leave its housekeeping behind."""
    return True


@pytest.fixture(autouse=True)
async def belt(
    hass: HomeAssistant, mqtt_mock: MqttMockHAClient, freezer: FrozenDateTimeFactory
) -> Treadmill:
    """Return a treadmill that Home Assistant knows and the gym does not."""
    belt = Treadmill(hass, freezer)
    await belt.set_up()
    return belt


@pytest.fixture
async def flow(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> AsyncGenerator[Flow]:
    yield Flow(hass, freezer)
    await hass.async_block_till_done()


async def finish(flow: Flow, name: str = "Pad") -> None:
    """Go from the power to the end."""
    await flow.submit({"power_cut": "when_still"})
    await flow.submit({"name": name, "policy": "runner", "abilities": ABILITIES})
    await flow.submit()
    assert flow.shown["type"] is FlowResultType.CREATE_ENTRY
    await flow.hass.async_block_till_done()


async def test_a_machine_of_entities_is_guarded_while_mqtt_is_away(
    hass: HomeAssistant, gym: MockConfigEntry, flow: Flow, belt: Treadmill
):
    with patch.object(mqtt, "async_wait_for_mqtt_client", return_value=False):
        await flow.add(gym)
        assert flow.step == "without_mqtt"
        await flow.choose("entities")
    others = {"moving_time", "presence", "speed_on_change"}
    assert flow.fields() == {*ENTITIES, *others}
    await flow.submit(ENTITIES)
    assert flow.shown["progress_action"] == "probe"
    await belt.walk(2.0, 3)
    await flow.wait(PROBE_S - 3)
    assert flow.step == "probe_result"
    assert flow.told["seen"] == (
        "treadmill connected, speed 3.2 km/h, plug online, plug on, 200 W,"
        " speed told 3 times in ten seconds"
    )
    assert flow.shown["menu_options"] == ["accept", "probe"]
    await flow.choose("accept")
    assert flow.step == "power"
    await finish(flow)
    data = flow.shown["data"]
    assert data["entities"] == ENTITIES
    assert data["verified"]
    assert data["power_cut"] == "when_still"
    subentry = next(each for each in gym.subentries.values() if each.title == "Pad")
    assert subentry.unique_id == f"entity:{SPEED}|entity:{PLUG}"
    await belt.walk(2.0, 5)
    machine = coordinator_of(gym, subentry.subentry_id)
    assert machine.state.session is not None


async def test_what_has_no_value_is_named(
    hass: HomeAssistant, gym: MockConfigEntry, flow: Flow, belt: Treadmill
):
    hass.states.async_set(POWER, "unavailable", {"friendly_name": "Plug power"})
    # A button that was never pressed is unknown, and that is all right.
    assert hass.states.get(STOP).state == "unknown"  # type: ignore[union-attr]
    await flow.add(gym)
    await flow.choose("entities")
    await flow.submit(ENTITIES)
    await flow.wait(PROBE_S)
    assert flow.told["seen"] == (
        "treadmill connected, speed 0.0 km/h, plug online, plug on,"
        " no value from Plug power now, speed told 0 times in ten seconds"
    )
    assert flow.shown["menu_options"] == ["unverified", "probe"]


async def test_entities_are_mixed_with_a_dialect(
    hass: HomeAssistant, gym: MockConfigEntry, flow: Flow, belt: Treadmill
):
    await flow.begin(gym, {"treadmill": "qz", "plug": "entities"})
    await flow.submit({"base_topic": "QZ/attic", "more": {}})
    assert flow.step == "plug_entities"
    assert flow.fields() == {"power", "switch_off"}
    await flow.submit({})
    assert flow.errors == {"base": "entity_none"}
    await flow.submit({"power": POWER, "switch_off": PLUG})
    await flow.wait_for_questions()
    say(hass, "QZ/attic/workout/speed/current", "0.00")
    await flow.wait(0)
    assert flow.told["seen"] == ("speed 0.0 km/h, plug online, plug on, 0 W")
    await flow.choose("accept")
    await finish(flow)
    data = flow.shown["data"]
    assert data["treadmill"]["base"] == "QZ/attic"
    assert "plug" not in data
    assert data["entities"] == {"power": POWER, "switch_off": PLUG}


async def test_the_other_way_round(
    hass: HomeAssistant, gym: MockConfigEntry, flow: Flow, belt: Treadmill
):
    await flow.begin(gym, {"treadmill": "entities", "plug": "tasmota"})
    assert flow.step == "treadmill_entities"
    of_treadmill = {"speed", "distance", "moving_time", "stop", "speed_on_change"}
    assert flow.fields() == of_treadmill
    await flow.submit({"distance": DISTANCE, "speed_on_change": True})
    await flow.submit({"topic": "attic-plug", "relay": 1, "more": {}})
    await flow.wait_for_questions()
    attic_plug_speaks(hass)
    await flow.wait(0)
    assert flow.told["seen"] == "treadmill connected, plug on, 4 W"
    await flow.choose("accept")
    await finish(flow)
    assert flow.shown["data"]["entities"] == {"distance": DISTANCE}
    assert flow.shown["data"]["speed_on_change"] is True


REFUSED: dict[str, tuple[str, str, dict[str, Any], str, str]] = {
    "another unit": ("speed", "3", {"unit_of_measurement": "W"}, "entity_unit", "W"),
    "no unit": ("power", "3", {}, "entity_unit", "-"),
    "no number": (
        "distance",
        "far",
        {"unit_of_measurement": "km"},
        "entity_value",
        "far",
    ),
    "neither on nor off": ("presence", "open", {}, "entity_value", "open"),
    "a group": ("switch_off", "on", {"entity_id": ["a", "b"]}, "entity_group", ""),
    "a switch that only believes": (
        "switch_off",
        "on",
        {"assumed_state": True},
        "entity_assumed",
        "",
    ),
}
DOMAINS = {"switch_off": "switch", "presence": "binary_sensor", "stop": "button"}


@pytest.mark.parametrize(
    ("key", "value", "attributes", "error", "told"), REFUSED.values(), ids=REFUSED
)
async def test_what_cannot_be_used_is_refused_and_said_why(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    flow: Flow,
    belt: Treadmill,
    key: str,
    value: str,
    attributes: dict[str, Any],
    error: str,
    told: str,
):
    entity_id = f"{DOMAINS.get(key, 'sensor')}.odd"
    hass.states.async_set(entity_id, value, attributes)
    await flow.add(gym)
    await flow.choose("entities")
    await flow.submit({**ENTITIES, key: entity_id})
    assert flow.errors == {key: error}
    if told:
        assert told in (flow.told["unit"], flow.told["value"])
    assert flow.suggested("stop") == STOP
    await flow.submit(ENTITIES)
    assert flow.shown["type"] is FlowResultType.SHOW_PROGRESS
    await flow.wait(PROBE_S)


async def test_what_is_ours_or_nobodys_is_refused(
    hass: HomeAssistant, gym: MockConfigEntry, flow: Flow
):
    ours = entity_id_of(hass, "switch", "supervision")
    await flow.add(gym)
    await flow.choose("entities")
    assert ours in flow.config("switch_off")["exclude_entities"]
    await flow.submit({})
    assert flow.errors == {"base": "entity_none"}
    await flow.submit({"stop": "button.nowhere"})
    assert flow.errors == {"stop": "entity_missing"}
    # Home Assistant lets a registry's own id pass; no state ever goes by that.
    registered = er.async_get(hass).async_get(ours)
    assert registered is not None
    await flow.submit({"switch_off": registered.id})
    assert flow.errors == {"switch_off": "entity_missing"}


async def test_an_entity_of_another_machine_is_refused_by_name(
    hass: HomeAssistant, gym: MockConfigEntry, flow: Flow, belt: Treadmill
):
    subentry = gym.subentries[MACHINE_ID]
    owned = {key: each for key, each in subentry.data.items() if key != "plug"}
    data = {**owned, "entities": {"switch_off": PLUG, "presence": MAT}}
    hass.config_entries.async_update_subentry(gym, subentry, data=data)
    hass.states.async_set(MAT, "off")
    await flow.add(gym)
    await flow.choose("entities")
    await flow.submit({"switch_off": PLUG})
    assert flow.errors == {"switch_off": "owned"}
    assert flow.told["owner"] == NAME
    # One mat may lie under two treadmills.
    await flow.submit({"power": POWER, "presence": MAT})
    assert flow.told["seen"] == "plug online, 0 W, nobody is felt on it"
    await flow.choose("accept")
    await flow.submit({"name": "Pad", "policy": "runner", "abilities": ABILITIES})
    taken = {**data, "entities": {"power": POWER}}
    hass.config_entries.async_update_subentry(gym, subentry, data=taken)
    await flow.submit()
    assert flow.reason == "already_owned"


async def test_a_device_of_another_integration_gives_its_name(
    hass: HomeAssistant, gym: MockConfigEntry, flow: Flow
):
    other = MockConfigEntry(domain="other")
    other.add_to_hass(hass)
    device = dr.async_get(hass).async_get_or_create(
        config_entry_id=other.entry_id, identifiers={("other", "1")}, name="Gym plug"
    )
    power = er.async_get(hass).async_get_or_create(
        "sensor", "other", "1", config_entry=other, device_id=device.id
    )
    await flow.add(gym)
    await flow.choose("entities")
    # Registered and without a state, it may only be switched off now.
    await flow.submit({"power": power.entity_id})
    assert flow.told["seen"] == (f"plug offline, no value from {power.entity_id} now")
    await flow.choose("unverified")
    assert flow.suggested("name") == "Gym plug"


async def test_a_plug_is_replaced_and_put_back_and_the_history_stays(
    hass: HomeAssistant, gym: MockConfigEntry, flow: Flow, device: Device
):
    subentry = gym.subentries[MACHINE_ID]
    before = subentry.data
    data = {**before, "drill": {"stop_time_s": 4.0}, "moving_above_w": 80.0}
    hass.config_entries.async_update_subentry(gym, subentry, data=data)
    machine = coordinator_of(gym)
    known = er.async_entries_for_config_entry(er.async_get(hass), gym.entry_id)
    await device.on()
    await device.walk(2.0, 60)
    walked = state_of(hass, "sensor", "session_time").state
    assert float(walked) > 0
    store = machine.store

    await flow.change(gym, "connection", "entities")
    await flow.submit({"power": POWER, "switch_off": PLUG})
    say(hass, "QZ/default/workout/speed/current", "0.00")
    await flow.wait(PROBE_S)
    await flow.choose("accept")
    assert flow.reason == "reconfigure_successful"
    await hass.async_block_till_done()
    assert subentry.data["entities"] == {"power": POWER, "switch_off": PLUG}
    assert "plug" not in subentry.data
    # The same treadmill keeps what was measured; a drill has proved the old plug.
    assert subentry.data["moving_above_w"] == 80.0
    assert "drill" not in subentry.data
    assert subentry.unique_id == f"entity:{PLUG}|qz:QZ/default"

    await flow.change(gym, "connection", "by_hand")
    assert flow.suggested("plug") == "entities"
    await flow.submit({"treadmill": "qz", "plug": "tasmota"})
    await flow.submit({"base_topic": "QZ/default", "more": {}})
    await flow.submit({"topic": "gym-plug", "relay": 1, "more": {}})
    await flow.wait(PROBE_S)
    await flow.choose("unverified")
    assert flow.reason == "reconfigure_successful"
    await hass.async_block_till_done()
    assert "entities" not in subentry.data
    assert subentry.data["plug"]["topic"] == "gym-plug"
    assert coordinator_of(gym) is machine
    assert machine.store is store
    assert state_of(hass, "sensor", "session_time").state == walked
    assert known == er.async_entries_for_config_entry(er.async_get(hass), gym.entry_id)


async def test_another_treadmill_has_proved_nothing(
    hass: HomeAssistant, gym: MockConfigEntry, flow: Flow, belt: Treadmill
):
    subentry = gym.subentries[MACHINE_ID]
    proved = {
        "drill": {"stop_time_s": 4.0},
        "can_slow": True,
        "moving_above_w": 80.0,
        "still_below_w": 40.0,
        "speed_interval_s": 1.0,
    }
    data = {key: each for key, each in subentry.data.items() if key != "treadmill"}
    data |= {**proved, "entities": {"speed": SPEED}}
    hass.config_entries.async_update_subentry(
        gym, subentry, data=data, unique_id=f"entity:{SPEED}|tasmota:gym-plug"
    )
    await change_entities(flow, gym, {"speed": SPEED, "distance": DISTANCE})
    kept = {key: subentry.data[key] for key in proved}
    assert kept == proved
    await change_entities(flow, gym, {"speed": SPEED, "stop": STOP})
    assert "drill" not in subentry.data
    assert subentry.data["can_slow"]
    await change_entities(flow, gym, {"distance": DISTANCE})
    assert subentry.data["can_slow"] is False
    assert subentry.data["moving_above_w"] is None
    assert subentry.data["speed_interval_s"] is None


async def change_entities(
    flow: Flow, gym: MockConfigEntry, entities: dict[str, str]
) -> None:
    """Choose other entities for the treadmill."""
    await flow.change(gym, "connection", "entities")
    await flow.submit(entities)
    await flow.wait(PROBE_S)
    await flow.choose("unverified")
    assert flow.reason == "reconfigure_successful"
    await flow.hass.async_block_till_done()


async def test_an_entity_that_was_chosen_stays_when_something_is_found(
    hass: HomeAssistant, gym: MockConfigEntry, flow: Flow, belt: Treadmill
):
    subentry = gym.subentries[MACHINE_ID]
    data = {key: each for key, each in subentry.data.items() if key != "treadmill"}
    data |= {"entities": {"speed": SPEED, "presence": MAT}}
    hass.config_entries.async_update_subentry(gym, subentry, data=data)
    await hass.async_block_till_done()
    await flow.change(gym, "connection")
    await flow.scan()
    await pass_time(hass, flow.freezer, 0.0)
    say(hass, "tele/attic-plug/LWT", "Online", retain=True)
    await flow.wait(15)
    assert flow.step == "found"
    assert flow.default("treadmill") == f"entity:{SPEED}"
    assert flow.offered("treadmill")[f"entity:{SPEED}"] == f"As it is: {SPEED}"
    await flow.submit({"treadmill": f"entity:{SPEED}", "plug": "tasmota:attic-plug"})
    await flow.wait(PROBE_S)
    await flow.choose("unverified")
    assert subentry.data["entities"] == {"speed": SPEED, "presence": MAT}
    assert subentry.data["plug"]["topic"] == "attic-plug"
    # Taken out, only what feels the walker stays.
    await flow.change(gym, "connection", "by_hand")
    await flow.submit({"treadmill": "none", "plug": "tasmota"})
    await flow.submit({"topic": "attic-plug", "relay": 1, "more": {}})
    await flow.wait(PROBE_S)
    await flow.choose("unverified")
    assert subentry.data["entities"] == {"presence": MAT}
