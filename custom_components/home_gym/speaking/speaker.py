"""Speak about one machine: the urgent first, what is late not at all."""

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from functools import partial
from heapq import heappop, heappush
from itertools import count
from typing import Any, Final

from homeassistant.config_entries import ConfigEntry, ConfigSubentry
from homeassistant.core import HomeAssistant, callback
from homeassistant.util import dt as dt_util
from homeassistant.util.unit_system import METRIC_SYSTEM

from ..const import DOMAIN
from ..engine.effects import CallContacts, Say
from ..engine.state import State
from ..engine.words import Call, Urgency
from .attempts import Words
from .contacts import async_tell_contacts, post
from .delivery import LATE_AFTER_S, Delivery
from .insisting import Insister, is_acted_on, unheeded
from .loudness import loudness_of
from .manner import Manner, manner_of
from .phrases import Phrases, details
from .precedence import is_advice, is_vital, together

# The last words before a shutdown may hold it up for so long.
FLUSH_TIMEOUT_S: Final = 5.0
# The same words are not said again sooner, but for the urgent. What warns of the next
# thing that is done to the belt may sound like what was said before the last.
AGAIN_AFTER_S: Final = {Urgency.INFO: 60.0, Urgency.NOTICE: 15.0, Urgency.WARNING: 5.0}
_DETAILED: Final = "pain_"
_NO_DETAILS: Final = "pain_taken_back"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class _Waiting:
    """A text that waits: the more urgent first, then the older."""

    rank: int
    order: int
    at_s: float = field(compare=False)
    words: Words = field(compare=False)
    sent: list[asyncio.Task[bool]] = field(compare=False)


class Announcer:
    """Announce what the engine has to say about one machine."""

    def __init__(
        self,
        hass: HomeAssistant,
        entry: ConfigEntry[Any],
        subentry: ConfigSubentry,
        state_of: Callable[[], State],
    ) -> None:
        """Start with an empty queue."""
        self._hass = hass
        self._entry = entry
        self._subentry = subentry
        self._state_of = state_of
        self._phrases: Phrases | None = None
        self._queue: list[_Waiting] = []
        self._urgent: list[Words] = []
        self._order = count()
        self._said_at_s: dict[str, float] = {}
        self._tasks: set[asyncio.Task[Any]] = set()
        self._worker: asyncio.Task[None] | None = None
        self._insister = Insister(hass.loop, self._say_again, self._is_acted_on)
        voices = entry.runtime_data.voices
        self._delivery = Delivery(hass, subentry, voices, self.run)

    @callback
    def announce(self, effect: Say | CallContacts) -> None:
        """Say something, or tell the contacts, and return at once."""
        if isinstance(effect, Say):
            self.say(effect)
        else:
            self.run(self._async_call_contacts(effect.call))

    @callback
    def say(self, say: Say, *, again: bool = False) -> None:
        """Say something and return at once; `again` what was said already."""
        manner = self._manner()
        if (phrases := self._spoken_in(manner)) is None:
            return
        values = {**say.values, "emergency": _emergency_number(phrases, manner)}
        metric = self._hass.config.units is METRIC_SYSTEM
        text = phrases.spoken(say.key, values, metric=metric)
        report = self._state_of().pain
        told = say.key.startswith(_DETAILED) and say.key != _NO_DETAILS
        if manner.details and told and report is not None:
            text = f"{details(phrases, report)} {text}".strip()
        self._insister.note(say)
        awaited = self._state_of().summons is not None
        words = Words(
            text=text,
            language=phrases.texts.language,
            urgency=say.urgency,
            answer=phrases.word("all_is_well", {}) if awaited else "",
            about=self._subentry.subentry_id,
            vital=is_vital(say.key),
            kept=text if is_advice(say.key) else "",
            again=again,
        )
        self._speak(words, phrases.first(say.key, values, metric=metric))

    @callback
    def take_up(self) -> None:
        """Go on with an alarm that was on before a restart, where nobody does yet."""
        if not self._insister.insists:
            self.remind()

    @callback
    def remind(self) -> None:
        """Say what belongs to an alarm that nobody has acted on, and insist on it."""
        if (say := unheeded(self._state_of())) is not None:
            self.say(say)

    def speaks_at(self, entity_id: str) -> bool:
        """Tell whether words about this machine are said at a voice."""
        return any(each.entity_id == entity_id for each in self._manner().places)

    @callback
    def answer(
        self, text: str, language: str, urgency: Urgency = Urgency.NOTICE
    ) -> None:
        """Say what somebody is answered who had to be listened to first."""
        about = self._subentry.subentry_id
        words = Words(text=text, language=language, urgency=urgency, about=about)
        self._speak(words, text)

    async def async_flush(self) -> None:
        """Wait, not for long, until what was said has been heard."""
        await asyncio.sleep(0)
        speak: set[asyncio.Task[Any]] = set()
        if self._tasks:
            _, speak = await asyncio.wait(self._tasks, timeout=FLUSH_TIMEOUT_S)
        await loudness_of(self._hass).async_all_back(at_once=bool(speak))

    @callback
    def stop(self) -> None:
        """Begin nothing new; what is being said is said to its end."""
        self._queue.clear()
        if self._worker is not None:
            # A voice that speaks goes on without it.
            self._worker.cancel()
        self._insister.stop()

    def run[T](self, work: Coroutine[Any, Any, T]) -> asyncio.Task[T]:
        """Have something done beside everything else."""
        # Not bound to the entry, whose reload would cut a warning off in mid-word.
        task = self._hass.async_create_background_task(
            work, f"{DOMAIN} {self._subentry.title} speech"
        )
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    def _speak(self, words: Words, news: str) -> None:
        """Say words, of which `news` is what they tell, in whichever words."""
        if words.urgency is Urgency.URGENT:
            # What comes of one moment is one text, so that no part cuts another short.
            self._urgent.append(words)
            if len(self._urgent) == 1:
                self._hass.loop.call_soon(self._speak_urgent)
            return
        at_s = self._hass.loop.time()
        if self._is_nagging(news, words.urgency, at_s):
            return
        order = next(self._order)
        # A message disturbs nobody who speaks.
        sent = self._delivery.send(words, self._manner())
        rank = -words.urgency
        heappush(
            self._queue,
            _Waiting(rank=rank, order=order, at_s=at_s, words=words, sent=sent),
        )
        if self._worker is None or self._worker.done():
            self._worker = self.run(self._async_work())

    def _is_nagging(self, news: str, urgency: Urgency, at_s: float) -> bool:
        """Tell whether the same was said a moment ago, and note that it is said now."""
        longest_s = max(AGAIN_AFTER_S.values())
        recent = self._said_at_s.items()
        self._said_at_s = {each: was for each, was in recent if at_s < was + longest_s}
        was = self._said_at_s.get(news)
        if was is not None and at_s < was + AGAIN_AFTER_S[urgency]:
            return True
        self._said_at_s[news] = at_s
        return False

    @callback
    def _speak_urgent(self) -> None:
        words = together(self._urgent)
        self._urgent.clear()
        # It passes everything that waits, and whatever is being said now.
        self.run(self._delivery.async_urgent(words, self._manner()))

    @callback
    def _say_again(self, say: Say) -> None:
        self.say(say, again=True)

    def _is_acted_on(self) -> bool:
        return is_acted_on(self._state_of())

    async def _async_work(self) -> None:
        while self._queue:
            first = heappop(self._queue)
            late_s = first.at_s + LATE_AFTER_S[first.words.urgency]
            await self._delivery.async_ordinary(
                first.words, first.sent, self._manner, late_s
            )

    async def _async_call_contacts(self, call: Call) -> None:
        manner = self._manner()
        if (phrases := self._spoken_in(manner)) is None:
            return
        number = {"emergency": _emergency_number(phrases, manner)}
        text = phrases.word(f"contacts_{call}", number)
        tell = partial(async_tell_contacts, self._hass, self._subentry, text)
        reached = await tell(manner.contacts)
        over = call is Call.OVER
        if not over and self._state_of().summons is None:
            # Somebody has answered meanwhile.
            return
        post(self._hass, self._subentry, None if reached or over else text)
        if not reached:
            # Whoever is at home is better than nobody.
            self.run(tell(manner.phones))
        if over:
            return
        answer = "contacts_told" if reached else "contacts_not_reached"
        key = answer if manner.contacts else "contacts_none"
        self._say_of_contacts(phrases.word(key, number), phrases)

    def _say_of_contacts(self, text: str, phrases: Phrases) -> None:
        words = Words(
            text=text,
            language=phrases.texts.language,
            urgency=Urgency.URGENT,
            answer=phrases.word("all_is_well", {}),
            about=self._subentry.subentry_id,
            kept=text,
        )
        self._speak(words, text)

    def _manner(self) -> Manner:
        at = dt_util.now().time()
        return manner_of(self._entry, self._subentry, self._state_of(), at)

    def _spoken_in(self, manner: Manner) -> Phrases | None:
        """Return the phrases of the language that is spoken now."""
        texts = self._entry.runtime_data.phrases.texts(manner.language)
        if texts is not None and (
            self._phrases is None or self._phrases.texts is not texts
        ):
            self._phrases = Phrases(texts)
        return self._phrases


def _emergency_number(phrases: Phrases, manner: Manner) -> str:
    """Return what to call, in words where no number is set."""
    number = manner.emergency_number
    if not number:
        return phrases.word("emergency_number", {})
    return " ".join(number) if phrases.texts.digits_apart else number
