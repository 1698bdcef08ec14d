"""A lock is released by somebody who looks at the belt, and by no agent (promise 6)."""

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import ServiceValidationError
from homeassistant.helpers import chat_session
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from .helpers import Device, act, coordinator_of, press


async def test_nothing_is_released_in_a_conversation(
    hass: HomeAssistant, gym: MockConfigEntry, device: Device
):
    await act(hass, "report_pain", {"level": 9})
    with chat_session.async_get_chat_session(hass):
        for release in (act(hass, "release"), press(hass, "release")):
            with pytest.raises(ServiceValidationError) as refused:
                await release
            assert refused.value.translation_key == "release_by_hand"
        # What calms a machine is never refused.
        await act(hass, "stop")
        await act(hass, "report_pain", {"level": 9})
    assert coordinator_of(gym).state.locks
