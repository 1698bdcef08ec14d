"""Carry out what the engine decides: commands first, everything else after."""

from collections.abc import Callable
from typing import Any

from homeassistant.config_entries import ConfigEntry, ConfigSubentry
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.dispatcher import async_dispatcher_send

from .const import SIGNAL_EVENT, SIGNAL_PAIN, SIGNAL_QUESTION
from .engine.effects import (
    Arm,
    Ask,
    AskPerson,
    CallContacts,
    ClearIssue,
    Disarm,
    Effect,
    Lifted,
    Persist,
    RaiseIssue,
    Record,
    Say,
    SendSlow,
    SendStop,
    Share,
    StopAsking,
    SwitchOff,
)
from .engine.state import PainReport
from .issues import async_clear_issue, async_raise_issue
from .links.link import MachineLink
from .privacy import public
from .speaking.speaker import Announcer


class EffectRunner:
    """Turn effects into messages, announcements, records and issues."""

    def __init__(
        self,
        hass: HomeAssistant,
        entry: ConfigEntry[Any],
        subentry: ConfigSubentry,
        link: MachineLink,
        announcer: Announcer,
        persist: Callable[[], None],
        share: Callable[[tuple[Lifted, ...]], None],
    ) -> None:
        """Remember everybody who takes a part."""
        self._hass = hass
        self._entry = entry
        self._subentry = subentry
        self._link = link
        self._announcer = announcer
        self._persist = persist
        self._share = share

    @callback
    def command(self, effects: tuple[Effect, ...]) -> bool:
        """Send what calms the machine, and return whether there was anything."""
        commanded = False
        for effect in effects:
            commanded |= self._command(effect)
        return commanded

    @callback
    def tell(
        self,
        effects: tuple[Effect, ...],
        before: PainReport | None,
        after: PainReport | None,
    ) -> None:
        """Do everything else.

        A new report of pain goes past everything that is shown or logged.
        """
        for effect in effects:
            self._tell(effect)
        if after is not None and after is not before:
            signal = SIGNAL_PAIN.format(self._subentry.subentry_id)
            async_dispatcher_send(self._hass, signal, after)

    def _command(self, effect: Effect) -> bool:
        match effect:
            case SendStop():
                self._link.send_stop()
            case SendSlow(speed_kmh=speed_kmh):
                self._link.send_slow(speed_kmh)
            case SwitchOff():
                self._link.switch_off()
            case _:
                return False
        return True

    def _tell_devices(self, effect: Ask | Arm | Disarm) -> None:
        match effect:
            case Ask():
                self._link.ask()
            case Arm(cap_s=cap_s):
                self._link.arm(cap_s)
            case Disarm():
                self._link.disarm()

    def _tell(self, effect: Effect) -> None:
        match effect:
            case Ask() | Arm() | Disarm():
                self._tell_devices(effect)
            case Say() | CallContacts():
                self._announcer.announce(effect)
            case AskPerson() | StopAsking():
                signal = SIGNAL_QUESTION.format(self._subentry.subentry_id)
                async_dispatcher_send(self._hass, signal, effect)
            case Record():
                signal = SIGNAL_EVENT.format(self._subentry.subentry_id)
                async_dispatcher_send(self._hass, signal, public(effect))
            case RaiseIssue(issue=issue):
                async_raise_issue(self._hass, self._entry, self._subentry, issue)
            case ClearIssue(issue=issue):
                async_clear_issue(self._hass, self._subentry, issue)
            case Persist():
                self._persist()
            case Share(lifted=lifted):
                self._share(lifted)
