"""Ask and be answered over MQTT, and take the time of it."""

from collections.abc import Callable
import threading
import time
from typing import Any, Final, Self

import paho.mqtt.client as mqtt
from paho.mqtt.enums import CallbackAPIVersion

from gymlab.simulator.connection import VERSIONS, Broker

CONNECT_TIMEOUT_S: Final = 20.0
INSIST_EVERY_S: Final = 0.5

type Listener = Callable[[str, str], None]


class LostError(Exception):
    """Say what was not answered."""


class Post:
    """One MQTT client that speaks for everybody in the laboratory."""

    def __init__(
        self, broker: Broker, filters: tuple[str, ...], listener: Listener
    ) -> None:
        """Prepare a client that listens to some topics."""
        self._broker = broker
        self._filters = filters
        self._listener = listener
        self._ready = threading.Event()
        self._answered = threading.Event()
        self._awaited = ""
        self._answered_s = 0.0
        self._client = mqtt.Client(
            CallbackAPIVersion.VERSION2, protocol=VERSIONS[broker.protocol]
        )
        self._client.on_connect = self._subscribe
        self._client.on_subscribe = lambda *_: self._ready.set()
        self._client.on_message = self._hear

    def __enter__(self) -> Self:
        """Connect and listen."""
        self._client.connect(self._broker.host, self._broker.port)
        self._client.loop_start()
        if not self._ready.wait(CONNECT_TIMEOUT_S):
            raise ConnectionError("the broker does not answer")
        return self

    def __exit__(self, *error: object) -> None:
        """Leave."""
        self._client.disconnect()
        self._client.loop_stop()

    def say(self, topic: str, payload: str, *, retain: bool = False) -> None:
        """Publish something, as treadmills and plugs do."""
        self._client.publish(topic, payload, qos=0, retain=retain)

    def ask(self, topic: str, answer: str, timeout_s: float) -> float:
        """Publish on one topic and return after how many seconds another one speaks."""
        return self.time(lambda: self.say(topic, "1"), answer, timeout_s)

    def time(self, act: Callable[[], object], answer: str, timeout_s: float) -> float:
        """Do something and return after how many seconds a topic speaks."""
        self._answered.clear()
        self._awaited = answer
        asked_s = time.perf_counter()
        act()
        if not self._answered.wait(timeout_s):
            raise LostError(f"nothing was heard on {answer} within {timeout_s:g} s")
        return self._answered_s - asked_s

    def insist(self, topic: str, answer: str, timeout_s: float) -> None:
        """Publish on one topic until another one speaks."""
        ends_s = time.monotonic() + timeout_s
        while True:
            try:
                self.ask(topic, answer, INSIST_EVERY_S)
            except LostError:
                if time.monotonic() > ends_s:
                    raise
            else:
                return

    def _subscribe(self, client: mqtt.Client, *_: Any) -> None:
        client.subscribe([(pattern, 0) for pattern in self._filters])

    def _hear(self, client: mqtt.Client, userdata: Any, said: mqtt.MQTTMessage) -> None:
        heard_s = time.perf_counter()
        if said.topic == self._awaited:
            self._awaited = ""
            self._answered_s = heard_s
            self._answered.set()
        self._listener(said.topic, bytes(said.payload).decode(errors="replace"))
