"""What can be said to Home Gym, language by language: from YAML, and understood."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
import re
from typing import Any, Final

from hassil import Intents, recognize_all
from hassil.parse_expression import parse_sentence
from hassil.sample import sample_expression
import yaml

from ..understanding import (
    Complaint,
    Keywords,
    Lexicon,
    complaint,
    is_outcry,
    keywords_from,
    lexicon_from,
    orders_stop,
    templates_of,
    wish,
)
from ..understanding.lexicon import EVIDENCE, Kind
from ..understanding.wishes import NO_PAIN
from .catching import caught_alone, caught_named, one_of
from .spoken_languages import LANGUAGES

FOLDER: Final = Path(__file__).parents[1] / "sentences"
KEYWORDS: Final = Path(__file__).parents[1] / "keywords"

_BEFORE: Final = "<polite>"
_AFTER: Final = "<end>"
_RULE: Final = re.compile(r"<(\w+)>")
_DIGITS: Final = "|".join(str(number) for number in range(11))


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

    def understood(
        self, text: str, *, walking: bool, urgent: bool
    ) -> Command | Complaint | None:
        """Return what a text means, nothing where it is not meant for Home Gym."""
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
        told = complaint(
            text, self.lexicon, self.keywords, alone=walking, urgent=urgent
        )
        wished = self._wished(text, walking=walking)
        if told is None and walking and self.orders_stop(text, complains=False):
            return Command.STOP
        # "The dizziness has passed" names what has passed.
        return wished if wished is Command.BETTER else told or wished

    def orders_stop(self, text: str, *, complains: bool) -> bool:
        """Tell whether a text holds an order to stop, whatever else it says."""
        return orders_stop(text, self.lexicon, self.keywords, complains=complains)

    def _wished(self, text: str, *, walking: bool) -> Command | Complaint | None:
        wished = wish(text, self.keywords, alone=walking)
        if wished == NO_PAIN:
            return Complaint(level=0)
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
    bare = f"({'|'.join(addressed.values())})"
    listed = read_words(KEYWORDS, language)
    keywords = keywords_from(listed, _variants)
    named = caught_named(listed, data["words"][Kind.MACHINE])
    return Sentences(
        lexicon=lexicon_from(data, _variants),
        keywords=keywords,
        caught={
            Tier.ANYWHERE: (_joined(data), named),
            Tier.WALKING: (
                _joined(data),
                written_out(f"{_BEFORE} [<machine>] {bare} {_AFTER}", data["rules"]),
                *_alone(data),
                named,
                *caught_alone(listed, keywords, _variants),
            ),
        },
        exact={tier: _intents(language, commands[tier]) for tier in Tier},
    )


def read_words(folder: Path, language: str) -> dict[str, Any]:
    """Return what one of our files says; reads it."""
    text = (folder / f"{language}.yaml").read_text(encoding="utf-8")
    data: dict[str, Any] = yaml.safe_load(text)
    return data


def load_sentences() -> None:
    """Read all languages, so that nobody waits for a file while they speak."""
    for language in LANGUAGES:
        sentences_of(language)


def caught(languages: Iterable[str], *, walking: bool) -> list[str]:
    """Return the templates of some languages."""
    tier = Tier.WALKING if walking else Tier.ANYWHERE
    return [
        template
        for language in languages
        for template in sentences_of(language).caught[tier]
    ]


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


def written_out(template: str, rules: Mapping[str, str]) -> str:
    """Return a template with the rules in it written out."""
    while _RULE.search(template):
        template = _RULE.sub(lambda found: f"({rules[found[1]]})", template)
    return template


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


def _alone(data: Mapping[str, Any]) -> Iterator[str]:
    """Yield what catches a complaint wherever its words stand in a sentence."""
    words = data["words"]
    number, scale = _numbers(words), _one_of(words, Kind.SCALE)
    yield f"[{{before}}] {_one_of(words, *sorted(EVIDENCE))} [{{after}}]"
    level = _one_of(words, Kind.LEVEL)
    yield f"[{{before}}] {level} [{{between}}] {number} [{{after}}]"
    yield f"[{{before}}] {number}/{number} [{{after}}]"
    half = f"[{_one_of(words, Kind.HALF)}]"
    top = f"{_one_of(words, Kind.OUT_OF)} {number}"
    yield f"[{{before}}] {number} {half} {top} [{{after}}]"
    yield f"{scale} {number}"
    where = written_out(f"<side> {_one_of(words, Kind.PLACE)} <side>", data["rules"])
    about = written_out("<about>", data["rules"])
    mine = _one_of(words, Kind.SELF)
    around = f"[{_one_of(words, Kind.LEAD, Kind.FILLER)}]"
    yield f"{around} [{mine}] {where} {about} {about} {number} [{top}]"
    yield f"{around} [{mine}] {mine} {where} {around}"


def _numbers(words: Mapping[str, Any]) -> str:
    return f"({_DIGITS}|{_one_of(words, Kind.NUMBER)})"


def _one_of(words: Mapping[str, Any], *kinds: Kind) -> str:
    """Return a template of all phrases of some kinds."""
    return one_of(
        template
        for kind in kinds
        for _, template in templates_of(words.get(kind) or ())
    )


def _variants(template: str) -> Iterator[str]:
    for text in sample_expression(parse_sentence(template).expression):
        yield text.strip()
