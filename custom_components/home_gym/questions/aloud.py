"""Ask aloud: a voice assistant asks and listens, and what it heard is understood."""

import asyncio
from collections.abc import Callable
from typing import Final

from homeassistant.core import Context, HomeAssistant, callback

from ..coordinator import MachineCoordinator
from ..engine.replies import Told
from ..engine.words import Urgency
from ..listening.answers import Answer, answers_of
from ..listening.meant import async_do
from ..listening.replies import load_replies, meaning_of, replies_of
from ..listening.sentences import Meaning
from ..listening.spoken_languages import known
from ..listening.spoken_targets import device_answered
from ..people.names import spoken_names
from ..people.people import people_of
from ..speaking.attempts import Attempt, Words
from ..speaking.delivery import LOOK_AGAIN_S
from ..speaking.manner import Manner, Place
from ..speaking.voices import Voices
from .ways import can_ask

__all__ = ["Aloud", "load_replies"]

# Whoever is being listened to is let finish: a stop may be among the words.
_HEARS: Final = ("listening", "processing")


class Aloud:
    """Ask one question at the first voice assistant that is free."""

    def __init__(
        self,
        hass: HomeAssistant,
        machine: MachineCoordinator,
        voices: Voices,
        words: Words,
    ) -> None:
        """Remember what to ask."""
        self._hass = hass
        self._machine = machine
        self._voices = voices
        self._words = words
        self._replies = replies_of(known(words.language))
        self._attempt: Attempt | None = None
        self._over = False
        # Whether something was said of which nobody can tell what it means.
        self.puzzled = False

    async def async_ask(self, manner_now: Callable[[], Manner]) -> bool:
        """Ask, and tell whether that was heard; what is answered is for later."""
        failed: set[Place] = set()
        while not self._over:
            manner = manner_now()
            places = [] if manner.quiet else manner.asks_at
            left = [
                each
                for each in places
                if each not in failed and can_ask(self._hass, each)
            ]
            if not left:
                return False
            # No words of ours are cut short for a question.
            free = (
                each for each in left if not self._voices.is_busy(each, Urgency.INFO)
            )
            if (place := next(free, None)) is None:
                await asyncio.sleep(LOOK_AGAIN_S)
                continue
            if await self._async_ask_at(place):
                return True
            failed.add(place)
        return False

    async def _async_ask_at(self, place: Place) -> bool:
        attempt = self._voices.ask(place, self._words, self._replies.accepted)
        self._attempt = attempt
        await attempt.async_over()
        return attempt.begun.is_set() or attempt.answer is not None

    async def async_heard(self) -> Told | str | None:
        """Return the answer, nothing where nobody has answered.

        What was said in place of one is done as if it had been said freely; then this
        is what there is to say of it.
        """
        attempt = self._attempt
        if attempt is None or attempt.answer is None:
            return None
        text, name = attempt.answer["sentence"], attempt.answer["id"]
        meant = self._meaning(text) if name is None else meaning_of(name)
        self.puzzled = meant is None and bool(text.strip())
        if meant is None or isinstance(meant, Told):
            return meant
        return await self._async_do(meant, text, attempt.place.entity_id)

    def _meaning(self, text: str) -> Told | Meaning | None:
        people = people_of(self._machine.config_entry).values()
        return self._replies.meaning(text, spoken_names(people))

    @property
    def sorry(self) -> str:
        """Return what to say where nothing of it was understood."""
        answers = answers_of(self._words.language)
        return answers.spoken(Answer(key="not_understood"), metric=True)

    async def _async_do(self, meant: Meaning, text: str, satellite_id: str) -> str:
        return await async_do(
            self._hass,
            meant,
            text,
            context=Context(),
            language=known(self._words.language),
            device_id=device_answered(self._hass, self._machine, satellite_id),
            satellite_id=satellite_id,
        )

    @callback
    def stop(self) -> None:
        """Ask no more; where somebody speaks already, it is still heard."""
        self._over = True
        attempt = self._attempt
        if attempt is None:
            return
        state = self._hass.states.get(attempt.place.entity_id)
        if state is None or state.state not in _HEARS:
            attempt.cancel()
