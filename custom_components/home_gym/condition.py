"""Conditions: how things stand at a treadmill, for automations."""

from collections.abc import Mapping
from typing import Final, cast, override

from homeassistant.const import STATE_OFF, STATE_ON, Platform
from homeassistant.core import HomeAssistant
from homeassistant.helpers.automation import DomainSpec
from homeassistant.helpers.condition import Condition, EntityStateConditionBase
from homeassistant.helpers.typing import ConfigType

from .automation_targets import OwnEntities, Watched, check_target
from .engine.words import Phase


class OwnCondition(OwnEntities, EntityStateConditionBase):
    """A condition that refuses a target of which it could never be true."""

    @classmethod
    @override
    async def async_validate_config(
        cls, hass: HomeAssistant, config: ConfigType
    ) -> ConfigType:
        """Validate the options, and that the target is one of ours."""
        config = cast(ConfigType, cls._schema(config))
        check_target(hass, config, cls.watched)
        return config


def _is(
    key: str, state: str = STATE_ON, platform: Platform = Platform.BINARY_SENSOR
) -> type[OwnCondition]:
    """Return the condition that an entity shows a state."""
    states: set[str | bool] = {state}

    class Is(OwnCondition):
        watched = Watched(platform=platform, key=key)
        _domain_specs: Mapping[str, DomainSpec] = {platform: DomainSpec()}
        _states = states

    return Is


CONDITIONS: Final[dict[str, type[Condition]]] = {
    "is_walking": _is("moving"),
    "is_still": _is("moving", STATE_OFF),
    "is_warmed_up": _is("warmed_up"),
    "is_on_break": _is("phase", Phase.ON_BREAK, Platform.SENSOR),
    "is_locked": _is("locked"),
    "is_ready": _is("ready"),
    "is_over_day_limit": _is("day_limit_reached"),
}


async def async_get_conditions(hass: HomeAssistant) -> dict[str, type[Condition]]:
    """Return the conditions."""
    return CONDITIONS
