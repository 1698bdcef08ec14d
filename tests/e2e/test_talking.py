"""A house that talks: real text-to-speech, real voice assistants, a real pipeline.

Home Assistant's `wyoming` integration speaks by espeak-ng, and its `esphome`
integration talks through satellites that take as long as their words last. What
somebody says is text to them. What is said of the belt is read in the ledger of the
simulated treadmill.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
import os
from pathlib import Path
import threading
import time
from typing import Any, Final

import pytest

from gymlab.house import setup, talking
from gymlab.house.api import Api
from gymlab.house.house import House, HousePlan
from gymlab.house.playing import set_stage
from gymlab.house.setup import PersonChoices
from gymlab.house.stage import Stage
from gymlab.house.stories import STORIES
from gymlab.house.stories.acts import walk_off
from gymlab.house.stories.proofs import (
    prove_never_raised,
    prove_plug_off,
    prove_rest,
)
from gymlab.house.talking import Places
from gymlab.simulator.deeds import Action
from gymlab.simulator.records import Cause, Fact
from gymlab.speech.engine import PROGRAM, find_engine
from gymlab.speech.loudspeaker import Played
from gymlab.speech.satellite import Satellite
from gymlab.speech.service import SpeechService

from .blueprint_use import AUTOMATION, SCRIPT, errors, make
from .conftest import quiet_house

pytestmark = [pytest.mark.slow, pytest.mark.timeout(500)]

DRIVEN: Final = {"start_check_by_voice": AUTOMATION, "interval_walk": SCRIPT}
# Near the treadmill, in the next room, and a loudspeaker only.
GYM, HALL, DEN = "gym", "hall", "den"
# Minutes are seconds here, so that somebody is warm in time and has time to walk.
WALKER: Final = PersonChoices(name="Philomena", policy="long_walks")
POLICY: Final = """
extends: gentle_back
limits:
  first_session_min: 60
  session_min: 120
  day_min: 180
"""
WALK_KMH: Final = 2.5
DINNER: Final = "Dinner is ready, and everybody is to come to the table at once. " * 6
DINNER_S: Final = 20.0
URGENT_WITHIN_S: Final = 2.0
URGENT_VOLUME: Final = 80
HALF_VOLUME: Final = 0.5
LATER_S: Final = 30.0
# From the last word to the command: the pipeline, our parser, the broker.
STOP_WITHIN_S: Final = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """A treadmill, and satellites around it by the names of their rooms."""

    stage: Stage
    satellites: dict[str, Satellite]
    places: dict[str, Places]

    @property
    def house(self) -> House:
        """Return the house."""
        return self.stage.house

    def has_run(self, automation: str) -> bool:
        """Tell whether an automation does nothing now."""
        shown = self.house.watch.state(automation)
        return shown is not None and shown.attributes["current"] == 0

    def heard(
        self,
        room: str,
        since_s: float,
        within_s: float,
        accept: Callable[[Played], object] = bool,
    ) -> Played:
        """Prove that something is played in a room, and return it."""
        played = self.satellites[room].played

        def find() -> Played | None:
            fitting = (each for each in played if each.began_s >= since_s)
            return next(filter(accept, fitting), None)

        def seen() -> list[str]:
            return [each.text for each in played if each.began_s >= since_s]

        self.stage.prove(f"it is heard in the {room}", find, within_s, seen)
        found = find()
        assert found is not None
        return found


@pytest.fixture
def talk(tmp_path: Path) -> Iterator[Talk]:
    """Put up a house with a voice, ears and three satellites."""
    if find_engine() is None:
        message = f"{PROGRAM} is not installed; scripts/setup --voice does it"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(message)
    with ExitStack() as stack:
        service = stack.enter_context(SpeechService())
        satellites = {
            room: stack.enter_context(Satellite(room, number, service))
            for number, room in enumerate((GYM, HALL, DEN))
        }
        plan = HousePlan(machines=[STORIES["long-session"].machine(1)])
        house = stack.enter_context(quiet_house(plan))
        voice = talking.add_speech(house.api, service)
        places = {
            room: talking.add_satellite(house.api, satellite)
            for room, satellite in satellites.items()
        }
        (treadmill,) = house.treadmills.values()
        stage = set_stage(house, treadmill)
        somebody_walks_here(stage, tmp_path)
        talking.speak_at(
            house.api,
            house.entry_id,
            treadmill.subentry_id,
            assist_satellites=[places[GYM].assistant, places[HALL].assistant],
            tts_engine=voice,
            media_players=[places[DEN].player],
            urgent_volume=URGENT_VOLUME,
            # Who is asked something is not talked to meanwhile.
            ask_by=[],
        )
        yield Talk(stage=stage, satellites=satellites, places=places)
        print(stage.timeline.text())


def somebody_walks_here(stage: Stage, folder: Path) -> None:
    """Add somebody who walks for longer than most."""
    policy = folder / f"{WALKER.policy}.yaml"
    policy.write_text(POLICY, encoding="utf-8")
    stage.house.hass.put(policy, "home_gym/policies")
    stage.house.api.act(setup.DOMAIN, "reload")
    setup.add_person(stage.house.api, stage.house.entry_id, WALKER)


def test_a_house_that_talks(talk: Talk) -> None:
    a_voice_goes_through_the_start_check(talk)
    an_urgent_text_passes_somebody_elses(talk)
    a_voice_leads_through_intervals(talk)
    a_question_is_answered(talk)
    stop_chest_pain_is_understood(talk)
    prove_never_raised(talk.stage)
    found = {name: errors(talk.house, name, kind) for name, kind in DRIVEN.items()}
    assert found == {name: [] for name in DRIVEN}


def a_voice_goes_through_the_start_check(talk: Talk) -> None:
    """Switch the plug on, and say yes, yes, not yet."""
    stage, treadmill = talk.stage, talk.stage.treadmill
    checklist = treadmill.entities["start_check"]
    inputs = {
        "treadmill": treadmill.device_id,
        "checklist": checklist,
        "satellite": talk.places[GYM].assistant,
    }
    make(talk.house, "start_check_by_voice", inputs)
    left = int(talk.house.api.state(checklist) or 0)
    gym = talk.satellites[GYM]
    gym.answers += ("yes", "yes I have", "not yet")
    treadmill.do(Action.PLUG_OFF)
    stage.prove_state("it is off", "phase", "off", 20.0)
    treadmill.do(Action.PLUG_ON)
    stage.prove("three answers are given", lambda: not gym.answers, 60.0)
    automation = "automation.start_check_by_voice"
    stage.prove("it ends at the first no", lambda: talk.has_run(automation), 10.0)
    first = gym.played[1].text
    assert "shoes" in first.lower(), first
    state = talk.house.api.state
    stage.prove("two are ticked", lambda: state(checklist) == str(left - 2), 10.0)
    talk.house.api.act("automation", "turn_off", entity_id=automation)


def an_urgent_text_passes_somebody_elses(talk: Talk) -> None:
    """Report chest pain while somebody calls everybody to dinner for 20 s."""
    stage = talk.stage
    falls_silent(talk)
    quiet_s = time.monotonic()
    dinner = threading.Thread(target=announces, args=(talk, GYM, DINNER), daemon=True)
    dinner.start()
    called = talk.heard(GYM, quiet_s, 20.0, lambda each: each.sound.length_s > DINNER_S)
    walk_off(stage, WALK_KMH)
    reported_s = time.monotonic()
    stage.timeline.tell("walker", "calls home_gym.report_pain with chest_pain")
    stage.treadmill.tell("report_pain", symptom="chest_pain")
    for room in (HALL, DEN):
        began_s = talk.heard(room, reported_s, URGENT_WITHIN_S).began_s
        stage.timeline.tell("figures", f"{room}: {began_s - reported_s:.2f} s")
    assert talk.satellites[DEN].volume > HALF_VOLUME
    prove_rest(stage, reported_s)
    # Nobody talks over the other; it is said there as well, once there is silence.
    in_gym = talk.heard(GYM, reported_s, LATER_S, is_urgent)
    assert in_gym.began_s >= called.began_s + DINNER_S
    dinner.join()
    den = talk.satellites[DEN]
    stage.prove("it is as loud as it was", lambda: den.volume < HALF_VOLUME, 10.0)
    it_was_a_mistake(stage, reported_s)


def says(words: str, each: Played) -> bool:
    """Tell whether words are among those that were played."""
    return words in each.text


def is_urgent(each: Played) -> bool:
    """Tell what is said of chest pain."""
    return "emergency number" in each.text


def it_was_a_mistake(stage: Stage, reported_s: float) -> None:
    """Take a report back once the plug is off, and switch it on again."""
    prove_plug_off(stage, reported_s)
    stage.prove_state("the treadmill is locked", "locked", "on", 3.0)
    stage.treadmill.press("take_back_pain")
    stage.prove_state("it was a mistake", "locked", "off", 5.0)
    stage.treadmill.do(Action.PLUG_ON)
    stage.prove_state("it is on again", "phase", "ready", 10.0)


def a_voice_leads_through_intervals(talk: Talk) -> None:
    """Walk until it is warm, and be asked to be faster; it goes slower by itself."""
    stage, treadmill = talk.stage, talk.stage.treadmill
    treadmill.choose_walker(WALKER.name)
    since_s = walk_off(stage, WALK_KMH)
    stage.prove_state("somebody is warm", "warmed_up", "on", 20.0)
    inputs = {
        "treadmill": treadmill.device_id,
        # Minutes are seconds: near the treadmill there is much to say.
        "satellite": [talk.places[DEN].assistant],
        "rounds": 1,
        "brisk": {"seconds": 2},
        "easy": {"seconds": 2},
        "slower": 1,
    }
    make(talk.house, "interval_walk", inputs, SCRIPT)
    talk.house.api.act("script", "turn_on", entity_id="script.interval_walk")
    for words in ("A bit brisker now, up to 4.5 km/h.", "And easy", "the last round"):
        talk.heard(DEN, since_s, 20.0, partial(says, words))
    (slowed,) = stage.facts(Fact.SLOW_DOWN, cause=Cause.REMOTE, since_s=since_s)
    assert slowed.target_kmh == WALK_KMH - 0.5


def a_question_is_answered(talk: Talk) -> None:
    """Ask in mid-walk, once it is quiet, and hear the answer."""
    gym = talk.satellites[GYM]
    falls_silent(talk)
    gym.say("how long have I been walking on the treadmill")
    talk.stage.prove("there is an answer", lambda: gym.replies, 15.0)
    assert "second" in gym.replies[-1] or "minute" in gym.replies[-1], gym.replies
    gym.replies.clear()


def falls_silent(talk: Talk) -> None:
    """Wait until nothing is said near the treadmill."""
    assistant, state = talk.places[GYM].assistant, talk.house.api.state
    talk.stage.prove("it is quiet", lambda: state(assistant) == "idle", 60.0)


def stop_chest_pain_is_understood(talk: Talk) -> None:
    """Say what hurts in mid-walk: the belt stops, and a voice says whom to call."""
    stage, gym = talk.stage, talk.satellites[GYM]
    stage.prove("somebody walks", lambda: stage.treadmill.speed_kmh > 1.5, 6.0)
    said_s = time.monotonic()
    stage.timeline.tell("walker", "says: stop, chest pain")
    gym.say("stop, chest pain")
    prove_rest(stage, said_s)
    stop = stage.facts(Fact.STOP, cause=Cause.REMOTE, since_s=said_s)[0]
    took_s = stage.time_of(stop) - said_s
    assert took_s <= STOP_WITHIN_S, took_s
    stage.timeline.tell("figures", f"the belt was told after {took_s:.2f} s")
    # The urgent words take the place of a reply.
    talk.heard(GYM, said_s, 10.0, is_urgent)
    it_was_a_mistake(stage, said_s)


def announces(talk: Talk, room: str, text: str) -> None:
    """Let somebody else announce something, and wait until it has been said."""
    api = Api(talk.house.login)
    entity_id = talk.places[room].assistant
    data: dict[str, Any] = {"entity_id": entity_id, "message": text}
    api.act("assist_satellite", "announce", **data, preannounce=False)
