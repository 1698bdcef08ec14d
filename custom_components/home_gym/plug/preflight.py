"""Look at how a plug is set before it is relied on, and mend it if its owner agrees.

The plug is asked when its machine is set up, when it comes online, and at a walk after
a day without; a quiet gym costs nothing. Nothing is ever mended unasked.
"""

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final, Protocol

from homeassistant.config_entries import ConfigEntry, ConfigSubentry
from homeassistant.core import HomeAssistant, callback

from ..const import CONF_MEASURES_OFF, CONF_PLUG
from ..devices import identity
from ..dialects.preflight import Concern, PlugSettings, Setting, Value, concerns
from ..engine.machine import Machine
from ..engine.observations import Observation, PlugReplaced
from ..engine.state import Backstop, State
from ..farewell import async_part_with_timer, async_tell_timer_left
from ..issues import async_clear_issue, async_raise_issue
from ..links.settings_line import Outcome, SettingsLine, async_line
from .file import Kept, PlugFile, PlugRecord
from .give_back import async_put_back

AGAIN_AFTER_S: Final = 86_400.0


class Guard(Protocol):
    """What is needed of the one who guards the machine."""

    machine: Machine
    state: State

    def async_observe(self, observation: Observation) -> None:
        """Advance the engine by one observation."""


class Preflight:
    """Look after the settings of the plug of one machine."""

    def __init__(
        self,
        hass: HomeAssistant,
        entry: ConfigEntry[Any],
        subentry: ConfigSubentry,
        guard: Guard,
    ) -> None:
        """Start with nothing known."""
        self.found: dict[Concern, tuple[Setting, Value]] = {}
        self.values: dict[str, Value] = {}
        self._hass = hass
        self._entry = entry
        self._subentry = subentry
        self._guard = guard
        self._file = PlugFile(hass, subentry.subentry_id)
        self._lock = asyncio.Lock()
        self._looked_s: float | None = None
        self._work: asyncio.Task[None] | None = None

    @callback
    def look(self) -> None:
        """Look at the plug, in the background and one at a time."""
        if self._work is None or self._work.done():
            self._work = self._entry.async_create_background_task(
                self._hass, self._async_look(), f"home_gym {self._subentry.title} look"
            )

    @callback
    def note(self, before: State, after: State) -> None:
        """Look again where the plug came online, or at a walk after a long time."""
        came = before.evidence.plug_online is not True and after.evidence.plug_online
        began = before.session is None and after.session is not None
        if came or (began and self._is_long_ago()):
            self.look()

    @callback
    def stop(self) -> None:
        """Look no more."""
        if self._work is not None:
            self._work.cancel()

    async def async_follow(self) -> None:
        """Look at the plug that the machine has; one that was replaced is forgotten.

        It gets its timer back.
        """
        replaced = await self._async_replaced()
        if replaced is not None:
            self._take_back_all()
            backstop = self._guard.state.backstop
            self._guard.async_observe(PlugReplaced())
            # A plug that is gone keeps nobody waiting, and no reload ends it.
            self._hass.async_create_background_task(
                self._async_part(replaced, backstop), "home_gym parts with a plug"
            )
        self.look()

    async def _async_part(self, plug: Mapping[str, Any], backstop: Backstop) -> None:
        """Give a plug its timer back; cut short, that is not tried again."""
        try:
            await async_part_with_timer(self._hass, self._subentry, plug, backstop)
        except asyncio.CancelledError:
            async_tell_timer_left(self._hass, self._subentry, backstop)
            raise

    async def _async_replaced(self) -> Mapping[str, Any] | None:
        """Return the plug that the machine had before, if it was another one."""
        plug = self._plug
        record = await self._file.async_load()
        if record is None or record.plug == plug:
            return None
        await self._file.async_save(replace(record, plug=plug))
        if record.plug is None or (plug and identity(plug) == identity(record.plug)):
            return None
        return record.plug

    async def async_put_back_others(self) -> None:
        """Put back what was set in plugs that the machine has no more."""
        async with self._lock:
            record = await self._file.async_load()
            if record is None:
                return
            plug = self._plug
            here = tuple(each for each in record.kept if _is_of(each, plug))
            others = tuple(each for each in record.kept if not _is_of(each, plug))
            if others:
                left = await async_put_back(self._hass, others)
                await self._file.async_save(replace(record, kept=(*here, *left)))

    async def async_fix(self, concern: Concern) -> Outcome:
        """Set what is wrong as it should be, and tell what became of it.

        What stood there is kept on the disk before anything is sent.
        """
        async with self._lock, async_line(self._hass, self._plug) as line:
            if line is None or not await line.async_read():
                return Outcome.NO_ANSWER
            self._take(line.settings)
            if (found := self.found.get(concern)) is None:
                return Outcome.DONE
            setting, stands = found
            if not await self._async_keep(setting, stands):
                return Outcome.NOT_KEPT
            outcome = await line.async_set(setting.name, setting.safe)
            self._take(line.settings)
            return outcome

    async def _async_keep(self, setting: Setting, stands: Value) -> bool:
        record = await self._file.async_load()
        plug = self._plug
        if record is None or plug is None:
            return False
        others = tuple(
            each
            for each in record.kept
            if each.name != setting.name or not _is_of(each, plug)
        )
        kept = Kept(plug=plug, name=setting.name, before=stands, ours=setting.safe)
        return await self._file.async_save(PlugRecord(plug=plug, kept=(*others, kept)))

    async def _async_look(self) -> None:
        async with self._lock, async_line(self._hass, self._plug) as line:
            if line is not None:
                await self._async_read(line)
        await self.async_put_back_others()

    async def _async_read(self, line: SettingsLine) -> None:
        self._looked_s = self._hass.loop.time()
        await line.async_read()
        self._take(line.settings)

    @callback
    def _take(self, settings: PlugSettings) -> None:
        """Raise and clear issues by what the plug has said, and by nothing else."""
        self.values |= settings.values
        now = concerns(settings)
        for setting in settings.settings:
            if setting.name in settings.values:
                for concern in set(setting.concerns.values()):
                    self._judge(concern, now.get(concern))
        self._learn(settings.values)

    def _judge(self, concern: Concern, found: tuple[Setting, Value] | None) -> None:
        if found is None or not self._matters(concern):
            self.found.pop(concern, None)
            async_clear_issue(self._hass, self._subentry, concern)
        else:
            self.found[concern] = found
            async_raise_issue(self._hass, self._entry, self._subentry, concern)

    def _matters(self, concern: Concern) -> bool:
        """Tell whether it does: who sees the belt otherwise needs no quick watts."""
        if concern is not Concern.REPORTS_RARELY:
            return True
        machine = self._guard.machine
        return not machine.reports_motion or machine.moving_above_w is not None

    def _learn(self, values: Mapping[str, Value]) -> None:
        """Keep what the plug says of its meter: whether it works with the relay off."""
        measures = values.get("SetOption21")
        known = self._subentry.data.get(CONF_MEASURES_OFF, False)
        there = self._subentry.subentry_id in self._entry.subentries
        if measures is not None and measures != known and there:
            data = {**self._subentry.data, CONF_MEASURES_OFF: measures}
            self._hass.config_entries.async_update_subentry(
                self._entry, self._subentry, data=data
            )

    @callback
    def _take_back_all(self) -> None:
        self.found.clear()
        self.values.clear()
        for concern in Concern:
            async_clear_issue(self._hass, self._subentry, concern)

    def _is_long_ago(self) -> bool:
        looked_s = self._looked_s
        return looked_s is None or self._hass.loop.time() > looked_s + AGAIN_AFTER_S

    @property
    def _plug(self) -> dict[str, Any] | None:
        plug = self._subentry.data.get(CONF_PLUG)
        return dict(plug) if plug else None


def _is_of(kept: Kept, plug: Mapping[str, Any] | None) -> bool:
    return plug is not None and identity(kept.plug) == identity(plug)
