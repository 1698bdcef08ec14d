"""What is said goes by its urgency, is heard in time, and nobody waits for it."""

import asyncio
from collections.abc import Callable, Iterable
import re
from typing import Any

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant
from homeassistant.helpers.dispatcher import async_dispatcher_send
from homeassistant.util.unit_system import US_CUSTOMARY_SYSTEM
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import MqttMockHAClient

from custom_components.home_gym.engine.words import Urgency

from .helpers import MACHINE_ID, Device, act, coordinator_of, sent
from .voices import (
    PHONE,
    PLAYER,
    SATELLITE,
    SPEAK,
    TAKES_S,
    TTS,
    House,
    go_on,
    say,
    settle,
    written,
)

STOP = ("QZ/default/control/stop", "1")
HOLD_RAIL = "The belt is not slowing down. Hold the rail and pull the safety key."


@pytest.fixture
def machine_data(machine_data: dict[str, Any]) -> dict[str, Any]:
    """Return the machine with places to speak at."""
    return {**machine_data, "speak": SPEAK}


@pytest.fixture
def house(hass: HomeAssistant, gym: MockConfigEntry) -> House:
    return House(hass)


async def test_a_notice_is_heard_at_the_first_place_and_on_the_phone(
    gym: MockConfigEntry, house: House
):
    say(gym, "stopped", Urgency.NOTICE)
    await settle()
    text = "The belt is still."
    assert sorted(house.heard) == [(SATELLITE, text), (PHONE, text)]


async def test_the_urgent_is_heard_everywhere(gym: MockConfigEntry, house: House):
    say(gym, "hold_rail", Urgency.URGENT)
    await settle()
    assert sorted(house.heard) == [
        (SATELLITE, HOLD_RAIL),
        (PLAYER, HOLD_RAIL),
        (PHONE, HOLD_RAIL),
    ]


async def test_what_each_action_is_given(gym: MockConfigEntry, house: House):
    say(gym, "hold_rail", Urgency.URGENT)
    await settle()
    given = {call.service: dict(call.data) for call in house.calls}
    assert given["announce"] == {
        "entity_id": SATELLITE,
        "message": HOLD_RAIL,
        "preannounce": False,
    }
    assert given["speak"] == {
        "entity_id": TTS,
        "media_player_entity_id": PLAYER,
        "message": HOLD_RAIL,
    }
    assert given["send_message"] == {
        "entity_id": PHONE,
        "message": HOLD_RAIL,
        "title": "Treadmill",
    }


async def test_small_talk_is_not_pushed_to_phones(gym: MockConfigEntry, house: House):
    say(gym, "stopped", Urgency.INFO)
    await settle()
    assert house.texts(SATELLITE)
    assert not house.texts(PHONE)


async def test_a_text_waits_until_the_one_before_is_over(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    house: House,
    freezer: FrozenDateTimeFactory,
):
    say(gym, "stopped", Urgency.NOTICE)
    say(gym, "unlocked", Urgency.NOTICE)
    await go_on(hass, freezer, TAKES_S - 1)
    assert house.texts(SATELLITE) == ["The belt is still."]
    await go_on(hass, freezer, 2)
    assert house.texts(SATELLITE)[1:] == ["The treadmill is free again."]


async def test_the_urgent_passes_the_queue_and_cuts_the_rest_short(
    gym: MockConfigEntry, house: House
):
    house.takes_s = 20.0
    say(gym, "break_done", Urgency.NOTICE)
    say(gym, "stopped", Urgency.NOTICE)
    await settle()
    say(gym, "hold_rail", Urgency.URGENT)
    await settle()
    assert house.texts(SATELLITE) == ["That was a full break.", HOLD_RAIL]


async def test_what_comes_of_one_moment_is_one_urgent_text(
    gym: MockConfigEntry, house: House
):
    say(gym, "stopping_now", Urgency.URGENT)
    say(gym, "hold_rail", Urgency.URGENT)
    await settle()
    assert house.texts(SATELLITE) == [f"Stopping. {HOLD_RAIL}"]


async def test_the_more_urgent_of_what_waits_comes_first(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    house: House,
    freezer: FrozenDateTimeFactory,
):
    say(gym, "warm_up_done", Urgency.NOTICE)
    await settle()
    say(gym, "stopped", Urgency.NOTICE)
    say(gym, "signal_lost", Urgency.WARNING)
    await go_on(hass, freezer, 10)
    assert house.texts(SATELLITE)[1:] == [
        "I cannot see the treadmill. Use its own controls.",
        "The belt is still.",
    ]


@pytest.mark.parametrize(
    ("urgency", "late_s"),
    [(Urgency.INFO, 21), (Urgency.NOTICE, 61), (Urgency.WARNING, 121)],
)
async def test_what_is_late_is_not_said(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    house: House,
    freezer: FrozenDateTimeFactory,
    urgency: Urgency,
    late_s: int,
):
    hass.states.async_set(SATELLITE, "responding")
    hass.states.async_set(PLAYER, "unavailable")
    say(gym, "unlocked", urgency)
    await go_on(hass, freezer, late_s)
    hass.states.async_set(SATELLITE, "idle")
    await go_on(hass, freezer, 5)
    assert house.texts(SATELLITE) == []


@pytest.mark.parametrize(
    ("urgency", "said"),
    [
        pytest.param(Urgency.NOTICE, 2, id="a notice waits for a quarter of a minute"),
        pytest.param(Urgency.WARNING, 3, id="a warning of the next thing is heard"),
    ],
)
async def test_the_same_is_not_said_again_at_once(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    house: House,
    freezer: FrozenDateTimeFactory,
    urgency: Urgency,
    said: int,
):
    say(gym, "stopped", urgency)
    say(gym, "stopped", urgency)
    await go_on(hass, freezer, 10)
    say(gym, "stopped", urgency)
    await go_on(hass, freezer, 10)
    say(gym, "stopped", urgency)
    await settle()
    assert len(house.texts(SATELLITE)) == said


async def test_the_same_in_other_words_is_the_same(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    house: House,
    freezer: FrozenDateTimeFactory,
):
    for minutes in (5.0, 5.2, 5.0, 10.0):
        say(gym, "break_due", Urgency.NOTICE, minutes=minutes)
        await go_on(hass, freezer, TAKES_S)
    said = house.texts(SATELLITE)
    assert [text for text in said if "5 minutes" in text] == said[:1]
    # Another number is other news.
    assert ["10 minutes" in text for text in said] == [False, True]


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
    assert written(hass) == [HOLD_RAIL]


async def test_what_somebody_hears_is_not_written_down(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    house: House,
    freezer: FrozenDateTimeFactory,
):
    _unavailable(hass, (PLAYER, PHONE))
    say(gym, "hold_rail", Urgency.URGENT)
    await go_on(hass, freezer, 5)
    assert written(hass) == []


async def test_the_urgent_is_soon_written_down_beside_a_voice_that_hangs(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    house: House,
    freezer: FrozenDateTimeFactory,
):
    _gone(hass, (PLAYER, PHONE))
    house.answers[SATELLITE] = house.hang
    say(gym, "hold_rail", Urgency.URGENT)
    await go_on(hass, freezer, 1)
    assert written(hass) == []
    await go_on(hass, freezer, 1)
    assert written(hass) == [HOLD_RAIL]
    # It was not cut short. It was only slow, so the note is needed no more.
    house.freed.set()
    await settle()
    assert written(hass) == []


async def test_a_slow_voice_takes_no_later_note_away(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    house: House,
    freezer: FrozenDateTimeFactory,
):
    _gone(hass, (PLAYER, PHONE))
    house.answers[SATELLITE] = house.hang
    say(gym, "stopping_now", Urgency.URGENT)
    await go_on(hass, freezer, 2)
    _gone(hass, (SATELLITE,))
    say(gym, "belt_did_not_stop", Urgency.URGENT)
    await settle()
    house.freed.set()
    await settle()
    assert written(hass) == ["The belt did not stop. Pull the safety key."]


@pytest.mark.parametrize("answer", ["hang", "fail"])
async def test_a_stop_waits_for_no_voice(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    device: Device,
    house: House,
    mqtt_mock: MqttMockHAClient,
    answer: str,
):
    for place in (SATELLITE, PLAYER, PHONE, "volume"):
        house.answers[place] = getattr(house, answer)
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
    freezer: FrozenDateTimeFactory,
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
        await go_on(hass, freezer, 10)
    said = " ".join(text for _, text in house.heard).lower()
    words = set(re.findall(r"[a-z]+|[0-9]+", said))
    assert {"rail", "slower"} <= words
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
    assert any(
        "in 10 seconds I slow the belt down" in each for each in house.texts(PHONE)
    )
    await act(hass, "suspend", {"duration": {"minutes": 5}})
    await go_on(hass, freezer, 250)
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
    hass: HomeAssistant,
    gym: MockConfigEntry,
    house: House,
    freezer: FrozenDateTimeFactory,
    change: str,
):
    say(gym, "unlocked", Urgency.NOTICE)
    say(gym, "released", Urgency.NOTICE)
    await settle()
    await getattr(hass.config_entries, change)(gym.entry_id)
    state = hass.states.get(SATELLITE)
    assert state is not None
    assert state.state == "responding"
    await go_on(hass, freezer, 10)
    # What had not begun is not worth hearing any more.
    assert house.texts(SATELLITE) == ["The treadmill is free again."]


async def test_the_end_of_home_assistant_ends_every_voice(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    house: House,
    freezer: FrozenDateTimeFactory,
):
    house.answers[SATELLITE] = house.hang
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
    await go_on(hass, freezer, 60)
    assert house.texts(PHONE) == ["I cannot see the treadmill. Use its own controls."]
