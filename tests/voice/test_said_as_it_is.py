"""What is answered to who speaks is true of the belt, and nobody else hears of it."""

from dataclasses import replace
from typing import Any

from homeassistant.const import MATCH_ALL
from homeassistant.core import HomeAssistant
from homeassistant.helpers import intent
import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    async_capture_events,
)

from custom_components.home_gym.engine.words import Symptom
from custom_components.home_gym.intent import GymIntent
from custom_components.home_gym.listening.answers import Answer, answers_of
from tests.integration.helpers import Device, coordinator_of

CHEST = {"symptom": Symptom.CHEST_PAIN}
DOCTOR = {"symptom": Symptom.BACK_RED_FLAG}
COMMANDS: dict[str, tuple[str, dict[str, Any]]] = {
    "stop": (GymIntent.STOP, {}),
    "pain_stop": (GymIntent.REPORT_PAIN, {"level": 6}),
    "pain_emergency": (GymIntent.REPORT_PAIN, {"level": 9}),
    "pain_red_flag": (GymIntent.REPORT_PAIN, CHEST),
    "pain_for_a_doctor": (GymIntent.REPORT_PAIN, DOCTOR),
    "pain_cramp": (GymIntent.REPORT_PAIN, {"symptom": Symptom.CRAMP}),
}


async def tell(hass: HomeAssistant, name: str, slots: dict[str, Any]) -> str:
    """Say something and return what is answered."""
    told = {key: {"value": value} for key, value in slots.items()}
    response = await intent.async_handle(hass, "test", name, told, language="en")
    speech: str = response.speech["plain"]["speech"]
    return speech


@pytest.mark.parametrize(
    ("moves", "can_stop", "how"),
    [(True, True, ""), (True, False, "_by_hand"), (False, True, "_still")],
    ids=["we stop it", "only a person stops it", "it rests"],
)
@pytest.mark.parametrize("key", COMMANDS)
async def test_the_answer_promises_nothing_that_does_not_come(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    device: Device,
    key: str,
    moves: bool,
    can_stop: bool,
    how: str,
):
    await device.walk(2.0, 15)
    if not moves:
        await device.stand(20)
    machine = coordinator_of(gym)
    machine.machine = replace(machine.machine, can_stop=can_stop)
    name, slots = COMMANDS[key]
    expected = answers_of("en").spoken(Answer(key=f"{key}{how}"), metric=True)
    assert await tell(hass, name, slots) == expected


async def test_what_hurts_is_told_to_nobody_in_the_house(
    hass: HomeAssistant, gym: MockConfigEntry, device: Device
):
    await device.walk(2.0, 15)
    events = async_capture_events(hass, MATCH_ALL)
    await tell(hass, GymIntent.REPORT_PAIN, {"level": 6, "place": "left knee"})
    await hass.async_block_till_done()
    assert events
    assert [each for each in events if "left knee" in str(each.data)] == []
    assert [each for each in events if "'level'" in str(each.data)] == []
