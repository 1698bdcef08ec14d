"""A gym in a real Home Assistant whose Assist pipelines are real too."""

from collections.abc import AsyncGenerator

from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component
import pytest

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

from .assist import Assist, OtherAgent, other_agent

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
