"""The table of everything that a policy can say, in the units that people write.

The grades say how far to trust a value and its range; the sources behind them stand in
docs/policies.md.
"""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from .policy import (
    Breaks,
    CoolDown,
    Goal,
    GradedReturn,
    Growth,
    IdleLock,
    Limits,
    Pain,
    Presence,
    Signal,
    Speed,
    WarmUp,
)
from .words import MODE_ORDER, Mode


class FieldKind(StrEnum):
    """The forms that a value can have."""

    NUMBER = "number"
    OPTIONAL_NUMBER = "optional_number"
    INTEGER = "integer"
    BOOLEAN = "boolean"
    MODE = "mode"
    NUMBERS = "numbers"


class Grade(StrEnum):
    """What a value and its range rest on, the strongest first.

    A an authority or a study; AJ the same for the direction, with a number of ours;
    B the same at second hand; C an expert or a manual; J our own judgement.
    """

    A = "A"
    AJ = "A+J"
    B = "B"
    C = "C"
    J = "J"


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyField:
    """Describe one value: how it is written, what is allowed and what it fills.

    A written number x becomes `offset + factor * x` in the policy. A list holds
    between `fewest` and `most` numbers, each within the range.
    """

    key: str
    target: str
    kind: FieldKind = FieldKind.NUMBER
    grade: Grade = Grade.J
    unit: str = ""
    low: float = 0.0
    high: float = 0.0
    or_zero: bool = False
    factor: float = 1.0
    offset: float = 0.0
    fewest: int = 0
    most: int = 0
    modes: tuple[Mode, ...] = MODE_ORDER

    @property
    def allowed(self) -> str:
        """Return what may be written, in signs that need no translation."""
        match self.kind:
            case FieldKind.MODE:
                return ", ".join(self.modes)
            case FieldKind.BOOLEAN:
                return "true, false"
            case FieldKind.NUMBERS:
                return f"{self.fewest}-{self.most} x ({self._range})"
            case FieldKind.OPTIONAL_NUMBER:
                return f"null, {self._range}"
            case _:
                return self._range

    @property
    def _range(self) -> str:
        """Return the range of one number."""
        limits = f"{self.low:g}-{self.high:g}"
        return f"0, {limits}" if self.or_zero else limits

    def contains(self, number: float) -> bool:
        """Tell whether a written number is within the range."""
        return self.low <= number <= self.high or (self.or_zero and number == 0)

    def written(self, number: float) -> float:
        """Return a number of the policy as a person would write it."""
        return (number - self.offset) / self.factor


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicySection:
    """Describe one section: its name, the class it fills and its fields."""

    name: str
    holds: type
    fields: tuple[PolicyField, ...]

    def path(self, field: PolicyField) -> str:
        """Return the full name of a field."""
        return f"{self.name}.{field.key}"


def _mode(*modes: Mode) -> PolicyField:
    return PolicyField(
        key="mode", target="mode", kind=FieldKind.MODE, modes=modes or MODE_ORDER
    )


def _duration(
    name: str,
    low: float,
    high: float,
    grade: Grade = Grade.J,
    *,
    unit: str = "min",
    kind: FieldKind = FieldKind.NUMBER,
    or_zero: bool = False,
    most: int = 0,
) -> PolicyField:
    return PolicyField(
        key=f"{name}_{unit}",
        target=f"{name}_s",
        kind=kind,
        grade=grade,
        unit=unit,
        low=low,
        high=high,
        or_zero=or_zero,
        factor={"s": 1.0, "min": 60.0, "h": 3600.0}[unit],
        most=most,
    )


def _speed(
    key: str, low: float, high: float, grade: Grade = Grade.J, unit: str = "km/h"
) -> PolicyField:
    return PolicyField(key=key, target=key, grade=grade, unit=unit, low=low, high=high)


def _way(name: str, low: float, high: float) -> PolicyField:
    return PolicyField(
        key=f"{name}_km",
        target=f"{name}_m",
        unit="km",
        low=low,
        high=high,
        factor=1000.0,
    )


def _or_none(field: PolicyField) -> PolicyField:
    return replace(field, kind=FieldKind.OPTIONAL_NUMBER)


def _count(
    key: str, low: float, high: float, grade: Grade = Grade.J, unit: str = ""
) -> PolicyField:
    return PolicyField(
        key=key,
        target=key,
        kind=FieldKind.INTEGER,
        grade=grade,
        unit=unit,
        low=low,
        high=high,
    )


def _percent(
    name: str, low: float, high: float, grade: Grade = Grade.J, *, more: bool = False
) -> PolicyField:
    return PolicyField(
        key=f"{name}_percent",
        target=f"{name}_factor",
        grade=grade,
        unit="%",
        low=low,
        high=high,
        factor=0.01,
        offset=1.0 if more else 0.0,
    )


def _points(key: str, low: float, high: float, grade: Grade) -> PolicyField:
    return _count(key, low, high, grade, unit="points")


def _factors(key: str) -> PolicyField:
    return PolicyField(
        key=key,
        target=key,
        kind=FieldKind.NUMBERS,
        grade=Grade.C,
        unit="x",
        low=0.3,
        high=1.0,
        fewest=2,
        most=8,
    )


WARM_UP: Final = PolicySection(
    name="warm_up",
    holds=WarmUp,
    fields=(
        _mode(),
        # Mayo Clinic, NHLBI, NHS: 5-10 min of slow walking before the brisk part.
        _duration("length", 2, 15, Grade.A, or_zero=True),
        # No authority gives a treadmill number; brisk begins at 4.8 km/h.
        _speed("max_speed_kmh", 1.0, 6.5, Grade.AJ),
        _duration("again_after_pause", 1, 120),
        # With less than this between warm-up and cool-down, all of it is walked at
        # warm-up speed (evidence.md, behaviour note 1).
        _duration("room", 1, 15),
    ),
)

SPEED: Final = PolicySection(
    name="speed",
    holds=Speed,
    fields=(
        _mode(),
        _speed("max_speed_kmh", 1.0, 20.0),
        # Most machines start at 0.8-1.6 km/h.
        _speed("start_max_speed_kmh", 0.5, 2.0, Grade.C),
        # Laboratories trip people on purpose with 10.8 km/h per s.
        _speed("up_kmh_per_s", 0.1, 1.5, Grade.AJ, unit="km/h per s"),
        _speed("down_kmh_per_s", 0.2, 2.0, Grade.C, unit="km/h per s"),
    ),
)

BREAKS: Final = PolicySection(
    name="breaks",
    holds=Breaks,
    fields=(
        _mode(),
        # Pacing advice says before you need it; nobody gives a number for treadmills.
        _duration("every", 5, 60, Grade.C),
        _duration("length", 1, 60, Grade.C),
        _speed("max_speed_kmh", 0.0, 6.5),
        _duration("notice", 0, 10),
        _duration("snooze_lengths", 1, 30, kind=FieldKind.NUMBERS, most=5),
        _count("skips", 0, 5),
        _duration("overdue_after", 0, 60),
        _duration("slower_after", 1, 60),
        _duration("end_after", 2, 60),
    ),
)

LIMITS: Final = PolicySection(
    name="limits",
    holds=Limits,
    fields=(
        _mode(),
        # Mayo Clinic, NHLBI: build up to 30, then 30-60 min a day.
        _duration("session", 10, 180, Grade.AJ),
        _or_none(_way("distance", 0.5, 50)),
        # Expert statement on desk work: 2 h a day first, 4 h later.
        _duration("day", 10, 240, Grade.AJ),
        # WHO: 300 min is the top of the aim, not the beginning of a danger.
        _duration("week", 30, 1200, Grade.AJ),
        PolicyField(key="week_hard", target="week_hard", kind=FieldKind.BOOLEAN),
        _duration("first_session", 5, 60, Grade.C),
        # Frandsen 2025: more than 10 % beyond the longest run of 30 days.
        _percent("progression", 5, 30, Grade.A, more=True),
        _duration("gap", 0, 48, unit="h"),
        _duration("pause_limit", 2, 120),
        _duration("notices", 1, 30, kind=FieldKind.NUMBERS, most=5),
    ),
)

COOL_DOWN: Final = PolicySection(
    name="cool_down",
    holds=CoolDown,
    fields=(
        _mode(),
        # Cardiac rehabilitation: 5-10 min of slower walking.
        _duration("length", 0, 15, Grade.A),
        _speed("max_speed_kmh", 1.0, 6.5),
    ),
)

PAIN: Final = PolicySection(
    name="pain",
    holds=Pain,
    fields=(
        # A person's own stop and a red flag cannot be switched off.
        _mode(Mode.ENFORCE),
        _points("caution", 1, 5, Grade.C),
        _points("stop", 3, 6, Grade.C),
        # Physiotherapists call 7-10 severe.
        _points("emergency", 5, 8, Grade.AJ),
        # A change of 2 points is one that matters.
        _points("rise_caution", 1, 4, Grade.A),
        _points("rise_stop", 2, 5, Grade.C),
        _duration("lock_after_stop", 2, 72, Grade.C, unit="h"),
        _duration("lock_after_emergency", 24, 168, unit="h"),
        _duration("lock_after_red_flag", 24, 168, unit="h"),
    ),
)

SIGNAL: Final = PolicySection(
    name="signal",
    holds=Signal,
    fields=(
        # A lost signal is always said, and there is nothing that could be enforced.
        _mode(Mode.ADVISE),
        _duration("stale_after", 2, 10, unit="s"),
    ),
)

PRESENCE: Final = PolicySection(
    name="presence",
    holds=Presence,
    fields=(
        # Precor Auto Stop: watch from 60 s on, 30 s of nobody, 10 s of countdown.
        _mode(),
        _duration("grace", 0, 120, Grade.C, unit="s"),
        _duration("absent", 20, 120, Grade.C, unit="s"),
        _duration("countdown", 5, 30, Grade.C, unit="s"),
    ),
)

IDLE_LOCK: Final = PolicySection(
    name="idle_lock", holds=IdleLock, fields=(_mode(), _duration("after", 2, 240))
)

GROWTH: Final = PolicySection(
    name="growth",
    holds=Growth,
    fields=(
        # NHLBI's walking plan grows by 2 min a week.
        _duration("smallest_step", 1, 10, Grade.AJ),
        _or_none(_way("smallest_step", 0.1, 2)),
        # Desk walkers are told to begin with bouts of 15-30 min, some with less.
        _count("beginner_days", 0, 60, unit="days"),
        _duration("beginner_bout", 5, 30, Grade.C),
        _duration("beginner_day", 10, 240, Grade.C),
        # Nielsen 2014: above 30 % a week there were more injuries of distance.
        _percent("week_notice", 10, 100, Grade.B, more=True),
    ),
)

GRADED_RETURN: Final = PolicySection(
    name="graded_return",
    holds=GradedReturn,
    fields=(
        _factors("time_factors"),
        _factors("speed_factors"),
        _percent("finished", 50, 100),
    ),
)

GOAL: Final = PolicySection(
    name="goal",
    holds=Goal,
    fields=(
        # WHO 2020: 150-300 min a week; a beginner's first week may be 30.
        _duration("week", 10, 600, Grade.A, kind=FieldKind.OPTIONAL_NUMBER),
        # A brisk walk begins at 4.8 km/h; below 7.2 km/h it is not yet vigorous.
        _speed("moderate_from_kmh", 0.0, 8.0, Grade.AJ),
        _or_none(_speed("vigorous_from_kmh", 5.0, 20.0, Grade.A)),
        _duration("check_in_after", 2, 48, Grade.C, unit="h"),
        _duration("posture_cue_every", 2, 60, kind=FieldKind.OPTIONAL_NUMBER),
    ),
)

SECTIONS: Final = (
    WARM_UP,
    SPEED,
    BREAKS,
    LIMITS,
    COOL_DOWN,
    PAIN,
    SIGNAL,
    PRESENCE,
    IDLE_LOCK,
    GROWTH,
    GRADED_RETURN,
    GOAL,
)

FIELDS: Final = {
    section.path(field): field for section in SECTIONS for field in section.fields
}
