"""Put a belt, a plug, a walker and their voices together and let time pass.

A machine has no clock: `advance_to` is given the time and returns the messages
that its devices published until then. Equal seeds and calls give equal answers.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Final, Protocol

from .belt import Belt, BeltSettings
from .console import CONSOLE
from .deeds import Deed, Story
from .faults import FAULTS, Fault
from .ledger import Ledger
from .plug import Plug, PlugSettings
from .post import Post
from .records import Author, Cause, Fact, Message, Order, Outcome, Speaker
from .voices.base import PlugVoice, Voice
from .voices.plugs import PlugVoiceSettings, build_plug_voice
from .voices.qz_session import QzSettings
from .voices.tasmota_settings import TasmotaSettings
from .voices.treadmills import BridgeSettings, build_bridge
from .walker import Character, Walker

MAINS: Final = Author(cause=Cause.MAINS, detail="mains")
FAULT: Final = Author(cause=Cause.FAULT)


@dataclass(frozen=True, slots=True, kw_only=True)
class MachineSettings:
    """Describe a treadmill with its plug; None leaves the bridge or plug out.

    The lag is the time a command takes from the broker to the motor.
    """

    belt: BeltSettings = BeltSettings()
    bridge: BridgeSettings | None = QzSettings()
    plug: PlugSettings | None = PlugSettings()
    plug_voice: PlugVoiceSettings = TasmotaSettings()
    lag_from_s: float = 0.05
    lag_to_s: float = 0.3
    late_commands_s: float = 8.0


class Part(Protocol):
    """Require what time needs of a part: when it is due, and what it then does."""

    @property
    def due_s(self) -> float:
        """Return when to act next."""

    def act(self, at_s: float) -> None:
        """Act now, and become due at a later time."""


class Machine:
    """Simulate one treadmill and plug, and keep their ledger."""

    def __init__(
        self,
        settings: MachineSettings,
        random: Random,
        *,
        story: Story = (),
        character: Character = Character(),
    ) -> None:
        """Build all parts; nothing speaks before `connect`."""
        self.settings = settings
        self.now_s = 0.0
        self.ledger = Ledger()
        self.faults: set[Fault] = set()
        self._outbox: list[Message] = []
        self._post = Post()
        self._arrived_s: dict[Speaker, float] = defaultdict(float)
        # Each part draws from its own stream, so that one does not shift another.
        self._random = Random(random.getrandbits(64))
        self.belt = Belt(settings.belt, self.ledger, self.faults)
        self.walker = Walker(character, Random(random.getrandbits(64)), story)
        self.walker.on_deed = self._do
        plug_random = Random(random.getrandbits(64))
        bridge_random = Random(random.getrandbits(64))
        self.plug = self._build_plug(plug_random)
        self.bridge_voice = self._build_bridge(bridge_random)
        self.plug_voice = self._build_plug_voice(plug_random)
        self.voices: list[Voice] = [
            voice for voice in (self.bridge_voice, self.plug_voice) if voice
        ]
        parts: tuple[Part | None, ...] = (self._post, self.walker, self.plug)
        self._parts: list[Part] = [part for part in parts if part] + [*self.voices]

    @property
    def next_event_s(self) -> float:
        """Return when anything happens by itself next."""
        return min(part.due_s for part in self._parts)

    def connect(self, speaker: Speaker | None = None) -> list[Message]:
        """Connect all voices or one of them to the broker."""
        for voice in self.voices:
            if speaker in (None, voice.speaker):
                voice.connect(self.now_s)
        return self.advance_to(self.now_s)

    def advance_to(self, at_s: float) -> list[Message]:
        """Let time pass and return what the devices published meanwhile."""
        if at_s < self.now_s:
            raise ValueError(f"time does not run backwards to {at_s} s")
        parts = self._parts
        while True:
            due_s, part = at_s, None
            for candidate in parts:
                if (candidate_s := candidate.due_s) < due_s or (
                    part is None and candidate_s == due_s
                ):
                    due_s, part = candidate_s, candidate
            if part is None:
                break
            self._pass(due_s)
            part.act(due_s)
        self._pass(at_s)
        messages = self._outbox.copy()
        self._outbox.clear()
        return messages

    def receive(
        self, topic: str, payload: str, *, sent_s: float | None = None
    ) -> list[Message]:
        """Take a message from the broker; it takes effect after the lag."""
        for voice in self.voices:
            if voice.is_online and (order := voice.hear(topic, payload)):
                number = self.ledger.note_command(
                    self.now_s if sent_s is None else sent_s,
                    voice.speaker,
                    topic,
                    payload,
                    order,
                )
                self._send(voice, order, number)
        return self.advance_to(self.now_s)

    def perform(self, deed: Deed) -> list[Message]:
        """Let the person act, speak to the walker, or switch a fault."""
        self._do(deed)
        return self.advance_to(self.now_s)

    def follow(self, story: Story) -> list[Message]:
        """Let the walker follow another story from now on."""
        self.walker.follow(story, self.now_s)
        return self.advance_to(self.now_s)

    def switch_fault(self, fault: Fault, *, on: bool = True) -> list[Message]:
        """Switch a fault on or off."""
        return self.perform(Deed(fault=fault, on=on))

    def _pass(self, at_s: float) -> None:
        self.now_s = at_s
        self.belt.advance_to(at_s)
        self.ledger.witnessed_s = at_s

    def _do(self, deed: Deed) -> None:
        if deed.fault:
            self._switch_fault(deed.fault, deed.on)
        elif deed.announcement:
            self.walker.hear(deed.announcement, self.now_s, self.belt.speed_kmh)
        elif deed.action:
            author = Author(cause=Cause.PERSON, detail=deed.text)
            self.ledger.note(self.now_s, Fact.DEED, author)
            CONSOLE[deed.action](self.belt, self.plug, deed, author)

    def _switch_fault(self, fault: Fault, on: bool) -> None:
        momentary = FAULTS[fault].momentary
        if on == (fault in self.faults) and not (momentary and on):
            return
        author = Author(cause=Cause.FAULT, detail=fault)
        self.ledger.note(self.now_s, Fact.FAULT_ON if on else Fact.FAULT_OFF, author)
        if not momentary:
            (self.faults.add if on else self.faults.discard)(fault)
        if fault is Fault.MAINS_OFF:
            self._switch_mains(not on)
        elif fault is Fault.RELAY_WELDED and self.plug:
            self.plug.settle(FAULT)
        for voice in self.voices:
            voice.switch_fault(fault, on, self.now_s)

    def _switch_mains(self, on: bool) -> None:
        if self.plug is None or self.plug_voice is None:
            self._power_belt(on, MAINS)
        elif on:
            self.plug.regain_mains(MAINS)
            self.plug_voice.regain_mains(self.now_s)
        else:
            self.plug_voice.lose_mains(self.now_s)
            self.plug.lose_mains(MAINS)

    def _notice_plug(self, author: Author) -> None:
        if self.plug:
            self._power_belt(self.plug.load_powered, author)
        if self.plug_voice:
            self.plug_voice.notice_relay(self.now_s)

    def _power_belt(self, powered: bool, author: Author) -> None:
        if powered == self.belt.powered:
            return
        if powered:
            self.belt.regain_power()
        else:
            self.belt.lose_power(author)

    def _send(self, voice: Voice, order: Order, number: int) -> None:
        arrives_s = self.now_s
        if voice.speaker is Speaker.BRIDGE:
            arrives_s += self._random.uniform(
                self.settings.lag_from_s, self.settings.lag_to_s
            )
            if Fault.COMMANDS_LOST in self.faults:
                met = self.ledger.motion_at(self.now_s)
                self.ledger.note_arrival(self.now_s, number, Outcome.LOST, met)
                return
            if Fault.COMMANDS_LATE in self.faults:
                arrives_s += self.settings.late_commands_s
        # One device takes commands in the order in which they were sent.
        arrives_s = max(arrives_s, self._arrived_s[voice.speaker])
        self._arrived_s[voice.speaker] = arrives_s
        self._post.send(arrives_s, self._delivery(voice, order, number))

    def _delivery(
        self, voice: Voice, order: Order, number: int
    ) -> Callable[[float], None]:
        def deliver(at_s: float) -> None:
            """Let the device obey and note what came of it."""
            met = self.ledger.motion_at(at_s)
            detail = f"{order.word} {order.argument}".strip()
            author = Author(cause=Cause.REMOTE, command=number, detail=detail)
            outcome = voice.obey(order, at_s, author)
            self.ledger.note_arrival(at_s, number, outcome, met)

        return deliver

    def _build_plug(self, random: Random) -> Plug | None:
        if self.settings.plug is None:
            return None
        plug = Plug(self.settings.plug, self.belt, self.ledger, self.faults, random)
        self.belt.powered = plug.load_powered
        plug.on_change = self._notice_plug
        return plug

    def _build_bridge(self, random: Random) -> Voice | None:
        settings = self.settings.bridge
        if settings is None:
            return None
        return build_bridge(settings, self.belt, self.faults, random, self._outbox)

    def _build_plug_voice(self, random: Random) -> PlugVoice | None:
        if self.plug is None:
            return None
        settings = self.settings.plug_voice
        return build_plug_voice(settings, self.plug, self.faults, random, self._outbox)
