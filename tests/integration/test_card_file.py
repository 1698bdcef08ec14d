"""The card is handed out under an address of its own, and every page loads it."""

from hashlib import sha256
from typing import Any

from homeassistant.components.frontend import DATA_EXTRA_MODULE_URL
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.home_gym.card.file import FILE


@pytest.fixture
async def pages(hass: HomeAssistant, mqtt_mock: Any) -> None:
    """Let Home Assistant have pages before the gym is set up."""
    assert await async_setup_component(hass, "frontend", {})


def loaded(hass: HomeAssistant) -> list[str]:
    urls = hass.data[DATA_EXTRA_MODULE_URL].urls
    return [each for each in urls if each.startswith("/home_gym/")]


async def test_the_card_is_loaded_once_by_what_it_holds(
    hass: HomeAssistant,
    pages: None,
    gym: MockConfigEntry,
    hass_client_no_auth: ClientSessionGenerator,
):
    (address,) = loaded(hass)
    assert address.endswith(sha256(FILE.read_bytes()).hexdigest()[:12])
    client = await hass_client_no_auth()
    answer = await client.get(address)
    assert await answer.read() == FILE.read_bytes()
    assert "javascript" in answer.headers["Content-Type"]
    assert "max-age" in answer.headers["Cache-Control"]


async def test_the_card_stays_to_say_that_the_gym_is_not_loaded(
    hass: HomeAssistant, pages: None, gym: MockConfigEntry
):
    await hass.config_entries.async_unload(gym.entry_id)
    assert len(loaded(hass)) == 1
    await hass.config_entries.async_setup(gym.entry_id)
    await hass.async_block_till_done()
    assert len(loaded(hass)) == 1


async def test_a_house_without_pages_needs_no_card(hass: HomeAssistant, gym):
    assert DATA_EXTRA_MODULE_URL not in hass.data
