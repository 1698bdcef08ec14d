"""A gym in a real Home Assistant whose Assist pipelines are real too."""

from collections.abc import AsyncGenerator

from homeassistant.core import HomeAssistant, ServiceCall
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    async_mock_service,
)

from custom_components.home_gym.listening.replies import load_replies
from tests.integration.conftest import (
    auto_enable_custom_integrations,
    device,
    entry,
    gym,
    machine_data,
    no_cooldown,
    one_clock,
    other_device,
    other_machine_data,
    platforms,
    two_machines,
)
from tests.integration.helpers import Device, choose

from .asking import APP
from .assist import Assist, OtherAgent, other_agent
from .listening_house import Ears, Satellite, move_in

__all__ = [
    "auto_enable_custom_integrations",
    "device",
    "entry",
    "gym",
    "machine_data",
    "no_cooldown",
    "one_clock",
    "other_device",
    "other_machine_data",
    "platforms",
    "two_machines",
]


@pytest.fixture(autouse=True)
async def assist_is_there(hass: HomeAssistant) -> None:
    """Set Assist up, as every ordinary Home Assistant has it, before the gym."""
    assert await async_setup_component(hass, "homeassistant", {})
    assert await async_setup_component(hass, "assist_pipeline", {})
    await hass.async_block_till_done()


@pytest.fixture
def agent(hass: HomeAssistant) -> OtherAgent:
    """Return another conversation agent than the built-in one."""
    return other_agent(hass)


@pytest.fixture
async def assist(hass: HomeAssistant) -> AsyncGenerator[Assist]:
    """Return somebody to say things to, in each language, with the built-in agent."""
    yield Assist(hass)
    await hass.async_block_till_done()


@pytest.fixture
def language() -> str:
    """Return the language of the house."""
    return "en"


@pytest.fixture
async def house(
    hass: HomeAssistant, assist_is_there: None, language: str
) -> tuple[Satellite, Ears]:
    """Return the voice assistant of the house, which is there before the gym."""
    await hass.async_add_executor_job(load_replies)
    return await move_in(hass, language)


@pytest.fixture
def phone(hass: HomeAssistant) -> list[ServiceCall]:
    """Return what is told to Anna's phone."""
    calls: list[ServiceCall] = async_mock_service(hass, "notify", APP)
    return calls


@pytest.fixture
async def walker(
    hass: HomeAssistant,
    house: tuple[Satellite, Ears],
    phone: list[ServiceCall],
    gym: MockConfigEntry,
    device: Device,
) -> Device:
    """Return the treadmill on which Anna walks, before she is asked anything."""
    await device.on()
    await choose(hass, "Anna")
    return device
