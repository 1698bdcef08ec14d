"""The plug's own timer: set once for a session, proved, and never in its way."""

from typing import Any

import pytest

from custom_components.home_gym.engine.backstop import NoBackstop, size_s, why_none
from custom_components.home_gym.engine.clock import Now
from custom_components.home_gym.engine.effects import Arm, Ask, Disarm, SendStop
from custom_components.home_gym.engine.machine import PlugTimer
from custom_components.home_gym.engine.observations import (
    BrokerLink,
    Observation,
    PlugReplaced,
    Resume,
    Suspend,
)
from custom_components.home_gym.engine.words import Event, Issue, Mode, PowerCut, Reason
from custom_components.home_gym.policy.files import Preset, load_preset

from .drive import HOUR, MINUTE, Walk, machine, policy

COUNTS_FROM_ARMING = PlugTimer(shortest_s=12, longest_s=64_800)
COUNTS_FROM_SWITCH_ON = PlugTimer(
    shortest_s=1, longest_s=86_400, counts_from_switch_on=True
)
LIMITS = {"session_s": 40 * MINUTE, "day_s": 10 * HOUR, "week_s": 70 * HOUR}
BREAKS: dict[str, Any] = {"mode": Mode.ADVISE}
RULES = policy(limits=LIMITS, breaks=BREAKS, idle_lock={"after_s": 15 * MINUTE})
# 40 minutes, four breaks and one pause more of 15 minutes each, and a minute.
SIZE_S = 116 * MINUTE


class TimedWalk(Walk):
    """Walk on a treadmill whose plug has a timer of its own, as Tasmota's."""

    answers = True
    fired_at_s: float | None = None

    def __init__(
        self, timer: PlugTimer | None = COUNTS_FROM_ARMING, **changes: Any
    ) -> None:
        """Plug it in, with the timer as the owner has left it."""
        self.set_s = 0.0
        self.ends_s: float | None = None
        changes.setdefault("power_cut", PowerCut.AFTER_COUNTDOWN)
        super().__init__(RULES, machine(plug_timer=timer, **changes))

    def feed(self, observation: Observation) -> Any:
        """Let the plug do what it is told about its timer."""
        step = super().feed(observation)
        for effect in step.effects:
            match effect:
                case Arm(cap_s=cap_s):
                    self.set_timer(cap_s)
                case Disarm():
                    self.set_timer(0.0)
                case Ask():
                    self.tell()
        return step

    def set_timer(self, seconds: float) -> None:
        """Set the timer, which begins to count at once, and say so."""
        if self.answers:
            self.set_s = seconds
            self.ends_s = self.elapsed_s + seconds if seconds else None
            self.tell()

    def tell(self) -> None:
        """Answer how the timer is set, and what is left of it."""
        if self.answers:
            left_s = 0.0 if self.ends_s is None else self.ends_s - self.elapsed_s
            self.read(BACKSTOP=self.set_s, BACKSTOP_REMAINING=left_s)

    def wait(self, seconds: float) -> None:
        """Let the timer run out when its time has come."""
        super().wait(seconds)
        if self.ends_s is not None and self.elapsed_s >= self.ends_s:
            self.fired_at_s, self.ends_s = self.at_s, None
            self.read(RELAY=False)


def walking(minutes: float = 1.0, **changes: Any) -> TimedWalk:
    walk = TimedWalk(**changes)
    walk.walk(3.0, minutes * MINUTE)
    return walk


def test_it_is_armed_when_a_session_begins() -> None:
    walk = walking()
    assert [each.cap_s for each in walk.since() if isinstance(each, Arm)] == [SIZE_S]
    assert walk.events().count(Event.BACKSTOP_ARMED) == 1
    until = walk.view().backstop_until
    assert until is not None
    assert until - walk.utc_s == pytest.approx(SIZE_S - MINUTE, abs=5)


def test_it_is_taken_away_when_the_session_ends() -> None:
    walk = walking()
    walk.press(0.0)
    walk.wait(16 * MINUTE)
    assert walk.events()[-1] is Event.BACKSTOP_DISARMED
    assert walk.set_s == 0
    assert walk.view().backstop_until is None


def test_what_the_plug_does_not_say_back_is_not_armed() -> None:
    walk = TimedWalk()
    walk.tell()
    walk.answers = False
    walk.walk(3.0, MINUTE)
    assert Event.BACKSTOP_ARMED not in walk.events()
    assert walk.view().backstop_until is None
    assert Issue.BACKSTOP_NOT_ARMED in walk.state.issues
    assert sum(isinstance(each, Arm) for each in walk.since()) == 3


def test_the_trouble_is_over_when_the_plug_answers_again() -> None:
    walk = TimedWalk()
    walk.tell()
    walk.answers = False
    walk.walk(3.0, MINUTE)
    walk.answers = True
    walk.feed(BrokerLink(up=False))
    walk.feed(BrokerLink(up=True))
    walk.go_on(MINUTE)
    assert Issue.BACKSTOP_NOT_ARMED not in walk.state.issues
    assert walk.view().backstop_until is not None


def test_a_session_that_was_over_before_a_crash_was_noticed_is_disarmed() -> None:
    walk = walking()
    walk.press(0.0)
    walk.restart(20 * MINUTE)
    walk.wait(MINUTE)
    assert walk.state.session is None
    assert walk.set_s == 0


def test_a_restart_in_mid_session_does_not_set_it_anew() -> None:
    walk = walking()
    ends_s = walk.ends_s
    walk.restart(20)
    walk.go_on(MINUTE)
    assert walk.ends_s == ends_s
    assert walk.view().backstop_until is not None


@pytest.mark.parametrize("pause_minutes", [2, 7, 14])
def test_no_session_that_is_allowed_runs_into_it(pause_minutes: float) -> None:
    walk = TimedWalk()
    for _ in range(20):
        walk.walk(3.0, 2.2 * MINUTE)
        walk.walk(0.0, pause_minutes * MINUTE)
    assert walk.fired_at_s is None
    assert Event.SESSION_ENDED in walk.events()


def test_the_walk_is_ended_before_it_could_fire() -> None:
    walk = walking()
    walk.ends_s = walk.elapsed_s + 5 * MINUTE
    walk.tell()
    walk.go_on(5 * MINUTE)
    assert "backstop_reached" in walk.said()
    assert walk.state.last_ladder is not None
    assert walk.state.last_ladder.reason is Reason.BACKSTOP
    assert walk.when(SendStop)
    assert not walk.state.locks


def test_it_says_so_when_it_has_fired() -> None:
    walk = walking()
    walk.obeys_stop = walk.plug_obeys = False
    walk.ends_s = walk.elapsed_s + 30
    walk.tell()
    walk.go_on(MINUTE)
    assert "backstop_fired" in walk.said()
    assert walk.view().backstop_until is None


def test_the_owners_own_timer_comes_back() -> None:
    walk = TimedWalk()
    walk.set_s = 7200.0
    walk.walk(3.0, MINUTE)
    assert walk.set_s == SIZE_S
    walk.press(0.0)
    walk.wait(16 * MINUTE)
    assert walk.set_s == 7200.0


def test_a_suspension_takes_it_away_and_its_end_sets_it_again() -> None:
    walk = walking()
    walk.feed(Suspend(for_s=None))
    walk.go_on(5)
    assert walk.set_s == 0
    walk.feed(Resume())
    walk.go_on(5)
    assert walk.set_s == SIZE_S


def test_a_timer_that_counts_from_the_switch_on_is_set_before() -> None:
    walk = TimedWalk(COUNTS_FROM_SWITCH_ON)
    walk.wait(MINUTE)
    assert walk.set_s == SIZE_S + 15 * MINUTE
    assert walk.events() == [Event.BACKSTOP_ARMED]


WHY_NONE = {
    "the plug has none": ({"plug_timer": None}, {}, NoBackstop.NO_TIMER),
    "the owner did not choose it": (
        {"power_cut": PowerCut.WHEN_STILL},
        {},
        NoBackstop.NOT_CHOSEN,
    ),
    "no end is enforced": (
        {},
        {"limits": LIMITS | {"mode": Mode.ADVISE}},
        NoBackstop.NO_LIMIT,
    ),
    "the plug may be on for ever": (
        {"plug_timer": COUNTS_FROM_SWITCH_ON},
        {"limits": LIMITS},
        NoBackstop.NO_IDLE_LOCK,
    ),
    "its longest is too short": (
        {"plug_timer": PlugTimer(shortest_s=1, longest_s=3600)},
        {"limits": LIMITS},
        NoBackstop.TOO_LONG,
    ),
    "nothing is in its way": ({}, {"limits": LIMITS}, None),
}


@pytest.mark.parametrize(("traits", "rules", "why"), WHY_NONE.values(), ids=WHY_NONE)
def test_why_there_is_none(
    traits: dict[str, Any], rules: dict[str, Any], why: NoBackstop | None
) -> None:
    chosen = {"power_cut": PowerCut.AFTER_COUNTDOWN, "plug_timer": COUNTS_FROM_ARMING}
    assert why_none(policy(**rules), machine(**chosen | traits)) is why


@pytest.mark.parametrize("preset", Preset)
def test_every_preset_fits_what_a_tasmota_counts(preset: Preset) -> None:
    assert size_s(load_preset(preset), COUNTS_FROM_ARMING) <= 64_800


def test_explain_tells_until_when_and_why_not() -> None:
    assert walking().explain()["backstop"]["none_because"] is None
    walk = walking(power_cut=PowerCut.NEVER)
    assert walk.explain()["backstop"] == {"until": None, "none_because": "not_chosen"}
    assert not [each for each in walk.since() if isinstance(each, Arm | Disarm)]


def test_a_retained_answer_proves_nothing() -> None:
    walk = TimedWalk()
    walk.tell()
    walk.answers = False
    walk.walk(3.0, 3)
    walk.read(retained=True, BACKSTOP=SIZE_S, BACKSTOP_REMAINING=SIZE_S)
    assert walk.view().backstop_until is None


def test_time_of_day_does_not_matter() -> None:
    walk = walking()
    walk.step_clock(-3 * HOUR)
    walk.go_on(5)
    until = walk.view().backstop_until
    assert until is not None
    now = Now(elapsed_s=walk.elapsed_s, utc_s=walk.utc_s)
    assert until - now.utc_s == pytest.approx(SIZE_S - MINUTE, abs=15)


def test_a_timer_that_only_its_owner_can_set_ends_the_walk_in_time_too() -> None:
    walk = walking(timer=None)
    walk.read(BACKSTOP_REMAINING=5 * MINUTE)
    walk.go_on(5 * MINUTE)
    assert "backstop_reached" in walk.said()
    assert not [each for each in walk.since() if isinstance(each, Arm | Disarm)]


def test_another_plug_has_a_timer_of_its_own() -> None:
    """What the last one was set to before is nothing to put back in this one."""
    walk = TimedWalk()
    walk.set_timer(600.0)
    walk.walk(3.0, MINUTE)
    assert walk.state.backstop.original_s == 600.0
    walk.set_s, walk.ends_s = 900.0, None
    walk.feed(PlugReplaced())
    walk.go_on(MINUTE)
    assert walk.state.backstop.original_s == 900.0
    assert walk.set_s == SIZE_S
