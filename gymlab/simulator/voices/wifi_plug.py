"""Share what plugs on a wireless network do: boot, measure, lose and regain mains."""

from abc import abstractmethod
from collections.abc import Set as AbstractSet
from datetime import UTC, datetime
import math
from random import Random
from typing import ClassVar, Final, override

from gymlab.simulator.faults import Fault
from gymlab.simulator.plug import Plug
from gymlab.simulator.records import Message, Speaker

from .base import PlugVoice

BEGAN: Final = datetime(2026, 1, 5, 8, tzinfo=UTC)
BOOT_S: Final = 3.0
# A broker waits this many keep-alives for a client that has fallen silent.
PATIENCE: Final = 1.5


class WifiPlugVoice(PlugVoice):
    """Act once a second while the plug has mains, and be silent without."""

    speaker = Speaker.PLUG
    silence = Fault.PLUG_SILENCE
    offline = Fault.PLUG_OFFLINE
    reconnect = Fault.PLUG_RECONNECT
    keep_alive_s: ClassVar[float] = 60.0

    def __init__(
        self,
        plug: Plug,
        faults: AbstractSet[Fault],
        random: Random,
        outbox: list[Message],
    ) -> None:
        """Know the plug, but say nothing before the first connection."""
        super().__init__(faults, random, outbox)
        self._plug = plug
        self._booted_s: float | None = None
        self._power_w = 0.0
        self._relay_told = plug.relay_on
        self._boot_due_s = math.inf
        self._will_due_s = math.inf

    @abstractmethod
    def introduce(self, at_s: float) -> None:
        """Say what is said after each connection."""

    def boot(self, at_s: float) -> None:
        """Do what only a boot does, once the plug has introduced itself."""

    @abstractmethod
    def attend(self, at_s: float) -> None:
        """Do what a running plug does each second, with `_power_w` just measured."""

    @abstractmethod
    def report_relay(self, at_s: float) -> None:
        """Report that the relay has changed."""

    @property
    @override
    def is_online(self) -> bool:
        return self._plug.mains_on and super().is_online

    @property
    def is_running(self) -> bool:
        """Tell whether the plug has booted and not lost its mains since."""
        return self._booted_s is not None

    @override
    def connect(self, at_s: float) -> None:
        if not self._plug.mains_on:
            return
        boots = self._booted_s is None
        if boots:
            self._booted_s = at_s
        self._power_w = self._plug.shown_w(self._plug.measure(at_s))
        self._relay_told = self._plug.relay_on
        self.introduce(at_s)
        if boots:
            self.boot(at_s)
        if math.isinf(self.due_s):
            self.due_s = at_s

    @override
    def act(self, at_s: float) -> None:
        self.due_s = at_s + 1.0
        if not self._plug.mains_on:
            self._power_w = self._plug.measure(at_s)
            if at_s >= self._will_due_s:
                self._will_due_s = math.inf
                self.go_offline(at_s)
        elif at_s >= self._boot_due_s:
            self._boot_due_s = math.inf
            self.connect(at_s)
        elif self.is_running:
            self._power_w = self._plug.shown_w(self._plug.measure(at_s))
            self.attend(at_s)
            self.babble(at_s)

    @override
    def notice_relay(self, at_s: float) -> None:
        relay_on = self._plug.relay_on
        if self.is_running and relay_on != self._relay_told:
            self._relay_told = relay_on
            self.report_relay(at_s)

    @override
    def lose_mains(self, at_s: float) -> None:
        self._booted_s = None
        self._boot_due_s = math.inf
        self._will_due_s = at_s + PATIENCE * self.keep_alive_s

    @override
    def regain_mains(self, at_s: float) -> None:
        self._will_due_s = math.inf
        self._boot_due_s = at_s + BOOT_S
