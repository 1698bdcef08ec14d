"""What is announced is heard in time, and nobody waits for it."""

import asyncio
from collections.abc import Callable, Iterable
import re
from typing import Any

from freezegun.api import FrozenDateTimeFactory
from homeassistant.components import persistent_notification
from homeassistant.core import HomeAssistant, ServiceCall
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers.dispatcher import async_dispatcher_send
from homeassistant.util.unit_system import US_CUSTOMARY_SYSTEM
import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    async_mock_service,
)
from pytest_homeassistant_custom_component.typing import MqttMockHAClient

from custom_components.home_gym.engine.effects import Say
from custom_components.home_gym.engine.words import Urgency

from .helpers import MACHINE_ID, Device, act, coordinator_of, pass_time, sent

SATELLITE = "assist_satellite.gym"
TTS = "tts.piper"
PLAYER = "media_player.gym"
PHONE = "notify.phone"
STOP = ("QZ/default/control/stop", "1")

type Answer = Callable[[ServiceCall], Any]


class House:
    """The voices of a house, and everything that they were told."""

    def __init__(self, hass: HomeAssistant) -> None:
        """Register every voice; each is heard until a test decides otherwise."""
        self.hass = hass
        self.heard: list[tuple[str, str]] = []
        self.freed = asyncio.Event()
        for entity_id in (SATELLITE, TTS, PLAYER, PHONE):
            hass.states.async_set(entity_id, "idle")
        self.voice("assist_satellite", "announce")
        self.voice("tts", "speak")
        self.voice("notify", "send_message")

    def voice(self, domain: str, action: str, answer: Answer | None = None) -> None:
        """Let a voice be heard, and then hang, fail or whatever a test wants."""

        async def speak(call: ServiceCall) -> None:
            if answer is not None:
                await answer(call)
            self.heard.append((call.data["entity_id"], call.data["message"]))

        self.hass.services.async_register(domain, action, speak)

    async def hang(self, call: ServiceCall) -> None:
        """Answer only when the test says so."""
        await self.freed.wait()

    def texts(self, entity_id: str) -> list[str]:
        """Return what one voice said."""
        return [text for place, text in self.heard if place == entity_id]


@pytest.fixture
def machine_data(machine_data: dict[str, Any]) -> dict[str, Any]:
    """Return the machine with places to speak at."""
    speak = {
        "assist_satellites": [SATELLITE],
        "tts_engine": TTS,
        "media_players": [PLAYER],
        "notifiers": [PHONE],
    }
    return {**machine_data, "speak": speak}


@pytest.fixture
def house(hass: HomeAssistant, gym: MockConfigEntry) -> House:
    return House(hass)


async def settle() -> None:
    """Let everything happen that can happen without time passing."""
    for _ in range(20):
        await asyncio.sleep(0)


def say(gym: MockConfigEntry, key: str, urgency: Urgency, **values: float) -> None:
    """Have something said."""
    announcer = coordinator_of(gym).announcer
    announcer.say(Say(key=key, urgency=urgency, values=dict(values)))


def written(hass: HomeAssistant) -> list[str]:
    """Return what was written down for the machine."""
    notes = persistent_notification._async_get_or_create_notifications(hass)
    return [
        note["message"]
        for key, note in notes.items()
        if key == f"home_gym_{MACHINE_ID}"
    ]


async def test_a_notice_is_heard_everywhere(gym: MockConfigEntry, house: House):
    say(gym, "stopped", Urgency.NOTICE)
    await settle()
    text = "The belt is still."
    assert sorted(house.heard) == [(SATELLITE, text), (PHONE, text), (TTS, text)]


async def test_what_each_action_is_given(
    hass: HomeAssistant, gym: MockConfigEntry, house: House
):
    spoken = async_mock_service(hass, "tts", "speak")
    pushed = async_mock_service(hass, "notify", "send_message")
    say(gym, "stopped", Urgency.NOTICE)
    await settle()
    assert [call.data for call in spoken] == [
        {
            "entity_id": TTS,
            "media_player_entity_id": PLAYER,
            "message": "The belt is still.",
        }
    ]
    assert [call.data for call in pushed] == [
        {"entity_id": PHONE, "message": "The belt is still.", "title": "Treadmill"}
    ]


async def test_small_talk_is_not_pushed_to_phones(gym: MockConfigEntry, house: House):
    say(gym, "stopped", Urgency.INFO)
    await settle()
    assert house.texts(SATELLITE)
    assert not house.texts(PHONE)


async def test_the_urgent_passes_the_queue(gym: MockConfigEntry, house: House):
    house.voice("assist_satellite", "announce", house.hang)
    say(gym, "break_done", Urgency.NOTICE)
    say(gym, "stopped", Urgency.NOTICE)
    say(gym, "hold_rail", Urgency.URGENT)
    await settle()
    assert [text.partition(".")[0] for text in house.texts(PHONE)] == [
        "That was a full break",
        "The belt is not slowing down",
    ]
    house.freed.set()
    await settle()
    assert house.texts(PHONE)[-1] == "The belt is still."


async def test_the_more_urgent_of_what_waits_comes_first(
    gym: MockConfigEntry, house: House
):
    house.voice("assist_satellite", "announce", house.hang)
    say(gym, "warm_up_done", Urgency.NOTICE)
    say(gym, "stopped", Urgency.NOTICE)
    say(gym, "signal_lost", Urgency.WARNING)
    house.freed.set()
    await settle()
    assert house.texts(PHONE)[1:] == [
        "I cannot see the treadmill. Use its own controls.",
        "The belt is still.",
    ]


async def test_a_hanging_voice_is_left_alone_after_a_while(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    house: House,
    freezer: FrozenDateTimeFactory,
):
    house.voice("assist_satellite", "announce", house.hang)
    say(gym, "stopped", Urgency.NOTICE)
    say(gym, "unlocked", Urgency.NOTICE)
    await settle()
    assert house.texts(PHONE) == ["The belt is still."]
    await pass_time(hass, freezer, 31)
    await settle()
    assert house.texts(PHONE) == ["The belt is still.", "The treadmill is free again."]


@pytest.mark.parametrize(
    ("urgency", "late_s"), [(Urgency.NOTICE, 61), (Urgency.WARNING, 121)]
)
async def test_what_is_late_is_not_said(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    house: House,
    freezer: FrozenDateTimeFactory,
    urgency: Urgency,
    late_s: int,
):
    house.voice("assist_satellite", "announce", house.hang)
    say(gym, "stopped", Urgency.WARNING)
    await settle()
    say(gym, "unlocked", urgency)
    # Without going off, so that the voice still hangs when it is late.
    freezer.tick(late_s)
    house.freed.set()
    await settle()
    assert house.texts(PHONE) == ["The belt is still."]


@pytest.mark.parametrize(
    "trouble",
    [HomeAssistantError("no"), ValueError("a bug of somebody else's"), TimeoutError()],
)
async def test_one_broken_voice_silences_no_other(
    gym: MockConfigEntry, house: House, trouble: Exception
):
    async def fail(call: ServiceCall) -> None:
        raise trouble

    house.voice("assist_satellite", "announce", fail)
    say(gym, "stopped", Urgency.WARNING)
    say(gym, "unlocked", Urgency.NOTICE)
    await settle()
    expected = ["The belt is still.", "The treadmill is free again."]
    assert house.texts(PHONE) == expected
    assert house.texts(TTS) == expected


def _gone(hass: HomeAssistant, entity_ids: Iterable[str]) -> None:
    for entity_id in entity_ids:
        hass.states.async_remove(entity_id)


def _unavailable(hass: HomeAssistant, entity_ids: Iterable[str]) -> None:
    for entity_id in entity_ids:
        hass.states.async_set(entity_id, "unavailable")


@pytest.mark.parametrize("lose", [_gone, _unavailable])
async def test_what_nobody_hears_is_written_down(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    house: House,
    lose: Callable[[HomeAssistant, Iterable[str]], None],
):
    # A voice whose loudspeaker is gone is none either.
    lose(hass, (SATELLITE, PLAYER, PHONE))
    say(gym, "stopped", Urgency.NOTICE)
    await settle()
    assert written(hass) == []
    say(gym, "hold_rail", Urgency.URGENT)
    await settle()
    assert house.heard == []
    assert written(hass) == [
        "The belt is not slowing down. Hold the rail and pull the safety key."
    ]


async def test_what_somebody_hears_is_not_written_down(
    hass: HomeAssistant, gym: MockConfigEntry, house: House
):
    _unavailable(hass, (SATELLITE, PLAYER))
    say(gym, "hold_rail", Urgency.URGENT)
    await settle()
    assert written(hass) == []


@pytest.mark.parametrize(
    ("urgency", "soon"), [(Urgency.URGENT, True), (Urgency.WARNING, False)]
)
async def test_the_urgent_is_soon_written_down_beside_a_voice_that_hangs(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    house: House,
    freezer: FrozenDateTimeFactory,
    urgency: Urgency,
    soon: bool,
):
    _gone(hass, (PLAYER, PHONE))
    house.voice("assist_satellite", "announce", house.hang)
    say(gym, "hold_rail", urgency)
    await pass_time(hass, freezer, 1)
    await settle()
    assert written(hass) == []
    await pass_time(hass, freezer, 1)
    await settle()
    text = "The belt is not slowing down. Hold the rail and pull the safety key."
    assert written(hass) == ([text] if soon else [])
    # The first was not cut short. It was only slow, so the note is needed no more.
    house.freed.set()
    await settle()
    assert house.texts(SATELLITE) == [text]
    assert written(hass) == []


async def test_a_slow_voice_takes_no_later_note_away(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    house: House,
    freezer: FrozenDateTimeFactory,
):
    _gone(hass, (PLAYER, PHONE))
    house.voice("assist_satellite", "announce", house.hang)
    say(gym, "stopping_now", Urgency.URGENT)
    await pass_time(hass, freezer, 2)
    _gone(hass, (SATELLITE,))
    say(gym, "belt_did_not_stop", Urgency.URGENT)
    await settle()
    house.freed.set()
    await settle()
    assert written(hass) == ["The belt did not stop. Pull the safety key."]


async def test_a_stop_waits_for_no_voice(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    device: Device,
    house: House,
    mqtt_mock: MqttMockHAClient,
):
    house.voice("assist_satellite", "announce", house.hang)
    house.voice("notify", "send_message", house.hang)
    await device.on()
    await device.walk(3.0, 20)
    mqtt_mock.async_publish.reset_mock()
    async with asyncio.timeout(1):
        await act(hass, "report_pain", {"level": 8, "place": "knee"})
    assert STOP in sent(mqtt_mock)


async def test_what_is_said_tells_nobody_about_a_body(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    device: Device,
    house: House,
):
    await device.on()
    await act(hass, "report_baseline", {"level": 2})
    await device.walk(3.0, 20)
    for report in (
        {"level": 4, "place": "knee"},
        {"level": 6, "place": "lower_back"},
        {"level": 9, "place": "hip"},
        {"symptom": "saddle_numbness"},
    ):
        await act(hass, "report_pain", report)
        await settle()
    said = " ".join(text for _, text in house.heard).lower()
    words = set(re.findall(r"[a-z]+|[0-9]+", said))
    assert "rail" in words
    assert words.isdisjoint(
        {"pain", "hurt", "hurts", "knee", "back", "hip", "numbness", "2", "4", "6", "9"}
    )


async def test_times_are_those_that_hold(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    device: Device,
    house: House,
    freezer: FrozenDateTimeFactory,
):
    subentry = gym.subentries[MACHINE_ID]
    data = {**subentry.data, "can_slow": True}
    hass.config_entries.async_update_subentry(gym, subentry, data=data)
    await hass.async_block_till_done()
    await device.on()
    await device.walk(4.0, 5)
    await settle()
    assert "in 10 seconds I slow the belt down" in house.texts(PHONE)[-1]
    await act(hass, "suspend", {"duration": {"minutes": 5}})
    await pass_time(hass, freezer, 250, 10.0)
    await settle()
    assert "In 1 minute I watch again." in house.texts(PHONE)


@pytest.mark.parametrize(
    ("metric", "expected"),
    [
        (True, "You are at 4.8 kilometres per hour. 1.6 kilometres per hour is"),
        (False, "You are at 3 miles per hour. 1 mile per hour is"),
    ],
)
async def test_speeds_are_said_in_the_units_of_the_house(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    house: House,
    *,
    metric: bool,
    expected: str,
):
    if not metric:
        hass.config.units = US_CUSTOMARY_SYSTEM
    values = {"speed_kmh": 4.828, "cap_kmh": 1.6093}
    say(gym, "over_cap", Urgency.NOTICE, **values)
    await settle()
    assert house.texts(PHONE)[0].startswith(expected)


async def test_other_places_from_now_on(
    hass: HomeAssistant, gym: MockConfigEntry, house: House
):
    subentry = gym.subentries[MACHINE_ID]
    data = {**subentry.data, "speak": {"notifiers": [PHONE]}}
    hass.config_entries.async_update_subentry(gym, subentry, data=data)
    await hass.async_block_till_done()
    say(gym, "stopped", Urgency.URGENT)
    await settle()
    assert house.heard == [(PHONE, "The belt is still.")]


@pytest.mark.parametrize("change", ["async_reload", "async_unload"])
async def test_what_is_being_said_is_said_to_its_end(
    hass: HomeAssistant, gym: MockConfigEntry, house: House, change: str
):
    house.voice("assist_satellite", "announce", house.hang)
    say(gym, "stopped", Urgency.NOTICE)
    say(gym, "unlocked", Urgency.NOTICE)
    say(gym, "hold_rail", Urgency.URGENT)
    await settle()
    async with asyncio.timeout(2):
        assert await getattr(hass.config_entries, change)(gym.entry_id)
    house.freed.set()
    await settle()
    # What had not begun is not worth hearing any more.
    assert [text.partition(".")[0] for text in house.texts(SATELLITE)] == [
        "The belt is still",
        "The belt is not slowing down",
    ]


async def test_the_end_of_home_assistant_ends_every_voice(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    house: House,
    freezer: FrozenDateTimeFactory,
):
    house.voice("assist_satellite", "announce", house.hang)
    say(gym, "hold_rail", Urgency.URGENT)
    await settle()
    voices = list(coordinator_of(gym).announcer._tasks)
    assert voices
    stop = asyncio.create_task(hass.async_stop(force=True))
    await settle()
    freezer.tick(6)
    await stop
    assert all(voice.done() for voice in voices)


async def test_the_loss_of_the_broker_is_said_once(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    device: Device,
    house: House,
    freezer: FrozenDateTimeFactory,
    mqtt_mock: MqttMockHAClient,
):
    await device.on()
    await device.walk(3.0, 20)
    house.heard.clear()
    mqtt_mock.connected = False
    async_dispatcher_send(hass, "mqtt_connection_state", False)
    await pass_time(hass, freezer, 60, 1.0)
    await settle()
    assert house.texts(PHONE) == ["I cannot see the treadmill. Use its own controls."]
