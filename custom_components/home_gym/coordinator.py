"""The one place where things meet: messages in, the engine, effects out."""

from collections.abc import Callable
from functools import partial
import logging
from typing import Any, override

from homeassistant.config_entries import ConfigEntry, ConfigSubentry
from homeassistant.core import CALLBACK_TYPE, Context, HassJob, HomeAssistant, callback
from homeassistant.helpers.update_coordinator import DataUpdateCoordinator

from .clock import GymClock
from .effects import EffectRunner
from .engine.advance import Step, advance
from .engine.clock import Now
from .engine.effects import Lifted, Refuse
from .engine.explain import explain
from .engine.machine import Machine
from .engine.observations import (
    UNBIDDEN,
    BrokerLink,
    Observation,
    Readings,
    Restored,
    SelectPerson,
    ShuttingDown,
    Tick,
)
from .engine.state import State
from .engine.view import View, view
from .errors import not_loaded, refused
from .farewell import async_take_leave
from .history.session_log import SessionLog
from .issues import async_raise_issue
from .journal import Journal
from .links.hearing import Hearing
from .links.intervals import IntervalKeeper
from .links.outage import BrokerWatch
from .links.whole_link import WholeLink
from .machines import devices_from
from .people.walkers import WalkerPolicies, walkers_of
from .plug.preflight import Preflight
from .speaking.speaker import Announcer
from .store import MachineStore
from .telling import Activity, Telling
from .timers import Pusher, Waker
from .verification import async_verify

_LOGGER = logging.getLogger(__name__)


class MachineCoordinator(DataUpdateCoordinator[View]):
    """Guard one machine: feed the engine and carry out what it decides."""

    config_entry: ConfigEntry[Any]

    def __init__(
        self,
        hass: HomeAssistant,
        entry: ConfigEntry[Any],
        subentry: ConfigSubentry,
        policies: WalkerPolicies,
        machine: Machine,
        share: Callable[[MachineCoordinator, tuple[Lifted, ...]], None],
    ) -> None:
        """Put the parts of one machine together."""
        super().__init__(hass, _LOGGER, config_entry=entry, name=subentry.title)
        self.subentry = subentry
        self.state = State()
        self.policies = policies
        self.policy = policies.of(self.state)
        self.machine = machine
        self.clock = GymClock()
        self.journal = Journal()
        self.log = SessionLog(hass, subentry, entry.runtime_data.history)
        self.store = MachineStore(hass, subentry.subentry_id)
        # A subentry changes in place; these are the devices that are listened to.
        self._devices = devices_from(subentry.data)
        self.activity = Activity(hass, subentry.subentry_id, lambda: self.context)
        self._ends: list[CALLBACK_TYPE] = [self.activity.stop]
        self.link = self._line()
        self.announcer = Announcer(hass, entry, subentry, lambda: self.state)
        self.preflight = Preflight(hass, entry, subentry, self)
        self.effects = EffectRunner(
            *(hass, entry, subentry, self.link, self.announcer),
            persist=self._persist,
            share=partial(share, self),
        )
        self.context: Context | None = None
        self._telling = Telling(hass.loop)
        self._outage = BrokerWatch(hass, entry, subentry)
        self._closed = False
        self._waker = Waker(hass.loop, self._tick)
        self._pusher = Pusher(hass.loop, self._push)
        self.data = self._view()

    def _line(self) -> WholeLink:
        where = (self.hass, self.config_entry, self.subentry)
        hear = Hearing(*where, self.async_observe).hear
        keeper = IntervalKeeper(*where)
        return WholeLink(self.hass, lambda: self._devices, hear, keeper)

    @property
    def running(self) -> bool:
        """Tell whether this still guards a machine that there is."""
        return not self._closed and not self._is_removed()

    @property
    def broker_connected(self) -> bool:
        """Tell whether the broker can be reached."""
        return self.link.connected

    async def async_start(self) -> None:
        """Load the state and begin to listen; whatever comes of it, stop it after."""
        stored = await self.store.async_load()
        if stored is not None:
            self.state = stored.state
            await self.log.async_load(self.state)
            self.policy = self.policies.of(self.state)
            gap_s = self.clock.resume(stored.saved, stored.host_s)
            plausible = self.clock.now().utc_s >= stored.saved.utc_s - 1.0
            self.async_observe(Restored(gap_s=gap_s, clock_plausible=plausible))
            for issue in self.state.issues:
                # Home Assistant forgets most issues over a restart; the trouble stays.
                async_raise_issue(self.hass, self.config_entry, self.subentry, issue)
        shut_down = HassJob(self._async_shut_down, f"home_gym {self.name} shutdown")
        self._ends += [
            self.link.follow_broker(self._on_link),
            self.log.history.async_follow(self.async_update_listeners),
            self.hass.async_add_shutdown_job(shut_down),
        ]
        await self.preflight.async_follow()
        await self.link.async_subscribe()
        if (connected := self.link.connected) and self.state.evidence.broker_up:
            self._outage.note(connected=True)
        else:
            # The last one to know was told that the broker is away: it may be back.
            self._on_link(connected)
        self.data = self._view()

    @override
    async def _async_update_data(self) -> View:
        """Return what is known so far; everything later is pushed."""
        return self._view()

    @callback
    def async_observe(
        self, observation: Observation, context: Context | None = None
    ) -> None:
        """Advance the engine by one observation and carry out what it decides.

        Raises a translated error where a command is refused.
        """
        if self._closed:
            # What was on its way may still come.
            if isinstance(observation, UNBIDDEN):
                return
            raise not_loaded()
        now = self.clock.now()
        before = self.state
        step = advance(before, observation, now, self.policy, self.machine)
        if step.state is before:
            return
        self.state = step.state
        self._waker.wake_in(step.wake_in_s)
        first = self.effects.command(step.effects)
        if isinstance(observation, SelectPerson):
            # What they report next goes by their policy, and waits for no news of them.
            self.policy, first = self.policies.of(step.state), True
        tell = partial(self._tell, now, observation, before, step, context)
        self._telling.add(tell, after_commands=first)
        for effect in step.effects:
            if isinstance(effect, Refuse):
                raise refused(effect)

    async def async_told(self) -> None:
        """Wait until everybody knows of what was observed so far."""
        await self._telling.async_caught_up()

    def has_same_devices(self, subentry: ConfigSubentry) -> bool:
        """Tell whether a changed machine still has the devices that are listened to."""
        return self._devices == devices_from(subentry.data)

    @callback
    def apply(self, policies: WalkerPolicies, machine: Machine) -> None:
        """Go on with other numbers, in mid-session too."""
        self._take_over(policies, machine)
        self.async_observe(Tick())

    async def async_change_devices(
        self, policies: WalkerPolicies, machine: Machine
    ) -> None:
        """Go on with other devices: what the old ones said is no evidence any more."""
        self.link.unsubscribe()
        self._devices = devices_from(self.subentry.data)
        self._take_over(policies, machine)
        await self.preflight.async_follow()
        self._on_link(self.link.connected)
        await self.link.async_subscribe()

    @callback
    def explain(self) -> dict[str, Any]:
        """Return why things are as they are."""
        told = explain(self.state, self.clock.now(), self.policy, self.machine)
        own = self.policies.told(self.state, self.clock.now().utc_s)
        return {**told, **own, "decisions": self.journal.last_decisions()}

    @property
    def unreadable_messages(self) -> int:
        """Return how many messages made no sense."""
        return self.link.unreadable

    async def async_stop(self) -> None:
        """Save and end everything; of a removed machine nothing stays."""
        self._telling.catch_up()
        self._close()
        await self.log.async_close(removed=self._is_removed())
        if self._is_removed():
            here = (self.hass, self.subentry, self.store)
            await async_take_leave(*here, self.state, self.clock.now())
        else:
            await self.store.async_close(self.state, self.clock.now())

    def _take_over(self, policies: WalkerPolicies, machine: Machine) -> None:
        self.policies, self.machine = policies, machine
        self.policy = policies.of(self.state)

    def _is_removed(self) -> bool:
        return self.subentry.subentry_id not in self.config_entry.subentries

    async def _async_shut_down(self) -> None:
        """Say that nobody watches from now on, while there is still a voice."""
        self.async_observe(ShuttingDown())
        await self.async_told()
        await self.announcer.async_flush()

    @callback
    def _on_link(self, connected: bool) -> None:
        self._outage.note(connected=connected)
        self.link.forget()
        self.async_observe(BrokerLink(up=connected))

    @callback
    def _tick(self) -> None:
        self.async_observe(Tick())

    @callback
    def _tell(
        self,
        now: Now,
        observation: Observation,
        before: State,
        step: Step,
        context: Context | None,
    ) -> None:
        self.context = context
        self.effects.tell(step.effects, before.pain, step.state.pain)
        self.journal.note(now, observation, step)
        self.log.note(now, step, self.policy, self.machine)
        self._save(before, step)
        self.preflight.note(before, step.state)
        if before.session is None and step.state.session is not None:
            async_verify(self.hass, self.config_entry, self.subentry)
        if walkers_of(before) != walkers_of(step.state):
            self.apply(self.policies, self.machine)
        # A person who has done something waits for the answer.
        routine = isinstance(observation, Readings | Tick) and not step.effects
        self._pusher.ask(loud=not routine)

    def _save(self, before: State, step: Step) -> None:
        session = step.state.session
        if session is not None and session is not before.session:
            self.store.async_delay_save(lambda: (self.state, self.clock.now()))

    def _persist(self) -> None:
        self.hass.async_create_task(
            self.store.async_save(self.state, self.clock.now()),
            f"home_gym {self.name} save",
            eager_start=True,
        )

    @callback
    def _push(self) -> None:
        if (shown := self._view()) != self.data:
            self.async_set_updated_data(shown)

    def _view(self) -> View:
        return view(self.state, self.clock.now(), self.policy, self.machine, self.data)

    @callback
    def _close(self) -> None:
        self._closed = True
        while self._ends:
            self._ends.pop()()
        self.link.unsubscribe()
        self._outage.stop()
        self.preflight.stop()
        self.announcer.stop()
        self._waker.cancel()
        self._pusher.cancel()
