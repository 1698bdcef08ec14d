"""Intents: what is said to Home Gym, by voice, by a language model or over the API.

All of them go the way of the actions. What comes back is said aloud, so it names no
level, place or reason of pain.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final, override

from homeassistant.const import ATTR_DEVICE_ID
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import config_validation as cv, intent
from homeassistant.util.unit_system import METRIC_SYSTEM
import probatio

from .button import a_bit_of_pain
from .const import DOMAIN
from .engine.progress.records import Answer as CheckInAnswer
from .engine.replies import SEVERE_LEVEL, TRACE_LEVEL
from .engine.words import PainBand, Symptom
from .listening.answers import Answer, answers_of, load_answers
from .listening.spoken_all_is_well import all_is_well
from .listening.spoken_check_in import async_answer, open_questions
from .listening.spoken_start_check import async_tick_off
from .listening.spoken_status import Topic, status
from .listening.spoken_targets import device_meant, machine_asked_about
from .services import (
    ATTR_LEVEL,
    ATTR_PLACE,
    ATTR_SYMPTOM,
    Action,
)
from .targets import in_use, loaded_machines
from .understanding import Amount

ATTR_AMOUNT: Final = "amount"
ATTR_ANSWER: Final = "answer"
ATTR_TOPIC: Final = "topic"


class GymIntent(StrEnum):
    """The intents by their names."""

    REPORT_PAIN = "HomeGymReportPain"
    STOP = "HomeGymStop"
    TAKE_BREAK = "HomeGymTakeBreak"
    SNOOZE_BREAK = "HomeGymSnoozeBreak"
    SKIP_BREAK = "HomeGymSkipBreak"
    SLOW_DOWN = "HomeGymSlowDown"
    STATUS = "HomeGymStatus"
    FEEL_BETTER = "HomeGymFeelBetter"
    CHECK_IN = "HomeGymCheckIn"
    START_CHECK_DONE = "HomeGymStartCheckDone"
    ALL_IS_WELL = "HomeGymAllIsWell"
    RELEASE = "HomeGymRelease"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What somebody has said: to whom, and where."""

    said: intent.Intent
    slots: Mapping[str, Any] = field(default_factory=dict)

    @property
    def hass(self) -> HomeAssistant:
        """Return the house."""
        return self.said.hass


@dataclass(frozen=True, kw_only=True)
class IntentDescription:
    """Describe an intent: what a language model reads of it, and how it is answered."""

    intent: GymIntent
    description: str
    answer_fn: Callable[[Asked], Awaitable[Answer]]
    slots: Mapping[Any, Any] = field(default_factory=dict)
    query: bool = False


async def async_setup_intents(hass: HomeAssistant) -> None:
    """Register the intents."""
    await hass.async_add_executor_job(load_answers)
    for description in INTENTS:
        intent.async_register(hass, GymIntentHandler(description))


class GymIntentHandler(intent.IntentHandler):
    """Do what was said, and answer in words."""

    def __init__(self, gym_intent: IntentDescription) -> None:
        """Handle one intent."""
        self.intent_type = gym_intent.intent
        self.description = gym_intent.description
        self._intent = gym_intent

    @property
    @override
    def slot_schema(self) -> dict[Any, Any] | None:
        """Return what may be said with it."""
        return dict(self._intent.slots) or None

    @override
    async def async_handle(self, intent_obj: intent.Intent) -> intent.IntentResponse:
        """Do it, and say how it went."""
        hass = intent_obj.hass
        slots = self.async_validate_slots(intent_obj.slots)
        asked = Asked(
            said=intent_obj, slots={key: slot["value"] for key, slot in slots.items()}
        )
        response = intent_obj.create_response()
        answers = answers_of(intent_obj.language)
        try:
            answer = await self._intent.answer_fn(asked)
        except HomeAssistantError as error:
            answer = Answer(
                key=error.translation_key or "",
                values=error.translation_placeholders or {},
            )
            code = intent.IntentResponseErrorCode.FAILED_TO_HANDLE
            spoken = answers.spoken(answer, metric=_metric(hass))
            response.async_set_error(code, spoken)
            return response
        if self._intent.query:
            response.response_type = intent.IntentResponseType.QUERY_ANSWER
        response.async_set_speech(answers.spoken(answer, metric=_metric(hass)))
        return response


def _metric(hass: HomeAssistant) -> bool:
    return hass.config.units is METRIC_SYSTEM


async def _async_act(asked: Asked, action: Action, data: Mapping[str, Any]) -> None:
    """Carry an action out, for whom it is meant."""
    device_id = device_meant(asked.hass, asked.said.device_id)
    where = {} if device_id is None else {ATTR_DEVICE_ID: device_id}
    await asked.hass.services.async_call(
        DOMAIN, action, {**data, **where}, blocking=True, context=asked.said.context
    )


def _acting(action: Action, answer: str) -> Callable[[Asked], Awaitable[Answer]]:
    async def act(asked: Asked) -> Answer:
        await _async_act(asked, action, {})
        return Answer(key=answer)

    return act


async def _async_report(asked: Asked) -> Answer:
    """Report pain; an amount stands for a number, where none was said."""
    data = {key: asked.slots[key] for key in _REPORTED if key in asked.slots}
    if ATTR_LEVEL not in data and ATTR_AMOUNT in asked.slots:
        data |= _level(asked, asked.slots[ATTR_AMOUNT])
    await _async_act(asked, Action.REPORT_PAIN, data)
    reports = [each.state.pain for each in loaded_machines(asked.hass)]
    newest = max((each for each in reports if each), key=lambda each: each.at_utc_s)
    if newest.symptom is Symptom.CRAMP and newest.band is PainBand.CAUTION:
        return Answer(key="pain_cramp")
    return Answer(key=f"pain_{newest.band}")


def _level(asked: Asked, amount: Amount) -> dict[str, int]:
    match amount:
        case Amount.SEVERE:
            return {ATTR_LEVEL: SEVERE_LEVEL}
        case Amount.TRACE:
            return {ATTR_LEVEL: TRACE_LEVEL}
    machine = machine_asked_about(asked.hass, asked.said.device_id)
    level = a_bit_of_pain(machine).level
    return {} if level is None else {ATTR_LEVEL: level}


async def _async_feel_better(asked: Asked) -> Answer:
    """Note that nothing hurts any more; a lock stands (promise 6).

    Where nobody walks it answers the question of the day after, if that is open.
    """
    used = any(in_use(each.data) for each in loaded_machines(asked.hass))
    if not used and open_questions(asked.hass, asked.said.context):
        return await _async_check_in(asked)
    await _async_act(asked, Action.REPORT_PAIN, {ATTR_LEVEL: 0})
    return Answer(key="better")


async def _async_check_in(asked: Asked) -> Answer:
    """Take down how the day after feels: better, where nothing else was said."""
    answer = asked.slots.get(ATTR_ANSWER, CheckInAnswer.BETTER)
    await async_answer(asked.hass, asked.said.context, answer)
    return Answer(key="check_in")


async def _async_status(asked: Asked) -> Answer:
    machine = machine_asked_about(asked.hass, asked.said.device_id)
    answers = answers_of(asked.said.language)
    guest = answers.spoken(Answer(key="guest"), metric=True)
    return status(asked.slots[ATTR_TOPIC], machine, answers.days, guest)


async def _async_tick_off(asked: Asked) -> Answer:
    said = asked.said
    await async_tick_off(asked.hass, said.context, said.device_id)
    return Answer(key="start_check_done")


async def _async_all_is_well(asked: Asked) -> Answer:
    return all_is_well(asked.hass, asked.said.context)


async def _async_refuse(asked: Asked) -> Answer:
    """Release nothing: somebody has to look at the belt (promise 6)."""
    return Answer(key="release")


_REPORTED: Final = (ATTR_LEVEL, ATTR_PLACE, ATTR_SYMPTOM)

INTENTS: Final = (
    IntentDescription(
        intent=GymIntent.REPORT_PAIN,
        description="Report pain or a warning sign of the person on the treadmill",
        answer_fn=_async_report,
        slots={
            probatio.Optional(ATTR_AMOUNT): probatio.Coerce(Amount),
            probatio.Optional(ATTR_LEVEL): probatio.All(
                probatio.Coerce(float), probatio.Range(0, 10)
            ),
            probatio.Optional(ATTR_PLACE): cv.string,
            probatio.Optional(ATTR_SYMPTOM): probatio.Coerce(Symptom),
        },
    ),
    IntentDescription(
        intent=GymIntent.STOP,
        description="Stop the treadmill at once",
        answer_fn=_acting(Action.STOP, "stop"),
    ),
    IntentDescription(
        intent=GymIntent.TAKE_BREAK,
        description="Bring the treadmill to rest for a break",
        answer_fn=_acting(Action.TAKE_BREAK, "break"),
    ),
    IntentDescription(
        intent=GymIntent.SNOOZE_BREAK,
        description="Put off the break that is due on the treadmill",
        answer_fn=_acting(Action.SNOOZE_BREAK, "snooze"),
    ),
    IntentDescription(
        intent=GymIntent.SKIP_BREAK,
        description="Leave out the break that is due on the treadmill",
        answer_fn=_acting(Action.SKIP_BREAK, "skip"),
    ),
    IntentDescription(
        intent=GymIntent.SLOW_DOWN,
        description="Slow the treadmill down by one step",
        answer_fn=_acting(Action.SLOW_DOWN, "slower"),
    ),
    IntentDescription(
        intent=GymIntent.STATUS,
        description="Tell about the walk on the treadmill",
        answer_fn=_async_status,
        slots={probatio.Required(ATTR_TOPIC): probatio.Coerce(Topic)},
        query=True,
    ),
    IntentDescription(
        intent=GymIntent.FEEL_BETTER,
        description="Note that nothing hurts the person on the treadmill any more",
        answer_fn=_async_feel_better,
    ),
    IntentDescription(
        intent=GymIntent.CHECK_IN,
        description="Note how somebody feels the day after a walk on the treadmill",
        answer_fn=_async_check_in,
        slots={probatio.Required(ATTR_ANSWER): probatio.Coerce(CheckInAnswer)},
    ),
    IntentDescription(
        intent=GymIntent.START_CHECK_DONE,
        description="Tick off the start check of the treadmill",
        answer_fn=_async_tick_off,
    ),
    IntentDescription(
        intent=GymIntent.ALL_IS_WELL,
        description="Answer the alarm of the treadmill: nobody needs help",
        answer_fn=_async_all_is_well,
    ),
    IntentDescription(
        intent=GymIntent.RELEASE,
        description="Tell why the lock of the treadmill is not released by voice",
        answer_fn=_async_refuse,
        query=True,
    ),
)
