"""The recording that the bench plays says what a real walk says, in its own time."""

from collections import Counter
import threading

from gymlab.benchmarks.player import Player
from gymlab.benchmarks.stream import (
    BASE,
    SPEED_KMH,
    SPEED_TOPIC,
    Line,
    four_topics,
    messages_per_s,
    record,
    renamed,
    steady,
)
from gymlab.house.waiting import wait_for

MINUTE_S = 60.0


def test_a_recording_is_the_same_each_time() -> None:
    assert record(MINUTE_S) == record(MINUTE_S)


def test_a_steady_walk_speaks_only_of_what_changes() -> None:
    lines = steady(2 * MINUTE_S)
    topics = Counter(line.topic for line in lines)
    assert topics[f"{BASE}/{SPEED_TOPIC}"] == 0
    assert topics[f"{BASE}/workout/distance"] == 240
    assert 0.0 < lines[0].at_s < 1.0
    assert 10.0 < messages_per_s(lines) < 15.0


def test_four_topics_are_told_twice_a_second() -> None:
    lines = four_topics(MINUTE_S)
    every = [line for line in lines if not line.topic.endswith("minutes")]
    assert len(every) == 60 * 2 * 4
    speeds = {line.payload for line in lines if line.topic.endswith(SPEED_TOPIC)}
    assert speeds == {f"{SPEED_KMH:.2f}"}


def test_the_moving_time_of_four_topics_never_falls() -> None:
    parts = {"minutes": 0, "seconds": 0}
    told = []
    for at_s in sorted({line.at_s for line in four_topics(3 * MINUTE_S)}):
        for line in four_topics(3 * MINUTE_S):
            if line.at_s == at_s and "/moving/" in line.topic:
                parts[line.topic.rsplit("/", 1)[1]] = int(line.payload)
        told.append(60 * parts["minutes"] + parts["seconds"])
    assert told == sorted(told)
    assert told[-1] == 180


def test_another_device_says_the_same() -> None:
    assert renamed(f"{BASE}/workout/distance", "other") == "QZ/other/workout/distance"


def test_a_device_goes_on_where_it_stopped() -> None:
    heard: list[tuple[str, str]] = []
    three = threading.Event()

    def publish(topic: str, payload: str) -> None:
        """Keep what is played, and say when a pause is due."""
        heard.append((topic, payload))
        if len(heard) == 3:
            three.set()

    lines = [
        Line(at_s=0.03 * number, topic=f"{BASE}/count", payload=str(number))
        for number in range(1000)
    ]
    with Player(lines, publish) as player:
        player.play("a/", ["first"])
        assert three.wait(10.0)
        player.pause("a/", ["first"])
        said = player.sent
        player.play("b/", ["second"])
        wait_for(lambda: player.sent >= said + 2, "the second one speaks", 10.0)
        player.pause("b/", ["second"])
        player.play("a/", ["first"])
        wait_for(lambda: player.sent >= said + 5, "the first one goes on", 10.0)
    first = [payload for topic, payload in heard if topic == "a/QZ/first/count"]
    second = [payload for topic, payload in heard if topic == "b/QZ/second/count"]
    assert first == [str(number) for number in range(len(first))]
    assert second == [str(number) for number in range(len(second))]
    assert len(second) >= 2
