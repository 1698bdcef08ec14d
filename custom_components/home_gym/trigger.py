"""Triggers: what happens at a treadmill, for automations.

What only happens is read from the activity of a machine, what goes on for a while from
the entity that shows it. Both outlive a reload, and neither takes what comes back after
one for something new.
"""

from collections.abc import Collection, Mapping
from enum import StrEnum
from typing import ClassVar, Final, cast, override

from homeassistant.components.event import ATTR_EVENT_TYPE
from homeassistant.const import CONF_OPTIONS, STATE_OFF, STATE_ON, Platform
from homeassistant.core import HomeAssistant, State
from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.automation import DomainSpec
from homeassistant.helpers.trigger import (
    ENTITY_STATE_TRIGGER_SCHEMA,
    ENTITY_STATE_TRIGGER_SCHEMA_WITH_BEHAVIOR,
    EntityTargetStateTriggerBase,
    EntityTriggerBase,
    NotTriggeredReasonReporter,
    StatelessEntityTriggerBase,
    Trigger,
)
from homeassistant.helpers.typing import ConfigType
import probatio

from .automation_targets import OwnEntities, Watched, check_target
from .engine.ladder import STOPS
from .engine.session import ENDS
from .engine.words import Event, PainBand, Phase

CONF_PHASE: Final = "phase"


class OwnTrigger(OwnEntities, EntityTriggerBase):
    """A trigger that refuses a target which could never set it off."""

    @classmethod
    @override
    async def async_validate_config(
        cls, hass: HomeAssistant, config: ConfigType
    ) -> ConfigType:
        """Validate the options, and that the target is one of ours."""
        config = cast(ConfigType, cls._schema(config))
        check_target(hass, config, cls.watched)
        return config


class ActivityTrigger(OwnTrigger, StatelessEntityTriggerBase):
    """Trigger when a machine tells that something has happened."""

    watched = Watched(platform=Platform.EVENT, key="activity")
    _domain_specs: Mapping[str, DomainSpec] = {Platform.EVENT: DomainSpec()}
    event: ClassVar[Event]
    # What is told along with the event, and may be chosen from.
    choices: ClassVar[Mapping[str, Collection[StrEnum]]] = {}

    @override
    def is_valid_state(
        self, state: State, report_not_triggered: NotTriggeredReasonReporter
    ) -> bool:
        """Tell whether it is this that happened, and in a way that was chosen."""
        told = state.attributes
        if told.get(ATTR_EVENT_TYPE) != self.event:
            return False
        for name in self.choices:
            chosen = self._options.get(name)
            if chosen and told.get(name) not in chosen:
                report_not_triggered("not_chosen", **{name: told.get(name)})
                return False
        return True


class BecameTrigger(OwnTrigger, EntityTargetStateTriggerBase):
    """Trigger when something has become so, or is so no longer."""

    _domain_specs: Mapping[str, DomainSpec] = {Platform.BINARY_SENSOR: DomainSpec()}


class PhaseTrigger(OwnTrigger):
    """Trigger when a treadmill has come to another phase."""

    watched = Watched(platform=Platform.SENSOR, key="phase")
    _domain_specs: Mapping[str, DomainSpec] = {Platform.SENSOR: DomainSpec()}
    _schema = ENTITY_STATE_TRIGGER_SCHEMA_WITH_BEHAVIOR.extend(
        {
            probatio.Required(CONF_OPTIONS): {
                probatio.Required(CONF_PHASE): probatio.All(
                    cv.ensure_list, [probatio.Coerce(Phase)]
                )
            }
        }
    )

    @override
    def is_valid_state(
        self, state: State, report_not_triggered: NotTriggeredReasonReporter
    ) -> bool:
        """Tell whether it is one of the phases that were chosen."""
        return state.state in self._options[CONF_PHASE]


def _told(of: Event, **choose: Collection[StrEnum]) -> type[ActivityTrigger]:
    """Return the trigger for an event, with what can be chosen of it."""

    class Told(ActivityTrigger):
        event = of
        choices = choose
        _schema = ENTITY_STATE_TRIGGER_SCHEMA.extend(
            {
                probatio.Required(CONF_OPTIONS, default={}): {
                    probatio.Optional(name): probatio.All(
                        cv.ensure_list, [probatio.In(words)]
                    )
                    for name, words in choose.items()
                }
            }
        )

    return Told


def _became(key: str, state: str = STATE_ON) -> type[BecameTrigger]:
    """Return the trigger for a binary sensor's turning to a state."""
    states = {state}

    class Became(BecameTrigger):
        watched = Watched(platform=Platform.BINARY_SENSOR, key=key)
        _to_states = states

    return Became


TRIGGERS: Final[dict[str, type[Trigger]]] = {
    "session_started": _told(Event.SESSION_STARTED),
    "session_ended": _told(Event.SESSION_ENDED, reason=ENDS),
    "warm_up_done": _told(Event.WARM_UP_DONE),
    "break_became_due": _became("break_due"),
    "break_taken": _told(Event.BREAK_TAKEN),
    "break_became_overdue": _told(Event.BREAK_OVERDUE),
    "cap_exceeded": _told(Event.CAP_EXCEEDED),
    "pain_reported": _told(Event.PAIN_REPORTED, band=frozenset(PainBand)),
    "treadmill_stopped": _told(Event.TREADMILL_STOPPED, reason=STOPS),
    "treadmill_locked": _became("locked"),
    "treadmill_unlocked": _became("locked", STATE_OFF),
    "signal_lost": _told(Event.SIGNAL_LOST),
    "alarm_raised": _told(Event.ALARM_RAISED),
    "phase_changed": PhaseTrigger,
    "check_in_became_due": _became("check_in_due"),
}


async def async_get_triggers(hass: HomeAssistant) -> dict[str, type[Trigger]]:
    """Return the triggers."""
    return TRIGGERS
