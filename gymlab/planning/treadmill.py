"""A treadmill with somebody on it who listens, guarded by the real engine.

The belt tells its speed every few seconds, as a bridge that speaks on change does; in
between the engine is woken when it asked to be. No time is spent waiting.
"""

from typing import Final

from custom_components.home_gym.engine.advance import advance
from custom_components.home_gym.engine.clock import Calendar, Now
from custom_components.home_gym.engine.effects import Effect, Say, SendSlow, SendStop
from custom_components.home_gym.engine.machine import Machine
from custom_components.home_gym.engine.observations import (
    EndSession,
    Observation,
    Readings,
    ReportPain,
    SelectPerson,
    Tick,
)
from custom_components.home_gym.engine.policy import Policy
from custom_components.home_gym.engine.progress.intensity import Intensity, intensity
from custom_components.home_gym.engine.progress.records import Walk
from custom_components.home_gym.engine.readings import Quantity, Reading
from custom_components.home_gym.engine.state import Session, State
from custom_components.home_gym.engine.words import PainBand

PERSON: Final = "walker"
STEP_S: Final = 5.0
# Longer than any walk with its breaks.
LONGEST_S: Final = 6 * 3600.0
BREAK_DUE: Final = "break_due"


class Treadmill:
    """Keep the engine's state, the belt and the time of one imaginary gym."""

    def __init__(self, policy: Policy, calendar: Calendar, utc_s: float) -> None:
        """Stand still, with the walker chosen."""
        self.machine = Machine(
            name="treadmill",
            has_plug=False,
            change_only=True,
            can_slow=True,
            reports=frozenset({Quantity.SPEED}),
            calendar=calendar,
        )
        self.policy = policy
        self.state = State()
        self.utc_s = utc_s
        self.speed_kmh = 0.0
        self._ceiling_kmh = float("inf")
        self._resting_until_s = utc_s
        self._wake_at_s = float("inf")
        self._seconds: dict[Intensity, float] = {}
        self._feed(_reads(BRIDGE_ONLINE=True, SPEED=0.0))
        self._feed(SelectPerson(person_id=PERSON))

    @property
    def is_locked(self) -> bool:
        """Tell whether anything keeps the walker off the belt."""
        return bool(self.state.locks)

    def wait_until(self, utc_s: float) -> None:
        """Let time pass, with a tick whenever the engine asked for one."""
        while self._wake_at_s <= utc_s:
            self.utc_s = max(self.utc_s, self._wake_at_s)
            self._feed(Tick())
        self.utc_s = max(self.utc_s, utc_s)

    def walk(
        self, wish_s: float, speed_kmh: float, hurts_after_s: float | None = None
    ) -> Walk | None:
        """Walk as long as wished and allowed, obeying every word; return the record."""
        if self.is_locked:
            return None
        self._seconds = dict.fromkeys(Intensity, 0.0)
        self._ceiling_kmh = float("inf")
        begun, level, until_s = False, None, self.utc_s + LONGEST_S
        while self.utc_s < until_s and not (begun and self.state.session is None):
            self._move(speed_kmh)
            session = self.state.session
            begun = begun or session is not None
            if session is None:
                continue
            if hurts_after_s is not None and session.moving_s >= hurts_after_s:
                level, hurts_after_s = self.policy.pain.stop, None
                self._feed(ReportPain(level=level))
            elif session.moving_s >= wish_s and self.state.ladder is None:
                self._feed(EndSession())
        return self._record(self.state.last_session, level)

    def _record(self, session: Session | None, level: int | None) -> Walk | None:
        if session is None:
            return None
        return Walk(
            id=session.id,
            person_id=session.person_id,
            machine=self.machine.name,
            started_utc_s=session.started_utc_s,
            ended_utc_s=self.utc_s,
            moving_s=session.moving_s,
            unseen_s=session.unseen_s,
            distance_m=session.distance_m,
            fastest_kmh=session.fastest_kmh,
            moderate_s=self._seconds[Intensity.MODERATE],
            vigorous_s=self._seconds[Intensity.VIGOROUS],
            worst_band=PainBand.NONE if level is None else PainBand.STOP,
            worst_level=level,
            baseline=session.baseline,
        )

    def _move(self, wished_kmh: float) -> None:
        """Let the belt run for a step, no faster than anybody asks for."""
        if self.utc_s < self._resting_until_s:
            self.speed_kmh = 0.0
            self._feed(_reads(SPEED=0.0))
            self.wait_until(self._resting_until_s)
            return
        cap = self.state.cap
        asked_kmh = min(wished_kmh, self._ceiling_kmh)
        # Nobody jumps onto a fast belt.
        start_kmh = self.policy.speed.start_max_speed_kmh
        asked_kmh = min(asked_kmh, start_kmh if cap is None else cap.speed_kmh)
        rise_kmh = self.policy.speed.up_kmh_per_s * STEP_S / 2
        self.speed_kmh = min(asked_kmh, self.speed_kmh + rise_kmh)
        self._feed(_reads(SPEED=self.speed_kmh))
        self._seconds[intensity(self.speed_kmh, self.policy.goal)] += STEP_S
        self.wait_until(self.utc_s + STEP_S)

    def _feed(self, observation: Observation) -> None:
        now = Now(elapsed_s=self.utc_s, utc_s=self.utc_s)
        step = advance(self.state, observation, now, self.policy, self.machine)
        self.state = step.state
        wake_in_s = step.wake_in_s
        self._wake_at_s = float("inf") if wake_in_s is None else self.utc_s + wake_in_s
        for effect in step.effects:
            self._obey(effect)

    def _obey(self, effect: Effect) -> None:
        match effect:
            case SendStop():
                self._ceiling_kmh = 0.0
            case SendSlow(speed_kmh=speed_kmh):
                self._ceiling_kmh = min(self._ceiling_kmh, speed_kmh)
            case Say(key=key) if key == BREAK_DUE:
                rest_s = self.policy.breaks.length_s + STEP_S
                self._resting_until_s = self.utc_s + rest_s


def _reads(**values: float | bool) -> Readings:
    return Readings(
        readings=tuple(
            Reading(quantity=Quantity[name], value=value)
            for name, value in values.items()
        )
    )
