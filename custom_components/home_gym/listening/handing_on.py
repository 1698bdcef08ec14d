"""Hand on what is not ours to whom it was said, as if we had not caught it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from homeassistant.components import conversation
from homeassistant.components.conversation.chat_log import ChatLog, current_chat_log
from homeassistant.core import HomeAssistant
from homeassistant.util.hass_dict import HassKey
from homeassistant.util.unit_system import METRIC_SYSTEM

from .answers import Answer, answers_of
from .meant import speech_of

_PIPELINES: HassKey[Any] = HassKey("assist_pipeline")
_HOUSE: Final = (None, conversation.HOME_ASSISTANT_AGENT)


async def async_hand_on(
    hass: HomeAssistant, said: conversation.ConversationInput
) -> str:
    """Return what is answered by whom it was said to."""
    if said.agent_id not in _HOUSE and not _asks_the_house_first(hass, said):
        return await _async_ask_the_agent(hass, said)
    answer = await _async_ask_the_house(hass, said)
    if answer is None and said.agent_id not in _HOUSE:
        return await _async_ask_the_agent(hass, said)
    return answer or _not_understood(hass, said)


def _asks_the_house_first(
    hass: HomeAssistant, said: conversation.ConversationInput
) -> bool:
    """Tell whether the pipelines of an agent let the built-in one try before it."""
    if (pipelines := hass.data.get(_PIPELINES)) is None:
        return False
    return any(
        each.prefer_local_intents
        for each in pipelines.pipeline_store.data.values()
        if each.conversation_engine == said.agent_id
        and each.conversation_language == said.language
    )


async def _async_ask_the_house(
    hass: HomeAssistant, said: conversation.ConversationInput
) -> str | None:
    if (log := current_chat_log.get()) is None:
        return None
    response = await conversation.async_handle_intents(hass, said, log)
    return None if response is None else speech_of(response)


async def _async_ask_the_agent(
    hass: HomeAssistant, said: conversation.ConversationInput
) -> str:
    with _unanswered() as log:
        result = await conversation.async_converse(
            hass,
            said.text,
            None if log is None else log.conversation_id,
            said.context,
            said.language,
            said.agent_id,
            said.device_id,
            said.satellite_id,
            said.extra_system_prompt,
        )
    return speech_of(result.response)


@contextmanager
def _unanswered() -> Iterator[ChatLog | None]:
    """Let an agent see the conversation without our own answer that is still open.

    Afterwards all is as before: what we return is told as the answer, so the agent's
    own words would be there twice, or be spoken twice where they come word by word.
    """
    log = current_chat_log.get()
    if log is None:
        yield None
        return
    content, listener = list(log.content), log.delta_listener
    if content and getattr(content[-1], "tool_calls", None):
        del log.content[-1]
    log.delta_listener = None
    try:
        yield log
    finally:
        log.content[:] = content
        log.delta_listener = listener


def _not_understood(hass: HomeAssistant, said: conversation.ConversationInput) -> str:
    metric = hass.config.units is METRIC_SYSTEM
    return answers_of(said.language).spoken(Answer(key="not_understood"), metric=metric)
