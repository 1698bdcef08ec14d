"""Make the records of a later Shelly, and keep the settings of its switch."""

from collections.abc import Mapping
import json
import math
from typing import Any, Final

from gymlab.simulator.plug import Plug
from gymlab.simulator.records import Author

VOLTAGE: Final = 230.0
# What the relay does after a loss of mains, in the words of both firmwares.
INITIAL_STATES: Final = {"off": 0, "on": 1, "restore_last": 3}


class RpcError(Exception):
    """Refuse a request, with the code that the device would give."""

    def __init__(self, code: int, text: str) -> None:
        """Keep the code."""
        super().__init__(text)
        self.code = code


class Settings:
    """Keep what Switch.SetConfig sets; auto_off counts from when the relay closes."""

    def __init__(self, plug: Plug) -> None:
        """Begin as shipped: no timers."""
        self._plug = plug
        self._auto_off = plug.pulse_s > 0
        self._auto_off_delay = plug.pulse_s or 60.0
        self._auto_on = False

    def record(self) -> dict[str, Any]:
        """Return the answer to Switch.GetConfig."""
        numbers = {number: word for word, number in INITIAL_STATES.items()}
        return {
            "name": None,
            "in_mode": "momentary",
            "initial_state": numbers.get(self._plug.power_on_state, "restore_last"),
            "auto_on": self._auto_on,
            "auto_on_delay": 60.0,
            "auto_off": self._auto_off,
            "auto_off_delay": self._auto_off_delay,
            "power_limit": 2500,
        }

    def change(self, config: Any, author: Author) -> None:
        """Take what is told; a timer that already runs is left alone."""
        if not isinstance(config, dict):
            raise RpcError(-103, "Missing required argument 'config'!")
        self._auto_on = config.get("auto_on", self._auto_on)
        self._auto_off = config.get("auto_off", self._auto_off)
        self._auto_off_delay = float(config.get("auto_off_delay", self._auto_off_delay))
        if (state := config.get("initial_state")) in INITIAL_STATES:
            self._plug.power_on_state = INITIAL_STATES[state]
        self._plug.preset(self._auto_off_delay if self._auto_off else 0.0, author)


def read_request(payload: str) -> dict[str, Any] | None:
    """Return a request, or nothing where a device would keep silent."""
    try:
        request = json.loads(payload)
    except ValueError:
        return None
    if not isinstance(request, dict) or "method" not in request:
        return None
    return request


def component(
    plug: Plug,
    *,
    switch: int,
    source: str,
    power_w: float | None,
    began_unix_s: float,
    at_s: float,
) -> dict[str, Any]:
    """Return the whole status of a switch; without a meter it has no power."""
    status: dict[str, Any] = {"id": switch, "source": source, "output": plug.relay_on}
    if not math.isinf(plug.due_s) and plug.timer_s > 0:
        started_at = began_unix_s + plug.timer_began_s
        status |= {"timer_started_at": started_at, "timer_duration": plug.timer_s}
    if power_w is not None:
        energy = {
            "total": round(plug.energy_kwh * 1000, 3),
            "by_minute": [round(power_w * 1000 / 60, 3)] * 3,
            "minute_ts": int(began_unix_s + at_s) // 60 * 60,
        }
        status |= {
            "apower": round(power_w, 1),
            "voltage": VOLTAGE,
            "current": round(power_w / VOLTAGE, 3),
            "aenergy": energy,
        }
    return {**status, "temperature": {"tC": 41.2, "tF": 106.2}}


def delta_of(
    before: Mapping[str, Any], now: Mapping[str, Any], keys: set[str]
) -> dict[str, Any]:
    """Return what is different in some keys, with null for what has gone."""
    return {
        key: now.get(key) for key in sorted(keys) if before.get(key) != now.get(key)
    }
