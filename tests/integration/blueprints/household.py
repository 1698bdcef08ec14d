"""A house around the treadmill: a phone, people, and whatever can be switched."""

from pathlib import Path
from typing import Any

from homeassistant.components.automation.const import DOMAIN as AUTOMATION
from homeassistant.components.script.const import DOMAIN as SCRIPT
from homeassistant.core import (
    Context,
    HomeAssistant,
    ServiceCall,
    ServiceResponse,
    SupportsResponse,
    callback,
)
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import device_registry as dr
from homeassistant.setup import async_setup_component
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
)

BLUEPRINTS = Path(__file__).resolve().parents[3] / "blueprints"
ANNA, BEN = "person_anna", "person_ben"
TAPPED = "mobile_app_notification_action"
PHONE = "notify.mobile_app_anna_s_phone"
SATELLITE = "assist_satellite.gym"
# What the blueprints call, beside what Home Gym does itself.
SERVICES = (
    "assist_satellite.announce",
    "assist_satellite.ask_question",
    "fan.set_percentage",
    "fan.turn_off",
    "light.turn_off",
    "light.turn_on",
    "media_player.media_pause",
    "media_player.media_play",
    "media_player.play_media",
    "media_player.volume_set",
    PHONE,
    "notify.send_message",
    "persistent_notification.create",
    "scene.turn_on",
    "switch.turn_off",
    "tts.speak",
)


class Home:
    """A house around the treadmill: a phone, people, and whatever can be switched."""

    def __init__(self, hass: HomeAssistant) -> None:
        """Move in: Anna is at home, and Ben is not."""
        self.hass = hass
        self._calls: list[ServiceCall] = []
        self.answers: list[ServiceResponse | HomeAssistantError] = []
        self.used: set[str] = set()
        for service in SERVICES:
            domain, name = service.split(".")
            answers = SupportsResponse.OPTIONAL
            hass.services.async_register(
                domain, name, self._hear, supports_response=answers
            )
        hass.states.async_set("person.anna", "home", {"user_id": "anna_user"})
        hass.states.async_set("person.ben", "not_home", {"user_id": "ben_user"})
        app = MockConfigEntry(domain="mobile_app")
        app.add_to_hass(hass)
        self.phone = (
            dr.async_get(hass)
            .async_get_or_create(
                config_entry_id=app.entry_id,
                identifiers={("mobile_app", "phone")},
                name="Anna's Phone",
            )
            .id
        )

    @callback
    def _hear(self, call: ServiceCall) -> ServiceResponse:
        self._calls.append(call)
        answer = self.answers.pop(0) if call.return_response else None
        if isinstance(answer, HomeAssistantError):
            raise answer
        return answer

    def calls(self, service: str = "") -> list[ServiceCall]:
        """Return what was called since the last look, or one kind of it."""
        calls, self._calls = self._calls, []
        return [
            call
            for call in calls
            if f"{call.domain}.{call.service}".startswith(service)
        ]

    def heard(self, *keys: str) -> list[tuple[Any, ...]]:
        """Return the services that were called, each with some of its data."""
        return [
            (f"{call.domain}.{call.service}", *(call.data.get(key) for key in keys))
            for call in self.calls()
        ]

    async def use(self, name: str, **inputs: Any) -> None:
        """Make an automation of a blueprint."""
        self.used.add(AUTOMATION)
        config = {"use_blueprint": {"path": f"home_gym/{name}.yaml", "input": inputs}}
        automation = {AUTOMATION: {"id": name, **config}}
        assert await async_setup_component(self.hass, AUTOMATION, automation)
        await self.hass.async_block_till_done()
        (state,) = self.hass.states.async_all(AUTOMATION)
        assert state.state == "on", state.attributes

    async def use_script(self, name: str, **inputs: Any) -> None:
        """Make a script of a blueprint."""
        self.used.add(SCRIPT)
        config = {"use_blueprint": {"path": f"home_gym/{name}.yaml", "input": inputs}}
        assert await async_setup_component(
            self.hass, SCRIPT, {SCRIPT: {"made": config}}
        )
        await self.hass.async_block_till_done()

    async def run_script(self) -> None:
        """Run the script."""
        await self.hass.services.async_call(
            SCRIPT, "turn_on", {"entity_id": "script.made"}
        )
        await self.hass.async_block_till_done()

    async def tap(self, action: str) -> None:
        """Tap an answer under a notification on the phone."""
        self.hass.bus.async_fire(TAPPED, {"action": action})
        await self.hass.async_block_till_done()

    async def scan(self, tag: str, user_id: str | None = None) -> None:
        """Hold a phone to a tag."""
        context = Context(user_id=user_id)
        data = {"tag_id": tag, "device_id": "phone"}
        self.hass.bus.async_fire("tag_scanned", data, context=context)
        await self.hass.async_block_till_done()

    async def set(self, entity_id: str, state: str, **attributes: Any) -> None:
        """Let something in the house change."""
        self.hass.states.async_set(entity_id, state, attributes)
        await self.hass.async_block_till_done()
