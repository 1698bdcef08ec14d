"""Listen through Assist: what is said to Home Gym, and to nobody else.

Sentence triggers come before everything else, and what one of them has caught never
reaches anybody else by itself. So only what may be ours is caught: what names the
treadmill or walking at any time, what names pain only while somebody walks and for a
while after. What turns out not to be ours is handed on to whom it was said.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from hassil.recognize import RecognizeResult
from homeassistant.components import conversation
from homeassistant.components.conversation.agent_manager import get_agent_manager
from homeassistant.components.conversation.chat_log import current_chat_log
from homeassistant.core import (
    CALLBACK_TYPE,
    HassJob,
    HomeAssistant,
    callback,
)
from homeassistant.helpers import intent
from homeassistant.helpers.dispatcher import async_dispatcher_connect
from homeassistant.helpers.event import async_call_later
from homeassistant.util.unit_system import METRIC_SYSTEM

from ..const import DOMAIN, SIGNAL_MACHINE_ADDED
from ..coordinator import MachineCoordinator
from ..engine.progress.records import Answer as CheckInAnswer
from ..engine.words import Belt
from ..intent import ATTR_AMOUNT, ATTR_ANSWER, ATTR_TOPIC, GymIntent
from ..models import HomeGymConfigEntry
from ..services import ATTR_LEVEL, ATTR_PLACE, ATTR_SYMPTOM
from ..targets import in_use
from ..understanding import Complaint
from .answers import Answer, answers_of
from .sentences import Command, caught, load_sentences, sentences_of
from .spoken_languages import known
from .spoken_status import Topic
from .voice_languages import VoiceLanguages

__all__ = ["Listener", "load_sentences"]

# What hurts after a walk is said soon after it.
LISTEN_ON_S: Final = 600.0


class Listener:
    """Listen for one gym, from its set-up to its end."""

    def __init__(self, hass: HomeAssistant, entry: HomeGymConfigEntry) -> None:
        """Listen to what names the treadmill, and follow who walks."""
        self._hass = hass
        self._entry = entry
        self._walking = False
        self._ends: list[CALLBACK_TYPE] = []
        self._forget: CALLBACK_TYPE | None = None
        self._over: CALLBACK_TYPE | None = None
        self._languages = VoiceLanguages(hass, self._register)
        for machine in entry.runtime_data.machines.values():
            self._follow(machine)
        signal = SIGNAL_MACHINE_ADDED.format(entry.entry_id)
        self._ends.append(async_dispatcher_connect(hass, signal, self._follow))
        self._register()

    @callback
    def stop(self) -> None:
        """Listen to nothing any more."""
        self._languages.stop()
        while self._ends:
            self._ends.pop()()
        for end in (self._over, self._forget):
            if end is not None:
                end()
        self._over = self._forget = None

    @callback
    def _follow(self, machine: MachineCoordinator) -> None:
        self._ends.append(machine.async_add_listener(self._look))
        self._look()

    @callback
    def _look(self) -> None:
        """Listen to more from when somebody walks until a while after."""
        used = any(in_use(each.data) for each in self._machines.values())
        if used:
            if self._over is not None:
                self._over()
                self._over = None
            if not self._walking:
                self._walking = True
                self._register()
        elif self._walking and self._over is None:
            job = HassJob(self._hush, f"{DOMAIN} voice", cancel_on_shutdown=True)
            self._over = async_call_later(self._hass, LISTEN_ON_S, job)

    @callback
    def _hush(self, now: datetime) -> None:
        self._over = None
        self._walking = False
        self._register()

    @property
    def _machines(self) -> Mapping[str, MachineCoordinator]:
        return self._entry.runtime_data.machines

    @callback
    def _register(self) -> None:
        """Let Home Assistant catch what there is to listen to now."""
        if self._forget is not None:
            self._forget()
        self._forget = get_agent_manager(self._hass).register_trigger(
            caught(self._languages.spoken(), walking=self._walking), self._async_said
        )

    async def _async_said(
        self, said: conversation.ConversationInput, found: RecognizeResult
    ) -> str | None:
        """Answer what is ours, hand on what is not."""
        language = known(said.language)
        belts = (each.data.belt for each in self._machines.values())
        meant = sentences_of(language).understood(
            said.text,
            walking=self._walking,
            urgent=any(belt is not Belt.STILL for belt in belts),
        )
        if meant is None:
            return await self._async_hand_on(said)
        gym_intent, slots = _intent_of(meant)
        response = await intent.async_handle(
            self._hass,
            DOMAIN,
            gym_intent,
            {key: {"value": value} for key, value in slots.items()},
            text_input=said.text,
            context=said.context,
            language=said.language,
            device_id=said.device_id,
            satellite_id=said.satellite_id,
            conversation_agent_id=said.agent_id,
        )
        return _speech(response)

    async def _async_hand_on(self, said: conversation.ConversationInput) -> str | None:
        """Let whom it was said to answer, as if we had not caught it."""
        agent = get_agent_manager(self._hass).default_agent
        if agent is not None:
            also = await agent.async_recognize_sentence_trigger(said)
            if also is not None and len(also.matched_triggers) > 1:
                # Somebody's own automation has caught it too, and answers.
                return None
        if said.agent_id in (None, conversation.HOME_ASSISTANT_AGENT):
            return await self._async_ask_the_house(said)
        # In a conversation of its own: this one already tells that we have answered.
        result = await conversation.async_converse(
            self._hass,
            said.text,
            None,
            said.context,
            said.language,
            said.agent_id,
            said.device_id,
            said.satellite_id,
            said.extra_system_prompt,
        )
        return _speech(result.response)

    async def _async_ask_the_house(self, said: conversation.ConversationInput) -> str:
        if (log := current_chat_log.get()) is not None:
            response = await conversation.async_handle_intents(self._hass, said, log)
            if response is not None:
                return _speech(response)
        metric = self._hass.config.units is METRIC_SYSTEM
        return answers_of(said.language).spoken(
            Answer(key="not_understood"), metric=metric
        )


def _intent_of(meant: Command | Complaint) -> tuple[GymIntent, dict[str, Any]]:
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
    if meant in _INTENTS:
        return _INTENTS[meant], {}
    if meant in _CHECK_INS:
        return GymIntent.CHECK_IN, {ATTR_ANSWER: _CHECK_INS[meant]}
    return GymIntent.STATUS, {ATTR_TOPIC: Topic(meant)}


def _speech(response: intent.IntentResponse) -> str:
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
    Command.RELEASE: GymIntent.RELEASE,
}
