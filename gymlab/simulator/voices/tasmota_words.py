"""Encode and decode the numbers and records of Tasmota."""

from collections import deque
from typing import Any, Final

TELE_PERIOD_S: Final = 300
LONGEST_TELE_PERIOD_S: Final = 3600
SHORTEST_TELE_PERIOD_S: Final = 10
VOLTAGE: Final = 230
# A switched relay gives the meter this many seconds to settle.
STEADY_S: Final = 2


def whole(text: str) -> int | None:
    """Return the whole number in a payload, or None."""
    return int(text) if text.isdecimal() and len(text) < 10 else None


def decode_pulse(number: int) -> float:
    """Return the seconds of a PulseTime: tenths up to 111, else seconds + 100."""
    return float(number - 100) if number > 111 else number / 10


def encode_remaining(remaining_s: float) -> int:
    """Return remaining seconds in the encoding of PulseTime (GetPulseTimer)."""
    milliseconds = round(max(0.0, remaining_s) * 1000)
    if milliseconds > 11_100:
        return milliseconds // 1000 + 100
    return milliseconds // 100


def tele_period(argument: str, present_s: int) -> int:
    """Return the TelePeriod that a command leads to (CmndTeleperiod)."""
    number = whole(argument)
    if number is None or number > LONGEST_TELE_PERIOD_S:
        return present_s
    if number == 1:
        return TELE_PERIOD_S
    return max(number, SHORTEST_TELE_PERIOD_S) if number else 0


def state(clock: str, uptime_s: int, relay_key: str, relay: str) -> dict[str, Any]:
    """Return the record of tele STATE and of STATUS 11."""
    minutes, seconds = divmod(uptime_s, 60)
    hours, minutes = divmod(minutes, 60)
    days, hours = divmod(hours, 24)
    return {
        "Time": clock,
        "Uptime": f"{days}T{hours:02}:{minutes:02}:{seconds:02}",
        "UptimeSec": uptime_s,
        "Heap": 28,
        "SleepMode": "Dynamic",
        "Sleep": 50,
        "LoadAvg": 19,
        "MqttCount": 1,
        relay_key: relay,
        "Wifi": {"AP": 1, "SSId": "GYM", "Channel": 1, "RSSI": 86, "Signal": -57},
    }


def energy(
    clock: str, power_w: float, total_kwh: float, period_kwh: float
) -> dict[str, Any]:
    """Return the record of tele SENSOR and of STATUS 8 and 10."""
    watts = int(power_w)
    return {
        "Time": clock,
        "ENERGY": {
            "TotalStartTime": "2026-01-01T00:00:00",
            "Total": round(total_kwh, 3),
            "Yesterday": 0.0,
            "Today": round(total_kwh, 3),
            "Period": int(period_kwh * 1000),
            "Power": watts,
            "ApparentPower": watts,
            "ReactivePower": 0,
            "Factor": 1.0 if watts else 0.0,
            "Voltage": VOLTAGE,
            "Current": round(watts / VOLTAGE, 3),
        },
    }


class PowerHistory:
    """Decide when a change of power is worth a report (EnergyMarginCheck).

    The watts are compared with those of three seconds ago, not with the last
    report, so a ramp that is slow enough never gets one.
    """

    def __init__(self) -> None:
        """Begin with nothing drawn."""
        self._watts = deque([0, 0, 0], maxlen=3)
        self._steady_s = 0
        self._relay_on: bool | None = None

    def calls_for_report(
        self, power_w: float, power_delta: int, relay_on: bool
    ) -> bool:
        """Take one sample a second and tell whether it is to be reported."""
        if relay_on is not self._relay_on:
            self._relay_on = relay_on
            self._steady_s = STEADY_S
            if not relay_on:
                # Switching off is never reported as a change of power.
                self._watts.extend((0, 0, 0))
        if self._steady_s:
            self._steady_s -= 1
            return False
        watts = int(power_w)
        report = _exceeds(self._watts[0], watts, power_delta)
        self._watts.extend((watts, watts, watts) if report else (watts,))
        return report


def _exceeds(before_w: int, now_w: int, power_delta: int) -> bool:
    """Compare as PowerDelta asks: 1..100 percent, from 101 watts + 100."""
    change_w = abs(now_w - before_w)
    if not power_delta or not change_w:
        return False
    if power_delta > 100:
        return change_w >= power_delta - 100
    return change_w * 100 // max(1, min(before_w, now_w)) >= power_delta
