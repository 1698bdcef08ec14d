"""The forms of the families that are told by a name or two."""

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

from ..dialects.nscc import BASE as NSCC_BASE
from ..dialects.profile import Parameter, Profile
from ..dialects.registry import profiles
from ..dialects.zigbee2mqtt import BASE as ZIGBEE_BASE
from ..engine.readings import Part
from .machine_form import number

BASE_TOPIC: Final = "base_topic"
MORE: Final = "more"
NSCC: Final = "nscc"
SHELLY_GEN1: Final = "shelly_gen1"
SHELLY_GEN2: Final = "shelly_gen2"
ZIGBEE2MQTT: Final = "zigbee2mqtt"
# The form of every family that is told by a profile.
PROFILE: Final = "profile"
# These are whole numbers, and a form's numbers are not.
WHOLE: Final = ("relay", "switch")

FLAG: Final = BooleanSelector()
TEXT: Final = TextSelector()
_LAST_RELAY: Final = 3
_LAST_SWITCH: Final = 15


def one_of(options: Iterable[str], *, or_other: bool = False) -> SelectSelector:
    """Return a choice between options that are the same in every language."""
    return SelectSelector(
        SelectSelectorConfig(
            options=list(dict.fromkeys(options)),
            custom_value=or_other,
            mode=SelectSelectorMode.DROPDOWN,
        )
    )


def plug_section(extra: Mapping[Any, Any] | None = None) -> Any:
    """Return what can be said of any plug, behind a fold."""
    return section(
        probatio.Schema(
            {
                **(extra or {}),
                probatio.Required("metered", default=True): FLAG,
                probatio.Required("measures_with_relay_off", default=False): FLAG,
            }
        ),
        {"collapsed": True},
    )


def profile_of(family: str) -> Profile | None:
    """Return the profile of a family, None where it is written in code."""
    return next((each for each in profiles() if each.key == family), None)


def family_schema(family: str) -> probatio.Schema:
    """Return the form of a family with a name or two."""
    profile = profile_of(family)
    if profile is not None:
        return _profile_schema(profile)
    return _SCHEMAS[family]


def _profile_schema(profile: Profile) -> probatio.Schema:
    fields: dict[Any, Any] = {
        _marker(each): one_of(each.one_of) if each.one_of else TEXT
        for each in profile.parameters
    }
    if profile.part is Part.PLUG:
        fields[probatio.Required(MORE)] = plug_section()
    return probatio.Schema(fields)


def _marker(parameter: Parameter) -> Any:
    # One that every device of a family needs is called the same in every form.
    name = BASE_TOPIC if parameter.name == "base" else parameter.name
    given = parameter.required or parameter.default is not None
    # A profile of one's own may name what no dialog has a word for.
    mark = probatio.Required if given else probatio.Optional
    if parameter.default is not None:
        return mark(name, default=parameter.default)
    begins = {"suggested_value": parameter.begins} if parameter.begins else None
    return mark(name, description=begins)


_SCHEMAS: Final[Mapping[str, probatio.Schema]] = {
    NSCC: probatio.Schema({probatio.Required(BASE_TOPIC, default=NSCC_BASE): TEXT}),
    SHELLY_GEN1: probatio.Schema(
        {
            probatio.Required(BASE_TOPIC): TEXT,
            probatio.Required("relay", default=0): number(0, _LAST_RELAY, 1),
            probatio.Required(MORE): plug_section(),
        }
    ),
    SHELLY_GEN2: probatio.Schema(
        {
            probatio.Required(BASE_TOPIC): TEXT,
            probatio.Required("switch", default=0): number(0, _LAST_SWITCH, 1),
            probatio.Required(MORE): plug_section(),
        }
    ),
    ZIGBEE2MQTT: probatio.Schema(
        {
            probatio.Required("friendly_name"): TEXT,
            probatio.Required(BASE_TOPIC, default=ZIGBEE_BASE): TEXT,
            probatio.Optional("endpoint"): TEXT,
            probatio.Required(MORE): plug_section(),
        }
    ),
}
