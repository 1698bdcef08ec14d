"""Bring words to people: by voice, by message, and written down as the last resort."""

import asyncio
from collections.abc import Callable, Coroutine
from contextlib import suppress
from dataclasses import replace
from typing import Any, Final

from homeassistant.components import persistent_notification
from homeassistant.config_entries import ConfigSubentry
from homeassistant.core import HomeAssistant, callback

from ..const import DOMAIN
from ..engine.words import Urgency
from .answering import answer_buttons
from .attempts import BEGIN_S, Attempt, Heard, Words, async_first_begun
from .manner import Manner, Place
from .messages import messages
from .voices import DELIVERY_TIMEOUT_S, Voices

# What nobody has confirmed to have said by then is written down.
PATIENCE_S: Final = {Urgency.WARNING: 30.0, Urgency.URGENT: BEGIN_S}
# What is older is not worth hearing any more.
LATE_AFTER_S: Final = {Urgency.INFO: 20.0, Urgency.NOTICE: 60.0, Urgency.WARNING: 120.0}
# How often a voice that somebody else speaks by is tried again, and for how long.
LOOK_AGAIN_S: Final = 1.0
URGENT_LATE_AFTER_S: Final = 30.0

type Run = Callable[[Coroutine[Any, Any, Any]], asyncio.Task[Any]]


class Delivery:
    """Deliver what is said about one machine."""

    def __init__(
        self, hass: HomeAssistant, subentry: ConfigSubentry, voices: Voices, run: Run
    ) -> None:
        """Start with nothing written down."""
        self._hass = hass
        self._subentry = subentry
        self._voices = voices
        self._run = run
        self._note: str | None = None

    async def async_urgent(self, words: Words, manner: Manner) -> None:
        """Say it everywhere at once; where nobody hears it in time, write it down."""
        late_s = self._hass.loop.time() + URGENT_LATE_AFTER_S
        busy = [self._is_spoken_by(place) for place in manner.places]
        attempts = [self._begin(place, words, manner) for place in manner.places]
        again = [
            self._run(self._async_once_free(each, manner, late_s, was_busy=was_busy))
            for each, was_busy in zip(attempts, busy, strict=True)
        ]
        sent = self.send(words, manner)
        await self._async_written_unless_heard(words, attempts, sent)
        heard = await asyncio.gather(*again, *sent, return_exceptions=True)
        self._take_down(words, heard=True in heard)

    async def async_ordinary(
        self,
        words: Words,
        sent: list[asyncio.Task[bool]],
        manner_now: Callable[[], Manner],
        late_s: float,
    ) -> None:
        """Say it at the first place that can; where it matters, write it down else."""
        manner = manner_now()
        heard = False
        if not manner.quiet or words.urgency >= Urgency.WARNING:
            heard = await self._async_by_voice(words, manner_now, late_s)
        if not heard and words.urgency in PATIENCE_S:
            await self._async_written_unless_heard(words, [], sent)
        taken = await asyncio.gather(*sent, return_exceptions=True)
        self._take_down(words, heard=True in taken)

    async def _async_by_voice(
        self, words: Words, manner_now: Callable[[], Manner], late_s: float
    ) -> bool:
        """Wait for a voice that is free, and tell whether one was heard in time."""
        while (places := manner_now().places) and self._hass.loop.time() <= late_s:
            there = [each for each in places if self._voices.is_there(each)]
            free = [
                each for each in there if not self._voices.is_busy(each, words.urgency)
            ]
            if await self._async_in_turn(words, free):
                return True
            if len(free) == len(there):
                return False
            await asyncio.sleep(LOOK_AGAIN_S)
        return False

    async def _async_in_turn(self, words: Words, places: list[Place]) -> bool:
        """Ask one place after the other until one speaks."""
        attempts: list[Attempt] = []
        for place in places:
            attempts.append(self._voices.begin(place, words))
            within_s = DELIVERY_TIMEOUT_S if place is places[-1] else BEGIN_S
            first = await async_first_begun(attempts, within_s, sure=False)
            if first is None:
                continue
            attempts.remove(first)
            for slow in attempts:
                slow.cancel()
            attempts.clear()
            heard = await first.async_over()
            # What was cut short had to give way to something that counts for more.
            if first.cut or _is_enough(heard, first):
                return True
        return False

    async def _async_once_free(
        self, attempt: Attempt, manner: Manner, late_s: float, *, was_busy: bool
    ) -> bool:
        """Try a voice again that somebody else spoke by, and tell whether it spoke.

        It may fall silent in the moment after it has refused: busy is also what was.
        What is not to be lost is said once more after what has cut it short.
        """
        place = attempt.place
        while await attempt.async_over() is Heard.NO:
            words = attempt.words
            busy = was_busy or self._is_spoken_by(place)
            worth_it = words.kept if attempt.cut else busy
            if not worth_it or self._hass.loop.time() > late_s:
                return False
            if attempt.cut:
                words = replace(words, text=words.kept, again=True)
            else:
                await asyncio.sleep(LOOK_AGAIN_S)
            was_busy = self._is_spoken_by(place)
            attempt = self._begin(place, words, manner)
        return attempt.heard is Heard.YES

    def _is_spoken_by(self, place: Place) -> bool:
        """Tell whether somebody else speaks by a voice."""
        return self._voices.is_busy(place, Urgency.URGENT)

    def _begin(self, place: Place, words: Words, manner: Manner) -> Attempt:
        return self._voices.begin(place, words, manner.urgent_volume)

    def send(self, words: Words, manner: Manner) -> list[asyncio.Task[bool]]:
        """Send messages, but for small talk."""
        if words.urgency is Urgency.INFO:
            return []
        content = {"message": words.text, "title": self._subentry.title}
        title = words.answer
        sent = messages(
            self._hass,
            manner.phones,
            content,
            tag=self._note_id,
            urgent=words.urgency is Urgency.URGENT,
            buttons=answer_buttons(self._subentry.subentry_id, title) if title else (),
        )
        return [self._run(each) for each in sent]

    async def _async_written_unless_heard(
        self, words: Words, attempts: list[Attempt], sent: list[asyncio.Task[bool]]
    ) -> None:
        """Write words down that neither a voice nor a message has brought in time."""
        within_s = PATIENCE_S[words.urgency]
        begun = self._run(async_first_begun(attempts, within_s, sure=True))
        ways: list[asyncio.Task[Any]] = [begun, *sent]
        with suppress(TimeoutError):
            async with asyncio.timeout(within_s):
                for way in asyncio.as_completed(ways):
                    with suppress(Exception):
                        if await way:
                            return
        self._write_down(words.text)

    @property
    def _note_id(self) -> str:
        return f"{DOMAIN}_{self._subentry.subentry_id}"

    @callback
    def _write_down(self, text: str) -> None:
        self._note = text
        persistent_notification.async_create(
            self._hass, text, self._subentry.title, self._note_id
        )

    @callback
    def _take_down(self, words: Words, *, heard: bool) -> None:
        """Remove what was written down of a voice that was only slow."""
        if heard and self._note == words.text:
            self._note = None
            persistent_notification.async_dismiss(self._hass, self._note_id)


def _is_enough(heard: Heard, attempt: Attempt) -> bool:
    """Tell whether words need no other voice.

    A loudspeaker often tells nothing; that will do for what is no warning.
    """
    if heard is Heard.UNSEEN:
        told = attempt.place.tts is None or attempt.words.urgency >= Urgency.WARNING
        return not told
    return heard is Heard.YES
