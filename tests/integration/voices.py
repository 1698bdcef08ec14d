"""The voices of a house, which take their time, and everything that they were told."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from freezegun.api import FrozenDateTimeFactory
from homeassistant.components import persistent_notification
from homeassistant.core import HomeAssistant, ServiceCall
from homeassistant.exceptions import HomeAssistantError
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.home_gym.engine.effects import Say
from custom_components.home_gym.engine.words import Urgency

from .helpers import MACHINE_ID, coordinator_of, pass_time

SATELLITE = "assist_satellite.gym"
OTHER_SATELLITE = "assist_satellite.hall"
TTS = "tts.piper"
PLAYER = "media_player.gym"
PHONE = "notify.phone"
APP = "mobile_app_phone"
# How long a voice of this house takes for a text.
TAKES_S = 3.0
SPEAK = {
    "assist_satellites": [SATELLITE],
    "tts_engine": TTS,
    "media_players": [PLAYER],
    "notifiers": [PHONE],
}

type Answer = Callable[[ServiceCall], Awaitable[Any]]


class House:
    """Voice assistants and a loudspeaker that show what they do, and a phone."""

    def __init__(self, hass: HomeAssistant) -> None:
        """Register every voice; each speaks until a test decides otherwise."""
        self.hass = hass
        self.heard: list[tuple[str, str]] = []
        self.calls: list[ServiceCall] = []
        self.answers: dict[str, Answer] = {}
        self.freed = asyncio.Event()
        self.takes_s = TAKES_S
        for entity_id in (SATELLITE, OTHER_SATELLITE, TTS, PHONE):
            hass.states.async_set(entity_id, "idle")
        self.volume(0.3)
        services = hass.services.async_register
        services("assist_satellite", "announce", self._announce)
        services("tts", "speak", self._speak)
        services("notify", "send_message", self._message)
        services("notify", APP, self._message)
        services("media_player", "volume_set", self._volume)

    def texts(self, entity_id: str) -> list[str]:
        """Return what one voice began to say."""
        return [text for place, text in self.heard if place == entity_id]

    def volume(self, level: float, state: str = "idle") -> None:
        """Set the loudspeaker to a volume."""
        self.hass.states.async_set(PLAYER, state, {"volume_level": level})

    async def hang(self, call: ServiceCall) -> None:
        """Answer only when the test says so."""
        await self.freed.wait()

    async def fail(self, call: ServiceCall) -> None:
        """Refuse."""
        raise HomeAssistantError("no")

    async def be_quick(self, call: ServiceCall) -> None:
        """Answer at once, without a sound."""

    async def _answer(self, place: str, call: ServiceCall) -> bool:
        """Let a test's own answer be given, and tell whether there is one."""
        self.calls.append(call)
        if (answer := self.answers.get(place)) is None:
            return False
        await answer(call)
        return True

    async def _announce(self, call: ServiceCall) -> None:
        place = call.data["entity_id"]
        if await self._answer(place, call):
            return
        state = self.hass.states.get(place)
        if state is not None and state.state == "responding":
            raise HomeAssistantError("busy")
        self.heard.append((place, call.data["message"]))
        self.hass.states.async_set(place, "responding")
        try:
            await asyncio.sleep(self.takes_s)
        finally:
            self.hass.states.async_set(place, "idle")

    async def _speak(self, call: ServiceCall) -> None:
        place = call.data["media_player_entity_id"]
        if await self._answer(place, call):
            return
        self.heard.append((place, call.data["message"]))
        state = self.hass.states.get(place)
        attributes = {} if state is None else dict(state.attributes)
        content = {"media_content_id": f"/api/tts_proxy/{len(self.heard)}"}
        self.hass.states.async_set(place, "playing", {**attributes, **content})
        self.hass.async_create_background_task(self._fall_silent(place), "silence")

    async def _fall_silent(self, place: str) -> None:
        await asyncio.sleep(self.takes_s)
        state = self.hass.states.get(place)
        if state is not None:
            self.hass.states.async_set(place, "idle", state.attributes)

    async def _message(self, call: ServiceCall) -> None:
        place = call.data.get("entity_id", f"notify.{call.service}")
        if not await self._answer(place, call):
            self.heard.append((place, call.data["message"]))

    async def _volume(self, call: ServiceCall) -> None:
        if await self._answer("volume", call):
            return
        state = self.hass.states.get(PLAYER)
        assert state is not None
        self.hass.states.async_set(
            PLAYER,
            state.state,
            {**state.attributes, "volume_level": call.data["volume_level"]},
        )


async def settle() -> None:
    """Let everything happen that can happen without time passing."""
    for _ in range(40):
        await asyncio.sleep(0)


async def go_on(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, seconds: float
) -> None:
    """Let time pass, and whatever speaks catch up with each second of it."""
    await settle()
    while seconds > 0:
        await pass_time(hass, freezer, min(1.0, seconds))
        await settle()
        seconds -= 1.0


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
