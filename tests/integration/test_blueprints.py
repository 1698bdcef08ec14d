"""The blueprint announces each phase as it comes, and only then."""

from pathlib import Path
import shutil

from homeassistant.components.automation.const import DOMAIN as AUTOMATION
from homeassistant.core import HomeAssistant, ServiceCall
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    async_mock_service,
)

from .helpers import Device, entity_id_of

BLUEPRINTS = Path(__file__).resolve().parents[2] / "blueprints"
ANNOUNCE = "home_gym/announce_and_light_by_phase.yaml"
PHONE = "notify.phone"


@pytest.fixture
def hass_config_dir(tmp_path: Path) -> str:
    """Return a configuration that has the blueprints."""
    shutil.copytree(BLUEPRINTS, tmp_path / "blueprints")
    return str(tmp_path)


@pytest.fixture
async def announced(hass: HomeAssistant, gym: MockConfigEntry) -> list[ServiceCall]:
    """Return what is announced of the phases."""
    hass.states.async_set(PHONE, "unknown")
    calls: list[ServiceCall] = async_mock_service(hass, "notify", "send_message")
    inputs = {
        "phase": entity_id_of(hass, "sensor", "phase"),
        "announced": ["ready", "warm_up", "stopping", "on_break"],
        "notifiers": [PHONE],
    }
    blueprint = {"path": ANNOUNCE, "input": inputs}
    config = {AUTOMATION: {"id": "phases", "use_blueprint": blueprint}}
    assert await async_setup_component(hass, AUTOMATION, config)
    await hass.async_block_till_done()
    return calls


def texts(calls: list[ServiceCall]) -> list[str]:
    return [call.data["message"] for call in calls]


async def test_a_walk_is_announced_phase_by_phase(
    hass: HomeAssistant, device: Device, announced: list[ServiceCall]
):
    await device.on()
    await device.walk(2.0, 5)
    await device.stand(5)
    assert texts(announced) == [
        "The treadmill is ready.",
        "Somebody warms up on the treadmill.",
        "A break on the treadmill.",
    ]


async def test_a_phase_that_comes_back_is_not_announced_again(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    device: Device,
    announced: list[ServiceCall],
):
    await device.on()
    await device.walk(2.0, 5)
    announced.clear()
    phase = entity_id_of(hass, "sensor", "phase")
    await hass.config_entries.async_reload(gym.entry_id)
    await hass.async_block_till_done()
    state = hass.states.get(phase)
    assert state is not None
    for gone in ("unavailable", "unknown"):
        hass.states.async_set(phase, gone)
        hass.states.async_set(phase, state.state)
    hass.states.async_remove(phase)
    hass.states.async_set(phase, state.state)
    await hass.async_block_till_done()
    assert texts(announced) == []
