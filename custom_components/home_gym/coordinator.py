"""The one place where things meet: messages in, the engine, effects out."""

from asyncio import TimerHandle
import logging
from typing import Any, Final, override

from homeassistant.components import mqtt
from homeassistant.config_entries import ConfigEntry, ConfigSubentry
from homeassistant.core import Context, HassJob, HomeAssistant, callback
from homeassistant.helpers.update_coordinator import DataUpdateCoordinator

from .clock import GymClock
from .const import CONF_PLUG, CONF_TREADMILL, CONF_VERIFIED
from .effects import EffectRunner
from .engine.advance import Step, advance
from .engine.effects import Refuse
from .engine.explain import explain
from .engine.machine import Machine
from .engine.observations import (
    BrokerLink,
    Observation,
    Readings,
    Restored,
    ShuttingDown,
    Tick,
)
from .engine.policy import Policy
from .engine.readings import Reading
from .engine.state import State
from .engine.view import View, view
from .errors import refused
from .issues import async_clear_issues, async_raise_issue
from .journal import Journal
from .link import MachineLink
from .machines import dialects_from
from .outage import BrokerWatch
from .speech import Announcer
from .store import MachineStore

_LOGGER = logging.getLogger(__name__)

# What nobody is alarmed by may reach the entities this much later.
PUSH_INTERVAL_S: Final = 1.0


class MachineCoordinator(DataUpdateCoordinator[View]):
    """Guard one machine: feed the engine and carry out what it decides."""

    config_entry: ConfigEntry[Any]

    def __init__(
        self,
        hass: HomeAssistant,
        entry: ConfigEntry[Any],
        subentry: ConfigSubentry,
        policy: Policy,
        machine: Machine,
    ) -> None:
        """Put the parts of one machine together."""
        super().__init__(hass, _LOGGER, config_entry=entry, name=subentry.title)
        self.subentry = subentry
        self.policy = policy
        self.machine = machine
        self.state = State()
        self.clock = GymClock()
        self.journal = Journal()
        self.store = MachineStore(hass, subentry.subentry_id)
        self.link = MachineLink(
            hass, lambda: dialects_from(self.subentry.data), self._on_readings
        )
        self.announcer = Announcer(hass, entry, subentry)
        self.effects = EffectRunner(
            hass, entry, subentry, self.link, self.announcer, self._persist
        )
        self.context: Context | None = None
        self._outage = BrokerWatch(hass, entry, subentry)
        self._wake: TimerHandle | None = None
        self._push: TimerHandle | None = None
        self._pushed_at = 0.0
        self.data = self._view()

    @property
    def broker_connected(self) -> bool:
        """Tell whether the broker can be reached."""
        return self.link.connected

    @override
    async def _async_setup(self) -> None:
        """Load the state and begin to listen."""
        await self.announcer.async_load()
        stored = await self.store.async_load()
        if stored is not None:
            self.state = stored.state
            gap_s = self.clock.resume(stored.saved, stored.host_s)
            plausible = self.clock.now().utc_s >= stored.saved.utc_s - 1.0
            self.async_observe(Restored(gap_s=gap_s, clock_plausible=plausible))
            for issue in self.state.issues:
                # Home Assistant forgets most issues over a restart; the trouble stays.
                async_raise_issue(self.hass, self.config_entry, self.subentry, issue)
        self._end_with_entry(
            mqtt.async_subscribe_connection_status(self.hass, self._on_link)
        )
        for unsubscribe in await self.link.async_subscribe():
            self._end_with_entry(unsubscribe)
        self._end_with_entry(
            self.hass.async_add_shutdown_job(
                HassJob(self._async_shut_down, f"home_gym {self.name} shutdown")
            )
        )
        self._end_with_entry(self._outage.stop)
        self._end_with_entry(self._cancel_timers)
        if not self.link.connected:
            self._on_link(False)

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
        now = self.clock.now()
        before = self.state
        step = advance(before, observation, now, self.policy, self.machine)
        self.state = step.state
        self.context = context
        if step.effects:
            self.effects.run(step.effects)
        self._wake_in(step.wake_in_s)
        self.journal.note(now, observation, step)
        self._save(before, step)
        self._verify(before, step.state)
        # A person who has done something waits for the answer.
        routine = isinstance(observation, Readings | Tick) and not step.effects
        self._maybe_push(loud=not routine)
        for effect in step.effects:
            if isinstance(effect, Refuse):
                raise refused(effect)

    def has_same_devices(self, subentry: ConfigSubentry) -> bool:
        """Tell whether a changed machine still has the devices that are listened to."""
        return all(
            self.subentry.data.get(part) == subentry.data.get(part)
            for part in (CONF_TREADMILL, CONF_PLUG)
        )

    @callback
    def apply(self, subentry: ConfigSubentry, policy: Policy, machine: Machine) -> None:
        """Go on with other numbers, in mid-session too."""
        self.subentry = subentry
        self.policy = policy
        self.machine = machine
        self.announcer.apply(subentry)
        self.async_observe(Tick())

    @callback
    def explain(self) -> dict[str, Any]:
        """Return why things are as they are."""
        told = explain(self.state, self.clock.now(), self.policy, self.machine)
        return {**told, "decisions": self.journal.last_decisions()}

    @callback
    def diagnostics(self) -> dict[str, Any]:
        """Return what a bug report needs, health data only as bands."""
        return {
            "unreadable_messages": self.unreadable_messages,
            "plug_report_interval_s": self.plug_report_interval_s,
            "broker_connected": self.broker_connected,
            **self.journal.told(),
        }

    @property
    def unreadable_messages(self) -> int:
        """Return how many messages made no sense."""
        return self.link.unreadable

    @property
    def plug_report_interval_s(self) -> float | None:
        """Return the time between the plug's last two power readings."""
        return self.state.evidence.power_interval_s

    async def async_stop(self) -> None:
        """Save before the entry is unloaded; of a removed machine nothing stays."""
        self._cancel_timers()
        self.announcer.stop()
        if self._is_removed():
            await self.store.async_remove()
            async_clear_issues(self.hass, self.subentry)
        else:
            await self.store.async_close(self.state, self.clock.now())

    def _is_removed(self) -> bool:
        return self.subentry.subentry_id not in self.config_entry.subentries

    async def _async_shut_down(self) -> None:
        """Say that nobody watches from now on, while there is still a voice."""
        self.async_observe(ShuttingDown())
        await self.announcer.async_flush()

    def _end_with_entry(self, end: Any) -> None:
        self.config_entry.async_on_unload(end)

    @callback
    def _on_readings(self, readings: tuple[Reading, ...]) -> None:
        self.async_observe(Readings(readings=readings))

    @callback
    def _on_link(self, connected: bool) -> None:
        self._outage.note(connected=connected)
        self.link.forget()
        self.async_observe(BrokerLink(up=connected))

    @callback
    def _tick(self) -> None:
        self._wake = None
        self.async_observe(Tick())

    def _wake_in(self, wake_in_s: float | None) -> None:
        """Arm the one timer; an armed one that comes sooner only looks in vain."""
        if wake_in_s is None:
            return
        loop = self.hass.loop
        at = loop.time() + max(0.0, wake_in_s)
        if self._wake is not None:
            if self._wake.when() <= at:
                return
            self._wake.cancel()
        self._wake = loop.call_at(at, self._tick)

    def _verify(self, before: State, after: State) -> None:
        """Take a machine that was set up unseen as verified by its first walk."""
        started = before.session is None and after.session is not None
        if not started or self.subentry.data.get(CONF_VERIFIED):
            return
        data = {**self.subentry.data, CONF_VERIFIED: True}
        self.hass.config_entries.async_update_subentry(
            self.config_entry, self.subentry, data=data
        )

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

    def _maybe_push(self, *, loud: bool) -> None:
        """Push the view at once when something happened, else once a second."""
        at = self.hass.loop.time()
        due_at = self._pushed_at + PUSH_INTERVAL_S
        if loud or at >= due_at:
            self._push_now()
        elif self._push is None:
            self._push = self.hass.loop.call_at(due_at, self._push_now)

    @callback
    def _push_now(self) -> None:
        if self._push is not None:
            self._push.cancel()
            self._push = None
        self._pushed_at = self.hass.loop.time()
        if (shown := self._view()) != self.data:
            self.async_set_updated_data(shown)

    def _view(self) -> View:
        now = self.clock.now()
        return view(self.state, now, self.policy, self.machine, self.data)

    @callback
    def _cancel_timers(self) -> None:
        for timer in (self._wake, self._push):
            if timer is not None:
                timer.cancel()
        self._wake = self._push = None
