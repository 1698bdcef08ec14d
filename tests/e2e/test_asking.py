"""Whoever walks is asked aloud and on a phone, in a real house.

A real pipeline hears the answers; what comes of them is read in the ledger of the
simulated treadmill.
"""

from collections.abc import Iterator
from dataclasses import dataclass
import time
from typing import Final

import pytest

from custom_components.home_gym.speaking.phrase_files import shipped_texts
from gymlab.house.stories.acts import report_pain, walk_off
from gymlab.house.stories.proofs import prove_never_raised, prove_rest
from gymlab.simulator.records import Cause, Fact

from .asking_rooms import WALK_KMH, Room, rooms_for

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]

WALKERS: Final = ("Anna", "Ben", "Clara", "Dora", "Emil", "Fred", "Gina", "Hans")
ODD: Final = "the weather is nice today"
WORDS: Final = shipped_texts()["en"].words
BEFORE: Final = WORDS["ask_baseline"]
NOW: Final = WORDS["ask_pain"]
NOTHING: Final = WORDS["answer_none"]
URGENT: Final = "emergency number"
# It is due 20 s into the walk, and waits for what is being said.
ASKED_WITHIN_S: Final = 45.0
ASKED_FROM_S: Final = 20.0
# After a caution, and until nobody answers any more.
AGAIN_S: Final = 300.0
ANSWER_S: Final = 120.0
LATER_S: Final = 40.0
# In which somebody would have been listened to.
MOMENT_S: Final = 5.0
TAKEN_BACK: Final = "clear_notification"
URGENT_WITHIN_S: Final = 2.0
# From the last word of the question to the command: whoever answers, the pipeline, our
# parser, the broker.
STOP_WITHIN_S: Final = 3.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Walk:
    """Somebody walks in a room, and something was asked."""

    room: Room
    since_s: float


@pytest.fixture(scope="module")
def rooms() -> Iterator[list[Room]]:
    """Put up a house with a room for each test."""
    with rooms_for(*WALKERS) as found:
        yield found


@pytest.fixture(scope="module", autouse=True)
def long_walks(rooms: list[Room]) -> dict[str, Walk]:
    """Let some walk off whose questions take minutes, and do not wait for them."""
    found = {}
    for answer in ("", ODD, "one"):
        room = rooms.pop()
        if answer:
            room.satellite.answers.append(answer)
        since_s = walk_off(room.stage, WALK_KMH)
        found[answer] = Walk(room=room, since_s=since_s)
    return found


@pytest.fixture
def room(rooms: list[Room]) -> Iterator[Room]:
    """Return a room in which nobody has walked yet."""
    found = rooms.pop()
    began_s = time.monotonic()
    yield found
    ends(found, began_s)


def ends(room: Room, began_s: float) -> None:
    """Print what happened in a room."""
    room.tell(began_s)
    print(room.stage.timeline.text())
    prove_never_raised(room.stage)


def asked(room: Room) -> float:
    """Walk until the first question is due, and return when the walk began."""
    since_s = walk_off(room.stage, WALK_KMH)
    room.hears(BEFORE, since_s, ASKED_WITHIN_S)
    return since_s


def asked_until(room: Room, since_s: float) -> float:
    """Return when the first question has been said to its end."""
    question = room.hears(BEFORE, since_s, 0.1)
    return question.began_s + question.sound.length_s


def test_a_caution_is_no_stop(long_walks: dict[str, Walk]) -> None:
    room, since_s = long_walks["one"].room, long_walks["one"].since_s
    room.hears("Have a good walk", since_s, ASKED_WITHIN_S + LATER_S)
    report_pain(room.stage, 3)
    room.prove_told(3, 1)
    assert room.walks_on


def test_what_hurts_before_is_asked_early_in_a_walk(room: Room) -> None:
    room.satellite.answers.append("two")
    since_s = asked(room)
    assert room.stage.moving_s(since_s) >= ASKED_FROM_S
    room.prove_told(2)
    (told,) = room.history()["reports"]
    assert told["before_walk"]
    room.hears("Have a good walk", since_s, LATER_S)
    asked_too, taken_back = room.phone.messages
    assert taken_back.text == TAKEN_BACK
    # It was too late for an answer.
    room.phone.tap(asked_too, NOTHING)
    room.prove_told(2)
    assert room.walks_on
    assert not room.stage.facts(Fact.STOP, cause=Cause.REMOTE, since_s=since_s)


def test_stop_chest_pain_is_an_answer(room: Room) -> None:
    room.satellite.answers.append("stop, chest pain")
    since_s = asked(room)
    said_s = asked_until(room, since_s)
    prove_rest(room.stage, since_s)
    stop = room.stage.facts(Fact.STOP, cause=Cause.REMOTE, since_s=since_s)[0]
    took_s = room.stage.time_of(stop) - said_s
    room.stage.timeline.tell("figures", f"the belt was told after {took_s:.2f} s")
    assert took_s <= STOP_WITHIN_S
    room.hears(URGENT, since_s, LATER_S)
    room.stage.prove_state("the treadmill is locked", "locked", "on", 10.0)
    room.prove_told(None)
    assert room.history()["reports"][0]["symptom"] == "chest_pain"


def test_what_is_said_in_place_of_an_answer_is_done(room: Room) -> None:
    room.satellite.answers.append("how long have I been walking on the treadmill")
    since_s = asked(room)
    room.hears("You have been walking for", since_s, LATER_S)
    room.prove_told()
    assert room.walks_on


def test_urgent_words_cut_a_question_short(room: Room) -> None:
    room.satellite.answers.append("two")
    asked(room)
    reported_s = time.monotonic()
    room.stage.timeline.tell("walker", "calls home_gym.report_pain with chest_pain")
    room.stage.treadmill.tell("report_pain", symptom="chest_pain")
    began_s = room.hears(URGENT, reported_s, URGENT_WITHIN_S).began_s
    took_s = began_s - reported_s
    room.stage.timeline.tell("figures", f"urgent words begin after {took_s:.2f} s")
    prove_rest(room.stage, reported_s)
    # Nobody listens for an answer any more.
    assert room.satellite.answers
    room.prove_told(None)


def test_the_phone_is_first(room: Room) -> None:
    room.satellite.answers.append("seven")
    since_s = asked(room)
    stage, phone = room.stage, room.phone
    stage.prove("the phone asks too", lambda: phone.messages, 5.0)
    phone.tap(phone.messages[0], NOTHING)
    room.prove_told(0)
    room.hears("Have a good walk", since_s, LATER_S)
    over_s = asked_until(room, since_s) + MOMENT_S
    stage.prove("it is over", lambda: time.monotonic() > over_s, LATER_S)
    # Nobody listened for another answer.
    assert room.satellite.answers
    assert not room.satellite.replies
    room.prove_told(0)
    assert phone.messages[-1].text == TAKEN_BACK
    assert room.walks_on


@pytest.mark.parametrize("answer", [pytest.param("", id="silence"), ODD])
def test_no_answer_is_kept_as_no_answer(
    long_walks: dict[str, Walk], answer: str
) -> None:
    room, since_s = long_walks[answer].room, long_walks[answer].since_s

    def kept() -> list[str]:
        return [each["question"] for each in room.history()["unanswered"]]

    room.hears(BEFORE, since_s, ASKED_WITHIN_S)
    room.stage.prove("it is kept", lambda: kept() == ["baseline"], ANSWER_S + LATER_S)
    room.prove_told()
    assert room.walks_on
    assert not room.stage.facts(Fact.STOP, cause=Cause.REMOTE, since_s=since_s)
    ends(room, since_s)


def test_what_gets_worse_after_a_caution_stops_the_belt(
    long_walks: dict[str, Walk],
) -> None:
    walk = long_walks["one"]
    room = walk.room
    room.satellite.answers.append("worse")
    question = room.hears(NOW, walk.since_s, AGAIN_S + LATER_S)
    said_s = question.began_s + question.sound.length_s
    prove_rest(room.stage, said_s)
    room.stage.prove_state("the treadmill is locked", "locked", "on", 10.0)
    room.prove_told(None, 3, 1)
    ends(room, walk.since_s)
