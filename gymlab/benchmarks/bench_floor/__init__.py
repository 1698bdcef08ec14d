"""An integration that listens to treadmills and does nothing: the floor of all costs.

It also witnesses, from inside, how long Home Gym's entities take after a start, and
lets every voice of the house hang for as long as it is told to.
"""

import asyncio
import json
from pathlib import Path
import time
from typing import Any

from homeassistant.components import mqtt
from homeassistant.const import (
    EVENT_HOMEASSISTANT_STARTED,
    EVENT_STATE_CHANGED,
    STATE_UNAVAILABLE,
)
from homeassistant.core import Event, HomeAssistant, ServiceCall, callback
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.typing import ConfigType

DOMAIN = "bench_floor"
WATCHED = "home_gym"
REPORT = "bench_ready.json"
HANG = "hang"
HANGS_S = 60.0
VOICE = ("notify", "send_message")


async def async_setup(hass: HomeAssistant, config: ConfigType) -> bool:
    """Listen and do nothing; wait for the start."""

    @callback
    def started(_event: Event[Any]) -> None:
        """Begin to watch."""
        _witness(hass)

    async def subscribe(_event: Event[Any]) -> None:
        """Subscribe as late as anybody may."""
        if await mqtt.async_wait_for_mqtt_client(hass):
            for topic in config[DOMAIN]["topics"]:
                await mqtt.async_subscribe(hass, topic, _do_nothing, 0)

    hass.bus.async_listen_once(EVENT_HOMEASSISTANT_STARTED, started)
    hass.bus.async_listen_once(EVENT_HOMEASSISTANT_STARTED, subscribe)
    _let_voices_hang(hass)
    return True


def _let_voices_hang(hass: HomeAssistant) -> None:
    """Offer an action by which voices hang, or are as usual again."""
    usual: list[Any] = []

    async def hang(call: ServiceCall) -> None:
        """Answer so late that nobody waits for it."""
        await asyncio.sleep(HANGS_S)

    async def switch(call: ServiceCall) -> None:
        """Take the voices' place, or give it back."""
        if call.data["on"]:
            voice = hass.services.async_services_internal()[VOICE[0]][VOICE[1]]
            usual.append((voice.job.target, voice.schema))
            hass.services.async_register(*VOICE, hang)
        else:
            hass.services.async_register(*VOICE, *usual.pop())

    hass.services.async_register(DOMAIN, HANG, switch)


@callback
def _do_nothing(message: mqtt.ReceiveMessage) -> None:
    """Take a message in."""


def _witness(hass: HomeAssistant) -> None:
    """Report how long after the start every entity can be used."""
    began_s = time.monotonic()
    entities = [
        entry.entity_id
        for entry in er.async_get(hass).entities.values()
        if entry.platform == WATCHED and not entry.disabled
    ]
    report = Path(hass.config.path(REPORT))

    @callback
    def look(_event: Event[Any] | None = None) -> None:
        """Report, once there is nothing to wait for."""
        if not all(_is_there(hass, entity_id) for entity_id in entities):
            return
        unsubscribe()
        text = json.dumps(
            {"ready_s": time.monotonic() - began_s, "entities": len(entities)}
        )
        hass.async_add_executor_job(report.write_text, text)

    unsubscribe = hass.bus.async_listen(EVENT_STATE_CHANGED, look)
    look()


def _is_there(hass: HomeAssistant, entity_id: str) -> bool:
    state = hass.states.get(entity_id)
    return (
        state is not None
        and state.state != STATE_UNAVAILABLE
        and not state.attributes.get("restored")
    )
