"""The templates by which Home Assistant catches what may be meant for Home Gym.

They catch more than is meant: what is said is looked at as a whole only afterwards.
Home Assistant reads all templates anew whenever one is added, and does nothing else
meanwhile: so few words stand in them, and what stands around many of them only once.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import batched
from typing import Any, Final

from ..understanding import Keywords, templates_of
from ..understanding.cues import ALWAYS, MACHINE, WALK
from ..understanding.lexicon import EVIDENCE, Kind
from .templates import one_of, spellings, telling, words_of

_STEM: Final = "*"
_ANY_END: Final = "[{rest}]"
_RULE: Final = "<"
_DIGITS: Final = "|".join(str(number) for number in range(11))
# Home Assistant passes over a template of which no word was said.
_KEYS_TOGETHER: Final = 60
# What somebody says who is asked where it hurts, or how much, or who tells it shortly.
_SHORTLY: Final = (Kind.PLACE, Kind.SELF, Kind.NUMBER, Kind.LEAD, Kind.FILLER)

# What yields the texts that a template stands for.
type Variants = Callable[[str], Iterator[str]]


def caught_named(words: Mapping[str, Any], cues: Mapping[str, Any]) -> str:
    """Return what catches whatever names the machine or the walk."""
    return _anywhere(telling(_named(words, cues)))


def caught_alone(
    data: Mapping[str, Any],
    listed: Mapping[str, Any],
    keywords: Keywords,
    variants: Variants,
) -> Iterator[str]:
    """Yield what catches whatever may be ours, though it names nothing of ours."""
    words, cues = data["words"], listed["cues"]
    keys = telling(
        (
            *_named(words, cues),
            *_phrases(words, *sorted(EVIDENCE)),
            *(each for rule in keywords.signs for each in cues[rule.needs[0]]),
        )
    )
    # The short ones are found in nearly everything, by chance: they stand together.
    keys.sort(key=lambda key: min(map(len, words_of(key))))
    for some in batched(keys, _KEYS_TOGETHER, strict=False):
        yield _anywhere(some)
    yield from _numbers_alone(words)
    wished = ALWAYS.union(*({*rule.needs, *rule.beside} for rule in keywords.wishes))
    said = (
        *_phrases(words, *_SHORTLY),
        *(each for cue in wished for each in cues[cue]),
    )
    known = {word for each in said for text in variants(each) for word in text.split()}
    known.update(_words_of_commands(data))
    spelt = {each for word in known for each in spellings(word) if _STEM not in word}
    yield _between_known(spelt.difference(keys), listed["elided"])


def _anywhere(keys: Iterable[str]) -> str:
    """Return what catches some keys wherever they stand."""
    stems = "|".join(key.replace(_STEM, _ANY_END) for key in keys)
    return f"[{{before}} ]({stems})[ {{after}}]"


def _between_known(words: Iterable[str], elided: list[str]) -> str:
    """Return what catches that begins and ends with two words that we know.

    So whoever says a word that we do not know is mostly left alone, and soon.
    """
    before = f"[{one_of(elided)}]" if elided else ""
    word = f"{before}({'|'.join(sorted(words))})"
    return f"[{word} [[{word} [{{between}} ]]{word} ]]{word}"


def _numbers_alone(words: Mapping[str, Any]) -> Iterator[str]:
    """Yield what catches a number that tells how bad it is, wherever it stands."""
    number = f"({_DIGITS}|{_one_of(words, Kind.NUMBER)})"
    half, out_of = _one_of(words, Kind.HALF), _one_of(words, Kind.OUT_OF)
    level = _one_of(words, Kind.LEVEL)
    yield f"[{{before}} ]{level} [{{between}}] {number}[ {{after}}]"
    yield f"[{{before}} ]{number}/{number}[ {{after}}]"
    yield f"[{{before}} ]{number} [{half}] {out_of} {number}[ {{after}}]"
    yield f"{_one_of(words, Kind.SCALE)} {number}"


def _words_of_commands(data: Mapping[str, Any]) -> Iterator[str]:
    """Yield the words of what is understood word for word."""
    by_tier = (each for tiers in data["commands"].values() for each in tiers.values())
    for template in (
        *data["rules"].values(),
        *(each for tier in by_tier for each in tier),
    ):
        yield from (word for word in words_of(template) if not word.startswith(_RULE))


def _named(words: Mapping[str, Any], cues: Mapping[str, Any]) -> Iterator[str]:
    yield from words[Kind.MACHINE]
    for cue in (MACHINE, WALK):
        yield from cues[cue]


def _one_of(words: Mapping[str, Any], kind: Kind) -> str:
    return one_of(_phrases(words, kind))


def _phrases(words: Mapping[str, Any], *kinds: Kind) -> Iterator[str]:
    """Yield the templates of all phrases of some kinds."""
    for kind in kinds:
        for _, template in templates_of(words.get(kind) or ()):
            yield template
