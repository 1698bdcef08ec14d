"""What is answered to somebody who speaks: from YAML, numbers as people say them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml

from ..speaking.phrases import Phrases, Texts
from .spoken_languages import LANGUAGES, known

FOLDER: Final = Path(__file__).parents[1] / "answers"
_FAILED: Final = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What to answer: a text by its key, the values in it, and what comes after."""

    key: str
    values: Mapping[str, float | str] = field(default_factory=dict)
    more: tuple[Answer, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DateNames:
    """Hold what the days of the week are called, and the months."""

    days: tuple[str, ...]
    months: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """Hold the answers of one language, and its names for a date."""

    phrases: Phrases
    names: DateNames
    contractions: Mapping[str, str]

    def spoken(self, answer: Answer, *, metric: bool) -> str:
        """Return an answer in words; what has none has failed."""
        key = answer.key if answer.key in self.phrases.texts.texts else _FAILED
        spoken = self.phrases.spoken(key, answer.values, metric=metric)
        for written, said in self.contractions.items():
            spoken = spoken.replace(written, said)
        more = (self.spoken(each, metric=metric) for each in answer.more)
        return " ".join((spoken, *more))


@cache
def _read(language: str) -> Answers:
    """Return the answers of one of our languages; reads a file the first time."""
    text = (FOLDER / f"{language}.yaml").read_text(encoding="utf-8")
    data: dict[str, Any] = yaml.safe_load(text)
    texts = Texts(
        language=language,
        texts={key: (text,) for key, text in data["texts"].items()},
        decimal=data["decimal"],
        units=data["units"],
    )
    return Answers(
        phrases=Phrases(texts),
        names=DateNames(days=tuple(data["days"]), months=tuple(data["months"])),
        contractions=data.get("contractions") or {},
    )


def load_answers() -> None:
    """Read all languages, so that nobody waits for a file while they are answered."""
    for language in LANGUAGES:
        _read(language)


def answers_of(language: str) -> Answers:
    """Return the answers in a language, in English where there are none."""
    return _read(known(language))
