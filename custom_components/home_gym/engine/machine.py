"""A machine: what this treadmill and its plug report, and what they can be told."""

from dataclasses import dataclass, field

from .clock import Calendar
from .readings import Quantity
from .words import PowerCut


@dataclass(frozen=True, slots=True, kw_only=True)
class PlugTimer:
    """A plug's own timer: its range in s, and from when it counts."""

    shortest_s: float
    longest_s: float
    counts_from_switch_on: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Machine:
    """Describe one treadmill with its plug, as far as it has been proved.

    Speeds are km/h, powers W, times s. A number that nobody has measured is None, and
    an ability that nobody has proved is False. `senses_presence` is that the owner has
    named something that feels a walker: a sensor, or a cadence that can be trusted.
    """

    name: str
    has_treadmill: bool = True
    has_plug: bool = True
    reports: frozenset[Quantity] = field(
        default_factory=lambda: frozenset({Quantity.SPEED, Quantity.POWER})
    )
    change_only: bool = False
    can_stop: bool = True
    can_slow: bool = False
    stop_repeatable: bool = False
    stop_may_toggle: bool = True
    power_cut: PowerCut = PowerCut.WHEN_STILL
    measures_with_relay_off: bool = False
    minimum_speed_kmh: float = 0.0
    maximum_speed_kmh: float = 20.0
    moving_above_w: float | None = None
    still_below_w: float | None = None
    power_interval_s: float | None = None
    power_delay_s: float = 0.0
    speed_interval_s: float | None = None
    stop_time_s: float | None = None
    plug_timer: PlugTimer | None = None
    senses_presence: bool = False
    proven: bool = False
    calendar: Calendar = field(default_factory=Calendar)

    @property
    def stop_deadline_s(self) -> float:
        """Return how long a stop may take before it counts as failed.

        Twice the time that the fire drill measured, else a careful guess: a walking
        pad needs about 3 s, a running treadmill from full speed about 10 s.
        """
        if self.stop_time_s is None:
            return 12.0
        return max(4.0, 2.0 * self.stop_time_s)

    @property
    def watts_late_s(self) -> float | None:
        """Return how old the plug's watts may be, None where nobody has measured it.

        The wait for its next report is part of the delay with which it tells a start.
        """
        if self.power_interval_s is None:
            return None
        return max(self.power_interval_s, self.power_delay_s - self.power_interval_s)

    @property
    def reports_motion(self) -> bool:
        """Tell whether anything but watts can show that the belt moves."""
        return self.has_treadmill and Quantity.SPEED in self.reports
