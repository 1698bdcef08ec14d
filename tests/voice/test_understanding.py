"""A complaint is one's own and of now; everything else about bodies is none."""

import pytest

from custom_components.home_gym.engine.words import RED_FLAGS, Symptom
from custom_components.home_gym.listening.sentences import (
    Command,
    Meaning,
    sentences_of,
)
from custom_components.home_gym.listening.spoken_languages import LANGUAGES
from custom_components.home_gym.listening.word_files import KEYWORDS, read_words
from custom_components.home_gym.understanding import Amount, Complaint
from custom_components.home_gym.understanding.cues import ALWAYS
from custom_components.home_gym.understanding.orders import ORDERS
from custom_components.home_gym.understanding.wishes import NO_PAIN


def understood(
    language: str, text: str, *, walking: bool = True, urgent: bool = True
) -> Meaning | None:
    return sentences_of(language).understood(text, walking=walking, urgent=urgent)


@pytest.mark.parametrize(
    ("language", "text", "complaint"),
    [
        ("en", "pain seven", Complaint(level=7)),
        ("en", "7/10", Complaint(level=7)),
        ("en", "it's six and a half out of ten", Complaint(level=7)),
        ("en", "my knee has hurt for ten minutes", Complaint(place="knee")),
        ("en", "both legs feel weak", Complaint(symptom=Symptom.BOTH_LEGS)),
        ("en", "no, my knee hurts", Complaint(place="knee")),
        ("en", "you know, my hip hurts", Complaint(place="hip")),
        ("en", "a pain of seven", Complaint(level=7)),
        ("en", "on a scale of one to ten it's a four", Complaint(level=4)),
        ("en", "oh my ankle", Complaint(place="ankle")),
        (
            "en",
            "my hip is killing me, unbearable",
            Complaint(place="hip", amount=Amount.SEVERE),
        ),
        (
            "en",
            "I can\N{RIGHT SINGLE QUOTATION MARK}t breathe",
            Complaint(symptom=Symptom.BREATHLESS),
        ),
        ("de", "Knieschmerzen Stufe vier", Complaint(place="knee", level=4)),
        ("de", "3,5 von 10", Complaint(level=4)),
        (
            "de",
            "die Achillessehne zieht ganz leicht",
            Complaint(place="ankle", amount=Amount.TRACE),
        ),
        (
            "fr",
            "J\N{RIGHT SINGLE QUOTATION MARK}ai un peu mal au dos",
            Complaint(place="lower_back", amount=Amount.BIT),
        ),
        ("fr", "j'ai une crampe au mollet", Complaint(symptom=Symptom.CRAMP)),
        (
            "es",
            "se me duerme el brazo izquierdo",
            Complaint(symptom=Symptom.CHEST_PAIN),
        ),
        ("es", "sí, me duele la cadera", Complaint(place="hip")),
        ("en", "nothing hurts", Complaint(level=0)),
        ("de", "mir tut nichts weh", Complaint(level=0)),
        ("fr", "aucune douleur", Complaint(level=0)),
        ("es", "no me duele nada", Complaint(level=0)),
    ],
)
def test_complaints(language: str, text: str, complaint: Complaint):
    assert understood(language, text) == complaint


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "my knee doesn't hurt"),
        ("en", "his knee hurts"),
        ("en", "my wife's back hurts"),
        ("en", "Anna has chest pain"),
        ("en", "I had knee pain yesterday"),
        ("en", "if my knee hurts, I stop"),
        ("en", "what helps against back pain"),
        ("en", "he is a pain in the neck"),
        ("en", "turn the light in the back on"),
        ("en", "I watched a film about chest pain"),
        ("de", "seine Hüfte tut weh"),
        ("de", "mein Mann hat Rückenschmerzen"),
        ("de", "gestern hatte ich Kopfschmerzen"),
        ("de", "setze Schmerztabletten auf die Liste"),
        ("de", "es zieht hier"),
        ("fr", "je n'ai pas mal"),
        ("fr", "ma mère a mal au dos"),
        ("fr", "ajoute du pain à la liste"),
        ("fr", "c'est pas mal"),
        ("es", "no me duele la rodilla"),
        ("es", "a mi madre le duele la espalda"),
        ("es", "ayer me dolía la cabeza"),
        ("es", "qué es bueno para el dolor de espalda"),
    ],
)
def test_no_complaints(language: str, text: str):
    assert understood(language, text) is None


def test_a_warning_sign_is_believed_while_the_belt_moves():
    text = "why does my chest hurt"
    assert understood("en", text, urgent=False) is None
    assert understood("en", text) == Complaint(symptom=Symptom.CHEST_PAIN)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("stop", None),
        ("my knee hurts", None),
        ("stop the treadmill", Command.STOP),
        ("treadmill, slower please", Command.SLOWER),
        ("how long have I been walking?", Command.HOW_LONG),
        ("treadmill, my knee hurts", Complaint(place="knee")),
    ],
)
def test_only_what_names_the_treadmill_is_meant_for_it_while_nobody_walks(
    text: str, meant: Command | Complaint | None
):
    assert understood("en", text, walking=False, urgent=False) == meant


# Signs of the evidence table in words that stand in no list together.
SIGNS = [
    ("en", "there's a horrible weight right across my chest", Symptom.CHEST_PAIN),
    ("en", "oh god my chest", Symptom.CHEST_PAIN),
    ("en", "my skin is cold and I'm sweating", Symptom.CHEST_PAIN),
    ("en", "I really can't get a proper breath", Symptom.BREATHLESS),
    ("en", "I think I might faint", Symptom.FAINT),
    ("en", "my left foot's dragging", Symptom.ONE_LEG),
    ("en", "there is no feeling between my legs", Symptom.SADDLE_NUMBNESS),
    ("de", "mein Puls spinnt total", Symptom.PALPITATIONS),
    ("de", "ich hab einen Tunnelblick", Symptom.DIZZY),
    ("de", "mein rechtes Bein knickt immer wieder ein", Symptom.ONE_LEG),
    ("de", "in meiner Wade hat es geknallt", Symptom.CALF),
    ("fr", "je ne sens presque plus mes jambes", Symptom.BOTH_LEGS),
    ("fr", "j'ai une pression terrible derrière le sternum", Symptom.CHEST_PAIN),
    ("fr", "j'ai glissé", Symptom.FALL),
    ("es", "no controlo mis piernas", Symptom.BOTH_LEGS),
    ("es", "se me oscurece la vista", Symptom.DIZZY),
    ("es", "me he dado un buen golpe en la cabeza", Symptom.FALL),
]


@pytest.mark.parametrize(("language", "text", "symptom"), SIGNS)
def test_a_sign_is_put_together(language: str, text: str, symptom: Symptom):
    found = understood(language, text)
    assert isinstance(found, Complaint)
    assert found.symptom == symptom


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "my son has chest pain"),
        ("en", "I'm not short of breath"),
        ("en", "I know it off by heart"),
        ("en", "I fell for that trick"),
        ("de", "ich bin nicht gestürzt"),
        ("de", "ich bin aus allen Wolken gefallen"),
        ("fr", "ma mère a des vertiges"),
        ("es", "se me ha caído el vaso"),
    ],
)
def test_key_words_alone_are_no_sign(language: str, text: str):
    assert understood(language, text) is None


WISHES = [
    ("en", "right, could you stop the belt now please", Command.STOP),
    ("en", "stop, I need to answer the phone", Command.STOP),
    ("en", "I'd like a little rest now", Command.BREAK),
    ("en", "no break now", Command.SKIP),
    ("en", "not now, give me five more minutes", Command.SNOOZE),
    ("en", "take it down a notch", Command.SLOWER),
    ("en", "how much have I got left to do", Command.HOW_MUCH_LEFT),
    ("en", "the cramp has gone", Command.BETTER),
    ("en", "I'm fine, don't worry", Command.ALL_IS_WELL),
    ("de", "nimm das Tempo etwas raus", Command.SLOWER),
    ("de", "die Pause bitte weglassen", Command.SKIP),
    ("fr", "décale la pause de dix minutes", Command.SNOOZE),
    ("es", "cuánto tiempo llevo en esto", Command.HOW_LONG),
]


@pytest.mark.parametrize(("language", "text", "command"), WISHES)
def test_a_wish_needs_no_template(language: str, text: str, command: Command):
    assert understood(language, text) == command


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "stop the music"),
        ("en", "how much milk is left"),
        ("en", "turn the treadmill on"),
        ("en", "who is walking the dog tonight"),
        ("de", "halt mir bitte einen Platz frei"),
        ("fr", "laisse tomber"),
        ("es", "esto es para ti"),
    ],
)
def test_a_word_more_makes_it_something_else(language: str, text: str):
    assert understood(language, text) is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rule_is_made_of_key_words(language: str):
    cues = set(read_words(KEYWORDS, language)["cues"])
    keywords = sentences_of(language).keywords
    rules = (*keywords.signs, *keywords.wishes)
    named = {
        cue for rule in rules for cue in (*rule.needs, *rule.beside, *rule.without)
    }
    assert named | ALWAYS | ORDERS >= cues >= named | ALWAYS
    meant = {rule.means for rule in keywords.signs}
    assert meant == set(RED_FLAGS)
    assert {rule.means for rule in keywords.wishes} <= {NO_PAIN, *Command}
