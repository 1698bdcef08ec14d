"""The forms of a machine's devices, and what they become as a dialect's mapping."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from homeassistant.data_entry_flow import section
from homeassistant.helpers.selector import (
    BooleanSelector,
    SelectSelector,
    SelectSelectorConfig,
    SelectSelectorMode,
    TextSelector,
)
import probatio

from .const import CONF_DIALECT, CONF_PLUG, CONF_TREADMILL
from .dialects import InvalidConfigError, Recognised, create_dialect
from .engine.readings import Part
from .machine_form import choice, number

BASE_TOPIC: Final = "base_topic"
MORE: Final = "more"
NONE: Final = "none"
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
    "queries.0.topic": "query_topic",
    "queries.0.payload": "query_payload",
}

_FLAG: Final = BooleanSelector()
_TEXT: Final = TextSelector()


def _one_of(options: Iterable[str], *, or_other: bool = False) -> SelectSelector:
    """Return a choice between options that are the same in every language."""
    return SelectSelector(
        SelectSelectorConfig(
            options=list(dict.fromkeys(options)),
            custom_value=or_other,
            mode=SelectSelectorMode.DROPDOWN,
        )
    )


KIND_SCHEMA: Final = probatio.Schema(
    {
        probatio.Required(CONF_TREADMILL, default=QZ): choice(
            (QZ, GENERIC_TREADMILL, NONE), CONF_TREADMILL, in_full=True
        ),
        probatio.Required(CONF_PLUG, default=TASMOTA): choice(
            (TASMOTA, GENERIC_PLUG, NONE), CONF_PLUG, in_full=True
        ),
    }
)
_GENERIC_TREADMILL_SCHEMA: Final = probatio.Schema(
    {
        probatio.Required("speed_topic"): _TEXT,
        probatio.Optional("speed_path"): _TEXT,
        probatio.Required("speed_unit", default=_SPEED_UNITS[0]): _one_of(_SPEED_UNITS),
        probatio.Optional("stop_topic"): _TEXT,
        probatio.Optional("stop_payload"): _TEXT,
        probatio.Required(MORE): section(
            probatio.Schema(
                {
                    probatio.Optional("availability_topic"): _TEXT,
                    probatio.Optional("availability_path"): _TEXT,
                    probatio.Optional("slow_topic"): _TEXT,
                    probatio.Optional("slow_payload"): _TEXT,
                    probatio.Optional("query_topic"): _TEXT,
                    probatio.Optional("query_payload"): _TEXT,
                    probatio.Required("change_only", default=False): _FLAG,
                    probatio.Required("stop_repeatable", default=False): _FLAG,
                    probatio.Required("stop_may_toggle", default=True): _FLAG,
                }
            ),
            {"collapsed": True},
        ),
    }
)
_GENERIC_PLUG_SCHEMA: Final = probatio.Schema(
    {
        probatio.Required("state_topic"): _TEXT,
        probatio.Optional("state_path"): _TEXT,
        probatio.Optional("off_topic"): _TEXT,
        probatio.Optional("off_payload"): _TEXT,
        probatio.Optional("power_topic"): _TEXT,
        probatio.Optional("power_path"): _TEXT,
        probatio.Required("power_unit", default=_POWER_UNITS[0]): _one_of(_POWER_UNITS),
        probatio.Required(MORE): section(
            probatio.Schema(
                {
                    probatio.Optional("availability_topic"): _TEXT,
                    probatio.Optional("availability_path"): _TEXT,
                    probatio.Optional("query_topic"): _TEXT,
                    probatio.Optional("query_payload"): _TEXT,
                    probatio.Required("measures_with_relay_off", default=False): _FLAG,
                }
            ),
            {"collapsed": True},
        ),
    }
)


def device_schema(dialect: str, found: Iterable[Recognised]) -> probatio.Schema:
    """Return the form for a device, with the ones that were heard to choose from."""
    if dialect == QZ:
        return _qz_schema([str(each.config["base"]) for each in found])
    if dialect == TASMOTA:
        return _tasmota_schema([str(each.config["topic"]) for each in found])
    if dialect == GENERIC_TREADMILL:
        return _GENERIC_TREADMILL_SCHEMA
    return _GENERIC_PLUG_SCHEMA


def device_data(
    dialect: str, user_input: Mapping[str, Any], found: Iterable[Recognised]
) -> dict[str, Any]:
    """Return the mapping that a filled-in form means."""
    flat = _flattened(user_input)
    if dialect == QZ:
        base = flat.pop(BASE_TOPIC, "").rstrip("/")
        return {CONF_DIALECT: dialect, "base": base, **flat}
    if dialect == TASMOTA:
        return _tasmota_data(flat, found)
    return {CONF_DIALECT: dialect, **_nested(flat)}


def device_values(part: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the form for a device shows of its mapping."""
    flat: dict[str, Any] = {}
    queries = part.get(_QUERIES) or []
    for key, value in {**part, **({_QUERY: queries[0]} if queries else {})}.items():
        if isinstance(value, Mapping):
            flat |= {f"{key}_{name}": each for name, each in value.items()}
        elif not isinstance(value, list):
            flat[key] = value
    return {**flat, BASE_TOPIC: part.get("base"), MORE: flat}


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


def heard(found: Iterable[Recognised], dialect: str) -> list[Recognised]:
    """Return the devices of one dialect that were heard."""
    return [each for each in found if each.config[CONF_DIALECT] == dialect]


def kinds(data: Mapping[str, Any]) -> dict[str, str]:
    """Return which dialect each part of a machine speaks."""
    return {
        part.value: (data.get(part.value) or {}).get(CONF_DIALECT, NONE)
        for part in Part
    }


def _qz_schema(bases: list[str]) -> probatio.Schema:
    return probatio.Schema(
        {
            probatio.Required(BASE_TOPIC, default=[*bases, _QZ_BASE][0]): _one_of(
                bases, or_other=True
            ),
            probatio.Required(MORE): section(
                probatio.Schema(
                    {
                        probatio.Required("stop_repeatable", default=False): _FLAG,
                        probatio.Required("stop_may_toggle", default=True): _FLAG,
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
            topic: _one_of(topics, or_other=True),
            probatio.Required("relay", default=_FIRST_RELAY): number(1, 32, 1),
            probatio.Required(MORE): section(
                probatio.Schema(
                    {
                        probatio.Optional("full_topic"): _TEXT,
                        probatio.Required(
                            "measures_with_relay_off", default=False
                        ): _FLAG,
                    }
                ),
                {"collapsed": True},
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
    return {CONF_DIALECT: TASMOTA, **told, **flat, "relay": int(flat["relay"])}


def _flattened(user_input: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields of a form and its sections, without those left empty."""
    flat = {**user_input, **user_input[MORE]}
    del flat[MORE]
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
