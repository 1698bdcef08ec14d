"""Stories that nobody would think of: hands, voices, faults and crashes at any time."""

from collections.abc import Callable
from dataclasses import dataclass
import os
from typing import Any, Final

from hypothesis import settings, strategies as st

from custom_components.home_gym.engine.observations import (
    AcknowledgeAlarm,
    EndSession,
    Observation,
    Release,
    ReportBaseline,
    ReportPain,
    Resume,
    SelectPerson,
    SkipBreak,
    SnoozeBreak,
    StartDrill,
    Stop,
    Suspend,
    TakeBackPain,
    TakeBreak,
)
from custom_components.home_gym.engine.policy import Policy
from custom_components.home_gym.engine.words import Symptom
from gymlab.simulator.deeds import Action, Deed
from gymlab.simulator.faults import Fault
from gymlab.simulator.machine import MachineSettings

from .drive import policy
from .rig import Rig

THOROUGH: Final = "HOME_GYM_ALL" in os.environ
# A policy in which everything happens within two minutes.
HASTY: Final[Policy] = policy(
    warm_up={"length_s": 20, "max_speed_kmh": 3.0, "again_after_pause_s": 20},
    speed={"max_speed_kmh": 4.0, "down_kmh_per_s": 0.6},
    breaks={
        "every_s": 30,
        "length_s": 8,
        "notice_s": 5,
        "snooze_lengths_s": (10, 5),
        "overdue_after_s": 5,
        "slower_after_s": 10,
        "end_after_s": 20,
    },
    limits={
        "session_s": 70,
        "day_s": 120,
        "week_s": 400,
        "gap_s": 20,
        "pause_limit_s": 30,
        "notices_s": (20, 10),
    },
    cool_down={"length_s": 15},
    pain={
        "lock_after_stop_s": 20,
        "lock_after_emergency_s": 30,
        "lock_after_red_flag_s": 30,
    },
    idle_lock={"after_s": 25},
)
SPEEDS: Final = [1.0, 2.0, 3.0, 3.5, 5.0, 6.0, 8.0]
# What makes a device behave in another way belongs to its traits, not to its faults.
TRAITS: Final = frozenset({Fault.SET_SPEED_STARTS, Fault.STOP_TOGGLES})
# A false speed that looks like a true one cannot be told from it.
LIES: Final = frozenset({Fault.READING_STUCK, Fault.STALE_RETAINED, Fault.GARBAGE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One turn of a story, after a pause: `do` is told the rig."""

    after_s: float
    name: str
    do: Callable[[Rig], object]


def deed(action: Action, speed_kmh: float | None = None) -> tuple[str, Any]:
    """Return what hands do at the machine."""
    done = Deed(action=action, speed_kmh=speed_kmh)
    return done.text, lambda rig: rig.perform(done)


def fault(fault: Fault, *, on: bool) -> tuple[str, Any]:
    """Return a fault that begins or ends."""
    done = Deed(fault=fault, on=on)
    return f"{fault} {on}", lambda rig: rig.perform(done)


def tell(observation: Observation) -> tuple[str, Any]:
    """Return what a person says to Home Gym."""
    return str(observation), lambda rig: rig.feed(observation)


def link(*, up: bool) -> tuple[str, Any]:
    """Return a broker that comes or goes."""
    return f"link {up}", lambda rig: rig.cut_link(up=up)


def crash(gap_s: float) -> tuple[str, Any]:
    """Return a time in which Home Assistant is not there."""

    def do(rig: Rig) -> None:
        rig.stop_watching()
        rig.run(gap_s)
        rig.watch_again()

    return f"crash {gap_s}", do


def clock(step_s: float) -> tuple[str, Any]:
    """Return a calendar that is set."""

    def do(rig: Rig) -> None:
        rig.clock_off_s += step_s

    return f"clock {step_s}", do


HANDS: Final = st.one_of(
    st.sampled_from(
        [Action.START, Action.STOP, Action.FASTER, Action.SLOWER, Action.START]
    ).map(deed),
    st.sampled_from(SPEEDS).map(lambda kmh: deed(Action.SET_SPEED, kmh)),
    st.sampled_from(SPEEDS).map(lambda kmh: deed(Action.START, kmh)),
)
PLUG: Final = st.sampled_from([deed(Action.PLUG_ON), deed(Action.PLUG_OFF)])
KEY: Final = st.sampled_from([deed(Action.PULL_KEY), deed(Action.INSERT_KEY)])
VOICE: Final = st.sampled_from(
    [
        tell(each)
        for each in (
            Stop(),
            EndSession(),
            TakeBreak(),
            SnoozeBreak(),
            SkipBreak(),
            ReportBaseline(level=1),
            ReportPain(level=3),
            ReportPain(level=5),
            ReportPain(level=8),
            ReportPain(symptom=Symptom.FAINT),
            ReportPain(symptom=Symptom.BACK_RED_FLAG),
            ReportPain(symptom=Symptom.CRAMP),
            TakeBackPain(),
            Suspend(for_s=20),
            Suspend(),
            Resume(),
            Release(),
            Release(medical_advice_taken=True),
            SelectPerson(person_id="anna"),
            StartDrill(),
            AcknowledgeAlarm(),
        )
    ]
)
FAULTS: Final = st.builds(
    lambda which, on: fault(which, on=on),
    st.sampled_from(sorted(set(Fault) - TRAITS)),
    st.booleans(),
)
HONEST_FAULTS: Final = st.builds(
    lambda which, on: fault(which, on=on),
    st.sampled_from(sorted(set(Fault) - TRAITS - LIES)),
    st.booleans(),
)
LINK: Final = st.booleans().map(lambda up: link(up=up))
CRASH: Final = st.sampled_from([0.1, 2.0, 8.0, 40.0, 90.0]).map(crash)
CLOCK: Final = st.sampled_from([-86400.0, -30.0, 30.0, 86400.0]).map(clock)
# To the millisecond, most of them soon after one another.
PAUSES: Final = st.one_of(st.integers(0, 3000), st.integers(0, 25000))


def stories(
    *kinds: st.SearchStrategy[tuple[str, Any]], most: int = 14
) -> st.SearchStrategy[list[Turn]]:
    """Return stories made of turns of these kinds."""
    turn = st.builds(
        lambda ms, named: Turn(after_s=ms / 1000, name=named[0], do=named[1]),
        PAUSES,
        st.one_of(*kinds),
    )
    return st.lists(turn, min_size=1, max_size=most)


def play(rig: Rig, story: list[Turn], *, then_s: float = 30.0) -> Rig:
    """Play a story, beginning with a walk, and let it end."""
    rig.run(2)
    rig.perform(Deed(action=Action.START, speed_kmh=2.0))
    for turn in story:
        rig.run(turn.after_s)
        turn.do(rig)
    rig.run(then_s)
    return rig


def lagging(to_s: float) -> MachineSettings:
    """Return a treadmill whose commands take up to so long."""
    return MachineSettings(lag_from_s=0.0, lag_to_s=to_s)


def examples(count: int) -> settings:
    """Return how many stories are told: a few each time, many when all is tested."""
    return settings(max_examples=count * 25 if THOROUGH else count)
