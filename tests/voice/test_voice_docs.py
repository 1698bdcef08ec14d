"""What docs/voice.md tells people to say is understood as it says."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from custom_components.home_gym.engine.words import PainBand, Reason, Refusal
from custom_components.home_gym.listening.answers import FOLDER as ANSWERS, answers_of
from custom_components.home_gym.listening.introductions import Introduction
from custom_components.home_gym.listening.sentences import Command, sentences_of
from custom_components.home_gym.listening.spoken_languages import LANGUAGES
from custom_components.home_gym.listening.word_files import FOLDER
from custom_components.home_gym.understanding import Complaint
from scripts.checks.english import placeholders

DOCS = Path(__file__).parents[2] / "docs" / "voice.md"
ORDER = ("en", "de", "fr", "es")


def examples() -> Iterator[tuple[str, str, str]]:
    """Yield what is meant, the language and the sentence of each cell."""
    for line in DOCS.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if len(cells) == 5 and cells[0] in ("pain", "person", *Command):
            for language, text in zip(ORDER, cells[1:], strict=True):
                yield cells[0], language, text


@pytest.mark.parametrize(("meant", "language", "text"), examples())
def test_an_example(meant: str, language: str, text: str):
    # Of yesterday nobody is asked on a belt.
    walking = not meant.startswith("check_in")
    found = sentences_of(language).understood(
        text, walking=walking, urgent=walking, names=["Anna"]
    )
    called = {Complaint: "pain", Introduction: "person"}
    assert called.get(type(found), found) == meant


def test_every_command_has_an_example():
    assert {meant for meant, *_ in examples()} == {"pain", "person", *Command} - {
        Command.RELEASE
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_knows_every_command(language: str):
    text = (FOLDER / f"{language}.yaml").read_text(encoding="utf-8")
    assert list(yaml.safe_load(text)["commands"]) == list(Command)
    # Nothing at all is no command.
    assert sentences_of(language).understood("", walking=True, urgent=True) is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_every_answer(language: str):
    english, texts = (answers_of(each).phrases.texts.texts for each in ("en", language))
    assert set(texts) == set(english)
    for key, variants in texts.items():
        assert placeholders(variants[0]) <= placeholders(english[key][0]), key
    names = answers_of(language).names
    assert (len(names.days), len(names.months)) == (7, 12)
    assert (ANSWERS / f"{language}.yaml").is_file()


def test_whatever_can_come_of_it_has_an_answer():
    texts = answers_of("en").phrases.texts.texts
    said = {f"pain_{band}" for band in PainBand}
    said |= {f"why_{reason}" for reason in set(Reason) - REPORTED}
    said |= {f"refused_{refusal}" for refusal in MAY_BE_REFUSED}
    assert said <= set(texts)


REPORTED = {Reason.PAIN, Reason.PAIN_EMERGENCY, Reason.RED_FLAG, Reason.CRAMP}
MAY_BE_REFUSED = {
    Refusal.NO_SESSION,
    Refusal.NOT_MOVING,
    Refusal.CANNOT_SLOW,
    Refusal.NO_BREAK_DUE,
    Refusal.NO_SNOOZE_LEFT,
    Refusal.NO_SKIP_LEFT,
}
