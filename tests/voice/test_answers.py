"""In every language the numbers of an answer agree with its words."""

import pytest

from custom_components.home_gym.listening.answers import Answer, answers_of

ONE = {"minutes": 1.0, "distance_km": 1.0, "cap_kmh": 1.0}


@pytest.mark.parametrize(
    ("language", "key", "expected"),
    [
        ("en", "how_far", "So far 1 kilometre."),
        ("de", "how_far", "Bisher ein Kilometer."),
        ("de", "when_soon", "Noch eine Minute, dann wieder."),
        ("de", "how_long_today", "Gerade läuft niemand. Heute bisher: eine Minute."),
        ("fr", "how_far", "Jusqu'ici, un kilomètre."),
        ("fr", "why_cap", "La limite pour le moment : un kilomètre à l'heure."),
        ("es", "how_far", "Hasta ahora, un kilómetro."),
        ("es", "left", "Tiempo restante: un minuto."),
    ],
)
def test_what_is_one_is_said_as_one(language: str, key: str, expected: str):
    answer = Answer(key=key, values=ONE)
    assert answers_of(language).spoken(answer, metric=True) == expected


@pytest.mark.parametrize(
    ("language", "distance_km", "expected"),
    [
        ("en", 1.609344, "So far 1 mile."),
        ("de", 1.609344, "Bisher eine Meile."),
        ("fr", 2.4, "Jusqu'ici, 1,5 mile."),
        ("es", 4.0, "Hasta ahora, 2,5 millas."),
    ],
)
def test_an_imperial_house_hears_miles(
    language: str, distance_km: float, expected: str
):
    answer = Answer(key="how_far", values={"distance_km": distance_km})
    assert answers_of(language).spoken(answer, metric=False) == expected


@pytest.mark.parametrize(
    ("time", "expected"),
    [("01:05", "Hoy a la 01:05."), ("13:05", "Hoy a las 13:05.")],
)
def test_one_o_clock_is_one(time: str, expected: str):
    answer = Answer(key="when_today", values={"time": time})
    assert answers_of("es").spoken(answer, metric=True) == expected
