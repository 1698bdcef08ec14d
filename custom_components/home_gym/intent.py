"""Intents: what is said to Home Gym, by voice, by a language model or over the API.

All of them go the way of the actions. What comes back is said aloud, so it names no
level, place or reason of pain.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final, override

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import config_validation as cv, intent
from homeassistant.util.unit_system import METRIC_SYSTEM
import probatio

from .engine.progress.records import Answer as CheckInAnswer
from .engine.words import Symptom
from .listening.answers import Answer, answers_of, load_answers
from .listening.as_it_is import as_it_is
from .listening.spoken_all_is_well import all_is_well, waiting_machines
from .listening.spoken_check_in import async_answer, open_questions
from .listening.spoken_pain import ATTR_AMOUNT, async_do, async_report
from .listening.spoken_start_check import async_tick_off
from .listening.spoken_status import Topic, status
from .listening.spoken_targets import machine_asked_about
from .listening.spoken_walker import async_choose, greeting
from .people.actions import ATTR_PERSON
from .services import (
    ATTR_LEVEL,
    ATTR_PLACE,
    ATTR_SYMPTOM,
    Action,
)
from .targets import in_use, loaded_machines
from .understanding import Amount

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
    SELECT_PERSON = "HomeGymSelectPerson"
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


def _acting(action: Action, answer: str) -> Callable[[Asked], Awaitable[Answer]]:
    async def act(asked: Asked) -> Answer:
        told = await async_do(asked.said, action, {})
        return Answer(key=as_it_is(answer, told))

    return act


async def _async_report(asked: Asked) -> Answer:
    return await async_report(asked.said, asked.slots)


async def _async_feel_better(asked: Asked) -> Answer:
    """Note that nothing hurts any more; a lock stands (promise 6).

    Where nobody walks it answers the question of the day after, if that is open.
    """
    used = any(in_use(each.data) for each in loaded_machines(asked.hass))
    if not used and open_questions(asked.hass, asked.said.context):
        return await _async_check_in(asked)
    await async_do(asked.said, Action.REPORT_PAIN, {ATTR_LEVEL: 0})
    # Whoever felt faint and feels better has not said yet that nobody needs help.
    awaited = waiting_machines(asked.hass)
    return Answer(key="better_awaited" if awaited else "better")


async def _async_check_in(asked: Asked) -> Answer:
    """Take down how the day after feels: better, where nothing else was said."""
    answer = asked.slots.get(ATTR_ANSWER, CheckInAnswer.BETTER)
    await async_answer(asked.hass, asked.said.context, answer)
    return Answer(key="check_in")


async def _async_status(asked: Asked) -> Answer:
    machine = machine_asked_about(asked.hass, asked.said.device_id)
    answers = answers_of(asked.said.language)
    guest = answers.spoken(Answer(key="guest"), metric=True)
    return status(asked.slots[ATTR_TOPIC], machine, answers.names, guest)


async def _async_tick_off(asked: Asked) -> Answer:
    said = asked.said
    await async_tick_off(asked.hass, said.context, said.device_id)
    return Answer(key="start_check_done")


async def _async_all_is_well(asked: Asked) -> Answer:
    return all_is_well(asked.hass, asked.said.context)


async def _async_select(asked: Asked) -> Answer:
    said = asked.said
    name = asked.slots[ATTR_PERSON]
    machine = await async_choose(said.hass, said.context, said.device_id, name)
    return greeting(machine, answers_of(said.language).names)


async def _async_refuse(asked: Asked) -> Answer:
    """Release nothing: somebody has to look at the belt (promise 6)."""
    return Answer(key="release")


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
        intent=GymIntent.SELECT_PERSON,
        description="Note who walks on the treadmill: a person by name, or a guest",
        answer_fn=_async_select,
        slots={probatio.Required(ATTR_PERSON): cv.string},
    ),
    IntentDescription(
        intent=GymIntent.RELEASE,
        description="Tell why the lock of the treadmill is not released by voice",
        answer_fn=_async_refuse,
        query=True,
    ),
)
