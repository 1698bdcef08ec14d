"""Pain in the back with what makes a doctor see it is a sign; either alone is none."""

from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import MqttMockHAClient

from custom_components.home_gym.engine.words import Reason, Symptom
from custom_components.home_gym.listening.replies import replies_of
from custom_components.home_gym.listening.sentences import Command, sentences_of
from custom_components.home_gym.understanding import Complaint
from tests.integration.helpers import Device, coordinator_of, sent

from .assist import Assist

STOP = ("QZ/default/control/stop", "1")
SIGNS = {
    "en": (
        "my back's killing me and I've got a temperature",
        "my back is killing me, I think I have the flu and a bit of a fever",
        "ever since the car crash my back has been hurting",
        "my back has hurt since the accident last month",
        "my back keeps me awake at night",
        "last night my back kept me awake",
        "I can't sleep because of my back pain",
        "my back pain is worse at night",
        "I've lost weight without trying and my back aches",
    ),
    "de": (
        "ich hab Rückenschmerzen und erhöhte Temperatur",
        "nachts tut mein Rücken immer weh",
        "mein Rücken lässt mich nachts nicht schlafen",
        "ich wache nachts von den Rückenschmerzen auf",
        "ich hab letzte Nacht vor Rückenschmerzen nicht geschlafen",
        "seit dem Autounfall letzte Woche hab ich Rückenschmerzen",
        "ich hab fünf Kilo abgenommen und mein Kreuz tut weh",
    ),
    "fr": (
        "j'ai mal au dos depuis mon accident de voiture",
        "mon dos m'empêche de dormir",
        "la nuit j'ai très mal au dos",
        "j'ai maigri et mon dos me fait mal",
        "j'ai de la fièvre et un lumbago",
    ),
    "es": (
        "me duele la espalda desde el accidente de coche",
        "la espalda no me deja dormir",
        "por las noches me duele mucho la espalda",
        "estoy adelgazando y me duele la espalda",
        "tengo calentura y dolor de espalda",
    ),
}
# Pain in the back, and no sign of more.
PAINS = {
    "en": (
        "my back hurts, no fever",
        "my back hurts but I have no fever",
        "my son has a fever and my back hurts",
        "my back has hurt since yesterday",
    ),
    "de": (
        "Rückenschmerzen, aber kein Fieber",
        "mein Sohn hat Fieber und mir tut der Rücken weh",
        "mein Rücken tut seit gestern weh",
    ),
    "fr": (
        "j'ai mal au dos mais pas de fièvre",
        "mon fils a de la fièvre et j'ai mal au dos",
        "j'ai mal au dos depuis hier",
    ),
    "es": (
        "me duele la espalda pero no tengo fiebre",
        "mi hijo tiene fiebre y me duele la espalda",
        "me duele la espalda desde ayer",
    ),
}
# Whoever has a fever is to wait with it: that stops, and is no sign by itself.
FEVERS = {
    "en": ("I have a fever", "I think I'm running a temperature"),
    "de": ("ich hab Fieber", "mir ist so fiebrig"),
    "fr": ("j'ai de la fièvre",),
    "es": ("tengo fiebre",),
}
NOTHING = {
    "en": (
        "my son has a fever",
        "my wife has back pain and a fever",
        "I lost weight",
        "I have lost weight and my back feels great",
        "I have hay fever",
        "I don't have a fever",
        "does fever come with back pain",
        "I had back pain with fever last year",
        "I can't sleep on my back",
        "if my back hurts at night I take a pill",
        "the accident on the news",
        "the night was short",
        "I'll be back at night",
    ),
    "de": (
        "mein Sohn hat Fieber",
        "meine Frau hat nach dem Unfall Rückenschmerzen",
        "ich hab abgenommen",
        "ich muss noch Fieber messen",
        "der Unfall in den Nachrichten",
        "die Nacht war kurz",
        "ich hab heute Nacht schlecht geschlafen",
    ),
    "fr": (
        "mon fils a de la fièvre",
        "j'ai perdu du poids",
        "l'accident aux infos",
        "la nuit était courte",
        "la fièvre du samedi soir",
    ),
    "es": (
        "mi hijo tiene fiebre",
        "he perdido peso",
        "el accidente en las noticias",
        "la noche fue corta",
        "fiebre del sábado noche",
    ),
}


def said(spoken: dict[str, tuple[str, ...]]) -> list[tuple[str, str]]:
    """Return what is said, each with its language."""
    return [(language, text) for language, each in spoken.items() for text in each]


def understood(
    language: str, text: str, *, urgent: bool = True
) -> Command | Complaint | None:
    """Return what is understood while somebody walks."""
    meant = sentences_of(language).understood(text, walking=True, urgent=urgent)
    assert meant is None or isinstance(meant, Command | Complaint)
    return meant


@pytest.mark.parametrize("urgent", [True, False], ids=["moving", "still"])
@pytest.mark.parametrize(("language", "text"), said(SIGNS))
def test_back_pain_with_a_sign_of_more_is_a_sign(
    language: str, text: str, urgent: bool
):
    meant = understood(language, text, urgent=urgent)
    assert isinstance(meant, Complaint)
    assert meant.symptom is Symptom.BACK_RED_FLAG


@pytest.mark.parametrize(("language", "text"), said(PAINS))
def test_back_pain_alone_is_pain(language: str, text: str):
    assert understood(language, text) == Complaint(place="lower_back")


@pytest.mark.parametrize(("language", "text"), said(FEVERS))
def test_a_fever_alone_is_a_reason_to_stop(language: str, text: str):
    assert understood(language, text) == Complaint()


@pytest.mark.parametrize(("language", "text"), said(NOTHING))
def test_what_is_not_ones_own_or_no_pain_is_nothing(language: str, text: str):
    assert understood(language, text) is None


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "I have back pain and a fever"),
        ("de", "ich habe Rückenschmerzen mit Fieber"),
        ("fr", "j'ai mal au dos avec de la fièvre"),
        ("es", "tengo dolor de espalda y fiebre"),
    ],
)
def test_it_is_an_answer_too(language: str, text: str):
    meant = replies_of(language).meaning(text)
    assert meant == Complaint(symptom=Symptom.BACK_RED_FLAG)


async def test_it_stops_locks_and_sends_to_a_doctor(
    hass: HomeAssistant,
    gym: MockConfigEntry,
    device: Device,
    assist: Assist,
    mqtt_mock: MqttMockHAClient,
):
    await device.walk(2.0, 15)
    answer = await assist.say("the back pain wakes me at night")
    assert STOP in sent(mqtt_mock)
    assert coordinator_of(gym).data.lock_reasons == (Reason.RED_FLAG,)
    assert answer.endswith("Do not train until you have taken medical advice.")
    # What is heard by everybody tells of no sign (promise 11).
    assert "back" not in answer
    assert "emergency" not in answer
