"""Two treadmills ask by one voice assistant: in turn, and each gets its own answer."""

import asyncio
from typing import Any

from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import MqttMockHAClient

from custom_components.home_gym.engine.effects import Say
from custom_components.home_gym.engine.words import PainBand, Urgency
from tests.integration.helpers import (
    MACHINE_ID,
    OTHER_ID,
    OTHER_NAME,
    Device,
    coordinator_of,
    device_id_of,
    gym_entry,
    machine_subentry,
    person_subentry,
    sent,
)
from tests.integration.voices import settle

from .asking import ANNA, BASELINE, STOP, answer, walk
from .listening_house import SATELLITE, Ears, Satellite

pytestmark = pytest.mark.slow

HERE = {"assist_satellites": [SATELLITE]}
BOTH = (MACHINE_ID, OTHER_ID)
OTHER_STOP = ("QZ/other/control/stop", "1")
STOPS = {MACHINE_ID: STOP, OTHER_ID: OTHER_STOP}
# A question that nobody answers holds the voice assistant for a minute at most.
LONGEST_S = 90
HOLD_RAIL = "The belt is not slowing down. Hold the rail and pull the safety key."


@pytest.fixture
def entry(
    machine_data: dict[str, Any], other_machine_data: dict[str, Any], language: str
) -> MockConfigEntry:
    """Return a gym with two machines, and one voice assistant beside both."""
    return gym_entry(
        machine_subentry({**machine_data, "speak": HERE}),
        machine_subentry({**other_machine_data, "speak": HERE}, OTHER_ID, OTHER_NAME),
        person_subentry(ANNA, "Anna", "gentle_back", language=language),
    )


class Room:
    """Two treadmills on which somebody walks, and a voice assistant for both."""

    def __init__(
        self, gym: MockConfigEntry, house: tuple[Satellite, Ears], *devices: Device
    ) -> None:
        self.gym = gym
        self.satellite, self.ears = house
        self.devices = devices

    async def walk(self, seconds: int) -> None:
        """Walk on both."""
        await walk(self.devices[0], seconds, *self.devices[1:])

    async def answer(self, text: str) -> None:
        """Answer the one that asks."""
        await answer(self.devices[0], self.ears, text, *self.devices[1:])

    async def until_asked(self, times: int) -> None:
        """Walk until it has asked so often, and listens."""
        for _ in range(LONGEST_S):
            if len(self.satellite.asked) == times and self.ears.listens:
                return
            await self.walk(1)
        pytest.fail(f"asked is {self.satellite.asked}")

    async def until_asks(self, asker: str) -> None:
        """Walk until one of them asks: the first one is the one of Anna."""
        await self.until_asked(1)
        if asker != MACHINE_ID:
            await self.answer("two")
            await self.until_asked(2)

    def asks(self) -> list[bool]:
        """Tell whether a question is open on each."""
        states = [coordinator_of(self.gym, each).state for each in BOTH]
        return [each.questions.open is not None for each in states]

    def baselines(self) -> list[int | None]:
        """Return how much hurt before each of the walks."""
        sessions = [coordinator_of(self.gym, each).state.session for each in BOTH]
        return [None if each is None else each.baseline for each in sessions]

    def flagged(self) -> list[bool]:
        """Tell whether a warning sign was reported on each."""
        pains = [coordinator_of(self.gym, each).state.pain for each in BOTH]
        return [each is not None and each.band is PainBand.RED_FLAG for each in pains]

    def warn(self, subentry_id: str) -> None:
        """Have something urgent said about one of them."""
        say = Say(key="hold_rail", urgency=Urgency.URGENT)
        coordinator_of(self.gym, subentry_id).announcer.say(say)


@pytest.fixture
async def room(
    gym: MockConfigEntry,
    house: tuple[Satellite, Ears],
    walker: Device,
    other_device: Device,
) -> Room:
    """Return the room soon after both have begun to walk, Anna a little earlier."""
    await walk(walker, 5)
    room = Room(gym, house, walker, other_device)
    await room.walk(10)
    return room


async def test_they_ask_one_after_the_other_and_each_gets_its_answer(room: Room):
    await room.until_asked(1)
    await room.walk(15)
    # Both want to know, and one of them asks.
    assert room.asks() == [True, True]
    assert room.satellite.asked == [BASELINE]
    await room.answer("two")
    assert room.baselines() == [2, None]
    await room.until_asked(2)
    assert room.asks() == [False, True]
    await room.answer("one")
    assert room.baselines() == [2, 1]
    await room.walk(30)
    assert room.satellite.asked == [BASELINE, BASELINE]


async def test_what_is_answered_meanwhile_is_not_asked_any_more(
    hass: HomeAssistant, room: Room
):
    await room.until_asked(1)
    await room.walk(10)
    other = {"device_id": device_id_of(hass, OTHER_ID), "level": 1}
    await hass.services.async_call("home_gym", "report_baseline", other, blocking=True)
    assert room.asks() == [True, False]
    await room.answer("two")
    await room.walk(30)
    assert room.baselines() == [2, 1]
    assert room.satellite.asked == [BASELINE]


async def test_who_is_not_answered_keeps_the_other_waiting_no_longer_than_it_asks(
    room: Room,
):
    await room.until_asked(1)
    await room.answer("")
    await room.until_asked(2)
    await room.answer("one")
    assert room.baselines() == [None, 1]


@pytest.mark.parametrize(
    ("asker", "urgent"), [(MACHINE_ID, OTHER_ID), (OTHER_ID, MACHINE_ID)]
)
async def test_urgent_words_about_one_cut_the_question_of_the_other(
    room: Room, asker: str, urgent: str
):
    await room.until_asks(asker)
    assert room.ears.listens
    room.warn(urgent)
    await settle()
    assert room.satellite.spoken[-1] == HOLD_RAIL
    assert not room.ears.listens
    await room.walk(10)
    # What was cut short is not asked into what is urgent.
    asked = len(room.satellite.asked)
    assert asked == len(BOTH)


@pytest.mark.parametrize("asker", BOTH)
@pytest.mark.parametrize(
    ("text", "flagged"),
    [("Stop!", False), ("My chest feels tight and it goes to my arm", True)],
)
async def test_a_stop_in_answer_is_for_both_since_either_may_have_said_it(
    room: Room, mqtt_mock: MqttMockHAClient, asker: str, text: str, flagged: bool
):
    await room.until_asks(asker)
    await room.answer(text)
    assert set(STOPS.values()) <= set(sent(mqtt_mock))
    assert room.flagged() == [flagged, flagged]
    # Nobody is asked how it is while the belts are being stopped.
    asked = len(room.satellite.asked)
    await room.walk(5)
    assert len(room.satellite.asked) == asked


@pytest.mark.parametrize("asker", BOTH)
async def test_a_lot_in_answer_stops_who_was_asked(
    room: Room, mqtt_mock: MqttMockHAClient, asker: str
):
    await room.until_asks(asker)
    await room.answer("a lot")
    stopped = [each for each in BOTH if STOPS[each] in sent(mqtt_mock)]
    assert stopped == [asker]


async def test_a_voice_assistant_that_hangs_holds_up_no_stop(
    hass: HomeAssistant,
    room: Room,
    mqtt_mock: MqttMockHAClient,
    monkeypatch: pytest.MonkeyPatch,
):
    async def hang(announcement: Any) -> None:
        hung.set()
        await asyncio.Event().wait()

    hung = asyncio.Event()
    monkeypatch.setattr(room.satellite, "async_start_conversation", hang)
    while not hung.is_set():
        await room.walk(1)
    await room.walk(30)
    for subentry_id, stop in reversed(STOPS.items()):
        target = {"device_id": device_id_of(hass, subentry_id)}
        assert stop not in sent(mqtt_mock)
        # No time passes until it has been sent.
        await hass.services.async_call("home_gym", "stop", target, blocking=True)
        assert stop in sent(mqtt_mock)
    room.warn(OTHER_ID)
    await settle()
    assert room.satellite.spoken[-1] == HOLD_RAIL
    await room.walk(5)


async def test_a_voice_assistant_that_hangs_is_not_waited_for_for_ever(
    room: Room, monkeypatch: pytest.MonkeyPatch
):
    async def hang(announcement: Any) -> None:
        monkeypatch.undo()
        await asyncio.Event().wait()

    monkeypatch.setattr(room.satellite, "async_start_conversation", hang)
    await room.until_asked(1)
    assert room.asks() == [True, True]
    await room.answer("one")
    # The first question was never said; the second one was, and was answered.
    assert room.baselines() == [None, 1]
