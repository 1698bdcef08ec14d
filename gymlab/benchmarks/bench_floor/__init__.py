"""An integration that listens to treadmills and does nothing: the floor of all costs.

It also witnesses, from inside, how long Home Gym's entities take after a start.
"""

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
from homeassistant.core import Event, HomeAssistant, callback
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.typing import ConfigType

DOMAIN = "bench_floor"
WATCHED = "home_gym"
REPORT = "bench_ready.json"


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
    return True


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
