"""A card shows the question to whoever walks, and is enough to ask it by."""

from collections.abc import Awaitable, Callable
from typing import Any
from unittest.mock import patch

from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import WebSocketGenerator

from custom_components.home_gym.card.view import card_view
from custom_components.home_gym.engine.questioning import ANSWER_S
from custom_components.home_gym.engine.words import Subject
from custom_components.home_gym.questions.asker import Asker

from .helpers import (
    MACHINE_ID,
    Device,
    act,
    choose,
    coordinator_of,
    device_id_of,
    gym_entry,
    machine_subentry,
    person_subentry,
)

ASKER = "custom_components.home_gym.questions.asker"
ANNA = "person_anna"
# By then it has been asked, where there is a way to.
ASKED_S = 30

type Look = Callable[..., Awaitable[int]]


@pytest.fixture
def entry(machine_data: dict[str, Any]) -> MockConfigEntry:
    """Return a gym with neither a voice nor a phone."""
    return gym_entry(
        machine_subentry(machine_data), person_subentry(ANNA, "Anna", "gentle_back")
    )


@pytest.fixture
async def line(
    hass: HomeAssistant, gym: MockConfigEntry, hass_ws_client: WebSocketGenerator
) -> Any:
    """Return a page of Home Assistant."""
    return await hass_ws_client(hass)


@pytest.fixture
def look(hass: HomeAssistant, line: Any) -> Look:
    """Return how something on the page begins to show the treadmill."""

    async def look(**more: Any) -> int:
        about = {"type": "home_gym/machine/subscribe", "device_id": device_id_of(hass)}
        await line.send_json_auto_id({**about, **more})
        answer = await line.receive_json()
        assert answer["success"]
        await line.receive_json()
        number: int = answer["id"]
        return number

    return look


def asks(gym: MockConfigEntry) -> str | None:
    """Return what a card is told of questions."""
    told: str | None = card_view(coordinator_of(gym))[0]["asks"]
    return told


async def test_a_card_is_told_what_is_asked_elsewhere_until_it_is_answered(
    hass: HomeAssistant, gym: MockConfigEntry, device: Device
):
    # Somebody can be asked, and has not been reached yet.
    with (
        patch(f"{ASKER}.askable", return_value=(Subject.BASELINE,)),
        patch.object(Asker, "_async_ask"),
    ):
        await device.on()
        await device.walk(2.5, 10)
        assert asks(gym) is None
        await device.walk(2.5, ASKED_S - 10)
        assert asks(gym) == "baseline"
        await act(hass, "report_baseline", {"level": 2})
        assert asks(gym) is None


async def test_with_neither_voice_nor_phone_an_open_card_asks(
    hass: HomeAssistant, gym: MockConfigEntry, device: Device, look: Look
):
    await device.on()
    await look(asks=True)
    await device.walk(2.5, ASKED_S)
    assert asks(gym) == "baseline"
    await act(hass, "report_baseline", {"level": 2})
    assert asks(gym) is None
    session = coordinator_of(gym).state.session
    assert session is not None
    assert session.baseline == 2


async def test_what_nobody_answers_on_the_card_is_kept_as_no_answer(
    hass: HomeAssistant, gym: MockConfigEntry, device: Device, look: Look
):
    await device.on()
    await choose(hass, "Anna")
    await look(asks=True)
    await device.walk(2.5, ASKED_S + int(ANSWER_S))
    assert asks(gym) is None
    kept = gym.runtime_data.people.kept(ANNA)
    assert [each.subject for each in kept.unanswered] == [Subject.BASELINE]
    assert kept.pains == ()


async def test_a_card_that_is_opened_in_the_walk_asks_as_well(
    gym: MockConfigEntry, device: Device, look: Look
):
    await device.on()
    await device.walk(2.5, ASKED_S)
    assert asks(gym) is None
    await look(asks=True)
    await device.walk(2.5, 10)
    assert asks(gym) == "baseline"


async def test_what_shows_no_question_asks_none(
    gym: MockConfigEntry, device: Device, look: Look
):
    await device.on()
    # A badge, or the pain row of a tile.
    await look()
    await device.walk(2.5, ASKED_S)
    assert asks(gym) is None


async def test_a_card_that_is_closed_asks_nothing(
    gym: MockConfigEntry, device: Device, line: Any, look: Look
):
    await device.on()
    subscription = await look(asks=True)
    end = {"type": "unsubscribe_events", "subscription": subscription}
    await line.send_json_auto_id(end)
    await line.receive_json()
    await device.walk(2.5, ASKED_S)
    assert asks(gym) is None
    assert gym.runtime_data.people.kept(ANNA).unanswered == ()


async def test_who_wants_no_questions_is_asked_none_on_the_card_either(
    hass: HomeAssistant, gym: MockConfigEntry, device: Device, look: Look
):
    machine = gym.subentries[MACHINE_ID]
    data = {**machine.data, "speak": {"ask_by": []}}
    hass.config_entries.async_update_subentry(gym, machine, data=data)
    await hass.async_block_till_done()
    await device.on()
    await look(asks=True)
    await device.walk(2.5, ASKED_S)
    assert asks(gym) is None
