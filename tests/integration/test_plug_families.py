"""What is set in a plug of any family is set by consent, and put back at the end."""

from collections.abc import AsyncGenerator
from dataclasses import dataclass, replace
import json
from typing import Any

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
from pytest_homeassistant_custom_component.typing import (
    MqttMockHAClient,
    MqttMockPahoClient,
)

from custom_components.home_gym.engine.state import Backstop
from custom_components.home_gym.plug.file import PlugFile
from gymlab.simulator.plug import PlugSettings
from gymlab.simulator.records import Cause, Fact
from gymlab.simulator.voices.plugs import PlugVoiceSettings
from gymlab.simulator.voices.shelly_gen2 import ShellyGen2Settings
from gymlab.simulator.voices.zigbee2mqtt import Zigbee2MqttSettings

from .helpers import MACHINE_ID, coordinator_of, gym_entry, sent
from .simulated_plug import SimulatedPlug, plug_in, settle
from .test_repairs import issue, start

COMES_BACK = "plug_returns_as_before"
SWITCHES_ITSELF = "plug_switches_itself_on"
AUTO_ON = '"auto_on": true'
ON, AS_BEFORE, OFF = 1, 3, 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """One family: its plug in the gym and in the simulator, and its setting."""

    data: dict[str, Any]
    voice: PlugVoiceSettings
    setting: str
    stands: str
    topic: str
    sets: dict[str, Any]
    others: str


FAMILIES = {
    "shelly_gen2": Family(
        data={"dialect": "shelly_gen2", "base": "gymplug", "switch": 0},
        voice=ShellyGen2Settings(),
        setting="initial_state",
        stands="restore_last",
        topic="gymplug/rpc",
        sets={"params": {"id": 0, "config": {"initial_state": "off"}}},
        others=json.dumps(
            {
                "id": 1,
                "src": "owner",
                "method": "Switch.SetConfig",
                "params": {"id": 0, "config": {"initial_state": "on"}},
            }
        ),
    ),
    "zigbee2mqtt": Family(
        data={"dialect": "zigbee2mqtt", "base": "zigbee2mqtt", "name": "gymplug"},
        voice=Zigbee2MqttSettings(),
        setting="power_on_behavior",
        stands="previous",
        topic="zigbee2mqtt/gymplug/set",
        sets={"power_on_behavior": "off"},
        others='{"power_on_behavior":"on"}',
    ),
}
every = pytest.mark.parametrize("family", FAMILIES.values(), ids=FAMILIES)
shelly = pytest.mark.parametrize("family", [FAMILIES["shelly_gen2"]], ids=["shelly"])


@pytest.fixture
def entry(machine_data: dict[str, Any], family: Family) -> MockConfigEntry:
    """Return a gym with a plug of the family."""
    return gym_entry(
        {
            "data": {**machine_data, "plug": family.data},
            "subentry_id": MACHINE_ID,
            "subentry_type": "machine",
            "title": "Treadmill",
            "unique_id": "qz:QZ/default|plug",
        }
    )


@pytest.fixture
async def manager(hass: HomeAssistant) -> RepairsFlowManager:
    assert await async_setup_component(hass, REPAIRS, {})
    found = repairs_flow_manager(hass)
    assert found is not None
    return found


@pytest.fixture
async def plug(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    mqtt_mock: MqttMockHAClient,
    mqtt_client_mock: MqttMockPahoClient,
    freezer: FrozenDateTimeFactory,
    family: Family,
) -> AsyncGenerator[SimulatedPlug]:
    """Return a plug that comes back as it was, online and looked at."""
    found = SimulatedPlug(hass, family.voice, PlugSettings(power_on_state=AS_BEFORE))
    subscribe = mqtt_client_mock.subscribe.side_effect

    def subscribed(*args: Any, **more: Any) -> Any:
        # What the bridge has told of its devices is kept by the broker.
        hass.loop.call_soon(found.say_what_is_kept)
        return subscribe(*args, **more)

    mqtt_client_mock.subscribe.side_effect = subscribed
    plug_in(mqtt_mock, found)
    await settle(hass, freezer)
    yield found
    mqtt_client_mock.subscribe.side_effect = subscribe


async def agree(
    hass: HomeAssistant,
    manager: RepairsFlowManager,
    freezer: FrozenDateTimeFactory,
    shown: RepairsFlowResult,
) -> RepairsFlowResult:
    """Press the button, and let the plug answer."""
    pressed = hass.async_create_task(manager.async_configure(shown["flow_id"], {}))
    await settle(hass, freezer)
    return await pressed


def set_by_us(mqtt_mock: MqttMockHAClient, family: Family) -> list[dict[str, Any]]:
    """Return what was set in the plug, without the name and number of a request."""
    found = (
        json.loads(payload)
        for topic, payload in sent(mqtt_mock)
        if topic == family.topic
    )
    return [
        {key: each[key] for key in family.sets}
        for each in found
        if each.get("method", "Switch.SetConfig") == "Switch.SetConfig"
    ]


@every
async def test_the_owner_agrees_and_the_plug_confirms(
    hass: HomeAssistant,
    plug: SimulatedPlug,
    mqtt_mock: MqttMockHAClient,
    freezer: FrozenDateTimeFactory,
    manager: RepairsFlowManager,
    family: Family,
):
    shown = await start(manager, COMES_BACK)
    assert shown["step_id"] == "confirm"
    assert shown["description_placeholders"] == {
        "machine": "Treadmill",
        "setting": family.setting,
        "stands": family.stands,
        "safe": "off",
    }
    assert set_by_us(mqtt_mock, family) == []
    result = await agree(hass, manager, freezer, shown)
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert set_by_us(mqtt_mock, family) == [family.sets]
    assert plug.plug.power_on_state == OFF
    assert plug.ledger.entries_of(Fact.RELAY_ON, Fact.RELAY_OFF) == []
    assert issue(hass, COMES_BACK) is None
    record = await PlugFile(hass, MACHINE_ID).async_load()
    assert record is not None
    (kept,) = record.kept
    assert (kept.name, kept.before, kept.ours) == (
        *(family.setting, family.stands),
        "off",
    )


@every
@pytest.mark.parametrize(
    ("removed", "changed", "expected"),
    [
        pytest.param("machine", False, AS_BEFORE, id="machine"),
        pytest.param("gym", False, AS_BEFORE, id="gym"),
        pytest.param("plug", False, AS_BEFORE, id="plug"),
        pytest.param("machine", True, ON, id="changed by its owner"),
    ],
)
async def test_what_was_there_is_put_back(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    plug: SimulatedPlug,
    freezer: FrozenDateTimeFactory,
    manager: RepairsFlowManager,
    machine_data: dict[str, Any],
    family: Family,
    removed: str,
    changed: bool,
    expected: int,
):
    await agree(hass, manager, freezer, await start(manager, COMES_BACK))
    assert plug.plug.power_on_state == OFF
    if changed:
        plug.receive(family.topic, family.others)
    match removed:
        case "machine":
            hass.config_entries.async_remove_subentry(gym, MACHINE_ID)
        case "gym":
            hass.async_create_task(hass.config_entries.async_remove(gym.entry_id))
        case "plug":
            subentry = gym.subentries[MACHINE_ID]
            hass.config_entries.async_update_subentry(gym, subentry, data=machine_data)
    # Nobody answers for the plug that came instead.
    await settle(hass, freezer, 8)
    assert plug.plug.power_on_state == expected
    assert plug.ledger.entries_of(Fact.RELAY_ON, Fact.RELAY_OFF) == []
    assert issue(hass, "settings_not_put_back") is None
    assert issue(hass, COMES_BACK) is None


@every
async def test_a_plug_that_is_gone_gets_nothing_back_and_that_is_told(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    plug: SimulatedPlug,
    freezer: FrozenDateTimeFactory,
    manager: RepairsFlowManager,
    family: Family,
):
    await agree(hass, manager, freezer, await start(manager, COMES_BACK))
    plug.hears = False
    hass.config_entries.async_remove_subentry(gym, MACHINE_ID)
    await settle(hass, freezer, 12)
    left = issue(hass, "settings_not_put_back")
    assert left is not None
    assert left.translation_placeholders == {
        "machine": "Treadmill",
        "left": f"{family.setting} = {family.stands}",
    }


@shelly
async def test_a_shelly_that_switches_itself_on_is_never_told_to_again(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    plug: SimulatedPlug,
    mqtt_mock: MqttMockHAClient,
    freezer: FrozenDateTimeFactory,
    manager: RepairsFlowManager,
    family: Family,
):
    plug.receive(family.topic, family.others.replace('"initial_state": "on"', AUTO_ON))
    coordinator_of(gym).preflight.look()
    await settle(hass, freezer)
    shown = await start(manager, SWITCHES_ITSELF)
    assert shown["step_id"] == "for_good"
    await agree(hass, manager, freezer, shown)
    assert issue(hass, SWITCHES_ITSELF) is None
    hass.config_entries.async_remove_subentry(gym, MACHINE_ID)
    await settle(hass, freezer)
    left = issue(hass, "settings_not_put_back")
    assert left is not None
    assert left.translation_placeholders is not None
    assert left.translation_placeholders["left"] == "auto_on = True"
    assert not [each for each in sent(mqtt_mock) if '"auto_on":true' in each[1]]
    assert plug.ledger.switch_ons_by(Cause.REMOTE) == []


# What is known of the timer, what the plug is set to, and what it ends with.
TIMERS = {
    "there was none": (0.0, 7200.0, 0.0),
    "there was one": (600.0, 7200.0, 600.0),
    "its owner has changed it since": (600.0, 900.0, 900.0),
}


@shelly
@pytest.mark.parametrize(
    ("original_s", "stands_s", "expected_s"), TIMERS.values(), ids=TIMERS
)
async def test_a_shelly_gets_its_timer_back(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    plug: SimulatedPlug,
    freezer: FrozenDateTimeFactory,
    family: Family,
    original_s: float,
    stands_s: float,
    expected_s: float,
):
    timer = f'"auto_off": true, "auto_off_delay": {stands_s}'
    plug.receive(family.topic, family.others.replace('"initial_state": "on"', timer))
    machine = coordinator_of(gym)
    backstop = Backstop(ours=True, original_s=original_s, sent_s=7200.0)
    machine.state = replace(machine.state, backstop=backstop)
    hass.config_entries.async_remove_subentry(gym, MACHINE_ID)
    await settle(hass, freezer)
    assert plug.plug.pulse_s == expected_s
    assert plug.ledger.switch_ons_by(Cause.REMOTE) == []
    assert issue(hass, "timer_not_put_back") is None
