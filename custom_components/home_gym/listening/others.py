"""Let the automations of others hear what our own sentences hide from them.

Home Assistant looks no further once a second sentence of the same trigger fits, as ours
often do: an automation that was set up after us would never be told. So whoever has
asked for the same words, and was not told, is told by us.
"""

from collections.abc import Callable, Mapping
import re
from typing import Any, Final

from hassil import Intents, RecognizeResult, WildcardSlotList, recognize_all
from homeassistant.components.conversation import ConversationInput
from homeassistant.components.conversation.agent_manager import get_agent_manager
from homeassistant.components.conversation.const import IntentSource
from homeassistant.components.conversation.trigger import TRIGGER_CALLBACK_TYPE
from homeassistant.core import HomeAssistant, callback

# What a list in a sentence is called, as in "play {album}": it stands for any words.
_LIST: Final = re.compile(r"\{(?:[^{}:]*:)?([^{}:]+)\}")


class Others:
    """Know the sentence triggers that are not ours."""

    def __init__(
        self, hass: HomeAssistant, is_ours: Callable[[TRIGGER_CALLBACK_TYPE], bool]
    ) -> None:
        """Follow what Home Assistant listens to."""
        self._hass = hass
        self._is_ours = is_ours
        self._manager = get_agent_manager(hass)
        self._triggers: Mapping[str, Any] = {}
        self._theirs: Intents | None = None
        self.stop = self._manager.subscribe_intents(self._on_intents)

    @callback
    def _on_intents(self, changed: Mapping[IntentSource, Mapping[str, Any]]) -> None:
        if (source := changed.get(IntentSource.TRIGGER)) is not None:
            self._triggers = source["intents"]
            self._theirs = None

    async def async_tell(self, said: ConversationInput) -> tuple[bool, str | None]:
        """Tell whoever has not heard it; return whether anybody has, and an answer."""
        caught = self._caught(said.text)
        if not caught:
            return False, None
        told = await self._async_told(said)
        answer = None
        for name, found in caught.items():
            if name not in told and (tell := self._manager.get_trigger_callback(name)):
                answer = answer or await tell(said, found)
        return True, answer

    async def _async_told(self, said: ConversationInput) -> Mapping[str, Any]:
        """Return whom Home Assistant tells by itself."""
        agent = self._manager.default_agent
        found = None
        if agent is not None:
            found = await agent.async_recognize_sentence_trigger(said)
        return {} if found is None else found.matched_triggers

    def _caught(self, text: str) -> dict[str, RecognizeResult]:
        if self._theirs is None:
            self._theirs = self._read()
        if not self._theirs.intents:
            return {}
        return {found.intent.name: found for found in recognize_all(text, self._theirs)}

    def _read(self) -> Intents:
        """Return the triggers of others, read as Home Assistant reads them."""
        theirs = {
            name: trigger
            for name, trigger in self._triggers.items()
            if (tell := self._manager.get_trigger_callback(name)) is not None
            and not self._is_ours(tell)
        }
        read = Intents.from_dict(
            {"language": self._hass.config.language, "intents": theirs}
        )
        for trigger in theirs.values():
            for data in trigger["data"]:
                for name in _LIST.findall(" ".join(data["sentences"])):
                    read.slot_lists[name] = WildcardSlotList(name)
        return read
