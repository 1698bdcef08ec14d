"""Send people the picture of their walk on their own phones, where they want it.

It can be seen on a locked screen: neither the picture nor the words tell of pain.
"""

from collections.abc import Mapping
from typing import Final

from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.util import dt as dt_util

from ..const import CONF_PHONE, CONF_WALK_PICTURE, DOMAIN
from ..coordinator import MachineCoordinator
from ..engine.history.record import SessionRecord
from ..engine.observations import ReportPain, SelectPerson, TakeBackPain
from ..history.walk_view import walk_path
from ..models import HomeGymConfigEntry
from ..speaking.phone import PhoneQuestion, async_ask, async_hear
from ..texts import async_texts
from .coordinator import PersonCoordinator
from .week import async_week_of
from .week_words import title_of

_KIND: Final = "walk"
_BETWEEN: Final = "/"
_HURTS: Final = "hurts"
_NEXT: Final = "next_walk"
_TAKE_BACK: Final = "take_back"
# Nobody wants a picture of a step onto the belt.
_SHORTEST_S: Final = 60.0
# A record that comes later than that, as its month could not be written, is no news.
_NEWS_S: Final = 86400.0

type Said = tuple[str, Mapping[str, str]]


class WalkPhone:
    """Tell of each walk once, and hear what is answered."""

    def __init__(self, hass: HomeAssistant, entry: HomeGymConfigEntry) -> None:
        """Follow the log until the gym is unloaded."""
        self._hass = hass
        self._entry = entry
        self._since_s = dt_util.utcnow().timestamp()
        self._known: set[str] = set()
        history = entry.runtime_data.history
        entry.async_on_unload(history.async_follow(self._look))
        entry.async_on_unload(async_hear(hass, _KIND, self._heard))

    @callback
    def _look(self) -> None:
        looking = self._async_look()
        self._hass.async_create_task(looking, f"{DOMAIN} walk", eager_start=True)

    async def _async_look(self) -> None:
        """Tell of what has ended lately, and since this began to look."""
        now_s = dt_util.utcnow().timestamp()
        self._since_s = max(self._since_s, now_s - _NEWS_S)
        records = await self._entry.runtime_data.history.async_records(
            self._since_s, now_s + 1.0, self._is_news
        )
        for record in records:
            if record.id in self._known:
                # Somebody has looked meanwhile.
                continue
            self._known.add(record.id)
            person = self._entry.runtime_data.people.people.get(record.person_id)
            if person is not None and person.person.data.get(CONF_WALK_PICTURE):
                await self._async_tell(person, record)

    def _is_news(self, record: SessionRecord) -> bool:
        ended = record.ended_utc_s >= self._since_s
        return ended and record.id not in self._known and record.moving_s >= _SHORTEST_S

    async def _async_tell(
        self, person: PersonCoordinator, record: SessionRecord
    ) -> None:
        # This walk belongs to the week that is told.
        await self._entry.runtime_data.async_follow()
        texts = await async_texts(self._hass, _KIND)
        week = await async_week_of(self._entry, person)
        message = texts["done"].format(
            minutes=round(record.moving_s / 60),
            kilometres=f"{record.distance_m / 1000:.1f}",
            week=title_of(week, await async_texts(self._hass, "week")),
        )
        about = f"{record.person_id}{_BETWEEN}{record.machine_id}"
        answers = {key: texts[key] for key in (_HURTS, _NEXT)}
        image = walk_path(self._hass, record)
        await self._async_say(person, about, (message, answers), image)

    @callback
    def _heard(self, about: str, said: str) -> None:
        person_id, _, machine_id = about.partition(_BETWEEN)
        person = self._entry.runtime_data.people.people.get(person_id)
        if person is not None:
            answering = self._async_answer(person, about, machine_id, said)
            self._hass.async_create_task(answering, f"{DOMAIN} walk", eager_start=True)

    async def _async_answer(
        self, person: PersonCoordinator, about: str, machine_id: str, said: str
    ) -> None:
        # What hurts is told to the treadmill before anything is waited for.
        key = self._act(person, machine_id, said)
        texts = await async_texts(self._hass, _KIND)
        gap = person.progress.gap
        until_s = 0.0 if gap is None else gap.ends_utc_s
        at = dt_util.as_local(dt_util.utc_from_timestamp(until_s))
        if key == "next_any" and until_s > dt_util.utcnow().timestamp():
            key = "next_from"
        message = texts[key].format(at=f"{at:%Y-%m-%d %H:%M}")
        answers = {_TAKE_BACK: texts[_TAKE_BACK]} if key == "reported" else {}
        await self._async_say(person, about, (message, answers))

    @callback
    def _act(self, person: PersonCoordinator, machine_id: str, said: str) -> str:
        """Do what a button asks for, and return the key of what to say."""
        if said == _NEXT:
            return "next_any"
        person_id = person.person.id
        machine = self._free_machine(person_id, machine_id)
        if machine is None:
            return "not_taken"
        try:
            if said == _TAKE_BACK:
                machine.async_observe(TakeBackPain())
                return "taken_back"
            if machine.state.person_id != person_id:
                machine.async_observe(SelectPerson(person_id=person_id))
            machine.async_observe(ReportPain())
        except HomeAssistantError:
            return "too_late" if said == _TAKE_BACK else "not_taken"
        return "reported"

    def _free_machine(
        self, person_id: str, machine_id: str
    ) -> MachineCoordinator | None:
        """Return where to report: never where somebody else walks, it is not theirs."""
        machines = sorted(
            self._entry.runtime_data.machines.values(),
            key=lambda machine: machine.subentry.subentry_id != machine_id,
        )
        # Who walks again meanwhile is stopped there.
        for walker in (person_id, None):
            for machine in machines:
                if _walker_of(machine) == walker:
                    return machine
        return None

    async def _async_say(
        self,
        person: PersonCoordinator,
        about: str,
        said: Said,
        image: str | None = None,
    ) -> None:
        message, answers = said
        question = PhoneQuestion(
            kind=_KIND, about=about, message=message, answers=answers, image=image
        )
        if phone := person.person.data.get(CONF_PHONE):
            await async_ask(self._hass, phone, question)


def _walker_of(machine: MachineCoordinator) -> str | None:
    """Return who walks, nobody outside of a session."""
    session = machine.state.session
    return None if session is None else session.person_id
