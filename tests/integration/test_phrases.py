"""Texts are said as people say them, and tell nothing that is nobody's business."""

import re

import pytest

from custom_components.home_gym.phrases import Phrases, load_phrases


def test_no_text_has_room_for_a_level_or_a_place():
    phrases = load_phrases("en")
    for key in (key for key in phrases.texts if key.startswith(("pain", "baseline"))):
        for text in phrases.texts[key]:
            assert "{" not in text, key


def test_no_text_has_a_time_of_its_own():
    own = re.compile(r"\d|\b(a|one|two|three|five|ten|thirty) (second|minute|hour)")
    for key, variants in load_phrases("en").texts.items():
        for text in variants:
            assert not own.search(text), key


@pytest.mark.parametrize(
    ("minutes", "expected"),
    [
        (0.2, "12 seconds"),
        (1, "1 minute"),
        (4.6, "5 minutes"),
    ],
)
def test_times_are_said_as_people_say_them(minutes: float, expected: str):
    spoken = load_phrases("en").spoken("break_soon", {"minutes": minutes}, metric=True)
    assert spoken == f"A break is due in {expected}."


@pytest.mark.parametrize(
    ("value", "expected"), [("the attic", "at the attic"), (2.50, "at 2.5")]
)
def test_what_is_no_measure_is_said_as_it_is(value: float | str, expected: str):
    phrases = Phrases(texts={"where": ["at {where}"]}, units={})
    assert phrases.spoken("where", {"where": value}, metric=True) == expected


def test_variants_take_turns_and_unknown_languages_get_english():
    phrases = load_phrases("tlh-KL")
    texts = [phrases.spoken("break_done", {}, metric=True) for _ in range(3)]
    assert texts[0] == texts[2] != texts[1]
