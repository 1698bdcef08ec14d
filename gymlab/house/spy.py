"""Listen on the broker as a stranger, and speak as one where a story needs it."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
import threading
import time
from typing import Any, Final, Self

import paho.mqtt.client as mqtt
from paho.mqtt.enums import CallbackAPIVersion

from gymlab.simulator.connection import VERSIONS, Broker

# All but the treadmills' own stream, of which the ledger knows more.
FILTERS: Final = ("home_gym/#", "QZ/+/control/#", "QZ/+/status", "cmnd/#", "stat/#")
# More than any story needs; a demo may run for days.
KEPT: Final = 50_000
CONNECT_TIMEOUT_S: Final = 20.0

type Listener = Callable[[Heard], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """One message as it was heard; the time is monotonic."""

    at_s: float
    topic: str
    payload: str
    retained: bool = False


class Spy:
    """An MQTT client that keeps everything it hears."""

    def __init__(self, broker: Broker, on_heard: Listener | None = None) -> None:
        """Prepare a client; it comes back by itself after a loss."""
        self._broker = broker
        self._on_heard = on_heard
        self._heard: deque[Heard] = deque(maxlen=KEPT)
        self._news = threading.Condition()
        self._ready = threading.Event()
        self._client = mqtt.Client(
            CallbackAPIVersion.VERSION2, protocol=VERSIONS[broker.protocol]
        )
        self._client.reconnect_delay_set(1, 2)
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

    def say(self, topic: str, payload: str | bytes, *, retain: bool = False) -> None:
        """Publish something."""
        self._client.publish(topic, payload, qos=1, retain=retain)

    def heard(self, topic: str, since_s: float = 0.0) -> list[Heard]:
        """Return what was heard on a topic since a time."""
        with self._news:
            return [
                heard
                for heard in self._heard
                if heard.topic == topic and heard.at_s >= since_s
            ]

    def wait(
        self,
        topic: str,
        since_s: float,
        timeout_s: float,
        accept: Callable[[str], object] = lambda payload: True,
    ) -> Heard | None:
        """Wait for an acceptable message on a topic, heard since a time."""

        def find() -> Heard | None:
            for heard in self.heard(topic, since_s):
                if accept(heard.payload):
                    return heard
            return None

        with self._news:
            return self._news.wait_for(find, timeout_s)

    def _subscribe(self, client: mqtt.Client, *_: Any) -> None:
        client.subscribe([(pattern, 1) for pattern in FILTERS])

    def _hear(self, client: mqtt.Client, userdata: Any, said: mqtt.MQTTMessage) -> None:
        heard = Heard(
            at_s=time.monotonic(),
            topic=said.topic,
            payload=bytes(said.payload).decode(errors="replace"),
            retained=said.retain,
        )
        with self._news:
            self._heard.append(heard)
            self._news.notify_all()
        if self._on_heard:
            self._on_heard(heard)
