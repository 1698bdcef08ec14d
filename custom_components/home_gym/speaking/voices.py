"""The voices of a house: who speaks where, and whether it was heard."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from functools import partial
from typing import Any, Final

from homeassistant.const import (
    ATTR_ENTITY_ID,
    STATE_PLAYING,
    STATE_UNAVAILABLE,
)
from homeassistant.core import (
    Event,
    EventStateChangedData,
    HomeAssistant,
    State,
    callback,
)
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers.event import async_track_state_change_event

from ..const import DOMAIN
from ..engine.words import Urgency
from .attempts import BEGIN_S, SLOWER_S, Attempt, Heard, Words, async_within
from .loudness import loudness_of
from .manner import Place
from .precedence import all_ahead, async_make_room
from .tts_language import tts_language

# A voice answers after it has spoken; one that takes longer hangs.
DELIVERY_TIMEOUT_S: Final = 45.0
# It ends by itself when nobody speaks. To speak up and to finish takes no longer.
QUESTION_TIMEOUT_S: Final = 60.0
# With its chime no text is spoken sooner: some voices end at once without a sound.
SOONEST_S: Final = 0.7
# What had to wait for longer, until other words of ours were over, is late.
LONGEST_WAIT_S: Final = 30.0
_RESPONDING: Final = "responding"
_TALKS: Final = (_RESPONDING, "listening", "processing")
_CONTENT: Final = "media_content_id"
_SPEECH: Final = ("tts_proxy", "media-source://tts")

type _Speak = Callable[[], Awaitable[Heard]]


class Voices:
    """Let voices speak; each says one text of ours at a time, what counts most first.

    All machines of a gym share them, because they may stand in one room.
    """

    def __init__(self, hass: HomeAssistant) -> None:
        """Start in silence."""
        self._hass = hass
        self._loudness = loudness_of(hass)
        # What each voice says, and what waits until it is over.
        self._lines: dict[str, list[Attempt]] = {}

    def is_busy(self, place: Place, urgency: Urgency) -> bool:
        """Tell whether a voice speaks, and not only to be cut short by what comes."""
        if ours := self._line(place):
            more = any(each.words.urgency >= urgency for each in ours)
            return more and urgency < Urgency.URGENT
        return _speaks(self._hass.states.get(place.entity_id), place)

    def is_there(self, place: Place) -> bool:
        """Tell whether a voice can speak at all.

        Home Assistant skips what is unavailable without a word.
        """
        parts = (place.entity_id, *((place.tts,) if place.tts else ()))
        states = (self._hass.states.get(each) for each in parts)
        return all(
            each is not None and each.state != STATE_UNAVAILABLE for each in states
        )

    @callback
    def begin(
        self,
        place: Place,
        words: Words,
        volume: float | None = None,
    ) -> Attempt:
        """Give words to a voice, which says first what counts for more."""
        attempt = Attempt(place, words)
        # Before what is cut short lets go of the loudspeaker.
        level = None if place.tts is None else volume
        let_go = self._loudness.hold(place.entity_id, level)
        task = self._begin(attempt, partial(self._async_speak, attempt))
        task.add_done_callback(lambda _: let_go())
        return attempt

    @callback
    def ask(
        self, place: Place, words: Words, accepted: Mapping[str, Sequence[str]]
    ) -> Attempt:
        """Have a voice assistant ask, and listen; what is heard stands in the attempt.

        What is urgent cuts it short like any other words of ours.
        """
        attempt = Attempt(place, words)
        self._begin(attempt, partial(self._async_ask, attempt, accepted))
        return attempt

    def _line(self, place: Place) -> list[Attempt]:
        """Return the words of ours that a voice says, or is about to."""
        line = self._lines.get(place.entity_id, ())
        return [each for each in line if not each.over]

    def _begin(self, attempt: Attempt, speak: _Speak) -> asyncio.Task[Heard]:
        place = attempt.place
        self._lines[place.entity_id] = [*self._line(place), attempt]
        # Not bound to the entry, whose reload would cut a warning off in mid-word.
        attempt.task = self._hass.async_create_background_task(
            self._async_in_turn(attempt, speak),
            f"{DOMAIN} {place.entity_id} speech",
        )
        return attempt.task

    async def _async_in_turn(self, attempt: Attempt, speak: _Speak) -> Heard:
        try:
            async with asyncio.timeout(LONGEST_WAIT_S):
                ahead = all_ahead(attempt, self._line(attempt.place))
                while ahead:
                    await async_make_room(attempt.words, ahead)
                    line = self._line(attempt.place)
                    ahead = [each for each in all_ahead(attempt, line) if not each.cut]
            attempt.speaks = True
            if not self.is_there(attempt.place):
                return Heard.NO
            return await speak()
        except TimeoutError, HomeAssistantError:
            return Heard.NO

    async def _async_speak(self, attempt: Attempt) -> Heard:
        place = attempt.place
        async with asyncio.timeout(DELIVERY_TIMEOUT_S):
            if place.tts is None:
                return await self._async_announce(attempt)
            await self._loudness.async_turn_up(place.entity_id)
            return await self._async_play(attempt, place.tts)

    async def _async_ask(
        self, attempt: Attempt, accepted: Mapping[str, Sequence[str]]
    ) -> Heard:
        """Have a voice assistant ask, which answers with what it has heard."""
        entity_id = attempt.place.entity_id
        data: dict[str, Any] = {
            ATTR_ENTITY_ID: entity_id,
            "question": attempt.words.text,
            "answers": [
                {"id": name, "sentences": list(sentences)}
                for name, sentences in accepted.items()
            ],
        }
        with _Following(self._hass, entity_id, _is_responding, attempt.begun):
            async with asyncio.timeout(QUESTION_TIMEOUT_S):
                attempt.answer = await self._hass.services.async_call(
                    *("assist_satellite", "ask_question", data),
                    blocking=True,
                    return_response=True,
                )
        return Heard.YES

    async def _async_announce(self, attempt: Attempt) -> Heard:
        """Have a voice assistant speak, which answers after it has spoken."""
        entity_id = attempt.place.entity_id
        began_s = self._hass.loop.time()
        with _Following(self._hass, entity_id, _is_responding, attempt.begun):
            data: dict[str, Any] = {
                ATTR_ENTITY_ID: entity_id,
                "message": attempt.words.text,
            }
            if attempt.words.urgency is Urgency.URGENT:
                # Its chime would take a second.
                data["preannounce"] = False
            await self._async_call("assist_satellite", "announce", data)
        spoke = self._hass.loop.time() - began_s >= SOONEST_S
        return Heard.YES if spoke else Heard.UNSEEN

    async def _async_play(self, attempt: Attempt, tts: str) -> Heard:
        """Have a loudspeaker speak, and see whether it plays and when it is done."""
        entity_id = attempt.place.entity_id
        data = {
            ATTR_ENTITY_ID: tts,
            "media_player_entity_id": entity_id,
            "message": attempt.words.text,
            **tts_language(self._hass, tts, attempt.words.language),
        }
        before = self._hass.states.get(entity_id)
        takes_s = attempt.words.takes_s
        done = asyncio.Event()
        with (
            _Following(self._hass, entity_id, _plays_anew(before), attempt.begun),
            _Following(self._hass, entity_id, _is_quiet, done),
        ):
            await self._async_call("tts", "speak", data)
            attempt.taken.set()
            if not await async_within(attempt.begun, BEGIN_S):
                # Many say nothing of announcements. Nobody is to talk over them.
                await asyncio.sleep(takes_s)
                return Heard.UNSEEN
            done.clear()
            if not _is_quiet(self._hass.states.get(entity_id)):
                # After the words the music may go on.
                await async_within(done, takes_s + SLOWER_S)
        return Heard.YES

    async def _async_call(self, domain: str, action: str, data: dict[str, Any]) -> None:
        await self._hass.services.async_call(domain, action, data, blocking=True)


class _Following:
    """Set an event once an entity is in a state."""

    def __init__(
        self,
        hass: HomeAssistant,
        entity_id: str,
        wanted: Callable[[State | None], bool],
        seen: asyncio.Event,
    ) -> None:
        """Follow from now on."""
        self._wanted = wanted
        self._seen = seen
        self._end = async_track_state_change_event(hass, entity_id, self._follow)

    def __enter__(self) -> None:
        """Follow already."""

    def __exit__(self, *_: object) -> None:
        """Follow no more."""
        self._end()

    @callback
    def _follow(self, event: Event[EventStateChangedData]) -> None:
        if self._wanted(event.data["new_state"]):
            self._seen.set()


def _speaks(state: State | None, place: Place) -> bool:
    """Tell whether somebody else's words come from a voice."""
    if state is None:
        return False
    if place.tts is None:
        return state.state in _TALKS
    content = str(state.attributes.get(_CONTENT) or "")
    return state.state == STATE_PLAYING and any(each in content for each in _SPEECH)


def _is_responding(state: State | None) -> bool:
    return state is not None and state.state == _RESPONDING


def _is_quiet(state: State | None) -> bool:
    return state is None or state.state != STATE_PLAYING


def _plays_anew(before: State | None) -> Callable[[State | None], bool]:
    """Return what tells that a loudspeaker plays something that it did not before."""
    played = before is not None and before.state == STATE_PLAYING
    content = None if before is None else before.attributes.get(_CONTENT)

    def plays(state: State | None) -> bool:
        if state is None or state.state != STATE_PLAYING:
            return False
        return not played or state.attributes.get(_CONTENT) != content

    return plays
