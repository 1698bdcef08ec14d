"""Rehearse, so that whoever speaks first waits for nothing that can be done before.

Templates are read when they are first needed: ours, and in Home Assistant all of them
anew whenever one is added or taken away. That takes longer than to understand them.
"""

from typing import Final

from homeassistant.components import conversation
from homeassistant.components.conversation.agent_manager import get_agent_manager
from homeassistant.core import Context, HomeAssistant

from .sentences import sentences_of
from .spoken_languages import FALLBACK, LANGUAGES

# It means nothing in any language, and all templates are tried on it.
_SAID: Final = "x"


async def async_rehearse(hass: HomeAssistant) -> None:
    """Understand something once, as if it had been said, and do nothing about it."""
    await hass.async_add_executor_job(_understand)
    if (agent := get_agent_manager(hass).default_agent) is None:
        return
    await agent.async_recognize_sentence_trigger(
        conversation.ConversationInput(
            text=_SAID,
            context=Context(),
            conversation_id=None,
            device_id=None,
            satellite_id=None,
            language=FALLBACK,
            agent_id=conversation.HOME_ASSISTANT_AGENT,
        )
    )


def _understand() -> None:
    for language in LANGUAGES:
        sentences_of(language).understood(_SAID, walking=True, urgent=True)
