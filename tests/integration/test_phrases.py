"""Texts are said as people say them, and tell nothing that is nobody's business."""

import re
from typing import Any

import pytest

from custom_components.home_gym.engine.state import PainReport
from custom_components.home_gym.engine.words import PainBand, Symptom
from custom_components.home_gym.speaking.phrase_files import shipped_texts
from custom_components.home_gym.speaking.phrase_rules import placeholders
from custom_components.home_gym.speaking.phrases import Phrases, Texts, details

LANGUAGES = ("de", "en", "es", "fr")
# One of each value that the engine can pass, with a singular, a part and a plural.
VALUES = (
    {"minutes": 1.0, "seconds": 1.0, "speed_kmh": 1.0, "cap_kmh": 1.609344},
    {"minutes": 0.5, "seconds": 0.0, "speed_kmh": 1.5, "cap_kmh": 0.8},
    {"minutes": 12.0, "seconds": 10.0, "speed_kmh": 4.8, "cap_kmh": 3.0},
)
WORDS: dict[str, float | str] = {
    "level": 4,
    "place": "knee",
    "symptom": "a cramp",
    "emergency": "1 1 2",
}


def spoken(language: str, key: str, *, metric: bool = True, **values: float) -> str:
    phrases = Phrases(shipped_texts()[language])
    return phrases.spoken(key, {**values, "emergency": "1 1 2"}, metric=metric)


def every_text(language: str) -> list[str]:
    texts = shipped_texts()[language]
    return [each for variants in texts.texts.values() for each in variants]


def test_these_languages_come_along():
    assert tuple(shipped_texts()) == LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_says_everything_with_the_same_values(language: str):
    english, texts = shipped_texts()["en"], shipped_texts()[language]
    assert list(texts.texts) == list(english.texts)
    for key, variants in texts.texts.items():
        wanted = placeholders(english.texts[key][0])
        assert [placeholders(each) for each in variants] == [wanted] * len(variants)
        assert len(variants) == len(english.texts[key]), key
    for section in ("words", "places", "symptoms"):
        mine, theirs = getattr(texts, section), getattr(english, section)
        assert {key: placeholders(each) for key, each in mine.items()} == {
            key: placeholders(each) for key, each in theirs.items()
        }
    assert list(texts.units) == list(english.units)


@pytest.mark.parametrize("metric", [True, False])
@pytest.mark.parametrize("values", VALUES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_can_be_said_with_real_values(
    language: str, values: dict[str, float], *, metric: bool
):
    phrases = Phrases(shipped_texts()[language])
    for key, variants in phrases.texts.texts.items():
        for _ in variants:
            text = phrases.spoken(key, {**values, **WORDS}, metric=metric)
            assert not text[0].islower(), text
            assert text.endswith("."), text
            assert not re.search(r"[{}\n]|  ", text), text
            assert language == "en" or not re.search(r"\d\.\d", text), text
    for key in phrases.texts.words:
        assert "{" not in phrases.word(key, WORDS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_has_room_for_a_level_or_a_place(language: str):
    texts = shipped_texts()[language].texts
    for key in (key for key in texts if key.startswith(("pain", "baseline"))):
        for text in texts[key]:
            assert placeholders(text) <= {"emergency"}, key


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_names_a_part_of_the_body(language: str):
    texts = shipped_texts()[language]
    named = [*texts.places.values(), *texts.symptoms.values()]
    for text in every_text(language):
        words = set(re.findall(r"\w+", text.casefold()))
        # Those of a posture are about anybody's shoulders.
        if text in texts.texts["posture_cue"]:
            continue
        for name in named:
            assert name.casefold() not in words, text


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_sent_to_contacts_tells_nothing_of_health(language: str):
    words = shipped_texts()[language].words
    sent = " ".join(text for key, text in words.items() if key.startswith("contacts_"))
    assert placeholders(sent) == {"emergency"}


def test_no_text_has_a_time_of_its_own():
    own = re.compile(r"\d|\b(a|one|two|three|five|ten|thirty) (second|minute|hour)")
    for text in every_text("en"):
        assert not own.search(text), text


@pytest.mark.parametrize(
    ("minutes", "expected"),
    [(0.2, "12 seconds"), (1, "1 minute"), (4.6, "5 minutes")],
)
def test_times_are_said_as_people_say_them(minutes: float, expected: str):
    text = spoken("en", "break_soon", minutes=minutes)
    assert text == f"A break is due in {expected}."


@pytest.mark.parametrize(
    ("language", "speed_kmh", "expected"),
    [
        ("de", 1.0, "Neues Tempo: ein Kilometer pro Stunde."),
        ("de", 3.25, "Neues Tempo: 3,2 Kilometer pro Stunde."),
        ("fr", 1.0, "à un kilomètre à l'heure."),
        ("fr", 1.5, "à 1,5 kilomètre à l'heure."),
        ("fr", 2.0, "à 2 kilomètres à l'heure."),
        ("es", 1.0, "a un kilómetro por hora."),
        ("es", 0.8, "a 0,8 kilómetros por hora."),
    ],
)
def test_speeds_are_said_as_people_say_them(
    language: str, speed_kmh: float, expected: str
):
    assert spoken(language, "easing_down", cap_kmh=speed_kmh).endswith(expected)


def test_an_imperial_house_hears_miles():
    text = spoken("es", "easing_down", metric=False, cap_kmh=1.609344)
    assert text.endswith("a una milla por hora.")


@pytest.mark.parametrize(
    ("value", "expected"), [("the attic", "at the attic"), (2.50, "at 2.5")]
)
def test_what_is_no_measure_is_said_as_it_is(value: float | str, expected: str):
    phrases = Phrases(Texts(language="en", name="", texts={"where": ("at {where}",)}))
    assert phrases.spoken("where", {"where": value}, metric=True) == expected


def test_variants_take_turns():
    phrases = Phrases(shipped_texts()["en"])
    texts = [phrases.spoken("break_done", {}, metric=True) for _ in range(3)]
    assert texts[0] == texts[2] != texts[1]


@pytest.mark.parametrize(
    ("report", "expected"),
    [
        (
            {"level": 4, "place": "knee"},
            "Du hast 4 von 10 gesagt. Du hast gesagt: Knie.",
        ),
        ({"place": "left_toe"}, "Du hast gesagt: left toe."),
        ({"symptom": Symptom.CRAMP}, "Du hast gesagt: ein Krampf."),
        ({}, ""),
    ],
)
def test_what_was_reported_can_be_said_where_it_is_wanted(
    report: dict[str, Any], expected: str
):
    reported: dict[str, Any] = {"level": None, "place": None, **report}
    told = PainReport(**reported, band=PainBand.STOP, at_s=0.0, at_utc_s=0.0)
    assert details(Phrases(shipped_texts()["de"]), told) == expected
