"""Ask whoever walks on a machine, aloud, on phones, on its card: one answer counts."""

import asyncio
from dataclasses import dataclass
from typing import Any, Final

from homeassistant.config_entries import ConfigSubentry
from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.helpers.dispatcher import async_dispatcher_connect
from homeassistant.helpers.importlib import async_import_module
from homeassistant.util import dt as dt_util

from ..const import DOMAIN, SIGNAL_CARDS, SIGNAL_QUESTION
from ..coordinator import MachineCoordinator
from ..engine.awaited import OpenQuestion
from ..engine.effects import AskPerson, StopAsking
from ..engine.observations import MayAsk, NotAsked, ReportPain
from ..engine.replies import (
    HURTS,
    Feeling,
    Told,
    answer_of,
    late_report_of,
    report_of,
)
from ..engine.words import Urgency
from ..models import HomeGymConfigEntry
from ..people.check_in import async_take_down, open_question
from ..people.coordinator import PersonCoordinator
from ..people.taps import async_command
from ..speaking.manner import Manner, manner_of
from ..speaking.phone import PhoneQuestion, async_ask, async_withdraw
from ..speaking.phrases import Phrases
from .cards import is_open
from .ways import askable, can_ask
from .wording import on_phone, words_of

BETWEEN: Final = "/"
# Imported when it is needed: what it builds on is there when a voice assistant is.
_ALOUD: Final = f"{__package__}.aloud"


@dataclass(slots=True, kw_only=True)
class _Asked:
    """A question under way: by what it is asked, as far as it has come."""

    question: OpenQuestion
    session_id: str
    aloud: Any = None
    phones: tuple[tuple[str, PhoneQuestion], ...] = ()


class Asker:
    """Ask what the engine wants to know of whoever walks, and tell it the answer."""

    def __init__(
        self,
        hass: HomeAssistant,
        entry: HomeGymConfigEntry,
        machine: MachineCoordinator,
    ) -> None:
        """Follow the machine."""
        self._hass = hass
        self._entry = entry
        self._machine = machine
        self._asked: _Asked | None = None
        asked, cards = (
            each.format(self._subentry.subentry_id)
            for each in (SIGNAL_QUESTION, SIGNAL_CARDS)
        )
        self._ends: list[CALLBACK_TYPE] = [
            async_dispatcher_connect(hass, asked, self._on_question),
            async_dispatcher_connect(hass, cards, self._look),
            machine.async_add_listener(self._look),
        ]
        self._look()

    @callback
    def stop(self) -> None:
        """Ask nothing any more."""
        while self._ends:
            self._ends.pop()()
        self._end()

    @property
    def _subentry(self) -> ConfigSubentry:
        return self._machine.subentry

    @property
    def _open(self) -> OpenQuestion | None:
        return self._machine.state.questions.open

    @property
    def _is_on_card(self) -> bool:
        return is_open(self._hass, self._subentry.subentry_id)

    @property
    def _is_calm(self) -> bool:
        """Tell whether nothing is going on that matters more than a question."""
        state = self._machine.state
        return not (state.ladder or state.alarm or state.summons)

    @property
    def _walker(self) -> PersonCoordinator | None:
        state = self._machine.state
        walker = state.person_id if state.session is None else state.session.person_id
        return self._entry.runtime_data.people.people.get(walker)

    @callback
    def _look(self) -> None:
        """Tell the engine about what there is a way to ask now."""
        walker = self._walker
        question = None if walker is None else open_question(walker)
        may = askable(self._hass, self._manner(), on_card=self._is_on_card)
        day = "" if question is None else question.day
        known = self._machine.state.questions
        if (known.may, known.day) != (may, day):
            self._machine.async_observe(MayAsk(subjects=may, day=day))

    @callback
    def _on_question(self, effect: AskPerson | StopAsking) -> None:
        self._end()
        question = self._open
        if isinstance(effect, AskPerson) and question is not None:
            session_id = self._machine.state.questions.session_id
            asked = self._asked = _Asked(question=question, session_id=session_id)
            # Not bound to the entry, whose reload would cut it off in mid-word.
            self._hass.async_create_background_task(
                self._async_ask(asked), f"{DOMAIN} {self._subentry.title} question"
            )

    @callback
    def _end(self) -> None:
        """Take back what is still asked; a stop that is being said is still heard."""
        asked, self._asked = self._asked, None
        if asked is None:
            return
        if asked.aloud is not None:
            asked.aloud.stop()
        for phone, question in asked.phones:
            self._hass.async_create_task(
                async_withdraw(self._hass, phone, question), f"{DOMAIN} phone"
            )

    async def _async_ask(self, asked: _Asked) -> None:
        manner = self._manner()
        texts = self._entry.runtime_data.phrases.texts(manner.language)
        # What is open stands on the card without any doing here.
        reached = self._is_on_card
        if texts is not None:
            phrases = Phrases(texts)
            # Neither waits for the other: a push may take long.
            reached |= any(
                await asyncio.gather(
                    self._async_ask_on_phones(asked, phrases, manner),
                    self._async_ask_aloud(asked, phrases, manner),
                )
            )
        if not reached and self._asked is asked:
            self._machine.async_observe(NotAsked())

    async def _async_ask_on_phones(
        self, asked: _Asked, phrases: Phrases, manner: Manner
    ) -> bool:
        state = self._machine.state
        place_of = state.pain if manner.details else None
        about = BETWEEN.join((self._subentry.subentry_id, state.questions.session_id))
        question = on_phone(asked.question.subject, phrases, place_of, about)
        if question is None:
            return False
        asked.phones = tuple((phone, question) for phone in manner.asks_on)
        asking = (async_ask(self._hass, phone, question) for phone in manner.asks_on)
        return any(await asyncio.gather(*asking))

    async def _async_ask_aloud(
        self, asked: _Asked, phrases: Phrases, manner: Manner
    ) -> bool:
        if not any(can_ask(self._hass, each) for each in manner.asks_at):
            return False
        aloud = await async_import_module(self._hass, _ALOUD)
        await self._hass.async_add_executor_job(aloud.load_replies)
        if self._asked is not asked:
            # It was answered meanwhile.
            return True
        place_of = self._machine.state.pain if manner.details else None
        words = words_of(asked.question.subject, phrases, place_of)
        voices = self._entry.runtime_data.voices
        asked.aloud = aloud.Aloud(self._hass, self._machine, voices, words)
        reached: bool = await asked.aloud.async_ask(self._manner)
        await self._async_hear(asked, phrases)
        return reached

    async def _async_hear(self, asked: _Asked, phrases: Phrases) -> None:
        """Take an answer; what was said in its place was done, and is answered."""
        heard = await asked.aloud.async_heard()
        if isinstance(heard, Told):
            if self._asked is not asked:
                self._take_late(asked, heard)
                return
            if not await self._async_take(asked, heard):
                return
            heard = phrases.word("ask_noted", {})
        if heard:
            self._machine.announcer.answer(heard, phrases.texts.language)
        elif asked.aloud.puzzled and self._asked is asked and self._is_calm:
            # What waits is more than this, and what is late is not said at all.
            sorry = asked.aloud.sorry
            self._machine.announcer.answer(sorry, phrases.texts.language, Urgency.INFO)

    def _take_late(self, asked: _Asked, told: Told) -> None:
        """Report what means stop, though another answer came first."""
        session, pain = self._machine.state.session, self._machine.policy.pain
        report = late_report_of(asked.question.subject, told, pain)
        if report and session is not None and session.id == asked.session_id:
            async_command(self._machine, report)

    async def async_press(self, session_id: str, feeling: Feeling) -> None:
        """Take an answer from a phone; one that is late may still be a report."""
        state, asked = self._machine.state, self._asked
        if state.session is None or state.session.id != session_id:
            return
        if asked is not None and asked.phones and feeling in asked.phones[0][1].answers:
            await self._async_take(asked, Told(said=feeling))
        elif feeling in HURTS:
            async_command(self._machine, ReportPain())

    async def _async_take(self, asked: _Asked, told: Told) -> bool:
        """Report what was answered, as if it had been told without a question.

        Tell whether that is still to be said: of a report the engine speaks itself.
        """
        state, pain = self._machine.state, self._machine.policy.pain
        report = report_of(asked.question.subject, told, state, pain)
        if report is not None:
            async_command(self._machine, report)
            return False
        walker, answer = self._walker, answer_of(told)
        day = None if walker is None else open_question(walker)
        if walker is None or answer is None or day is None:
            return False
        await async_take_down(self._entry, walker, day, answer)
        return True

    def _manner(self) -> Manner:
        at = dt_util.now().time()
        return manner_of(self._entry, self._subentry, self._machine.state, at)
