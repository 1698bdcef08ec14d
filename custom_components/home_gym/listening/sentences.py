"""What can be said to Home Gym, language by language: from YAML, and understood."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any, Final

from hassil import Intents, recognize_all
from hassil.parse_expression import parse_sentence
from hassil.sample import sample_expression

from ..understanding import (
    Complaint,
    Keywords,
    Lexicon,
    complaint,
    is_of_others,
    is_outcry,
    keywords_from,
    lexicon_from,
    orders_stop,
    wish,
)
from ..understanding.wishes import NO_PAIN
from .catching import caught_alone, caught_named
from .introductions import Introduction, Introductions, introductions_from
from .spoken_languages import LANGUAGES
from .word_files import FOLDER, KEYWORDS, read_words, written_out

_BEFORE: Final = "<polite>"
_AFTER: Final = "<end>"


class Tier(StrEnum):
    """When something is listened to: always, or while somebody walks and just after."""

    ANYWHERE = "anywhere"
    WALKING = "walking"


class Command(StrEnum):
    """What can be said word for word."""

    STOP = "stop"
    BREAK = "break"
    SNOOZE = "snooze"
    SKIP = "skip"
    SLOWER = "slower"
    HOW_LONG = "how_long"
    HOW_FAR = "how_far"
    HOW_MUCH_LEFT = "how_much_left"
    WHY = "why"
    WHEN_AGAIN = "when_again"
    WHO = "who"
    BETTER = "better"
    CHECK_IN_BETTER = "check_in_better"
    CHECK_IN_SAME = "check_in_same"
    CHECK_IN_WORSE = "check_in_worse"
    START_CHECK_DONE = "start_check_done"
    ALL_IS_WELL = "all_is_well"
    RELEASE = "release"


type Meaning = Command | Complaint | Introduction

_ORDER: Final = list(Command)
_OF_YESTERDAY: Final = frozenset(
    {Command.CHECK_IN_BETTER, Command.CHECK_IN_SAME, Command.CHECK_IN_WORSE}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentences:
    """Hold one language: its words, and the templates of each tier.

    `caught` are the templates by which Home Assistant picks out what may be ours, in
    any tier up to one; `exact` are the commands, as they are understood.
    """

    lexicon: Lexicon
    keywords: Keywords
    caught: Mapping[Tier, tuple[str, ...]]
    exact: Mapping[Tier, Intents]
    introductions: Introductions

    def understood(
        self, text: str, *, walking: bool, urgent: bool, names: Iterable[str] = ()
    ) -> Meaning | None:
        """Return what a text means, nothing where it is not meant for Home Gym.

        `names` are what the people of the gym are called.
        """
        commands = {
            Command(found.intent.name)
            for tier in _tiers(walking=walking)
            for found in recognize_all(text, self.exact[tier])
        }
        if walking:
            # On a belt "it feels worse" is no matter of yesterday.
            commands -= _OF_YESTERDAY
        if Command.STOP in commands:
            return Command.STOP
        if commands:
            # "No break now" is no break, though "no, a break" is one.
            return max(commands, key=_ORDER.index)
        names = tuple(names)
        who = self.introductions.heard(text, names, walking=walking)
        meant = who or self._free(text, walking=walking, urgent=urgent)
        if meant is None and walking and self._stops_beside(text, names):
            return Command.STOP
        return meant

    def _stops_beside(self, text: str, names: Collection[str]) -> bool:
        """Tell whether somebody says who they are, and that they want to stop."""
        return any(
            self.understood(rest, walking=True, urgent=True) is Command.STOP
            for rest in self.introductions.beside(text, names)
        )

    def _free(self, text: str, *, walking: bool, urgent: bool) -> Meaning | None:
        """Return what is meant that is not said word for word."""
        told = complaint(
            text, self.lexicon, self.keywords, alone=walking, urgent=urgent
        )
        wished = self._wished(text, walking=walking)
        if told is None and walking and self.orders_stop(text, complains=False):
            return Command.STOP
        # "The dizziness has passed" names what has passed.
        meant = wished if wished is Command.BETTER else told or wished
        return meant or self.introductions.stranger(text)

    def orders_stop(self, text: str, *, complains: bool) -> bool:
        """Tell whether a text holds an order to stop, whatever else it says."""
        return orders_stop(text, self.lexicon, self.keywords, complains=complains)

    def _wished(self, text: str, *, walking: bool) -> Command | Complaint | None:
        wished = wish(text, self.keywords, alone=walking)
        if wished == NO_PAIN:
            return Complaint(level=0)
        if wished == Command.BETTER and is_of_others(text, self.lexicon):
            return None
        if wished is None and walking and is_outcry(text, self.keywords):
            return Command.STOP
        return None if wished is None else Command(wished)


@cache
def sentences_of(language: str) -> Sentences:
    """Return what can be said in one of our languages; reads a file the first time."""
    data = read_words(FOLDER, language)
    addressed = _addressed(data["commands"])
    commands = _commands(data)
    for command, template in addressed.items():
        named = written_out(f"<machine> {template} {_AFTER}", data["rules"])
        commands[Tier.ANYWHERE].setdefault(command, []).append(named)
    listed = read_words(KEYWORDS, language)
    keywords = keywords_from(listed, _variants)
    lexicon = lexicon_from(data, _variants)
    return Sentences(
        lexicon=lexicon,
        keywords=keywords,
        caught={
            Tier.ANYWHERE: (_joined(data), caught_named(data["words"], listed["cues"])),
            Tier.WALKING: tuple(caught_alone(data, listed, keywords, _variants)),
        },
        exact={tier: _intents(language, commands[tier]) for tier in Tier},
        introductions=introductions_from(
            data, lexicon, keywords, listed["cues"]["order"], _variants
        ),
    )


def load_sentences() -> None:
    """Read all languages, so that nobody waits for a file while they speak."""
    for language in LANGUAGES:
        sentences_of(language)


def caught(
    languages: Iterable[str], *, walking: bool, names: Iterable[str] = ()
) -> list[str]:
    """Return the templates of some languages, for people of some names."""
    tier = Tier.WALKING if walking else Tier.ANYWHERE
    sentences = [sentences_of(language) for language in languages]
    found = [template for each in sentences for template in each.caught[tier]]
    if walking:
        found += (
            template
            for each in sentences
            for template in each.introductions.caught(names)
        )
    return found


def _tiers(*, walking: bool) -> tuple[Tier, ...]:
    return tuple(Tier) if walking else (Tier.ANYWHERE,)


def _commands(data: Mapping[str, Any]) -> dict[Tier, dict[str, list[str]]]:
    """Return the templates of each command, with the rules written out."""
    return {
        tier: {
            command: [written_out(each, data["rules"]) for each in by_tier[tier]]
            for command, by_tier in data["commands"].items()
            if tier in by_tier
        }
        for tier in Tier
    }


def _addressed(commands: Mapping[str, Mapping[str, list[str]]]) -> dict[str, str]:
    """Return what is understood at any time when the treadmill is named before it.

    So "treadmill, slower" needs no template of its own.
    """
    return {
        command: f"({'|'.join(_stripped(each) for each in by_tier[Tier.WALKING])})"
        for command, by_tier in commands.items()
        if Tier.WALKING in by_tier
    }


def _stripped(template: str) -> str:
    return template.removeprefix(_BEFORE).removesuffix(_AFTER).strip()


def _joined(data: Mapping[str, Any]) -> str:
    """Return one template for all commands that are understood at any time.

    Home Assistant reads all templates anew whenever one is added, and it takes its
    time for each letter: what stands around most commands is written once.
    """
    inner = {
        _stripped(template)
        for by_tier in data["commands"].values()
        for template in by_tier.get(Tier.ANYWHERE, ())
    }
    joined = f"{_BEFORE} ({'|'.join(sorted(inner))}) {_AFTER}"
    return written_out(joined, data["rules"])


def _intents(language: str, commands: Mapping[str, list[str]]) -> Intents:
    return Intents.from_dict(
        {
            "language": language,
            "intents": {
                command: {"data": [{"sentences": templates}]}
                for command, templates in commands.items()
            },
        }
    )


def _variants(template: str) -> Iterator[str]:
    for text in sample_expression(parse_sentence(template).expression):
        yield text.strip()
