"""Whoever is fine can say so where that is waited for; nothing else comes of it."""

from dataclasses import replace
from typing import Any

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.home_gym.engine.awaited import Summons
from custom_components.home_gym.engine.words import Issue, PainBand
from tests.integration.helpers import Device, act, coordinator_of, pass_time

from .assist import Assist

SAID = [
    ("en", "I'm fine", "Good. Then I tell nobody."),
    ("en", "no, all is well, thanks", "Good. Then I tell nobody."),
    ("de", "alles gut", "Gut. Dann sage ich niemandem Bescheid."),
    ("fr", "je vais bien", "Tant mieux. Je ne préviens donc personne."),
    ("es", "estoy bien", "Bien. Entonces no aviso a nadie."),
]


def wait_for_an_answer(gym: MockConfigEntry, **waiting: Any) -> None:
    """Let a machine wait for somebody to say that all is well."""
    machine = coordinator_of(gym)
    asked = {"summons": Summons(issue=None, due_s=1e9), **waiting}
    machine.state = replace(machine.state, **asked)
    machine.async_update_listeners()


async def test_a_warning_sign_is_answered_and_stands(
    hass: HomeAssistant, gym: MockConfigEntry, device: Device, assist: Assist
):
    await device.walk(2.0, 15)
    await act(hass, "report_pain", {"symptom": "dizzy"})
    assert coordinator_of(gym).state.summons is not None
    await assist.say("I'm fine")
    state = coordinator_of(gym).state
    assert state.summons is None
    # The answer takes nothing back and lifts nothing (promise 6).
    assert state.pain is not None
    assert state.pain.band is PainBand.RED_FLAG
    assert state.locks


async def test_it_is_understood_in_every_language(
    gym: MockConfigEntry, device: Device, assist: Assist
):
    for language, text, answer in SAID:
        wait_for_an_answer(gym)
        assert (await assist.say(text, language)).startswith(answer)
        assert coordinator_of(gym).state.summons is None


async def test_it_is_listened_for_as_long_as_it_is_waited_for(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    assist: Assist,
    freezer: FrozenDateTimeFactory,
):
    assert "Nobody" not in await assist.say("I'm okay")
    wait_for_an_answer(gym)
    assert "tell nobody" in await assist.say("I'm okay")
    coordinator_of(gym).async_update_listeners()
    await pass_time(hass, freezer, 300)
    await pass_time(hass, freezer, 310)
    assert "Nobody" not in await assist.say("I'm okay")


async def test_nothing_waits_and_nothing_is_done(
    gym: MockConfigEntry, device: Device, assist: Assist
):
    await device.walk(2.0, 15)
    before = coordinator_of(gym).state
    answer = await assist.say("I'm fine")
    assert answer == "Good to hear. Nobody is waiting for an answer now."
    assert coordinator_of(gym).state.alarm is before.alarm is None


async def test_a_belt_that_does_not_stop_is_not_well(
    gym: MockConfigEntry, device: Device, assist: Assist
):
    await device.walk(2.0, 15)
    issue = Issue.BELT_DID_NOT_STOP
    wait_for_an_answer(gym, alarm=issue, summons=Summons(issue=issue, due_s=1e9))
    answer = await assist.say("all is well")
    assert answer.startswith("The belt is still moving")
    assert not coordinator_of(gym).state.alarm_acknowledged
    assert coordinator_of(gym).state.summons is not None


async def test_to_feel_better_is_not_to_need_no_help(
    hass: HomeAssistant, gym: MockConfigEntry, device: Device, assist: Assist
):
    await device.walk(2.0, 15)
    for language, better, well in BETTER:
        await act(hass, "report_pain", {"symptom": "dizzy"})
        answer = await assist.say(better, language)
        assert coordinator_of(gym).state.summons is not None
        # What it tells to say is understood.
        assert well in answer
        await assist.say(well, language)
        assert coordinator_of(gym).state.summons is None


BETTER = [
    ("en", "I'm okay again", "all is well"),
    ("de", "mir geht es wieder gut", "alles in Ordnung"),
    ("fr", "je me sens mieux", "tout va bien"),
    ("es", "ya me siento mejor", "todo está bien"),
]
