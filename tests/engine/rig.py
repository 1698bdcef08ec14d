"""Put the engine, its dialects and a simulated treadmill on one imaginary broker.

The treadmill's ledger says what really happened, and who caused it; the engine only
hears what the devices say.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
import json
from random import Random
from typing import Any, Final

from custom_components.home_gym.dialects import create_dialect
from custom_components.home_gym.dialects.base import Dialect, Publication
from custom_components.home_gym.engine.advance import Step, advance
from custom_components.home_gym.engine.clock import Calendar, Now
from custom_components.home_gym.engine.codec import decode, encode
from custom_components.home_gym.engine.effects import (
    Arm,
    Ask,
    Disarm,
    Effect,
    SendSlow,
    SendStop,
    SwitchOff,
)
from custom_components.home_gym.engine.observations import (
    BrokerLink,
    Observation,
    Readings,
    Restored,
    Tick,
)
from custom_components.home_gym.engine.policy import Policy
from custom_components.home_gym.engine.state import State
from custom_components.home_gym.machines import machine_from
from gymlab.simulator.deeds import Deed
from gymlab.simulator.ledger import Ledger
from gymlab.simulator.machine import Machine as Treadmill, MachineSettings
from gymlab.simulator.records import Message

from .drive import BOOT_S, MONDAY_NOON, SPIN

QZ: Final = {"dialect": "qz", "base": "QZ/default"}
PLUG: Final = {"dialect": "tasmota", "topic": "gymplug"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """One step of the engine: what it was told, and what came of it."""

    at_s: float
    observation: Observation
    before: State
    step: Step


class Rig:
    """Let time pass for a treadmill, a plug and the engine that guards them."""

    def __init__(
        self,
        policy: Policy,
        *,
        settings: MachineSettings | None = None,
        seed: int = 0,
        treadmill: Mapping[str, object] | None = QZ,
        plug: Mapping[str, object] | None = PLUG,
        **machine: Any,
    ) -> None:
        """Connect everything at the imaginary time 0; None leaves a part out."""
        self.treadmill = Treadmill(settings or MachineSettings(), Random(seed))
        self._devices = {"treadmill": treadmill, "plug": plug}
        self._parts = self._described()
        data = {**self._devices, "minimum_speed_kmh": 1.0}
        described = machine_from("treadmill", data, Calendar())
        self.machine = replace(described, **machine)
        self.policy = policy
        self.state = State()
        self.moments: list[Moment] = []
        self.at_s = 0.0
        self.clock_off_s = 0.0
        self.link_up = True
        self.watching = True
        self._wake_at_s = float("inf")
        self._retained: dict[str, str] = {}
        self._hear(self.treadmill.connect())

    @property
    def ledger(self) -> Ledger:
        """Return the independent witness."""
        return self.treadmill.ledger

    @property
    def now(self) -> Now:
        """Return the engine's time."""
        utc_s = MONDAY_NOON + self.at_s + self.clock_off_s
        return Now(elapsed_s=BOOT_S + self.at_s, utc_s=utc_s)

    def run(self, seconds: float) -> None:
        """Let time pass, event by event."""
        until_s = self.at_s + seconds
        spun = 0
        while True:
            due_s = min(self._wake_at_s, self.treadmill.next_event_s, until_s)
            spun = spun + 1 if due_s <= self.at_s else 0
            assert spun < SPIN, "nobody comes to rest"
            self.at_s = max(self.at_s, due_s)
            self._hear(self.treadmill.advance_to(self.at_s))
            if self._wake_at_s <= self.at_s:
                self.feed(Tick())
            if self.at_s >= until_s and self.treadmill.next_event_s > until_s:
                return

    def feed(self, observation: Observation) -> Step | None:
        """Let the engine take one observation, and carry its effects out."""
        if not self.watching:
            return None
        before = self.state
        step = advance(before, observation, self.now, self.policy, self.machine)
        self.state = step.state
        self.moments.append(
            Moment(at_s=self.at_s, observation=observation, before=before, step=step)
        )
        wake_in_s = step.wake_in_s
        self._wake_at_s = float("inf") if wake_in_s is None else self.at_s + wake_in_s
        for effect in step.effects:
            self._carry_out(effect)
        return step

    def perform(self, deed: Deed) -> None:
        """Let the person or a fault do something."""
        self._hear(self.treadmill.perform(deed))

    def cut_link(self, *, up: bool) -> None:
        """Lose the broker, or reach it again."""
        if up == self.link_up:
            return
        self.link_up = up
        self.feed(BrokerLink(up=up))
        if up:
            self._hear_retained()

    def stop_watching(self) -> None:
        """Crash: what was stored last is all that is left."""
        self.watching = False
        self._wake_at_s = float("inf")
        self._stored = json.dumps(encode(self.state))
        self._stored_at = self.now

    def watch_again(self) -> None:
        """Start anew from what was stored."""
        self.watching = True
        self._parts = self._described()
        self.state = decode(json.loads(self._stored))
        gap_s = self.now.elapsed_s - self._stored_at.elapsed_s
        plausible = self.now.utc_s >= self._stored_at.utc_s
        self.feed(Restored(gap_s=gap_s, clock_plausible=plausible))
        self._hear_retained()

    def effects(self) -> list[tuple[float, Effect]]:
        """Return every effect with its time."""
        return [
            (moment.at_s, effect)
            for moment in self.moments
            for effect in moment.step.effects
        ]

    def _described(self) -> dict[str, Dialect]:
        devices = self._devices.items()
        return {part: create_dialect(device) for part, device in devices if device}

    def _hear(self, messages: list[Message]) -> None:
        for message in messages:
            if message.retained:
                self._retained[message.topic] = message.payload
            if self.link_up:
                self._take(message.topic, message.payload, retained=False)

    def _hear_retained(self) -> None:
        for topic, payload in self._retained.items():
            if self.link_up and payload:
                self._take(topic, payload, retained=True)

    def _take(self, topic: str, payload: str, *, retained: bool) -> None:
        for dialect in self._parts.values():
            readings = dialect.parse(topic, payload, retained=retained)
            if readings:
                self.feed(Readings(readings=readings))

    def _carry_out(self, effect: Effect) -> None:
        parts = self._parts
        match effect:
            case SendStop():
                self._publish(parts["treadmill"].stop())
            case SendSlow(speed_kmh=speed_kmh):
                self._publish(parts["treadmill"].slow(speed_kmh))
            case SwitchOff():
                self._publish(parts["plug"].switch_off())
            case Ask():
                for dialect in parts.values():
                    self._publish_all(*dialect.queries(), *dialect.read_back())
            case Arm(cap_s=cap_s):
                plug = parts["plug"]
                self._publish_all(*plug.arm(cap_s), *plug.read_back())
            case Disarm():
                plug = parts["plug"]
                self._publish_all(*plug.disarm(), *plug.read_back())

    def _publish_all(self, *publications: Publication) -> None:
        for publication in publications:
            self._publish(publication)

    def _publish(self, publication: Publication | None) -> None:
        if publication is not None and self.link_up:
            self._hear(self.treadmill.receive(publication.topic, publication.payload))
