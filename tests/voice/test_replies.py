"""A bare answer is understood as one; what is urgent without a question still is."""

from homeassistant.components.assist_satellite.services import (
    has_no_punctuation,
    is_valid_sentence,
)
import pytest

from custom_components.home_gym.engine.replies import Feeling, Told
from custom_components.home_gym.engine.words import RED_FLAGS, Symptom
from custom_components.home_gym.listening.replies import Meaning, meaning_of, replies_of
from custom_components.home_gym.listening.sentences import Command, sentences_of
from custom_components.home_gym.listening.spoken_languages import LANGUAGES
from custom_components.home_gym.understanding import Complaint

ANSWERS: dict[str, dict[int | Feeling, tuple[str, ...]]] = {
    "en": {
        0: ("zero", "0"),
        1: ("one", "Just a one."),
        3: ("Maybe three out of ten?", "a three, I'd say"),
        7: ("seven", "7", "About a seven I think", "Six and a half"),
        10: ("Ten!",),
        Feeling.NONE: (
            "no",
            "nope",
            "Nothing.",
            "I'm fine",
            "all is well",
            "fine",
            "all good thanks",
        ),
        Feeling.TRACE: ("barely",),
        Feeling.BIT: ("a bit", "A little bit.", "not too bad", "It hurts a bit"),
        Feeling.SOME: ("yes", "yes, my knee"),
        Feeling.MUCH: ("a lot", "it hurts a lot", "pretty bad"),
        Feeling.SEVERE: ("terrible", "really bad"),
        Feeling.BETTER: ("better", "It's much better now", "almost gone"),
        Feeling.SAME: ("the same", "it still hurts", "no change", "not better"),
        Feeling.WORSE: ("worse", "a little bit worse", "It's getting worse"),
    },
    "de": {
        0: ("null",),
        2: ("Zwei", "eine Zwei, würde ich sagen"),
        3: ("ungefähr drei von zehn",),
        7: ("sieben",),
        Feeling.NONE: ("nein", "keine", "gut", "Nein, alles gut", "alles in Ordnung"),
        Feeling.TRACE: ("fast nichts",),
        Feeling.BIT: ("ein bisschen", "geht so", "es geht"),
        Feeling.SOME: ("ja",),
        Feeling.MUCH: ("sehr", "ziemlich schlimm"),
        Feeling.SEVERE: ("unerträglich",),
        Feeling.BETTER: ("besser", "es ist schon viel besser", "nicht mehr so sehr"),
        Feeling.SAME: ("gleich", "es tut noch weh", "wie immer", "noch nicht weg"),
        Feeling.WORSE: ("schlimmer", "leider schlechter", "eher schlechter"),
    },
    "fr": {
        2: ("deux", "je dirais deux sur dix"),
        7: ("sept",),
        Feeling.NONE: (
            "non",
            "rien",
            "ça va",
            "je vais bien",
            "pas du tout",
            "pas de douleur",
        ),
        # "Un" is no number anywhere else.
        Feeling.TRACE: ("un", "presque plus"),
        Feeling.BIT: ("un peu", "pas trop"),
        Feeling.SOME: ("oui",),
        Feeling.MUCH: ("beaucoup", "assez mal"),
        Feeling.SEVERE: ("insupportable",),
        Feeling.BETTER: ("mieux", "un peu mieux", "moins mal", "ça passe"),
        Feeling.SAME: ("pareil", "ça fait encore mal", "pas mieux"),
        Feeling.WORSE: ("pire", "c'est pire", "ça empire"),
    },
    "es": {
        1: ("uno",),
        3: ("diría un tres",),
        7: ("siete",),
        Feeling.NONE: (
            "no",
            "nada",
            "bien",
            "estoy bien",
            "sin dolor",
            "nada, gracias",
        ),
        Feeling.BIT: ("un poco", "no mucho"),
        Feeling.SOME: ("sí",),
        Feeling.MUCH: ("mucho", "bastante mal"),
        Feeling.SEVERE: ("insoportable",),
        Feeling.BETTER: ("mejor", "un poco mejor"),
        Feeling.SAME: ("igual", "todavía me duele", "nada mejor"),
        Feeling.WORSE: ("peor", "está peor", "está empeorando"),
    },
}
URGENT = [
    ("en", "stop"),
    ("en", "No, stop!"),
    ("en", "I need to stop"),
    ("en", "seven, and my chest hurts"),
    ("en", "I'm going to faint"),
    ("de", "stopp"),
    ("de", "mir ist schwindelig"),
    ("de", "ich kriege keine Luft"),
    ("fr", "arrête"),
    ("fr", "j'ai des vertiges"),
    ("es", "para"),
    ("es", "estoy mareado"),
]
# The words of "all is well", and the opposite of it.
DENIED = [
    ("en", "no good"),
    ("en", "Well."),
    ("en", "not everything is fine"),
    ("en", "It's no false alarm"),
    ("de", "mir geht es nicht gut"),
    ("de", "Es ist nicht alles in Ordnung"),
    ("de", "kein Fehlalarm"),
    ("fr", "ça ne va pas bien"),
    ("fr", "tout ne va pas bien"),
    ("es", "no estoy bien"),
    ("es", "No me siento bien."),
    ("es", "no todo va bien"),
]
NO_ANSWERS = [
    ("en", "Turn on the light in the hall"),
    ("en", "Set a timer for seven minutes"),
    ("en", "okay"),
    ("en", "no chest pain"),
    ("en", "My brother has a six"),
    ("de", "Mach das Licht an"),
    ("de", "Stell einen Timer auf fünf Minuten"),
    ("fr", "Allume la lumière"),
    ("es", "Enciende la luz"),
]


@pytest.mark.parametrize(
    ("language", "said", "text"),
    [
        (language, said, text)
        for language, told in ANSWERS.items()
        for said, texts in told.items()
        for text in texts
    ],
)
def test_an_answer_is_understood(language: str, said: int | Feeling, text: str):
    meaning = replies_of(language).meaning(text)
    assert isinstance(meaning, Told), meaning
    assert meaning.said == said


@pytest.mark.parametrize(("language", "text"), URGENT)
def test_what_is_urgent_is_no_answer(language: str, text: str):
    assert is_urgent(replies_of(language).meaning(text))


def is_urgent(meaning: Meaning | None) -> bool:
    """Tell whether something stops the belt."""
    flagged = isinstance(meaning, Complaint) and meaning.symptom in RED_FLAGS
    return flagged or meaning is Command.STOP


@pytest.mark.parametrize(("language", "text"), DENIED)
def test_to_feel_bad_is_never_taken_for_no_pain(language: str, text: str):
    meaning = replies_of(language).meaning(text)
    assert meaning is not Command.ALL_IS_WELL
    assert not isinstance(meaning, Told) or meaning.said not in (0, Feeling.NONE)


@pytest.mark.parametrize(("language", "text"), NO_ANSWERS)
def test_what_is_about_something_else_is_no_answer(language: str, text: str):
    assert replies_of(language).meaning(text) is None


@pytest.mark.parametrize(
    ("text", "place"), [("two in my knee", "knee"), ("my hip hurts a bit", "hip")]
)
def test_a_place_goes_with_the_answer(text: str, place: str):
    meaning = replies_of("en").meaning(text)
    assert isinstance(meaning, Told)
    assert meaning.place == place


def test_what_hurts_without_a_number_means_what_it_always_means():
    assert replies_of("en").meaning("my knee hurts") == Complaint(place="knee")


@pytest.mark.parametrize("language", LANGUAGES)
def test_home_assistant_accepts_every_answer(language: str):
    accepted = replies_of(language).accepted
    for name, sentences in accepted.items():
        assert meaning_of(name) is not None
        has_no_punctuation(list(sentences))
        is_valid_sentence(list(sentences))


@pytest.mark.parametrize("language", LANGUAGES)
def test_stop_and_every_warning_sign_that_is_named_are_always_accepted(language: str):
    accepted = replies_of(language).accepted
    assert next(iter(accepted)) == Command.STOP
    named = {Symptom.CHEST_PAIN, Symptom.BREATHLESS, Symptom.FAINT, Symptom.DIZZY}
    assert (
        named
        <= accepted.keys()
        <= {
            *(Command.STOP, *RED_FLAGS, *Feeling),
            *(str(level) for level in range(11)),
        }
    )


@pytest.mark.parametrize(("language", "text"), URGENT)
def test_what_is_urgent_was_so_without_a_question(language: str, text: str):
    sentences = sentences_of(language)
    assert is_urgent(sentences.understood(text, walking=True, urgent=True))
