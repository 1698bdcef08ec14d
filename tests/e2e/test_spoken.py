"""Every text is spoken by Home Assistant, at the pace of speech, in every language.

`tts.speak` has Home Assistant's `wyoming` integration ask espeak-ng for it, and its
`esphome` integration brings it to a loudspeaker, which is in a hurry.
"""

from array import array
from collections.abc import Iterator
from contextlib import ExitStack
import os
import time
from typing import Final

import pytest

from custom_components.home_gym.speaking.phrase_files import shipped_texts
from custom_components.home_gym.speaking.phrases import Phrases
from gymlab.house import talking
from gymlab.house.house import House, HousePlan
from gymlab.house.stories import STORIES
from gymlab.house.waiting import wait_for
from gymlab.speech.engine import PROGRAM, Sound, find_engine
from gymlab.speech.satellite import Satellite
from gymlab.speech.service import LANGUAGES, SpeechService
from tests.integration.test_phrases import VALUES, WORDS

from .conftest import quiet_house

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]

# Nobody speaks slower or faster.
SLOWEST: Final = 8.0
FASTEST: Final = 25.0
# What is quieter is the pause before the first word and after the last.
SILENCE: Final = 100
# How much faster than it lasts this loudspeaker plays.
HURRY: Final = 1000.0
HEARD_S: Final = 30.0


class Room:
    """A house with a voice, and a loudspeaker in a hurry."""

    def __init__(self, house: House, service: SpeechService, speaker: Satellite):
        """Set both up."""
        self._house = house
        self._speaker = speaker
        self._voice = talking.add_speech(house.api, service)
        self._player = talking.add_satellite(house.api, speaker).player

    def hear(self, text: str, language: str) -> Sound:
        """Have a text spoken, and return what is heard of it."""
        played = self._speaker.played
        played.clear()
        self._house.api.act(
            *("tts", "speak"),
            entity_id=self._voice,
            media_player_entity_id=self._player,
            message=text,
            language=language,
        )
        wait_for(lambda: played, f"“{text}” is heard", HEARD_S, every_s=0.01)
        return played[0].sound


@pytest.fixture(scope="module")
def room() -> Iterator[Room]:
    """Put up a house that speaks."""
    if find_engine() is None:
        message = f"{PROGRAM} is not installed; scripts/setup --voice does it"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(message)
    with ExitStack() as stack:
        service = stack.enter_context(SpeechService())
        speaker = stack.enter_context(Satellite("gym", 1, service, hurry=HURRY))
        plan = HousePlan(machines=[STORIES["pain"].machine(1)])
        yield Room(stack.enter_context(quiet_house(plan)), service, speaker)


def everything(language: str) -> list[str]:
    """Return all that can be said in a language, with real values."""
    phrases = Phrases(shipped_texts()[language])
    texts = phrases.texts
    said = [
        phrases.spoken(key, {**values, **WORDS}, metric=metric)
        for values in VALUES
        for metric in (True, False)
        for key, variants in texts.texts.items()
        for _ in variants
    ]
    said += [phrases.word(key, WORDS) for key in texts.words]
    for name, called in (("place", texts.places), ("symptom", texts.symptoms)):
        said += [phrases.word(f"said_{name}", {name: each}) for each in called.values()]
    return list(dict.fromkeys(said))


def length_s(sound: Sound) -> float:
    """Return how long words are heard."""
    samples = array("h", sound.samples)
    loud = [at for at, each in enumerate(samples) if abs(each) > SILENCE]
    return (loud[-1] - loud[0] + 1) / sound.rate_hz


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_spoken_at_the_pace_of_speech(room: Room, language: str) -> None:
    began_s = time.monotonic()
    paces = {
        text: len(text) / length_s(room.hear(text, language))
        for text in everything(language)
    }
    odd = {
        text: round(pace, 1)
        for text, pace in paces.items()
        if not SLOWEST <= pace <= FASTEST
    }
    slowest, fastest = min(paces.values()), max(paces.values())
    took_s = time.monotonic() - began_s
    print(
        f"{language}: {len(paces)} texts, {slowest:.1f} to {fastest:.1f} letters/s,"
        f" spoken in {took_s:.0f} s"
    )
    assert not odd


def test_the_voice_speaks_what_is_shipped() -> None:
    assert set(LANGUAGES) == shipped_texts().keys()
