"""Say something to Home Assistant as text, through its real Assist pipeline."""

from collections.abc import Sequence
from typing import Any, override

from homeassistant.components import conversation
from homeassistant.components.assist_pipeline.pipeline import (
    KEY_ASSIST_PIPELINE,
    Pipeline,
    PipelineEvent,
    PipelineEventType,
    PipelineInput,
    PipelineRun,
    PipelineStage,
)
from homeassistant.components.conversation.models import AbstractConversationAgent
from homeassistant.const import MATCH_ALL
from homeassistant.core import Context, HomeAssistant
from homeassistant.helpers import chat_session, intent
from pytest_homeassistant_custom_component.common import MockConfigEntry

BUILT_IN = conversation.HOME_ASSISTANT_AGENT
OTHER_ANSWER = "The other agent has heard it."


class OtherAgent(AbstractConversationAgent):
    """An agent that answers everything alike, and remembers what it heard."""

    def __init__(self, agent_id: str) -> None:
        self.id = agent_id
        self.heard: list[str] = []

    @property
    @override
    def supported_languages(self) -> Any:
        return MATCH_ALL

    @override
    async def async_process(
        self, user_input: conversation.ConversationInput
    ) -> conversation.ConversationResult:
        self.heard.append(user_input.text)
        response = intent.IntentResponse(language=user_input.language)
        response.async_set_speech(OTHER_ANSWER)
        return conversation.ConversationResult(
            response=response, conversation_id=user_input.conversation_id
        )


def other_agent(hass: HomeAssistant) -> OtherAgent:
    """Add an agent beside the built-in one."""
    entry = MockConfigEntry(domain="other_agent", title="Other agent")
    entry.add_to_hass(hass)
    agent = OtherAgent(entry.entry_id)
    conversation.async_set_agent(hass, entry, agent)
    return agent


class Assist:
    """The Assist pipelines of a house, one for each language."""

    def __init__(
        self,
        hass: HomeAssistant,
        agent_id: str = BUILT_IN,
        *,
        local_first: bool = False,
    ) -> None:
        self.hass = hass
        self.agent_id = agent_id
        self._local_first = local_first
        self._pipelines: dict[str, Pipeline] = {}
        self._events: list[PipelineEvent] = []

    async def prepare(self, languages: Sequence[str]) -> None:
        """Make the pipelines, as people do in the settings."""
        store = self.hass.data[KEY_ASSIST_PIPELINE].pipeline_store
        for language in languages:
            self._pipelines[language] = await store.async_create_item(
                {
                    "name": f"{language} {self.agent_id}",
                    "language": language,
                    "conversation_engine": self.agent_id,
                    "conversation_language": language,
                    "stt_engine": None,
                    "stt_language": None,
                    "tts_engine": None,
                    "tts_language": None,
                    "tts_voice": None,
                    "wake_word_entity": None,
                    "wake_word_id": None,
                    "prefer_local_intents": self._local_first,
                }
            )
        await self.hass.async_block_till_done()

    async def say(
        self,
        text: str,
        language: str = "en",
        device_id: str | None = None,
        satellite_id: str | None = None,
    ) -> str:
        """Say something and return what is answered."""
        if language not in self._pipelines:
            await self.prepare([language])
        events = self._events = []
        run = PipelineRun(
            self.hass,
            context=Context(),
            pipeline=self._pipelines[language],
            start_stage=PipelineStage.INTENT,
            end_stage=PipelineStage.INTENT,
            event_callback=events.append,
        )
        with chat_session.async_get_chat_session(self.hass, None) as session:
            said = PipelineInput(
                run=run,
                session=session,
                intent_input=text,
                device_id=device_id,
                satellite_id=satellite_id,
            )
            await said.validate()
            await said.execute()
        ended = next(e for e in events if e.type is PipelineEventType.INTENT_END)
        assert ended.data is not None
        speech: str = ended.data["intent_output"]["response"]["speech"]["plain"][
            "speech"
        ]
        return speech

    @property
    def streamed(self) -> str:
        """Return what was told word by word of the last answer, and would be spoken."""
        deltas = (
            event.data["chat_log_delta"]
            for event in self._events
            if event.type is PipelineEventType.INTENT_PROGRESS and event.data
        )
        return "".join(each.get("content") or "" for each in deltas)
