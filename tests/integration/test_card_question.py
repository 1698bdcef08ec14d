"""A card is told of the question to whoever walks, until it is answered."""

from typing import Any
from unittest.mock import patch

from homeassistant.core import HomeAssistant
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.home_gym.card.view import card_view
from custom_components.home_gym.engine.words import Subject
from custom_components.home_gym.questions.asker import Asker

from .helpers import Device, act, coordinator_of

ASKER = "custom_components.home_gym.questions.asker"


async def test_a_card_is_told_what_is_asked_until_it_is_answered(
    hass: HomeAssistant, gym: MockConfigEntry, device: Device
):
    def asks() -> dict[str, Any] | None:
        told: dict[str, Any] | None = card_view(coordinator_of(gym))[0]["asks"]
        return told

    # Somebody can be asked, and has not been reached yet.
    with (
        patch(f"{ASKER}.askable", return_value=(Subject.BASELINE,)),
        patch.object(Asker, "_async_ask"),
    ):
        await device.on()
        await device.walk(2.5, 10)
        assert asks() is None
        await device.walk(2.5, 20)
        assert asks() == {"subject": "baseline", "pain_from": 5}
        await act(hass, "report_baseline", {"level": 2})
        assert asks() is None
