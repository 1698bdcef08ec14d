"""The forms that a device is chosen by: from what was found, or from all families."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, Final

from homeassistant.core import HomeAssistant
from homeassistant.helpers.selector import (
    SelectOptionDict,
    SelectSelector,
    SelectSelectorConfig,
    SelectSelectorMode,
)
import probatio

from ..const import CONF_DIALECT, CONF_PLUG, CONF_TREADMILL
from ..devices import PARTS, part_identity
from ..dialects import DIALECTS
from ..dialects.base import Recognised
from ..dialects.generic import GENERIC_TREADMILL
from ..dialects.nscc import NsccDialect
from ..dialects.qz import QzDialect
from ..dialects.registry import profiles
from ..dialects.tasmota import TasmotaDialect
from ..engine.readings import Part
from ..links.probe import async_describe_readings
from ..links.search import Offer
from ..texts import async_texts

NONE: Final = "none"
AGAIN: Final = "again"
BY_HAND: Final = "by_hand"
# The family of what another integration has brought to Home Assistant.
ENTITIES: Final = "entities"

_USUAL: Final = {Part.TREADMILL: QzDialect.key, Part.PLUG: TasmotaDialect.key}
_COUNTED: Final = ("none", "one", "several")
_TREADMILLS: Final = (QzDialect.key, NsccDialect.key, GENERIC_TREADMILL)


def option_of(label: str, value: str) -> SelectOptionDict:
    """Return an option of a list."""
    return SelectOptionDict(value=value, label=label)


def listed(options: Iterable[SelectOptionDict], *, several: bool = False) -> Any:
    """Return a choice between options that are all in sight."""
    return SelectSelector(
        SelectSelectorConfig(
            options=list(options), multiple=several, mode=SelectSelectorMode.LIST
        )
    )


async def async_family_names(hass: HomeAssistant) -> dict[str, str]:
    """Return how each family is called; a profile has brought its name along."""
    names = await async_texts(hass, "family")
    return {**names, **{each.key: each.name for each in profiles()}}


async def async_family_schema(
    hass: HomeAssistant, parts: Iterable[str]
) -> probatio.Schema:
    """Return the form that asks for the families of some parts."""
    names = await async_family_names(hass)
    texts = await async_texts(hass, "offer")
    fields: dict[Any, Any] = {}
    for part in parts:
        options = [option_of(names.get(key, key), key) for key in _families(Part(part))]
        none = option_of(texts[f"no_{part}"], NONE)
        fields[_chosen(part, _USUAL[Part(part)])] = listed([*options, none])
    return probatio.Schema(fields)


def _families(part: Part) -> list[str]:
    in_code = [
        key for key in DIALECTS if (key in _TREADMILLS) is (part is Part.TREADMILL)
    ]
    told = [each.key for each in profiles() if each.part is part]
    # What fits anything comes last.
    by_name = sorted(
        [*in_code, *told], key=lambda key: (key.startswith("generic"), key)
    )
    return [*by_name, ENTITIES]


async def async_found_schema(
    hass: HomeAssistant, offers: Iterable[Offer], draft: Mapping[str, Any]
) -> probatio.Schema:
    """Return the form that offers what was found, and what the machine has already."""
    texts = await async_texts(hass, "offer")
    labels = await async_labels(hass, offers)
    fields: dict[Any, Any] = {}
    for part, key in PARTS.items():
        options = {each.key: labels[each.key] for each in offers if _is(each, part)}
        default = _preset(key, options, draft)
        if (present := part_identity(draft, key)) is not None:
            _, _, name = present.partition(":")
            options.setdefault(present, texts["present"].format(name=name))
        options |= {NONE: texts[f"no_{key}"]}
        options |= {each: texts[each] for each in (BY_HAND, AGAIN)}
        fields[_chosen(key, default)] = listed(
            option_of(label, value) for value, label in options.items()
        )
    return probatio.Schema(fields)


def _preset(
    part: str, found: Mapping[str, str], draft: Mapping[str, Any]
) -> str | None:
    """Return what is chosen already, if anything is."""
    if (present := part_identity(draft, part)) is not None:
        return present
    if not found:
        return NONE
    if part == CONF_PLUG or draft or len(found) > 1:
        # The only plug may be the freezer's, and *no plug* is soon overlooked: whoever
        # does not choose is asked again.
        return None
    return next(iter(found))


async def async_told_of_plugs(
    hass: HomeAssistant, offers: Iterable[Offer], draft: Mapping[str, Any]
) -> str:
    """Return how many plugs were found, and what it means to choose one."""
    texts = await async_texts(hass, "plugs_found")
    if part_identity(draft, CONF_PLUG) is not None:
        return texts["kept"]
    plugs = sum(_is(each, Part.PLUG) for each in offers)
    return texts[_COUNTED[min(plugs, 2)]].format(count=plugs)


async def async_labels(hass: HomeAssistant, offers: Iterable[Offer]) -> dict[str, str]:
    """Return what every device is called, with what it measures now."""
    texts = await async_texts(hass, "offer")
    families = await async_family_names(hass)
    shared = Counter(_named(each.found.device, families) for each in offers)
    labels = {}
    for each in offers:
        model, name = _named(each.found.device, families)
        outlet = each.key.partition("#")[2]
        if shared[model, name] > 1 and outlet:
            name = texts["outlet"].format(name=name, outlet=outlet)
        label = texts["named"].format(model=model, name=name)
        readings = each.found.readings
        if seen := await async_describe_readings(hass, readings):
            live = any(not reading.retained for reading in readings.values())
            label = texts["now" if live else "kept"].format(device=label, seen=seen)
        for flaw, told in (
            ("unmetered", not each.found.metered),
            ("twofold", each.found.twofold),
        ):
            label = texts[flaw].format(device=label) if told else label
        labels[each.key] = label
    return labels


def _named(device: Recognised, families: Mapping[str, str]) -> tuple[str, str]:
    family = str(device.config[CONF_DIALECT])
    return device.model or families.get(family, family), device.name or device.identity


def _is(offer: Offer, part: Part) -> bool:
    return offer.found.device.part is part


def _chosen(part: str, default: str | None) -> Any:
    """Return the field for a part."""
    name = CONF_TREADMILL if part == CONF_TREADMILL else CONF_PLUG
    if default is None:
        # A page fills in the first option where a field is required.
        return probatio.Optional(name)
    return probatio.Required(name, default=default)
