"""Count how many observations the engine takes in a second, on one core.

Everything runs in this process and is timed by the CPU time of its thread, in turns
with a reference: nine rules that only compare numbers.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from statistics import median
import time
from typing import Any, Final

from custom_components.home_gym.dialects import create_dialect
from custom_components.home_gym.engine.advance import advance
from custom_components.home_gym.engine.clock import Calendar, Now
from custom_components.home_gym.engine.effects import Share
from custom_components.home_gym.engine.machine import Machine
from custom_components.home_gym.engine.observations import Observation, Readings, Tick
from custom_components.home_gym.engine.policy import Policy
from custom_components.home_gym.engine.readings import Quantity, Reading
from custom_components.home_gym.engine.state import DayTotal, State
from custom_components.home_gym.engine.unchanged import unchanged
from custom_components.home_gym.engine.words import GUEST
from custom_components.home_gym.machines import machine_from
from custom_components.home_gym.policy.files import Preset, load_preset

from .stream import (
    BASE,
    REPORT_S,
    SETTLED_S,
    SPEED_KMH,
    Line,
    record,
    steady,
)

STRETCH_S: Final = 60.0
# An hour of fast reports pressed together, so that no tick comes in between.
SQUEEZED_S: Final = 0.001
SLOWER_KMH: Final = SPEED_KMH - 0.1
CHANGES: Final = 600
BOOT_S: Final = 1000.0
NOON_UTC_S: Final = 1_791_201_600.0
# Somebody who has walked every day of the last weeks.
DAYS: Final = 28
A_DAY_S: Final = 86_400.0
ROUND_S: Final = 0.15
RULES: Final = 9

type Steps = Sequence[tuple[Observation, Now]]


def measure(rounds: int) -> dict[str, float]:
    """Return observations per second, the median of several rounds."""
    walker = Walker()
    walker.walk(record(SETTLED_S))
    runs: dict[str, tuple[Callable[[], None], int]] = {}
    for name, steps in (
        ("advance", walker.changes()),
        ("unchanged", walker.repeats()),
    ):
        runs[name] = (_run(walker, steps), len(steps))
    runs["trivial_rules"] = (_run_trivial, CHANGES)
    rates: dict[str, list[float]] = {name: [] for name in runs}
    for _ in range(rounds):
        for name, (run, count) in runs.items():
            rates[name].append(_rate(run, count))
    return {name: median(found) for name, found in rates.items()}


class Walker:
    """Somebody on a treadmill, as far as the engine knows."""

    def __init__(self) -> None:
        """Begin on a treadmill that nothing is known of."""
        treadmill = {"dialect": "qz", "base": BASE}
        self.machine: Machine = machine_from(
            "bench", {"treadmill": treadmill}, Calendar()
        )
        self.policy: Policy = load_preset(Preset.GENTLE_BACK)
        self.state = State(totals=_history(self.machine.calendar))
        self.at_s = 0.0
        self._dialect = create_dialect(treadmill)
        self._wake_at_s = float("inf")

    def walk(self, lines: Iterable[Line]) -> None:
        """Take a recording in, in its own time, with every tick that is due."""
        for line in lines:
            while self._wake_at_s <= line.at_s:
                self._advance(Tick(), self._wake_at_s)
            if observation := self._heard(line):
                self._advance(observation, line.at_s)

    def changes(self) -> Steps:
        """Return observations that each change the speed, within what is allowed."""
        speeds = [SLOWER_KMH, SPEED_KMH] * (CHANGES // 2)
        steps = [
            (_speed(speed_kmh), now(self.at_s + REPORT_S * number))
            for number, speed_kmh in enumerate(speeds, 1)
        ]
        state = self.state
        for observation, at in steps:
            assert unchanged(state, observation, at, self.machine) is None
            step = advance(state, observation, at, self.policy, self.machine)
            # With each minute the other machines are told, which changes nothing here.
            assert all(isinstance(each, Share) for each in step.effects)
            state = step.state
        return steps

    def repeats(self) -> Steps:
        """Return the messages of a steady walk that change nothing."""
        steps: list[tuple[Observation, Now]] = []
        state = self.state
        for line in steady(STRETCH_S):
            if (observation := self._heard(line)) is None:
                continue
            at = now(self.at_s + SQUEEZED_S * (len(steps) + 1))
            renewed = unchanged(state, observation, at, self.machine)
            if renewed is not None:
                state = renewed
                steps.append((observation, at))
        return steps

    def _heard(self, line: Line) -> Observation | None:
        readings = self._dialect.parse(line.topic, line.payload)
        return Readings(readings=readings) if readings else None

    def _advance(self, observation: Observation, at_s: float) -> None:
        self.at_s = at_s
        step = advance(self.state, observation, now(at_s), self.policy, self.machine)
        self.state = step.state
        wake_in_s = step.wake_in_s
        self._wake_at_s = float("inf") if wake_in_s is None else at_s + wake_in_s


def now(at_s: float) -> Now:
    """Return both clocks at so many seconds after the beginning."""
    return Now(elapsed_s=BOOT_S + at_s, utc_s=NOON_UTC_S + at_s)


def _history(calendar: Calendar) -> tuple[DayTotal, ...]:
    days = (calendar.day(NOON_UTC_S - A_DAY_S * ago) for ago in range(DAYS, 0, -1))
    return tuple(DayTotal(person_id=GUEST, day=day, moving_s=1500.0) for day in days)


def _speed(speed_kmh: float) -> Readings:
    reading = Reading(quantity=Quantity.SPEED, value=speed_kmh)
    return Readings(readings=(reading,))


def _run(walker: Walker, steps: Steps) -> Callable[[], None]:
    policy, machine = walker.policy, walker.machine

    def run() -> None:
        """Take all steps once."""
        state = walker.state
        for observation, at in steps:
            state = advance(state, observation, at, policy, machine).state

    return run


def _rate(run: Callable[[], None], count: int) -> float:
    runs = 0
    began_s = time.thread_time()
    while (passed_s := time.thread_time() - began_s) < ROUND_S:
        run()
        runs += 1
    return runs * count / passed_s


@dataclass(frozen=True, slots=True, kw_only=True)
class _Moment:
    """What a trivial rule looks at."""

    at_s: float
    speed_kmh: float
    moving_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class _Judgement:
    """What a trivial rule remembers and wants."""

    memory: Any
    verdicts: tuple[str, ...] = ()


def _too_much(limit: float) -> Callable[[_Moment, int], _Judgement]:
    def judge(moment: _Moment, memory: int) -> _Judgement:
        """Compare two numbers."""
        over = moment.speed_kmh > limit or moment.moving_s > 3600 * limit
        return _Judgement(memory=memory, verdicts=("end",) if over else ())

    return judge


_TRIVIAL: Final = tuple(_too_much(10.0 + number) for number in range(RULES))


def _run_trivial() -> None:
    """Let nine trivial rules judge as many observations."""
    moment = _Moment(at_s=0.0, speed_kmh=0.0, moving_s=0.0)
    memories = [0] * RULES
    for number in range(CHANGES):
        moment = replace(
            moment,
            at_s=moment.at_s + REPORT_S,
            speed_kmh=SPEED_KMH - number % 2,
            moving_s=moment.moving_s + REPORT_S,
        )
        verdicts: list[str] = []
        for index, judge in enumerate(_TRIVIAL):
            judgement = judge(moment, memories[index])
            memories[index] = judgement.memory
            verdicts += judgement.verdicts
        assert not verdicts
