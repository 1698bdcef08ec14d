"""The people of a running gym: their policies, and what is shown of each of them."""

from collections.abc import Coroutine, Iterator, Mapping
from datetime import datetime
from functools import partial
from itertools import chain
from typing import Any, Final

from homeassistant.config_entries import ConfigEntry, ConfigSubentry
from homeassistant.core import CALLBACK_TYPE, HassJob, HomeAssistant, callback
from homeassistant.helpers import device_registry as dr
from homeassistant.helpers.dispatcher import (
    async_dispatcher_connect,
    async_dispatcher_send,
)
from homeassistant.helpers.event import async_track_point_in_utc_time
from homeassistant.util import dt as dt_util

from ..const import DOMAIN, SIGNAL_EVENT, SIGNAL_PAIN, SIGNAL_PERSON_ADDED
from ..coordinator import MachineCoordinator
from ..engine.effects import Record
from ..engine.observations import ForgetPerson
from ..engine.person_view import person_view
from ..engine.progress.adjusted import adjusted
from ..engine.progress.progress import Progress
from ..engine.progress.records import Activity, CheckIn, History as Kept, PainNote
from ..engine.sharing import latched_here, people_in
from ..engine.state import PainReport
from ..engine.strictness import strictest
from ..engine.words import GUEST, Event
from ..history.log import History
from ..machines import calendar_of
from ..policy.shelf import PolicyShelf
from .coordinator import PersonCoordinator
from .people import Person, people_of
from .progress_keeper import ProgressKeeper
from .traces import async_purge_soon
from .walkers import WalkerPolicies

# A place is a word or two; whoever tells a story there need not have it kept.
_PLACE_LENGTH: Final = 60


class PeopleRegister:
    """Hold the people of a gym, by their subentry id.

    What somebody may do today follows from the log, from what is kept of them, and
    from the day: `changed` is called where one of them is another.
    """

    def __init__(
        self,
        hass: HomeAssistant,
        entry: ConfigEntry[Any],
        shelf: PolicyShelf,
        log: History,
        changed: CALLBACK_TYPE,
    ) -> None:
        """Start with nobody."""
        self.people: dict[str, PersonCoordinator] = {}
        self._machines: dict[str, MachineCoordinator] = {}
        self._listening: dict[str, CALLBACK_TYPE] = {}
        self._hass = hass
        self._entry = entry
        self._shelf = shelf
        self._log = log
        self._keeper = ProgressKeeper(hass, log)
        self._changed = changed
        self._ends = [log.async_follow(changed)]
        self._turn: CALLBACK_TYPE | None = None

    @property
    def progress(self) -> Mapping[str, Progress]:
        """Return how far everybody has come."""
        return {key: each.progress for key, each in self.people.items()}

    async def async_read(self) -> None:
        """Read what people have walked, and what is kept of them."""
        await self._keeper.async_follow(people_of(self._entry).keys())

    def policies_on(self, machine: ConfigSubentry) -> WalkerPolicies:
        """Return everybody's policy on a machine today; a guest's is the strictest."""
        own = self._shelf.choose(machine)
        people = people_of(self._entry).values()
        chosen = {each.id: self._shelf.choose_for(each, machine) for each in people}
        progress = {key: self._progress(key, each) for key, each in chosen.items()}
        today = {key: adjusted(each, progress[key]) for key, each in chosen.items()}
        # Nobody gets round the way back by choosing a guest; to be a beginner is no
        # reason to do so.
        held = (
            today[key] if progress[key].way_back else each
            for key, each in chosen.items()
        )
        guest = strictest((own, *held))
        caps = {key: each.caps for key, each in progress.items()}
        rests = {key: each.gap.ends_utc_s for key, each in progress.items() if each.gap}
        return WalkerPolicies({**today, GUEST: guest}, caps, rests)

    @callback
    def follow(self, machines: Mapping[str, MachineCoordinator]) -> None:
        """Let the people be those that are set up, on the machines that run."""
        for gone in self._listening.keys() - machines.keys():
            self._listening.pop(gone)()
        for subentry_id, machine in machines.items():
            if self._machines.get(subentry_id) is not machine:
                self._listen(subentry_id, machine)
        self._machines = dict(machines)
        known = people_of(self._entry)
        self._forget(known)
        for person in known.values():
            self._take_in(person)
        for machine in machines.values():
            # Whoever can be chosen may have changed.
            machine.async_update_listeners()
        self._await_tomorrow()

    @callback
    def stop(self) -> None:
        """Listen to nobody any more."""
        while self._ends:
            self._ends.pop()()
        while self._listening:
            self._listening.popitem()[1]()
        if self._turn is not None:
            self._turn()
            self._turn = None

    @callback
    def kept(self, person_id: str) -> Kept:
        """Return what is kept of a person."""
        return self._keeper.kept(person_id)

    async def async_forget_pain(self, person_id: str, at_utc_s: float) -> None:
        """Forget what a person has told of their pain at a moment.

        The flare stays: what a report led to was right by what was known.
        """
        await self._keeper.async_forget_pain(person_id, at_utc_s)
        self._changed()

    async def async_check(
        self, person_id: str, item: str, at_utc_s: float | None
    ) -> None:
        """Keep that a person has ticked something, or has not."""
        await self._keeper.async_check(person_id, item, at_utc_s)

    async def async_keep(self, person_id: str, record: CheckIn | Activity) -> None:
        """Keep what a person has told, and let it count."""
        await self._keeper.async_add(person_id, record)
        self._changed()

    def _listen(self, subentry_id: str, machine: MachineCoordinator) -> None:
        if (end := self._listening.pop(subentry_id, None)) is not None:
            end()
        machine.async_add_listener(self._push)
        signals = (
            (SIGNAL_EVENT, partial(self._on_record, machine)),
            (SIGNAL_PAIN, partial(self._on_pain, machine)),
        )
        ends = [
            async_dispatcher_connect(self._hass, signal.format(subentry_id), heard)
            for signal, heard in signals
        ]

        def end_all() -> None:
            while ends:
                ends.pop()()

        self._listening[subentry_id] = end_all

    def _take_in(self, person: Person) -> None:
        progress = self._progress(person.id, self._shelf.choose_own(person))
        lifetime = self._log.sums_of_person(person.id)
        present = self.people.get(person.id)
        if present is not None:
            present.person, present.progress = person, progress
            present.lifetime = lifetime
            present.async_update_listeners()
            self._rename_device(person)
            return
        newcomer = PersonCoordinator(
            self._hass, self._entry, person, progress, lifetime
        )
        self.people[person.id] = newcomer
        signal = SIGNAL_PERSON_ADDED.format(self._entry.entry_id)
        async_dispatcher_send(self._hass, signal, newcomer)

    def _forget(self, known: Mapping[str, Person]) -> None:
        """Let everybody forget whoever is no longer one of the people."""
        strangers = self.people.keys() - known.keys()
        for gone in strangers:
            del self.people[gone]
        states = [each.state for each in self._machines.values()]
        for machine in self._machines.values():
            for stranger in people_in(machine.state) - known.keys() - {GUEST}:
                latched = (latched_here(each, stranger) for each in states)
                told = frozenset(chain.from_iterable(latched))
                machine.async_observe(ForgetPerson(person_id=stranger, latched=told))
                _write_anew(machine)
                strangers.add(stranger)
        if strangers:
            async_purge_soon(self._hass, frozenset(strangers))

    def _rename_device(self, person: Person) -> None:
        registry = dr.async_get(self._hass)
        identifier, entry_id = (DOMAIN, person.id), self._entry.entry_id
        device = registry.async_get_device_by_identifier(identifier, entry_id)
        if device is not None and device.name != person.name:
            registry.async_update_device(device.id, name=person.name)

    def _progress(self, person_id: str, policy: Any) -> Progress:
        return self._keeper.progress(person_id, policy, calendar_of(self._entry))

    @callback
    def _on_record(self, machine: MachineCoordinator, record: Record) -> None:
        """Forget a report that was a mistake, and keep what nobody answered."""
        pain = machine.state.pain
        if pain is not None and record.event is Event.PAIN_TAKEN_BACK:
            self._note(self._keeper.async_take_back(pain.person_id, pain.at_utc_s))
        person_id = machine.state.questions.person_id
        if record.event is Event.NO_ANSWER and person_id in self.people:
            name, subject = machine.subentry.title, record.values["subject"]
            self._note(self._keeper.async_note_silence(person_id, name, subject))

    @callback
    def _on_pain(self, machine: MachineCoordinator, pain: PainReport) -> None:
        """Keep what a person has told; of a guest nothing is kept."""
        if pain.person_id not in self.people:
            return
        note = PainNote(
            person_id=pain.person_id,
            at_utc_s=pain.at_utc_s,
            machine=machine.subentry.title,
            band=pain.band,
            level=pain.level,
            place=_place(pain.place),
            symptom=pain.symptom,
            before_walk=pain.before_walk,
        )
        self._note(self._keeper.async_add(pain.person_id, note))

    def _note(self, noting: Coroutine[Any, Any, None]) -> None:
        async def note() -> None:
            await noting
            self._changed()

        self._hass.async_create_task(note(), f"{DOMAIN} note", eager_start=True)

    def _await_tomorrow(self) -> None:
        """Look again when the day turns, somebody is to be asked, or has rested."""
        if self._turn is not None:
            self._turn()
        calendar, now_s = calendar_of(self._entry), dt_util.utcnow().timestamp()
        day_ends_s = calendar.day_end(calendar.day(now_s))
        turns = (*chain.from_iterable(map(_turns, self.progress.values())), day_ends_s)
        next_s = min(each for each in turns if each > now_s)

        @callback
        def turn(now: datetime) -> None:
            self._turn = None
            self._changed()

        job = HassJob(turn, f"{DOMAIN} turn", cancel_on_shutdown=True)
        self._turn = async_track_point_in_utc_time(
            self._hass, job, dt_util.utc_from_timestamp(next_s + 1.0)
        )

    @callback
    def _push(self) -> None:
        """Show everybody anew of whom there is something else to show."""
        states = {key: each.state for key, each in self._machines.items()}
        names = {key: each.subentry.title for key, each in self._machines.items()}
        for person_id, person in self.people.items():
            shown = person_view(person_id, states, names)
            if shown != person.data:
                person.async_set_updated_data(shown)


def _write_anew(machine: MachineCoordinator) -> None:
    """Have both files of a machine written: the quick one waits for a session else."""
    machine.store.async_delay_save(lambda: (machine.state, machine.clock.now()))


def _turns(progress: Progress) -> Iterator[float]:
    """Yield when something of a person's turns by time alone."""
    if progress.question is not None:
        yield progress.question.due_utc_s
    if progress.gap is not None:
        yield progress.gap.ends_utc_s


def _place(told: str | None) -> str | None:
    """Return a place as it is kept, so that the same one is found again."""
    return (told or "").strip().casefold()[:_PLACE_LENGTH] or None
