"""A voice that is busy, slow, broken or silent hands over to the next one in time."""

from typing import Any

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.home_gym.engine.words import Urgency

from .voices import (
    PHONE,
    PLAYER,
    SATELLITE,
    SPEAK,
    House,
    go_on,
    say,
    settle,
    written,
)

STILL = "The belt is still."
HOLD_RAIL = "The belt is not slowing down. Hold the rail and pull the safety key."
PROXY = {"media_content_id": "/api/tts_proxy/other.mp3", "volume_level": 0.3}


@pytest.fixture
def machine_data(machine_data: dict[str, Any]) -> dict[str, Any]:
    """Return the machine with places to speak at."""
    return {**machine_data, "speak": {**SPEAK, "urgent_volume": 80}}


@pytest.fixture
def house(hass: HomeAssistant, gym: MockConfigEntry) -> House:
    return House(hass)


def loudness(hass: HomeAssistant) -> float:
    state = hass.states.get(PLAYER)
    assert state is not None
    return float(state.attributes["volume_level"])


async def announce_elsewhere(hass: HomeAssistant, house: House, place: str) -> None:
    """Let somebody else's automation speak for 20 s."""
    house.takes_s = 20.0
    words = {"entity_id": place, "message": "Dinner!"}
    call = hass.services.async_call(
        "assist_satellite", "announce", words, blocking=True
    )
    hass.async_create_background_task(call, "dinner")
    await settle()


async def test_the_urgent_starts_at_once_where_another_voice_is_idle(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    house: House,
    freezer: FrozenDateTimeFactory,
):
    await announce_elsewhere(hass, house, SATELLITE)
    say(gym, "hold_rail", Urgency.URGENT)
    await settle()
    assert house.texts(PLAYER) == [HOLD_RAIL]
    assert house.texts(SATELLITE) == ["Dinner!"]
    # And at the busy one as soon as it is free.
    await go_on(hass, freezer, 22)
    assert house.texts(SATELLITE) == ["Dinner!", HOLD_RAIL]


async def test_a_voice_that_falls_silent_as_it_refuses_is_asked_again(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    house: House,
    freezer: FrozenDateTimeFactory,
):
    async def refuse(_: object) -> None:
        del house.answers[SATELLITE]
        hass.states.async_set(SATELLITE, "idle")
        raise HomeAssistantError("busy")

    hass.states.async_set(SATELLITE, "responding")
    house.answers[SATELLITE] = refuse
    say(gym, "hold_rail", Urgency.URGENT)
    await settle()
    assert not house.texts(SATELLITE)
    await go_on(hass, freezer, 2)
    assert house.texts(SATELLITE) == [HOLD_RAIL]


async def test_the_only_voice_speaks_once_it_is_free(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    house: House,
    freezer: FrozenDateTimeFactory,
):
    hass.states.async_set(PLAYER, "unavailable")
    await announce_elsewhere(hass, house, SATELLITE)
    say(gym, "stopped", Urgency.NOTICE)
    await go_on(hass, freezer, 15)
    assert house.texts(SATELLITE) == ["Dinner!"]
    await go_on(hass, freezer, 7)
    assert house.texts(SATELLITE) == ["Dinner!", STILL]


@pytest.mark.parametrize("state", ["listening", "processing", "responding"])
async def test_a_notice_disturbs_nobody_who_talks(
    hass: HomeAssistant, gym: MockConfigEntry, house: House, state: str
):
    hass.states.async_set(SATELLITE, state)
    say(gym, "stopped", Urgency.NOTICE)
    await settle()
    assert not house.texts(SATELLITE)
    assert house.texts(PLAYER) == [STILL]


async def test_a_notice_waits_for_the_words_of_others_at_a_loudspeaker_not_for_music(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    house: House,
    freezer: FrozenDateTimeFactory,
):
    hass.states.async_set(SATELLITE, "unavailable")
    hass.states.async_set(PLAYER, "playing", PROXY)
    say(gym, "stopped", Urgency.NOTICE)
    await go_on(hass, freezer, 3)
    assert not house.texts(PLAYER)
    hass.states.async_set(PLAYER, "playing", {"media_content_id": "song"})
    await go_on(hass, freezer, 2)
    assert house.texts(PLAYER) == [STILL]


@pytest.mark.parametrize(
    ("trouble", "within_s"),
    [("hang", 2), ("fail", 0), ("err", 0), ("be_quick", 0), ("unavailable", 0)],
)
@pytest.mark.parametrize("urgency", [Urgency.NOTICE, Urgency.WARNING])
async def test_the_next_voice_takes_over(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    house: House,
    freezer: FrozenDateTimeFactory,
    urgency: Urgency,
    trouble: str,
    within_s: float,
):
    async def err(_: object) -> None:
        raise ValueError("a bug of somebody else's")

    if trouble == "unavailable":
        hass.states.async_set(SATELLITE, "unavailable")
    else:
        house.answers[SATELLITE] = err if trouble == "err" else getattr(house, trouble)
    say(gym, "stopped", urgency)
    await go_on(hass, freezer, within_s)
    assert house.texts(PLAYER) == [STILL]


async def test_a_hanging_voice_says_nothing_later(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    house: House,
    freezer: FrozenDateTimeFactory,
):
    ended: list[str] = []

    async def hang(call: object) -> None:
        try:
            await house.freed.wait()
        finally:
            ended.append("cut")

    house.answers[SATELLITE] = hang
    say(gym, "stopped", Urgency.NOTICE)
    await go_on(hass, freezer, 3)
    assert ended == ["cut"]


async def test_a_voice_that_breaks_is_no_reason_to_leave_the_next_text_out(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    house: House,
    freezer: FrozenDateTimeFactory,
):
    for place in (SATELLITE, PLAYER, PHONE):
        house.answers[place] = house.fail
    say(gym, "stopped", Urgency.WARNING)
    await go_on(hass, freezer, 1)
    assert written(hass) == [STILL]
    house.answers.clear()
    say(gym, "unlocked", Urgency.NOTICE)
    await settle()
    assert house.texts(SATELLITE) == ["The treadmill is free again."]


async def test_a_loudspeaker_that_tells_nothing_is_left_its_time(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    house: House,
    freezer: FrozenDateTimeFactory,
):
    hass.states.async_set(SATELLITE, "unavailable")
    house.answers[PLAYER] = house.be_quick
    say(gym, "stopped", Urgency.NOTICE)
    say(gym, "unlocked", Urgency.NOTICE)
    await go_on(hass, freezer, 2)
    assert [call.service for call in house.calls].count("speak") == 1
    await go_on(hass, freezer, 3)
    # Nothing is known of the first, so it is not said at a second place.
    spoken = [call.data["message"] for call in house.calls if call.domain == "tts"]
    assert spoken == [STILL, "The treadmill is free again."]


async def test_the_urgent_is_written_down_where_no_voice_tells_that_it_plays(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    house: House,
    freezer: FrozenDateTimeFactory,
):
    for place in (SATELLITE, PHONE):
        hass.states.async_set(place, "unavailable")
    house.answers[PLAYER] = house.be_quick
    say(gym, "hold_rail", Urgency.URGENT)
    await go_on(hass, freezer, 3)
    assert written(hass) == [HOLD_RAIL]


async def test_the_urgent_is_loud_and_the_house_is_quiet_again_after(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    house: House,
    freezer: FrozenDateTimeFactory,
):
    say(gym, "hold_rail", Urgency.URGENT)
    await go_on(hass, freezer, 1)
    assert loudness(hass) == 0.8
    await go_on(hass, freezer, 4)
    assert loudness(hass) == 0.3


@pytest.mark.parametrize("urgency", [Urgency.NOTICE, Urgency.WARNING])
async def test_what_is_not_urgent_is_no_louder(
    hass: HomeAssistant, gym: MockConfigEntry, house: House, urgency: Urgency
):
    hass.states.async_set(SATELLITE, "unavailable")
    say(gym, "stopped", urgency)
    await settle()
    assert loudness(hass) == 0.3


async def test_a_loud_house_is_not_turned_down(
    hass: HomeAssistant, gym: MockConfigEntry, house: House
):
    house.volume(0.9)
    say(gym, "hold_rail", Urgency.URGENT)
    await settle()
    assert loudness(hass) == 0.9


async def test_a_voice_that_fails_leaves_the_house_as_quiet_as_it_was(
    hass: HomeAssistant, gym: MockConfigEntry, house: House
):
    house.answers[PLAYER] = house.fail
    say(gym, "hold_rail", Urgency.URGENT)
    await settle()
    assert loudness(hass) == 0.3
    assert [
        call.data["volume_level"] for call in house.calls if "volume" in call.service
    ]


async def test_words_that_are_cut_short_leave_the_house_as_quiet_as_it_was(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    house: House,
    freezer: FrozenDateTimeFactory,
):
    say(gym, "stopping_now", Urgency.URGENT)
    await go_on(hass, freezer, 1)
    say(gym, "hold_rail", Urgency.URGENT)
    await go_on(hass, freezer, 10)
    assert house.texts(PLAYER) == ["Stopping.", HOLD_RAIL]
    assert loudness(hass) == 0.3


async def test_a_volume_that_hangs_holds_no_urgent_word_up_for_long(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    house: House,
    freezer: FrozenDateTimeFactory,
):
    house.answers["volume"] = house.hang
    say(gym, "hold_rail", Urgency.URGENT)
    await go_on(hass, freezer, 2)
    assert house.texts(PLAYER) == [HOLD_RAIL]
    house.freed.set()
    await go_on(hass, freezer, 10)


async def test_a_volume_that_somebody_has_set_meanwhile_stays(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    house: House,
    freezer: FrozenDateTimeFactory,
):
    say(gym, "hold_rail", Urgency.URGENT)
    await go_on(hass, freezer, 1)
    house.volume(0.5, "playing")
    await go_on(hass, freezer, 4)
    assert loudness(hass) == 0.5
