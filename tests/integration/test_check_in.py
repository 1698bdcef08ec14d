"""The day after: it is asked, answered on a phone, and moves the way back."""

from typing import Any

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant, ServiceCall
import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    async_mock_service,
)

from custom_components.home_gym.engine.progress.records import Answer

from .helpers import (
    Device,
    act,
    choose,
    gym_entry,
    machine_subentry,
    pass_time,
    person_subentry,
    press,
    state_of,
)

ANNA = "person_anna"
DAY_S = 86_400
# While she walks, Anna wants to be asked nothing.
ONLY_THE_DAY_AFTER = {"phone": "mobile_app_annas", "speak": {"ask_by": []}}
QUESTION = "How does it feel since your last walk?"


@pytest.fixture
def entry(machine_data: dict[str, Any]) -> MockConfigEntry:
    """Return a gym with one machine and one person, who is asked on a phone."""
    return gym_entry(
        machine_subentry(machine_data),
        person_subentry(ANNA, "Anna", "gentle_back", **ONLY_THE_DAY_AFTER),
    )


@pytest.fixture
def phone(hass: HomeAssistant) -> list[ServiceCall]:
    """Return what is told to Anna's phone."""
    calls: list[ServiceCall] = async_mock_service(hass, "notify", "mobile_app_annas")
    return calls


def way(hass: HomeAssistant) -> tuple[str, str | None]:
    """Return on which step Anna is, and what it waits for."""
    shown = state_of(hass, "sensor", "return_step", ANNA)
    return shown.state, shown.attributes["waits_for"]


def is_asked(hass: HomeAssistant) -> bool:
    """Tell whether Home Assistant shows that Anna is asked."""
    return state_of(hass, "binary_sensor", "check_in_due", ANNA).state == "on"


async def next_day(hass: HomeAssistant, freezer: FrozenDateTimeFactory) -> None:
    """Let a day pass, and a little more."""
    await pass_time(hass, freezer, DAY_S + 60)
    await pass_time(hass, freezer, 5, 1)


async def answer_on(hass: HomeAssistant, call: ServiceCall, answer: str) -> None:
    """Press a button of a notification, as the companion app tells of it."""
    (pressed,) = [
        each["action"]
        for each in call.data["data"]["actions"]
        if each["action"].endswith(f"|{answer}")
    ]
    hass.bus.async_fire("mobile_app_notification_action", {"action": pressed})
    await hass.async_block_till_done()


async def walk(hass: HomeAssistant, device: Device, seconds: int) -> None:
    """Walk and end the session."""
    device.forget()
    await device.on()
    await choose(hass, "Anna")
    await device.walk(2.5, seconds)
    await device.stand(5)
    await press(hass, "end_session")


# By name: what is answered the day after the first walk of the way back, on which step
# that leads, and what the next step takes.
ANSWERS = {
    "better": (Answer.BETTER, ("2", "walk")),
    "the same": (Answer.SAME, ("2", "walk")),
    "worse": (Answer.WORSE, ("1", "walk")),
    "no answer": (None, ("1", "answer")),
}


@pytest.mark.slow
@pytest.mark.parametrize(("answer", "led_to"), ANSWERS.values(), ids=ANSWERS)
async def test_from_a_pain_stop_to_the_next_step(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    device: Device,
    freezer: FrozenDateTimeFactory,
    phone: list[ServiceCall],
    answer: Answer | None,
    led_to: tuple[str, str],
):
    await device.on()
    await choose(hass, "Anna")
    await device.walk(2.5, 90)
    await press(hass, "pain_hurts")
    await device.stand(5)
    device.relay(on=False)
    await pass_time(hass, freezer, 20, 1)
    assert way(hass) == ("1", "walk")
    assert state_of(hass, "binary_sensor", "locked").state == "on"
    assert not phone

    # How it feels is asked, and that it is better is no step: nothing was walked.
    await next_day(hass, freezer)
    assert is_asked(hass)
    (call,) = phone
    await answer_on(hass, call, Answer.BETTER)
    assert not is_asked(hass)
    assert way(hass) == ("1", "walk")

    # Half of the twenty minutes that a newcomer has.
    await walk(hass, device, 10 * 60 - 20)
    assert way(hass) == ("1", "time")
    await next_day(hass, freezer)
    assert is_asked(hass)
    if answer is not None:
        await act(hass, "check_in", {"person": "Anna", "answer": answer})
        assert not is_asked(hass)
    assert way(hass) == led_to


async def test_it_is_asked_once_and_taken_back_when_it_was_answered_elsewhere(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    device: Device,
    freezer: FrozenDateTimeFactory,
    phone: list[ServiceCall],
):
    await walk(hass, device, 65)
    await next_day(hass, freezer)
    await act(hass, "add_activity", {"person": "Anna", "duration": {"minutes": 5}})
    (call,) = phone
    assert call.data["message"] == QUESTION
    assert [each["title"] for each in call.data["data"]["actions"]] == [
        "Better",
        "The same",
        "Worse",
    ]
    await act(hass, "check_in", {"person": "Anna", "answer": "same"})
    assert len(phone) == 2
    assert phone[1].data == {
        "message": "clear_notification",
        "data": {"tag": call.data["data"]["tag"]},
    }
    # A button of a notification that is still to be seen does nothing any more.
    await answer_on(hass, call, "worse")
    kept = gym.runtime_data.people.kept(ANNA).check_ins
    assert [each.answer for each in kept] == [Answer.SAME]


@pytest.mark.parametrize(
    "action",
    ["home_gym|check_in|person_anna/2026-11-22|dance", "home_gym|check_in", "", "x|y"],
)
async def test_what_is_no_answer_is_none(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    device: Device,
    freezer: FrozenDateTimeFactory,
    action: str,
):
    await walk(hass, device, 65)
    await next_day(hass, freezer)
    hass.bus.async_fire("mobile_app_notification_action", {"action": action})
    hass.bus.async_fire("mobile_app_notification_action", {})
    await hass.async_block_till_done()
    assert is_asked(hass)
    assert not gym.runtime_data.people.kept(ANNA).check_ins


async def test_a_phone_that_is_not_there_yet_is_asked_once_it_is(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    device: Device,
    freezer: FrozenDateTimeFactory,
):
    await walk(hass, device, 65)
    await next_day(hass, freezer)
    phone = async_mock_service(hass, "notify", "mobile_app_annas")
    await hass.config_entries.async_reload(gym.entry_id)
    await hass.async_block_till_done()
    assert [call.data["message"] for call in phone] == [QUESTION]
