"""The corpus of what people say keeps its own rules, so that its figures count."""

from collections import Counter
from functools import cache
from pathlib import Path
import re
from typing import Any, Final

import pytest
import yaml

from custom_components.home_gym.engine.words import PainBand, Symptom

CORPUS: Final = Path(__file__).parent / "corpus"
ACTIONS: Final = (
    Path(__file__).parents[2] / "custom_components" / "home_gym" / "services.yaml"
)
LANGUAGES: Final = ("en", "de", "fr", "es")
AT_LEAST: Final = {"pain": 60, "commands": 60, "nothing": 220}
ALSO_IN_A_SESSION: Final = 160

KEYS: Final = {
    "pain": {"say", "means", "when"},
    "commands": {"say", "intent", "when"},
    "nothing": {"say", "why", "when"},
}
WHEN: Final = {
    "pain": {"session", "any"},
    "commands": {"session", "any"},
    "nothing": {"any", "idle"},
}
# How bad numbers are is the policy's to say, so no sentence means an emergency.
BANDS: Final = frozenset(PainBand) - {PainBand.EMERGENCY}
INTENTS: Final = frozenset(
    {
        "stop",
        "break",
        "snooze",
        "skip",
        "slower",
        "how_long",
        "how_far",
        "how_much_left",
        "why",
        "when_again",
        "who",
        "better",
        "start_check_done",
    }
)
WHY: Final = frozenset(
    {
        "third_person",
        "negation",
        "television",
        "other_use",
        "past",
        "question",
        "smalltalk",
        "other",
    }
)
# What a sentence has to name to count at any time.
OURS: Final = {
    "en": r"gym|tread ?mill|walk|start check",
    "de": r"gym|l[aä]uf|\bgeh(en|pause)\b|gegangen|start ?check|startprüfung",
    "fr": r"gym|tapis|march|de départ|avant départ",
    "es": r"gym|cinta|camin|\band(a|ar|ado)\b|inicio|inicial|antes de empezar",
}


@cache
def _corpus(language: str) -> dict[str, list[dict[str, Any]]]:
    text = (CORPUS / f"{language}.yaml").read_text(encoding="utf-8")
    sections: dict[str, list[dict[str, Any]]] = yaml.safe_load(text)
    return sections


@cache
def _places() -> set[str]:
    actions = yaml.safe_load(ACTIONS.read_text(encoding="utf-8"))
    place = actions["report_pain"]["fields"]["place"]
    return set(place["selector"]["select"]["options"])


def _heard(sentence: str) -> str:
    return " ".join(re.findall(r"\w+", sentence.casefold()))


@pytest.fixture(params=LANGUAGES, name="language")
def each_language(request: pytest.FixtureRequest) -> str:
    """Return one language after the other."""
    return str(request.param)


@pytest.fixture
def corpus(language: str) -> dict[str, list[dict[str, Any]]]:
    """Return what people say in a language, by section."""
    return _corpus(language)


def test_every_language_has_its_file() -> None:
    assert {path.stem for path in CORPUS.glob("*.yaml")} == set(LANGUAGES)


def test_there_is_enough_of_everything(corpus: dict[str, Any]) -> None:
    assert corpus.keys() == AT_LEAST.keys()
    short = {name for name, least in AT_LEAST.items() if len(corpus[name]) < least}
    assert not short
    always = [entry for entry in corpus["nothing"] if entry["when"] == "any"]
    assert len(always) >= ALSO_IN_A_SESSION


@pytest.mark.parametrize("section", AT_LEAST)
def test_every_entry_has_its_keys_and_a_time(
    corpus: dict[str, Any], section: str
) -> None:
    for entry in corpus[section]:
        assert entry.keys() == KEYS[section], entry
        assert isinstance(entry["say"], str), entry
        assert _heard(entry["say"]), entry
        assert entry["when"] in WHEN[section], entry


def test_pain_means_words_that_the_engine_knows(corpus: dict[str, Any]) -> None:
    for entry in corpus["pain"]:
        means = entry["means"]
        assert means.keys() == {"level", "band", "place", "symptom"}, entry
        assert means["level"] in {None, *range(11)}, entry
        assert means["band"] in {None, *BANDS}, entry
        assert means["place"] in {None, *_places()}, entry
        assert means["symptom"] in {None, *Symptom}, entry


def test_a_red_flag_is_a_symptom_of_its_own(corpus: dict[str, Any]) -> None:
    for entry in corpus["pain"]:
        band, symptom = entry["means"]["band"], entry["means"]["symptom"]
        if symptom not in {None, Symptom.CRAMP}:
            assert band == PainBand.RED_FLAG, entry


def test_every_place_symptom_number_and_band_is_said(corpus: dict[str, Any]) -> None:
    means = [entry["means"] for entry in corpus["pain"]]
    times = Counter((key, value) for each in means for key, value in each.items())
    assert not [place for place in _places() if not times["place", place]]
    assert not [each for each in Symptom if times["symptom", each.value] < 3]
    assert not [level for level in range(11) if not times["level", level]]
    assert not [band for band in BANDS if times["band", band.value] < 3]


def test_every_command_is_given_in_several_ways(corpus: dict[str, Any]) -> None:
    times = Counter(entry["intent"] for entry in corpus["commands"])
    assert times.keys() == INTENTS
    assert min(times.values()) >= 5


def test_every_reason_to_do_nothing_is_there(corpus: dict[str, Any]) -> None:
    times = Counter(entry["why"] for entry in corpus["nothing"])
    assert times.keys() == WHY
    assert min(times.values()) >= 15


@pytest.mark.parametrize("section", ["pain", "commands"])
def test_what_counts_at_any_time_names_what_is_ours(
    corpus: dict[str, Any], language: str, section: str
) -> None:
    wrong = [
        entry["say"]
        for entry in corpus[section]
        if bool(re.search(OURS[language], entry["say"].casefold()))
        != (entry["when"] == "any")
    ]
    assert not wrong


def test_nothing_is_said_twice(corpus: dict[str, Any]) -> None:
    times = Counter(_heard(entry["say"]) for each in corpus.values() for entry in each)
    assert not [sentence for sentence, count in times.items() if count > 1]


def test_the_rules_stand_at_the_top(language: str) -> None:
    lines = (CORPUS / f"{language}.yaml").read_text(encoding="utf-8").splitlines()
    assert all(line.startswith("# ") for line in lines[:5])
    assert lines[5] == "pain:"
