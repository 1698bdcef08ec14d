"""Ask on people's own phones how the day after feels, where they want it."""

from contextlib import suppress
from functools import partial
from typing import Final

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.dispatcher import async_dispatcher_connect
from homeassistant.helpers.start import async_at_started

from ..const import CONF_PHONE, DOMAIN, SIGNAL_PERSON_ADDED
from ..engine.progress.records import Answer
from ..models import HomeGymConfigEntry
from ..speaking.phone import PhoneQuestion, async_ask, async_hear, async_withdraw
from ..texts import async_texts
from .check_in import async_take_down, open_question
from .coordinator import PersonCoordinator

_KIND: Final = "check_in"
_BETWEEN: Final = "/"


class CheckInPhone:
    """Ask each day once; where it is answered elsewhere, the question goes."""

    def __init__(self, hass: HomeAssistant, entry: HomeGymConfigEntry) -> None:
        """Follow everybody, and those who come later, until the gym is unloaded."""
        self._hass = hass
        self._entry = entry
        self._asked: dict[str, tuple[str, PhoneQuestion]] = {}
        signal = SIGNAL_PERSON_ADDED.format(entry.entry_id)
        for end in (
            async_dispatcher_connect(hass, signal, self._follow),
            async_hear(hass, _KIND, self._heard),
            # A phone may come after the gym.
            async_at_started(hass, self._look_again),
        ):
            entry.async_on_unload(end)

    @callback
    def _follow(self, person: PersonCoordinator) -> None:
        look = partial(self._look, person)
        self._entry.async_on_unload(person.async_add_listener(look))
        look()

    @callback
    def _look_again(self, hass: HomeAssistant) -> None:
        for person in self._entry.runtime_data.people.people.values():
            self._look(person)

    @callback
    def _look(self, person: PersonCoordinator) -> None:
        """Ask what is open and was not asked, and take back what is not open."""
        self._hass.async_create_task(
            self._async_look(person), f"{DOMAIN} phone", eager_start=True
        )

    async def _async_look(self, person: PersonCoordinator) -> None:
        person_id = person.person.id
        phone, question = person.person.data.get(CONF_PHONE), open_question(person)
        about = f"{person_id}{_BETWEEN}{question.day}" if question and phone else None
        asked = self._asked.get(person_id)
        if asked is not None and (asked[0], asked[1].about) != (phone, about):
            del self._asked[person_id]
            await async_withdraw(self._hass, *asked)
        if about is None or person_id in self._asked:
            return
        asking = await self._async_question(about)
        if person_id in self._asked:
            # Somebody has looked meanwhile.
            return
        self._asked[person_id] = str(phone), asking
        if not await async_ask(self._hass, str(phone), asking):
            self._asked.pop(person_id, None)

    async def _async_question(self, about: str) -> PhoneQuestion:
        texts = await async_texts(self._hass, _KIND)
        answers = await async_texts(self._hass, "answer")
        return PhoneQuestion(
            kind=_KIND, about=about, message=texts["question"], answers=answers
        )

    @callback
    def _heard(self, about: str, said: str) -> None:
        """Take an answer down if it is one, and its question still open."""
        person_id, _, day = about.partition(_BETWEEN)
        person = self._entry.runtime_data.people.people.get(person_id)
        question = None if person is None else open_question(person)
        if person is None or question is None or question.day != day:
            return
        with suppress(ValueError):
            taking = async_take_down(self._entry, person, question, Answer(said))
            self._hass.async_create_task(taking, f"{DOMAIN} phone", eager_start=True)
