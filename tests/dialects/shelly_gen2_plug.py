"""A Shelly of the second generation or later, and what it says."""

import json
from typing import Any

from custom_components.home_gym.dialects.base import Publication
from custom_components.home_gym.dialects.shelly_gen2 import (
    ShellyGen2Config,
    ShellyGen2Dialect,
)
from custom_components.home_gym.engine.readings import Quantity

BASE = "shellyplugsg3-8cbfea9585e8"
EVENTS = f"{BASE}/events/rpc"
STATUS = f"{BASE}/status/switch:0"
SOURCE = f"home_gym-{BASE}-0"
ANSWERS = f"{SOURCE}/rpc"
# Copied from ioBroker #630.
FULL = (
    '{"id":0, "source":"init", "output":true, "apower":639.2, "voltage":223.2, '
    '"current":2.230, "aenergy":{"total":1039.106,"by_minute":[854.637,13271.248,'
    '14575.430],"minute_ts":1657970342},"temperature":{"tC":53.9, "tF":129.0}}'
)
ALIVE = {Quantity.PLUG_LIFE: True}
NO_TIMER = {Quantity.BACKSTOP_REMAINING: 0.0}


def shelly(**settings: object) -> ShellyGen2Dialect:
    """Return the dialect of a plug."""
    mapping = {"dialect": "shelly_gen2", "base": BASE, **settings}
    return ShellyGen2Dialect(ShellyGen2Config.from_mapping(mapping))


def notify(
    method: str = "NotifyStatus", *, ts: float = 1_700_000_000.0, **parts: object
) -> str:
    """Return a notification with the parts of `switch_0` and others."""
    named = {name.replace("_", ":"): part for name, part in parts.items()}
    return json.dumps({"src": BASE, "method": method, "params": {"ts": ts, **named}})


def request(publication: Publication) -> dict[str, Any]:
    """Return the request in a publication."""
    assert publication.topic == f"{BASE}/rpc"
    asked: dict[str, Any] = json.loads(publication.payload)
    return asked


def answer(publication: Publication, result: object, key: str = "result") -> str:
    """Return the device's answer to a request."""
    asked = request(publication)
    said = {"id": asked["id"], "src": BASE, "dst": asked["src"], key: result}
    return json.dumps(said)
