"""Run simulated machines in real time against a broker.

One thread owns all machines. Everybody else, the MQTT library's threads and the
caller's alike, puts jobs into its inbox. `time_scale` is the number of simulated
seconds in one second of the wall clock; the machines know nothing of it.
"""

from collections.abc import Callable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import UTC, datetime
import json
from pathlib import Path
import queue
import threading
import time
from typing import Final, Self

from .connection import Broker, Connection
from .control import FILTERS, answer, control_message, split_topic, status_message
from .deeds import Deed, Story
from .journal import Journal
from .ledger import Ledger
from .machine import Machine
from .records import Entry, Message, Speaker
from .voices.base import Voice

LONGEST_WAIT_S: Final = 1.0
LONGEST_SILENCE_S: Final = 0.2
CALL_TIMEOUT_S: Final = 30.0

type Key = tuple[str, Speaker | None]
type Listener = Callable[[str, Entry], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShellSettings:
    """Say where and how fast machines run, and where their ledgers go."""

    broker: Broker = Broker()
    time_scale: float = 1.0
    ledger_file: Path | None = None
    client_prefix: str = "gymlab"


class Shell:
    """Give machines a clock and a broker; every method may be called anywhere."""

    def __init__(
        self,
        machines: Mapping[str, Machine],
        settings: ShellSettings = ShellSettings(),
        *,
        on_entry: Listener | None = None,
    ) -> None:
        """Prepare one connection for each device and one for steering."""
        self.began_utc = datetime.now(UTC)
        self._machines = dict(machines)
        self._settings = settings
        self._on_entry = on_entry
        self._began = time.monotonic()
        self._inbox: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
        self._stopping = threading.Event()
        self._changed = threading.Condition()
        self._changes = 0
        self._noted = dict.fromkeys(machines, 0)
        self._ready: set[Key] = set()
        self._journal: Journal | None = None
        self._thread = threading.Thread(target=self._run, name="gymlab", daemon=True)
        self._devices = {
            (name, voice.speaker): self._connect_voice(name, voice)
            for name, machine in machines.items()
            for voice in machine.voices
        }
        self._control = self._connect_control()

    @property
    def now_s(self) -> float:
        """Return the simulated time."""
        return (time.monotonic() - self._began) * self._settings.time_scale

    def start(self) -> None:
        """Begin at simulated time 0."""
        if path := self._settings.ledger_file:
            self._journal = Journal(path)
        self._began = time.monotonic()
        self.began_utc = datetime.now(UTC)
        self._thread.start()
        for connection in (*self._devices.values(), self._control):
            connection.start()

    def stop(self) -> None:
        """Stop time, leave the broker as devices that are gone, and close files."""
        if self._stopping.is_set():
            return
        self._stopping.set()
        self._inbox.put(lambda: None)
        self._thread.join()
        for name, machine in self._machines.items():
            for voice in machine.voices:
                if will := voice.will:
                    self._devices[name, voice.speaker].publish(will)
        for connection in self._devices.values():
            connection.stop()
        self._control.publish(status_message("offline"))
        self._control.stop()
        if self._journal:
            self._journal.close()

    def __enter__(self) -> Self:
        """Start."""
        self.start()
        return self

    def __exit__(self, *error: object) -> None:
        """Stop."""
        self.stop()

    def wait_connected(self, timeout_s: float) -> bool:
        """Wait until every device and the steering are connected and listening."""
        wanted = len(self._devices) + 1
        with self._changed:
            return self._changed.wait_for(lambda: len(self._ready) == wanted, timeout_s)

    def wait_disconnected(self, timeout_s: float) -> bool:
        """Wait until no connection is left, as after the loss of a broker."""
        with self._changed:
            return self._changed.wait_for(lambda: not self._ready, timeout_s)

    def wait_until(
        self, name: str, condition: Callable[[Ledger], object], timeout_s: float
    ) -> bool:
        """Wait until a machine's ledger meets a condition."""
        ends = time.monotonic() + timeout_s
        while True:
            changes = self._changes
            if condition(self.snapshot(name)):
                return True
            left_s = ends - time.monotonic()
            if left_s <= 0:
                return False
            # Conditions may also come true by time alone.
            self._wait_change(changes, min(left_s, LONGEST_SILENCE_S))

    def snapshot(self, name: str) -> Ledger:
        """Return a machine's ledger up to now, as a copy."""
        return self.call(name, lambda machine: machine.ledger.snapshot())

    def do(self, name: str, deed: Deed) -> None:
        """Perform a deed at a machine now."""
        self.call(name, lambda machine: self._publish(name, machine.perform(deed)))

    def follow(self, name: str, story: Story) -> None:
        """Let a machine's walker follow a story from now on."""
        self.call(name, lambda machine: self._publish(name, machine.follow(story)))

    def drop(self, name: str, speaker: Speaker) -> None:
        """Break a device's connection, so that the broker publishes its last will."""
        self._devices[name, speaker].drop()

    def call[T](self, name: str, function: Callable[[Machine], T]) -> T:
        """Run a function on a machine that has been brought up to now."""
        machine = self._machines[name]
        if not self._thread.is_alive():
            return function(machine)
        future: Future[T] = Future()

        def job() -> None:
            """Hand over the result, or the reason why there is none."""
            self._bring_up(name)
            try:
                future.set_result(function(machine))
            except Exception as error:  # noqa: BLE001  # The caller gets it.
                future.set_exception(error)

        self._inbox.put(job)
        return future.result(CALL_TIMEOUT_S)

    def _run(self) -> None:
        while not self._stopping.is_set():
            now_s = self.now_s
            for name, machine in self._machines.items():
                if machine.next_event_s <= now_s:
                    self._bring_up(name)
            try:
                job = self._inbox.get(timeout=self._wait_s())
            except queue.Empty:
                continue
            job()
            for name in self._machines:
                self._look(name)

    def _wait_s(self) -> float:
        next_s = min(machine.next_event_s for machine in self._machines.values())
        wait_s = (next_s - self.now_s) / self._settings.time_scale
        return min(max(wait_s, 0.0), LONGEST_WAIT_S)

    def _bring_up(self, name: str) -> None:
        machine = self._machines[name]
        self._publish(name, machine.advance_to(max(self.now_s, machine.now_s)))
        self._look(name)

    def _publish(self, name: str, messages: list[Message]) -> None:
        for message in messages:
            self._devices[name, message.speaker].publish(message)

    def _look(self, name: str) -> None:
        """Tell of facts that are new in a ledger."""
        ledger = self._machines[name].ledger
        if len(ledger) == self._noted[name]:
            return
        entries = ledger.entries_from(self._noted[name])
        self._noted[name] = len(ledger)
        for entry in entries:
            if self._journal:
                self._journal.write(name, entry, ledger)
            if self._on_entry:
                self._on_entry(name, entry)
        self._mark_change()

    def _wait_change(self, seen: int, timeout_s: float) -> None:
        with self._changed:
            self._changed.wait_for(lambda: self._changes != seen, timeout_s)

    def _mark_change(self) -> None:
        with self._changed:
            self._changes += 1
            self._changed.notify_all()

    def _connect_voice(self, name: str, voice: Voice) -> Connection:
        def hear(topic: str, payload: str) -> None:
            """Let the machine receive a message, with the time of its arrival."""
            heard_s = self.now_s
            self._inbox.put(lambda: self._receive(name, topic, payload, heard_s))

        def change(ready: bool) -> None:
            """Let the device speak after each connection."""
            self._inbox.put(lambda: self._greet(name, voice.speaker, ready))

        return Connection(
            self._settings.broker,
            f"{self._settings.client_prefix}-{name}-{voice.speaker}",
            subscriptions=voice.subscriptions,
            will=voice.will,
            on_ready=change,
            on_message=hear,
        )

    def _connect_control(self) -> Connection:
        return Connection(
            self._settings.broker,
            f"{self._settings.client_prefix}-control-{self.began_utc.timestamp()}",
            subscriptions=FILTERS,
            will=status_message("offline"),
            on_ready=lambda ready: self._inbox.put(
                lambda: self._greet("", None, ready)
            ),
            on_message=lambda topic, payload: self._inbox.put(
                lambda: self._serve(topic, payload)
            ),
        )

    def _receive(self, name: str, topic: str, payload: str, heard_s: float) -> None:
        self._bring_up(name)
        machine = self._machines[name]
        self._publish(name, machine.receive(topic, payload, sent_s=heard_s))

    def _greet(self, name: str, speaker: Speaker | None, ready: bool) -> None:
        if ready and speaker:
            self._bring_up(name)
            self._publish(name, self._machines[name].connect(speaker))
        elif ready:
            self._control.publish(status_message("online"))
        # Who waits for the connection may count on the greeting being on its way.
        (self._ready.add if ready else self._ready.discard)((name, speaker))
        self._mark_change()

    def _serve(self, topic: str, payload: str) -> None:
        name, word = split_topic(topic)
        # Other machines may belong to another simulator on the same broker.
        if machine := self._machines.get(name):
            self._bring_up(name)
            result = answer(machine, name, word, payload)
            self._publish(name, result.messages)
            facts = {
                "machine": name,
                "began_utc": self.began_utc.isoformat(),
                "time_scale": self._settings.time_scale,
            }
            self._control.publish(
                control_message(result.topic, json.dumps({**facts, **result.record}))
            )
