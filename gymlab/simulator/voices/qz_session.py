"""Keep what QZ counts while a treadmill is attached to it."""

from dataclasses import dataclass
from typing import Final

from gymlab.simulator.belt import Belt
from gymlab.simulator.ramp import SECONDS_PER_HOUR

VALUES: Final = (
    "workout/device/id",
    "workout/device/name",
    "workout/device/rssi",
    "workout/device/type",
    "workout/device/connected",
    "workout/device/paused",
    "workout/device/fan_speed",
    "workout/elapsed/seconds",
    "workout/elapsed/minutes",
    "workout/elapsed/hours",
    "workout/elapsed/total_seconds",
    "workout/lap/elapsed/seconds",
    "workout/lap/elapsed/minutes",
    "workout/lap/elapsed/hours",
    "workout/moving/seconds",
    "workout/moving/minutes",
    "workout/moving/hours",
    "workout/speed/current",
    "workout/speed/avg",
    "workout/speed/lap_avg",
    "workout/speed/lap_max",
    "workout/pace/current/seconds",
    "workout/pace/current/minutes",
    "workout/pace/current/hours",
    "workout/distance",
    "workout/calories",
    "workout/jouls",
    "workout/elevation",
    "workout/difficult",
    "workout/heart/current",
    "workout/watts/current",
    "workout/treadmill/target_speed",
    "workout/treadmill/target_inclination",
    "workout/treadmill/inclination/current",
    "workout/treadmill/cadence/current",
)
TREADMILL: Final = 1
KCAL_PER_KM: Final = 52.0
JOULES_PER_KCAL: Final = 4184.0
# A walker's own power, not the motor's, and a walker's step rate: both rough.
WATTS_PER_KMH: Final = 24.0
STEPS_BASE: Final = 60.0
STEPS_PER_KMH: Final = 12.0


@dataclass(frozen=True, slots=True, kw_only=True)
class QzSettings:
    """Describe one installation of QZ and the driver in it."""

    device_id: str = "default"
    name: str = "Simulated treadmill"
    speed_min_kmh: float = 1.0
    speed_max_kmh: float = 12.0
    # How long QZ takes to find a treadmill again that got its power back.
    finds_after_s: float = 5.0
    # Whether the last thing said about a lost treadmill is connected=false; the
    # real one mostly forgets.
    says_goodbye: bool = False
    elapsed_while_still: bool = True
    stale_speed_kmh: float = 3.5


class QzSession:
    """Count elapsed time, moving time and distance from a connection on."""

    def __init__(self, belt: Belt, settings: QzSettings, at_s: float) -> None:
        """Begin all counters at zero, as QZ does with a newly found device."""
        self.paused = False
        self.requested_kmh = 0.0
        self.requested_percent = 0.0
        self._belt = belt
        self._settings = settings
        self._seen_s = at_s
        self._seen_moving_s = belt.moving_s
        self._seen_km = belt.distance_km
        self._elapsed_s = 0.0
        self._moving_s = 0.0
        self._km = 0.0
        self._climbed_m = 0.0
        self._fastest_kmh = 0.0

    def pass_time(self, at_s: float) -> None:
        """Count what happened since the last tick, unless paused."""
        moving_s, km = self._belt.moving_s, self._belt.distance_km
        if not self.paused:
            counts = self._settings.elapsed_while_still or not self._belt.is_still
            self._elapsed_s += (at_s - self._seen_s) if counts else 0.0
            self._moving_s += moving_s - self._seen_moving_s
            self._km += km - self._seen_km
            self._climbed_m += (km - self._seen_km) * 10 * self._belt.incline_percent
            self._fastest_kmh = max(self._fastest_kmh, self._belt.speed_kmh)
        self._seen_s, self._seen_moving_s, self._seen_km = at_s, moving_s, km

    def values(self, stuck_kmh: float | None) -> tuple[float | str, ...]:
        """Return every published value in the order of `VALUES`."""
        belt = self._belt
        speed_kmh = belt.speed_kmh if stuck_kmh is None else stuck_kmh
        elapsed = _clock(self._elapsed_s)
        average_kmh = _rate(self._km, self._moving_s)
        kcal = self._km * KCAL_PER_KM
        striding = belt.occupied and speed_kmh > 0
        return (
            self._settings.device_id,
            self._settings.name,
            -60,
            TREADMILL,
            "true",
            "true" if self.paused else "false",
            0,
            *elapsed,
            int(self._elapsed_s),
            *elapsed,
            *_clock(self._moving_s),
            speed_kmh,
            average_kmh,
            average_kmh,
            self._fastest_kmh,
            *_clock(SECONDS_PER_HOUR / speed_kmh if speed_kmh > 0 else 0.0),
            self._km,
            kcal,
            kcal * JOULES_PER_KCAL,
            self._climbed_m,
            0.0,
            0.0,
            speed_kmh * WATTS_PER_KMH if striding else 0.0,
            self.requested_kmh,
            self.requested_percent,
            belt.incline_percent,
            STEPS_BASE + STEPS_PER_KMH * speed_kmh if striding else 0.0,
        )


def _clock(seconds: float) -> tuple[int, int, int]:
    """Split seconds into seconds, minutes and hours."""
    whole = int(seconds)
    return whole % 60, whole // 60 % 60, whole // 3600


def _rate(km: float, moving_s: float) -> float:
    return km * SECONDS_PER_HOUR / moving_s if moving_s > 0 else 0.0
