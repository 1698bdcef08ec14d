"""Texts that Home Assistant would stumble over are found, in every language."""

import json
from typing import Any

import pytest

from scripts.checks import languages

FOLDER = "custom_components/home_gym/translations"


def found(grow, english: Any, german: Any) -> list[str]:
    files = {"en": english, "de": german}
    tree = grow({f"{FOLDER}/{k}.json": json.dumps(v) for k, v in files.items()})
    return [each.text for each in languages.check(tree)]


@pytest.mark.parametrize(
    ("english", "german", "words"),
    [
        ({"Key": "Text"}, {}, "has the key 'Key'"),
        ({"key_": "Text"}, {}, "has the key 'key_'"),
        ({"key": ""}, {}, "is no text"),
        ({"key": 3}, {}, "is no text"),
        ({"key": "Text "}, {}, "begins or ends with a blank"),
        ({"key": "<b>Text</b>"}, {}, "has HTML"),
        ({"key": "For {time}"}, {"key": "Dauert"}, "other placeholders"),
        ({"key": "For {time}"}, {"key": "{zeit} lang"}, "use time"),
        ({}, {"key": "Wort"}, "is not in en.json"),
    ],
)
def test_a_bad_text_is_found(grow, english: Any, german: Any, words: str) -> None:
    (text,) = found(grow, english, german)
    assert words in text


def test_a_good_translation_is_right(grow) -> None:
    english = {"a-b_1": {"key": "For {time} < {limit}"}, "more": "Only English"}
    assert not found(grow, english, {"a-b_1": {"key": "{limit}, {time} lang"}})
