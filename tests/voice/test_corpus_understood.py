"""How much of what people say is understood, and how much is by mistake."""

from functools import cache

import pytest

from custom_components.home_gym.listening.sentences import Command, sentences_of
from custom_components.home_gym.listening.spoken_languages import LANGUAGES
from custom_components.home_gym.understanding import Complaint

from .hearing import NOTHING, PAIN, Figures, corpus, meant_for

# What is reached, with a little room below. The sentences were written by somebody who
# had not read the word lists; the lists have been read against them since.
PAIN_AT_LEAST = {True: 0.99, False: 0.98}
RED_FLAGS_AT_LEAST = {True: 0.99, False: 0.99}
COMMANDS_AT_LEAST = 0.98
MISTAKES_AT_MOST = {True: 0.02, False: 0.0}


@cache
def figures(language: str, *, walking: bool) -> Figures:
    """Return the figures of a language, and print them."""
    sentences, found = sentences_of(language), Figures()
    for kind, spoken_of in corpus(language).items():
        for spoken in spoken_of:
            if not meant_for(spoken, kind, walking=walking):
                continue
            meant = sentences.understood(spoken["say"], walking=walking, urgent=walking)
            if kind == PAIN:
                complaint = meant if isinstance(meant, Complaint) else None
                heard = None if complaint is None else {"symptom": complaint.symptom}
                found.note_pain(spoken, heard)
            elif kind == NOTHING:
                # To refuse a release is to do nothing.
                mistaken = meant not in (None, Command.RELEASE)
                found.mistakes.note(spoken["say"], among=mistaken)
            else:
                found.commands.note(spoken["say"], among=meant == spoken["intent"])
    print(language, "walking" if walking else "idle   ", found)
    return found


@pytest.mark.parametrize("walking", [True, False], ids=["walking", "idle"])
@pytest.mark.parametrize("language", LANGUAGES)
class TestCorpus:
    def test_pain_is_understood(self, language: str, walking: bool):
        found = figures(language, walking=walking)
        assert found.pain.share >= PAIN_AT_LEAST[walking]

    def test_warning_signs_are_understood(self, language: str, walking: bool):
        found = figures(language, walking=walking)
        assert found.red_flags.share >= RED_FLAGS_AT_LEAST[walking]

    def test_commands_are_understood(self, language: str, walking: bool):
        found = figures(language, walking=walking)
        assert found.commands.share >= COMMANDS_AT_LEAST

    def test_next_to_nothing_is_done_by_mistake(self, language: str, walking: bool):
        found = figures(language, walking=walking)
        assert found.mistakes.share <= MISTAKES_AT_MOST[walking], found.mistakes.of
