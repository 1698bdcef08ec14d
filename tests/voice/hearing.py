"""What became of the sentences of the corpus: heard, missed, or heard by mistake."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Final

from hassil import Intents
import yaml

from custom_components.home_gym.engine.words import RED_FLAGS
from custom_components.home_gym.listening.sentences import caught

CORPUS: Final = Path(__file__).parent / "corpus"
PAIN: Final = "pain"
NOTHING: Final = "nothing"
_WILDCARDS: Final = ("before", "between", "after", "rest")


@cache
def corpus(language: str) -> Mapping[str, list[dict[str, Any]]]:
    """Return what is said in a language, and what it means."""
    text = (CORPUS / f"{language}.yaml").read_text(encoding="utf-8")
    data: Mapping[str, list[dict[str, Any]]] = yaml.safe_load(text)
    return data


@cache
def ears(language: str, *, walking: bool, names: tuple[str, ...] = ()) -> Intents:
    """Return what Home Assistant makes of our templates."""
    templates = caught([language], walking=walking, names=names)
    return Intents.from_dict(
        {
            "language": language,
            "intents": {"ours": {"data": [{"sentences": templates}]}},
            "lists": {name: {"wildcard": True} for name in _WILDCARDS},
        }
    )


@dataclass(kw_only=True)
class Share:
    """How many of how many."""

    of: int = 0
    those: list[str] = field(default_factory=list)

    def note(self, said: str, *, among: bool) -> None:
        """Count one sentence, and remember it where it is among them."""
        self.of += 1
        if among:
            self.those.append(said)

    @property
    def share(self) -> float:
        """Return the share, all of nothing."""
        return len(self.those) / self.of if self.of else 1.0

    def __str__(self) -> str:
        return f"{len(self.those):4}/{self.of:<4}{self.share:6.1%}"


@dataclass(kw_only=True)
class Figures:
    """The figures of one language, in a session or without one."""

    pain: Share = field(default_factory=Share)
    red_flags: Share = field(default_factory=Share)
    commands: Share = field(default_factory=Share)
    mistakes: Share = field(default_factory=Share)

    def note_pain(self, spoken: Mapping[str, Any], heard: Mapping[str, Any] | None):
        """Note what was heard of a complaint: its symptom, or nothing at all."""
        self.pain.note(spoken["say"], among=heard is not None)
        if spoken["means"]["band"] == "red_flag":
            flagged = heard is not None and heard.get("symptom") in RED_FLAGS
            self.red_flags.note(spoken["say"], among=flagged)

    def __str__(self) -> str:
        return (
            f"pain {self.pain}  red flags {self.red_flags}"
            f"  commands {self.commands}  by mistake {self.mistakes}"
        )


def meant_for(spoken: Mapping[str, Any], kind: str, *, walking: bool) -> bool:
    """Tell whether a sentence is to be said in a house where somebody walks, or not."""
    if kind == NOTHING:
        return not walking or spoken["when"] != "idle"
    return walking or spoken["when"] == "any"
