"""Walk, be asked, and answer: aloud to a voice assistant, or on a phone."""

from typing import Any

from homeassistant.core import HomeAssistant, ServiceCall
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    async_fire_time_changed,
)

from tests.integration.helpers import (
    Device,
    gym_entry,
    machine_subentry,
    person_subentry,
)
from tests.integration.voices import settle

from .listening_house import SATELLITE, Ears

ANNA = "person_anna"
APP = "mobile_app_annas"
BASELINE = "How much pain do you have right now, from zero to ten?"
NOW = (
    "How much does it hurt now, from zero to ten? "
    "Or just say better, the same or worse."
)
DAY_AFTER = "How has it felt since your last walk: better, the same or worse?"
PHONE_BASELINE = "How much pain do you have right now?"
PHONE_NOW = "How is it now?"
STOP = ("QZ/default/control/stop", "1")


def asking_gym(machine_data: dict[str, Any], language: str) -> MockConfigEntry:
    """Return a gym with a voice assistant beside the machine, and Anna's phone."""
    speak = {"assist_satellites": [SATELLITE]}
    return gym_entry(
        machine_subentry({**machine_data, "speak": speak}),
        person_subentry(ANNA, "Anna", "gentle_back", phone=APP, language=language),
    )


async def walk(walker: Device, seconds: int, *beside: Device) -> None:
    """Walk, on machines beside it too, without waiting for who speaks or listens.

    That would be for ever: they wait for time to pass, and Home Assistant's own way to
    wait for everything waits for them.
    """
    for _ in range(seconds):
        walker.freezer.tick(1)
        async_fire_time_changed(walker.hass)
        for each in (walker, *beside):
            each.moving_s += 1
            each.distance_km += 2.5 / 3600
            each.speed(2.5)
        # What reads files does so in another thread.
        await walker.hass.async_add_executor_job(str)
        await settle()


async def walk_until_asked(walker: Device) -> None:
    """Walk until the voice assistant has asked how much hurts, and listens."""
    await walk(walker, 30)


async def answer(walker: Device, ears: Ears, text: str, *beside: Device) -> None:
    """Answer, and let it be heard."""
    assert ears.listens
    ears.say(text)
    await walk(walker, 2, *beside)


async def press_on_phone(hass: HomeAssistant, call: ServiceCall, name: str) -> None:
    """Press a button of a notification, as the companion app tells of it."""
    (pressed,) = [
        each["action"]
        for each in call.data["data"]["actions"]
        if each["action"].endswith(f"|{name}")
    ]
    hass.bus.async_fire("mobile_app_notification_action", {"action": pressed})
    await settle()


def state_of_satellite(hass: HomeAssistant) -> str:
    """Return what Home Assistant shows of the voice assistant."""
    state = hass.states.get(SATELLITE)
    assert state is not None
    return state.state


def told(calls: list[ServiceCall]) -> list[str]:
    """Return what stood on a phone."""
    return [call.data["message"] for call in calls]
