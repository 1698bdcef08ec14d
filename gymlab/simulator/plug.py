"""Simulate a metered relay plug and the watts a treadmill draws through it."""

from collections import deque
from collections.abc import Callable, Set as AbstractSet
from dataclasses import dataclass
import math
from random import Random
from typing import Final

from .belt import Belt
from .faults import Fault
from .ledger import Ledger
from .records import Author, Cause, Fact

SECONDS_PER_KWH: Final = 3_600_000.0


@dataclass(frozen=True, slots=True, kw_only=True)
class PowerModel:
    """Turn motion into watts.

    The moving line goes through the only measured set found: 260 W at 6.4 km/h,
    320 W at 8.0 and 380 W at 9.7. Nobody published standby or idle watts, so
    those two are guesses.
    """

    standby_w: float = 1.5
    idle_w: float = 9.0
    moving_base_w: float = 30.0
    moving_w_per_kmh: float = 36.0
    noise_w: float = 0.0
    standby_after_s: float = 300.0

    def load_w(self, belt: Belt) -> float:
        """Return what the treadmill draws while it has power."""
        if belt.still_since_s is None:
            return self.moving_base_w + self.moving_w_per_kmh * belt.speed_kmh
        asleep = belt.now_s - belt.still_since_s > self.standby_after_s
        return self.standby_w if asleep else self.idle_w


@dataclass(frozen=True, slots=True, kw_only=True)
class PlugSettings:
    """Describe a plug as it comes out of a drawer."""

    relay_on: bool = True
    measures_with_relay_off: bool = False
    # What the relay does when the mains come back (Tasmota docs, PowerOnState).
    power_on_state: int = 3
    power: PowerModel = PowerModel()
    late_power_s: float = 8.0


class Plug:
    """Switch and measure; the contacts may disagree with the relay."""

    def __init__(
        self,
        settings: PlugSettings,
        belt: Belt,
        ledger: Ledger,
        faults: AbstractSet[Fault],
        random: Random,
    ) -> None:
        """Take the state that the settings give, with no timer armed."""
        self.settings = settings
        self.relay_on = settings.relay_on
        self.mains_on = True
        self.measures_with_relay_off = settings.measures_with_relay_off
        self.power_on_state = settings.power_on_state
        # Whether switching on what is on already restarts the timer, as Tasmota says.
        self.on_again_restarts_timer = True
        self.pulse_s = 0.0
        self.due_s = math.inf
        # When the timer that runs was started, and for how long.
        self.timer_began_s = 0.0
        self.timer_s = 0.0
        self.last_author = Author(cause=Cause.MAINS)
        self.energy_kwh = 0.0
        self.on_change: Callable[[Author], None] = lambda author: None
        self._contacts_closed = settings.relay_on
        self._fires_on = False
        self._armed_by: int | None = None
        self._belt = belt
        self._ledger = ledger
        self._faults = faults
        self._random = random
        self._samples: deque[tuple[float, float]] = deque([(0.0, 0.0)])

    @property
    def load_powered(self) -> bool:
        """Tell whether the treadmill has power, whatever the relay says."""
        return self.mains_on and self._contacts_closed

    @property
    def now_s(self) -> float:
        """Return what time it is."""
        return self._belt.now_s

    @property
    def remaining_s(self) -> float:
        """Return the time left on the auto-off timer, or 0."""
        return 0.0 if math.isinf(self.due_s) else self.due_s - self._belt.now_s

    def switch(self, on: bool, author: Author) -> bool:
        """Switch the relay, restart its timer, and return whether it moved."""
        stuck = Fault.RELAY_STUCK in self._faults
        changed = on != self.relay_on and not stuck
        self.last_author = author
        # Settled first, so that whoever is told of the relay sees its timer as well.
        if changed:
            self.relay_on = on
        if changed or self.on_again_restarts_timer:
            self._restart_timer()
        if changed:
            fact = Fact.RELAY_ON if on else Fact.RELAY_OFF
            self._ledger.note(self._belt.now_s, fact, author)
            self.settle(author)
        return changed

    def arm(self, pulse_s: float, author: Author) -> None:
        """Set the auto-off timer and restart it (Tasmota docs, PulseTime)."""
        self.preset(pulse_s, author)
        # Unlike switching, arming counts down in either state of the relay.
        self._start_timer(pulse_s, on=self.power_on_state == 5)

    def preset(self, pulse_s: float, author: Author) -> None:
        """Set the timer for when the relay is next closed (Shelly, auto_off)."""
        self.pulse_s = pulse_s
        self._armed_by = author.command

    def switch_back_after(self, seconds: float, author: Author) -> None:
        """Leave the state of now when a time is over (Shelly toggle_after)."""
        self._armed_by = author.command
        self._start_timer(seconds, on=not self.relay_on)

    def act(self, at_s: float) -> None:
        """Let the timer fire, even under a walker."""
        self.due_s = math.inf
        author = Author(cause=Cause.TIMER, command=self._armed_by, detail="auto-off")
        self.switch(self._fires_on, author)

    def settle(self, author: Author) -> None:
        """Let the contacts follow the relay as far as they can."""
        if self.relay_on or Fault.RELAY_WELDED not in self._faults:
            self._contacts_closed = self.relay_on
        self.on_change(author)

    def lose_mains(self, author: Author) -> None:
        """Go dark together with the treadmill."""
        self.mains_on = False
        self.due_s = math.inf
        self.on_change(author)

    def regain_mains(self, author: Author) -> None:
        """Boot, and put the relay where its power-on state wants it."""
        self.mains_on = True
        wanted = {0: False, 1: True, 2: not self.relay_on, 4: True, 5: False}
        self.switch(wanted.get(self.power_on_state, self.relay_on), author)
        # Whatever ran before has been forgotten, so it begins again.
        self._restart_timer()
        self.on_change(author)

    def measure(self, at_s: float) -> float:
        """Take a sample and return the watts the meter now believes in."""
        before_s, before_w = self._samples[-1]
        actual_w = self._actual_w()
        mean_w = (before_w + actual_w) / 2
        self.energy_kwh += mean_w * (at_s - before_s) / SECONDS_PER_KWH
        self._samples.append((at_s, actual_w))
        late = Fault.LATE_POWER in self._faults
        delay_s = self.settings.late_power_s if late else 0.0
        while len(self._samples) > 1 and self._samples[1][0] <= at_s - delay_s:
            self._samples.popleft()
        return self._samples[0][1]

    def shown_w(self, measured_w: float) -> float:
        """Return the watts as reported: 0 with the relay off (SetOption21 0)."""
        if self.relay_on or self.measures_with_relay_off:
            return measured_w
        return 0.0

    def _actual_w(self) -> float:
        if not self.load_powered:
            return 0.0
        model = self.settings.power
        noise_w = self._random.uniform(-model.noise_w, model.noise_w)
        return max(0.0, model.load_w(self._belt) + noise_w)

    def _restart_timer(self) -> None:
        # The timer runs only in the state that it is to end. A PowerOnState of 5
        # turns it round: it switches on when it ends.
        turned = self.power_on_state == 5
        runs = self.mains_on and self.relay_on != turned
        self._start_timer(self.pulse_s if runs else 0.0, on=turned)

    def _start_timer(self, seconds: float, *, on: bool) -> None:
        self._fires_on = on
        self.timer_began_s, self.timer_s = self._belt.now_s, seconds
        self.due_s = self._belt.now_s + seconds if seconds > 0 else math.inf
