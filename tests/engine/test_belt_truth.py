"""What the engine believes of the belt, told as messages and silences."""

from typing import Any

import pytest

from custom_components.home_gym.engine.observations import BrokerLink, Observation
from custom_components.home_gym.engine.words import Belt, Proof

from .drive import HOUR, Drive, machine, reads

MOVING, STILL, UNKNOWN, CONFLICT = Belt
type Steps = tuple[tuple[float, Observation | Belt], ...]

ONLINE = (0, reads(BRIDGE_ONLINE=True))
STORIES: dict[str, Steps] = {
    "nothing heard is unknown": ((0, UNKNOWN), (60, UNKNOWN)),
    "a speed is motion": (ONLINE, (1, reads(SPEED=3.0)), (1, MOVING)),
    "a zero is stillness": (ONLINE, (1, reads(SPEED=0.0)), (1, STILL)),
    "after a zero a silent treadmill stays still": (
        ONLINE,
        (1, reads(SPEED=0.0)),
        (HOUR, STILL),
        (10 * HOUR, STILL),
    ),
    "after a speed silence is unknown in five seconds": (
        ONLINE,
        (1, reads(SPEED=3.0)),
        (5.9, MOVING),
        (6.1, UNKNOWN),
        (HOUR, UNKNOWN),
    ),
    "signs of life keep a speed alive where no counter is told": (
        ONLINE,
        (1, reads(SPEED=3.0)),
        (5, reads(TREADMILL_LIFE=True)),
        (9, reads(TREADMILL_LIFE=True)),
        (13, MOVING),
        (15, UNKNOWN),
    ),
    "signs of life do not keep a speed alive where a counter stands": (
        ONLINE,
        (0, reads(MOVING_TIME=100)),
        (1, reads(SPEED=3.0)),
        (5, reads(TREADMILL_LIFE=True)),
        (7, UNKNOWN),
    ),
    "a counter that advances keeps a silent speed moving": (
        ONLINE,
        (1, reads(SPEED=3.0)),
        (4, reads(MOVING_TIME=10)),
        (5, reads(MOVING_TIME=11)),
        (9, reads(MOVING_TIME=15)),
        (13, MOVING),
        (15, UNKNOWN),
    ),
    "a moving time that goes on is motion, whatever its sum": (
        ONLINE,
        (1, reads(MOTION=True)),
        (5, MOVING),
        (7, UNKNOWN),
    ),
    "a snapshot of it is not": (
        ONLINE,
        (1, reads(MOTION=True, retained=True)),
        (1, UNKNOWN),
    ),
    "distance that advances is motion too": (
        ONLINE,
        (1, reads(DISTANCE=100)),
        (1, UNKNOWN),
        (4, reads(DISTANCE=110)),
        (8, MOVING),
        (10, UNKNOWN),
    ),
    "a counter heard for the first time proves nothing": (
        ONLINE,
        (1, reads(MOVING_TIME=600)),
        (1, UNKNOWN),
    ),
    "a counter that a new workout sets back proves nothing": (
        ONLINE,
        (1, reads(MOVING_TIME=600)),
        (2, reads(MOVING_TIME=0)),
        (2, UNKNOWN),
    ),
    "a counter that advances behind a zero is a conflict": (
        ONLINE,
        (1, reads(SPEED=0.0)),
        (2, reads(MOVING_TIME=10)),
        (20, reads(MOVING_TIME=11)),
        (21, reads(MOVING_TIME=12)),
        (21, CONFLICT),
        (40, STILL),
    ),
    "a counter that comes just behind its zero is none": (
        ONLINE,
        (1, reads(MOVING_TIME=10)),
        (2, reads(SPEED=0.0)),
        (2.5, reads(MOVING_TIME=11)),
        (3, STILL),
    ),
    "fresh low watts beat a speed that a bridge keeps for ever": (
        ONLINE,
        (0, reads(RELAY=True)),
        (1, reads(SPEED=3.0)),
        (5, reads(TREADMILL_LIFE=True)),
        (8, reads(POWER=9)),
        (9, reads(TREADMILL_LIFE=True)),
        (9, STILL),
    ),
    "watts that were read too soon say nothing against a new speed": (
        ONLINE,
        (0, reads(RELAY=True)),
        (1, reads(SPEED=3.0)),
        (3, reads(POWER=9)),
        (4, MOVING),
    ),
    "nor do they when that speed falls silent": (
        ONLINE,
        (0, reads(RELAY=True)),
        (1, reads(SPEED=3.0)),
        (3, reads(POWER=9)),
        (6.1, UNKNOWN),
    ),
    "watts of before a walk say nothing of a belt that is lost from sight": (
        ONLINE,
        (0, reads(RELAY=True, POWER=9)),
        (1, reads(SPEED=3.0)),
        (5.9, MOVING),
        (6.1, UNKNOWN),
        (7, reads(POWER=9)),
        (7, STILL),
    ),
    "nor when the bridge is lost": (
        ONLINE,
        (0, reads(RELAY=True, POWER=9)),
        (1, reads(SPEED=3.0)),
        (2, reads(BRIDGE_ONLINE=False)),
        (2, UNKNOWN),
        (8, reads(POWER=9)),
        (8, STILL),
    ),
    "low watts against an advancing counter are a conflict": (
        ONLINE,
        (0, reads(RELAY=True)),
        (1, reads(SPEED=3.0)),
        (1, reads(MOVING_TIME=1)),
        (9, reads(MOVING_TIME=9)),
        (10, reads(POWER=9)),
        (10, CONFLICT),
        # A conflict lasts no longer than its witnesses.
        (14.1, STILL),
        (26, UNKNOWN),
    ),
    "high watts behind a zero are a conflict, as long as they are fresh": (
        ONLINE,
        (0, reads(RELAY=True)),
        (1, reads(SPEED=0.0)),
        (8, reads(POWER=250)),
        (8, CONFLICT),
        (22, CONFLICT),
        (24, STILL),
    ),
    "watts alone tell motion, and what lies between is no proof of rest": (
        (0, reads(RELAY=True, POWER=9)),
        (0, STILL),
        (5, reads(POWER=60)),
        (5, UNKNOWN),
        (10, reads(POWER=120)),
        (10, MOVING),
        (15, reads(POWER=60)),
        (15, MOVING),
        (20, reads(POWER=12)),
        (20, STILL),
        (40, UNKNOWN),
    ),
    "a relay that opens proves stillness only after coasting": (
        ONLINE,
        (0, reads(RELAY=True)),
        (1, reads(SPEED=3.0)),
        (2, reads(RELAY=False)),
        (6.5, UNKNOWN),
        (9.9, UNKNOWN),
        (10.1, STILL),
        (HOUR, STILL),
    ),
    "motion behind an open relay is a conflict: it may be welded": (
        ONLINE,
        (0, reads(RELAY=True)),
        (1, reads(SPEED=3.0)),
        (2, reads(RELAY=False)),
        (11, reads(SPEED=3.1)),
        (12, CONFLICT),
        (17, STILL),
    ),
    "a belt that still coasts behind an open relay moves": (
        ONLINE,
        (0, reads(RELAY=True)),
        (1, reads(SPEED=3.0)),
        (2, reads(RELAY=False)),
        (4, reads(SPEED=1.0)),
        (4, MOVING),
    ),
    "watts behind an open relay say nothing of a coasting belt": (
        ONLINE,
        (0, reads(RELAY=True)),
        (1, reads(SPEED=3.0)),
        (2, reads(RELAY=False)),
        (3, reads(POWER=0)),
        (6.5, UNKNOWN),
    ),
    "a retained speed is a snapshot": (
        ONLINE,
        (1, reads(SPEED=3.0, retained=True)),
        (1, UNKNOWN),
    ),
    "a retained zero is a snapshot": (
        ONLINE,
        (1, reads(SPEED=0.0, retained=True)),
        (1, UNKNOWN),
    ),
    "retained counters are snapshots": (
        ONLINE,
        (1, reads(MOVING_TIME=5, retained=True)),
        (2, reads(MOVING_TIME=6, retained=True)),
        (2, UNKNOWN),
    ),
    "a retained open relay proves nothing": (
        (0, reads(RELAY=False, retained=True)),
        (60, UNKNOWN),
    ),
    "a bridge that goes offline takes its zero along": (
        ONLINE,
        (1, reads(SPEED=0.0)),
        (2, reads(BRIDGE_ONLINE=False)),
        (2, UNKNOWN),
        (3, reads(BRIDGE_ONLINE=True)),
        (3, UNKNOWN),
        (4, reads(SPEED=0.0)),
        (4, STILL),
    ),
    "a bridge that goes offline takes its speed along": (
        ONLINE,
        (1, reads(SPEED=3.0)),
        (2, reads(BRIDGE_ONLINE=False)),
        (2, UNKNOWN),
    ),
    "a bridge that speaks after its late last will is back": (
        ONLINE,
        (1, reads(SPEED=3.0)),
        (2, reads(BRIDGE_ONLINE=False)),
        (3, reads(SPEED=3.1)),
        (3, MOVING),
    ),
    "a bridge that lost its treadmill knows nothing": (
        ONLINE,
        (1, reads(SPEED=3.0)),
        (2, reads(TREADMILL_CONNECTED=False)),
        (2, UNKNOWN),
    ),
    "a plug that goes offline takes its watts along": (
        (0, reads(RELAY=True, POWER=250)),
        (0, MOVING),
        (1, reads(PLUG_ONLINE=False)),
        (1, UNKNOWN),
    ),
    "a broker that is lost leaves nothing to believe": (
        ONLINE,
        (1, reads(SPEED=0.0)),
        (1, reads(RELAY=False)),
        (20, BrokerLink(up=False)),
        (20, UNKNOWN),
        (30, BrokerLink(up=True)),
        (30, UNKNOWN),
        (31, reads(SPEED=0.0)),
        (31, STILL),
    ),
    "what was missed while the broker was away is forgotten": (
        ONLINE,
        (1, reads(TREADMILL_CONNECTED=False)),
        (20, BrokerLink(up=False)),
        (30, BrokerLink(up=True)),
        (31, reads(SPEED=3.0)),
        (31, MOVING),
    ),
}
REPEATING: dict[str, Steps] = {
    "a zero that is not repeated is unknown in ten seconds": (
        (1, reads(SPEED=0.0)),
        (10.9, STILL),
        (11.1, UNKNOWN),
    ),
    "a speed that is not repeated is unknown in five seconds": (
        (1, reads(SPEED=3.0)),
        (5.9, MOVING),
        (6.1, UNKNOWN),
    ),
    "low watts against repeated speeds are a conflict": (
        (0, reads(RELAY=True)),
        (1, reads(SPEED=3.0)),
        (8, reads(SPEED=3.0)),
        (9, reads(POWER=9)),
        (9, CONFLICT),
    ),
}


def play(drive: Drive, steps: Steps) -> None:
    for at_s, step in steps:
        drive.wait(at_s - drive.at_s)
        if isinstance(step, Belt):
            assert drive.state.truth.belt is step, f"after {at_s} s"
        else:
            drive.feed(step)


@pytest.mark.parametrize("steps", STORIES.values(), ids=STORIES)
def test_a_treadmill_that_tells_only_changes(steps: Steps) -> None:
    play(Drive(), steps)


@pytest.mark.parametrize("steps", REPEATING.values(), ids=REPEATING)
def test_a_treadmill_that_repeats_itself(steps: Steps) -> None:
    play(Drive(a_machine=machine(change_only=False)), steps)


PROOFS: dict[str, tuple[dict[str, Any], Proof, float | None]] = {
    "speed": ({"SPEED": 3.0}, Proof.SPEED, 3.0),
    "moving time": ({"MOVING_TIME": 11}, Proof.MOVING_TIME, None),
    "distance": ({"DISTANCE": 110}, Proof.DISTANCE, None),
    "power": ({"POWER": 200}, Proof.POWER, None),
}


@pytest.mark.parametrize(("told", "proof", "kmh"), PROOFS.values(), ids=PROOFS)
def test_the_truth_names_its_proof(
    told: dict[str, Any], proof: Proof, kmh: float | None
) -> None:
    drive = Drive()
    drive.read(BRIDGE_ONLINE=True, RELAY=True, MOVING_TIME=10, DISTANCE=100)
    drive.wait(1)
    drive.read(**told)
    truth = drive.state.truth
    assert (truth.belt, truth.proof, truth.speed_kmh) == (MOVING, proof, kmh)
    assert truth.seen_at_s == drive.elapsed_s


def test_an_old_speed_is_not_believed_of_a_treadmill_that_repeats_itself() -> None:
    drive = Drive(a_machine=machine(change_only=False))
    drive.read(SPEED=3.0, MOVING_TIME=10)
    for second in range(1, 20):
        drive.wait(1)
        drive.read(MOVING_TIME=10 + second)
    assert drive.state.truth.belt is MOVING
    assert drive.state.truth.speed_kmh is None


def test_conflict_counts_as_motion_for_everything_that_needs_calm() -> None:
    drive = Drive()
    drive.read(BRIDGE_ONLINE=True, RELAY=True, SPEED=0.0)
    drive.wait(8)
    drive.read(POWER=250)
    assert drive.state.truth.belt is CONFLICT
    assert drive.state.truth.last_moving_at_s == drive.elapsed_s
