"""The state of one machine: everything the engine remembers between observations."""

from dataclasses import dataclass, field
from typing import Any

from .awaited import Questions, Summons
from .belt import BeltTruth, Evidence
from .words import (
    GUEST,
    CapSource,
    EndKind,
    Issue,
    PainBand,
    Proof,
    Reason,
    RuleKey,
    Symptom,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Blind:
    """A stretch of a session that nobody could watch.

    `observed_s` was seen to move after it, before the machine's own counter was heard.
    `contested` is that one witness saw motion in it.
    """

    since_s: float
    from_moving: bool
    contested: bool = False
    until_s: float | None = None
    moving_after: bool = False
    observed_s: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class CounterMark:
    """Where the machine's own moving time stood, and ours at the same moment."""

    counter_s: float
    moving_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """One walk, pauses included. All lengths are seconds.

    `credited_s` is the part of the moving time that nobody watched and the machine's
    own counter told afterwards, `suspended_s` that of which no rule was to judge.
    `walkers` is everybody who was said to walk in it.
    """

    id: str
    person_id: str
    started_utc_s: float
    started_s: float
    moving_s: float = 0.0
    credited_s: float = 0.0
    unseen_s: float = 0.0
    suspended_s: float = 0.0
    distance_m: float = 0.0
    fastest_kmh: float = 0.0
    warm_s: float = 0.0
    rest_s: float = 0.0
    paused_at_s: float | None = None
    blind: Blind | None = None
    mark: CounterMark | None = None
    breaks_taken: int = 0
    corrections: int = 0
    baseline: int | None = None
    worst_band: PainBand = PainBand.NONE
    ending: Reason | None = None
    walkers: tuple[str, ...] = ()

    @property
    def walked_s(self) -> float:
        """Return the time that counts toward limits: seen and unseen."""
        return self.moving_s + self.unseen_s

    @property
    def judged_s(self) -> float:
        """Return the moving time that was seen, and supervised, while it passed."""
        return self.moving_s - self.credited_s - self.suspended_s


@dataclass(frozen=True, slots=True, kw_only=True)
class DayTotal:
    """What one person walked on one day of the gym."""

    person_id: str
    day: str
    moving_s: float = 0.0
    unseen_s: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Elsewhere:
    """What people walked on another machine of the gym."""

    machine_id: str
    totals: tuple[DayTotal, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """The gym's present day and week, with the Unix times between which they last."""

    name: str = ""
    starts_utc_s: float = 0.0
    ends_utc_s: float = 0.0
    week: str = ""
    week_starts_utc_s: float = 0.0
    week_ends_utc_s: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Lock:
    """A latched lock.

    It ends when both clocks say so; with `needs_release` it then waits for a person.
    `elsewhere` is that another machine of the gym has told of it.
    """

    reason: Reason
    since_utc_s: float
    ends_utc_s: float
    ends_s: float
    needs_release: bool = False
    person_id: str = GUEST
    elsewhere: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Ladder:
    """An end under way: what was sent, what was seen, what comes next."""

    kind: EndKind
    reason: Reason
    started_s: float
    started_utc_s: float
    speed_at_start_kmh: float | None = None
    switch_off: bool = False
    slow_sent_at_s: float | None = None
    slow_target_kmh: float | None = None
    speed_at_stop_kmh: float | None = None
    stop_sent_at_s: float | None = None
    stop_sent_utc_s: float | None = None
    stops_sent: int = 0
    still_at_s: float | None = None
    still_utc_s: float | None = None
    asked_at_s: float | None = None
    off_sent_at_s: float | None = None
    offs_sent: int = 0
    off_utc_s: float | None = None
    warned: bool = False
    unsent: bool = False
    failed_at_s: float | None = None
    cut_announced_at_s: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LadderRecord:
    """What the last ladder proved: the evidence behind "the treadmill stopped"."""

    reason: Reason
    stop_sent_utc_s: float | None
    still_utc_s: float | None
    off_utc_s: float | None
    stop_time_s: float | None
    load_verified: bool
    proof: Proof


@dataclass(frozen=True, slots=True, kw_only=True)
class PainReport:
    """The last report, kept for the baseline, the release gate and the take-back.

    `before_walk` is that it was told as the baseline.
    """

    level: int | None
    place: str | None
    band: PainBand
    at_s: float
    at_utc_s: float
    person_id: str = GUEST
    symptom: Symptom | None = None
    before_walk: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Cap:
    """A speed to keep at or under, and whose number it is."""

    speed_kmh: float
    source: CapSource


@dataclass(frozen=True, slots=True, kw_only=True)
class Over:
    """How long the belt has been faster than the cap, and what was done about it."""

    since_s: float
    enforced: bool = False
    easing: bool = False
    slowed_at_s: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Slowed:
    """The last set-speed that was sent, and when."""

    at_s: float
    speed_kmh: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Guard:
    """How the locks are being held against something that switches on again.

    `unheeded` counts the times that the plug was told and stayed on.
    """

    asked_at_s: float | None = None
    off_sent_at_s: float | None = None
    unheeded: int = 0
    undone_at_s: tuple[float, ...] = ()
    holding: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Backstop:
    """What is known of the plug's own timer, and what was asked of it.

    `set_s` is what the plug says, `original_s` what it said before it was ours, 0 for
    none; `sent_s` is what it was told last, None where it was only asked. `runs_out_s`
    is when it switches off (elapsed), None where it does not run.
    """

    set_s: float | None = None
    original_s: float | None = None
    runs_out_s: float | None = None
    sent_s: float | None = None
    asked_at_s: float | None = None
    tries: int = 0
    failed: bool = False
    ours: bool = False
    session_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """Everything about one machine. Elapsed times never leave one boot's clock.

    `pain` is the last report of all, `pains` the last of each person.
    """

    evidence: Evidence = field(default_factory=Evidence)
    truth: BeltTruth = field(default_factory=BeltTruth)
    moving_pending_since_s: float | None = None
    accounted_s: float | None = None
    utc_s: float = 0.0
    day: Day = field(default_factory=Day)
    clock_suspect: bool = False
    person_id: str = GUEST
    session: Session | None = None
    last_session: Session | None = None
    last_ended_utc_s: float | None = None
    totals: tuple[DayTotal, ...] = ()
    elsewhere: tuple[Elsewhere, ...] = ()
    locks: tuple[Lock, ...] = ()
    lifted: tuple[Lock, ...] = ()
    waived: tuple[Lock, ...] = ()
    guard: Guard = field(default_factory=Guard)
    ladder: Ladder | None = None
    last_ladder: LadderRecord | None = None
    backstop: Backstop = field(default_factory=Backstop)
    asked_at_s: float | None = None
    cap: Cap | None = None
    over: Over | None = None
    slowed: Slowed | None = None
    pain: PainReport | None = None
    pains: tuple[PainReport, ...] = ()
    alarm: Issue | None = None
    alarm_acknowledged: bool = False
    summons: Summons | None = None
    questions: Questions = field(default_factory=Questions)
    issues: tuple[Issue, ...] = ()
    suspended_until_s: float | None = None
    suspension_warned: bool = False
    quiet_until_s: float = 0.0
    memories: dict[RuleKey, Any] = field(default_factory=dict)
