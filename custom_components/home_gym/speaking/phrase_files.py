"""The texts of each language from files: those that come along, and one's own.

Reading a file blocks: inside Home Assistant call these functions in an executor.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
import re
from types import MappingProxyType
from typing import Any, Final

from ..documents import Document, NoDocumentError, parse
from .phrase_rules import (
    DECIMAL,
    DIGITS_APART,
    NAME,
    SINGLE,
    TEXTS,
    UNITS,
    SpeechFault,
    SpeechProblem,
    faults,
    wanted_in,
)
from .phrases import Texts

SPEECH_FOLDER: Final = Path(__file__).parents[1] / "speech"
# Below Home Assistant's configuration folder.
OWN_FOLDER: Final = "home_gym/speech"
ENGLISH: Final = "en"
LARGEST_FILE: Final = 131_072
_SUFFIX: Final = ".yaml"
_LANGUAGE: Final = re.compile(r"[a-z]{2,3}(-[A-Z][A-Za-z]{1,3})?")
_REVIEWED: Final = "reviewed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Languages:
    """Hold the texts of every language that there is, and problems by file.

    `own` are the languages that somebody has written a file of their own for.
    """

    texts: Mapping[str, Texts]
    own: frozenset[str] = frozenset()
    problems: Mapping[Path, tuple[SpeechProblem, ...]] = field(default_factory=dict)

    def of(self, chosen: str | None, house: str) -> Texts:
        """Return the texts to speak, English where nothing else is fit.

        What nobody has reviewed is only spoken where somebody has chosen it, be it by
        a file of their own.
        """
        if chosen is not None and chosen in self.texts:
            return self.texts[chosen]
        for name in (house, house.partition("-")[0]):
            texts = self.texts.get(name)
            if texts is not None and (texts.reviewed or name in self.own):
                return texts
        return self.texts[ENGLISH]


@cache
def shipped_texts() -> Mapping[str, Texts]:
    """Return the texts that come along, by language; blocks."""
    return MappingProxyType(
        {
            path.stem: _built(path.stem, _entries(parse(path.read_text("utf-8"))))
            for path in sorted(SPEECH_FOLDER.glob(f"*{_SUFFIX}"))
        }
    )


def read_languages(own: Path) -> Languages:
    """Return the texts that come along with one's own laid over them; blocks.

    What is wrong with a text takes no other one with it.
    """
    shipped = shipped_texts()
    texts = dict(shipped)
    problems: dict[Path, tuple[SpeechProblem, ...]] = {}
    written = set()
    for path in sorted(own.glob(f"[!.]*{_SUFFIX}")) if own.is_dir() else ():
        base = shipped.get(path.stem, shipped[ENGLISH])
        entries, wrong = _read(path, shipped[ENGLISH])
        if wrong:
            problems[path] = wrong
        if entries:
            texts[path.stem] = _laid_over(base, path.stem, entries)
            written.add(path.stem)
    return Languages(texts=texts, own=frozenset(written), problems=problems)


type _Entries = dict[tuple[str, str], Any]


def _read(path: Path, english: Texts) -> tuple[_Entries, tuple[SpeechProblem, ...]]:
    """Return what can be used of a file, and what is wrong with it."""
    if _LANGUAGE.fullmatch(path.stem) is None:
        return {}, (SpeechProblem(fault=SpeechFault.BAD_NAME, value=path.stem),)
    try:
        if (size := path.stat().st_size) > LARGEST_FILE:
            return {}, (_too_large(size),)
        document = parse(path.read_text(encoding="utf-8"))
    except NoDocumentError as error:
        wrong = SpeechProblem(
            fault=SpeechFault.SYNTAX, line=error.line, value=error.reason
        )
        return {}, (wrong,)
    except (OSError, UnicodeError) as error:
        reason = type(error).__name__
        return {}, (SpeechProblem(fault=SpeechFault.UNREADABLE, value=reason),)
    if document.shared:
        # What an alias repeats is seen nowhere in the text, and may be without end.
        return {}, tuple(
            SpeechProblem(fault=SpeechFault.ALIAS, line=document.line(key), key=key)
            for key in document.shared
        )
    return _sound(document, english)


def _sound(
    document: Document, english: Texts
) -> tuple[_Entries, tuple[SpeechProblem, ...]]:
    problems = [
        SpeechProblem(fault=SpeechFault.DUPLICATE_KEY, line=document.line(key), key=key)
        for key in document.repeated
    ]
    wanted = wanted_in(english)
    sound: _Entries = {}
    entries = _entries(document)
    # Whoever copies a file that comes along copies this, which is ours to say.
    entries.pop((_REVIEWED, ""), None)
    for (section, key), value in entries.items():
        name = f"{section}.{key}".strip(".")
        found = tuple(faults(wanted, section, key, value))
        problems += [
            replace(each, key=name, line=document.line(name)) for each in found
        ]
        if not found:
            sound[section, key] = value
    in_order = sorted(problems, key=lambda each: each.line or 0)
    return sound, tuple(in_order)


def _entries(document: Document) -> _Entries:
    """Return what a file says, by section and key."""
    data = document.data
    if data is None:
        return {}
    if not isinstance(data, dict):
        return {("", ""): data}
    entries: _Entries = {}
    for section, inner in data.items():
        if not isinstance(inner, dict):
            entries[str(section), ""] = inner
            continue
        for key, value in inner.items():
            forms = value.items() if isinstance(value, dict) else ()
            entries |= {(str(section), f"{key}.{form}"): each for form, each in forms}
            if not forms:
                entries[str(section), str(key)] = value
    return entries


def _built(language: str, entries: _Entries) -> Texts:
    """Return the texts of a language that comes along."""
    name = str(entries[NAME, ""])
    return _laid_over(Texts(language=language, name=name, texts={}), language, entries)


def _laid_over(base: Texts, language: str, entries: _Entries) -> Texts:
    """Return texts with what a file says in place of theirs."""
    at_home = language == base.language
    units = {unit: dict(forms) for unit, forms in base.units.items()}
    sections: dict[str, dict[str, Any]] = {
        name: dict(getattr(base, name)) for name in (TEXTS, *SINGLE)
    }
    for (section, key), value in entries.items():
        if section == UNITS:
            unit, _, form = key.partition(".")
            units.setdefault(unit, {})[form] = value
        elif section == TEXTS:
            sections[section][key] = (
                (value,) if isinstance(value, str) else tuple(value)
            )
        elif section in sections:
            sections[section][key] = value
    return Texts(
        language=language,
        name=entries.get((NAME, ""), base.name if at_home else language),
        reviewed=entries.get((_REVIEWED, ""), base.reviewed),
        decimal=entries.get((DECIMAL, ""), base.decimal),
        digits_apart=entries.get((DIGITS_APART, ""), base.digits_apart),
        units=units,
        **sections,
    )


def _too_large(size: int) -> SpeechProblem:
    return SpeechProblem(
        fault=SpeechFault.TOO_LARGE, value=str(size), allowed=f"0-{LARGEST_FILE}"
    )
