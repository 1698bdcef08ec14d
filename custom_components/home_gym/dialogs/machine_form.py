"""The forms of a machine, and what they become in its data."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from homeassistant.config_entries import ConfigEntry
from homeassistant.const import CONF_NAME
from homeassistant.data_entry_flow import section
from homeassistant.helpers.selector import (
    BooleanSelector,
    EntitySelector,
    EntitySelectorConfig,
    NumberSelector,
    NumberSelectorConfig,
    NumberSelectorMode,
    SelectOptionDict,
    SelectSelector,
    SelectSelectorConfig,
    SelectSelectorMode,
    TextSelector,
)
import probatio

from ..const import (
    CONF_CAN_SLOW,
    CONF_MAXIMUM_SPEED,
    CONF_MINIMUM_SPEED,
    CONF_MODES,
    CONF_MOVING_ABOVE,
    CONF_POLICY,
    CONF_POWER_CUT,
    CONF_STILL_BELOW,
    CONF_TIME_DIVISOR,
    DEFAULT_MAXIMUM_SPEED_KMH,
)
from ..engine.policy_layers import allowed_modes
from ..engine.words import Mode, PowerCut, RuleKey
from ..policy.files import Preset

ABILITIES: Final = "abilities"
# What a rule does is then what the policy says.
AS_POLICY: Final = "policy"
# A policy leaves no choice for pain, and none for the loss of a signal.
CHOOSABLE_RULES: Final = tuple(rule for rule in RuleKey if len(allowed_modes(rule)) > 1)

_TIME_DIVISORS: Final = ("1", "60")


def choice(
    options: Iterable[str], translation_key: str, *, in_full: bool = False
) -> SelectSelector:
    """Return a choice between options, all of them in sight where they need reading."""
    mode = SelectSelectorMode.LIST if in_full else SelectSelectorMode.DROPDOWN
    return SelectSelector(
        SelectSelectorConfig(
            options=list(options), translation_key=translation_key, mode=mode
        )
    )


def number(
    minimum: float, maximum: float, step: float, unit: str | None = None
) -> NumberSelector:
    """Return a box for a number."""
    config = NumberSelectorConfig(
        min=minimum, max=maximum, step=step, mode=NumberSelectorMode.BOX
    )
    if unit is not None:
        config["unit_of_measurement"] = unit
    return NumberSelector(config)


def entities(domain: str, *, several: bool = True) -> EntitySelector:
    """Return a choice of entities of one kind."""
    return EntitySelector(EntitySelectorConfig(domain=domain, multiple=several))


POWER_SCHEMA: Final = probatio.Schema(
    {
        probatio.Required(CONF_POWER_CUT, default=PowerCut.WHEN_STILL.value): choice(
            [each.value for each in PowerCut], CONF_POWER_CUT, in_full=True
        )
    }
)
_PRESET: Final = choice([each.value for each in Preset], CONF_POLICY, in_full=True)


def name_and_policy(own: Mapping[str, str]) -> dict[Any, Any]:
    """Return the fields for the name, and for the presets and one's own policies.

    The name of a preset is translated by its key; one's own bring theirs along.
    """
    options = [
        *(SelectOptionDict(value=each.value, label=each.value) for each in Preset),
        *(SelectOptionDict(value=key, label=name) for key, name in own.items()),
    ]
    policy = SelectSelector({**_PRESET.config, "options": options})
    return {
        probatio.Required(CONF_NAME): TextSelector(),
        probatio.Required(CONF_POLICY, default=Preset.GENTLE_BACK.value): policy,
    }


def modes_schema(own: Mapping[str, str]) -> probatio.Schema:
    """Return the form for the name, the policy, and how far each rule may go."""
    modes = {
        probatio.Required(rule.value, default=AS_POLICY): choice(
            [AS_POLICY, *(each.value for each in Mode)], "mode"
        )
        for rule in CHOOSABLE_RULES
    }
    return probatio.Schema({**name_and_policy(own), **modes})


def policy_schema(
    own: Mapping[str, str], *, can_slow: bool, simulated: bool
) -> probatio.Schema:
    """Return the form that a new machine gets its name and its policy by."""
    abilities = section(
        abilities_schema(can_slow=can_slow, simulated=simulated), {"collapsed": True}
    )
    return probatio.Schema(
        {**name_and_policy(own), probatio.Required(ABILITIES): abilities}
    )


def safety_schema(
    *, has_plug: bool, can_slow: bool, simulated: bool
) -> probatio.Schema:
    """Return the form for everything that decides how far a machine may go."""
    abilities = abilities_schema(can_slow=can_slow, simulated=simulated)
    power = POWER_SCHEMA.schema if has_plug else {}
    return probatio.Schema({**power, **abilities.schema})


def abilities_schema(*, can_slow: bool, simulated: bool) -> probatio.Schema:
    """Return the fields for what a machine can do, as far as it can do it at all."""
    fields: dict[Any, Any] = {
        probatio.Optional(CONF_MINIMUM_SPEED): number(0.1, 10, 0.1, "km/h"),
        probatio.Required(
            CONF_MAXIMUM_SPEED, default=DEFAULT_MAXIMUM_SPEED_KMH
        ): number(1, 30, 0.1, "km/h"),
        probatio.Optional(CONF_MOVING_ABOVE): number(1, 5000, 1, "W"),
        probatio.Optional(CONF_STILL_BELOW): number(1, 5000, 1, "W"),
    }
    if can_slow:
        fields[probatio.Required(CONF_CAN_SLOW, default=False)] = BooleanSelector()
    if simulated:
        fields[probatio.Required(CONF_TIME_DIVISOR, default=_TIME_DIVISORS[0])] = (
            choice(_TIME_DIVISORS, CONF_TIME_DIVISOR)
        )
    return probatio.Schema(fields)


def abilities_data(user_input: Mapping[str, Any]) -> dict[str, Any]:
    """Return the data of the abilities; a number that was taken out is None."""
    data: dict[str, Any] = {
        CONF_MINIMUM_SPEED: user_input.get(CONF_MINIMUM_SPEED),
        CONF_MAXIMUM_SPEED: user_input[CONF_MAXIMUM_SPEED],
        CONF_MOVING_ABOVE: user_input.get(CONF_MOVING_ABOVE),
        CONF_STILL_BELOW: user_input.get(CONF_STILL_BELOW),
        CONF_CAN_SLOW: user_input.get(CONF_CAN_SLOW, False),
    }
    if CONF_TIME_DIVISOR in user_input:
        data[CONF_TIME_DIVISOR] = int(user_input[CONF_TIME_DIVISOR])
    return data


def abilities_values(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the fields of the abilities show."""
    shown = {key: value for key, value in data.items() if value is not None}
    if not shown.get(CONF_MINIMUM_SPEED):
        # It was once preset to 0, which no belt that moves can be.
        shown.pop(CONF_MINIMUM_SPEED, None)
    return {**shown, CONF_TIME_DIVISOR: str(data.get(CONF_TIME_DIVISOR, 1))}


def abilities_errors(data: Mapping[str, Any]) -> dict[str, str]:
    """Return which numbers contradict each other."""
    if (data[CONF_MINIMUM_SPEED] or 0.0) >= data[CONF_MAXIMUM_SPEED]:
        return {"base": "speeds_swapped"}
    above_w, below_w = data[CONF_MOVING_ABOVE], data[CONF_STILL_BELOW]
    if (above_w is None) is not (below_w is None):
        return {"base": "watts_incomplete"}
    if above_w is not None and below_w is not None and below_w >= above_w:
        return {"base": "watts_swapped"}
    return {}


def modes_data(user_input: Mapping[str, Any]) -> dict[str, str]:
    """Return the modes that differ from the policy's."""
    return {
        rule.value: user_input[rule.value]
        for rule in CHOOSABLE_RULES
        if user_input[rule.value] != AS_POLICY
    }


def modes_values(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the form for the policy and the modes shows."""
    return {CONF_POLICY: data[CONF_POLICY], **(data.get(CONF_MODES) or {})}


def name_errors(
    name: str, entry: ConfigEntry[Any] | None, but_not: str | None = None
) -> dict[str, str]:
    """Return why a machine cannot be called so; voices tell machines by their names."""
    taken = {
        subentry.title.casefold()
        for subentry in (entry.subentries.values() if entry is not None else ())
        if subentry.subentry_id != but_not
    }
    if not name:
        return {CONF_NAME: "name_missing"}
    return {CONF_NAME: "name_taken"} if name.casefold() in taken else {}
