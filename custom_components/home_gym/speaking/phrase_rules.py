"""What may be written in a file of texts, and what is wrong with what was written."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from string import Formatter
from typing import Final

from .phrases import Texts

# A voice takes half a minute for as much; nobody on a belt listens for longer.
LONGEST_TEXT: Final = 400
TEXTS: Final = "texts"
UNITS: Final = "units"
NAME: Final = "name"
DECIMAL: Final = "decimal"
DIGITS_APART: Final = "digits_apart"
# What is written as one text for each key.
SINGLE: Final = ("words", "places", "symptoms")
SECTIONS: Final = (NAME, DECIMAL, DIGITS_APART, UNITS, *SINGLE, TEXTS)
_MOST_NEAR: Final = 5
_FORMS: Final = ("one", "below_two", "other")
# What says one thing, and has no keys below it.
_ALONE: Final = ((NAME, ""), (DECIMAL, ""), (DIGITS_APART, ""))


class SpeechFault(StrEnum):
    """What can be wrong with a file of texts."""

    UNREADABLE = "unreadable"
    TOO_LARGE = "too_large"
    SYNTAX = "syntax"
    ALIAS = "alias"
    BAD_NAME = "bad_name"
    DUPLICATE_KEY = "duplicate_key"
    UNKNOWN_KEY = "unknown_key"
    NO_SECTION = "no_section"
    NO_TEXT = "no_text"
    NO_FLAG = "no_flag"
    BRACE = "brace"
    UNKNOWN_PLACEHOLDER = "unknown_placeholder"
    MISSING_PLACEHOLDER = "missing_placeholder"


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeechProblem:
    """Say where a file of texts is wrong, what was written and what is allowed."""

    fault: SpeechFault
    line: int | None = None
    key: str = ""
    value: str = ""
    allowed: str = ""


def wanted_in(english: Texts) -> Mapping[tuple[str, str], frozenset[str]]:
    """Return every key that may be written, with the placeholders of its text."""
    number = frozenset({"number"})
    wanted = {(TEXTS, key): _all_of(each) for key, each in english.texts.items()}
    for section in SINGLE:
        texts = getattr(english, section).items()
        wanted |= {(section, key): placeholders(text) for key, text in texts}
    wanted |= {
        (UNITS, f"{unit}.{form}"): frozenset() if form == "one" else number
        for unit in english.units
        for form in _FORMS
    }
    return {**wanted, **dict.fromkeys(_ALONE, frozenset())}


def faults(
    wanted: Mapping[tuple[str, str], frozenset[str]],
    section: str,
    key: str,
    value: object,
) -> Iterator[SpeechProblem]:
    """Yield what is wrong with what one key says."""
    if (section, key) not in wanted:
        known = [name for where, name in wanted if where == section and key]
        # Of all that could be meant, what looks most like it.
        near = get_close_matches(key, known, _MOST_NEAR, 0.4) or known[:_MOST_NEAR]
        allowed = ", ".join(near or SECTIONS)
        fault = SpeechFault.NO_SECTION if not key else SpeechFault.UNKNOWN_KEY
        yield SpeechProblem(fault=fault, allowed=allowed)
        return
    if section == DIGITS_APART:
        if not isinstance(value, bool):
            yield SpeechProblem(fault=SpeechFault.NO_FLAG, allowed="true, false")
        return
    several = section == TEXTS and isinstance(value, list) and value
    for text in value if several and isinstance(value, list) else (value,):
        if not isinstance(text, str) or not 0 < len(text.strip()) <= LONGEST_TEXT:
            allowed = f"1-{LONGEST_TEXT}"
            yield SpeechProblem(fault=SpeechFault.NO_TEXT, allowed=allowed)
            continue
        yield from _misfits(text, wanted[section, key])


def _misfits(text: str, wanted: frozenset[str]) -> Iterator[SpeechProblem]:
    """Yield what is wrong with the placeholders of a text."""
    allowed = ", ".join(f"{{{name}}}" for name in sorted(wanted))
    try:
        found = placeholders(text)
    except ValueError:
        yield SpeechProblem(fault=SpeechFault.BRACE, value=text, allowed=allowed)
        return
    for fault, names in (
        (SpeechFault.UNKNOWN_PLACEHOLDER, found - wanted),
        (SpeechFault.MISSING_PLACEHOLDER, wanted - found),
    ):
        for name in sorted(names):
            yield SpeechProblem(fault=fault, value=f"{{{name}}}", allowed=allowed)


def placeholders(text: str) -> frozenset[str]:
    """Return the names in braces; a brace too many is a ValueError."""
    names = set()
    for _, name, form, conversion in Formatter().parse(text):
        if name is not None:
            # Nothing but a name: what else can stand there reaches into objects.
            names.add(name + (f"!{conversion}" if conversion else "") + (form or ""))
    return frozenset(names)


def _all_of(variants: tuple[str, ...]) -> frozenset[str]:
    return frozenset().union(*(placeholders(each) for each in variants))
