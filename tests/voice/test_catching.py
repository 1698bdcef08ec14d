"""What Home Assistant catches for Home Gym: all that may be meant, in few words."""

import re
from typing import Final

from hassil import recognize
from hassil.parse_expression import parse_sentence
import pytest

from custom_components.home_gym.listening.replies import replies_of
from custom_components.home_gym.listening.sentences import (
    Command,
    Tier,
    caught,
    sentences_of,
)
from custom_components.home_gym.listening.spoken_languages import LANGUAGES
from custom_components.home_gym.listening.templates import (
    alternatives,
    one_of,
    shortest,
    telling,
)
from custom_components.home_gym.listening.word_files import FOLDER, read_words

from .hearing import ears

# Home Assistant reads all of them at once whenever one is added, and does nothing else
# meanwhile: it takes about four milliseconds for a thousand on a small computer.
PIECES_AT_MOST: Final = {Tier.ANYWHERE: 5500, Tier.WALKING: 9500}
PIECES_OF_A_QUESTION_AT_MOST: Final = 2000
CHOICE: Final = re.compile(r"\(([^()|]*)[^()]*\)")
# One of so many sentences is said: all of them take half a minute.
ONE_OF: Final = 5


def pieces(templates: tuple[str, ...]) -> int:
    """Return how many pieces there are to read."""
    return sum(parse_sentence(each).text_chunk_count() for each in templates)


def one_way(template: str) -> str:
    """Return one way to say a template, the shortest."""
    template = shortest(template)
    while "(" in template:
        template = CHOICE.sub(r"\1", template)
    return " ".join(template.split())


@pytest.mark.parametrize("tier", Tier)
@pytest.mark.parametrize("language", LANGUAGES)
def test_there_is_little_to_read(language: str, tier: Tier):
    assert pieces(sentences_of(language).caught[tier]) <= PIECES_AT_MOST[tier]


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_is_little_to_read_for_a_question(language: str):
    accepted = replies_of(language).accepted.values()
    assert sum(map(pieces, accepted)) <= PIECES_OF_A_QUESTION_AT_MOST


@pytest.mark.parametrize("walking", [True, False], ids=["walking", "idle"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_understood_word_for_word_is_caught(language: str, walking: bool):
    tiers = Tier if walking else (Tier.ANYWHERE,)
    exact = sentences_of(language).exact
    said = {
        one_way(template)
        for tier in tiers
        for intent in exact[tier].intents.values()
        for template in intent.data[0].sentence_texts
    }
    heard = ears(language, walking=walking)
    some = sorted(said)[::ONE_OF]
    missed = {each for each in some if recognize(each, heard) is None}
    assert missed == set()


@pytest.mark.parametrize(
    ("language", "text"),
    [
        # "Ow", "ear" and "air" are in these words, but nobody says them.
        ("en", "close the window in the kitchen"),
        ("en", "clear the shopping list"),
        ("en", "switch the lamp beside the chair to red"),
        ("en", "stop the music"),
        ("en", "turn on the kitchen light"),
        ("de", "mach das Licht in der Küche an"),
        ("fr", "allume la lumière du salon"),
        ("es", "enciende la luz de la cocina"),
    ],
)
def test_a_household_is_not_even_caught(language: str, text: str):
    assert recognize(text, ears(language, walking=True)) is None


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "don\N{RIGHT SINGLE QUOTATION MARK}t stop, oh my knee\N{EM DASH}"),
        ("fr", "j\N{RIGHT SINGLE QUOTATION MARK}ai mal au genou"),
        ("de", "mir ist uebel, ich kriege keine Luft"),
        ("es", "me siento debil y mareado"),
    ],
)
def test_spelling_does_not_matter(language: str, text: str):
    assert recognize(text, ears(language, walking=True)) is not None


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_question_is_answered_alike_in_its_shortest_form(language: str):
    replies = replies_of(language)
    for name, templates in replies.accepted.items():
        for template in templates:
            assert "[" not in template
            found = recognize(one_way(template), replies.exact)
            assert found is not None
            assert found.intent.name == name, template


def test_a_stop_is_looked_for_first_where_somebody_was_asked():
    assert next(iter(replies_of("en").accepted)) == Command.STOP


@pytest.mark.parametrize(
    ("template", "choices"),
    [
        ("stop", ["stop"]),
        ("(stop|halt)", ["stop", "halt"]),
        ("((stop|halt)|(wait|hold (on|it)))", ["stop", "halt", "wait", "hold (on|it)"]),
        ("my knee|[oh] (ow|ouch)", ["my knee", "[oh] (ow|ouch)"]),
        ("(a|b)(c|d)", ["(a|b)(c|d)"]),
    ],
)
def test_what_there_is_to_choose_from(template: str, choices: list[str]):
    assert alternatives(template) == choices


def test_what_holds_something_shorter_is_left_out():
    spoken = [
        "(pain|chest pain|pain[s]|my (left|right) pain|painful)",
        "toothpain(s|ed)",
    ]
    assert telling(spoken) == ["pain", "pain[s]", "painful", "toothpain(s|ed)"]


def test_accents_may_be_left_out():
    assert one_of(["(mal|été)"]) == "(ete|mal|été)"


def test_what_may_be_left_out_is_left_out():
    assert shortest("[oh [no]] it hurts [a (bit|lot)] (here|there)") == (
        "it hurts (here|there)"
    )


def test_no_template_names_a_rule():
    for language in LANGUAGES:
        assert read_words(FOLDER, language)["rules"]
        for walking in (True, False):
            assert "<" not in "".join(caught([language], walking=walking))
