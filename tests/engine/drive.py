"""Drive the engine by hand: builders, and a timer that is kept as it asks for."""

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime
import json
from typing import Any, Final

from custom_components.home_gym.engine.advance import Step, advance
from custom_components.home_gym.engine.clock import Now
from custom_components.home_gym.engine.codec import decode, encode
from custom_components.home_gym.engine.effects import (
    Effect,
    Record,
    Refuse,
    Say,
    SendSlow,
    SendStop,
    SwitchOff,
)
from custom_components.home_gym.engine.explain import explain
from custom_components.home_gym.engine.machine import Machine
from custom_components.home_gym.engine.observations import (
    Observation,
    Readings,
    Restored,
    Tick,
)
from custom_components.home_gym.engine.policy import Policy
from custom_components.home_gym.engine.readings import Quantity, Reading
from custom_components.home_gym.engine.state import State
from custom_components.home_gym.engine.view import View, view
from custom_components.home_gym.engine.words import Event, Mode, Refusal
from custom_components.home_gym.policy.files import Preset, load_preset

MINUTE: Final = 60.0
HOUR: Final = 3600.0
DAY: Final = 86400.0
# A Monday, far from any turn of a day.
MONDAY_NOON: Final = datetime(2026, 10, 5, 12, tzinfo=UTC).timestamp()
BOOT_S: Final = 1000.0
# More ticks than this in one moment are a timer that never comes to rest.
SPIN: Final = 50

# The numbers that the tests rely on; what a test does not care about is the preset's.
_NUMBERS: Final[dict[str, dict[str, Any]]] = {
    "warm_up": {"length_s": 480, "max_speed_kmh": 3.0, "again_after_pause_s": 600},
    "speed": {
        "max_speed_kmh": 4.5,
        "start_max_speed_kmh": 1.0,
        "up_kmh_per_s": 0.2,
        "down_kmh_per_s": 0.4,
    },
    "breaks": {
        "every_s": 600,
        "length_s": 120,
        "max_speed_kmh": 0.0,
        "notice_s": 60,
        "snooze_lengths_s": (300, 180),
        "skips": 1,
        "overdue_after_s": 120,
        "slower_after_s": 240,
        "end_after_s": 360,
    },
    "limits": {
        "session_s": 2400,
        "day_s": 3600,
        "week_s": 12000,
        "week_hard": True,
        "gap_s": 7200,
        "pause_limit_s": 900,
        "notices_s": (600, 300),
    },
    "cool_down": {"length_s": 300, "max_speed_kmh": 2.5},
    "pain": {
        "caution": 3,
        "stop": 5,
        "emergency": 7,
        "rise_caution": 2,
        "rise_stop": 3,
        "lock_after_stop_s": DAY,
        "lock_after_emergency_s": 2 * DAY,
        "lock_after_red_flag_s": DAY,
    },
    "signal": {"stale_after_s": 5},
    "presence": {"grace_s": 60, "absent_s": 30, "countdown_s": 10},
    "idle_lock": {"after_s": 900},
}
_ALWAYS_ON: Final = ("pain", "signal")


def _calm() -> Policy:
    """Return a policy whose rules are off, but for those that always are on."""
    preset = load_preset(Preset.GENTLE_BACK)
    sections = {}
    for name, numbers in _NUMBERS.items():
        mode = getattr(preset, name).mode if name in _ALWAYS_ON else Mode.OFF
        sections[name] = replace(getattr(preset, name), mode=mode, **numbers)
    goal = replace(preset.goal, posture_cue_every_s=None)
    return replace(preset, name="test", goal=goal, **sections)


CALM: Final = _calm()


def policy(**rules: dict[str, Any]) -> Policy:
    """Return a policy that enforces only the rules named, with changed numbers.

    Pain and signal are always there; a rule may be given another mode.
    """
    changes = {}
    for name, numbers in rules.items():
        section = getattr(CALM, name)
        mode = {} if name in _ALWAYS_ON else {"mode": Mode.ENFORCE}
        changes[name] = replace(section, **mode | numbers)
    return replace(CALM, **changes)


def machine(**changes: Any) -> Machine:
    """Return a QZ treadmill with a plug, with the careful traits, and changes."""
    reports = frozenset(
        {Quantity.SPEED, Quantity.DISTANCE, Quantity.MOVING_TIME, Quantity.POWER}
    )
    plain = Machine(name="treadmill", change_only=True, reports=reports)
    return replace(plain, **changes)


def reads(*, retained: bool = False, **values: float | bool) -> Readings:
    """Return one message: quantities by name, `reads(SPEED=3.0)`."""
    return Readings(
        readings=tuple(
            Reading(quantity=Quantity[name], value=value, retained=retained)
            for name, value in values.items()
        )
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """One effect, and how long after the start it came."""

    at_s: float
    effect: Effect


class Drive:
    """Feed observations to one machine's engine as the coordinator does."""

    def __init__(
        self,
        a_policy: Policy | None = None,
        a_machine: Machine | None = None,
        *,
        utc_s: float = MONDAY_NOON,
    ) -> None:
        """Begin with nothing known."""
        self.policy = policy() if a_policy is None else a_policy
        self.machine = machine() if a_machine is None else a_machine
        self.state = State()
        self.began_s = BOOT_S
        self.elapsed_s = BOOT_S
        self.utc_s = utc_s
        self.log: list[Happening] = []
        self.wake_at_s: float | None = None

    @property
    def now(self) -> Now:
        """Return the present time."""
        return Now(elapsed_s=self.elapsed_s, utc_s=self.utc_s)

    @property
    def at_s(self) -> float:
        """Return the seconds since the start."""
        return self.elapsed_s - self.began_s

    def feed(self, observation: Observation) -> Step:
        """Let the engine take one observation now."""
        step = advance(self.state, observation, self.now, self.policy, self.machine)
        self.state = step.state
        self.log += [Happening(at_s=self.at_s, effect=each) for each in step.effects]
        self.wake_at_s = (
            None if step.wake_in_s is None else self.elapsed_s + step.wake_in_s
        )
        return step

    def wait(self, seconds: float) -> None:
        """Let time pass, with a tick whenever the engine asked for one."""
        until_s = self.elapsed_s + seconds
        spun = 0
        while self.wake_at_s is not None and self.wake_at_s <= until_s:
            spun = spun + 1 if self.wake_at_s <= self.elapsed_s else 0
            assert spun < SPIN, "the engine asks to be woken again and again"
            self._pass(max(0.0, self.wake_at_s - self.elapsed_s))
            self.feed(Tick())
        self._pass(until_s - self.elapsed_s)

    def read(self, *, retained: bool = False, **values: float | bool) -> Step:
        """Let one message come in."""
        return self.feed(reads(retained=retained, **values))

    def step_clock(self, seconds: float) -> None:
        """Set the calendar, and nothing else, forward or back."""
        self.utc_s += seconds

    def restart(self, gap_s: float, *, clock_plausible: bool = True) -> Step:
        """Stop watching, store, load and go on after a gap."""
        stored = json.dumps(encode(self.state))
        self._pass(gap_s)
        self.state = decode(json.loads(stored))
        return self.feed(Restored(gap_s=gap_s, clock_plausible=clock_plausible))

    def view(self) -> View:
        """Return what is shown now."""
        return view(self.state, self.now, self.policy, self.machine)

    def explain(self) -> dict[str, Any]:
        """Return why things are as they are."""
        return explain(self.state, self.now, self.policy, self.machine)

    def since(self, at_s: float = 0.0) -> Iterator[Effect]:
        """Yield the effects since a time."""
        yield from (each.effect for each in self.log if each.at_s >= at_s)

    def said(self, at_s: float = 0.0) -> list[str]:
        """Return the keys of what was said since a time."""
        return [each.key for each in self.since(at_s) if isinstance(each, Say)]

    def events(self, at_s: float = 0.0) -> list[Event]:
        """Return what was recorded since a time."""
        return [each.event for each in self.since(at_s) if isinstance(each, Record)]

    def refusals(self, at_s: float = 0.0) -> list[Refusal]:
        """Return how commands were refused since a time."""
        return [each.refusal for each in self.since(at_s) if isinstance(each, Refuse)]

    def commands(self, at_s: float = 0.0) -> list[Effect]:
        """Return what was sent to the machine since a time."""
        kinds = SendStop | SendSlow | SwitchOff
        return [each for each in self.since(at_s) if isinstance(each, kinds)]

    def when(self, wanted: str | Event | type[Any]) -> list[float]:
        """Return when something was said, recorded or sent."""
        return [each.at_s for each in self.log if _is(each.effect, wanted)]

    def _pass(self, seconds: float) -> None:
        self.elapsed_s += seconds
        self.utc_s += seconds


def _is(effect: Effect, wanted: str | Event | type[Any]) -> bool:
    match effect:
        case Say(key=key):
            return key == wanted and not isinstance(wanted, Event)
        case Record(event=event):
            return event is wanted
    return isinstance(wanted, type) and isinstance(effect, wanted)


class Walk(Drive):
    """Drive the engine with a treadmill that tells what QZ tells, twice a second.

    It obeys at once unless told not to; a person's hands are the methods.
    """

    obeys_stop = True
    obeys_slow = True
    plug_obeys = True
    falls_kmh_per_s = 1.0

    def __init__(
        self,
        a_policy: Policy | None = None,
        a_machine: Machine | None = None,
        *,
        utc_s: float = MONDAY_NOON,
    ) -> None:
        """Stand still, with the bridge and the plug told."""
        super().__init__(a_policy, a_machine, utc_s=utc_s)
        self.speed_kmh = 0.0
        self.target_kmh = 0.0
        self.moved_s = 0.0
        self.distance_m = 0.0
        self.silent = False
        self.read(BRIDGE_ONLINE=True)
        self.read(RELAY=True)
        self.read(SPEED=0.0)

    def press(self, kmh: float) -> None:
        """Set the speed at the console; it takes effect at once."""
        self.target_kmh = self.speed_kmh = kmh
        self._tell_speed()

    def go_on(self, seconds: float) -> None:
        """Let the belt run as it is set, and the treadmill tell."""
        for _ in range(round(seconds * 2)):
            self.wait(0.5)
            self._move(0.5)

    def walk(self, kmh: float, seconds: float) -> None:
        """Walk at a speed for a time."""
        self.press(kmh)
        self.go_on(seconds)

    def feed(self, observation: Observation) -> Step:
        """Take an observation, and let the devices do what they are told."""
        step = super().feed(observation)
        for effect in step.effects:
            match effect:
                case SendStop() if self.obeys_stop:
                    self.target_kmh = 0.0
                case SendSlow(speed_kmh=kmh) if self.obeys_slow:
                    self.target_kmh = kmh
                case SwitchOff() if self.plug_obeys:
                    self.read(RELAY=False)
        return step

    def _move(self, seconds: float) -> None:
        before_kmh = self.speed_kmh
        fall_kmh = self.falls_kmh_per_s * seconds
        self.speed_kmh = max(self.target_kmh, self.speed_kmh - fall_kmh)
        self.speed_kmh = round(self.speed_kmh, 2)
        if before_kmh > 0:
            self.moved_s += seconds
            self.distance_m += before_kmh / 3.6 * seconds
        if self.silent:
            return
        if before_kmh > 0 and self.moved_s == int(self.moved_s):
            self.read(MOVING_TIME=self.moved_s)
            self.read(DISTANCE=round(self.distance_m, -1))
        if self.speed_kmh != before_kmh:
            self._tell_speed()

    def _tell_speed(self) -> None:
        if not self.silent:
            self.read(SPEED=self.speed_kmh)


def differing(before: Any, after: Any) -> set[str]:
    """Return the fields in which two of the same dataclass differ."""
    return {
        item.name
        for item in fields(before)
        if getattr(before, item.name) != getattr(after, item.name)
    }
