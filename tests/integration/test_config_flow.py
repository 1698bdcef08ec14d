"""Setting up the gym, its options, and treadmills that the broker tells of."""

from typing import Any

from homeassistant.config_entries import (
    SOURCE_IGNORE,
    SOURCE_MQTT,
    SOURCE_USER,
    ConfigEntryState,
    ConfigFlowResult,
    FlowType,
)
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
from homeassistant.helpers.service_info.mqtt import MqttServiceInfo
import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    async_fire_mqtt_message,
)
from pytest_homeassistant_custom_component.typing import MqttMockHAClient

from custom_components.home_gym.const import DOMAIN, SUBENTRY_MACHINE
from custom_components.home_gym.dialects.registry import set_profiles

from .helpers import MACHINE_ID, NAME

TOPIC = "QZ/attic/status"
POWER = "sensor.plug_power"


@pytest.fixture
def expected_lingering_timers() -> bool:
    """Let the MQTT client that is mocked leave its housekeeping behind."""
    return True


def message(payload: str | bytes = "online", topic: str = TOPIC) -> MqttServiceInfo:
    return MqttServiceInfo(
        topic=topic,
        payload=payload,
        qos=0,
        retain=True,
        subscribed_topic="QZ/+/status",
        timestamp=0.0,
    )


async def start(
    hass: HomeAssistant, source: str = SOURCE_USER, data: Any = None
) -> ConfigFlowResult:
    return await hass.config_entries.flow.async_init(
        DOMAIN, context={"source": source}, data=data
    )


async def submit(
    hass: HomeAssistant, result: ConfigFlowResult, data: dict[str, Any]
) -> ConfigFlowResult:
    return await hass.config_entries.flow.async_configure(result["flow_id"], data)


async def test_user_sets_up_the_gym_and_goes_on_to_its_first_machine(
    hass: HomeAssistant, mqtt_mock: MqttMockHAClient
):
    result = await start(hass)
    assert result["type"] is FlowResultType.FORM
    assert result["step_id"] == "user"

    result = await submit(hass, result, {})
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert result["title"] == "Home Gym"
    assert result["data"] == {}
    assert result["options"] == {"turn_hour": 4}
    assert result["result"].unique_id == DOMAIN

    flow_type, flow_id = result["next_flow"]
    assert flow_type is FlowType.CONFIG_SUBENTRIES_FLOW
    following = await hass.config_entries.subentries.async_configure(flow_id)
    assert following["step_id"] == "user"
    assert following["handler"] == (result["result"].entry_id, SUBENTRY_MACHINE)


async def test_without_mqtt_a_gym_can_be_set_up_and_its_machine_by_entities(
    hass: HomeAssistant,
):
    result = await submit(hass, await start(hass), {})
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert result["result"].state is ConfigEntryState.LOADED
    _, flow_id = result["next_flow"]
    following = await hass.config_entries.subentries.async_configure(flow_id)
    assert following["step_id"] == "without_mqtt"
    assert following["menu_options"] == ["entities"]
    flows = hass.config_entries.subentries
    hass.states.async_set(POWER, "4", {"unit_of_measurement": "W"})
    await flows.async_configure(flow_id, {"next_step_id": "entities"})
    shown = await flows.async_configure(flow_id, {"power": POWER})
    assert shown["step_id"] == "probe_result"
    await flows.async_configure(flow_id, {"next_step_id": "accept"})
    abilities = {"maximum_speed_kmh": 8.0}
    answers = {"name": "Pad", "policy": "runner", "abilities": abilities}
    await flows.async_configure(flow_id, answers)
    shown = await flows.async_configure(flow_id, {})
    assert shown["type"] is FlowResultType.CREATE_ENTRY
    await hass.async_block_till_done()

    entry = result["result"]
    assert await hass.config_entries.async_reload(entry.entry_id)
    (machine,) = entry.runtime_data.machines.values()
    hass.states.async_set(POWER, "300", {"unit_of_measurement": "W"})
    assert machine.state.evidence.power is not None
    assert machine.state.evidence.power.value == 300.0
    hass.config_entries.async_remove_subentry(entry, machine.subentry.subentry_id)
    await hass.async_block_till_done()
    assert entry.runtime_data.machines == {}
    assert await hass.config_entries.async_remove(entry.entry_id)


async def test_there_is_one_gym(hass: HomeAssistant, gym: MockConfigEntry):
    result = await start(hass)
    assert result["type"] is FlowResultType.ABORT
    assert result["reason"] == "single_instance_allowed"


async def test_a_gym_that_came_first_wins(
    hass: HomeAssistant, mqtt_mock: MqttMockHAClient
):
    first, second = await start(hass), await start(hass)
    await submit(hass, first, {})
    assert len(hass.config_entries.async_entries(DOMAIN)) == 1
    assert second["flow_id"] not in {
        flow["flow_id"] for flow in hass.config_entries.flow.async_progress()
    }


async def test_discovery_sets_up_the_gym_with_its_machine(
    hass: HomeAssistant, mqtt_mock: MqttMockHAClient
):
    result = await start(hass, SOURCE_MQTT, message())
    assert result["type"] is FlowResultType.FORM
    assert result["step_id"] == "discovery_confirm"
    assert result["description_placeholders"] == {
        "family": "QZ (qdomyos-zwift)",
        "base": "QZ/attic",
        "status": "It is online.",
    }

    result = await submit(hass, result, {"name": "  "})
    assert result["errors"] == {"name": "name_missing"}
    result = await submit(hass, result, {"name": " Attic "})
    assert result["type"] is FlowResultType.CREATE_ENTRY

    entry = result["result"]
    assert entry.unique_id == DOMAIN
    (subentry,) = entry.subentries.values()
    assert subentry.title == "Attic"
    assert subentry.unique_id == "qz:QZ/attic"
    assert subentry.data == {
        "treadmill": {"dialect": "qz", "base": "QZ/attic"},
        "verified": False,
        "power_cut": "never",
        "policy": "gentle_back",
    }
    assert subentry.subentry_id in entry.runtime_data.machines

    flow_type, flow_id = result["next_flow"]
    assert flow_type is FlowType.CONFIG_SUBENTRIES_FLOW
    following = await hass.config_entries.subentries.async_configure(flow_id)
    assert following["step_id"] == "reconfigure"


async def test_discovery_adds_a_machine_to_the_gym(
    hass: HomeAssistant, gym: MockConfigEntry
):
    result = await start(hass, SOURCE_MQTT, message("offline"))
    assert result["description_placeholders"] is not None
    status = result["description_placeholders"]["status"]
    assert status == "It is offline at the moment."

    result = await submit(hass, result, {"name": NAME.lower()})
    assert result["errors"] == {"name": "name_taken"}
    result = await submit(hass, result, {"name": "Attic"})
    assert result["type"] is FlowResultType.ABORT
    assert result["reason"] == "machine_added"
    assert result["description_placeholders"] == {"machine": "Attic"}

    await hass.async_block_till_done()
    assert sorted(each.title for each in gym.subentries.values()) == ["Attic", NAME]
    assert gym.runtime_data.machines.keys() == gym.subentries.keys()


async def test_a_message_on_the_broker_is_discovered(
    hass: HomeAssistant, gym: MockConfigEntry
):
    async_fire_mqtt_message(hass, TOPIC, "online", retain=True)
    async_fire_mqtt_message(hass, "QZ/default/status", "online", retain=True)
    await hass.async_block_till_done()
    (flow,) = hass.config_entries.flow.async_progress_by_handler(DOMAIN)
    assert flow["context"]["title_placeholders"] == {"name": "QZ/attic"}


@pytest.mark.parametrize(
    "info",
    [
        pytest.param(message(""), id="nothing"),
        pytest.param(message(b"online"), id="bytes"),
        pytest.param(message("maybe"), id="another word"),
        pytest.param(message("online", "attic/status"), id="another topic"),
        pytest.param(message("online", "QZ/attic/workout/pace"), id="no status"),
    ],
)
async def test_discovery_ignores_nonsense(
    hass: HomeAssistant, mqtt_mock: MqttMockHAClient, info: MqttServiceInfo
):
    result = await start(hass, SOURCE_MQTT, info)
    assert result["type"] is FlowResultType.ABORT
    assert result["reason"] == "invalid_discovery_info"


@pytest.mark.parametrize(
    ("topic", "base", "family"),
    [
        ("walkingpad/availability", "walkingpad", "walkingpad-mqtt"),
        ("stride/treadmill/availability", "stride", "STRIDE"),
    ],
)
async def test_families_of_profiles_are_discovered_before_there_is_a_gym(
    hass: HomeAssistant,
    mqtt_mock: MqttMockHAClient,
    topic: str,
    base: str,
    family: str,
):
    set_profiles(())
    result = await start(hass, SOURCE_MQTT, message("online", topic))
    assert result["description_placeholders"] == {
        "family": family,
        "base": base,
        "status": "It is online.",
    }
    result = await submit(hass, result, {"name": "Pad"})
    (subentry,) = result["result"].subentries.values()
    assert subentry.data["treadmill"]["base"] == base
    await hass.async_block_till_done()


async def test_discovery_ignores_a_treadmill_that_is_guarded(
    hass: HomeAssistant, gym: MockConfigEntry
):
    info = message("online", "QZ/default/status")
    result = await start(hass, SOURCE_MQTT, info)
    assert result["type"] is FlowResultType.ABORT
    assert result["reason"] == "already_configured"


async def test_discovery_ends_where_the_treadmill_was_added_meanwhile(
    hass: HomeAssistant, gym: MockConfigEntry
):
    result = await start(hass, SOURCE_MQTT, message())
    subentry = gym.subentries[MACHINE_ID]
    treadmill = {"dialect": "qz", "base": "QZ/attic"}
    hass.config_entries.async_update_subentry(
        gym, subentry, data={**subentry.data, "treadmill": treadmill}
    )
    result = await submit(hass, result, {"name": "Attic"})
    assert result["type"] is FlowResultType.ABORT
    assert result["reason"] == "already_configured"


async def test_discovery_asks_once(hass: HomeAssistant, mqtt_mock: MqttMockHAClient):
    await start(hass, SOURCE_MQTT, message("offline"))
    result = await start(hass, SOURCE_MQTT, message("online"))
    assert result["type"] is FlowResultType.ABORT
    assert result["reason"] == "already_in_progress"


async def test_a_treadmill_can_be_ignored_without_being_a_gym(
    hass: HomeAssistant, mqtt_mock: MqttMockHAClient
):
    await hass.config_entries.flow.async_init(
        DOMAIN,
        context={"source": SOURCE_IGNORE},
        data={"unique_id": "qz:QZ/attic", "title": "Attic"},
    )
    result = await start(hass, SOURCE_MQTT, message())
    assert result["reason"] == "already_configured"
    result = await start(hass)
    assert result["type"] is FlowResultType.FORM


async def test_options(hass: HomeAssistant, gym: MockConfigEntry):
    result = await hass.config_entries.options.async_init(gym.entry_id)
    assert result["type"] is FlowResultType.FORM
    assert result["step_id"] == "init"
    result = await hass.config_entries.options.async_configure(
        result["flow_id"], {"turn_hour": 5.0}
    )
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert gym.options == {"turn_hour": 5}
    await hass.async_block_till_done()
    (coordinator,) = gym.runtime_data.machines.values()
    assert coordinator.machine.calendar.turn_hour == 5
