"""What a policy says, in the language of the house: problems, and what holds."""

from collections.abc import Callable, Iterable, Mapping
from functools import partial
import re
from typing import Final

from homeassistant.const import UnitOfSpeed
from homeassistant.core import HomeAssistant
from homeassistant.helpers.translation import async_get_translations
from homeassistant.util.unit_conversion import SpeedConverter
from homeassistant.util.unit_system import US_CUSTOMARY_SYSTEM

from ..const import DOMAIN, SUBENTRY_MACHINE
from ..engine.policy_fields import FIELDS, SECTIONS, PolicyField
from ..engine.policy_layers import Origin, PolicySource, ValueInForce
from ..engine.policy_reader import PolicyProblem
from ..texts import async_texts

_STEP: Final = f"component.{DOMAIN}.config_subentries.{SUBENTRY_MACHINE}.step.numbers"
_PATH: Final = re.compile(r"[a-z_]+\.[a-z_]+")
# A key of a translation has neither blanks nor slashes.
_NO_KEY: Final = re.compile(r"[ /]")

_POLICIES: Final = frozenset({PolicySource.PRESET, PolicySource.FILE})
_PLAINER: Final = {"s": ("min", 60.0), "m": ("km", 1000.0)}

type Names = Mapping[str, str]
type Units = Callable[[PolicyField], str]


def said(
    texts: Names, problem: PolicyProblem, shown: Callable[[str], str] = str
) -> str:
    """Return a problem as a sentence; `shown` tells how what was written appears."""
    return texts[problem.problem.value].format(
        key=shown(problem.path) if problem.path else texts["whole_file"],
        value=shown(problem.value),
        allowed=shown(problem.allowed),
    )


async def async_names(hass: HomeAssistant) -> dict[str, str]:
    """Return what each section and each value is called, by path."""
    texts = await async_get_translations(
        hass, hass.config.language, "config_subentries", [DOMAIN]
    )
    words = await async_texts(hass, "policy_value")
    names = {}
    for section in SECTIONS:
        prefix = f"{_STEP}.sections.{section.name}"
        names[section.name] = texts[f"{prefix}.name"]
        for field in section.fields:
            told = texts.get(f"{prefix}.data.{field.key}", words["mode"])
            names[section.path(field)] = told
    return names


async def async_units(hass: HomeAssistant) -> Units:
    """Return how to write the unit of a field; most are the same in all languages."""
    texts = await async_texts(hass, "policy_unit")
    return lambda field: texts.get(_NO_KEY.sub("_", field.unit), field.unit)


def in_sentence(names: Names) -> Callable[[str], str]:
    """Return how to write what holds keys with the names that people see instead."""

    def replaced(match: re.Match[str]) -> str:
        path = match[0]
        section, _, _ = path.partition(".")
        if path not in names:
            return path
        return f"“{names[section]}: {names[path]}”"

    return lambda text: _PATH.sub(replaced, text)


async def async_table(hass: HomeAssistant, values: Iterable[ValueInForce]) -> str:
    """Return what holds, and by whom, as a table: what no policy has said comes first.

    Nobody looks through a hundred numbers for the one that is another one today.
    """
    names, sources = await async_names(hass), await async_texts(hass, "policy_source")
    words = await async_texts(hass, "policy_value") | await async_texts(hass, "mode")
    presets = await async_texts(hass, "policy_name")
    miles = hass.config.units is US_CUSTOMARY_SYSTEM
    valued = partial(_valued, words, await async_units(hass), miles=miles)
    told = partial(_row, sources, valued, presets)
    rows = [("", sources["holds"], sources["said_by"]), ("---", "---", "---")]
    every = list(values)
    own = [each for each in every if each.origin.source not in _POLICIES]
    if own:
        rows.append((f"**{sources['own']}**", "", ""))
        rows += [
            told(f"{names[each.section]}: {names[each.path]}", each) for each in own
        ]
    section = ""
    for each in every:
        if each.section != section:
            section = each.section
            rows.append((f"**{names[section]}**", "", ""))
        rows.append(told(names[each.path], each))
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _row(
    sources: Names,
    valued: Callable[[PolicyField, str], str],
    presets: Names,
    name: str,
    each: ValueInForce,
) -> tuple[str, str, str]:
    value, chosen = (
        valued(FIELDS[each.path], text) for text in (each.value, each.chosen)
    )
    origin, said_by = each.origin, each.origin.name
    if origin.source is PolicySource.PRESET:
        said_by = presets.get(said_by, said_by)
    source = sources[origin.source.value]
    facts = facts_told(origin)
    return name, value, source.format(name=said_by, chosen=chosen, **facts)


def facts_told(origin: Origin) -> dict[str, str]:
    """Return what a number rests on, in the units that people use."""
    told = {}
    for name, fact in origin.facts.items():
        quantity, _, unit = name.rpartition("_")
        if isinstance(fact, str) or unit not in _PLAINER:
            told[name] = str(fact)
        else:
            plainer, factor = _PLAINER[unit]
            told[f"{quantity}_{plainer}"] = f"{fact / factor:.3g}"
    return told


def _valued(
    words: Names, units: Units, field: PolicyField, value: str, *, miles: bool
) -> str:
    """Return a value with its unit; who thinks in miles gets them beside the km."""
    plain = value.strip("[]")
    if not plain or plain in words:
        return words[plain or "null"]
    if miles and field.unit == "km/h":
        mph = SpeedConverter.convert(
            float(plain), UnitOfSpeed.KILOMETERS_PER_HOUR, UnitOfSpeed.MILES_PER_HOUR
        )
        return f"{plain} km/h ({mph:.1f} mph)"
    return f"{plain} {units(field)}".rstrip()
