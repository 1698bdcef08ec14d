"""Actions: everything that can be said to a machine, by people and automations."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from enum import StrEnum
from functools import partial
import math
from typing import Any, Final

from homeassistant.const import ATTR_DEVICE_ID
from homeassistant.core import (
    Context,
    HomeAssistant,
    ServiceCall,
    ServiceResponse,
    SupportsResponse,
    callback,
)
from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.service import async_register_admin_service
import probatio

from .aim import ActionDescription, aimed
from .blueprint_shelf import Outcome, async_install_blueprints
from .const import DOMAIN
from .coordinator import MachineCoordinator
from .dialects.registry import profiles
from .engine.observations import (
    Command,
    EndSession,
    Release,
    ReportBaseline,
    ReportPain,
    Resume,
    SkipBreak,
    SlowDown,
    SnoozeBreak,
    Stop,
    Suspend,
    TakeBackPain,
    TakeBreak,
)
from .engine.rules.pain import ends_walk
from .engine.view import View
from .engine.words import Reason, Symptom
from .families import async_load_families
from .policy.told import policy_told
from .targets import Reach, may_move, meant_machines, tell

ATTR_DURATION: Final = "duration"
ATTR_LEVEL: Final = "level"
ATTR_MEDICAL_ADVICE_TAKEN: Final = "medical_advice_taken"
ATTR_PLACE: Final = "place"
ATTR_SYMPTOM: Final = "symptom"

_SHORTEST: Final = timedelta(minutes=1)
_LONGEST: Final = timedelta(hours=4)
_AFTER_PAIN: Final = frozenset({Reason.PAIN, Reason.PAIN_EMERGENCY, Reason.RED_FLAG})


class Action(StrEnum):
    """The actions by their names."""

    STOP = "stop"
    SLOW_DOWN = "slow_down"
    REPORT_PAIN = "report_pain"
    TAKE_BACK_PAIN = "take_back_pain"
    REPORT_BASELINE = "report_baseline"
    TAKE_BREAK = "take_break"
    SNOOZE_BREAK = "snooze_break"
    SKIP_BREAK = "skip_break"
    END_SESSION = "end_session"
    SUSPEND = "suspend"
    RESUME = "resume"
    RELEASE = "release"
    EXPLAIN = "explain"
    RELOAD = "reload"
    INSTALL_BLUEPRINTS = "install_blueprints"


def _level(value: float) -> int:
    # People count pain in whole points; between two of them the higher one counts.
    return math.ceil(value)


_LEVEL: Final = probatio.All(probatio.Coerce(float), probatio.Range(0, 10), _level)
_DURATION: Final = probatio.All(
    cv.positive_time_period, probatio.Range(_SHORTEST, _LONGEST)
)


@callback
def async_setup_services(hass: HomeAssistant) -> None:
    """Register the actions."""
    for description in ACTIONS:
        hass.services.async_register(
            DOMAIN,
            description.action,
            partial(_async_tell, hass, description),
            _schema(description.fields),
        )
    hass.services.async_register(
        DOMAIN,
        Action.EXPLAIN,
        partial(_async_explain, hass),
        _schema(None),
        SupportsResponse.ONLY,
    )
    async_register_admin_service(hass, DOMAIN, Action.RELOAD, _async_reload)
    async_register_admin_service(
        hass,
        DOMAIN,
        Action.INSTALL_BLUEPRINTS,
        _async_install_blueprints,
        supports_response=SupportsResponse.OPTIONAL,
    )


def _schema(fields: Mapping[Any, Any] | None) -> probatio.Schema:
    return probatio.Schema(
        {probatio.Optional(ATTR_DEVICE_ID): cv.string, **(fields or {})}
    )


async def _async_tell(
    hass: HomeAssistant, description: ActionDescription, call: ServiceCall
) -> None:
    await _async_carry_out(hass, description, call.data, call.context)


async def async_act(
    hass: HomeAssistant, action: Action, data: Mapping[str, Any], context: Context
) -> list[MachineCoordinator]:
    """Carry an action out unheard, and return the machines that were told.

    A call of an action is told to everything in the house, and kept by the recorder.
    """
    description = _DESCRIPTIONS[action]
    checked = _schema(description.fields)(dict(data))
    return await _async_carry_out(hass, description, checked, context)


async def _async_carry_out(
    hass: HomeAssistant,
    description: ActionDescription,
    data: Mapping[str, Any],
    context: Context,
) -> list[MachineCoordinator]:
    """Tell the machines that are meant; whoever reads a state after it, reads anew."""
    commands = aimed(hass, description, data, context)
    try:
        tell(commands, context)
    finally:
        for machine in commands:
            await machine.async_told()
    return list(commands)


@callback
def _async_explain(hass: HomeAssistant, call: ServiceCall) -> ServiceResponse:
    """Answer why things are as they are."""
    (machine,) = meant_machines(hass, call.data.get(ATTR_DEVICE_ID))
    return {**machine.explain(), "policy": policy_told(machine, whole=False)}


async def _async_reload(call: ServiceCall) -> None:
    """Read the files that people write anew; walks in progress go on."""
    hass = call.hass
    known = profiles()
    await async_load_families(hass, kept=known)
    changed = {each.key for each in profiles() if each not in known}
    for entry in hass.config_entries.async_loaded_entries(DOMAIN):
        await entry.runtime_data.async_follow(changed)


async def _async_install_blueprints(call: ServiceCall) -> ServiceResponse:
    """Answer with the blueprints that are new, newer, as before, and left alone."""
    outcomes = await async_install_blueprints(call.hass)
    return {
        outcome.value: [name for name, each in outcomes.items() if each is outcome]
        for outcome in Outcome
    }


def _report_pain(data: Mapping[str, Any]) -> ReportPain:
    return ReportPain(
        level=data.get(ATTR_LEVEL),
        place=data.get(ATTR_PLACE),
        symptom=data.get(ATTR_SYMPTOM),
    )


def _suspend(data: Mapping[str, Any]) -> Command:
    duration = data.get(ATTR_DURATION)
    return Suspend(for_s=None if duration is None else duration.total_seconds())


def _pain_reach(command: Command, machine: MachineCoordinator) -> Reach:
    """Let what would stop one machine stop them all: a false stop hurts nobody."""
    stops = ends_walk(command, machine.policy.pain, machine.state.session)
    return Reach.ALL if stops else Reach.ONE


def _unnamed(command: Command) -> Command:
    """Return a report of nobody in particular: who has said nothing has none."""
    if isinstance(command, ReportPain | ReportBaseline):
        return replace(command, unnamed=True)
    return command


def _everywhere(command: Command, machine: MachineCoordinator) -> Reach:
    return Reach.ALL


def _hurt(view: View) -> bool:
    return not _AFTER_PAIN.isdisjoint(view.lock_reasons)


ACTIONS: Final = (
    # A person's stop is never held up by a question, so it goes wherever it may be
    # meant. Taking a report back goes to every machine that the report went to.
    ActionDescription(
        action=Action.STOP, command_fn=lambda data: Stop(), reach_fn=_everywhere
    ),
    ActionDescription(
        action=Action.SLOW_DOWN,
        command_fn=lambda data: SlowDown(),
        own=True,
    ),
    # A place only helps people to remember; an unheard-of one must not lose a report.
    ActionDescription(
        action=Action.REPORT_PAIN,
        command_fn=_report_pain,
        fields={
            probatio.Optional(ATTR_LEVEL): _LEVEL,
            probatio.Optional(ATTR_PLACE): cv.string,
            probatio.Optional(ATTR_SYMPTOM): probatio.Coerce(Symptom),
        },
        fits_best=may_move,
        reach_fn=_pain_reach,
        own=True,
        shared_fn=_unnamed,
    ),
    ActionDescription(
        action=Action.TAKE_BACK_PAIN,
        command_fn=lambda data: TakeBackPain(),
        fits=_hurt,
        reach_fn=_everywhere,
    ),
    ActionDescription(
        action=Action.REPORT_BASELINE,
        command_fn=lambda data: ReportBaseline(level=data[ATTR_LEVEL]),
        fields={probatio.Required(ATTR_LEVEL): _LEVEL},
        reach_fn=_pain_reach,
        own=True,
        shared_fn=_unnamed,
    ),
    ActionDescription(
        action=Action.TAKE_BREAK,
        command_fn=lambda data: TakeBreak(),
        own=True,
    ),
    ActionDescription(
        action=Action.SNOOZE_BREAK,
        command_fn=lambda data: SnoozeBreak(),
        own=True,
    ),
    ActionDescription(
        action=Action.SKIP_BREAK,
        command_fn=lambda data: SkipBreak(),
        own=True,
    ),
    ActionDescription(
        action=Action.END_SESSION,
        command_fn=lambda data: EndSession(),
        own=True,
    ),
    ActionDescription(
        action=Action.SUSPEND,
        command_fn=_suspend,
        fields={probatio.Optional(ATTR_DURATION): _DURATION},
    ),
    ActionDescription(
        action=Action.RESUME,
        command_fn=lambda data: Resume(),
        fits=lambda view: view.suspended,
    ),
    ActionDescription(
        action=Action.RELEASE,
        command_fn=lambda data: Release(
            medical_advice_taken=data[ATTR_MEDICAL_ADVICE_TAKEN]
        ),
        fields={
            probatio.Optional(ATTR_MEDICAL_ADVICE_TAKEN, default=False): cv.boolean
        },
        fits=lambda view: view.locked,
    ),
)
_DESCRIPTIONS: Final = {each.action: each for each in ACTIONS}
