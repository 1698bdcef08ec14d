"""Simulate a treadmill's belt, its console and its safety key."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from .faults import Fault
from .ledger import STILL_RAMP, Ledger
from .ramp import Ramp
from .records import Author, Cause, Fact

PHYSICS = Author(cause=Cause.PHYSICS)


@dataclass(frozen=True, slots=True, kw_only=True)
class BeltSettings:
    """Describe one model of treadmill; rates are km/h per second."""

    min_kmh: float = 1.0
    max_kmh: float = 12.0
    step_kmh: float = 0.5
    acceleration: float = 0.5
    deceleration: float = 0.5
    stop_deceleration: float = 1.0
    coast_deceleration: float = 1.5
    max_incline_percent: float = 12.0
    # What a remote speed of 0 means depends on the bridge's driver.
    zero_speed_stops: bool = False


class Belt:
    """Move a belt as its console, its bridge and its power say.

    Every method that asks for something returns whether the belt obeyed.
    """

    def __init__(
        self, settings: BeltSettings, ledger: Ledger, faults: AbstractSet[Fault]
    ) -> None:
        """Stand still, powered, with the safety key in and nobody on the belt."""
        self.settings = settings
        self.now_s = 0.0
        self.powered = True
        self.key_in = True
        self.occupied = False
        self.incline_percent = 0.0
        self.still_since_s: float | None = 0.0
        self._ledger = ledger
        self._faults = faults
        self._ramp = STILL_RAMP
        self._distance_km = 0.0
        self._moving_s = 0.0

    @property
    def speed_kmh(self) -> float:
        """Return the actual speed now."""
        return self._ramp.speed_kmh_at(self.now_s)

    @property
    def target_kmh(self) -> float:
        """Return the speed the belt is heading for."""
        return self._ramp.to_kmh

    @property
    def distance_km(self) -> float:
        """Return the distance since the beginning of the simulation."""
        return self._distance_km + self._ramp.distance_km_at(self.now_s)

    @property
    def moving_s(self) -> float:
        """Return the seconds of movement since the beginning of the simulation."""
        return self._moving_s + self._ramp.moving_s_at(self.now_s)

    @property
    def is_still(self) -> bool:
        """Tell whether the belt is at rest."""
        return self.still_since_s is not None

    def advance_to(self, at_s: float) -> None:
        """Let time pass, and note the exact moment of coming to rest."""
        self.now_s = at_s
        if self.still_since_s is None and self._ramp.to_kmh == 0:
            rests_s = self._ramp.ends_s
            if rests_s <= at_s:
                self.still_since_s = rests_s
                self._turn(
                    rests_s,
                    Ramp(began_s=rests_s, from_kmh=0.0, to_kmh=0.0, rate_kmh_per_s=1.0),
                )
                self._ledger.note(rests_s, Fact.STILL, PHYSICS, ramp=self._ramp)

    def start(self, author: Author) -> bool:
        """Start the belt at its lowest speed, if it is not already heading on."""
        if not self._drivable or self.target_kmh > 0:
            return False
        return self._aim(self.settings.min_kmh, author)

    def stop(self, author: Author) -> bool:
        """Bring the belt to a stop, or whatever a faulty remote stop does."""
        if author.cause is Cause.REMOTE:
            if Fault.STOP_IGNORED in self._faults:
                return False
            if Fault.STOP_TOGGLES in self._faults and self.target_kmh == 0:
                return self.start(author)
        return self._drivable and self._aim(0.0, author)

    def set_speed(self, speed_kmh: float, author: Author) -> bool:
        """Head for a speed, within what the belt can do."""
        if author.cause is Cause.REMOTE and not self._accepts(speed_kmh):
            return False
        if speed_kmh <= 0:
            return self.settings.zero_speed_stops and self.stop(author)
        heading = self.target_kmh > 0 or Fault.SET_SPEED_STARTS in self._faults
        if not heading or not self._drivable:
            return False
        lowest, highest = self.settings.min_kmh, self.settings.max_kmh
        return self._aim(min(max(speed_kmh, lowest), highest), author)

    def nudge(self, steps: int, author: Author) -> bool:
        """Press faster or slower a number of times on a moving belt."""
        if self.target_kmh == 0:
            return False
        wanted_kmh = round(self.target_kmh + steps * self.settings.step_kmh, 2)
        return self.set_speed(max(wanted_kmh, self.settings.min_kmh), author)

    def set_incline(self, percent: float, author: Author) -> bool:
        """Tilt the belt."""
        percent = min(max(percent, 0.0), self.settings.max_incline_percent)
        if not self.powered or percent == self.incline_percent:
            return False
        rising = percent > self.incline_percent
        self.incline_percent = percent
        fact = Fact.INCLINE_UP if rising else Fact.INCLINE_DOWN
        self._ledger.note(self.now_s, fact, author)
        return True

    def pull_key(self, author: Author) -> bool:
        """Pull the safety key, which stops the belt on any model."""
        obeyed = self.powered and self.key_in
        if obeyed:
            self._aim(0.0, author)
        self.key_in = False
        return obeyed

    def lose_power(self, author: Author) -> None:
        """Let go of the belt, which coasts to rest."""
        self.powered = False
        if not self.is_still:
            speed_kmh, earlier_kmh = self.speed_kmh, self.target_kmh
            self._turn(
                self.now_s,
                Ramp(
                    began_s=self.now_s,
                    from_kmh=speed_kmh,
                    to_kmh=0.0,
                    rate_kmh_per_s=self.settings.coast_deceleration,
                ),
            )
            self._ledger.note(
                self.now_s,
                Fact.POWER_CUT,
                author,
                ramp=self._ramp,
                earlier_target_kmh=earlier_kmh,
            )

    def regain_power(self) -> None:
        """Wake up without moving: only a person or a command starts the belt."""
        self.powered = True

    @property
    def _drivable(self) -> bool:
        return self.powered and self.key_in

    def _accepts(self, speed_kmh: float) -> bool:
        slower = 0 < speed_kmh < self.speed_kmh
        return not (slower and Fault.SLOW_IGNORED in self._faults)

    def _aim(self, target_kmh: float, author: Author) -> bool:
        speed_kmh, earlier_kmh = self.speed_kmh, self.target_kmh
        if target_kmh == earlier_kmh:
            return False
        fact = self._judge(target_kmh)
        ramp = Ramp(
            began_s=self.now_s,
            from_kmh=speed_kmh,
            to_kmh=target_kmh,
            rate_kmh_per_s=self._rate(speed_kmh, target_kmh),
        )
        self._turn(self.now_s, ramp)
        if target_kmh > 0:
            self.still_since_s = None
        self._ledger.note(
            self.now_s, fact, author, ramp=ramp, earlier_target_kmh=earlier_kmh
        )
        return True

    def _judge(self, target_kmh: float) -> Fact:
        if target_kmh < self.target_kmh:
            return Fact.SLOW_DOWN if target_kmh else Fact.STOP
        if self.is_still:
            return Fact.START
        return Fact.ACCELERATION if target_kmh > self.speed_kmh else Fact.UNDOING

    def _rate(self, speed_kmh: float, target_kmh: float) -> float:
        if target_kmh > speed_kmh:
            return self.settings.acceleration
        if target_kmh > 0:
            return self.settings.deceleration
        return self.settings.stop_deceleration

    def _turn(self, at_s: float, ramp: Ramp) -> None:
        self._distance_km += self._ramp.distance_km_at(at_s)
        self._moving_s += self._ramp.moving_s_at(at_s)
        self._ramp = ramp
