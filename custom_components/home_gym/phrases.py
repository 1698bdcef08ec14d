"""The texts that are spoken: from YAML, with variants, numbers as people say them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import yaml

FOLDER: Final = Path(__file__).parent / "speech"
FALLBACK: Final = "en"
KMH_PER_MPH: Final = 1.609344


@dataclass(slots=True, kw_only=True)
class Phrases:
    """Hold the texts of one language.

    `texts` has one or more variants for each key, `units` a singular and a plural.
    """

    texts: dict[str, list[str]]
    units: dict[str, list[str]]
    _next: dict[str, int] = field(default_factory=dict)

    def spoken(
        self, key: str, values: Mapping[str, float | str], *, metric: bool
    ) -> str:
        """Return the next variant of a text, with its values spoken out."""
        variants = self.texts.get(key) or [key]
        turn = self._next.get(key, 0)
        self._next[key] = turn + 1
        said = {
            name: self._value(name, value, metric=metric)
            for name, value in values.items()
        }
        return variants[turn % len(variants)].format_map(said)

    def _value(self, name: str, value: float | str, *, metric: bool) -> str:
        if isinstance(value, str):
            return value
        if name.endswith("_kmh"):
            unit = "kmh" if metric else "mph"
            number = value if metric else value / KMH_PER_MPH
            return self._with_unit(unit, f"{number:.1f}".removesuffix(".0"))
        if name in ("minutes", "seconds"):
            # Less than a minute is spoken in seconds, more without any.
            if name == "minutes" and round(value * 60) < 60:
                name, value = "seconds", max(1.0, value * 60)
            return self._with_unit(name, str(round(value)))
        return f"{value:g}"

    def _with_unit(self, unit: str, number: str) -> str:
        singular, plural = self.units[unit]
        return (singular if number == "1" else plural).format(number=number)


def load_phrases(language: str) -> Phrases:
    """Return the texts of a language, English where there is none; reads a file."""
    for name in (language, language.partition("-")[0], FALLBACK):
        path = FOLDER / f"{name}.yaml"
        if path.is_file():
            return _read(path)
    return Phrases(texts={}, units={})


def _read(path: Path) -> Phrases:
    data: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    texts = {
        key: [text] if isinstance(text, str) else list(text)
        for key, text in data["texts"].items()
    }
    return Phrases(texts=texts, units=data["units"])
