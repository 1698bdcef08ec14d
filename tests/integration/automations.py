"""Automations in a real Home Assistant, and what their traces tell."""

from collections.abc import Mapping, Sequence
from typing import Any, cast

from homeassistant.components.automation.const import DOMAIN as AUTOMATION
from homeassistant.components.trace.util import async_get_trace, async_list_traces
from homeassistant.core import HomeAssistant, ServiceCall
from homeassistant.helpers import (
    area_registry as ar,
    device_registry as dr,
    floor_registry as fr,
    label_registry as lr,
)
from homeassistant.setup import async_setup_component
from pytest_homeassistant_custom_component.common import async_mock_service

from .helpers import MACHINE_ID, device_id_of, entity_id_of

type Config = Mapping[str, Any]


class Heard(list[str]):
    """The ids of the triggers that an automation has heard, as they came."""

    def __init__(self, calls: list[ServiceCall]) -> None:
        """Look at the calls of one automation."""
        super().__init__()
        self._calls = calls

    def new(self) -> list[str]:
        """Return what was heard since the last look."""
        heard = [call.data["id"] for call in self._calls]
        self._calls.clear()
        return heard


async def set_up(hass: HomeAssistant, *automations: Config) -> None:
    """Set automations up; all of them have to be in order."""
    listed = [
        {"id": f"automation_{number}", **each}
        for number, each in enumerate(automations)
    ]
    assert await async_setup_component(hass, AUTOMATION, {AUTOMATION: listed})
    await hass.async_block_till_done()
    states = hass.states.async_all(AUTOMATION)
    assert [state.state for state in states] == ["on"] * len(automations)


async def listen(hass: HomeAssistant, triggers: Sequence[Config]) -> Heard:
    """Set an automation up that tells what sets it off."""
    calls = async_mock_service(hass, "test", "hear")
    named = [
        {"id": each["trigger"].removeprefix("home_gym."), **each} for each in triggers
    ]
    await set_up(
        hass,
        {
            "mode": "queued",
            "max": 50,
            "triggers": named,
            "actions": [{"action": "test.hear", "data": {"id": "{{ trigger.id }}"}}],
        },
    )
    return Heard(calls)


def place(
    hass: HomeAssistant, subentry_id: str = MACHINE_ID, name: str = "gym"
) -> None:
    """Put a machine into a room on a floor, and stick a label on it."""
    floor = fr.async_get(hass).async_create(f"{name} floor")
    area = ar.async_get(hass).async_create(f"{name} room", floor_id=floor.floor_id)
    label = lr.async_get(hass).async_create(f"{name} label")
    dr.async_get(hass).async_update_device(
        device_id_of(hass, subentry_id),
        area_id=area.id,
        labels={label.label_id},
    )


def targets(hass: HomeAssistant, platform: str, key: str) -> dict[str, Config]:
    """Return every way to target a machine that was put into its place."""
    return {
        "entity": {"entity_id": entity_id_of(hass, platform, key)},
        "device": {"device_id": device_id_of(hass)},
        "area": {"area_id": "gym_room"},
        "floor": {"floor_id": "gym_floor"},
        "label": {"label_id": "gym_label"},
    }


async def results_of(hass: HomeAssistant, domain: str = AUTOMATION) -> list[Config]:
    """Return what came of every step in all traces of a domain."""
    steps = await _steps(hass, domain)
    return [step["result"] for _, step in steps if "result" in step]


async def errors_of(hass: HomeAssistant, domain: str = AUTOMATION) -> list[str]:
    """Return the errors in all traces of a domain, and that there is no trace."""
    traces = await async_list_traces(hass, domain, None)
    if not traces:
        return ["nothing has run"]
    steps = await _steps(hass, domain)
    return [f"{path}: {step['error']}" for path, step in steps if "error" in step] + [
        each["error"] for each in traces if "error" in each
    ]


async def _steps(hass: HomeAssistant, domain: str) -> list[tuple[str, Config]]:
    """Return every step in all traces of a domain, with its path."""
    told = [
        await async_get_trace(hass, f"{domain}.{each['item_id']}", each["run_id"])
        for each in await async_list_traces(hass, domain, None)
    ]
    return [
        (path, step)
        for each in told
        for path, steps in cast(Any, each)["trace"].items()
        for step in steps
    ]
