"""The broker goes, freezes or brings nonsense, and the walk is guarded all the same."""

from typing import Final

import pytest

from gymlab.house.stage import Stage
from gymlab.house.stories.acts import report_pain, walk_at, walk_off
from gymlab.house.stories.proofs import (
    prove_counted,
    prove_never_raised,
    prove_plug_off,
    prove_rest,
    prove_undone,
)
from gymlab.simulator.deeds import Action
from gymlab.simulator.records import Cause, Fact
from gymlab.simulator.voices.base import GARBAGE

from .conftest import Crowd

# Not yet with the quick ones: of 27.5 s walked through a freeze and a restart 5.5 s
# were once not counted, and the reason is not found yet.
pytestmark = [pytest.mark.timeout(180), pytest.mark.slow]

# Home Assistant tries to reach a lost broker once in so many seconds.
BACK_WITHIN_S: Final = 20.0
FROZEN_S: Final = 8.0
PACE_KMH: Final = 2.6
FASTER_KMH: Final = 2.9


def test_one_walk_outlives_whatever_its_broker_does(crowd: Crowd) -> None:
    walk, lock = crowd.take(2)
    walk_off(lock, 2.0)
    locked_s = report_pain(lock, 6)
    began_s = walk_off(walk, PACE_KMH)
    prove_rest(lock, locked_s)
    lock.prove_state("the machine is locked", "phase", "locked", 5.0)
    broker_freezes(walk)
    broker_talks_nonsense(walk)
    broker_restarts(walk, lock)
    started = [
        each
        for each in walk.treadmill.events(began_s)
        if each["event_type"] == "session_started"
    ]
    assert len(started) == 1, "the session was torn apart"
    reported_s = report_pain(walk, 6)
    prove_rest(walk, reported_s)
    prove_plug_off(walk, reported_s)
    prove_counted(walk, began_s, reported_s)
    for stage in (walk, lock):
        prove_undone(stage, "a hand at the plug")
        prove_never_raised(stage)


def broker_restarts(walk: Stage, lock: Stage) -> None:
    """Lose the broker and its memory of who listens, with a locked plug switched on."""
    walk.timeline.tell("house", "the broker stops")
    walk.house.broker.stop()
    walk.prove_state("the loss is noticed", "signal_problem", "on", 10.0)
    lock.treadmill.do(Action.PLUG_ON)
    walk.house.broker.start()
    walk.timeline.tell("house", "the broker is back")
    prove_sight(walk)
    lock.prove(
        "what was switched on meanwhile is undone",
        lambda: not lock.treadmill.is_powered,
        BACK_WITHIN_S,
    )


def broker_freezes(walk: Stage) -> None:
    """Freeze the broker for some seconds, with all connections open."""
    walk.timeline.tell("house", "the broker freezes")
    frozen_s = walk.prove_state("all is well", "belt", "moving", 1.0)
    walk.house.broker.process.freeze()
    try:
        walk.prove_state("the silence is noticed", "belt", "unknown", FROZEN_S)
    finally:
        walk.house.broker.process.thaw()
    prove_sight(walk)
    commands = walk.facts(
        Fact.STOP, Fact.SLOW_DOWN, cause=Cause.REMOTE, since_s=frozen_s
    )
    assert not commands, "a silence has moved the belt"


def broker_talks_nonsense(walk: Stage) -> None:
    """Publish every kind of garbage on every topic that Home Gym listens to."""
    walk.timeline.tell("house", "garbage on every topic")
    before = unreadable(walk)
    topics = walk.house.shell.call(
        walk.treadmill.name,
        lambda machine: [
            topic for voice in machine.voices for topic in voice.garbage_topics
        ],
    )
    for payload in GARBAGE:
        for topic in topics:
            walk.house.spy.say(topic, payload.encode("utf-8", "surrogateescape"))
    walk.prove(
        "the garbage is counted",
        lambda: unreadable(walk) >= before + 100,
        5.0,
        lambda: f"{unreadable(walk)} unreadable messages, {before} before",
    )
    # A bridge that speaks only on change repeats nothing by itself.
    walk_at(walk, FASTER_KMH)
    prove_sight(walk)
    walk.prove_state("the speed is the real one", "speed", str(FASTER_KMH), 5.0)


def unreadable(stage: Stage) -> int:
    """Return how many messages made no sense so far."""
    return int(stage.treadmill.state("unreadable_messages") or 0)


def prove_sight(stage: Stage) -> None:
    """Prove that Home Gym sees the belt move again."""
    stage.prove_state("the belt is seen to move", "belt", "moving", BACK_WITHIN_S)
