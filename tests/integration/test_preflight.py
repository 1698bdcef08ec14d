"""A plug is asked how it is set, and set otherwise only when its owner agrees."""

from typing import Any
from unittest.mock import patch

from freezegun.api import FrozenDateTimeFactory
from homeassistant.components.repairs import (
    DOMAIN as REPAIRS,
    RepairsFlowManager,
    RepairsFlowResult,
    repairs_flow_manager,
)
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import MqttMockHAClient

from custom_components.home_gym.dialects.preflight import Concern
from custom_components.home_gym.plug.file import PlugFile
from gymlab.simulator.plug import PlugSettings
from gymlab.simulator.records import Cause, Fact

from .helpers import MACHINE_ID, coordinator_of, sent
from .simulated_plug import GYM_PLUG, SimulatedPlug, plug_in, settle
from .test_repairs import issue, start

COMES_BACK = "plug_returns_as_before"
POWER_ON = "cmnd/gym-plug/PowerOnState"
SETTING = ("PowerOnState", "SetOption21", "TelePeriod")


@pytest.fixture
async def manager(hass: HomeAssistant) -> RepairsFlowManager:
    assert await async_setup_component(hass, REPAIRS, {})
    found = repairs_flow_manager(hass)
    assert found is not None
    return found


async def plugged(
    hass: HomeAssistant,
    mqtt_mock: MqttMockHAClient,
    freezer: FrozenDateTimeFactory,
    power_on_state: int = 3,
) -> SimulatedPlug:
    """Let the plug of the gym come online, and be looked at."""
    plug = SimulatedPlug(hass, GYM_PLUG, PlugSettings(power_on_state=power_on_state))
    plug_in(mqtt_mock, plug)
    await settle(hass, freezer)
    return plug


async def agree(
    hass: HomeAssistant,
    manager: RepairsFlowManager,
    freezer: FrozenDateTimeFactory,
    result: RepairsFlowResult,
    seconds: int = 3,
) -> RepairsFlowResult:
    """Press the button, and let the plug answer."""
    pressed = hass.async_create_task(manager.async_configure(result["flow_id"], {}))
    await settle(hass, freezer, seconds)
    return await pressed


def set_in(mqtt_mock: MqttMockHAClient) -> list[tuple[str, str]]:
    """Return what was set in the plug."""
    return [
        (topic, payload)
        for topic, payload in sent(mqtt_mock)
        if topic.rpartition("/")[2] in SETTING
    ]


@pytest.mark.parametrize(
    ("power_on_state", "key"),
    [
        (0, None),
        (1, "plug_returns_on"),
        (2, "plug_returns_on"),
        (3, COMES_BACK),
        (4, "plug_returns_on"),
        (5, "plug_returns_on"),
    ],
)
async def test_what_is_wrong_is_told_and_nothing_is_set(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    mqtt_mock: MqttMockHAClient,
    freezer: FrozenDateTimeFactory,
    power_on_state: int,
    key: str | None,
):
    plug = await plugged(hass, mqtt_mock, freezer, power_on_state)
    told = {each for each in Concern if issue(hass, each) is not None}
    assert told - {Concern.HIDES_THE_LOAD} == ({key} if key else set())
    assert set_in(mqtt_mock) == []
    assert plug.plug.power_on_state == power_on_state


async def test_the_owner_agrees_and_the_plug_confirms(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    mqtt_mock: MqttMockHAClient,
    freezer: FrozenDateTimeFactory,
    manager: RepairsFlowManager,
):
    plug = await plugged(hass, mqtt_mock, freezer)
    shown = await start(manager, COMES_BACK)
    assert shown["step_id"] == "confirm"
    assert shown["description_placeholders"] == {
        "machine": "Treadmill",
        "setting": "PowerOnState",
        "stands": "3",
        "safe": "0",
    }
    assert set_in(mqtt_mock) == []
    result = await agree(hass, manager, freezer, shown)
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert set_in(mqtt_mock) == [(POWER_ON, "0")]
    assert plug.plug.power_on_state == 0
    assert plug.ledger.entries_of(Fact.RELAY_ON, Fact.RELAY_OFF) == []
    assert issue(hass, COMES_BACK) is None
    record = await PlugFile(hass, MACHINE_ID).async_load()
    assert record is not None
    (kept,) = record.kept
    assert (kept.name, kept.before, kept.ours) == ("PowerOnState", 3, 0)


async def test_a_plug_that_does_not_answer(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    mqtt_mock: MqttMockHAClient,
    freezer: FrozenDateTimeFactory,
    manager: RepairsFlowManager,
):
    plug = await plugged(hass, mqtt_mock, freezer)
    shown = await start(manager, COMES_BACK)
    plug.hears = False
    result = await agree(hass, manager, freezer, shown, 12)
    assert result["errors"] == {"base": "no_answer"}
    assert set_in(mqtt_mock) == []
    assert issue(hass, COMES_BACK) is not None


async def test_a_plug_that_does_not_take_it(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    mqtt_mock: MqttMockHAClient,
    freezer: FrozenDateTimeFactory,
    manager: RepairsFlowManager,
):
    plug = await plugged(hass, mqtt_mock, freezer)
    shown = await start(manager, COMES_BACK)
    hear = plug.receive

    def deaf_to_commands(topic: str, payload: str) -> None:
        if topic != POWER_ON or not payload:
            hear(topic, payload)

    with patch.object(plug, "receive", deaf_to_commands):
        result = await agree(hass, manager, freezer, shown, 12)
    assert result["errors"] == {"base": "not_taken"}
    assert issue(hass, COMES_BACK) is not None
    result = await agree(hass, manager, freezer, result)
    assert result["type"] is FlowResultType.CREATE_ENTRY


async def test_nothing_is_sent_where_nothing_can_be_written_down(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    mqtt_mock: MqttMockHAClient,
    freezer: FrozenDateTimeFactory,
    manager: RepairsFlowManager,
):
    plug = await plugged(hass, mqtt_mock, freezer)
    shown = await start(manager, COMES_BACK)
    store = "custom_components.home_gym.plug.file.Store.async_save"
    with patch(store, return_value=None):
        result = await agree(hass, manager, freezer, shown)
    assert result["errors"] == {"base": "not_kept"}
    assert plug.plug.power_on_state == 3


async def test_what_cannot_be_put_back_is_said_before(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    mqtt_mock: MqttMockHAClient,
    freezer: FrozenDateTimeFactory,
    manager: RepairsFlowManager,
):
    plug = await plugged(hass, mqtt_mock, freezer, 4)
    shown = await start(manager, "plug_returns_on")
    assert shown["step_id"] == "for_good"
    await agree(hass, manager, freezer, shown)
    assert plug.plug.power_on_state == 0
    hass.config_entries.async_remove_subentry(gym, MACHINE_ID)
    await settle(hass, freezer)
    assert plug.plug.power_on_state == 0
    left = issue(hass, "settings_not_put_back")
    assert left is not None
    assert left.translation_placeholders == {
        "machine": "Treadmill",
        "left": "PowerOnState = 4",
    }
    assert plug.ledger.switch_ons_by(Cause.REMOTE) == []


@pytest.mark.parametrize("removed", ["machine", "gym", "plug"])
@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        pytest.param(None, 3, id="as we left it"),
        pytest.param("1", 1, id="changed by its owner"),
    ],
)
async def test_what_was_there_is_put_back(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    mqtt_mock: MqttMockHAClient,
    freezer: FrozenDateTimeFactory,
    manager: RepairsFlowManager,
    machine_data: dict[str, Any],
    removed: str,
    changed: str | None,
    expected: int,
):
    plug = await plugged(hass, mqtt_mock, freezer)
    await agree(hass, manager, freezer, await start(manager, COMES_BACK))
    if changed is not None:
        plug.receive(POWER_ON, changed)
    subentry = gym.subentries[MACHINE_ID]
    match removed:
        case "machine":
            hass.config_entries.async_remove_subentry(gym, MACHINE_ID)
        case "gym":
            hass.async_create_task(hass.config_entries.async_remove(gym.entry_id))
        case "plug":
            data = {**machine_data, "plug": {**machine_data["plug"], "topic": "other"}}
            hass.config_entries.async_update_subentry(gym, subentry, data=data)
    await settle(hass, freezer, 12)
    assert plug.plug.power_on_state == expected
    assert issue(hass, "settings_not_put_back") is None
    assert issue(hass, COMES_BACK) is None
    record = await PlugFile(hass, MACHINE_ID).async_load()
    assert record is not None
    assert record.kept == ()


async def test_the_meter_that_works_with_the_relay_off_is_learned(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    mqtt_mock: MqttMockHAClient,
    freezer: FrozenDateTimeFactory,
    manager: RepairsFlowManager,
):
    await plugged(hass, mqtt_mock, freezer)
    assert not coordinator_of(gym).machine.measures_with_relay_off
    shown = await start(manager, "plug_hides_the_load")
    await agree(hass, manager, freezer, shown)
    assert coordinator_of(gym).machine.measures_with_relay_off


async def test_a_plug_that_sees_the_belt_alone_has_to_report_often(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    mqtt_mock: MqttMockHAClient,
    freezer: FrozenDateTimeFactory,
    machine_data: dict[str, Any],
):
    plug = await plugged(hass, mqtt_mock, freezer)
    assert issue(hass, "plug_reports_rarely") is None
    data = {key: each for key, each in machine_data.items() if key != "treadmill"}
    hass.config_entries.async_update_subentry(
        gym, gym.subentries[MACHINE_ID], data=data
    )
    await settle(hass, freezer)
    assert issue(hass, "plug_reports_rarely") is not None
    plug.receive("cmnd/gym-plug/TelePeriod", "10")
    coordinator_of(gym).preflight.look()
    await settle(hass, freezer)
    assert issue(hass, "plug_reports_rarely") is None


async def test_what_was_wrong_with_a_plug_is_not_held_against_another(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    mqtt_mock: MqttMockHAClient,
    freezer: FrozenDateTimeFactory,
    machine_data: dict[str, Any],
):
    """Nor against one that cannot be asked how it is set."""
    await plugged(hass, mqtt_mock, freezer)
    assert issue(hass, COMES_BACK) is not None
    other = {"dialect": "shelly_gen1", "base": "shellies/shellyplug-s-C18B12"}
    hass.config_entries.async_update_subentry(
        gym, gym.subentries[MACHINE_ID], data={**machine_data, "plug": other}
    )
    await settle(hass, freezer)
    assert [each for each in Concern if issue(hass, each) is not None] == []
    assert coordinator_of(gym).preflight.found == {}


async def test_a_quiet_plug_is_not_asked_again(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    mqtt_mock: MqttMockHAClient,
    freezer: FrozenDateTimeFactory,
):
    plug = await plugged(hass, mqtt_mock, freezer)

    def asked() -> int:
        calls = mqtt_mock.async_publish.mock_calls
        return sum(call.args[0] == POWER_ON for call in calls)

    before = asked()
    for _ in range(20):
        plug.wait(60)
        await settle(hass, freezer, 1)
    assert asked() == before
    # A power cut, or somebody who plugs it in elsewhere.
    plug.mains(on=False)
    plug.wait(60)
    plug.mains(on=True)
    plug.wait(10)
    await settle(hass, freezer)
    assert asked() > before


async def test_without_its_machine_there_is_nothing_to_mend(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    mqtt_mock: MqttMockHAClient,
    freezer: FrozenDateTimeFactory,
    manager: RepairsFlowManager,
):
    await plugged(hass, mqtt_mock, freezer)
    shown = await start(manager, COMES_BACK)
    await hass.config_entries.async_unload(gym.entry_id)
    result = await agree(hass, manager, freezer, shown)
    assert result["errors"] == {"base": "not_running"}
    hass.config_entries.async_remove_subentry(gym, MACHINE_ID)
    result = await agree(hass, manager, freezer, result)
    assert result["type"] is FlowResultType.CREATE_ENTRY
