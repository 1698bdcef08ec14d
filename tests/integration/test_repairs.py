"""Issues that are raised, explained, mended and cleared."""

from dataclasses import replace
from typing import Any

from homeassistant.components.repairs import (
    DOMAIN as REPAIRS,
    FlowType,
    RepairsFlowManager,
    RepairsFlowResult,
    repairs_flow_manager,
)
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
from homeassistant.helpers import issue_registry as ir
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.home_gym.const import DOMAIN
from custom_components.home_gym.engine.observations import StartDrill, Stop
from custom_components.home_gym.issues import async_raise_issue, issue_id

from .helpers import MACHINE_ID, NAME, Device, coordinator_of, pass_time


@pytest.fixture
async def manager(hass: HomeAssistant) -> RepairsFlowManager:
    assert await async_setup_component(hass, REPAIRS, {})
    found = repairs_flow_manager(hass)
    assert found is not None
    return found


def issue(hass: HomeAssistant, key: str) -> ir.IssueEntry | None:
    return ir.async_get(hass).async_get_issue(DOMAIN, issue_id(key, MACHINE_ID))


def raise_issue(hass: HomeAssistant, gym: MockConfigEntry, key: str) -> None:
    async_raise_issue(hass, gym, gym.subentries[MACHINE_ID], key)


async def start(manager: RepairsFlowManager, key: str) -> RepairsFlowResult:
    return await manager.async_init(
        DOMAIN, context={"issue_id": issue_id(key, MACHINE_ID)}
    )


async def confirm(
    manager: RepairsFlowManager, result: RepairsFlowResult
) -> RepairsFlowResult:
    return await manager.async_configure(result["flow_id"], {})


async def next_step(hass: HomeAssistant, result: RepairsFlowResult) -> str:
    flow_type, flow_id = result["next_flow"]
    assert flow_type is FlowType.CONFIG_SUBENTRIES_FLOW
    following = await hass.config_entries.subentries.async_configure(flow_id)
    return following["step_id"]


async def test_a_machine_without_a_drill_leads_to_the_drill(
    hass: HomeAssistant, gym: MockConfigEntry, manager: RepairsFlowManager
):
    raised = issue(hass, "not_proven")
    assert raised is not None
    assert raised.severity is ir.IssueSeverity.WARNING
    result = await start(manager, "not_proven")
    assert result["type"] is FlowResultType.FORM
    assert result["step_id"] == "confirm"
    result = await confirm(manager, result)
    assert result["type"] is FlowResultType.ABORT
    assert result["reason"] == "goes_on"
    assert await next_step(hass, result) == "drill"
    # Opening the drill proves nothing yet.
    assert issue(hass, "not_proven") is not None


async def test_a_machine_that_has_not_answered_leads_to_its_devices(
    hass: HomeAssistant,
    machine_data: dict[str, Any],
    gym: MockConfigEntry,
    manager: RepairsFlowManager,
):
    assert issue(hass, "not_verified") is None
    subentry = gym.subentries[MACHINE_ID]
    hass.config_entries.async_update_subentry(
        gym, subentry, data={**machine_data, "verified": False}
    )
    await hass.async_block_till_done()
    assert issue(hass, "not_verified") is not None

    result = await confirm(manager, await start(manager, "not_verified"))
    assert await next_step(hass, result) == "connection"

    hass.config_entries.async_update_subentry(gym, subentry, data=machine_data)
    await hass.async_block_till_done()
    assert issue(hass, "not_verified") is None


async def test_a_belt_that_did_not_stop(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    device: Device,
    manager: RepairsFlowManager,
):
    coordinator = coordinator_of(gym)
    await device.on()
    await device.walk(2.0, 10)
    coordinator.async_observe(Stop())
    await device.walk(2.0, 30)
    raised = issue(hass, "belt_did_not_stop")
    assert raised is not None
    assert raised.severity is ir.IssueSeverity.ERROR
    assert raised.is_persistent
    assert not coordinator.state.alarm_acknowledged

    result = await confirm(manager, await start(manager, "belt_did_not_stop"))
    assert await next_step(hass, result) == "drill"
    assert coordinator.state.alarm_acknowledged
    assert issue(hass, "belt_did_not_stop") is not None

    # Only a stop that is seen mends it.
    await device.walk(2.0, 3)
    coordinator.async_observe(StartDrill())
    await device.walk(1.0, 1)
    await device.stand(2)
    device.relay(on=False)
    await pass_time(hass, device.freezer, 2, 1.0)
    assert issue(hass, "belt_did_not_stop") is None


async def test_something_else_that_keeps_switching_on(
    hass: HomeAssistant, gym: MockConfigEntry, manager: RepairsFlowManager
):
    raise_issue(hass, gym, "plug_switched_on_by_others")
    result = await start(manager, "plug_switched_on_by_others")
    assert (result["description_placeholders"] or {})["machine"] == NAME
    result = await confirm(manager, result)
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert issue(hass, "plug_switched_on_by_others") is None


async def test_a_broker_that_is_still_away(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    manager: RepairsFlowManager,
    monkeypatch: pytest.MonkeyPatch,
):
    raise_issue(hass, gym, "broker_gone")
    link = type(coordinator_of(gym).link)
    monkeypatch.setattr(link, "connected", False)
    result = await confirm(manager, await start(manager, "broker_gone"))
    assert result["errors"] == {"base": "still_stands"}
    monkeypatch.setattr(link, "connected", True)
    result = await confirm(manager, result)
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert issue(hass, "broker_gone") is None


async def test_a_clock_that_is_still_wrong(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    manager: RepairsFlowManager,
):
    coordinator = coordinator_of(gym)
    raise_issue(hass, gym, "clock_implausible")
    coordinator.state = replace(coordinator.state, clock_suspect=True)
    result = await confirm(manager, await start(manager, "clock_implausible"))
    assert result["errors"] == {"base": "still_stands"}
    coordinator.state = replace(coordinator.state, clock_suspect=False)
    result = await confirm(manager, result)
    assert result["type"] is FlowResultType.CREATE_ENTRY


async def test_the_name_is_the_one_that_the_machine_has_now(
    hass: HomeAssistant, gym: MockConfigEntry, manager: RepairsFlowManager
):
    hass.config_entries.async_update_subentry(
        gym, gym.subentries[MACHINE_ID], title="Pad"
    )
    await hass.async_block_till_done()
    result = await start(manager, "not_proven")
    assert (result["description_placeholders"] or {})["machine"] == "Pad"


async def test_a_gym_that_does_not_run_mends_nothing(
    hass: HomeAssistant, gym: MockConfigEntry, manager: RepairsFlowManager
):
    result = await start(manager, "not_proven")
    await hass.config_entries.async_unload(gym.entry_id)
    result = await confirm(manager, result)
    assert result["errors"] == {"base": "not_running"}
    await hass.config_entries.async_setup(gym.entry_id)
    result = await confirm(manager, result)
    assert result["reason"] == "goes_on"


@pytest.mark.parametrize("whole_gym", [True, False])
async def test_without_its_machine_there_is_no_trouble(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    manager: RepairsFlowManager,
    whole_gym: bool,
):
    result = await start(manager, "not_proven")
    if whole_gym:
        await hass.config_entries.async_remove(gym.entry_id)
    else:
        hass.config_entries.async_remove_subentry(gym, MACHINE_ID)
        await hass.async_block_till_done()
    result = await confirm(manager, result)
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert issue(hass, "not_proven") is None


@pytest.mark.parametrize("data", [None, {"entry_id": "?", "subentry_id": MACHINE_ID}])
async def test_an_issue_that_nobody_knows_is_just_confirmed(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    manager: RepairsFlowManager,
    data: dict[str, str | int | float | None] | None,
):
    ir.async_create_issue(
        hass,
        DOMAIN,
        issue_id("of_old", MACHINE_ID),
        data=data,
        is_fixable=True,
        severity=ir.IssueSeverity.WARNING,
        translation_key="of_old",
    )
    result = await confirm(manager, await start(manager, "of_old"))
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert issue(hass, "of_old") is None
