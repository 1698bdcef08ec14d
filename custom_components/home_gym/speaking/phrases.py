"""The texts that are spoken: with variants, and numbers as people say them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from ..engine.state import PainReport

KM_PER_MILE: Final = 1.609344
# What is said in place of a metric unit; a value is named after its own one.
_IMPERIAL: Final = {"kmh": "mph", "km": "miles"}
_ONE: Final = "one"
_BELOW_TWO: Final = "below_two"
_OTHER: Final = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Texts:
    """Hold everything that can be said in one language, and what it calls itself.

    `texts` has one or more variants for each thing that the engine says, `words` what
    is added to it or sent to contacts. `units` has the forms of each unit, `places`
    and `symptoms` what they are called. `reviewed` is that a second reader has read
    all of it, `digits_apart` that an emergency number is said digit by digit.
    """

    language: str
    texts: Mapping[str, tuple[str, ...]]
    name: str = ""
    reviewed: bool = False
    decimal: str = "."
    digits_apart: bool = True
    units: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)
    places: Mapping[str, str] = field(default_factory=dict)
    symptoms: Mapping[str, str] = field(default_factory=dict)


class Phrases:
    """Say the texts of one language; the variants of a text take turns."""

    def __init__(self, texts: Texts) -> None:
        """Begin with the first variant of each text."""
        self.texts = texts
        self._next: dict[str, int] = {}

    def spoken(
        self, key: str, values: Mapping[str, float | str], *, metric: bool
    ) -> str:
        """Return the next variant of a text, with its values spoken out."""
        variants = self._variants(key)
        turn = self._next.get(key, 0)
        self._next[key] = turn + 1
        return self._filled(variants[turn % len(variants)], values, metric=metric)

    def first(
        self, key: str, values: Mapping[str, float | str], *, metric: bool
    ) -> str:
        """Return the first variant of a text, whichever it is the turn of."""
        return self._filled(self._variants(key)[0], values, metric=metric)

    def word(self, key: str, values: Mapping[str, float | str]) -> str:
        """Return one of the words that are not the engine's."""
        return self._filled(self.texts.words.get(key, key), values, metric=True)

    def _variants(self, key: str) -> tuple[str, ...]:
        return self.texts.texts.get(key) or (key,)

    def _filled(
        self, text: str, values: Mapping[str, float | str], *, metric: bool
    ) -> str:
        said = {
            name: self._value(name, value, metric=metric)
            for name, value in values.items()
        }
        return text.format_map(said)

    def _value(self, name: str, value: float | str, *, metric: bool) -> str:
        if isinstance(value, str):
            return value
        unit = name.rpartition("_")[-1]
        if unit in _IMPERIAL:
            if metric:
                return self._with_unit(unit, value)
            return self._with_unit(_IMPERIAL[unit], value / KM_PER_MILE)
        if name in ("minutes", "seconds"):
            # Less than a minute is spoken in seconds, more without any.
            if name == "minutes" and round(value * 60) < 60:
                name, value = "seconds", max(1.0, value * 60)
            return self._with_unit(name, round(value))
        return f"{value:g}".replace(".", self.texts.decimal)

    def _with_unit(self, unit: str, value: float) -> str:
        number = f"{value:.1f}".removesuffix(".0")
        forms = self.texts.units[unit]
        form = _OTHER
        if number == "1":
            form = _ONE
        elif float(number) < 2 and _BELOW_TWO in forms:
            # In French the plural begins at two.
            form = _BELOW_TWO
        return forms[form].format(number=number.replace(".", self.texts.decimal))


def details(phrases: Phrases, report: PainReport) -> str:
    """Return what somebody has reported, in words, for who wants to hear it."""
    texts = phrases.texts
    said = {
        "level": report.level,
        "place": _called(texts.places, report.place),
        "symptom": _called(texts.symptoms, report.symptom),
    }
    return " ".join(
        phrases.word(f"said_{name}", {name: value})
        for name, value in said.items()
        if value is not None
    )


def _called(names: Mapping[str, str], key: str | None) -> str | None:
    """Return what something is called, as it was written where it has no name."""
    return None if key is None else names.get(key, key.replace("_", " "))
