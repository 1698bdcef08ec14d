"""What may be answered to a question of ours, in each language, and what it means."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from hassil import Intents, recognize

from ..engine.replies import Feeling, Told
from ..engine.words import RED_FLAGS, Symptom
from ..understanding import (
    Amount,
    Complaint,
    names_a_place_only,
    pauses_after_no,
    reply,
)
from ..understanding.lexicon import Kind
from .sentences import Command, Meaning as Free, Sentences, Tier, sentences_of
from .spoken_languages import LANGUAGES
from .templates import shortest
from .word_files import FOLDER, read_words, written_out

_SECTION: Final = "replies"
_NUMBER: Final = "number"
_RED_FLAG: Final = "red_flag"
_NO_WORSE: Final = "no_worse"
_AMOUNTS: Final = {
    Amount.TRACE: Feeling.TRACE,
    Amount.BIT: Feeling.BIT,
    Amount.SEVERE: Feeling.SEVERE,
}

# What is a wish or a call at other times, and an answer where somebody was asked.
_ANSWERS: Final = {
    Command.BETTER: Feeling.BETTER,
    Command.ALL_IS_WELL: Feeling.NONE,
}

# An answer to the question, or what means the same without one.
type Meaning = Told | Free


@dataclass(frozen=True, slots=True, kw_only=True)
class Replies:
    """Hold the answers of one language: their templates, each by what it is called.

    `accepted` are those that Home Assistant looks for itself, in their shortest form:
    it reads them anew for each question, and what it does not find is looked for in
    `exact`. `no_worse` are those that it cannot tell, since it hears no pause.
    """

    sentences: Sentences
    accepted: Mapping[str, tuple[str, ...]]
    exact: Intents
    no_worse: Intents

    def meaning(self, text: str, names: Iterable[str] = ()) -> Meaning | None:
        """Return what somebody means who was asked, nothing where nobody can tell.

        `names` are what the people of the gym are called.
        """
        found = recognize(text, self.exact)
        if found is not None:
            return meaning_of(found.intent.name)
        if recognize(text, self.no_worse) is not None:
            worse = pauses_after_no(text, self.sentences.lexicon)
            return Told(said=Feeling.WORSE if worse else Feeling.SAME)
        free = self.sentences.understood(text, walking=True, urgent=True, names=names)
        if isinstance(free, Command) and free in _ANSWERS:
            return Told(said=_ANSWERS[free])
        place = None
        if isinstance(free, Complaint):
            if free.symptom is not None:
                return free
            if self.sentences.orders_stop(text, complains=True):
                return Command.STOP
            if (told := _said(free.level, free.amount)) is not None:
                return Told(said=told, place=free.place)
            place = free.place
        elif free is not None:
            return free
        answer = reply(text, self.sentences.lexicon)
        told = _said(answer, None) if isinstance(answer, int) else _said(None, answer)
        if told is None and place is not None:
            only_where = names_a_place_only(text, self.sentences.lexicon)
            told = Feeling.SOME if only_where else None
        return free if told is None else Told(said=told, place=place)


def meaning_of(name: str) -> Meaning:
    """Return what an accepted answer means, by what it is called."""
    if name.isdecimal():
        return Told(said=int(name))
    if name in set(Symptom):
        return Complaint(symptom=Symptom(name))
    return Command.STOP if name == Command.STOP else Told(said=Feeling(name))


@cache
def replies_of(language: str) -> Replies:
    """Return what may be answered in one of our languages; reads a file at first."""
    data = read_words(FOLDER, language)
    answers = dict(_answers(data))
    no_worse = data[_SECTION].get(_NO_WORSE, ())
    return Replies(
        sentences=sentences_of(language),
        accepted={
            name: tuple(filter(None, map(shortest, templates)))
            for name, templates in answers.items()
        },
        exact=_intents(language, answers),
        no_worse=_intents(language, {_NO_WORSE: no_worse}),
    )


def load_replies() -> None:
    """Read all languages, so that nobody waits for a file while they are asked."""
    for language in LANGUAGES:
        replies_of(language)


def _intents(language: str, templates: Mapping[str, Sequence[str]]) -> Intents:
    intents = {
        name: {"data": [{"sentences": list(each)}]} for name, each in templates.items()
    }
    return Intents.from_dict({"language": language, "intents": intents})


def _answers(data: Mapping[str, Any]) -> Iterator[tuple[str, list[str]]]:
    """Yield what an answer is called, and its templates; what is urgent comes first."""
    rules, replies, words = data["rules"], data[_SECTION], data["words"]
    stops = data["commands"][Command.STOP]
    yield (
        Command.STOP,
        [written_out(each, rules) for tier in Tier for each in stops[tier]],
    )
    for symptom, templates in words[Kind.SYMPTOM].items():
        if symptom in RED_FLAGS:
            sign = {"symptom": "|".join(templates)}
            yield symptom, [written_out(each, sign) for each in replies[_RED_FLAG]]
    for number, templates in words[Kind.NUMBER].items():
        value = {"number": "|".join((str(number), *templates))}
        yield str(number), [written_out(each, value) for each in replies[_NUMBER]]
    for feeling in Feeling:
        if feeling in replies:
            yield feeling, [written_out(each, rules) for each in replies[feeling]]


def _said(level: int | None, amount: Amount | None) -> int | Feeling | None:
    if level is not None:
        return level
    return None if amount is None else _AMOUNTS[amount]
