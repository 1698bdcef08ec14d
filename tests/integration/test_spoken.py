"""Every text is spoken by a real voice, at the pace of speech, in every language."""

from array import array
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
import os
import shutil
import subprocess
from typing import Final
import wave

import pytest

from custom_components.home_gym.speaking.phrase_files import shipped_texts
from custom_components.home_gym.speaking.phrases import Phrases

from .test_phrases import LANGUAGES, VALUES, WORDS

VOICE: Final = "espeak-ng"
TIMEOUT_S: Final = 20
# Nobody speaks slower or faster.
SLOWEST: Final = 8.0
FASTEST: Final = 25.0
# In words a minute: as one reads to others. The voice's own is for who uses it daily.
PACE: Final = "155"
# What is quieter is the pause after the last word.
SILENCE: Final = 100

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def voice() -> str:
    """Return the voice; only where everything has to run it has to be there."""
    found = shutil.which(VOICE)
    if found is None:
        assert not ("CI" in os.environ and "HOME_GYM_ALL" in os.environ), VOICE
        pytest.skip(f"no {VOICE} here: scripts/setup --voice installs it")
    return found


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


def length_s(voice: str, language: str, text: str) -> float:
    """Let the voice speak and return how long it is heard."""
    spoken = subprocess.run(
        [voice, "-v", language, "-s", PACE, "--stdout", "--", text],
        capture_output=True,
        check=True,
        timeout=TIMEOUT_S,
    )
    with wave.open(BytesIO(spoken.stdout)) as sound:
        # The header cannot know how long a stream gets.
        samples = array("h", sound.readframes(len(spoken.stdout)))
        loud = [at for at, each in enumerate(samples) if abs(each) > SILENCE]
        rate: int = sound.getframerate()
        return (loud[-1] + 1) / rate


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_spoken_at_the_pace_of_speech(voice: str, language: str) -> None:
    texts = everything(language)
    with ThreadPoolExecutor(2) as voices:
        lengths_s = voices.map(lambda text: length_s(voice, language, text), texts)
        paces = {
            text: len(text) / taken_s
            for text, taken_s in zip(texts, lengths_s, strict=True)
        }
    odd = {
        text: round(pace, 1)
        for text, pace in paces.items()
        if not SLOWEST <= pace <= FASTEST
    }
    slowest, fastest = min(paces.values()), max(paces.values())
    print(f"{language}: {len(texts)} texts, {slowest:.1f} to {fastest:.1f} letters/s")
    assert not odd
