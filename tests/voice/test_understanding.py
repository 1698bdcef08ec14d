"""A complaint is one's own and of now; everything else about bodies is none."""

import pytest

from custom_components.home_gym.engine.words import Symptom
from custom_components.home_gym.listening.sentences import Command, sentences_of
from custom_components.home_gym.understanding import Amount, Complaint


def understood(
    language: str, text: str, *, walking: bool = True, urgent: bool = True
) -> Command | Complaint | None:
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
        ("de", "mir tut nichts weh"),
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
