"""A question counts only where it has reached somebody, and only for its own walk."""

from typing import Any

from homeassistant.core import HomeAssistant, ServiceCall
from homeassistant.exceptions import HomeAssistantError
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import MqttMockHAClient

from tests.integration.helpers import Device, coordinator_of, sent
from tests.integration.voices import settle

from .asking import (
    ANNA,
    APP,
    BASELINE,
    PHONE_BASELINE,
    STOP,
    asking_gym,
    told,
    walk,
    walk_until_asked,
)
from .listening_house import Ears, Satellite

pytestmark = pytest.mark.slow


@pytest.fixture
def entry(machine_data: dict[str, Any], language: str) -> MockConfigEntry:
    """Return a gym that asks Anna."""
    return asking_gym(machine_data, language)


def lose_satellite(satellite: Satellite) -> None:
    """Let the voice assistant be unavailable."""
    satellite._attr_available = False
    satellite.async_write_ha_state()


async def test_a_push_that_fails_is_no_question(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    house: tuple[Satellite, Ears],
    phone: list[ServiceCall],
    walker: Device,
):
    async def fail(call: ServiceCall) -> None:
        raise HomeAssistantError("no")

    lose_satellite(house[0])
    hass.services.async_register("notify", APP, fail)
    await walk(walker, 160)
    assert coordinator_of(gym).state.questions.baseline_asked
    assert gym.runtime_data.people.kept(ANNA).unanswered == ()


@pytest.mark.parametrize("phone_is_there", [True, False])
async def test_a_voice_assistant_that_is_gone_is_not_asked_by(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    house: tuple[Satellite, Ears],
    phone: list[ServiceCall],
    walker: Device,
    phone_is_there: bool,
):
    lose_satellite(house[0])
    if not phone_is_there:
        hass.services.async_remove("notify", APP)
    await walk(walker, 40)
    assert house[0].asked == []
    assert told(phone) == ([PHONE_BASELINE] if phone_is_there else [])
    # Without a way to ask, it can still be asked later in the walk.
    assert coordinator_of(gym).state.questions.baseline_asked is phone_is_there


async def test_an_answer_about_an_older_walk_is_none_about_this_one(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    house: tuple[Satellite, Ears],
    phone: list[ServiceCall],
    walker: Device,
    mqtt_mock: MqttMockHAClient,
):
    satellite, _ = house
    await walk_until_asked(walker)
    assert satellite.asked == [BASELINE]
    session = coordinator_of(gym).state.session
    assert session is not None
    for said in ("none", "much"):
        (button,) = [
            each["action"]
            for each in phone[0].data["data"]["actions"]
            if each["action"].endswith(f"|{said}")
        ]
        assert session.id in button
        older = button.replace(session.id, "an_older_walk")
        hass.bus.async_fire("mobile_app_notification_action", {"action": older})
        await settle()
    state = coordinator_of(gym).state
    assert state.questions.open is not None
    assert state.pain is None
    assert STOP not in sent(mqtt_mock)
