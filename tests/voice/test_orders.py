"""An order to stop is heard beside all else; what only sounds like one is none."""

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import MqttMockHAClient

from custom_components.home_gym.engine.words import RED_FLAGS
from custom_components.home_gym.listening.sentences import Command, sentences_of
from custom_components.home_gym.understanding import Complaint
from tests.integration.helpers import Device, coordinator_of, sent

from .assist import Assist

STOP = ("QZ/default/control/stop", "1")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "stop the belt please I've lost my marbles in the left flonk"),
        ("en", "the room goes bananas treadmill stop"),
        ("de", "halt das Laufband an, mir ist irgendwie blömsig"),
        ("de", "Laufband stopp ich glaub ich hab was"),
        ("fr", "arrête le tapis j'ai un truc zarbi"),
        ("es", "para la cinta que tengo algo raro"),
    ],
)
def test_who_orders_the_belt_to_stop_is_heard_whatever_else_they_say(
    language: str, text: str
):
    meant = sentences_of(language).understood(text, walking=True, urgent=True)
    assert meant is Command.STOP


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "did the treadmill stop"),
        ("en", "don't stop the treadmill"),
        ("en", "stop the treadmill music"),
        ("en", "he told me to stop the treadmill"),
        ("de", "das Laufband ist halt laut"),
        ("de", "ich will nicht das Laufband anhalten"),
        ("fr", "n'arrête pas le tapis"),
        ("es", "no pares la cinta"),
        ("es", "una funda para la cinta"),
        ("es", "la cinta no para"),
    ],
)
def test_what_only_sounds_so_is_no_order(language: str, text: str):
    assert not sentences_of(language).orders_stop(text, complains=False)


@pytest.mark.parametrize(
    ("language", "text", "ordered"),
    [
        ("en", "my knee hurts a bit, stop", True),
        ("en", "please stop my knee hurts a bit", True),
        ("en", "my knee hurts a bit when I stop", False),
        ("en", "my knee hurts a bit it won't stop", False),
        ("de", "mein Knie tut ein bisschen weh bitte anhalten", True),
        ("fr", "arrête j'ai un peu mal au genou", True),
        ("fr", "mon genou n'arrête pas de me faire un peu mal", False),
        ("es", "me duele un poco la rodilla para", True),
        ("es", "me duele un poco no para", False),
    ],
)
def test_who_complains_need_not_name_the_belt(language: str, text: str, ordered: bool):
    assert sentences_of(language).orders_stop(text, complains=True) is ordered


@pytest.mark.parametrize(
    ("text", "stops"),
    [("please stop, my knee hurts a bit", True), ("my knee hurts a bit", False)],
)
async def test_an_order_stops_though_the_pain_would_not(
    gym: MockConfigEntry,
    device: Device,
    assist: Assist,
    mqtt_mock: MqttMockHAClient,
    text: str,
    stops: bool,
):
    await device.walk(2.0, 15)
    await assist.say(text)
    assert coordinator_of(gym).state.pain is not None
    assert (STOP in sent(mqtt_mock)) is stops


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "I can't remember how I got on here"),
        ("en", "I can't even finish a sentence"),
        ("en", "I've gone numb down there and nothing works"),
        ("de", "es fühlt sich an als würde jemand auf meiner Brust sitzen"),
        ("de", "ich weiß gar nicht mehr wo ich bin"),
        ("de", "i kriag koa Luft"),
        ("de", "mich hat's auf die Goschn gehaut, hats mi hingflogn"),
        ("fr", "j'ai de la misère à respirer"),
        ("fr", "je me suis pissé dessus"),
        ("fr", "j'ai pris une débarque"),
        ("es", "me saqué la mugre en la trotadora"),
        ("es", "ya no sé dónde estoy"),
        ("es", "me hice pipí encima"),
    ],
)
def test_warning_signs_are_understood_in_everyday_words(language: str, text: str):
    meant = sentences_of(language).understood(text, walking=True, urgent=True)
    assert isinstance(meant, Complaint)
    assert meant.symptom in RED_FLAGS


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "I nearly fainted at my wedding"),
        ("en", "what a weight off my chest"),
        ("en", "read me the news about the heart attack"),
        ("de", "mir fällt ein Stein vom Herzen"),
        ("de", "ich bin bei der Hochzeit fast umgekippt"),
        ("fr", "j'ai le cœur gros"),
        ("fr", "après l'avion j'avais les jambes engourdies"),
        ("es", "me duele en el alma"),
        ("es", "casi me desmayo en mi boda"),
    ],
)
def test_idioms_and_what_was_long_ago_are_nothing(language: str, text: str):
    assert sentences_of(language).understood(text, walking=True, urgent=True) is None
