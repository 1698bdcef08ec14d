"""Tools for language models: stop, pain, breaks and questions; a release is none.

A model hears of pain in words for how bad it is, never in numbers.
"""

from dataclasses import dataclass
from typing import Any, Final

from homeassistant.components.llm import LLMTools
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import intent
from homeassistant.helpers.llm import (
    LLM_API_ASSIST,
    IntentTool,
    LLMContext,
    Tool,
    ToolAnnotations,
)
import probatio

from .const import DOMAIN
from .intent import GymIntent
from .services import ATTR_LEVEL

# A lock is told to be released by somebody who looks at the belt.
PROMPT: Final = (
    "When somebody on a treadmill reports pain or a warning sign, report it with the"
    " Home Gym tool at once. A lock of a treadmill is never released by you: whoever"
    " asks for it releases it in the app."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Exposed:
    """How a tool is called, and what it does to the world."""

    title: str
    annotations: ToolAnnotations


_ENDS: Final = ToolAnnotations(destructive=True, idempotent=True, open_world=False)
_CALMS: Final = ToolAnnotations(destructive=False, idempotent=True, open_world=False)
_REPEATS: Final = ToolAnnotations(destructive=False, open_world=False)
_READS: Final = ToolAnnotations(
    read_only=True, destructive=False, idempotent=True, open_world=False
)

TOOLS: Final = {
    GymIntent.STOP: Exposed(title="Stop treadmill", annotations=_ENDS),
    GymIntent.REPORT_PAIN: Exposed(title="Report pain", annotations=_ENDS),
    GymIntent.TAKE_BREAK: Exposed(title="Take a walking break", annotations=_CALMS),
    GymIntent.SNOOZE_BREAK: Exposed(title="Put a break off", annotations=_REPEATS),
    GymIntent.SKIP_BREAK: Exposed(title="Leave a break out", annotations=_REPEATS),
    GymIntent.SLOW_DOWN: Exposed(title="Slow treadmill down", annotations=_REPEATS),
    GymIntent.SELECT_PERSON: Exposed(title="Choose who walks", annotations=_CALMS),
    GymIntent.STATUS: Exposed(title="Get walk status", annotations=_READS),
}


@callback
def async_get_tools(
    hass: HomeAssistant, llm_context: LLMContext, api_id: str
) -> LLMTools | None:
    """Return the tools of Assist; there are none for other purposes."""
    if api_id != LLM_API_ASSIST:
        return None
    tools: list[Tool] = [
        _tool(handler)
        for handler in intent.async_get(hass)
        if handler.intent_type in TOOLS
    ]
    return LLMTools(tools=tools, prompt=PROMPT) if tools else None


def _tool(handler: intent.IntentHandler) -> IntentTool:
    exposed = TOOLS[GymIntent(handler.intent_type)]
    tool = IntentTool(
        f"{DOMAIN}__{handler.intent_type}",
        handler,
        title=exposed.title,
        integration=DOMAIN,
        annotations=exposed.annotations,
    )
    slots: dict[Any, Any] = handler.slot_schema or {}
    tool.parameters = probatio.Schema(
        {key: value for key, value in slots.items() if key != ATTR_LEVEL}
    )
    return tool
