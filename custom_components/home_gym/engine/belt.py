"""What was heard of a belt, and what that makes of it."""

from dataclasses import dataclass

from .words import Belt, Proof


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """One value with the elapsed time at which it was read, and at which it changed.

    A counter that has not been seen to advance has no time of change.
    """

    value: float
    at_s: float
    changed_at_s: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """The last thing each source said. A snapshot of unknown age is no sample.

    `motion_at_s` is when a moving time went on whose sum is not known,
    `relay_snapshot` a retained word about the relay. `power_moving` is what the watts
    say, with hysteresis. `recent_speeds` are (elapsed, km/h), one for each change
    of the last seconds. `heard_since_s` is when listening began, anew after each gap.
    """

    speed: Sample | None = None
    distance: Sample | None = None
    moving_time: Sample | None = None
    motion_at_s: float | None = None
    cadence: Sample | None = None
    presence: Sample | None = None
    presence_online: bool | None = None
    power: Sample | None = None
    relay: Sample | None = None
    relay_snapshot: bool | None = None
    power_moving: bool | None = None
    power_interval_s: float | None = None
    bridge_online: bool | None = None
    treadmill_connected: bool | None = None
    plug_online: bool | None = None
    broker_up: bool = True
    treadmill_life_at_s: float | None = None
    recent_speeds: tuple[tuple[float, float], ...] = ()
    heard_since_s: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class BeltTruth:
    """What the belt does, on which evidence, and until when that may be believed.

    `since_s` is when the belt came to this truth, `seen_at_s` when its evidence was
    read; after `valid_until_s` it is unknown, and at `review_s` the evidence has to be
    weighed again (all elapsed). A None speed of a moving belt is "speed unknown".
    """

    belt: Belt = Belt.UNKNOWN
    proof: Proof = Proof.NOTHING
    speed_kmh: float | None = None
    since_s: float = 0.0
    seen_at_s: float | None = None
    valid_until_s: float = float("inf")
    review_s: float = float("inf")
    last_moving_at_s: float | None = None
    last_still_at_s: float | None = None
