"""Urgent words are loud and whole: they wait for no small talk, and for each other."""

import asyncio
from typing import Any

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant, ServiceCall
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.home_gym.engine.effects import Say
from custom_components.home_gym.engine.words import Urgency
from custom_components.home_gym.speaking.attempts import Words
from custom_components.home_gym.speaking.manner import Place

from .helpers import (
    MACHINE_ID,
    OTHER_ID,
    OTHER_NAME,
    coordinator_of,
    gym_entry,
    machine_subentry,
)
from .voices import (
    PHONE,
    PLAYER,
    SATELLITE,
    SPEAK,
    TAKES_S,
    House,
    go_on,
    say,
    settle,
    written,
)

HOLD_RAIL = "The belt is not slowing down. Hold the rail and pull the safety key."
STAYS = "The belt did not stop. Pull the safety key."
STILL = "The belt is still."
SIGNAL_LOST = "I cannot see the treadmill. Use its own controls."
RED_FLAG = (
    "Stopping. Hold the rail until the belt is still, then step off and sit down. "
    "If it does not pass at once, call your emergency number."
)
# How long a slow loudspeaker takes to turn its volume.
SLOW_S = 0.3


@pytest.fixture
def entry(
    machine_data: dict[str, Any], other_machine_data: dict[str, Any]
) -> MockConfigEntry:
    """Return a gym with two machines in one room."""
    speak = {**SPEAK, "urgent_volume": 80}
    return gym_entry(
        machine_subentry({**machine_data, "speak": speak}),
        machine_subentry({**other_machine_data, "speak": speak}, OTHER_ID, OTHER_NAME),
    )


@pytest.fixture
def house(hass: HomeAssistant, gym: MockConfigEntry) -> House:
    return House(hass)


def urge(gym: MockConfigEntry, key: str, machine: str = MACHINE_ID) -> None:
    """Have something urgent said about one of the machines."""
    coordinator_of(gym, machine).announcer.say(Say(key=key, urgency=Urgency.URGENT))


def loudness(hass: HomeAssistant) -> float:
    state = hass.states.get(PLAYER)
    assert state is not None
    return float(state.attributes["volume_level"])


def levels(house: House) -> list[float]:
    """Return to what the loudspeaker was turned, one after the other."""
    calls = (call for call in house.calls if call.service == "volume_set")
    return [call.data["volume_level"] for call in calls]


def turn_slowly(house: House) -> None:
    """Let the loudspeaker answer and show its volume only after a while."""

    async def turn(call: ServiceCall) -> None:
        await asyncio.sleep(SLOW_S)
        state = house.hass.states.get(PLAYER)
        assert state is not None
        house.hass.states.async_set(
            PLAYER,
            state.state,
            {**state.attributes, "volume_level": call.data["volume_level"]},
        )

    house.answers["volume"] = turn


async def test_the_second_urgent_text_is_as_loud_as_the_first(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    house: House,
    freezer: FrozenDateTimeFactory,
):
    turn_slowly(house)
    urge(gym, "stopping_now")
    for _ in range(4):
        await go_on(hass, freezer, SLOW_S)
    urge(gym, "hold_rail")
    for _ in range(4):
        await go_on(hass, freezer, SLOW_S)
    assert house.texts(PLAYER) == ["Stopping.", HOLD_RAIL]
    assert loudness(hass) == 0.8
    await go_on(hass, freezer, 8)
    assert levels(house) == [0.8, 0.3]
    assert loudness(hass) == 0.3


async def test_words_that_come_while_it_is_turned_back_are_loud_too(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    house: House,
    freezer: FrozenDateTimeFactory,
):
    urge(gym, "hold_rail")
    await go_on(hass, freezer, TAKES_S - 1)
    house.answers["volume"] = house.hang
    await go_on(hass, freezer, 2)
    assert levels(house) == [0.8, 0.3]
    del house.answers["volume"]
    urge(gym, "belt_did_not_stop")
    await go_on(hass, freezer, 1)
    assert levels(house) == [0.8, 0.3, 0.8]
    await go_on(hass, freezer, 8)
    assert levels(house) == [0.8, 0.3, 0.8, 0.3]


async def test_a_loudspeaker_that_shows_its_volume_late_is_still_turned_back(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    house: House,
    freezer: FrozenDateTimeFactory,
):
    # It obeys, and shows for ever that it is as quiet as it was.
    house.answers["volume"] = house.be_quick
    urge(gym, "hold_rail")
    await go_on(hass, freezer, 6)
    assert levels(house) == [0.8, 0.3]


async def test_a_loudspeaker_that_shows_for_long_that_it_was_loud_is_turned_up_again(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    house: House,
    freezer: FrozenDateTimeFactory,
):
    urge(gym, "hold_rail")
    await go_on(hass, freezer, 2)
    house.answers["volume"] = house.be_quick
    await go_on(hass, freezer, 2)
    assert loudness(hass) == 0.8
    urge(gym, "belt_did_not_stop")
    await go_on(hass, freezer, 6)
    assert levels(house) == [0.8, 0.3, 0.8, 0.3]


async def test_a_volume_that_cannot_be_turned_back_is_tried_again(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    house: House,
    freezer: FrozenDateTimeFactory,
):
    urge(gym, "hold_rail")
    await go_on(hass, freezer, 2)
    house.answers["volume"] = house.fail
    await go_on(hass, freezer, 4)
    assert loudness(hass) == 0.8
    del house.answers["volume"]
    await go_on(hass, freezer, 10)
    assert loudness(hass) == 0.3


async def test_a_reload_in_mid_word_leaves_the_house_as_quiet_as_it_was(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    house: House,
    freezer: FrozenDateTimeFactory,
):
    urge(gym, "hold_rail")
    await go_on(hass, freezer, 2)
    await hass.config_entries.async_reload(gym.entry_id)
    house.answers[PLAYER] = house.hang
    urge(gym, "hold_rail")
    await go_on(hass, freezer, 2)
    # The first words are over, and the second have not begun.
    assert loudness(hass) == 0.8
    house.freed.set()
    await go_on(hass, freezer, 15)
    assert loudness(hass) == 0.3


async def test_the_end_of_home_assistant_leaves_the_house_as_quiet_as_it_was(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    house: House,
    freezer: FrozenDateTimeFactory,
):
    turn_slowly(house)
    house.takes_s = 60.0
    urge(gym, "hold_rail")
    for _ in range(4):
        await go_on(hass, freezer, SLOW_S)
    assert loudness(hass) == 0.8
    stop = asyncio.create_task(hass.async_stop(force=True))
    while not stop.done():
        await settle()
        freezer.tick(SLOW_S)
    assert loudness(hass) == 0.3


A, B = MACHINE_ID, OTHER_ID
# What is said, each a second after the one before, and what is heard from then on.
MEETINGS = {
    "another machine waits for the end": (
        [(A, "belt_did_not_stop"), (B, "stopping_now")],
        [STAYS, "Stopping."],
    ),
    "what counts more waits for nothing that counts less": (
        [(B, "stopping_now"), (A, "hold_rail")],
        ["Stopping.", HOLD_RAIL],
    ),
    "of what counts the other machine's is heard to its end": (
        [(A, "pain_red_flag"), (B, "hold_rail")],
        [RED_FLAG, HOLD_RAIL],
    ),
    "the newest of a machine comes first, and no advice is lost": (
        [(A, "pain_red_flag"), (A, "hold_rail")],
        [RED_FLAG, HOLD_RAIL, RED_FLAG],
    ),
    "less does not cut more short": (
        [(A, "pain_red_flag"), (A, "stopping_now")],
        [RED_FLAG, "Stopping."],
    ),
    "small talk waits": (
        [(A, "hold_rail"), (B, "stopped")],
        [HOLD_RAIL, STILL],
    ),
}


@pytest.mark.parametrize("meeting", MEETINGS)
async def test_urgent_words_meet_at_one_voice(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    house: House,
    freezer: FrozenDateTimeFactory,
    meeting: str,
):
    said, heard = MEETINGS[meeting]
    hass.states.async_set(PLAYER, "unavailable")
    for machine, key in said:
        urgency = Urgency.NOTICE if key == "stopped" else Urgency.URGENT
        coordinator_of(gym, machine).announcer.say(Say(key=key, urgency=urgency))
        await go_on(hass, freezer, 1)
    await go_on(hass, freezer, 20)
    assert house.texts(SATELLITE) == heard
    # Nobody has waited for it on the phone.
    assert sorted(house.texts(PHONE)) == sorted(set(heard))


@pytest.mark.parametrize(
    ("first", "second", "cut"),
    [
        (("stopping_now", A), ("stopping_now", B), False),
        (("stopping_now", A), ("hold_rail", B), True),
        (("hold_rail", A), ("belt_did_not_stop", A), True),
        (("hold_rail", A), ("belt_did_not_stop", B), False),
    ],
)
async def test_words_are_cut_short_or_not(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    house: House,
    freezer: FrozenDateTimeFactory,
    first: tuple[str, str],
    second: tuple[str, str],
    cut: bool,
):
    urge(gym, *first)
    await go_on(hass, freezer, 1)
    urge(gym, *second)
    await settle()
    assert len(house.texts(SATELLITE)) == 1 + cut
    await go_on(hass, freezer, 10)


async def test_a_voice_that_hangs_in_urgent_words_holds_no_others_up_for_long(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    house: House,
    freezer: FrozenDateTimeFactory,
):
    house.answers[SATELLITE] = house.hang
    urge(gym, "hold_rail")
    await go_on(hass, freezer, 1)
    del house.answers[SATELLITE]
    urge(gym, "hold_rail", OTHER_ID)
    await go_on(hass, freezer, 2)
    assert house.texts(SATELLITE) == [HOLD_RAIL]


async def test_advice_that_waits_for_its_turn_lets_what_is_new_pass(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    house: House,
    freezer: FrozenDateTimeFactory,
):
    for key in ("pain_red_flag", "hold_rail", "belt_did_not_stop"):
        urge(gym, key)
        await go_on(hass, freezer, 0.1)
    assert house.texts(SATELLITE) == [RED_FLAG, HOLD_RAIL, STAYS]
    await go_on(hass, freezer, 10)
    assert house.texts(SATELLITE) == [RED_FLAG, HOLD_RAIL, STAYS, RED_FLAG]


async def test_advice_that_is_said_once_more_is_heard_to_its_end(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    house: House,
    freezer: FrozenDateTimeFactory,
):
    urge(gym, "pain_red_flag")
    await go_on(hass, freezer, 1)
    urge(gym, "hold_rail")
    await go_on(hass, freezer, TAKES_S + 1)
    assert house.texts(SATELLITE) == [RED_FLAG, HOLD_RAIL, RED_FLAG]
    urge(gym, "belt_did_not_stop")
    await go_on(hass, freezer, 12)
    assert house.texts(SATELLITE) == [RED_FLAG, HOLD_RAIL, RED_FLAG, STAYS]


async def test_what_is_repeated_cuts_no_new_words_short(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    house: House,
    freezer: FrozenDateTimeFactory,
):
    announcer = coordinator_of(gym).announcer
    urge(gym, "pain_red_flag")
    await go_on(hass, freezer, 1)
    announcer.say(Say(key="hold_rail", urgency=Urgency.URGENT), again=True)
    await settle()
    assert house.texts(SATELLITE) == [RED_FLAG]
    await go_on(hass, freezer, TAKES_S)
    assert house.texts(SATELLITE) == [RED_FLAG, HOLD_RAIL]


@pytest.mark.parametrize("ours", [Urgency.WARNING, Urgency.URGENT])
async def test_a_notice_goes_elsewhere_while_something_more_urgent_is_said(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    house: House,
    ours: Urgency,
):
    house.answers[PLAYER] = house.fail
    say(gym, "signal_lost", ours)
    await settle()
    assert house.texts(SATELLITE) == [SIGNAL_LOST]
    del house.answers[PLAYER]
    coordinator_of(gym, OTHER_ID).announcer.say(
        Say(key="stopped", urgency=Urgency.NOTICE)
    )
    await settle()
    assert house.texts(SATELLITE) == [SIGNAL_LOST]
    assert house.texts(PLAYER) == [STILL]


async def test_what_is_not_urgent_cuts_no_voice_short_that_is_slow(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    house: House,
    freezer: FrozenDateTimeFactory,
):
    house.takes_s = 20.0
    voices, place = gym.runtime_data.voices, Place(entity_id=SATELLITE)
    for text, urgency in ((STAYS, Urgency.URGENT), (STILL, Urgency.WARNING)):
        voices.begin(place, Words(text=text, language="en", urgency=urgency))
        await go_on(hass, freezer, 1)
    await go_on(hass, freezer, 17)
    assert house.texts(SATELLITE) == [STAYS]
    await go_on(hass, freezer, 2)
    assert house.texts(SATELLITE) == [STAYS, STILL]
    await go_on(hass, freezer, 20)


@pytest.mark.parametrize(("busy_s", "heard"), [(25, True), (35, False)])
async def test_urgent_words_do_not_wait_for_ever_for_a_voice(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    house: House,
    freezer: FrozenDateTimeFactory,
    busy_s: int,
    heard: bool,
):
    for place in (PLAYER, PHONE):
        hass.states.async_set(place, "unavailable")
    hass.states.async_set(SATELLITE, "responding")
    urge(gym, "hold_rail")
    await go_on(hass, freezer, busy_s)
    assert written(hass) == [HOLD_RAIL]
    hass.states.async_set(SATELLITE, "idle")
    await go_on(hass, freezer, 5)
    assert bool(house.texts(SATELLITE)) is heard
