"""The forms of a machine's devices, and what they become as a dialect's mapping."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from homeassistant.data_entry_flow import section
import probatio

from ..const import CONF_DIALECT
from ..dialects import InvalidConfigError, Recognised, create_dialect
from .family_form import (
    BASE_TOPIC,
    FLAG,
    MORE,
    PROFILE,
    TEXT,
    WHOLE,
    family_schema,
    one_of,
    plug_section,
    profile_of,
)
from .machine_form import number
from .second_stop import (
    SECOND_STOP,
    SECOND_STOP_CHOICE,
    SecondStop,
    second_stop_data,
    second_stop_of,
)

QZ: Final = "qz"
TASMOTA: Final = "tasmota"
GENERIC_TREADMILL: Final = "generic_treadmill"
GENERIC_PLUG: Final = "generic_plug"

_QZ_BASE: Final = "QZ/default"
_FIRST_RELAY: Final = 1
_SPEED_UNITS: Final = ("km/h", "mph", "m/s")
_POWER_UNITS: Final = ("W", "kW")

_QUERY: Final = "query"
_QUERIES: Final = "queries"
# What is nested in a mapping is a flat form: "speed": {"topic": …} is speed_topic.
_SECTIONS: Final = (
    "speed",
    "stop",
    "slow",
    "connected",
    "availability",
    "state",
    "power",
    "off",
    _QUERY,
)
_SUBKEYS: Final = ("topic", "path", "payload", "unit")
_FIELDS: Final = {
    "base": BASE_TOPIC,
    "name": "friendly_name",
    "queries.0.topic": "query_topic",
    "queries.0.payload": "query_payload",
}

_GENERIC_TREADMILL_SCHEMA: Final = probatio.Schema(
    {
        probatio.Required("speed_topic"): TEXT,
        probatio.Optional("speed_path"): TEXT,
        probatio.Required("speed_unit", default=_SPEED_UNITS[0]): one_of(_SPEED_UNITS),
        probatio.Optional("stop_topic"): TEXT,
        probatio.Optional("stop_payload"): TEXT,
        probatio.Required(MORE): section(
            probatio.Schema(
                {
                    probatio.Optional("availability_topic"): TEXT,
                    probatio.Optional("availability_path"): TEXT,
                    probatio.Optional("slow_topic"): TEXT,
                    probatio.Optional("slow_payload"): TEXT,
                    probatio.Optional("query_topic"): TEXT,
                    probatio.Optional("query_payload"): TEXT,
                    probatio.Required("change_only", default=False): FLAG,
                    probatio.Required(
                        SECOND_STOP, default=SecondStop.UNKNOWN.value
                    ): SECOND_STOP_CHOICE,
                }
            ),
            {"collapsed": True},
        ),
    }
)
_GENERIC_PLUG_SCHEMA: Final = probatio.Schema(
    {
        probatio.Required("state_topic"): TEXT,
        probatio.Optional("state_path"): TEXT,
        probatio.Optional("off_topic"): TEXT,
        probatio.Optional("off_payload"): TEXT,
        probatio.Optional("power_topic"): TEXT,
        probatio.Optional("power_path"): TEXT,
        probatio.Required("power_unit", default=_POWER_UNITS[0]): one_of(_POWER_UNITS),
        probatio.Required(MORE): section(
            probatio.Schema(
                {
                    probatio.Optional("availability_topic"): TEXT,
                    probatio.Optional("availability_path"): TEXT,
                    probatio.Optional("query_topic"): TEXT,
                    probatio.Optional("query_payload"): TEXT,
                    probatio.Required("measures_with_relay_off", default=False): FLAG,
                }
            ),
            {"collapsed": True},
        ),
    }
)


def step_of(family: str) -> str:
    """Return which form a family has: its own, or the one of all profiles."""
    return PROFILE if profile_of(family) is not None else family


def device_schema(family: str, found: Iterable[Recognised]) -> probatio.Schema:
    """Return the form for a device, with the ones that were heard to choose from."""
    if family == QZ:
        return _qz_schema([str(each.config["base"]) for each in found])
    if family == TASMOTA:
        return _tasmota_schema([str(each.config["topic"]) for each in found])
    if family == GENERIC_TREADMILL:
        return _GENERIC_TREADMILL_SCHEMA
    if family == GENERIC_PLUG:
        return _GENERIC_PLUG_SCHEMA
    return family_schema(family)


def device_data(
    family: str, user_input: Mapping[str, Any], found: Iterable[Recognised]
) -> dict[str, Any]:
    """Return the mapping that a filled-in form means."""
    flat = second_stop_data(_flattened(user_input))
    if family == TASMOTA:
        return _tasmota_data(flat, found)
    if family in (GENERIC_TREADMILL, GENERIC_PLUG):
        return {CONF_DIALECT: family, **_nested(flat)}
    keys = {field: key for key, field in _FIELDS.items()}
    data = {keys.get(field, field): value for field, value in flat.items()}
    # A base that was taken out is not the family's usual one.
    base = data.get("base", "").rstrip("/")
    return {CONF_DIALECT: family, **data, "base": base, **_whole(flat)}


def device_values(part: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the form for a device shows of its mapping."""
    flat: dict[str, Any] = {}
    queries = part.get(_QUERIES) or []
    for key, value in {**part, **({_QUERY: queries[0]} if queries else {})}.items():
        if isinstance(value, Mapping):
            flat |= {f"{key}_{name}": each for name, each in value.items()}
        elif not isinstance(value, list):
            flat[key] = value
    flat[SECOND_STOP] = second_stop_of(part).value
    shown = {field: flat[key] for key, field in _FIELDS.items() if key in flat}
    return {**flat, **shown, MORE: flat}


def device_errors(
    data: Mapping[str, Any], schema: probatio.Schema
) -> tuple[dict[str, str], str]:
    """Return what is wrong with a mapping by the field of the form, and its name."""
    try:
        create_dialect(data)
    except InvalidConfigError as error:
        problem = error.problems[0]
        field = _FIELDS.get(problem.key) or problem.key.replace(".", "_")
        where = field if field in schema.schema else "base"
        return {where: f"device_{problem.rule}"}, field
    return {}, ""


def heard(found: Iterable[Recognised], family: str) -> list[Recognised]:
    """Return the devices of one family that were heard."""
    return [each for each in found if each.config[CONF_DIALECT] == family]


def _qz_schema(bases: list[str]) -> probatio.Schema:
    return probatio.Schema(
        {
            probatio.Required(BASE_TOPIC, default=[*bases, _QZ_BASE][0]): one_of(
                bases, or_other=True
            ),
            probatio.Required(MORE): section(
                probatio.Schema(
                    {
                        probatio.Required(
                            SECOND_STOP, default=SecondStop.UNKNOWN.value
                        ): SECOND_STOP_CHOICE,
                    }
                ),
                {"collapsed": True},
            ),
        }
    )


def _tasmota_schema(topics: list[str]) -> probatio.Schema:
    # No default where nothing was heard: a topic cannot be guessed.
    topic = (
        probatio.Required("topic", default=topics[0])
        if topics
        else probatio.Required("topic")
    )
    return probatio.Schema(
        {
            topic: one_of(topics, or_other=True),
            probatio.Required("relay", default=_FIRST_RELAY): number(1, 32, 1),
            probatio.Required(MORE): plug_section(
                {probatio.Optional("full_topic"): TEXT}
            ),
        }
    )


def _tasmota_data(flat: dict[str, Any], found: Iterable[Recognised]) -> dict[str, Any]:
    """Return the mapping of a relay; what its device told of itself comes first."""
    told = next(
        (
            dict(each.config)
            for each in found
            if each.config["topic"] == flat["topic"] and "full_topic" not in flat
        ),
        {},
    )
    return {CONF_DIALECT: TASMOTA, **told, **flat, **_whole(flat)}


def _whole(flat: Mapping[str, Any]) -> dict[str, int]:
    return {key: int(flat[key]) for key in WHOLE if key in flat}


def _flattened(user_input: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields of a form and its sections, without those left empty."""
    flat = {**user_input, **user_input.get(MORE, {})}
    flat.pop(MORE, None)
    stripped = {
        key: value.strip() if isinstance(value, str) else value
        for key, value in flat.items()
    }
    return {key: value for key, value in stripped.items() if value != ""}


def _nested(flat: Mapping[str, Any]) -> dict[str, Any]:
    nested: dict[str, Any] = {}
    for key, value in flat.items():
        name, _, field = key.partition("_")
        if name in _SECTIONS and field in _SUBKEYS:
            nested.setdefault(name, {})[field] = value
        else:
            nested[key] = value
    # A unit alone is the form's default and no sign that there is a section.
    nested = {
        key: value
        for key, value in nested.items()
        if not isinstance(value, dict) or value.keys() - {"unit"}
    }
    if (query := nested.pop(_QUERY, None)) is not None:
        nested[_QUERIES] = [query]
    return nested
