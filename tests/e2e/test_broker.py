"""The broker goes, freezes or brings nonsense, and the walk is guarded all the same."""

import time
from typing import Final

from paho.mqtt.client import topic_matches_sub
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

pytestmark = pytest.mark.timeout(180)

# Home Assistant tries to reach a lost broker once in so many seconds.
BACK_WITHIN_S: Final = 20.0
FROZEN_S: Final = 8.0
# What a plug says beside what the simulator's own garbage fault picks from.
PLUG_TOPICS: Final = ("stat/{}/POWER", "stat/{}/STATUS8", "tele/{}/LWT", "tele/{}/WHAT")
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
    prove_counted(walk, began_s, reported_s, gaps=2)
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
    frozen_s = walk.prove_state("all is well", "moving", "on", 1.0)
    walk.house.broker.process.freeze()
    try:
        walk.prove_state("the silence is noticed", "moving", "unknown", FROZEN_S)
    finally:
        walk.house.broker.process.thaw()
    prove_sight(walk)
    prove_left_alone(walk, frozen_s)
    shown = walk.house.watch.changes(walk.treadmill.entities["moving"], frozen_s)
    assert "off" not in {each.state for each in shown}, "silence is no stillness"


def broker_talks_nonsense(walk: Stage) -> None:
    """Publish every kind of garbage on every topic that Home Gym listens to."""
    walk.timeline.tell("house", "garbage on every topic")
    began_s, before = time.monotonic(), unreadable(walk)
    topics = garbage_topics(walk)
    for heard in filters_of(walk):
        assert any(topic_matches_sub(heard, topic) for topic in topics), heard
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
    prove_left_alone(walk, began_s)


def garbage_topics(stage: Stage) -> list[str]:
    """Return all kinds of topics on which a machine's devices report."""
    topics = stage.house.shell.call(
        stage.treadmill.name,
        lambda machine: [
            topic for voice in machine.voices for topic in voice.garbage_topics
        ],
    )
    plug = stage.treadmill.choices.plug_topic
    return [*topics, *(topic.format(plug) for topic in PLUG_TOPICS)]


def filters_of(stage: Stage) -> set[str]:
    """Return what Home Gym has asked the broker for; the rest are its devices."""
    choices = stage.treadmill.choices
    mine = {choices.device_id, choices.plug_topic}
    devices = {"cmnd", "control"}
    found = {
        each
        for each in stage.house.broker.filters()
        if mine & set(levels := each.split("/")) and not devices & set(levels)
    }
    assert len(found) >= len(mine), found
    return found


def prove_left_alone(stage: Stage, since_s: float) -> None:
    """Prove that what was seen or not seen has moved neither belt nor plug."""
    commands = stage.facts(
        Fact.STOP, Fact.SLOW_DOWN, Fact.RELAY_OFF, cause=Cause.REMOTE, since_s=since_s
    )
    assert not commands, commands


def unreadable(stage: Stage) -> int:
    """Return how many messages made no sense so far."""
    house = stage.house
    told = house.api.request(f"diagnostics/config_entry/{house.entry_id}")
    return sum(each["unreadable_messages"] for each in told["data"]["machines"])


def prove_sight(stage: Stage) -> None:
    """Prove that Home Gym sees the belt move again."""
    stage.prove_state("the belt is seen to move", "moving", "on", BACK_WITHIN_S)
