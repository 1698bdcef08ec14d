"""Do what somebody has said to Home Gym, the way that the intents go."""

from typing import Any, Final

from homeassistant.core import Context, HomeAssistant
from homeassistant.helpers import intent

from ..const import DOMAIN
from ..engine.progress.records import Answer as CheckInAnswer
from ..engine.words import RED_FLAGS
from ..intent import ATTR_ANSWER, ATTR_TOPIC, GymIntent
from ..people.actions import ATTR_PERSON
from ..services import ATTR_LEVEL, ATTR_PLACE, ATTR_SYMPTOM
from ..targets import in_use, loaded_machines
from ..understanding import Complaint
from .introductions import Introduction
from .sentences import Command, Meaning, sentences_of
from .spoken_languages import known
from .spoken_pain import ATTR_AMOUNT
from .spoken_status import Topic


async def async_do(
    hass: HomeAssistant,
    meant: Meaning,
    text: str,
    *,
    context: Context,
    language: str,
    device_id: str | None,
    satellite_id: str | None,
    agent_id: str | None = None,
) -> str:
    """Do what was meant, and return what to answer.

    Nothing is, where the machine itself says what comes of it at the same voice.
    """

    async def handle(gym_intent: GymIntent, slots: dict[str, Any]) -> Any:
        return await intent.async_handle(
            hass,
            DOMAIN,
            gym_intent,
            {key: {"value": value} for key, value in slots.items()},
            text_input=text,
            context=context,
            language=language,
            device_id=device_id,
            satellite_id=satellite_id,
            conversation_agent_id=agent_id,
        )

    if _is_to_stop_as_well(hass, meant, text, language):
        # However little it hurts.
        await handle(GymIntent.STOP, {})
    response: intent.IntentResponse = await handle(*_intent_of(meant))
    failed = response.response_type is intent.IntentResponseType.ERROR
    if not failed and _is_announced(meant) and _is_heard_at(hass, satellite_id):
        return ""
    return speech_of(response)


def _is_to_stop_as_well(
    hass: HomeAssistant, meant: Meaning, text: str, language: str
) -> bool:
    """Tell whether a stop was ordered, too, where the complaint may not stop."""
    return (
        isinstance(meant, Complaint)
        and meant.symptom not in RED_FLAGS
        and any(in_use(machine.data) for machine in loaded_machines(hass))
        and sentences_of(known(language)).orders_stop(text, complains=True)
    )


def _is_announced(meant: Meaning) -> bool:
    """Tell whether the engine has something to say of it."""
    return meant is Command.STOP or isinstance(meant, Complaint)


def _is_heard_at(hass: HomeAssistant, satellite_id: str | None) -> bool:
    return satellite_id is not None and any(
        in_use(machine.data) and machine.announcer.speaks_at(satellite_id)
        for machine in loaded_machines(hass)
    )


def _intent_of(meant: Meaning) -> tuple[GymIntent, dict[str, Any]]:
    """Return the intent for what was meant, and what goes with it."""
    if isinstance(meant, Complaint):
        told = {
            ATTR_LEVEL: meant.level,
            ATTR_AMOUNT: meant.amount,
            ATTR_PLACE: meant.place,
            ATTR_SYMPTOM: meant.symptom,
        }
        slots = {key: value for key, value in told.items() if value is not None}
        return GymIntent.REPORT_PAIN, slots
    if isinstance(meant, Introduction):
        return GymIntent.SELECT_PERSON, {ATTR_PERSON: meant.name}
    if meant in _INTENTS:
        return _INTENTS[meant], {}
    if meant in _CHECK_INS:
        return GymIntent.CHECK_IN, {ATTR_ANSWER: _CHECK_INS[meant]}
    return GymIntent.STATUS, {ATTR_TOPIC: Topic(meant)}


def speech_of(response: intent.IntentResponse) -> str:
    """Return what is answered."""
    speech: str = response.speech.get("plain", {}).get("speech", "")
    return speech


_CHECK_INS: Final = {
    Command.CHECK_IN_BETTER: CheckInAnswer.BETTER,
    Command.CHECK_IN_SAME: CheckInAnswer.SAME,
    Command.CHECK_IN_WORSE: CheckInAnswer.WORSE,
}
_INTENTS: Final = {
    Command.STOP: GymIntent.STOP,
    Command.BREAK: GymIntent.TAKE_BREAK,
    Command.SNOOZE: GymIntent.SNOOZE_BREAK,
    Command.SKIP: GymIntent.SKIP_BREAK,
    Command.SLOWER: GymIntent.SLOW_DOWN,
    Command.BETTER: GymIntent.FEEL_BETTER,
    Command.START_CHECK_DONE: GymIntent.START_CHECK_DONE,
    Command.ALL_IS_WELL: GymIntent.ALL_IS_WELL,
    Command.RELEASE: GymIntent.RELEASE,
}
