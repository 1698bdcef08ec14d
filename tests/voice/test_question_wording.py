"""A question names what hurts only where it is about that."""

import pytest

from custom_components.home_gym.engine.state import PainReport
from custom_components.home_gym.engine.words import PainBand, Subject
from custom_components.home_gym.questions.wording import on_phone, words_of
from custom_components.home_gym.speaking.phrase_files import shipped_texts
from custom_components.home_gym.speaking.phrases import Phrases

KNEE = PainReport(level=3, place="knee", band=PainBand.CAUTION, at_s=0.0, at_utc_s=0.0)


@pytest.mark.parametrize(
    ("subject", "named"),
    [(Subject.BASELINE, False), (Subject.PAIN, True), (Subject.DAY_AFTER, False)],
)
def test_a_place_is_named_only_in_the_question_about_it(subject: Subject, named: bool):
    phrases = Phrases(shipped_texts()["en"])
    assert ("knee" in words_of(subject, phrases, KNEE).text) is named
    asked = on_phone(subject, phrases, KNEE, "machine_1/1")
    assert ("knee" in (asked.message if asked else "")) is named
